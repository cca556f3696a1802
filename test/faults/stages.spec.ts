import { setTimeout as sleep } from 'node:timers/promises';
import { addOrganisation, addPerson, createTestHub, FakeClock, publishNew, type TestHub } from '@hub/testing';
import { Dice, figure, SOAK, times, until } from './support/campaign.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';
import { word } from './support/taking-away.js';

const STAGES = times(8, 300);
const KILLS = times(1, 40);
const KILLS_OF_ENDS = times(0, 20);

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ clock: new FakeClock(new Date()) });
});
afterAll(() => hub.close());

it(`two hubs, ${KILLS} kills while ${STAGES} stages fall due, and end: each opens once and ends once, with one record and one alert of each, and none early`, async () => {
  const dice = new Dice();
  const [originator, first, ...later] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  const [author, second] = [await addPerson(hub, originator as string), await addPerson(hub, originator as string)];
  const begin = Date.now();
  const bulletins: string[] = [];
  for (let n = 0; n < STAGES / 2; n++) {
    const stages = later.map((organisation, index) => ({ audience: { organisationIds: [organisation] }, at: { local: `2036-01-0${1 + index}T00:00`, zone: 'UTC' } }));
    bulletins.push((await publishNew(hub, author, second, { tlp: 'AMBER', title: word(), audience: { organisationIds: [first] }, stages })).id);
  }
  const environments = [await freePort(), await freePort()].map((port) => ({ ...besides(hub, port), HUB_ROLES: 'api,jobs', DB_POOL_SIZE: '6' }));
  const processes = await Promise.all(environments.map((environment) => HubProcess.start(environment)));
  // The last publication has been told of; from here on stages fall due one after the other, as their wall clocks say.
  const told = async (): Promise<boolean> => ((await hub.superuser('SELECT 1 FROM hub.alert_queue')).rowCount ?? 0) === 0;
  await until('the publications to be told of', told);
  const start = Math.ceil((Date.now() + 2_000) / 1_000) * 1_000;
  const spread = (KILLS * 2_000) / STAGES;
  await hub.superuser(`UPDATE hub.bulletin_stages s SET opens_at = x.at, local = to_char(x.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') FROM (
      SELECT bulletin_id, position, to_timestamp($1::float8 / 1000) + round(row_number() OVER (ORDER BY position, bulletin_id) * $2::float8) * interval '1 millisecond' AS at FROM hub.bulletin_stages) x
    WHERE s.bulletin_id = x.bulletin_id AND s.position = x.position`, [start, spread]);
  const killing = async (kills: number): Promise<void> => {
    for (let kill = 0; kill < kills; kill++) {
      await sleep(dice.below(2_000));
      const victim = kill % 2;
      await processes[victim]?.kill();
      processes[victim] = await HubProcess.start(environments[victim] as Record<string, string>);
    }
  };
  try {
    await killing(KILLS);
    await until('all stages to open', async () => ((await hub.superuser(`SELECT 1 FROM hub.bulletin_stages WHERE state = 'WAITING'`)).rowCount ?? 0) === 0, 60_000);
    await until('everything to be told', told);
    await hub.superuser(`UPDATE hub.bulletin_stages s SET until_zone = 'UTC', until_at = x.at, until_local = to_char(x.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') FROM (
        SELECT bulletin_id, position, to_timestamp($1::float8 / 1000) + round(row_number() OVER (ORDER BY position, bulletin_id) * $2::float8) * interval '1 millisecond' AS at FROM hub.bulletin_stages) x
      WHERE s.bulletin_id = x.bulletin_id AND s.position = x.position`, [Date.now() + 500, ((KILLS_OF_ENDS + 1) * 1_500) / STAGES]);
    await hub.superuser('SELECT hub.derive_release_ends(id) FROM hub.bulletins');
    await killing(KILLS_OF_ENDS);
    await until('all stages to end', async () => ((await hub.superuser(`SELECT 1 FROM hub.bulletin_stages WHERE state <> 'ENDED'`)).rowCount ?? 0) === 0, 60_000);
    await until('everything to be told', told);
  } finally {
    for (const each of processes) await each.kill();
  }
  const { rows: stages } = await hub.superuser<{ early: boolean; state: string }>('SELECT opened_at < opens_at AS early, state FROM hub.bulletin_stages');
  const { rows: alerts } = await hub.superuser<{ organisation_id: string; count: number }>(`SELECT organisation_id, count(*)::int AS count FROM hub.alerts WHERE kind = 'PUBLISHED' AND organisation_id <> $1 GROUP BY 1, bulletin_id`, [originator]);
  const records = (await hub.recorded({ action: 'bulletin.stage-opened' })).length;
  const ends = (await hub.recorded({ action: 'bulletin.stage-ended' })).length;
  const { rows: lost } = await hub.superuser<{ count: number }>(`SELECT count(*)::int AS count FROM hub.alerts WHERE kind = 'ACCESS_LOST' GROUP BY organisation_id, bulletin_id`);
  const { rowCount: late } = await hub.superuser('SELECT FROM hub.alerts WHERE kind = $1 AND organisation_id <> ALL ($2)', ['ACCESS_LOST', later]);
  figure(`stages: two hubs, ${KILLS} kills: ${stages.length} stages open, ${records} records, ${alerts.length} alerts; then, with ${KILLS_OF_ENDS} kills, ${ends} ends and ${lost.length} alerts, in ${Math.round((Date.now() - begin) / 1_000)} s`);
  expect(stages.filter(({ state, early }) => state !== 'ENDED' || early)).toEqual([]);
  expect(records).toBe(stages.length);
  expect([ends, lost.length, lost.filter(({ count }) => count !== 1), late]).toEqual([stages.length, stages.length, [], 0]);
  expect((await hub.superuser('SELECT FROM hub.release_ends')).rowCount).toBe(0);
  expect(alerts.filter(({ count }) => count !== 1)).toEqual([]);
  expect(alerts.length).toBe(stages.length + bulletins.length);
}, SOAK ? 3_600_000 : 180_000);
