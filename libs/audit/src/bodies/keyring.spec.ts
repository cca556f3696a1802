import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, StartupError } from '@hub/kernel';
import { actorTag, actorTags, Keyring } from './keyring.js';

const NOW = new Date('2026-11-23T00:00:00Z');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  file = join(folder, 'ring.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const secretIn = (text: string): string => (JSON.parse(text) as { keys: { secret: string }[] }).keys[0]?.secret ?? '';

describe('a keyring', () => {
  it('is made once, for its owner only, and read by whoever comes later', () => {
    const ring = Keyring.open(file, NOW);
    expect(Keyring.open(file, NOW).current).toEqual(ring.current);
    expect(ring.current.createdAt).toEqual(NOW);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('goes on under a new key, and old acts stay readable', () => {
    const ring = Keyring.open(file, NOW);
    const { id } = ring.current;
    const key = ring.actKey(id, 'a');
    const next = newId();
    ring.rotate(NOW, next);
    expect(ring.current.id).toBe(next);
    expect(ring.actKey(id, 'a')).toEqual(key);
  });

  it('destroys the keys of acts, one ring key after the other, and keeps those of all others', () => {
    const ring = Keyring.open(file, NOW);
    const { id, secret } = ring.current;
    const acts = ['a', 'b', 'c'];
    const keys = new Map(acts.map((act) => [act, ring.actKey(id, act)]));
    expect(() => ring.destroy(id, acts)).toThrow('the current key can not be taken apart');
    ring.rotate(NOW, newId());
    ring.destroy(id, ['b', 'c']);
    expect(acts.map((act) => ring.actKey(id, act))).toEqual([null, keys.get('b'), keys.get('c')]);
    ring.destroy(id, ['c']);
    expect(acts.map((act) => ring.actKey(id, act))).toEqual([null, null, keys.get('c')]);
    expect(readFileSync(file, 'utf8')).not.toContain(secret.toString('base64'));
  });

  it('follows what another process did: new keys are known, destroyed ones forgotten', () => {
    const [ring, other] = [Keyring.open(file, NOW), Keyring.open(file, NOW)];
    const { id } = ring.current;
    other.rotate(NOW, newId());
    other.destroy(id, ['b']);
    expect(ring.actKey(id, 'a')).not.toBeNull();
    ring.freshen();
    expect(ring.current).toEqual(other.current);
    expect([ring.actKey(id, 'a'), ring.actKey(id, 'b')]).toEqual([null, other.actKey(id, 'b')]);
  });

  it('leaves nothing of a destroyed key on the disk: neither in what stood there before, nor in drafts of interrupted processes', () => {
    const ring = Keyring.open(file, NOW);
    const { id } = ring.current;
    const secret = secretIn(readFileSync(file, 'utf8'));
    ring.rotate(NOW, newId());
    writeFileSync(`${file}.4711`, readFileSync(file));
    writeFileSync(join(folder, 'audit-head.json.12'), 'of something else');
    const [before, draft] = [openSync(file, 'r'), openSync(`${file}.4711`, 'r')];
    ring.destroy(id, []);
    for (const handle of [before, draft]) {
      const bytes = Buffer.alloc(4_096);
      expect(readSync(handle, bytes, 0, 4_096, 0)).toBeGreaterThan(100);
      expect(bytes.toString('latin1')).not.toContain(secret);
      closeSync(handle);
    }
    expect(readdirSync(folder).sort()).toEqual(['audit-head.json.12', 'ring.json']);
  });

  it('finds whose act it was by a mark that no other act of the person bears, until its key is destroyed', () => {
    const ring = Keyring.open(file, NOW);
    const { id } = ring.current;
    const [tag, otherTag] = ['a', 'b'].map((act) => actorTag(ring.actKey(id, act) ?? Buffer.alloc(0), 'person')) as [Buffer, Buffer];
    expect(tag).not.toEqual(otherTag);
    expect(ring.isMarked({ keyId: id, actId: 'a', tag }, 'person')).toBe(true);
    expect(ring.isMarked({ keyId: id, actId: 'a', tag }, 'another')).toBe(false);
    expect(ring.isMarked({ keyId: id, actId: 'a', tag: otherTag }, 'person')).toBe(false);
    const [one, person, two, another] = [newId(), newId(), newId(), newId()] as const;
    const [together, elsewhere] = ['a', 'b'].map((act) => actorTags(ring.actKey(id, act) ?? Buffer.alloc(0), [one, person, two])) as [Buffer, Buffer];
    expect([one, person, two, another].map((who) => ring.isMarked({ keyId: id, actId: 'a', tag: together }, who))).toEqual([true, true, true, false]);
    expect(ring.isMarked({ keyId: id, actId: 'a', tag: elsewhere }, person)).toBe(false);
    expect(together.length).toBe(48);
    expect([0, 16, 32].filter((at) => elsewhere.includes(together.subarray(at, at + 16)))).toEqual([]);
    // A mark stands where one can begin, and nowhere between.
    expect(ring.isMarked({ keyId: id, actId: 'a', tag: together.subarray(8, 40) }, person)).toBe(false);
    ring.rotate(NOW, newId());
    ring.destroy(id, []);
    expect(ring.isMarked({ keyId: id, actId: 'a', tag }, 'person')).toBe(false);
  });

  it('that is gone, or is none, is told in a sentence', () => {
    const ring = Keyring.open(file, NOW);
    writeFileSync(file, '{"format":"another"}');
    expect(() => ring.freshen()).toThrow(StartupError);
    rmSync(file);
    expect(() => ring.freshen()).toThrow(/is gone/);
    expect(ring.current.id).not.toBe('');
  });
});
