import { AttachmentUpkeep } from '@hub/attachments';
import { leafHash, rootOf } from '@hub/audit';
import { newId } from '@hub/kernel';
import { addPerson, pdf, picture, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute, withdraw } from './support/alerting.js';
import { ADD, type Document, documentsOn, REMOVE } from './support/meeting.documents.js';
import { addItem, asking, minuting, moved, refusalOf, reviewed, type Sitting, sitting } from './support/minuting.js';
import { standsIn, strikePassage } from './support/recalling.js';
import { after } from './support/retaining.js';

const NAME = 'Rosalia Quintero';
/** All that somebody is shown of the meeting, and all that he was told. */
const SHOWN = `query ($id: ID!) { meetingEdition(id: $id) { revision state history { act } items { id revision documents { attachment { name size } } } closedItems { id minutes state revision }
  agenda { version versions overflowMinutes slots { kind minutes ref title item { id documents { attachment { name } } } proposer { id } } } } }`;
const TOLD = '{ alerts(first: 100) { nodes { kind change subjectId } } meetingEditions(first: 9) { nodes { id revision } } }';
let world: Sitting;
let hub: TestHub;
let ask: ReturnType<typeof asking>;
let second: TestPerson;
let people: TestPerson[];
let pixels: Buffer;

beforeAll(async () => {
  world = await sitting();
  ({ hub } = world);
  ask = asking(hub);
  pixels = await picture();
  second = await addPerson(hub, world.officer.ph.organisationId);
  people = [world.coordinator, second, world.outsider, ...Object.values(world.officer), ...Object.values(world.contact)];
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_OPEN' WHERE id = $1`, [world.edition]);
});
afterAll(() => hub.close());

const refused = async (text: string, { token }: TestPerson, input: object): Promise<unknown> => refusalOf(await hub.graphql(text, { token, variables: { input } }))?.['code'];
const { get, sent, keysOf, filed, documentsOf } = documentsOn(() => hub, () => pixels);
const shown = async (by: TestPerson): Promise<string> => {
  await distribute(hub);
  const answers = [await hub.graphql(SHOWN, { token: by.token, variables: { id: world.edition } }), await hub.graphql(TOLD, { token: by.token })];
  // Who takes no part is shown nothing of the edition; everybody is told something, or could be.
  expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([by === world.outsider ? 'NOT_FOUND' : undefined, undefined]);
  return answers.map(({ text }) => text).join();
};
const move = (act: string): Promise<void> => moved(world, act);
const changes = async (by: TestPerson): Promise<string[]> => {
  await distribute(hub);
  return (await ask('{ alerts(first: 100) { nodes { change } } }', by)).alerts.nodes.map(({ change }: { change: string }) => change).filter((change: string) => change?.startsWith('DOCUMENT'));
};

describe('documents of an item', () => {
  it('are filed by its proposer, its sponsors and a coordinator who sees it, each in its language', async () => {
    const { officer: { ngo, iom, br }, coordinator, item } = world;
    expect(await filed(ngo, item.open, 'beds.pdf', 'EN', await pdf())).toMatchObject([{ language: 'en', addedChange: null, organisation: { id: ngo.organisationId }, attachment: { name: 'beds.pdf', type: 'application/pdf', state: 'READY' } }]);
    expect(await refused(ADD, iom, { itemId: item.open, uploadId: await sent(iom, 'a.png', pixels), language: 'en' })).toBe('FORBIDDEN');
    await ask(minuting('sponsorMeetingItem', 'SponsorMeetingItemInput', 'item { id }'), br, { input: { id: item.open, sponsors: true } });
    await filed(br, item.open, 'camas.png', 'pt-br');
    expect((await filed(coordinator, item.open, '空床.png', 'ja')).map(({ language }) => language)).toEqual(['en', 'pt-BR', 'ja']);
    expect(refusalOf(await hub.graphql(ADD, { token: ngo.token, variables: { input: { itemId: item.open, uploadId: newId(), language: 'no such language' } } }))?.['code']).toMatch(/INVALID_INPUT|BAD_USER_INPUT/);
    expect(await refused(ADD, ngo, { itemId: item.open, uploadId: newId(), language: 'en' })).toBe('NOT_FOUND');
    const { rows: [file] } = await hub.superuser<{ id: string }>('SELECT id FROM hub.attachments WHERE name = $1', ['beds.pdf']);
    // Filed, it is no upload any more; and it hangs on one thing.
    expect(await refused(ADD, ngo, { itemId: item.open, uploadId: file?.id, language: 'en' })).toBe('NOT_FOUND');
    expect(refusalOf(await hub.graphql('query ($id: ID!) { upload(id: $id) { id } }', { token: ngo.token, variables: { id: file?.id } }))).toEqual({ code: 'NOT_FOUND' });
  });

  it('of a closed item are in nothing that an outsider is shown, told or given: the coordinator sees neither name nor size nor number', async () => {
    const { officer: { ph, br, iom }, coordinator, outsider, item } = world;
    const others = [coordinator, iom, outsider];
    const before = await Promise.all(others.map(shown));
    const [{ attachment: { id } }] = await filed(ph, item.closed, 'recruiters.png', 'en') as [Document];
    expect(await Promise.all(others.map(shown))).toEqual(before);
    expect(before[0]).toContain('Shelters');
    expect(await documentsOf(br, item.closed)).toMatchObject([{ language: 'en', attachment: { name: 'recruiters.png' } }]);
    const never = await (await get(coordinator, `/attachments/${newId()}`)).text();
    for (const other of others) {
      for (const path of [`/attachments/${id}`, `/attachments/${id}/preview`]) expect(await (await get(other, path)).text()).toBe(never);
      expect(refusalOf(await hub.graphql('mutation ($id: ID!) { attachmentLink(attachmentId: $id) { url } }', { token: other.token, variables: { id } }))).toEqual({ code: 'NOT_FOUND' });
      expect(await refused(REMOVE, other, { documentId: id })).toBe('NOT_FOUND');
    }
    expect(await hub.recorded({ action: 'meeting.document-opened' })).toEqual([]);
    expect((await hub.recorded({ action: 'meeting.document-added', subject: item.closed })).map(({ holder }) => holder)).toEqual([ph.organisationId]);
  });

  it('of others keep an item from being opened to more than saw it', async () => {
    const [{ officer: { ph, br }, edition }, id] = [world, newId()];
    await addItem(hub, edition, { id, proposer: ph.organisationId, title: 'Rotas', audience: [ph.organisationId, br.organisationId], position: 9 });
    await ask(minuting('sponsorMeetingItem', 'SponsorMeetingItemInput', 'item { id }'), br, { input: { id, sponsors: true } });
    const [{ attachment }] = await filed(br, id, 'rotas.png') as [Document];
    const widen = async (): Promise<unknown> => refusalOf(await hub.graphql(minuting('updateMeetingItem', 'UpdateMeetingItemInput', 'item { id }'), { token: ph.token, variables: { input: { id, expectedRevision: 1, audience: null } } }))?.['allowed'];
    expect(await widen()).toEqual(['proposeMeetingItem']);
    await ask(REMOVE, br, { input: { documentId: attachment.id } });
    expect(await widen()).toBeUndefined();
  });

  it('are each given out after it is on record, with the reader’s mark where the item is not for all', async () => {
    const { officer: { ph, br, iom }, item } = world;
    const [[closed], [open]] = [await documentsOf(br, item.closed), await documentsOf(iom, item.open)] as [[Document], [Document]];
    const plain = await get(iom, `/attachments/${open.attachment.id}`);
    expect([plain.status, plain.headers.get('accept-ranges'), Number(plain.headers.get('content-length'))]).toEqual([200, 'bytes', open.attachment.size]);
    const marked = await get(br, `/attachments/${closed.attachment.id}`);
    expect([marked.status, marked.headers.get('accept-ranges'), marked.headers.get('content-disposition')]).toEqual([200, 'none', expect.stringContaining('recruiters.png')]);
    expect((await marked.arrayBuffer()).byteLength).toBeGreaterThan(closed.attachment.size ?? 0);
    const { url } = (await ask('mutation ($id: ID!) { attachmentLink(attachmentId: $id) { url } }', br, { id: closed.attachment.id })).attachmentLink;
    const once = async (): Promise<number> => (await fetch(hub.url + new URL(url).pathname + new URL(url).search)).status;
    expect([await once(), await once()]).toEqual([200, 404]);
    const opened = await hub.recorded({ action: 'meeting.document-opened' });
    const of = (subject: string): string[] => opened.filter((record) => record.subject === subject).map(({ holder }) => holder).sort();
    expect(of(item.open)).toEqual([iom.organisationId, world.officer.ngo.organisationId].sort());
    expect(of(item.closed)).toEqual([br.organisationId, br.organisationId, ph.organisationId, ph.organisationId].sort());
    expect(opened.find(({ holder, subject }) => holder === ph.organisationId && subject === item.closed)).toMatchObject({ organisation: br.organisationId, detail: { document: closed.attachment.id, edition: world.edition, preview: false } });
  });

  it('change by numbers of their item once the agenda is frozen, and who sees the item is told, and nobody else', async () => {
    const { officer: { ph, br, iom }, coordinator, outsider, item } = world;
    const [mistake] = (await filed(ph, item.closed, 'wrong.png')).slice(-1) as [Document];
    expect(await documentsOf(br, item.closed)).toHaveLength(2);
    expect((await ask(REMOVE, ph, { input: { documentId: mistake.attachment.id } })).removeMeetingDocument.item.documents).toHaveLength(1);
    expect(await changes(br)).toEqual([]);
    await move('FREEZE_AGENDA');
    const before = await Promise.all([coordinator, iom, outsider].map(shown));
    const added = await filed(ph, item.closed, 'list.png', 'tl');
    expect(added.map(({ addedChange }) => addedChange)).toEqual([null, 1]);
    await Promise.all([filed(ph, item.closed, 'one.png'), filed(ph, item.closed, 'two.png')]);
    expect((await documentsOf(br, item.closed)).map(({ addedChange }) => addedChange)).toEqual([null, 1, 2, 3]);
    expect(await refused(REMOVE, br, { documentId: added[1]?.attachment.id })).toBe('FORBIDDEN');
    const removed = (await ask(REMOVE, ph, { input: { documentId: added[1]?.attachment.id, reason: 'An older list.' } })).removeMeetingDocument.item.documents;
    expect(removed[1]).toMatchObject({ addedChange: 1, removedChange: 4, attachment: { state: 'STRUCK', name: null, size: null } });
    expect([(await get(br, `/attachments/${added[1]?.attachment.id}`)).status, keysOf().includes(added[1]?.attachment.id ?? ''), keysOf().includes(mistake.attachment.id)]).toEqual([404, false, false]);
    expect(await refused(REMOVE, ph, { documentId: added[1]?.attachment.id })).toBe('CONFLICT');
    expect(await changes(br)).toEqual(['DOCUMENT_ADDED', 'DOCUMENT_ADDED', 'DOCUMENT_ADDED', 'DOCUMENT_REMOVED']);
    expect(await Promise.all([coordinator, iom, outsider].map(shown))).toEqual(before);
    // Of what is open to all, everybody is told.
    await filed(world.officer.ngo, item.open, 'late.png');
    expect([await changes(iom), await changes(outsider)]).toEqual([['DOCUMENT_ADDED'], []]);
  });

  it('stay while whatever hangs on nothing is swept, and none is filed once the session is over', async () => {
    const { officer: { ph, ngo }, item } = world;
    const left = await sent(ngo, 'left.png', pixels);
    hub.clock.advance(50 * 3_600_000);
    await hub.hub.app.get(AttachmentUpkeep).run();
    for (const person of people) person.token = await hub.tokenFor(person.id);
    expect(refusalOf(await hub.graphql('query ($id: ID!) { upload(id: $id) { id } }', { token: ngo.token, variables: { id: left } }))).toEqual({ code: 'NOT_FOUND' });
    const [stays] = await documentsOf(ph, item.closed) as [Document];
    expect((await get(ph, `/attachments/${stays.attachment.id}`)).status).toBe(200);
    const late = await sent(ngo, 'late.png', pixels);
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'MINUTES_IN_REVIEW' WHERE id = $1`, [world.edition]);
    expect(await refused(ADD, ngo, { itemId: item.open, uploadId: late, language: 'en' })).toBe('CONFLICT');
    // What was filed by mistake can be taken away at any time.
    expect((await ask(REMOVE, ph, { input: { documentId: stays.attachment.id } })).removeMeetingDocument.item.documents[0]).toMatchObject({ removedChange: 5 });
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_OPEN' WHERE id = $1`, [world.edition]);
  });
});

describe('of an item that is about a bulletin', () => {
  let bulletin: { id: string; revision: number };
  let item: string, document: string, minutes: string, noted: string;
  interface Part { part: number; itemId: string | null; salt: string | null; content: string | null; struckAt: string | null; purged: { at: string; days: number; since: string } | null }
  const sealOf = async (by: TestPerson): Promise<{ root: string; leaves: string[]; parts: Part[] }> =>
    (await ask('query ($id: ID!) { meetingEdition(id: $id) { minutes { seal { root leaves parts { part itemId salt content struckAt purged { at days since } } } } } }', by, { id: minutes })).meetingEdition.minutes.seal;
  /** Parts that a reader can not verify, as he would: from the leaves, the root, and what he is told. */
  const odd = ({ root, leaves, parts }: Awaited<ReturnType<typeof sealOf>>): number[] => {
    expect(rootOf(leaves.map((leaf) => Buffer.from(leaf, 'base64'))).toString('base64')).toBe(root);
    return parts.filter(({ part, salt, content }) => leafHash(Buffer.concat([Buffer.from(salt ?? '', 'base64'), Buffer.from(content ?? '')])).toString('base64') !== leaves[part]).map(({ part }) => part);
  };

  it('documents are seen by who reads the bulletin, and its originator has it on record whenever one is given out', async () => {
    const { officer: { ph, br, iom }, coordinator } = world;
    bulletin = await publishNew(hub, ph, second, { tlp: 'AMBER', title: 'A recruiter', audience: { organisationIds: [br.organisationId] }, sections: [{ heading: 'Who', body: `${NAME} was seen` }] });
    item = (await ask('mutation ($input: ProposeMeetingItemInput!) { proposeMeetingItem(input: $input) { item { id } } }', ph, { input: { editionId: world.edition, titles: [{ language: 'en', text: `About ${NAME}` }], purpose: 'DISCUSSION', minutes: 10, presenter: NAME, bulletinIds: [bulletin.id] } })).proposeMeetingItem.item.id;
    [{ attachment: { id: document } }] = await filed(ph, item, `${NAME}.png`) as [Document];
    const listed = async (): Promise<number> => (await hub.recorded({ action: 'bulletin.listed', subject: bulletin.id })).filter(({ holder, organisation }) => holder === ph.organisationId && organisation === br.organisationId).length;
    const before = await listed();
    const given = await get(br, `/attachments/${document}`);
    expect([given.status, given.headers.get('accept-ranges'), given.headers.get('hub-audit-receipt')]).toEqual([200, 'none', expect.any(String)]);
    expect(await listed()).toBe(before + 1);
    for (const other of [iom, coordinator]) expect((await get(other, `/attachments/${document}`)).status).toBe(404);
  });

  it('approved minutes say that something was struck, and the name of a document goes with it', async () => {
    const { officer: { ph, br }, coordinator } = world;
    minutes = await reviewed(world, 31);
    noted = newId();
    await addItem(hub, minutes, { id: noted, proposer: ph.organisationId, title: `Of ${NAME}`, audience: null, position: 3 });
    await hub.superuser('INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) VALUES ($1, $2)', [noted, bulletin.id]);
    const at = hub.clock.now();
    await hub.superuser(`INSERT INTO hub.meeting_texts (item_id, language, revision, body, shown, by_id, at) VALUES ($1, 'en', 1, $2, true, $3, $4)`, [noted, `${NAME} was spoken of.`, ph.id, at]);
    await hub.superuser(`INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) VALUES (gen_random_uuid(), $1, $2, $3, $4)`, [noted, JSON.stringify({ en: `Find ${NAME}` }), at, ph.id]);
    await hub.superuser(`WITH a AS (INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id) VALUES (gen_random_uuid(), $1, $2, $3, $4, '2030-01-01', $5, $6) RETURNING id),
      c AS (INSERT INTO hub.meeting_action_carries (edition_id, action_id) SELECT $7::uuid, id FROM a) INSERT INTO hub.meeting_action_reports (id, action_id, organisation_id, state, body, by_id, at) SELECT gen_random_uuid(), id, $3, 'OPEN', $8, $6, $5 FROM a`,
    [minutes, noted, br.organisationId, JSON.stringify({ en: `Ask for ${NAME}` }), at, ph.id, world.edition, `${NAME} was asked for.`]);
    await hub.superuser(`INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, body, by_id, at) VALUES (gen_random_uuid(), $1, $2, $3, 'APPROVED_WITH_RESERVATION', $4, $5, $6)`, [minutes, noted, br.organisationId, `${NAME} is no recruiter.`, br.id, at]);
    await hub.superuser(`INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, by_id, at, outcome, answer, answered_by, answered_at) VALUES (gen_random_uuid(), $1, $2, $3, 'en', $4, $5, $6, 'TAKEN_UP', $4, $5, $6)`,
      [minutes, noted, br.organisationId, `${NAME} is 20.`, br.id, at]);
    await hub.superuser(`INSERT INTO hub.meeting_attendance (edition_id, item_id, organisation_id, presence, by_id, at) VALUES ($1, $2, $3, 'REMOTE', $4, $5)`, [minutes, noted, br.organisationId, br.id, at]);
    await ask(minuting('approveMinutes', 'ApproveMinutesInput'), coordinator, { input: { editionId: minutes, expectedRevision: 2 } });
    const sealed = await sealOf(br);
    expect([odd(sealed), sealed.parts.map(({ itemId }) => itemId === noted)]).toEqual([[], [false, false, false, true]]);
    for (const { holder, detail } of await hub.recorded({ action: 'minutes.approved', subject: minutes })) expect([holder, detail['root']]).toEqual([expect.any(String), sealed.root]);

    // The first word alone: the rest stands until the purge.
    await strikePassage(hub, ph, { bulletinId: bulletin.id, expectedRevision: bulletin.revision, text: 'Rosalia' });
    const struck = await sealOf(br);
    expect([odd(struck), struck.parts.map(({ struckAt }) => struckAt !== null)]).toEqual([[3], [false, false, false, true]]);
    expect(await documentsOf(br, item)).toMatchObject([{ attachment: { id: document, name: '[struck] Quintero.png' } }]);
    // A part that another hand has changed is not called struck.
    await hub.superuser(`UPDATE hub.meeting_sealed SET content = content || ' ' WHERE edition_id = $1 AND part = 1`, [minutes]);
    const changed = await sealOf(br);
    expect([odd(changed), changed.parts[1]?.struckAt]).toEqual([[1, 3], null]);
    await hub.superuser(`UPDATE hub.meeting_sealed SET content = rtrim(content) WHERE edition_id = $1 AND part = 1`, [minutes]);
  });

  it('once it was purged nothing of minutes, decisions, actions and documents is left, and the seal says when and by which rule to who knew the item, as their own record does', async () => {
    const { officer: { ph, br, iom, ngo }, coordinator, contact } = world;
    const where = await standsIn(hub, 'quintero');
    const PLACES = ['attachments.name', 'meeting_items.titles', 'meeting_items.presenter', 'meeting_texts.body', 'meeting_decisions.texts', 'meeting_actions.texts', 'meeting_action_reports.body', 'meeting_responses.body', 'meeting_comments.body', 'meeting_sealed.content'];
    expect(where).toEqual(expect.arrayContaining(PLACES));
    const kept = await sealOf(ngo);
    const part = (await hub.superuser<{ salt: Buffer }>('SELECT salt FROM hub.meeting_sealed WHERE item_id = $1', [noted])).rows[0];
    await ask('mutation ($input: SetRetentionRuleInput!) { setRetentionRule(input: $input) { rule { days } } }', contact.ph, { input: { kind: 'BULLETIN', days: 30, expectedRevision: 0 } });
    const { revision } = (await ask('query ($id: ID!) { bulletin(id: $id) { revision } }', ph, { id: bulletin.id })).bulletin;
    await withdraw(hub, ph, { id: bulletin.id, revision });
    expect((await get(br, `/attachments/${document}`)).status).toBe(404);
    await after(hub, people, 0);
    expect(keysOf()).toContain(document);
    expect(await after(hub, people, 30)).toMatchObject({ purged: 1 });

    expect(await standsIn(hub, 'quintero')).toEqual([]);
    for (const table of ['meeting_texts', 'meeting_decisions', 'meeting_actions', 'meeting_responses', 'meeting_comments', 'meeting_attendance', 'meeting_documents']) expect((await hub.superuser(`SELECT FROM hub.${table} WHERE item_id = ANY ($1)`, [[item, noted]])).rowCount).toBe(0);
    expect([(await hub.superuser('SELECT FROM hub.attachments WHERE id = $1', [document])).rowCount, keysOf().includes(document)]).toEqual([0, false]);
    // With the old salt somebody could try on the leaf what he guesses.
    expect((await hub.superuser<{ salt: Buffer }>('SELECT salt FROM hub.meeting_sealed WHERE item_id = $1', [noted])).rows[0]?.salt.equals(part?.salt as Buffer)).toBe(false);

    const { purge } = (await ask('query ($id: ID!) { bulletin(id: $id) { purge { purgedAt days } } }', br, { id: bulletin.id })).bulletin;
    const seal = await sealOf(br);
    expect(seal.parts[3]).toEqual({ part: 3, itemId: noted, salt: null, content: null, struckAt: null, purged: { at: purge.purgedAt, days: 30, since: expect.any(String) } });
    // Everything else verifies as before, against the root that the log has, and what does not is what was purged.
    expect([odd(seal), seal.root, seal.leaves]).toEqual([[3], kept.root, kept.leaves]);
    expect((await hub.recorded({ action: 'minutes.approved', subject: minutes })).map(({ detail }) => detail['root'])).toEqual((await hub.recorded({ action: 'minutes.approved', subject: minutes })).map(() => seal.root));
    const records = await hub.recorded({ action: 'meeting.item-purged', subject: noted });
    expect(records.map(({ holder }) => holder).sort()).toEqual([ph.organisationId, br.organisationId].sort());
    expect(records[0]).toMatchObject({ detail: { edition: minutes, bulletin: bulletin.id, days: 30 }, person: null });
    expect(new Date(records[0]?.detail['since'] as string)).toEqual(new Date(seal.parts[3]?.purged?.since ?? 0));
    // Who did not know of the bulletin learns of no purge, and has nothing that does not verify.
    for (const other of [iom, ngo, coordinator]) {
      const theirs = await sealOf(other);
      expect([odd(theirs), theirs.parts.map(({ itemId }) => itemId).includes(noted)]).toEqual([[], false]);
    }
    expect((await ask('query ($id: ID!) { meetingEdition(id: $id) { minutes { layout(language: EN) { markdown } } actions { id } } }', br, { id: minutes })).meetingEdition.minutes.layout.markdown).not.toMatch(/Quintero|retention ended/);
  });
});
