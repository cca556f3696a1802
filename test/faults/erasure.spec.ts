import { type ErasureOutcome, ErasureRun, type ErasureStep, Keyring } from '@hub/audit';
import { createTestHub, FakeClock, type TestHub } from '@hub/testing';
import pg from 'pg';
import { times, until } from './support/campaign.js';
import { Erasable } from './support/erasable.js';
import { eraseInProcess } from './support/erasing-process.js';
import { besides, freePort } from './support/hub-process.js';

const STEPS: readonly ErasureStep[] = ['begun', 'key left', 'key retired', 'drained', 'sealed', 'destroyed', 'finished'];
let hub: TestHub;
let world: Erasable;

beforeEach(async () => {
  hub = await createTestHub({ clock: new FakeClock(new Date()) });
  world = await Erasable.on(hub);
});
afterEach(() => hub.close());

const run = (): Promise<ErasureOutcome> => hub.hub.app.get(ErasureRun).run();

describe('a process that carries out an erasure and dies', () => {
  it.each(STEPS)('after "%s": the next one completes it, once, and no other act is lost', async (step) => {
    const acts = [await world.act(), await world.act(), await world.act(), await world.act()];
    const [gone, ...live] = acts;
    await world.consented(gone ?? '');
    // Not sealed yet when the erasure begins.
    live.push(await world.act());
    const env = besides(hub, await freePort());
    for (let n = 0; n < times(1, 5); n += 1) {
      const { signal, said } = await eraseInProcess(env, step);
      // Where nothing is left to be done, there is no such step either.
      expect([signal, said]).toEqual(n === 0 ? ['SIGKILL', ''] : [signal, said]);
      live.push(await world.act());
    }
    // A hub that ran all the while goes on with it: it remembers the keys as they were.
    let outcome: ErasureOutcome | undefined;
    // The database may not have noticed yet that who was at it is dead.
    await until('nobody else is at it', async () => (outcome = await run()).busy === false);
    expect(outcome).toMatchObject({ erased: step === 'finished' ? 0 : 1, busy: false, waiting: false });
    expect(await world.readable()).toEqual(new Map(live.map((act) => [act, 2])));
    expect(await world.told()).toEqual([2]);
  }, 300_000);
});

describe('an erasure beside others', () => {
  it.each([
    ['an act', 'SELECT hub.record_act($1, $2, $3, $4)'],
    ['a disclosure', `SELECT hub.disclose(now(), '{1}', '{NULL}', '{NULL}', $2, ARRAY[$1::uuid], '{1}', ARRAY[$3::bytea], ARRAY[$4::bytea], '[]')`],
  ])('waits for a transaction that has entered %s under the key, and keeps what it enters', async (_what, enter) => {
    const gone = await world.act();
    await world.consented(gone);
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    await client.connect();
    // A writer that has entered its act and has not committed: what the hub would have written, taken from a seal that is undone.
    const late = await world.act();
    const { rows: [row] } = await client.query<{ act_id: string; key_id: string; packed: Buffer; sealed: Buffer }>('SELECT act_id, key_id, packed, sealed FROM hub.ledger_unsealed JOIN hub.log_bodies USING (act_id) ORDER BY act_id DESC LIMIT 1');
    await client.query('DELETE FROM hub.ledger_unsealed WHERE act_id = $1', [row?.act_id]);
    await client.query('DELETE FROM hub.log_bodies WHERE act_id = $1', [row?.act_id]);
    await client.query(`BEGIN; SET LOCAL ROLE hub_app; SELECT hub.enter_realm('worker', now())`);
    await client.query(enter, [row?.act_id, row?.key_id, row?.packed, row?.sealed]);
    const erasing = run();
    const keyring = hub.hub.app.get<Keyring>(Keyring as never);
    await until('the key is left', () => keyring.current.id !== row?.key_id);
    expect(await Promise.race([erasing.then(() => 'done'), new Promise((resolve) => setTimeout(() => resolve('waits'), 500))])).toBe('waits');
    await client.query('COMMIT');
    await client.end();
    expect(await erasing).toMatchObject({ erased: 1, waiting: false });
    expect(await world.readable()).toEqual(new Map([[late, 2]]));
  }, 60_000);

  it('refuses what is entered under the retired key by a hub that does not know it yet, which goes on under the new one', async () => {
    const other = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    const keyring = other.hub.app.get<Keyring>(Keyring as never);
    const freshen = keyring.freshen.bind(keyring);
    /** As if the key were retired between the look at the file and the writing. */
    const unaware = (): void => { keyring.freshen = () => undefined; };
    const current = (): string => hub.hub.app.get<Keyring>(Keyring as never).current.id;
    try {
      const gone = [await world.act(), await world.act()];
      await world.consented(gone[0] ?? '');
      unaware();
      expect(await run()).toMatchObject({ erased: 1 });
      // An act is refused, and the next one is taken.
      await expect(world.act(other.url)).rejects.toThrow('UNAVAILABLE');
      expect(keyring.current.id).toBe(current());
      const live = [gone[1] ?? '', await world.act(other.url)];
      keyring.freshen = freshen;

      gone.push(await world.act());
      await world.consented(gone[2] ?? '');
      unaware();
      expect(await run()).toMatchObject({ erased: 1 });
      expect(keyring.current.id).not.toBe(current());
      // What is read is entered under the new key, and shown.
      expect((await other.graphql('{ viewer { person { id } } }', { token: world.contact.token })).errors).toBeUndefined();
      expect(keyring.current.id).toBe(current());
      live.push(await world.act(other.url));
      expect(await world.readable()).toEqual(new Map(live.map((act) => [act, 2])));
      // What the other hub remembered of the erased acts it has forgotten.
      const { rows } = await hub.superuser<{ key_id: string; act_id: string }>('SELECT key_id, act_id FROM hub.erasures');
      expect(rows.map(({ key_id, act_id }) => keyring.actKey(key_id, act_id))).toEqual([null, null]);
    } finally {
      await other.close();
    }
  });

  it('is one process’s at a time, and several at once are carried out with one another', async () => {
    const acts = [await world.act(), await world.act(), await world.act(), await world.act()];
    for (const gone of acts.slice(0, 3)) await world.consented(gone);
    const other = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    try {
      const outcomes = await Promise.all([run(), other.hub.app.get(ErasureRun).run(), run(), other.hub.app.get(ErasureRun).run()]);
      expect(outcomes.reduce((sum, { erased }) => sum + erased, 0)).toBe(3);
      expect(await world.readable()).toEqual(new Map([[acts[3], 2]]));
      expect(await world.told()).toEqual([2, 2, 2]);
    } finally {
      await other.close();
    }
  });

  it('among 100,000 acts under the key takes seconds, and every one of them lives on', async () => {
    const [gone, live] = [await world.act(), await world.act()];
    await world.consented(gone);
    await hub.superuser(
      `INSERT INTO hub.log_records (holder_id, counter, id, act_id, log_index, occurred_at, action, organisation_id, subject_ids, subject_versions, actor_tag, leaf, link_salt, body_hash, key_id)
       SELECT $1, 1000000 + n, gen_random_uuid(), lpad(to_hex(n), 32, '0')::uuid, 0, now(), 'x', $1, '{}', '{}', NULL, '', '', '', (SELECT key_id FROM hub.log_records LIMIT 1) FROM generate_series(1, 100000) n`,
      ['00000000-0000-4000-8000-0000000000aa'],
    );
    const keyring = hub.hub.app.get<Keyring>(Keyring as never);
    const { id } = keyring.current;
    const key = (n: number): Buffer | null => keyring.actKey(id, `00000000-0000-0000-0000-${n.toString(16).padStart(12, '0')}`);
    const before = [1, 77, 99_999, 100_000].map(key);
    const started = performance.now();
    expect(await run()).toMatchObject({ erased: 1, waiting: false });
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`  erasure among 100,000 acts: ${seconds.toFixed(1)} s\n`);
    expect(seconds).toBeLessThan(30);
    expect([1, 77, 99_999, 100_000].map(key)).toEqual(before);
    expect(before).not.toContain(null);
    expect(key(100_001)).toBeNull();
    expect((await world.readableOf([live, gone]))).toEqual([live]);
  }, 120_000);
});

describe('keys of the ring', () => {
  it('are changed each day, without a refusal anywhere, and old ones stay readable', async () => {
    const other = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    try {
      const acts = [await world.act()];
      const keyring = hub.hub.app.get<Keyring>(Keyring as never);
      const { id } = keyring.current;
      await run();
      expect(keyring.current.id).toBe(id);
      hub.clock.advance(86_400_000);
      await run();
      expect(keyring.current.id).not.toBe(id);
      // A hub that has not noticed goes on under the old key, which is not retired.
      acts.push(await world.act(other.url), await world.act());
      expect(await world.readable()).toEqual(new Map(acts.map((act) => [act, 2])));
    } finally {
      await other.close();
    }
  });
});
