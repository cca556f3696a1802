import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, startEmbeddedPostgres } from '@hub/platform';
import { createTestHub, FakeClock, type TestHub } from '@hub/testing';
import { Dice, figure, SOAK, Tally, times, until } from './support/campaign.js';
import { ask, OPERATIONS as Q, type Reply } from './support/client.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';
import { Publication, type Publishers, publishers } from './support/publications.js';

const PUBLICATIONS = times(5, 200);
/** Answers from which a client can't tell whether it took effect: it asks again, with the same key. */
const UNKNOWN = ['NONE', 'INTERNAL', 'UNAVAILABLE'];

/** What is killed: and what else a crash needs. */
interface Victim {
  url: string;
  hub: TestHub;
  kill: () => void;
  recover: () => Promise<void>;
}

/** Reads all the while, as a recipient does; keeps what it was shown, by request. */
function readOn({ url }: Victim, { reader }: Publishers, known: ReadonlyMap<string, Publication>): { stop: () => Promise<void>; shown: Map<string, Set<string>>; half: string[] } {
  const shown = new Map<string, Set<string>>();
  const half: string[] = [];
  let stopped = false;
  const look = async (): Promise<void> => {
    const newest = [...known.keys()].at(-1) ?? 'none';
    const asked = [{ query: Q.list, variables: { first: 5 } }, { query: Q.list, variables: { filter: { text: newest } } }];
    for (const question of asked) {
      const reply = await ask(url, { ...question, token: reader.token });
      for (const bulletin of reply.data?.bulletins.nodes ?? []) {
        if (!known.get(bulletin.title)?.isWhole(bulletin)) half.push(JSON.stringify(bulletin));
        shown.set(reply.requestId, (shown.get(reply.requestId) ?? new Set()).add(bulletin.id));
      }
    }
    await sleep(10);
  };
  const looking = (async () => { while (!stopped) await look(); })();
  return { shown, half, stop: async () => { stopped = true; await looking; } };
}

/** Publications whose ledger entry is missing from what a client was shown. */
async function unrecorded(hub: TestHub, { reader }: Publishers, shown: Map<string, Set<string>>): Promise<string[]> {
  const recorded = new Map<string, Set<string>>();
  for (const { holder, person, detail } of await hub.recorded()) {
    if (holder !== reader.organisationId || person !== reader.id || typeof detail['request'] !== 'string') continue;
    const ids = (detail['bulletins'] as { id: string }[]).map(({ id }) => id);
    recorded.set(detail['request'], new Set([...(recorded.get(detail['request']) ?? []), ...ids]));
  }
  return [...shown].flatMap(([request, ids]) => [...ids].filter((id) => !recorded.get(request)?.has(id)));
}

/** Publishes one bulletin after another, with a crash at a random moment of each. */
async function publishUnderCrashes(victim: Victim, name: string): Promise<void> {
  const { hub } = victim;
  const dice = new Dice();
  const people = await publishers(hub);
  const known = new Map<string, Publication>();
  const reading = readOn(victim, people, known);
  const moments = new Tally();
  let typical = 0;

  const publishOne = async (crash: boolean): Promise<void> => {
    const publication = new Publication(people);
    known.set(publication.title, publication);
    let recovered = !crash;
    const killing = crash ? sleep(dice.below(1.1 * typical)).then(() => victim.kill()) : Promise.resolve();
    const recover = async (): Promise<void> => {
      await killing;
      if (recovered) return;
      await victim.recover();
      recovered = true;
      const stage = await publication.stage(hub);
      const { acknowledged } = publication;
      moments.add(stage > acknowledged ? `${Publication.steps[acknowledged]} but not told` : acknowledged === 0 ? 'before anything' : `after ${Publication.steps[acknowledged - 1]}`);
    };
    for (let step = 0; step < Publication.steps.length; step++) {
      let reply: Reply | undefined;
      await until(`"${Publication.steps[step]}" is acknowledged (${name})`, async () => {
        reply = await ask(victim.url, publication.question(step));
        if (reply.code === 'OK') return true;
        if (!UNKNOWN.includes(reply.code) || !crash) throw new Error(`not of the crash: ${reply.text}`);
        await recover();
        return false;
      });
      const { id } = Object.values(reply?.data as Record<string, { bulletin: { id: string } }>)[0]?.bulletin ?? { id: '' };
      publication.id = id;
      publication.acknowledged = step + 1;
    }
    await recover();
    expect(await publication.stage(hub)).toBe(3);
  };

  for (let n = 0; n < 3; n++) {
    const started = performance.now();
    await publishOne(false);
    typical = performance.now() - started;
  }
  for (let n = 0; n < PUBLICATIONS; n++) await publishOne(true);
  await sleep(200); // the last one is read too
  await reading.stop();

  for (const publication of known.values()) expect(await publication.stage(hub)).toBe(3);
  const { rows: [total] } = await hub.superuser<{ count: number }>('SELECT count(*)::int AS count FROM hub.bulletins');
  const missing = await unrecorded(hub, people, reading.shown);
  figure(`crash of ${name}: ${PUBLICATIONS} publications with a SIGKILL in each (${moments}); lost or half: 0, done twice: ${(total?.count ?? 0) - known.size}, half seen: ${reading.half.length}; ${reading.shown.size} answers shown, unrecorded: ${missing.length}`);
  expect(total?.count).toBe(known.size);
  expect(reading.half).toEqual([]);
  expect(missing).toEqual([]);
  expect(reading.shown.size).toBeGreaterThan(PUBLICATIONS);
}

describe(`${PUBLICATIONS} publications, a SIGKILL at a random moment of each${SOAK ? ', in full' : ''}`, () => {
  it('of the hub: nothing acknowledged is lost, nothing half-published is seen, and what is sent again takes effect once', async () => {
    const hub = await createTestHub({ clock: new FakeClock(new Date()) });
    const env = besides(hub, await freePort());
    let child = await HubProcess.start(env);
    try {
      await publishUnderCrashes({
        hub, url: child.url,
        kill: () => child.signal('SIGKILL'),
        recover: async () => {
          expect(await child.gone()).toEqual({ code: null, signal: 'SIGKILL' });
          child = await HubProcess.start(env);
        },
      }, 'the hub');
    } finally {
      await child.kill();
      await hub.close();
    }
  }, SOAK ? 3_600_000 : 300_000);

  it('of PostgreSQL: the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hub-crash-'));
    let postgres = await startEmbeddedPostgres({ dataDir: folder });
    await migrate(postgres.superuserUrl);
    const hub = await createTestHub({ clock: new FakeClock(new Date()), databaseUrl: postgres.superuserUrl });
    try {
      await publishUnderCrashes({
        hub, url: hub.url,
        kill: () => postgres.kill('SIGKILL'),
        recover: async () => {
          postgres = await startEmbeddedPostgres({ dataDir: folder });
        },
      }, 'PostgreSQL');
    } finally {
      await hub.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, SOAK ? 3_600_000 : 300_000);
});
