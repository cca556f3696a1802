import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { LocalSigner, SealNow, Verifier, Witnessing } from '@hub/audit';
import { createTestHub, type TestHub, type TestPerson } from '@hub/testing';
import { witness } from '../../apps/hubctl/src/audit/witness/witness.js';
import { keep } from '../faults/support/log-alarms.js';
import { amberFor, type AuditParties, auditParties, published, read } from './support/audit-parties.js';
import { keysOf } from './support/audit-reading.js';
import { hubctl, type Ran } from './support/hubctl.js';

const MINUTE = 60_000;
const ORIGIN = 'test.contact-point/audit';

describe('A partner who trusts nobody, and a real hub', () => {
  let hub: TestHub;
  let of: AuditParties;
  let folder: string;
  beforeEach(async () => {
    hub = await createTestHub();
    of = await auditParties(hub);
    folder = mkdtempSync(join(tmpdir(), 'audit-distrust-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await hub.close();
  });
  const as = (person: TestPerson, ...args: string[]): Promise<Ran> => hubctl(hub, args, { token: person.token, env: { XDG_CONFIG_HOME: folder } });
  const verify = (person: TestPerson, ...args: string[]): Promise<Ran> => as(person, 'verify-audit', '--state', join(folder, `${person.organisationId}.json`), ...args);
  const seal = async (minutes = 0): Promise<void> => {
    hub.clock.advance(minutes * MINUTE);
    await hub.hub.app.get(SealNow).run();
  };
  /** An embassy reads what the police sent it; the receipts that it was given. */
  async function exchange(): Promise<string> {
    const id = await published(hub, of.npa, amberFor(of.ph));
    const receipts = [await read(hub, of.ph.officer, id), await read(hub, of.ph.reader, id)].map(({ receipt }) => receipt);
    writeFileSync(join(folder, 'receipts.txt'), `${receipts.join('\n')}\n`);
    return join(folder, 'receipts.txt');
  }

  it('finds all as it must be: signed in, in public, offline, and recomputed', async () => {
    const { administrator } = of.ph;
    const [key = ''] = await keysOf(hub);
    for (let round = 0; round < 2; round += 1) {
      const receipts = await exchange();
      await seal(2);
      const { code, text } = await verify(administrator, '--key', key, '--receipts', receipts);
      expect(text).toMatch(/2 receipts are met[^]*All is as it must be/);
      expect(text).not.toMatch(/[✗?!] /);
      expect(code).toBe(0);
    }
    await seal(2);
    expect(await as(administrator, 'verify-audit', '--public', '--state', join(folder, 'public.json'), '--key', key)).toMatchObject({ code: 0 });
    expect(await as(administrator, 'fsck', '--key', key)).toMatchObject({ code: 0, text: expect.stringMatching(/all is as signed/) });
    const bundle = join(folder, 'audit.jsonl');
    expect(await as(administrator, 'export-audit', '--out', bundle)).toMatchObject({ code: 0 });
    expect(await as(administrator, 'verify-audit', '--bundle', bundle, '--key', key, '--receipts', join(folder, 'receipts.txt'))).toMatchObject({ code: 0, text: expect.stringMatching(/2 receipts are met/) });
  }, 120_000);

  it('of whom only administrators and contact points export and verify records', async () => {
    await exchange();
    for (const person of [of.ph.officer, of.ph.reader]) {
      expect(await as(person, 'export-audit', '--out', join(folder, 'none.jsonl'))).toMatchObject({ code: 1, text: expect.not.stringMatching(/\n\s+at /) });
      expect(await verify(person)).toMatchObject({ code: 2 });
    }
    expect(await verify(of.ph.contact)).toMatchObject({ code: 0 });
  }, 120_000);

  it('has the log cosigned by a witness that stands elsewhere', async () => {
    const signer = LocalSigner.generate('witness.example/1', 'cosignature/v1');
    const [key = ''] = await keysOf(hub);
    const server = await witness({ folder, signer, logs: [Verifier.parse(key)], clock: hub.clock, onEvent: () => undefined });
    await server.listen({ host: '127.0.0.1', port: 0 });
    const address = `${signer.verifier().toString()}@http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    const cosigned = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_AUDIT_WITNESSES: address } });
    try {
      await exchange();
      await seal(2);
      await cosigned.hub.app.get(Witnessing).run();
      await seal(2);
      await cosigned.hub.app.get(Witnessing).run();
      expect(await verify(of.ph.administrator, '--witness', signer.verifier().toString())).toMatchObject({ code: 0, text: expect.stringMatching(/At least 1 of 1 witnesses have signed the log up to \d+ entries/) });
      expect(await verify(of.ph.administrator, '--witness', LocalSigner.generate('witness.example/2', 'cosignature/v1').verifier().toString())).toMatchObject({ code: 1 });
    } finally {
      await server.close();
      await cosigned.close();
    }
  }, 120_000);

  it('sees what a superuser of the database changed', async () => {
    const { administrator } = of.ph;
    await exchange();
    await seal(2);
    expect(await verify(administrator)).toMatchObject({ code: 0 });
    const before = readFileSync(join(folder, `${of.ph.id}.json`), 'utf8');
    await hub.superuser("ALTER TABLE hub.log_chunks DISABLE TRIGGER USER");
    await hub.superuser("UPDATE hub.log_chunks SET leaves = overlay(leaves placing decode('ffff', 'hex') from 65) WHERE number = 0");
    await exchange();
    await seal(2);
    const { code, text } = await verify(administrator);
    expect(text).toMatch(/✗ /);
    expect(code).toBe(1);
    expect(await as(administrator, 'fsck')).toMatchObject({ code: 1, text: expect.stringMatching(/is not what the entries make|is signed for the root/) });
    expect(readFileSync(join(folder, `${of.ph.id}.json`), 'utf8')).toBe(before);
  }, 120_000);

  it('follows a new key', async () => {
    await exchange();
    await seal(2);
    expect(await verify(of.ph.administrator)).toMatchObject({ code: 0 });
    const fresh = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_AUDIT_KEY: `${LocalSigner.generate(ORIGIN).toString()},${String(hub.config.audit.keys?.[0])}` } });
    try {
      await fresh.hub.app.get(SealNow).run();
      const { code, text } = await hubctl(fresh, ['verify-audit', '--state', join(folder, `${of.ph.id}.json`)], { token: of.ph.administrator.token });
      expect(text).toMatch(/took a new key: The key was changed/);
      expect(code).toBe(0);
    } finally {
      await fresh.close();
    }
  }, 120_000);

  it('is told of a log that goes on under a new name without a handover, what to do, and verifies it afresh by its new key', async () => {
    const { administrator } = of.ph;
    await exchange();
    await seal(2);
    expect(await verify(administrator)).toMatchObject({ code: 0 });
    const [lost = ''] = await keysOf(hub);
    const signer = LocalSigner.generate(`${ORIGIN}-2`);
    const again = { databaseUrl: hub.databaseUrl, clock: hub.clock };
    await expect(createTestHub({ ...again, env: { HUB_AUDIT_KEY: signer.toString() } })).rejects.toThrow(/so that nothing can hand over to the new one/);
    const fresh = await createTestHub({ ...again, env: { HUB_AUDIT_KEY: signer.toString(), HUB_AUDIT_LOST_KEY: lost } });
    const state = join(folder, `${of.ph.id}.json`);
    const before = readFileSync(state, 'utf8');
    const ask = (...args: string[]): Promise<Ran> => hubctl(fresh, args, { token: administrator.token, env: { XDG_CONFIG_HOME: folder } });
    try {
      await read(fresh, of.ph.officer, await published(fresh, of.npa, amberFor(of.ph)));
      hub.clock.advance(2 * MINUTE);
      await fresh.hub.app.get(SealNow).run();
      const told = /the log changed its name and key without a handover[^]*by telephone[^]*begin afresh with that key \(--key\) and another --state/;
      expect(await ask('verify-audit', '--state', state)).toMatchObject({ code: 1, text: expect.stringMatching(told) });
      expect(readFileSync(state, 'utf8')).toBe(before);
      expect(await ask('fsck', '--key', lost)).toMatchObject({ code: 1, text: expect.stringMatching(told) });
      const key = signer.verifier().toString();
      expect(await ask('verify-audit', '--state', join(folder, 'afresh.json'), '--key', key)).toMatchObject({ code: 0, text: expect.not.stringMatching(/[✗?!] /) });
      expect(await ask('fsck', '--key', key)).toMatchObject({ code: 0 });
      const bundle = join(folder, 'audit.jsonl');
      await ask('export-audit', '--out', bundle);
      expect(await ask('verify-audit', '--bundle', bundle, '--state', state)).toMatchObject({ code: 1, text: expect.stringMatching(told) });
    } finally {
      await fresh.close();
    }
  }, 120_000);

  it('is told of an honest restore, of what is gone, and goes on from it', async () => {
    await exchange();
    await seal(2);
    const backup = await keep(hub, 'backup');
    const receipts = await exchange();
    await seal(2);
    expect(await verify(of.ph.administrator, '--receipts', receipts)).toMatchObject({ code: 0 });
    await backup.back({ file: false });
    const restored = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_AUDIT_KEY: `${LocalSigner.generate(`${ORIGIN}-2`).toString()},${String(hub.config.audit.keys?.[0])}` } });
    const again = (...args: string[]): Promise<Ran> =>
      hubctl(restored, ['verify-audit', '--state', join(folder, `${of.ph.id}.json`), '--receipts', receipts, ...args], { token: of.ph.administrator.token });
    try {
      await restored.hub.app.get(SealNow).run();
      expect(await again()).toMatchObject({ code: 1, text: expect.stringMatching(/goes on as test\.contact-point\/audit-2[^]*This is a restore, signed by the old and the new key, and not a fork/) });
      const accepted = await again('--accept-restore');
      expect(accepted.text).toMatch(/You remember \d+ entries of test\.contact-point\/audit; its restore kept \d+[^]*is gone with what the restore dropped/);
      expect(accepted.text).toMatch(/For a receipt of .* there is no record of the acts .* The log was restored since/);
      expect(accepted.code).toBe(0);
      expect(await again()).toMatchObject({ code: 0 });
    } finally {
      await restored.close();
    }
  }, 120_000);
});
