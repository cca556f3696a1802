import fc from 'fast-check';
import { ReleaseJob } from '@hub/bulletins';
import { ReleaseAnswers } from '@hub/releases';
import { createTestHub, data, publish, type TestPerson } from '@hub/testing';
import { figure, times } from './support/campaign.js';
import { DAY, HOUR, type ReleaseWorld, releaseWorld } from '../features/support/releasing.js';

const RUNS = times(3, 200);

let world: ReleaseWorld;
beforeAll(async () => {
  world = await releaseWorld();
});
afterAll(() => world.hub.close());

/** What somebody can tell, with everything that is another one each time taken out. */
const blurred = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/[A-Z]{4}-\d{4}-[0-9A-Z]{6}/g, 'REF');

/** Everything that the asker does and gets, in an otherwise equal case in which the third organisation receives already or does not. */
async function asked(receives: boolean, part: boolean, answer: 'grant' | 'refuse' | 'silence', until: boolean): Promise<string[]> {
  const { hub } = world;
  const seen: string[] = [];
  const { id } = await world.amber({}, ...(receives ? [world.third] : [world.stranger]));
  const sections = (await world.bulletin(world.asker, id)).sections.map((section) => section.id);
  const note = async (): Promise<void> => {
    seen.push(blurred((await world.tryBulletin(world.asker, id)).text));
    seen.push(blurred((await hub.graphql('{ releaseRequests(first: 1) { nodes { id state awaitsApproval answeredAt silent reason revision grant { sectionIds inPart conditions until } bulletin { version } } } }', { token: world.asker.token })).text));
  };
  const asking = await world.tryAsk(id);
  seen.push(blurred(asking.text));
  const request: string = data(asking).requestRelease.request.id;
  await note();
  if (answer === 'grant') {
    await world.grant(request, { ...(part ? { sectionIds: [sections[0]] } : {}), ...(until ? { until: new Date(hub.clock.now().getTime() + HOUR).toISOString() } : {}) });
    await world.run();
    await note();
    // It waits for a second person in either case.
    data(await publish(hub, world.author, await world.bulletin(world.author, id)));
    await world.run();
    await note();
    await world.approve(id);
  } else if (answer === 'refuse') data(await world.tryRefuse(request, { reason: 'No' }));
  const settle = async (ms: number): Promise<void> => {
    await world.run();
    await note();
    hub.clock.advance(ms);
    await note();
  };
  await settle(2 * HOUR);
  await settle(15 * DAY);
  await settle(0);
  seen.push(blurred((await hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } }', { token: world.asker.token })).text));
  const trail = await hub.recorded({ subject: id });
  seen.push(blurred(JSON.stringify(trail.filter(({ holder }) => holder === world.asker.organisationId).map(({ action, person, detail }) => [action, person, detail]))));
  return seen;
}

/** Instants of both cases: the clock goes on in between. */
const relative = (answers: string[], from: number): string[] => answers.map((text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => String(Date.parse(at) - from)));

it(`whoever asks can not tell whether the third organisation receives already: ${RUNS} pairs of cases`, async () => {
  let pairs = 0;
  await fc.assert(fc.asyncProperty(fc.boolean(), fc.constantFrom('grant' as const, 'refuse' as const, 'silence' as const), fc.boolean(), async (part, answer, until) => {
    const views: string[][] = [];
    for (const receives of [true, false]) {
      await world.people();
      const from = world.hub.clock.now().getTime();
      views.push(relative(await asked(receives, part, answer, until), from));
    }
    expect(views[0]).toEqual(views[1]);
    pairs += 1;
  }), { numRuns: RUNS, seed: 5 });
  figure(`onward release: ${pairs} pairs of cases, told apart 0`);
}, 3_600_000);

/** Sections that an organisation is to see: named in the audience, or by a release that stands. */
interface Grant { person: TestPerson; sections: number[]; until: number | null }

it(`what somebody sees is what the audience and standing releases say, at every instant, before and after the job: ${RUNS} worlds`, async () => {
  const grants = fc.array(fc.record({ third: fc.boolean(), sections: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }), until: fc.option(fc.integer({ min: 1, max: 5 })) }), { minLength: 1, maxLength: 2 });
  await fc.assert(fc.asyncProperty(grants, fc.boolean(), fc.constantFrom(null, 0, 1, 2), async (wanted, thirdNamed, ownSection) => {
    await world.people();
    const { hub } = world;
    const heading = ['A', 'B', 'C'];
    const { id } = await world.amber({ sections: heading.map((text, index) => ({ heading: text, body: text, ...(index === ownSection ? { audience: { organisationIds: [world.asker.organisationId] } } : {}) })) }, ...(thirdNamed ? [world.third] : []));
    const ids = (await world.bulletin(world.asker, id)).sections.map((section) => section.id);
    const start = hub.clock.now().getTime();
    const given: Grant[] = [];
    // The same organisation is asked for once at a time.
    for (const { third, sections, until } of wanted) {
      const person = third ? world.third : world.stranger;
      const { id: request } = await world.ask(id, { organisationId: person.organisationId });
      await world.release(id, request, { sectionIds: sections.map((index) => ids[index]), ...(until === null ? {} : { until: new Date(start + until * HOUR).toISOString() }) });
      given.push({ person, sections, until });
    }
    const expected = (person: TestPerson, hour: number): string[] | null => {
      const standing = given.filter((grant) => grant.person === person && (grant.until === null || grant.until > hour));
      const named = person === world.asker || (person === world.third && thirdNamed);
      if (!named && standing.length === 0) return null;
      return heading.filter((_text, index) => person === world.asker || standing.some(({ sections }) => sections.includes(index)) || (named && index !== ownSection));
    };
    for (let hour = 0; hour <= 6; hour += 1) {
      const look = async (when: string): Promise<void> => {
        for (const person of [world.asker, world.third, world.stranger]) expect([hour, when, await world.headings(person, id)]).toEqual([hour, when, expected(person, hour)]);
      };
      await look('before the job');
      await world.run();
      await look('after the job');
      hub.clock.advance(HOUR);
    }
  }), { numRuns: RUNS, seed: 7 });
  figure(`onward release: ${RUNS} worlds × 7 instants × 3 organisations, before and after the job, as the rules say`);
}, 3_600_000);

it('what is due is done once, by whichever of three hubs comes first', async () => {
  const others = await Promise.all([0, 1].map(() => createTestHub({ poolSize: 2, databaseUrl: world.hub.databaseUrl, clock: world.hub.clock })));
  try {
    await world.people();
    const requests = [];
    const count = times(3, 100);
    for (let n = 0; n < count; n += 1) {
      const { id } = await world.amber();
      const outside = data(await world.hub.graphql(`mutation { requestOutsideRelease(input: { bulletinId: "${id}", readerName: "X", readerOrganisation: "X", contact: "X", purpose: "X" }) { request { id } } }`, { token: world.asker.token }));
      requests.push((await world.ask(id)).id, outside.requestOutsideRelease.request.id as string);
    }
    const runAll = (): Promise<unknown> => Promise.all([world.hub, ...others].flatMap(({ hub: { app } }) => [app.get(ReleaseAnswers).run(), app.get(ReleaseJob).run()]));
    for (const days of [13, 1, 0]) {
      world.hub.clock.advance(days * DAY);
      await runAll();
      await runAll();
    }
    const { rows } = await world.hub.superuser<{ type: string; count: number }>(`SELECT type, count(*)::int FROM hub.outbox_events WHERE subject_id = ANY ($1) GROUP BY type ORDER BY type`, [requests]);
    expect(rows).toEqual(['outside-release', 'release'].flatMap((what) => ['refused', 'reminded', 'requested'].map((done) => ({ type: `${what}.${done}`, count }))));
  } finally {
    for (const hub of others) await hub.close();
  }
}, 600_000);
