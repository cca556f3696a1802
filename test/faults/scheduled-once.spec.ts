import { AlertDistribution } from '@hub/alerts';
import { ReleaseJob } from '@hub/bulletins';
import { Turns } from '@hub/platform';
import { createTestHub, draft, publish, publishNew, type TestHub } from '@hub/testing';
import { figure, SOAK, times } from './support/campaign.js';
import { type Parties, parties, word } from './support/taking-away.js';

const TICKS = times(60, 1_000);
const MINUTE = 60_000;

let hubs: TestHub[];
let world: Parties;
beforeAll(async () => {
  const first = await createTestHub({ poolSize: 4 });
  const others = [0, 1].map(() => createTestHub({ poolSize: 4, databaseUrl: first.databaseUrl, clock: first.clock }));
  hubs = [first, ...(await Promise.all(others))];
  world = await parties(first);
});
afterAll(async () => {
  for (const hub of hubs.reverse()) await hub.close();
});

/** Lets three hubs do something at the same time. */
const all = <T>(work: (hub: TestHub) => Promise<T>): Promise<T[]> => Promise.all(hubs.map(work));

it(`three hubs × ${TICKS} scheduled ticks: what is scheduled runs once at each, by turns, releases and expiries alike`, async () => {
  const [hub] = hubs as [TestHub];
  const { author, second, recipient } = world;
  const start = hub.clock.now().getTime();
  // One bulletin goes out, and another one expires, at each tick.
  for (let tick = 1; tick <= TICKS; tick++) {
    const audience = { organisationIds: [recipient] };
    await publishNew(hub, author, second, { tlp: 'AMBER', title: word(), audience, expiresAt: new Date(start + tick * MINUTE) });
    const released = await draft(hub, author, { tlp: 'AMBER', title: word(), audience, releaseAt: new Date(start + tick * MINUTE) });
    for (const person of [author, second]) await publish(hub, person, released);
  }
  await all(({ hub: { app } }) => app.get(AlertDistribution).run());
  const counted = async (kind: string): Promise<number> => (await hub.superuser('SELECT 1 FROM hub.alerts WHERE organisation_id = $1 AND kind = $2', [recipient, kind])).rowCount ?? 0;
  const published = await counted('PUBLISHED');
  const turns = new Map(hubs.map((each) => [each, new Turns(each.uow)]));
  const ran: number[] = [];
  const failed: number[] = [];
  const releases = new Array<number>(TICKS).fill(0);
  for (let tick = 1; tick <= TICKS; tick++) {
    hub.clock.set(new Date(start + tick * MINUTE));
    // Each hub looks twice, as timers do that have no common beat.
    for (let look = 0; look < 2; look++) {
      await all((each) => turns.get(each)?.take('trial', MINUTE, each.clock.now(), async () => {
        // What fails is done by whoever looks next.
        if (tick % 10 === 0 && look === 0) {
          failed.push(tick);
          throw new Error('trial');
        }
        ran.push(tick);
      }).catch(() => false) ?? Promise.resolve(false));
      for (const count of await all(({ hub: { app } }) => app.get(ReleaseJob).run())) releases[tick - 1] = (releases[tick - 1] ?? 0) + count;
      await all(({ hub: { app } }) => app.get(AlertDistribution).run());
    }
  }
  const acts = (await hub.recorded({ action: 'bulletin.published' })).filter(({ detail, holder }) => detail['scheduled'] === true && holder === author.organisationId).length;
  const [expired, sent] = [await counted('EXPIRED'), (await counted('PUBLISHED')) - published];
  figure(`scheduled: three hubs × ${TICKS} ticks: turns ${ran.length} (failed and taken up again ${failed.length}), releases ${releases.reduce((sum, count) => sum + count, 0)} with ${acts} acts and ${sent} alerts, expiries ${expired}`);
  expect(ran).toEqual(Array.from({ length: TICKS }, (_, n) => n + 1));
  expect(failed.length).toBeGreaterThan(0);
  expect(new Set(releases)).toEqual(new Set([1]));
  expect({ acts, expired, sent }).toEqual({ acts: TICKS, expired: TICKS, sent: TICKS });
}, SOAK ? 3_600_000 : 180_000);
