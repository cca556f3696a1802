import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Sealer } from '@hub/audit';
import { migrate, startEmbeddedPostgres } from '@hub/platform';
import { createTestHub, FakeClock, type TestHub } from '@hub/testing';
import { Dice, figure, SOAK, Tally, times, until } from './support/campaign.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';
import { LogTraffic } from './support/log-traffic.js';
import { troubles } from './support/sound-log.js';

const RUNS = times(8, 200);
const POSTGRES_RUNS = times(3, 200);
const ROUNDS = times(20, 1_000);
const LONG = SOAK ? 3_600_000 : 300_000;
const MINUTE = 60_000;
/** From the decision to reveal to the answer, and from the queue to the signed checkpoint. */
const STEPS = ['decide', 'insert', 'commit', 'respond', 'act', 'open', 'sign', 'seal', 'sealed', 'publish', 'committing', 'committed'] as const;
const DIES_AT = pathToFileURL(fileURLToPath(new URL('support/dies-at.mjs', import.meta.url))).href;

/** What is wrong after a campaign, with everything sealed and public. */
async function wrongAfter(hub: TestHub, traffic: LogTraffic): Promise<string[]> {
  await hub.recorded();
  hub.clock.set(new Date(Math.max(Date.now(), hub.clock.now().getTime()) + 2 * MINUTE));
  return [...(await troubles(hub, traffic.kept)), ...(await traffic.unrecorded(hub))];
}

const summary = ({ kept, shown, drafted }: LogTraffic): string =>
  `${shown.size} answers that showed something, ${drafted.size} acts, ${kept.receipts.length} receipts, ${kept.checkpoints.size} checkpoints kept by clients`;

describe(`the way of a record into the log${SOAK ? ', in full' : ''}`, () => {
  it(`${RUNS} times cut off by the hub's SIGKILL at a step of it: the log is whole, and holds what clients were shown and promised`, async () => {
    const hub = await createTestHub({ clock: new FakeClock(new Date()) });
    const dice = new Dice();
    const traffic = await LogTraffic.on(hub, dice);
    const env = besides(hub, await freePort());
    const deaths = new Tally();
    let child: HubProcess | undefined;
    try {
      for (let run = 0; run < RUNS; run += 1) {
        // Three deaths of four are at a step, the others at a random moment.
        const step = run % 4 < 3 ? STEPS[(Math.floor(run / 4) * 3 + (run % 4)) % STEPS.length] : undefined;
        const nth = 1 + Math.floor(dice.below(step === 'publish' ? 1 : 4));
        // The public checkpoint's minute: only a seal after it publishes.
        if (step === 'publish') await hub.superuser(`UPDATE hub.log_publications SET published_at = published_at - interval '2 minutes'`);
        const options = step ? { NODE_OPTIONS: `--import ${DIES_AT}`, DIES_AT: `${step}:${nth}` } : undefined;
        child = HubProcess.spawn({ ...env, ...options });
        const { url } = child;
        const alive = child;
        const stop = traffic.begin(() => url);
        if (!step) {
          await Promise.race([alive.says('is ready at'), alive.gone()]);
          await sleep(dice.below(900));
          alive.signal('SIGKILL');
        }
        const end = await alive.gone(60_000).catch(() => alive.end).finally(stop);
        if (end?.signal !== 'SIGKILL') throw new Error(`it did not die at "${step ?? 'random'}": ${JSON.stringify(end)}\n${alive.output}`);
        deaths.add(step ?? 'a random moment');
      }
      // Clients have two checkpoints to compare, however early each died: a last one lives until then.
      child = HubProcess.spawn(env);
      const { url } = child;
      const stop = traffic.begin(() => url);
      await until('two checkpoints', () => traffic.kept.checkpoints.size > 1).finally(stop);
      child.signal('SIGKILL');
      await child.gone();
      const wrong = await wrongAfter(hub, traffic);
      figure(`sealing, the hub killed: ${RUNS} runs (${deaths}); ${summary(traffic)}; wrong: ${wrong.length}`);
      expect(wrong).toEqual([]);
      expect(traffic.shown.size).toBeGreaterThan(RUNS);
      expect(traffic.kept.checkpoints.size).toBeGreaterThan(1);
    } finally {
      await child?.kill();
      await hub.close();
    }
  }, LONG);

  it(`${POSTGRES_RUNS} times cut off by PostgreSQL's SIGKILL: the same`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hub-seal-'));
    let postgres = await startEmbeddedPostgres({ dataDir: folder });
    await migrate(postgres.superuserUrl);
    const clock = new FakeClock(new Date());
    const hub = await createTestHub({ clock, databaseUrl: postgres.superuserUrl, env: { HUB_ROLES: 'api,seal' } });
    const dice = new Dice();
    const traffic = await LogTraffic.on(hub, dice);
    try {
      for (let run = 0; run < POSTGRES_RUNS; run += 1) {
        const stop = traffic.begin(() => hub.url);
        clock.advance(MINUTE / 2);
        await sleep(dice.below(1_200));
        postgres.kill('SIGKILL');
        await stop();
        postgres = await startEmbeddedPostgres({ dataDir: folder });
        const before = traffic.answers;
        const again = traffic.begin(() => hub.url, 1);
        await until('the hub answers again', () => traffic.answers > before + 3);
        await again();
      }
      const wrong = await wrongAfter(hub, traffic);
      figure(`sealing, PostgreSQL killed: ${POSTGRES_RUNS} runs; ${summary(traffic)}; wrong: ${wrong.length}`);
      expect(wrong).toEqual([]);
      expect(traffic.shown.size).toBeGreaterThan(POSTGRES_RUNS);
    } finally {
      await hub.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, LONG);

  it(`two sealers race for ${ROUNDS} rounds on one database: one log comes of it`, async () => {
    const hub = await createTestHub({ clock: new FakeClock(new Date()) });
    const other = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    const traffic = await LogTraffic.on(hub, new Dice());
    try {
      const sealers = [hub, other].map((each) => each.hub.app.get(Sealer));
      const outcomes = new Tally();
      const stops = [traffic.begin(() => hub.url, 2), traffic.begin(() => other.url, 2)];
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round % 10 === 0) hub.clock.advance(MINUTE / 4);
        // They race for something: rounds may be quicker than the traffic.
        await until('something to seal', async () => ((await hub.superuser('SELECT FROM hub.ledger_unsealed LIMIT 1')).rowCount ?? 0) > 0);
        const settled = await Promise.allSettled(sealers.map((sealer) => sealer.seal()));
        for (const outcome of settled) {
          if (outcome.status === 'rejected') throw outcome.reason;
          outcomes.add(outcome.value.busy ? 'the other was at it' : outcome.value.seal ? 'sealed' : 'nothing to seal');
        }
      }
      await Promise.all(stops.map((stop) => stop()));
      const wrong = await wrongAfter(hub, traffic);
      figure(`two sealers: ${ROUNDS} rounds (${outcomes}); ${summary(traffic)}; wrong: ${wrong.length}`);
      expect(wrong).toEqual([]);
      expect(outcomes.of('sealed')).toBeGreaterThan(ROUNDS / 10);
      expect(outcomes.of('the other was at it')).toBeGreaterThan(0);
    } finally {
      await other.close();
      await hub.close();
    }
  }, LONG);
});
