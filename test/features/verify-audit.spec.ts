import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint, parseNote, toBase64 } from '@hub/audit';
import { type AuditHub, auditHub } from './support/audit-hub.js';
import { AuditLogInMemory } from './support/audit-log.js';
import { AuditPartner } from './support/audit-partner.js';

const EMBASSY = '0197f3a0-0000-7000-8000-000000000001';
const OTHER = '0197f3a0-0000-7000-8000-000000000002';

describe('hubctl verify-audit', () => {
  let log: AuditLogInMemory;
  let hub: AuditHub;
  let partner: AuditPartner;

  beforeEach(async () => {
    log = new AuditLogInMemory();
    hub = await auditHub(log);
    partner = new AuditPartner(log, hub, EMBASSY);
    log.record(EMBASSY);
    log.record(OTHER);
    log.record(EMBASSY);
    await log.seal();
  });
  afterEach(async () => {
    await hub.close();
    partner.leave();
  });
  const grow = async (records = 2): Promise<void> => {
    for (let i = 0; i < records; i += 1) log.record(i % 2 === 0 ? EMBASSY : OTHER);
    await log.seal();
  };
  const expectWrong: AuditPartner['expectWrong'] = (...args) => partner.expectWrong(...args);

  describe('of a log that is as it must be', () => {
    it('trusts on first use, and says so; or pins the key that it is given', async () => {
      const first = await partner.verify();
      expect(first.text).toMatch(/because this is the first use, on the hub's own word\. Compare its key/);
      expect(first.text).toContain(log.vkey);
      expect(first).toMatchObject({ code: 0, results: expect.stringMatching(/6 entries, .*; all \d+ records of your organisation are in it\. All is as it must be; remembered in/) });
      const other = new AuditPartner(log, hub, OTHER);
      const pinned = await other.verify('--key', log.vkey);
      expect(pinned.code).toBe(0);
      expect(pinned.text).not.toMatch(/first use/);
      other.leave();
    });

    it('remembers for its owner only, and goes on from there', async () => {
      await partner.verify();
      expect(statSync(partner.state).mode & 0o777).toBe(0o600);
      expect(partner.remembered().holders[EMBASSY]?.counter).toBe('2');
      await grow();
      const { code, text } = await partner.verify();
      expect(text).toMatch(/The log of 11 entries goes on from the checkpoint that you remember \(6 entries\)/);
      expect(code).toBe(0);
      expect(partner.remembered().holders[EMBASSY]?.counter).toBe('3');
      expect(parseCheckpoint(parseNote(partner.remembered().checkpoint).text).size).toBe(11n);
    });

    it('keeps a file for each hub in the configuration folder', async () => {
      expect((await partner.hubctl('verify-audit', hub.url)).code).toBe(0);
      expect(existsSync(join(partner.folder, 'contact-point', 'audit', `${new URL(hub.url).host.replace(':', '_')}.json`))).toBe(true);
    });

    it('without signing in reads the public checkpoint and tiles only', async () => {
      expect((await partner.verify('--public')).code).toBe(0);
      await grow(700);
      hub.requests.length = 0;
      const { code, text } = await partner.verify('--public');
      expect(text).toMatch(/The log of 709 entries goes on/);
      expect(code).toBe(0);
      expect(hub.requests).not.toContain('graphql');
    });

    it('reads many pages of records', async () => {
      for (let i = 0; i < 450; i += 1) log.record(EMBASSY);
      await log.seal();
      expect(await partner.verify()).toMatchObject({ code: 0 });
      expect(partner.remembered().holders[EMBASSY]?.counter).toBe('452');
    });

    it('says how many texts are erased or withheld', async () => {
      const [first] = log.of(EMBASSY);
      Object.assign(first ?? {}, { body: null, bodySalt: null });
      const { code, text } = await partner.verify();
      expect(text).toMatch(/Of 2 records, 1 come without a body: erased, or withheld/);
      expect(code).toBe(0);
    });

    it('of an organisation without records', async () => {
      const empty = new AuditPartner(log, hub, randomUUID());
      expect((await empty.verify()).code).toBe(0);
      expect((await empty.verify()).code).toBe(0);
      empty.leave();
    });
  });

  describe('of a log that was changed', () => {
    it('a fork: two roots for one size', async () => {
      await partner.verify();
      log.leaves[1] = randomBytes(32);
      await log.seal({ padding: 0 });
      const text = await expectWrong(/There are two logs of 6 entries/);
      expect(text).toMatch(/What the log signed before:\n {2}hub\.example\.jp\/audit\n {2}6\n[^]*What it signs now:\n {2}hub\.example\.jp\/audit\n {2}6\n/);
    });

    it('a leaf that was rewritten', async () => {
      await partner.verify();
      log.leaves[1] = randomBytes(32);
      await grow();
      await expectWrong(/does not go on from the one of 6 [^]*changed or removed/);
      await expectWrong(/does not go on from the one of 6 [^]*changed or removed/, 1, '--public');
    });

    it('a log that was rolled back', async () => {
      await grow();
      await partner.verify();
      log.truncate(6n);
      await log.seal({ padding: 0 });
      const text = await expectWrong(/The log was rolled back: it shows 6 entries, and it had signed 11 before\. No restore was signed/);
      expect(text).toMatch(/What the log signed before/);
    });

    it('an old checkpoint shown in public; for a minute that is no fault', async () => {
      const old = log.public;
      await grow();
      await partner.verify();
      log.public = old;
      await expectWrong(/is behind what you remember \(11\): it moves once a minute\. Run the command again/, 2, '--public');
      log.now = new Date(log.now.getTime() + 10 * 60_000);
      await expectWrong(/The log was rolled back/, 1, '--public');
    });

    it('a last record that was removed', async () => {
      await partner.verify();
      log.openings.splice(log.openings.findLastIndex(({ holder }) => holder === EMBASSY), 1);
      await log.seal();
      await expectWrong(/You remember 2 records of your organisation, and the log has 1 now: records were removed/);
    });

    it('a record that was removed from between', async () => {
      log.openings.splice(0, 1);
      await expectWrong(/Records 1 to 1 are missing/);
    });

    it('a record that the export leaves out at its end', async () => {
      hub.falsified['auditExport'] = (page: { counter: string }[]) => page.filter(({ counter }) => counter === '1');
      await expectWrong(/signed that there are 2 records; 1 are here\. The last ones are left out/);
    });

    it('a previous leaf that is another', async () => {
      log.rewrite(0);
      await log.seal({ padding: 0 });
      await expectWrong(/Record 2 does not follow the record before it: it names another previous leaf/);
    });

    it('the last record rewritten under the same number', async () => {
      await partner.verify();
      log.rewrite(2);
      await log.seal();
      await expectWrong(/Record 2 of your organisation is not the one that you remember under that number: it was rewritten/);
    });

    it.each([
      ['leaf', /The leaf of record 1 is not made of its link/], ['link', /Record 1: /], ['linkSalt', /The leaf of record 1 is not made/],
      ['bodyHash', /The body of record 1 is not the one/], ['body', /The body of record 1 is not the one/], ['bodySalt', /The body of record 1 is not the one/],
    ])('one bit of the %s', async (field, said) => {
      hub.falsified['auditExport'] = (page: Record<string, string>[]) => page.map((record, at) => {
        const bytes = Buffer.from(record[field] ?? '', 'base64');
        bytes[3] = (bytes[3] ?? 0) ^ 1;
        return at === 0 ? { ...record, [field]: toBase64(bytes) } : record;
      });
      await expectWrong(said);
    });

    it('a proof that is false', async () => {
      hub.falsified['auditExport'] = (page: { hashes: string[] }[]) => page.map((record) => ({ ...record, hashes: [...record.hashes].reverse() }));
      await expectWrong(/Record 1 is not proved to stand at 0 in the log of 6 entries/);
    });

    it('a record of somebody else', async () => {
      Object.assign(log.openings[1] ?? {}, { holder: EMBASSY });
      await expectWrong(/Record 1 is one of 0197f3a0-0000-7000-8000-000000000002, not of 0197f3a0-0000-7000-8000-000000000001/);
    });

    it('a head of another organisation, and one that nobody signed', async () => {
      const head = await log.head(OTHER, 6n);
      hub.falsified['auditHead'] = () => head;
      await expectWrong(/The head is that of 0197f3a0-0000-7000-8000-000000000002/);
      hub.falsified['auditHead'] = () => head.replace(OTHER, EMBASSY);
      await expectWrong(/The head can not be relied on/);
    });

    it('a tile that was changed', async () => {
      await partner.verify();
      await grow(700);
      const path = 'audit/tile/0/000';
      const bytes = Buffer.from(await (await fetch(`${hub.url}/${path}`)).arrayBuffer());
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      hub.paths.set(path, bytes);
      await expectWrong(/does not go on from the one of 6/, 1, '--public');
      hub.paths.set(path, null);
      await expectWrong(/could not be had: The hub does not show tile\/0\/000/, 1, '--public');
    });
  });

  it('a clock that is far off, which may be either', async () => {
    partner.aheadMs = -3 * 3_600_000;
    await expectWrong(/was sealed at 2026-04-01T09:00:01\.000Z, which is not yet: the hub's clock or this one \(2026-04-01T06:00:01\.000Z\) is wrong/, 2);
  });

  it.each([['{', 'cut off'], ['[]', 'something else'], ['', 'empty']])('a file of what is remembered that is broken: %s', async (text) => {
    await partner.verify();
    writeFileSync(partner.state, text);
    await expectWrong(/What was remembered in .*state\.json is broken\.\n→ Restore the file from a backup/, 2);
  });

  it('a file of what is remembered that was edited', async () => {
    await partner.verify();
    writeFileSync(partner.state, readFileSync(partner.state, 'utf8').replace('\\n6\\n', '\\n5\\n'));
    await expectWrong(/What was remembered in .*state\.json is broken/, 2);
  });

  it('a hub that does not answer, and one without a log', async () => {
    hub.paths.set('audit/keys', null);
    await expectWrong(/shows no audit log \(audit\/keys is not there\)\.\n→ Check the address/, 2);
    await expectWrong(/is no address of a hub/, 2, 'nonsense');
  });

  it('a wrong command line is no sign of a wrong log', async () => {
    expect((await partner.hubctl('verify-audit', '--loud')).code).toBe(2);
    expect((await partner.hubctl('fsck', 'a', 'b')).code).toBe(2);
    expect((await partner.hubctl('verify-audit', '--bundle', 'x', hub.url)).code).toBe(2);
  });
});
