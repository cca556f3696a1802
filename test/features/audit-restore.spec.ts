import { existsSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { type AuditHub, auditHub } from './support/audit-hub.js';
import { AuditLogInMemory } from './support/audit-log.js';
import { AuditPartner } from './support/audit-partner.js';
import type { Ran } from './support/hubctl.js';

const EMBASSY = '0197f3a0-0000-7000-8000-000000000001';
const RESTORED = 'hub.example.jp/audit/2';

describe('A partner of a hub that was restored from a backup', () => {
  let log: AuditLogInMemory;
  let hub: AuditHub;
  let partner: AuditPartner;

  /** 6 entries with two records of the embassy, then 11 with three. */
  beforeEach(async () => {
    log = new AuditLogInMemory();
    hub = await auditHub(log);
    partner = new AuditPartner(log, hub, EMBASSY);
    for (let i = 0; i < 2; i += 1) log.record(EMBASSY);
    await log.seal({ padding: 4 });
  });
  afterEach(async () => {
    await hub.close();
    partner.leave();
  });
  async function grow(): Promise<void> {
    log.record(EMBASSY);
    await log.seal({ padding: 4 });
  }
  async function unchanged(run: () => Promise<Ran>): Promise<Ran> {
    const before = readFileSync(partner.state, 'utf8');
    const ran = await run();
    expect(readFileSync(partner.state, 'utf8')).toBe(before);
    return ran;
  }

  it('is told of a restore and not of a fork, and goes on from it when that is accepted', async () => {
    await partner.verify();
    await grow();
    await log.restore(6n, RESTORED);
    await grow();
    const told = await unchanged(() => partner.verify());
    expect(told.code).toBe(1);
    expect(told.text).toMatch(/was restored from a backup with 6 entries and goes on as hub\.example\.jp\/audit\/2; what it held beyond them is gone\. The reason given: for the test/);
    expect(told.text).toMatch(/This is a restore, signed by the old and the new key, and not a fork\..*--accept-restore/);
    expect(told.text).not.toMatch(/two logs|does not go on/);

    const accepted = await partner.verify('--accept-restore');
    expect(accepted.text).toMatch(/The log of 11 entries goes on from the checkpoint that you remember \(6 entries\)/);
    expect(accepted.text).not.toMatch(/are gone from the log/);
    expect(accepted.code).toBe(0);
    await grow();
    const after = await partner.verify();
    expect(after.code).toBe(0);
    expect(after.text).not.toMatch(/restore/);
  });

  it('is told what is gone of what was remembered', async () => {
    await grow();
    await partner.verify();
    await log.restore(6n, RESTORED);
    await grow();
    const told = await unchanged(() => partner.verify());
    expect(told.code).toBe(1);
    const accepted = await partner.verify('--accept-restore');
    expect(accepted.text).toMatch(/You remember 11 entries of hub\.example\.jp\/audit; its restore kept 6\. The 5 beyond are gone/);
    expect(accepted.text).toMatch(/Record 3 of your organisation, the last that you remember, is gone with what the restore dropped; another has its number now/);
    expect(accepted.code).toBe(0);
  });

  it('with two organisations, is told nothing false of the other one after the first has accepted it', async () => {
    const other = new AuditPartner(log, hub, '0197f3a0-0000-7000-8000-000000000002');
    await grow();
    log.record(other.holder);
    await log.seal();
    await partner.verify();
    expect((await other.verify('--state', partner.state)).code).toBe(0);
    await log.restore(6n, RESTORED);
    log.record(other.holder);
    await grow();
    expect((await partner.verify('--accept-restore')).code).toBe(0);
    expect(await other.verify('--state', partner.state)).toMatchObject({ code: 0 });
    other.leave();
  });

  it('is told of what was changed under the cover of a restore', async () => {
    await partner.verify();
    await grow();
    await log.restore(6n, RESTORED);
    log.leaves[3] = randomBytes(32);
    await grow();
    const { code, text } = await unchanged(() => partner.verify('--accept-restore'));
    expect(text).toMatch(/does not go on from the one of 6/);
    expect(code).toBe(1);
  });

  it('takes a new name that nobody handed over to for another log', async () => {
    await partner.verify();
    log.origin = RESTORED;
    await grow();
    const { code, text } = await unchanged(() => partner.verify('--accept-restore'));
    expect(text).toMatch(/The checkpoint is of the log hub\.example\.jp\/audit\/2, and no trusted key is of that name: the log changed its name and key without a handover/);
    expect(code).toBe(1);
  });

  it('reads the same in public', async () => {
    await partner.verify('--public');
    await grow();
    await log.restore(6n, RESTORED);
    await grow();
    expect(await unchanged(() => partner.verify('--public'))).toMatchObject({ code: 1, text: expect.stringMatching(/This is a restore/) });
    expect(await partner.verify('--public', '--accept-restore')).toMatchObject({ code: 0 });
  });

  it('comes to it for the first time', async () => {
    await log.restore(6n, RESTORED);
    await grow();
    const { code, text } = await partner.verify();
    expect(text).toMatch(/was restored from a backup/);
    expect(code).toBe(0);
    expect(existsSync(partner.state)).toBe(true);
    const pinned = new AuditPartner(log, hub, EMBASSY);
    expect(await pinned.verify('--key', log.vkey)).toMatchObject({ code: 0 });
    pinned.leave();
    const [, old] = log.keys;
    const earlier = new AuditPartner(log, hub, EMBASSY);
    expect(await earlier.verify('--key', old?.verifier().toString() ?? '')).toMatchObject({ code: 1, text: expect.stringMatching(/This is a restore/) });
    earlier.leave();
  });

  it('follows a restore of a log whose key was changed before', async () => {
    await partner.verify();
    await log.rotate();
    await grow();
    await log.restore(11n, RESTORED);
    await grow();
    await log.rotate();
    await grow();
    const { code, text } = await partner.verify('--accept-restore');
    expect(text).toMatch(/took a new key[^]*was restored[^]*took a new key/);
    expect(code).toBe(0);
  });
});
