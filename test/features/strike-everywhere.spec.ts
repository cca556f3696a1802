import { addOrganisation, addPerson, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { to } from './support/alerting.js';
import { standsIn, strikePassage } from './support/recalling.js';

const NAME = 'Rosalia Quintero';
let hub: TestHub;
let author: TestPerson, second: TestPerson, reader: TestPerson, third: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  const [originator, recipient, another] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  [author, second, reader, third] = [await addPerson(hub, originator), await addPerson(hub, originator), await addPerson(hub, recipient), await addPerson(hub, another)];
});
afterAll(() => hub.close());

const ask = async ({ token }: TestPerson, text: string): Promise<ReturnType<typeof data>> => data(await hub.graphql(text, { token }));
const bulletinOf = async (by: TestPerson, id: string): Promise<ReturnType<typeof data>> => ask(by, `{ bulletin(id: "${id}") { revision sections { id } } }`);

it('a name is struck from what others wrote about the bulletin too: questions, proposals, translations, releases, case records, names of files', async () => {
  const { id } = await publishNew(hub, author, second, { tlp: 'AMBER', title: 'A case', ...to(reader.organisationId), sections: [{ heading: 'All', body: `About ${NAME}` }] });
  const { sections: [section] } = (await bulletinOf(reader, id)).bulletin;
  const { openThread: { thread } } = await ask(reader, `mutation { openThread(input: { bulletinId: "${id}", subject: "Where is ${NAME}?", body: "Did ROSALIA QUINTERO arrive in Kobe?", language: "en" }) { thread { id } } }`);
  const { proposeCorrection: { proposal } } = await ask(reader, `mutation { proposeCorrection(input: { bulletinId: "${id}", version: 1, title: "The case of ${NAME}", sections: [{ id: "${section.id}", body: "${NAME} went to Osaka" }], reason: "${NAME} said so" }) { proposal { id } } }`);
  await ask(reader, `mutation { addTranslation(input: { bulletinId: "${id}", sectionId: "${section.id}", version: 1, language: "es", heading: "Todo", body: "Sobre ${NAME}", label: HUMAN }) { translation { id } } }`);
  await ask(reader, `mutation { requestRelease(input: { bulletinId: "${id}", organisationId: "${third.organisationId}", purpose: "Shelter for ${NAME}" }) { request { id } } }`);
  await hub.superuser('INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) VALUES ($1, 1, gen_random_uuid(), $2)', [id, JSON.stringify({ id: 'kept', notes: [`Seen with ${NAME}`] })]);
  await hub.superuser('INSERT INTO hub.case_persons (bulletin_id, number, person_id, case_id, fields) VALUES ($1, 1, gen_random_uuid(), $2, $3)', [id, `X-${NAME}`, JSON.stringify({ notes: NAME })]);
  await hub.superuser(`INSERT INTO hub.attachments (id, organisation_id, person_id, bulletin_id, name, length, received, state, type, size, sha256, created_at, touched_at)
    VALUES (gen_random_uuid(), $1, $2, $3, $4, 1, 1, 'READY', 'application/pdf', 1, '\\x00', $5, $5)`, [author.organisationId, author.id, id, `${NAME}.pdf`, hub.clock.now()]);
  const before = await standsIn(hub, 'rosalia quintero');
  for (const place of ['threads.subject', 'thread_messages.body', 'proposals.changes', 'proposals.reason', 'translations.body', 'release_requests.purpose', 'case_records.fields', 'case_persons.fields', 'case_persons.case_id', 'attachments.name']) expect(before).toContain(place);

  const { revision } = (await bulletinOf(author, id)).bulletin;
  data(await strikePassage(hub, author, { bulletinId: id, expectedRevision: revision, text: NAME }));
  expect(await standsIn(hub, 'rosalia quintero')).toEqual([]);
  expect((await ask(reader, `{ thread(id: "${thread.id}") { subject messages(first: 1) { nodes { body } } } }`)).thread).toEqual({ subject: 'Where is [struck]?', messages: { nodes: [{ body: 'Did [struck] arrive in Kobe?' }] } });
  expect(JSON.stringify(await ask(author, `{ proposal(id: "${proposal.id}") { reason parts { proposed } } }`))).toContain('[struck] went to Osaka');
  expect((await hub.superuser<{ name: string }>('SELECT name FROM hub.attachments WHERE bulletin_id = $1', [id])).rows).toEqual([{ name: '[struck].pdf' }]);
});

it('a translation of a section that is struck as a whole goes with it', async () => {
  const { id } = await publishNew(hub, author, second, { tlp: 'AMBER', title: 'Two', language: 'en', ...to(reader.organisationId), sections: [{ heading: 'Kept', body: 'Harbour' }, { heading: 'Gone', body: 'Tell Benedicta' }] });
  const { sections: [kept, gone] } = (await bulletinOf(reader, id)).bulletin;
  for (const [section, body] of [[kept, 'Puerto'], [gone, 'Diga a Benita']]) {
    await ask(reader, `mutation { addTranslation(input: { bulletinId: "${id}", sectionId: "${section.id}", version: 1, language: "es", heading: "X", body: "${body}", label: HUMAN }) { translation { id } } }`);
  }
  const { revision } = (await bulletinOf(author, id)).bulletin;
  data(await strikePassage(hub, author, { bulletinId: id, expectedRevision: revision, sectionId: gone.id }));
  expect(await standsIn(hub, 'benita')).toEqual([]);
  expect(await standsIn(hub, 'puerto')).toEqual(['translations.body']);
});
