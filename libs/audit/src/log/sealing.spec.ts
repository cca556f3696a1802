import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Entered } from '../act.js';
import { readId } from '@hub/kernel';
import { type OpenBody, openBody } from '../bodies/body-set.js';
import { Keyring } from '../bodies/keyring.js';
import { enter } from '../entering.js';
import { bodyHashOf, canonicalJson, leafOf, linkBytes } from '../merkle/leaf.js';
import { packAct, unpackAct } from '../packed-act.js';
import { CHUNK, type Head, place, recordsOf, sealedAt, type SealedRecord, type UnsealedAct } from './sealing.js';

const folder = mkdtempSync(join(tmpdir(), 'sealing-'));
const keyring = Keyring.open(join(folder, 'keyring.json'), new Date(0));
afterAll(() => rmSync(folder, { recursive: true }));

const id = fc.uuid();
const organisations = fc.constantFrom('0b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10', '1b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10', '2b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10');
const version = fc.option(fc.nat(9), { nil: null });
const common = { action: fc.constantFrom('bulletin.read', 'session.opened'), at: fc.constant('2026-03-01T00:00:00.000Z'), person: fc.option(id, { nil: null }) };
const disclosure = fc.record({
  ...common, organisation: organisations, request: fc.string(),
  shown: fc.array(fc.record({ bulletin: id, originator: organisations, number: version, seen: version, sections: fc.array(id, { maxLength: 3 }) }), { minLength: 1, maxLength: 5 }),
});
/** What may stand in an act's detail: members in no order, numbers that RFC 8785 writes in its own way. */
const act = fc.record({
  ...common, organisation: fc.option(organisations, { nil: null }), subject: fc.option(id, { nil: null }), holders: fc.array(organisations, { minLength: 1, maxLength: 3 }),
  detail: fc.dictionary(fc.constantFrom('to', 'from', '10', '9', 'É', '\ufb33', '😀'), fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(1e21, 1e-7, 0.1), fc.array(fc.boolean()))),
});
const together = fc.tuple(disclosure, fc.array(id, { minLength: 2, maxLength: 4 })).map(([each, persons]) => ({ ...each, person: null, persons }));
const entered: fc.Arbitrary<Entered> = fc.oneof(disclosure, together, act);

const idBytes = (text: string): Buffer => Buffer.from(text.replaceAll('-', ''), 'hex');
const kept = new Map<string, Buffer>();
/** As it comes from the database, its bodies kept beside it. */
const waiting = (each: Entered): UnsealedAct => {
  const { actId, keyId, packed, bodies } = enter(keyring, each);
  kept.set(actId, bodies);
  return { actId: idBytes(actId), keyId: idBytes(keyId), size: packed.length, ...unpackAct(packed) };
};
const opened = ({ holder, actId, keyId, bodyHash }: SealedRecord): OpenBody => {
  const actKey = keyring.actKey(readId(keyId), readId(actId));
  const bodies = kept.get(readId(actId));
  if (!actKey || !bodies) throw new Error('key or bodies are gone');
  return openBody(actKey, bodies, readId(holder), bodyHash);
};

describe('records of acts', () => {
  it('are what a verifier would make of their openings, one link after the other', () => {
    fc.assert(fc.property(fc.array(entered, { minLength: 1, maxLength: 8 }), (acts) => {
      const records = recordsOf(acts.map(waiting), new Map());
      const heads = new Map<string, Head>();
      for (const record of records) {
        const { counter, id: entryId, leaf, linkSalt, bodyHash } = record;
        const holder = readId(record.holder);
        const { salt, bytes } = opened(record);
        const value = JSON.parse(bytes.toString('utf8')) as { id: string };
        expect(canonicalJson(value)).toEqual(bytes);
        expect(value.id).toBe(readId(entryId));
        expect(bodyHash).toEqual(bodyHashOf(salt, bytes));
        const head = heads.get(holder);
        expect(counter).toBe((head?.counter ?? 0) + 1);
        expect(leaf).toEqual(leafOf({ link: linkBytes({ holder, counter: BigInt(counter), previous: head?.leaf ?? null }), linkSalt, bodyHash }));
        heads.set(holder, { counter, leaf });
      }
    }));
  });

  it('have salts of their own', () => {
    const records = recordsOf(fc.sample(disclosure, { numRuns: 50, seed: 1 }).map(waiting), new Map());
    const salts = records.flatMap((record) => [record.linkSalt, opened(record).salt]);
    expect(salts.every(({ length }) => length === 32)).toBe(true);
    expect(new Set(salts.map((salt) => salt.toString('hex'))).size).toBe(2 * records.length);
  });

  it('stand in the log in full chunks, each once, and everything else is random', () => {
    const records = recordsOf(fc.sample(disclosure, { numRuns: 40, seed: 2 }).map(waiting), new Map());
    const leaves = place(records, 640);
    expect(leaves.length % CHUNK).toBe(0);
    expect(leaves.length - records.length).toBeLessThan(CHUNK);
    for (const { index, leaf } of records) expect(leaves[index - 640]).toBe(leaf);
    expect(new Set(leaves.map((leaf) => leaf.toString('hex'))).size).toBe(leaves.length);
    expect(records.map(({ index }) => index)).not.toEqual(records.map((_, order) => 640 + order));
  });
});

describe('a packed act', () => {
  const copy = fc.record({ holder: id, id, bodyHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)), about: fc.array(fc.tuple(id, version), { maxLength: 4 }) });
  const packed = fc.record({
    occurredAt: fc.integer({ min: 0, max: 4e12 }), action: fc.string({ unit: 'grapheme', maxLength: 20 }), organisation: fc.option(id, { nil: null }),
    tag: fc.option(fc.integer({ min: 1, max: 5 }).chain((count) => fc.uint8Array({ minLength: 16 * count, maxLength: 16 * count })).map((bytes) => Buffer.from(bytes)), { nil: null }), copies: fc.array(copy, { maxLength: 4 }),
  });
  const bytesOf = (value: typeof packed extends fc.Arbitrary<infer T> ? T : never): Buffer =>
    packAct({ ...value, bodyHashes: value.copies.map(({ bodyHash }) => bodyHash), copies: value.copies.map(({ about, holder, id: entryId }) => ({ holder, id: entryId, subjects: about.map(([subject]) => subject), versions: about.map(([, number]) => number) })) });

  it('is unpacked as it was', () => {
    fc.assert(fc.property(packed, (value) => {
      const { occurredAt, action, organisation, tag, copies } = unpackAct(bytesOf(value));
      expect({ occurredAt, action, organisation: organisation && readId(organisation), tag }).toEqual({ occurredAt: value.occurredAt, action: value.action, organisation: value.organisation, tag: value.tag });
      expect(copies.map(({ holder, id: entryId, bodyHash, subjects, versions }) => ({
        holder: readId(holder), id: readId(entryId), bodyHash,
        about: Array.from({ length: subjects.length / 16 }, (_, index) => [readId(subjects, 16 * index), versions.readInt32BE(4 * index) || null]),
      }))).toEqual(value.copies.map((each) => ({ ...each, about: each.about.map(([subject, number]) => [subject, number || null]) })));
    }));
  });

  it('that was cut off or goes on is refused', () => {
    fc.assert(fc.property(packed, fc.nat(), (value, cut) => {
      const bytes = bytesOf(value);
      expect(() => unpackAct(bytes.subarray(0, cut % bytes.length))).toThrow();
      expect(() => unpackAct(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow();
    }));
  });
});

describe('the instant that a seal claims', () => {
  const taken = (ms: number): UnsealedAct => ({ ...waiting(fc.sample(disclosure, 1)[0] as Entered), actId: Buffer.concat([Buffer.from(ms.toString(16).padStart(12, '0'), 'hex'), Buffer.alloc(10)]) });
  const at = (ms: number): Date => new Date(ms);

  it('is now where all that waited is in it', () => expect(sealedAt(at(9_000), false, taken(5_000), at(1_000))).toEqual(at(9_000)));
  it('is that of the last act taken where more waits: what was entered later is not in it', () => expect(sealedAt(at(9_000), true, taken(5_000), at(1_000))).toEqual(at(5_000)));
  it('is never before that of the last seal', () => expect(sealedAt(at(9_000), true, taken(5_000), at(6_000))).toEqual(at(6_000)));
  it('is never in the future', () => expect(sealedAt(at(9_000), true, taken(9_500), undefined)).toEqual(at(9_000)));
});
