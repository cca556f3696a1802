import { addOrganisation, addPerson, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { to } from './support/alerting.js';
import { standsIn, strikePassage } from './support/recalling.js';
import { SPOKEN_IN, spokenOf } from './support/speaking.js';

const NAME = 'Rosalia Quintero';
/** Where minutes say something of an item. */
const MINUTES = ['meeting_texts.body', 'meeting_decisions.texts', 'meeting_actions.texts', 'meeting_action_reports.body', 'meeting_sealed.content', ...['body', 'passage', 'proposal', 'answer'].map((column) => `meeting_comments.${column}`),
  ...['body', 'note'].map((column) => `meeting_responses.${column}`)];
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

it('a name is struck from what others wrote about the bulletin too: questions, proposals, translations, releases, case records, names of files, agenda and minutes of a meeting', async () => {
  const { id, threadId, proposalId } = await spokenOf(hub, { author, second, reader, third }, NAME);
  await hub.superuser(`WITH e AS (INSERT INTO hub.meeting_editions (id, number, year, names, created_at, created_by) VALUES (gen_random_uuid(), 1, 2027, '{}', $3, $4) RETURNING id),
    i AS (INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, presenter) SELECT gen_random_uuid(), e.id, $2, $4, $3, $5, 'DECISION', 5, $6 FROM e RETURNING id, edition_id),
    v AS (INSERT INTO hub.meeting_agenda_versions (edition_id, number, fixed_at, starts_local, ends_local, entries) SELECT i.edition_id, 1, $3, now(), now(), jsonb_build_array(jsonb_build_object('item', i.id, 'titles', $5::jsonb, 'presenter', $6)) FROM i)
    INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) SELECT i.id, $1 FROM i`, [id, author.organisationId, hub.clock.now(), author.id, JSON.stringify({ en: `What became of ${NAME}` }), `Her friend ${NAME}`]);
  const said = { name: NAME, text: JSON.stringify({ en: NAME }) };
  await hub.superuser(`WITH i AS (SELECT i.id, i.edition_id AS edition FROM hub.meeting_items i JOIN hub.meeting_item_bulletins l ON l.item_id = i.id WHERE l.bulletin_id = $1),
    t AS (INSERT INTO hub.meeting_texts (item_id, language, revision, body, by_id, at) SELECT i.id, 'en', n, $4::text, $3, $5 FROM i, generate_series(1, 2) n),
    d AS (INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) SELECT gen_random_uuid(), i.id, $6::jsonb, $5, $3 FROM i),
    a AS (INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id) SELECT gen_random_uuid(), i.edition, i.id, $2, $6::jsonb, '2030-01-01', $5, $3 FROM i RETURNING id),
    r AS (INSERT INTO hub.meeting_action_reports (id, action_id, organisation_id, state, body, by_id, at) SELECT gen_random_uuid(), a.id, $2, 'OPEN', $4::text, $3, $5 FROM a),
    c AS (INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, passage, proposal, by_id, at, outcome, answer, answered_by, answered_at)
      SELECT gen_random_uuid(), i.edition, i.id, $2, 'en', $4::text, $4::text, $4::text, $3, $5, 'DECLINED', $4::text, $3, $5 FROM i),
    o AS (INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, body, by_id, at, note, noted_by, noted_at) SELECT gen_random_uuid(), i.edition, i.id, $2, 'OBJECTED', $4::text, $3, $5, $4::text, $3, $5 FROM i)
    INSERT INTO hub.meeting_sealed (edition_id, part, item_id, salt, content) SELECT i.edition, 1, i.id, sha256('x'), jsonb_build_object('decisions', jsonb_build_array($6::jsonb))::text FROM i`,
  [id, author.organisationId, author.id, said.name, hub.clock.now(), said.text]);
  const before = await standsIn(hub, 'rosalia quintero');
  for (const place of [...SPOKEN_IN, 'meeting_items.titles', 'meeting_items.presenter', 'meeting_agenda_versions.entries', ...MINUTES]) expect(before).toContain(place);

  const { revision } = (await bulletinOf(author, id)).bulletin;
  data(await strikePassage(hub, author, { bulletinId: id, expectedRevision: revision, text: NAME }));
  expect(await standsIn(hub, 'rosalia quintero')).toEqual([]);
  expect((await ask(reader, `{ thread(id: "${threadId}") { subject messages(first: 1) { nodes { body } } } }`)).thread).toEqual({ subject: 'Where is [struck]?', messages: { nodes: [{ body: 'Did [struck] arrive in Kobe?' }] } });
  expect(JSON.stringify(await ask(author, `{ proposal(id: "${proposalId}") { reason parts { proposed } } }`))).toContain('[struck] went to Osaka');
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
