import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestHub, FakeClock } from '@hub/testing';
import { DEMO_PASSWORD, seedDemoOnce } from '../../apps/hub/src/demo/seed.js';
import { Dice, figure, SOAK, Tally, times, until } from './support/campaign.js';
import { ask } from './support/client.js';
import { freePort, HubProcess } from './support/hub-process.js';
import { askDatabase, ownDatabase, ownDatabaseRuns, WORLD } from './support/own-database.js';

const ROUNDS = times(1, 20);

/** Where a first start is broken off: after it has said so, within so many milliseconds. */
const ALL: readonly (readonly [says: string, within: number])[] = [
  ['Creating the database', 400], ['migrated: 0002', 15], ['organisations and people', 250], ['20 of', 600], ['bulletins …', 300], ['40 of', 300], ['last year’s meeting', 900],
];
const MOMENTS = SOAK ? ALL : ALL.filter(([says]) => ['migrated: 0002', '20 of'].includes(says));

const dice = new Dice();
let whole: string[];

const linesOf = (rows: readonly { line: string }[]): string[] => rows.map(({ line }) => line);

beforeAll(async () => {
  const hub = await createTestHub({ clock: new FakeClock(new Date()) });
  await seedDemoOnce(hub.hub, () => undefined);
  await hub.recorded(); // seals
  whole = linesOf((await hub.superuser<{ line: string }>(WORLD)).rows);
  await hub.close();
});

/** Starts until it is ready, breaking off at each moment at which it has not been broken off yet. */
async function startBrokenOff(env: Record<string, string>, tally: Tally): Promise<HubProcess> {
  for (const [says, within] of MOMENTS) {
    const hub = HubProcess.spawn(env);
    await Promise.race([hub.says(says), hub.says('is ready at')]);
    if (hub.output.includes('is ready at')) return hub;
    await sleep(dice.below(within));
    const signal = dice.percent(70) ? 'SIGKILL' : dice.pick(['SIGTERM', 'SIGINT'] as const);
    hub.signal(signal);
    expect(await hub.gone()).not.toEqual({ code: 0, signal: null });
    tally.add(`${signal} after "${says}"`);
  }
  return HubProcess.start(env);
}

it(`a first start, broken off wherever it is, is whole the next time (${ROUNDS} ${ROUNDS === 1 ? 'round' : 'rounds'})`, async () => {
  expect(whole.length).toBeGreaterThan(80);
  const tally = new Tally();
  for (let round = 0; round < ROUNDS; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-broken-off-'));
    const hub = await startBrokenOff({ HUB_DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), LOG_LEVEL: 'error' }, tally);
    try {
      await until('everything is sealed', async () => (await askDatabase(ownDatabase(join(folder, 'data')), 'SELECT 1 FROM hub.ledger_unsealed LIMIT 1')).length === 0);
      const found = linesOf(await askDatabase<{ line: string }>(ownDatabase(join(folder, 'data')), WORLD));
      expect(found).toEqual(whole);
      const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { organisation { name } } } }';
      const { data: { signIn: { accessToken } } } = await ask(hub.url, { query: signIn, variables: { input: { email: 'officer@embassy-ph.example', password: DEMO_PASSWORD } } });
      const list = await ask(hub.url, { query: '{ bulletins(first: 20) { nodes { title sections { body } } } }', token: accessToken });
      expect(list.data.bulletins.nodes).toHaveLength(20);
      // Last year's meeting with sealed minutes and what is late, and the one to come: two items are closed to this embassy, one by its audience, one by its bulletin.
      const meetings = await ask(hub.url, { query: '{ meetingEditions { nodes { state minutes { seal { root } } actions { overdue carried owner { code } } agenda { slots { kind } } items { documents { language } } } } }', token: accessToken });
      const [next, last, ...more] = meetings.data.meetingEditions.nodes as { state: string; minutes: object | null; actions: object[]; agenda: { slots: { kind: string }[] }; items: { documents: object[] }[] }[];
      expect([next?.state, last?.state, more]).toEqual(['AGENDA_OPEN', 'CLOSED', []]);
      expect(last?.minutes).toEqual({ seal: { root: expect.any(String) } });
      expect(next?.actions).toEqual([{ overdue: true, carried: 1, owner: { code: 'PHL' } }, { overdue: false, carried: 1, owner: { code: 'IOM' } }]);
      expect([next?.agenda.slots.filter(({ kind }) => kind === 'CLOSED').length, next?.items.flatMap(({ documents }) => documents)]).toEqual([2, [{ language: 'ja' }, { language: 'en' }]]);
    } finally {
      if (!hub.end) hub.signal('SIGTERM');
      await hub.gone();
      expect(ownDatabaseRuns(join(folder, 'data'))).toBe(false);
      rmSync(folder, { recursive: true, force: true });
    }
  }
  figure(`first start: ${ROUNDS} ${ROUNDS === 1 ? 'round' : 'rounds'}, broken off by ${tally}; not whole afterwards: 0`);
}, SOAK ? 3_600_000 : 300_000);
