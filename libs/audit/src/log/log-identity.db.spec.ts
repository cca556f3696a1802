import { StartupError } from '@hub/kernel';
import { createTestHub, type TestHub } from '@hub/testing';
import { Keyring, LocalSigner, LogIdentity, SealNow } from '../index.js';
import type { LogSigner } from './log-keys.js';

const ORIGIN = 'test.contact-point/audit';

let hub: TestHub;
let lost: string;
beforeAll(async () => {
  hub = await createTestHub();
  lost = hub.hub.app.get(LogIdentity).signer.vkey;
  await hub.hub.app.get(SealNow).run();
});
afterAll(() => hub.close());

function key(origin: string): LogSigner {
  const signer = LocalSigner.generate(origin);
  return { vkey: signer.verifier().toString(), origin, verifier: () => signer.verifier(), sign: (message) => signer.sign(message) };
}
const settle = (lostKey: string | undefined, ...signers: [LogSigner, ...LogSigner[]]): Promise<void> => new LogIdentity(signers, lostKey).settle(hub.uow, hub.clock, hub.hub.app.get(Keyring));
const rows = async (sql: string): Promise<unknown[]> => (await hub.superuser(sql)).rows;
const eras = (): Promise<unknown[]> => rows('SELECT number, origin, first_size::int AS "firstSize" FROM hub.log_eras ORDER BY number');

describe('a log whose key is lost', () => {
  const refused = async (attempt: Promise<void>, said: RegExp): Promise<void> => {
    const error = await attempt.then(() => null, (cause: unknown) => cause);
    expect(error).toBeInstanceOf(StartupError);
    expect((error as StartupError).message).toMatch(said);
    expect(await eras()).toHaveLength(1);
    expect(await rows('SELECT FROM hub.log_keys')).toHaveLength(1);
  };

  it('does not go on under a new key that nobody handed over to, unless the loss is said', () =>
    refused(settle(undefined, key(`${ORIGIN}-2`)), /is not in HUB_AUDIT_KEY, so that nothing can hand over to the new one/));

  it('does not go on where another key is said to be lost', () =>
    refused(settle(key(ORIGIN).vkey, key(`${ORIGIN}-2`)), /HUB_AUDIT_LOST_KEY is not the last key of the audit log "test\.contact-point\/audit", which is test\.contact-point\/audit\+/));

  it('does not go on under the same name', () => refused(settle(lost, key(ORIGIN)), /HUB_AUDIT_KEY has another key of the same name: every party would take that for a forgery/));

  it('goes on under a new name from where it was, without a handover; after that, what was said of the loss has no effect', async () => {
    const before = (await rows('SELECT size::int AS size FROM hub.log_seals ORDER BY number DESC LIMIT 1')) as [{ size: number }];
    const fresh = key(`${ORIGIN}-2`);
    await settle(lost, fresh);
    expect(await eras()).toEqual([{ number: 1, origin: ORIGIN, firstSize: 0 }, { number: 2, origin: `${ORIGIN}-2`, firstSize: before[0].size }]);
    expect(await rows('SELECT FROM hub.log_handovers')).toEqual([]);
    expect(await rows('SELECT vkey FROM hub.log_keys ORDER BY number')).toEqual([{ vkey: lost }, { vkey: fresh.vkey }]);
    for (const said of [lost, undefined, key(ORIGIN).vkey]) await settle(said, fresh);
    expect(await eras()).toHaveLength(2);
  });

  it('hands over from then on as always, and takes no name that it had', async () => {
    const keys = (await rows('SELECT vkey FROM hub.log_keys ORDER BY number')) as { vkey: string }[];
    await expect(settle(keys[1]?.vkey, key(ORIGIN))).rejects.toThrow(/was "test\.contact-point\/audit" before, and goes on as "test\.contact-point\/audit-2"/);
    await expect(settle(lost, key(`${ORIGIN}-3`))).rejects.toThrow(/HUB_AUDIT_LOST_KEY is not the last key/);
  });
});
