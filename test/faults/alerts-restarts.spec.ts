import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addOrganisation, addPerson, createTestHub, FakeClock, type TestPerson } from '@hub/testing';
import { migrate, startEmbeddedPostgres } from '@hub/platform';
import { hasNats, NatsServer } from '../features/support/nats-server.js';
import { Dice, figure, SOAK, Tally, times, until } from './support/campaign.js';
import { ask, OPERATIONS as Q } from './support/client.js';
import { Following } from './support/follower.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';
import { word } from './support/taking-away.js';

const CUTS = times(30, 1_000);
const RESTARTS = times(1, 20);
const FOLLOWERS = 8;

const title = `${CUTS} random cuts of sockets, ${RESTARTS} restarts each of hub, PostgreSQL and NATS, three hubs, followers spread across them: nothing missed, repeated, out of order or without right`;
const run = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-restarts-'));
  let postgres = await startEmbeddedPostgres({ dataDir: folder });
  await migrate(postgres.superuserUrl);
  const nats = await NatsServer.start();
  const hub = await createTestHub({ clock: new FakeClock(new Date()), databaseUrl: postgres.superuserUrl });
  const dice = new Dice();
  const roles = ['api', 'api,jobs', 'api,jobs,seal'];
  const environments: Record<string, string>[] = [];
  for (const each of roles) environments.push({ ...besides(hub, await freePort()), HUB_ROLES: each, NATS_URL: nats.url, DB_POOL_SIZE: '6', HUB_SOCKETS_PER_PERSON: '1000', HUB_SOCKETS_PER_ADDRESS: '10000' });
  const processes: HubProcess[] = [];
  try {
    processes.push(...(await Promise.all(environments.map((environment) => HubProcess.start(environment)))));
    const urls = processes.map(({ url }) => url);
    const [originator, ...recipients] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
    const [author, second] = [await addPerson(hub, originator as string), await addPerson(hub, originator as string)];
    const followings: Following[] = [];
    for (let n = 0; n < FOLLOWERS; n++) followings.push(new Following(await addPerson(hub, recipients[n % 2] as string), () => urls, dice));
    for (const following of followings) await following.begin();

    const acknowledged = new Set<string>();
    const replies = new Tally();
    let stopped = false;
    const publishing = Promise.all([0, 1].map(async (n) => {
      while (!stopped) {
        const published = await publishOne(dice.pick(urls), author, second, recipients[(n + Math.floor(dice.below(2))) % 2] as string, replies);
        if (published) acknowledged.add(published);
        await sleep(dice.below(30));
      }
    }));
    const cuts = (): number => followings.reduce((sum, one) => sum + one.cuts, 0);
    let restarting = true;
    const following = Promise.all(followings.map((one) => one.follow(() => restarting || cuts() < CUTS)));
    for (let restart = 0; restart < RESTARTS; restart++) {
      const victim = restart % 3;
      // Every other one at once, the others as an operator would.
      processes[victim]?.signal(restart % 2 ? 'SIGTERM' : 'SIGKILL');
      await processes[victim]?.gone();
      await sleep(dice.below(500));
      processes[victim] = await HubProcess.start(environments[victim] as Record<string, string>);
      await sleep(dice.below(500));
      postgres.kill('SIGKILL');
      postgres = await startEmbeddedPostgres({ dataDir: folder });
      await sleep(500 + dice.below(1_000));
      await nats.kill();
      await sleep(dice.below(1_000));
      await nats.begin();
      await sleep(dice.below(500));
    }
    restarting = false;
    await following;
    stopped = true;
    await publishing;
    await until('everything to be distributed', async () => (await hub.superuser('SELECT 1 FROM hub.alert_queue LIMIT 1')).rowCount === 0, 60_000);
    const streams = await Promise.all(recipients.map(async (id) => (await hub.superuser<{ title: string }>(
      `SELECT v.title FROM hub.alerts a JOIN hub.bulletin_versions v ON v.bulletin_id = a.bulletin_id AND v.number = a.number WHERE a.organisation_id = $1 ORDER BY a.position`, [id])).rows.map((row) => row.title)));
    const sum = { missed: 0, repeated: 0, disordered: 0, foreign: 0 };
    for (const [n, one] of followings.entries()) {
      const [own, foreign] = [streams[n % 2] ?? [], streams[(n + 1) % 2] ?? []];
      await one.finish(own.length);
      const got = one.got.map((each) => each.title);
      sum.missed += own.filter((each) => !got.includes(each)).length;
      sum.repeated += one.repeated + (got.length - new Set(got).size);
      sum.disordered += got.filter((each, at) => each !== own[at]).length;
      sum.foreign += got.filter((each) => foreign.includes(each)).length;
    }
    const lost = [...acknowledged].filter((each) => !streams.flat().includes(each)).length;
    const ends = new Tally();
    for (const one of followings) for (const part of one.ends.toString().split(', ')) for (let n = Number(part.split(' ')[1]); n > 0; n--) ends.add(String(part.split(' ')[0]));
    figure(`alerts: ${cuts()} cuts, ${RESTARTS} restarts each of hub, PostgreSQL and NATS; ${streams.flat().length} alerts (${acknowledged.size} acknowledged publications, lost ${lost}; answers ${replies}), ${FOLLOWERS} followers on three hubs: missed ${sum.missed}, repeated ${sum.repeated}, out of order ${sum.disordered}, without right ${sum.foreign}; connections ended: ${ends}`);
    expect({ ...sum, lost }).toEqual({ missed: 0, repeated: 0, disordered: 0, foreign: 0, lost: 0 });
    expect(streams.every((stream) => stream.length > 0)).toBe(true);
  } finally {
    for (const process of processes) await process.kill();
    await nats.kill();
    await hub.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Drafts and publishes at one hub; the title once that was acknowledged. */
async function publishOne(url: string, author: TestPerson, second: TestPerson, recipient: string, replies: Tally): Promise<string | null> {
  const text = word();
  const input = { kind: 'NOTICE', tlp: 'AMBER', title: text, language: 'en', audience: { organisationIds: [recipient] }, sections: [{ heading: 'What', body: text }] };
  const drafted = await ask(url, { query: Q.draft, variables: { input }, token: author.token });
  replies.add(drafted.code);
  const bulletin = (drafted.data as { draftBulletin?: { bulletin: { id: string; revision: number } } } | null)?.draftBulletin?.bulletin;
  if (!bulletin) return null;
  for (const { token } of [author, second]) {
    const reply = await ask(url, { query: Q.publish, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision } }, token });
    replies.add(reply.code);
    if (reply.code !== 'OK') return null;
  }
  return text;
}

if (hasNats) it(title, run, SOAK ? 3_600_000 : 300_000);
else it.skip(`${title} (nats-server is not installed here: apt-get install nats-server)`, run);
