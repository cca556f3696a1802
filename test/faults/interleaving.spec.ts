import { setTimeout as sleep } from 'node:timers/promises';
import { createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { Dice, figure, sideBySide, SOAK, Tally, times, until } from './support/campaign.js';
import { ask, CODES, OPERATIONS as Q, type Reply } from './support/client.js';
import { question, showsForeign, type Side, twoSides } from './support/two-sides.js';

const REQUESTS = times(300, 10_000);
const CONNECTIONS = 2;
const STATEMENT_TIMEOUT = 150;
/** Faults of the database's making, which the answer may be about. */
const FAULTS = ['INTERNAL', 'UNAVAILABLE', 'NONE'];

const SETTINGS = `SELECT concat_ws(',', nullif(current_setting('hub.realm', true), ''), nullif(current_setting('hub.person', true), ''),
  nullif(current_setting('hub.organisation', true), ''), nullif(current_setting('hub.roles', true), ''),
  nullif(current_setting('hub.principals', true), ''), nullif(current_setting('hub.instant', true), '')) AS kept, current_user AS role`;

let hub: TestHub;
let sides: [Side, Side];
let hurried = true;
const dice = new Dice();

beforeAll(async () => {
  hub = await createTestHub({ poolSize: CONNECTIONS });
  sides = await twoSides(hub);
  // Connections made from here on lose their patience soon; those made before are sent away.
  hub.hub.database.pool.on('connect', (client) => {
    // A connection that is sent away while it is being set is gone; that is what the test does to it.
    if (hurried) client.query(`SET statement_timeout = ${STATEMENT_TIMEOUT}`).catch(() => undefined);
  });
  await onBackends('pg_terminate_backend(pid)');
});

afterAll(() => hub.close());

/** Does something to one of the hub's connections, busy or not. */
const onBackends = (what: string, which = 'true'): Promise<unknown> =>
  hub.superuser(`SELECT ${what} FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contact-point' AND ${which} ORDER BY random() LIMIT 1) p`);

/** Cancels statements, ends connections, and holds locks for longer than a statement may take. */
async function disturb(done: () => boolean, tally: Tally): Promise<void> {
  while (!done()) {
    await sleep(20 + dice.below(40));
    const chance = dice.below(100);
    if (chance < 60) {
      await onBackends('pg_cancel_backend(pid)', `state <> 'idle'`);
      tally.add('cancel');
    } else if (chance < 70) {
      await onBackends('pg_terminate_backend(pid)');
      tally.add('terminate');
    } else {
      await hub.superuser(`DO $$ BEGIN LOCK TABLE hub.bulletins, hub.persons IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(${(1.5 * STATEMENT_TIMEOUT) / 1000}); END $$`);
      tally.add('lock');
      await sleep(STATEMENT_TIMEOUT);
    }
  }
}

/** HB001: a session that the hub has known, and that ends without its knowing. */
async function endedSession({ author }: Side): Promise<Reply> {
  const token = await hub.tokenFor(author.id);
  const sent = { query: Q.list, variables: { first: 3 }, token };
  await ask(hub.url, sent);
  const [, claims = ''] = token.split('.');
  const { sid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string };
  await hub.superuser('UPDATE hub.sessions SET ended_at = $2 WHERE id = $1', [sid, hub.clock.now()]);
  const reply = await ask(hub.url, sent);
  expect(['UNAUTHENTICATED', ...FAULTS]).toContain(reply.code);
  return reply;
}

/** HB002: rights that move under a session that is in use. */
async function movedRights({ administrator, second }: Side): Promise<Reply> {
  const { rows: [row] } = await hub.superuser<{ revision: number; roles: string[] }>('SELECT revision, roles FROM hub.persons WHERE id = $1', [second.id]);
  const roles = row?.roles.includes('READER') ? ['OFFICER'] : ['OFFICER', 'READER'];
  return ask(hub.url, { query: Q.setRoles, variables: { input: { personId: second.id, expectedRevision: row?.revision ?? 0, roles } }, token: administrator.token });
}

async function keptSettings(): Promise<string[]> {
  const { pool } = hub.hub.database;
  // One that was cut off at the very end may not know it yet: it is given back as broken, and another takes its place.
  for (;;) {
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
    try {
      const answers = await Promise.all(clients.map((client) => client.query<{ kept: string; role: string }>(SETTINGS)));
      for (const client of clients) client.release();
      return answers.flatMap(({ rows }) => rows.map(({ kept, role }) => `${role}:${kept}`));
    } catch (error) {
      for (const client of clients) client.release(true);
      if ((error as { code?: string }).code !== '57P01') throw error;
    }
  }
}

describe(`${REQUESTS} interleaved requests of two organisations over ${CONNECTIONS} connections${SOAK ? ', in full' : ''}`, () => {
  const [codes, disturbances] = [new Tally(), new Tally()];
  const foreign: string[] = [];
  const outside: string[] = [];

  it('with errors, timeouts and broken-off requests among them, show no foreign row', async () => {
    let done = false;
    const disturbing = disturb(() => done, disturbances);
    const turn = async (n: number): Promise<void> => {
      const [mine, theirs] = n % 2 === 0 ? sides : ([sides[1], sides[0]] as const);
      const chance = dice.below(100);
      let reply: Reply;
      if (chance < 3) {
        // In the midst of it: a connection that comes back from somebody's transaction is nobody's.
        const [row] = await hub.hub.database.statement<{ kept: string }>('settings', SETTINGS).catch(() => []);
        expect(row?.kept ?? '').toBe('');
        return;
      } else if (chance < 5) reply = await endedSession(mine);
      else if (chance < 8) reply = await movedRights(mine);
      else {
        const signal = chance < 20 ? AbortSignal.timeout(1 + Math.floor(dice.below(25))) : undefined;
        reply = await ask(hub.url, { ...question(dice, mine, theirs), ...(signal ? { signal } : {}) });
      }
      codes.add(reply.code);
      if (showsForeign(reply.text, theirs)) foreign.push(reply.text);
      if (![...CODES, 'OK', 'NONE'].includes(reply.code)) outside.push(reply.text);
    };
    await sideBySide(12, REQUESTS, turn).finally(() => (done = true));
    await disturbing;
    figure(`interleaving: ${REQUESTS} requests over ${CONNECTIONS} connections; answers: ${codes}; disturbances: ${disturbances}; foreign rows: ${foreign.length}`);
    expect(foreign).toEqual([]);
    expect(outside).toEqual([]);
    // It was a trial only if much went right and much went wrong.
    expect(codes.of('OK')).toBeGreaterThan(REQUESTS / 4);
    expect(FAULTS.reduce((sum, code) => sum + codes.of(code), 0)).toBeGreaterThan(REQUESTS / 50);
    for (const code of ['UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_INPUT', 'CONFLICT', 'NONE']) expect([code, codes.of(code)]).not.toEqual([code, 0]);
  }, SOAK ? 1_800_000 : 300_000);

  it('leave nothing of anybody on a connection, and none of them waiting or locked', async () => {
    const { pool } = hub.hub.database;
    // Whose client has hung up is served to its end all the same.
    await until('what was begun to end', () => pool.idleCount === pool.totalCount && pool.waitingCount === 0);
    expect(await keptSettings()).toEqual(Array.from({ length: CONNECTIONS }, () => 'hub_app:'));
    expect([pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([CONNECTIONS, CONNECTIONS, 0]);
    const { rows } = await hub.superuser(
      `SELECT a.state, l.locktype FROM pg_stat_activity a LEFT JOIN pg_locks l ON l.pid = a.pid
       WHERE a.datname = current_database() AND a.application_name = 'contact-point' AND (a.state <> 'idle' OR l.pid IS NOT NULL)`);
    expect(rows).toEqual([]);
  });

  it('leave a hub that answers everybody as before', async () => {
    hurried = false;
    await hub.superuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contact-point'`);
    await until('the pool to notice', () => hub.hub.database.pool.totalCount === 0);
    for (const [mine, theirs] of [sides, [sides[1], sides[0]]] as const) {
      const sees = async (person: TestPerson, id: string): Promise<Reply> => ask(hub.url, { query: Q.one, variables: { id }, token: person.token });
      const [own] = mine.hidden;
      expect(data(await hub.graphql(Q.one, { token: mine.second.token, variables: { id: own?.id } })).bulletin.sections).toHaveLength(2);
      expect((await sees(mine.author, theirs.hidden[0]?.id ?? '')).code).toBe('NOT_FOUND');
      const shared = await sees(mine.author, theirs.shared);
      expect(shared.data.bulletin.sections).toHaveLength(1);
      expect(showsForeign(shared.text, theirs)).toBe(false);
      for (let n = 0; n < 50; n++) {
        const { code, text } = await ask(hub.url, question(dice, mine, theirs));
        if (FAULTS.includes(code)) throw new Error(`without a fault: ${text}`);
      }
    }
  });
});
