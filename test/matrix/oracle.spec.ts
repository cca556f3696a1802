// Does anything that somebody may ask tell him of what he may not see? Every question is asked before secrets are written
// and after: an answer that differs by one byte has told one bit.
import { createTestHub, data, type TestHub } from '@hub/testing';
import { ARGUMENTS } from './declarations.arguments.js';
import { ACTORS, type ActorName, type Cast, makeCast, NOBODIES } from './matrix.cast.js';
import { BESIDE, EVERYTHING } from './matrix.expected.js';

let hub: TestHub;
let cast: Cast;
beforeAll(async () => {
  hub = await createTestHub();
  cast = await makeCast(hub);
}, 300_000);
afterAll(() => hub.close());

const LIST = `query ($first: Int, $last: Int, $after: String, $before: String, $filter: BulletinFilter) {
  bulletins(first: $first, last: $last, after: $after, before: $before, filter: $filter) { edges { cursor node { ${EVERYTHING.replace(BESIDE, '')} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
/** As many as may be asked for with all of that. */
const MOST = 45;
/** One of each relation to what is hidden; all of them in the long run. */
const SOME: readonly ActorName[] = ['recipient', 'recipientAdministrator', 'outsider', 'coordinator', 'anonymous'];
const token = (actor: ActorName): string | null => (actor === 'anonymous' ? null : cast.people[actor].token);
const ask = async (actor: ActorName, variables: object): Promise<string> => (await hub.graphql(LIST, { token: token(actor), variables })).text;

/** What the secrets say; nothing that anybody else may see says it. */
const SECRET = { kind: 'REQUEST_FOR_INFORMATION', tlp: 'AMBER_STRICT', urgency: 'IMMEDIATE', country: 'IS', citizenship: 'TO', exploitation: 'ORGAN_REMOVAL', title: 'zebra 縞馬', section: 'giraffe 麒麟', documentNumber: 'OKAPI' };

/** Values for each field of the filter: those of the secrets, and others. */
function filters(): Record<string, (string | boolean | string[])[]> {
  const at = (days: number): string => new Date(hub.clock.now().getTime() + days * 86_400_000).toISOString();
  const times = [-2, -1, -0.01, 0, 0.01, 1];
  return {
    kinds: [[SECRET.kind], ['CASE_INFORMATION'], ['ALERT', 'NOTICE']],
    states: [['DRAFT'], ['IN_REVIEW'], ['SCHEDULED'], ['PUBLISHED'], ['WITHDRAWN'], ['EXPIRED']],
    tlps: [['RED'], ['AMBER_STRICT'], ['AMBER'], ['GREEN'], ['CLEAR']],
    urgencies: [['IMMEDIATE'], ['PRIORITY'], ['ROUTINE']],
    countries: [[SECRET.country], [SECRET.citizenship], ['PH'], ['VN']],
    exploitation: [[SECRET.exploitation], ['FORCED_LABOUR']],
    originatorIds: Object.values(cast.organisations).map((id) => [id]),
    publishedAfter: times.map(at),
    publishedBefore: times.map(at),
    toAcknowledge: [true, false],
    toApprove: [true, false],
    text: ['zebra', '縞馬', '縞', 'giraffe', '麒麟', 'OKAPI', 'ｇｉｒａｆｆｅ', 'address', 'farm', 'workers', 'walrus', 'two'],
  };
}

/** All questions: each filter alone, pages of all sizes in both directions, and filters with one that matches. */
function questions(): { field: string; variables: object }[] {
  const single = Object.entries(filters()).flatMap(([field, values]) => values.flatMap((value) => [
    { field, variables: { first: MOST, filter: { [field]: value } } },
    { field, variables: { last: 3, filter: { [field]: value, kinds: ['CASE_INFORMATION', SECRET.kind] } } },
  ]));
  const pages = [{ first: 1 }, { first: 7 }, { first: MOST }, { last: 1 }, { last: MOST }].map((variables) => ({ field: 'page', variables }));
  return [...single, ...pages];
}

/** Everybody's answers to everything that he can ask. */
async function everything(actors: readonly ActorName[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const all = actors.flatMap((actor) => questions().map((question) => ({ actor, ...question })));
  const worker = async (): Promise<void> => {
    for (let next = all.pop(); next; next = all.pop()) answers.set(`${next.actor} by ${next.field} ${JSON.stringify(next.variables)}`, await ask(next.actor, next.variables));
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return answers;
}
function told(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].filter(([question, answer]) => after.get(question) !== answer).map(([question]) => question);
}

const draft = async (more: object, sections: object[] = [{ heading: 'Secret', body: SECRET.section }]): Promise<{ id: string; revision: number }> =>
  data(await hub.graphql('mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id revision } } }', { token: cast.people.author.token, variables: { input: {
    kind: SECRET.kind, tlp: SECRET.tlp, urgency: SECRET.urgency, language: 'ja', title: SECRET.title, documentNumber: SECRET.documentNumber, countries: [SECRET.country],
    facts: { citizenships: [SECRET.citizenship], exploitation: [SECRET.exploitation] }, audience: {}, sections, ...more } } })).draftBulletin.bulletin;
const send = async (who: 'author' | 'second', mutation: string, type: string, input: object): Promise<{ id: string; revision: number }> =>
  data(await hub.graphql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { bulletin { id revision } } }`, { token: cast.people[who].token, variables: { input } }))[mutation].bulletin;
async function publish({ id, revision }: { id: string; revision: number }): Promise<void> {
  await send('author', 'submitBulletin', 'BulletinRevisionInput', { id, expectedRevision: revision });
  await send('second', 'approveBulletin', 'BulletinRevisionInput', { id, expectedRevision: revision });
}

it('every field of the filter is asked', () => {
  const declared = [...ARGUMENTS.keys()].filter((name) => name.startsWith('BulletinFilter.')).map((name) => name.slice('BulletinFilter.'.length));
  expect(Object.keys(filters()).sort()).toEqual(declared.sort());
});

it('nothing tells of bulletins that are hidden as a whole, by filter, words, order or page', async () => {
  const insiders: readonly ActorName[] = ['author', 'second', 'editor', 'colleague', 'homeContact', ...NOBODIES];
  const others = process.env['SOAK'] ? ACTORS.filter((actor) => !insiders.includes(actor)) : SOME;
  const before = await everything(others);
  const seenBefore = await everything(['author']);
  await draft({});
  await publish(await draft({}));
  const { id, revision } = await draft({});
  await publish({ id, revision });
  await send('author', 'withdrawBulletin', 'WithdrawBulletinInput', { id, expectedRevision: revision, reason: 'zebra' });
  await draft({ tlp: 'RED', audience: { personIds: [cast.people.homeContact.id] }, approverIds: [cast.people.second.id] });
  expect(told(before, await everything(others))).toEqual([]);
  // Of everybody's questions the author's answers do change: the questions are good ones.
  const fields = new Set(told(seenBefore, await everything(['author'])).map((question) => question.split(' ')[2]));
  expect([...fields].sort()).toEqual([...Object.keys(filters()), 'page'].sort());
}, 300_000);

it('nothing tells a recipient of what of his own bulletins is hidden from him', async () => {
  const { home, receiver, part, outside } = cast.organisations;
  const audience = { organisationIds: [receiver, part] };
  const sections = [{ heading: 'All', body: 'The farm' }, { heading: 'Part', body: 'Nothing yet', audience: { organisationIds: [part] } }];
  const plain = { kind: 'CASE_INFORMATION', urgency: 'PRIORITY', title: 'Workers', documentNumber: null, countries: [], facts: null, tlp: 'AMBER', audience };
  const first = await draft(plain, sections);
  await publish(first);
  const recipients = ['recipient', 'recipientReader', 'named'] as const;
  const before = await everything(recipients);
  const part1 = await everything(['sectionRecipient']);

  // A new text of a section that goes to others, which is published; then another organisation, which is published too.
  const ids = (data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id } } }', { token: cast.people.author.token, variables: { id: first.id } })).bulletin.sections as { id: string }[]).map(({ id }) => id);
  const written = [{ id: ids[0], ...sections[0] }, { id: ids[1], ...sections[1], heading: 'Part', body: `${SECRET.section} ${SECRET.title}` }];
  await publish(await send('author', 'reviseBulletin', 'ReviseBulletinInput', { id: first.id, expectedRevision: 1, sections: written }));
  await publish(await send('author', 'reviseBulletin', 'ReviseBulletinInput', { id: first.id, expectedRevision: 2, audience: { organisationIds: [receiver, part, outside] } }));
  // Their answers, and a working copy that says everything at once.
  await hub.graphql('mutation ($input: AcknowledgeBulletinInput!) { acknowledgeBulletin(input: $input) { bulletin { id } } }', { token: cast.people.sectionRecipient.token, variables: { input: { id: first.id, version: 2, kind: 'UNABLE' } } }).then(data);
  await send('author', 'reviseBulletin', 'ReviseBulletinInput', {
    id: first.id, expectedRevision: 3, kind: SECRET.kind, urgency: SECRET.urgency, tlp: SECRET.tlp, title: `walrus ${SECRET.title}`, countries: [SECRET.country],
    facts: { citizenships: [SECRET.citizenship], exploitation: [SECRET.exploitation] }, documentNumber: SECRET.documentNumber,
  });
  expect(home).toBeDefined();
  expect(told(before, await everything(recipients))).toEqual([]);
  expect(told(part1, await everything(['sectionRecipient'])).length).toBeGreaterThan(0);
}, 300_000);

it('nothing tells a recipient what a tombstone said', async () => {
  const at = new Date(hub.clock.now().getTime() + 3_600_000).toISOString();
  const tombs = async (secret: boolean): Promise<void> => {
    const words = secret ? {} : { title: 'Plain', documentNumber: 'PLAIN', countries: ['PH'], facts: { citizenships: ['VN'], exploitation: ['FORCED_LABOUR'] } };
    const more = { kind: 'NOTICE', urgency: 'ROUTINE', tlp: 'GREEN', audience: { organisationIds: [cast.organisations['receiver']] }, ...words };
    const sections = secret ? undefined : [{ heading: 'Plain', body: 'Plain' }];
    const gone = await draft(more, sections);
    await publish(gone);
    await send('author', 'withdrawBulletin', 'WithdrawBulletinInput', { id: gone.id, expectedRevision: gone.revision, reason: 'Gone' });
    await publish(await draft({ ...more, expiresAt: at }, sections));
  };
  // The same tombstones twice: of plain bulletins, and of ones that said every secret. What differs are ids, references and times.
  const asked = async (): Promise<Map<string, number>> => {
    const counts = new Map<string, number>();
    for (const [question, text] of await everything(['recipient'])) counts.set(question, (JSON.parse(text) as { data: { bulletins: { edges: unknown[] } } }).data.bulletins.edges.length);
    return counts;
  };
  await tombs(false);
  hub.clock.advance(2 * 3_600_000);
  const none = await asked();
  const dates = [...none.keys()].filter((question) => /published|by page|"last"/.test(question));
  hub.clock.advance(-2 * 3_600_000);
  await tombs(true);
  hub.clock.advance(2 * 3_600_000);
  const after = await asked();
  const grew = [...none].filter(([question, count]) => !dates.includes(question) && (after.get(question) ?? 0) !== count).map(([question]) => question);
  // Kind, mark, urgency, originator and state of a tombstone are the envelope's, and may be known; by its state there is nothing to answer.
  expect(grew.filter((question) => !/by (kinds|tlps|urgencies|originatorIds|states|toAcknowledge|toApprove) /.test(question))).toEqual([]);
  expect(grew.length).toBeGreaterThan(0);
}, 300_000);
