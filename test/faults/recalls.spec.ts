import { addOrganisation, addPerson, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { read, revise, to } from '../features/support/alerting.js';
import { inDays, recallBulletin, requestDestruction, requestsOf, strikePassage, work } from '../features/support/recalling.js';
import { Dice, figure, SOAK, times } from './support/campaign.js';

const WORLDS = times(8, 200);
const dice = new Dice();
let hub: TestHub;
let author: TestPerson, second: TestPerson;
let others: TestPerson[];

beforeAll(async () => {
  hub = await createTestHub();
  const originator = await addOrganisation(hub);
  [author, second] = [await addPerson(hub, originator), await addPerson(hub, originator)];
  others = [];
  for (let n = 0; n < 4; n += 1) others.push(await addPerson(hub, await addOrganisation(hub)));
});
afterAll(() => hub.close());

const some = (from: readonly TestPerson[]): TestPerson[] => {
  const chosen = from.filter(() => dice.percent(60));
  return chosen.length > 0 ? chosen : from.slice(0, 1);
};

it(`${WORLDS} random stories: asked is whoever was shown it, once, and every child is seen only by those to whom it belongs`, async () => {
  let [asked, struck] = [0, 0];
  for (let story = 0; story < WORLDS; story += 1) {
    const secret = `w${story}secret`;
    let recipients = some(others);
    const inPart = some(recipients);
    const first = await publishNew(hub, author, second, { tlp: 'AMBER', title: 'A story', ...to(...recipients.map(({ organisationId }) => organisationId)),
      sections: [{ heading: 'For all', body: 'x' }, { heading: 'For a part', body: secret, audience: { organisationIds: inPart.map(({ organisationId }) => organisationId) } }] });
    const expected = new Map<string, Set<string>>(others.map(({ id }) => [id, new Set()]));
    const shown = new Set<string>();
    const look = async (): Promise<void> => {
      for (const person of recipients.filter(() => dice.percent(60))) {
        await read(hub, person, first.id);
        shown.add(person.id);
      }
    };
    let { revision } = first;
    await look();
    if (dice.percent(50)) {
      const input = { bulletinId: first.id, expectedRevision: revision, text: secret, confirmDestructionBy: inDays(hub, 3) };
      const { strike, bulletin } = data(await strikePassage(hub, author, input)).strikePassage;
      revision = bulletin.revision;
      for (const person of inPart.filter(({ id }) => shown.has(id))) expected.get(person.id)?.add('STRUCK');
      // Asking what was struck is reading too; whoever reads within a minute of a strike may have been reading as it happened.
      hub.clock.advance(120_000);
      for (const { id } of recipients) shown.add(id);
      for (const person of others) {
        const { bulletin: seen } = (await hub.graphql('query ($id: ID!) { bulletin(id: $id) { struck { id } } }', { token: person.token, variables: { id: first.id } })).data ?? {};
        const strikes = (seen?.struck ?? []) as { id: string }[];
        expect([story, strikes.map(({ id }) => id)]).toEqual([story, inPart.includes(person) ? [strike.id] : []]);
      }
      struck += 1;
    }
    // Whoever has been asked and shown nothing since is not asked again; asking for copies of a passage is another matter.
    const answered = new Set<string>();
    if (dice.percent(50)) {
      const kept = some(recipients);
      const keptPart = inPart.filter((person) => kept.includes(person)).map(({ organisationId }) => organisationId);
      const sections = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id heading body } } }', { token: author.token, variables: { id: first.id } })).bulletin.sections as { id: string }[];
      ({ revision } = await revise(hub, { author, second }, { id: first.id, revision }, { ...to(...kept.map(({ organisationId }) => organisationId)),
        sections: sections.map((section, n) => ({ ...section, ...(n === 1 ? { audience: { organisationIds: keptPart } } : {}) })) }));
      data(await requestDestruction(hub, author, { bulletinId: first.id, confirmBy: inDays(hub, 3) }));
      await work(hub);
      for (const person of recipients.filter((one) => !kept.includes(one) && shown.has(one.id))) {
        expected.get(person.id)?.add('NARROWED');
        answered.add(person.id);
      }
      recipients = kept;
    }
    hub.clock.advance(1000);
    await look();
    if (dice.percent(70)) {
      await recallBulletin(hub, author, { id: first.id, revision }, 3);
      for (const id of shown) if (!answered.has(id)) expected.get(id)?.add('WITHDRAWN');
    }
    await work(hub);
    for (const person of others) {
      const requests = await requestsOf(hub, person, { bulletinId: first.id });
      expect([story, requests.map(({ cause }) => cause).sort()]).toEqual([story, [...(expected.get(person.id) ?? [])].sort()]);
      for (const { organisation, bulletin } of requests) {
        expect(organisation.id).toBe(person.organisationId);
        expect(bulletin === null).toBe(!recipients.includes(person));
      }
      asked += requests.length;
    }
  }
  figure(`recalls: ${WORLDS} random stories, ${struck} of them with a strike; ${asked} requests, each to whom the log names`);
  expect(asked).toBeGreaterThan(WORLDS / 2);
}, SOAK ? 1_800_000 : 120_000);
