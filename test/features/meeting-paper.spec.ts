import { strFromU8, unzipSync } from 'fflate';
import { newId } from '@hub/kernel';
import { addOrganisation, addPerson, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { asking, minuting, MOVE, NOTE, refusalOf, type Sitting, sitting } from './support/minuting.js';
import { textOfPdf } from './support/pdf-text.js';

const SECRET = /Recruiters|Ginza|Raid|Tokyo Bay/;
let world: Sitting;
let hub: TestHub;
let ask: ReturnType<typeof asking>;
beforeAll(async () => {
  world = await sitting();
  ({ hub } = world);
  ask = asking(hub);
  const note = (itemId: string, body: string, by: TestPerson, language = 'EN') => ask(NOTE, by, { input: { itemId, language, expectedRevision: 0, body } });
  await note(world.item.open, 'There are **five** beds.', world.coordinator);
  await note(world.item.open, '空きは「五床」である。', world.coordinator, 'JA');
  await note(world.item.closed, 'The Ginza agency.', world.officer.ph);
  await ask(minuting('recordMeetingDecision', 'RecordMeetingDecisionInput'), world.officer.ph, { input: { itemId: world.item.closed, texts: [{ language: 'EN', text: 'Raid on Monday.' }] } });
  await hub.superuser(`UPDATE hub.meeting_items SET presenter = 'Tokyo Bay office' WHERE id = $1`, [world.item.closed]);
  await hub.superuser(`INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) VALUES ($1, 14, '17:00', '{}', $2, $3)`, [world.edition, hub.clock.now(), world.coordinator.id]);
  const name = (by: TestPerson, familyName: string, givenName: string, more: object = {}) => ask('mutation ($input: NameMeetingDelegateInput!) { nameMeetingDelegate(input: $input) { delegate { id } } }', by,
    { input: { editionId: world.edition, familyName, givenName, language: 'en', ...more } });
  await name(world.contact.npa, '山田', '太郎', { kana: 'やまだ たろう', latinFamilyName: 'Yamada', latinGivenName: 'Taro', titles: [{ language: 'ja', text: '課長' }, { language: 'en', text: 'Director' }] });
  await name(world.contact.ph, '=2+5', '@Cruz', { dietary: 'no pork' });
  await name(world.contact.iom, 'Weber', 'Jürgen', { remote: true });
  await ask('mutation ($input: EnterMeetingInterpreterInput!) { enterMeetingInterpreter(input: $input) { interpreter { id } } }', world.coordinator, { input: { editionId: world.edition, familyName: '佐藤', givenName: '花子', languages: ['ja', 'th'], contact: '03-1234' } });
});
afterAll(() => hub.close());

const fetched = async (by: TestPerson | null, paper: string, edition = world.edition): Promise<{ status: number; headers: Headers; bytes: Buffer }> => {
  const response = await fetch(`${hub.url}/meetings/${edition}/papers/${paper}`, { headers: by ? { authorization: `Bearer ${by.token}` } : {} });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};
const pdf = async (by: TestPerson, paper: string): Promise<string> => {
  const { status, bytes } = await fetched(by, paper);
  if (status !== 200) throw new Error(bytes.toString());
  return textOfPdf(bytes);
};
const xlsx = async (by: TestPerson, paper: string): Promise<string> => Object.values(unzipSync((await fetched(by, paper)).bytes)).map((bytes) => strFromU8(bytes)).join('\n');
const refused = async (by: TestPerson | null, paper: string, edition?: string): Promise<unknown> => {
  const { status, bytes } = await fetched(by, paper, edition);
  const [{ extensions }] = (JSON.parse(bytes.toString()) as { errors: [{ extensions: object }] }).errors;
  return { status, ...extensions };
};
const LETTER = 'mutation ($input: SetMeetingLetterInput!) { setMeetingLetter(input: $input) { edition { letter { documentNumber datedOn era sender { language text } revision } } } }';
const letterOf = (expectedRevision: number, more: object = {}): object => ({ input: { editionId: world.edition, expectedRevision, documentNumber: '警察庁丙人少発第12号', datedOn: '2026-10-01', sender: [{ language: 'ja', text: '警察庁人身安全・少年課長' }, { language: 'en', text: 'Director, NPA' }], ...more } });
const papersOf = async (by: TestPerson): Promise<string[]> => (await ask('query ($id: ID!) { meetingEdition(id: $id) { papers { kind path } } }', by, { id: world.edition })).meetingEdition.papers.map(({ kind }: { kind: string }) => kind);

describe('papers of the meeting', () => {
  it('begin with a letter that has its official number and date, in years of the era or not', async () => {
    expect(await papersOf(world.officer.ngo)).toEqual(['AGENDA', 'ATTENDEES']);
    expect(await refused(world.coordinator, 'invitation-letter.pdf')).toEqual({ status: 409, code: 'CONFLICT', allowed: ['setMeetingLetter'] });
    expect(refusalOf(await hub.graphql(LETTER, { token: world.contact.ph.token, variables: letterOf(0) }))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(LETTER, world.coordinator, letterOf(0))).setMeetingLetter.edition.letter).toMatchObject({ documentNumber: '警察庁丙人少発第12号', datedOn: '2026-10-01', era: 'JAPANESE', revision: 1 });
    expect(refusalOf(await hub.graphql(LETTER, { token: world.coordinator.token, variables: letterOf(0) }))).toEqual({ code: 'CONFLICT', currentRevision: 1 });
    const own = await pdf(world.officer.ngo, 'invitation-letter.pdf?language=ja');
    for (const text of ['警察庁丙人少発第12号', '令和8年10月1日', '　御中', '警察庁人身安全・少年課長', '記']) expect(own).toContain(text);
    expect(await pdf(world.coordinator, `invitation-letter.pdf?language=en&organisation=${world.officer.ph.organisationId}`)).toMatch(/To: Philippines[^]*Director, NPA/);
    await ask(LETTER, world.coordinator, letterOf(1, { era: 'WESTERN' }));
    expect(await pdf(world.officer.ngo, 'invitation-letter.pdf?language=ja')).toContain('2026年10月1日');
    expect((await ask('query ($id: ID!) { meetingEdition(id: $id) { standardLetter { language text } } }', world.officer.ngo, { id: world.edition })).meetingEdition.standardLetter).toEqual([{ language: 'en', text: expect.stringContaining('It is our pleasure') }, { language: 'ja', text: expect.stringContaining('御案内申し上げます。') }]);
    await ask(LETTER, world.coordinator, letterOf(2, { body: [{ language: 'ja', text: '　本年は「二十周年」の節目に当たります。\n御参集ください。' }] }));
    // What says nothing of it leaves it as it is.
    await ask(LETTER, world.coordinator, letterOf(3));
    const written = await pdf(world.officer.ngo, 'invitation-letter.pdf?language=ja');
    for (const text of ['「二十周年」の節目', '御参集ください']) expect(written).toContain(text);
    expect(written).not.toContain('時下');
    expect(await pdf(world.officer.ngo, 'invitation-letter.pdf?language=en')).toContain('It is our pleasure');
    await ask(LETTER, world.coordinator, letterOf(4, { body: [] }));
    expect(await pdf(world.officer.ngo, 'invitation-letter.pdf?language=ja')).toContain('時下');
    expect(refusalOf(await hub.graphql(LETTER, { token: world.coordinator.token, variables: letterOf(5, { body: [{ language: 'fr', text: 'x' }] }) }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused(world.officer.ngo, `invitation-letter.pdf?organisation=${world.officer.ph.organisationId}`)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await refused(world.coordinator, `invitation-letter.pdf?organisation=${world.outsider.organisationId}`)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('name whom the parties send, with readings; plan, plates and the gate’s list are the coordinators’, without who takes part from afar', async () => {
    const list = await pdf(world.officer.ngo, 'attendees.pdf?language=ja');
    for (const text of ['山田 太郎', 'やまだ たろう', '課長', 'Weber Jürgen', '（未登録）']) expect(list).toContain(text);
    expect(list).not.toContain('no pork');
    expect(await pdf(world.officer.ngo, 'attendees.pdf?language=en')).toContain('Taro Yamada');
    for (const paper of ['seating-plan', 'name-plates', 'gate-list']) {
      expect(await refused(world.officer.ngo, `${paper}.pdf`)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
      const text = await pdf(world.coordinator, `${paper}.pdf?language=ja`);
      expect(text).toContain('山田 太郎');
      expect(text).not.toMatch(/Weber|no pork|03-1234/);
      // Who interprets comes in and has a plate, and does not sit at the table.
      expect([paper, text.includes('佐藤 花子'), text.includes('通訳')]).toEqual([paper, paper !== 'seating-plan', paper === 'name-plates']);
    }
    expect(await papersOf(world.coordinator)).toEqual(['INVITATION_LETTER', 'AGENDA', 'ATTENDEES', 'SEATING_PLAN', 'NAME_PLATES', 'GATE_LIST']);
    const sheet = await xlsx(world.coordinator, 'gate-list.xlsx?language=en');
    expect(sheet).toContain('=2+5 @Cruz');
    expect(sheet).not.toMatch(/<f[ >]/);
  });

  it('say of a closed item that there is a slot of its length, and nothing else, to whom it is closed, coordinators too', async () => {
    for (const person of [world.coordinator, world.contact.iom, world.officer.ngo]) {
      for (const said of [await pdf(person, 'agenda.pdf?language=en'), await xlsx(person, 'agenda.xlsx?language=en')]) {
        expect(said).toMatch(/Shelters[^]*\(closed item\)/);
        expect(said).not.toMatch(SECRET);
        expect(said).not.toContain(world.item.closed);
      }
    }
    expect(await pdf(world.officer.br, 'agenda.pdf?language=en')).toMatch(/\[restricted\] Recruiters[^]*Tokyo Bay office/);
    expect(await refused(world.officer.br, 'agenda.pdf?version=9')).toMatchObject({ status: 404 });
    expect(await refused(world.officer.br, 'agenda.pdf?version=x')).toMatchObject({ status: 400, code: 'INVALID_INPUT', field: 'version' });
    expect(await refused(world.officer.br, 'agenda.pdf?language=fr')).toMatchObject({ status: 400, code: 'INVALID_INPUT', field: 'language' });
  });

  it('mark an item that is about something, unless all of it is public', async () => {
    const author = world.officer.ph;
    const second = await addPerson(hub, author.organisationId);
    for (const [tlp, isMarked] of [['CLEAR', false], ['GREEN', true]] as const) {
      const { id } = await publishNew(hub, author, second, { tlp, audience: { everyone: true } });
      await hub.superuser('INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) VALUES ($1, $2)', [world.item.open, id]);
      const said = await pdf(world.officer.ngo, 'agenda.pdf?language=en');
      expect([tlp, said.includes('Shelters'), said.includes('[restricted] Shelters')]).toEqual([tlp, true, isMarked]);
      await hub.superuser('DELETE FROM hub.meeting_item_bulletins WHERE bulletin_id = $1', [id]);
    }
  });

  it('list the documents of each item in the agenda, for whom the item is open to', async () => {
    for (const [itemId, name] of [[world.item.open, 'Beds.pdf'], [world.item.closed, 'Ginza.pdf']]) {
      const id = newId();
      await hub.superuser(`INSERT INTO hub.attachments (id, organisation_id, person_id, item_id, section_id, name, length, received, state, type, size, sha256, created_at, touched_at)
        VALUES ($1, $2, $3, $4, '00000000-0000-0000-0000-000000000000', $5, 1, 1, 'READY', 'application/pdf', 1, '\\x00', now(), now())`, [id, world.officer.ph.organisationId, world.officer.ph.id, itemId, name]);
      await hub.superuser(`INSERT INTO hub.meeting_documents (attachment_id, item_id, organisation_id, language, added_at) VALUES ($1, $2, $3, 'en', now())`, [id, itemId, world.officer.ph.organisationId]);
    }
    expect(await pdf(world.officer.br, 'agenda.pdf?language=en')).toMatch(/Document: Beds\.pdf \(for those concerned\)[^]*Document: Ginza\.pdf/);
    expect(await pdf(world.coordinator, 'agenda.pdf?language=ja')).toMatch(/資料：Beds\.pdf/);
    for (const said of [await pdf(world.coordinator, 'agenda.pdf?language=en'), await xlsx(world.contact.iom, 'agenda.xlsx?language=en')]) expect(said).not.toMatch(SECRET);
  });

  it('are nobody’s who does not take part, and kept nowhere on the way', async () => {
    expect(await refused(world.outsider, 'agenda.pdf')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await refused(null, 'agenda.pdf')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await refused(world.coordinator, 'agenda.docx')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await refused(world.coordinator, 'agenda.pdf', 'x')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const { headers } = await fetched(world.officer.br, 'agenda.pdf?language=ja');
    expect([headers.get('cache-control'), headers.get('content-type'), headers.get('x-content-type-options'), headers.get('etag')]).toEqual(['no-store', 'application/pdf', 'nosniff', null]);
    expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('第23回コンタクトポイント会議 議事次第.pdf')}`);
  });
});

describe('a link to a paper', () => {
  const LINK = 'mutation ($path: String!) { meetingPaperLink(path: $path) { url expiresAt } }';
  const path = (file: string, edition = world.edition): string => `/meetings/${edition}/papers/${file}`;
  const linkTo = async (by: TestPerson, file: string): Promise<string> => `${hub.url}${String((await ask(LINK, by, { path: path(file) })).meetingPaperLink.url).replace(/^https?:\/\/[^/]+/, '')}`;
  const refusal = async (by: TestPerson, given: string): Promise<unknown> => refusalOf(await hub.graphql(LINK, { token: by.token, variables: { path: given } }));
  const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

  it('is good once, for that paper, within a minute, as who asked for it and while his session stands', async () => {
    const { iom, ngo } = world.officer;
    const given = await linkTo(iom, 'agenda.pdf?language=ja');
    const before = (await hub.recorded({ action: 'meeting.paper-given' })).filter(({ person }) => person === iom.id).length;
    const [, token] = given.split('&link=');
    expect([await statusOf(given.replace('agenda', 'attendees')), await statusOf(given.replace('language=ja', 'language=en')), await statusOf(given.replace('.pdf', '.xlsx')), await statusOf(`${hub.url}${path('agenda.pdf')}?link=${String(token).slice(0, -4)}AAAA`)]).toEqual([404, 404, 404, 404]);
    const response = await fetch(given);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([200, 'application/pdf', 'no-store']);
    expect(await textOfPdf(Buffer.from(await response.arrayBuffer()))).toContain('議事次第');
    expect((await hub.recorded({ action: 'meeting.paper-given' })).filter(({ person }) => person === iom.id).length).toBeGreaterThan(before);
    expect(await statusOf(given)).toBe(404);
    const late = await linkTo(iom, 'agenda.pdf?language=ja');
    hub.clock.advance(61_000);
    expect(await statusOf(late)).toBe(404);
    const leaving = await addPerson(hub, ngo.organisationId);
    const [left, plan] = [await linkTo(leaving, 'agenda.pdf'), await linkTo(leaving, 'seating-plan.pdf')];
    // What is not his is refused as it is fetched.
    expect(await statusOf(plan)).toBe(403);
    await hub.superuser('UPDATE hub.sessions SET ended_at = $2 WHERE person_id = $1', [leaving.id, hub.clock.now()]);
    expect(await statusOf(left)).toBe(404);
  });

  it('is made for who takes part alone, and for addresses of papers', async () => {
    const outsider = await addPerson(hub, await addOrganisation(hub));
    expect([await refusal(outsider, path('agenda.pdf')), await refusal(world.officer.iom, path('agenda.doc')), await refusal(world.officer.iom, 'https://elsewhere.example/'), await refusal(world.officer.iom, path('agenda.pdf?version=x'))])
      .toMatchObject([{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }, { code: 'INVALID_INPUT', field: 'path' }, { code: 'INVALID_INPUT', field: 'version' }]);
  });
});

describe('minutes on paper', () => {
  it('are one rendition for each reader, with his mark; what is closed to him is not in it, in either language and format', async () => {
    expect(await refused(world.coordinator, 'minutes.pdf')).toMatchObject({ status: 409, code: 'CONFLICT' });
    const { revision } = (await ask('query ($id: ID!) { meetingEdition(id: $id) { revision } }', world.coordinator, { id: world.edition })).meetingEdition;
    await ask(MOVE, world.coordinator, { input: { id: world.edition, expectedRevision: revision, act: 'END' } });
    await ask(minuting('openMinutesReview', 'ReviewWindowInput'), world.coordinator, { input: { editionId: world.edition, expectedRevision: 1, closesAt: new Date(hub.clock.now().getTime() + 10 * 86_400_000).toISOString() } });
    for (const person of [world.coordinator, world.contact.iom, world.officer.ngo, world.officer.ph, world.officer.br]) {
      const inside = person === world.officer.ph || person === world.officer.br;
      const renditions = [await pdf(person, 'minutes.pdf?language=ja'), await pdf(person, 'minutes.pdf?language=en'), await xlsx(person, 'minutes.xlsx?language=ja'), await xlsx(person, 'minutes.xlsx?language=en')];
      for (const said of renditions) expect([/Recruiters/, /Ginza/, /Raid on/].map((secret) => secret.test(said))).toEqual([inside, inside, inside]);
      expect(renditions[0]).toContain('空きは「五床」である。');
      expect(renditions[1]).toMatch(/There are[^]*five[^]*beds\./);
    }
    const { rows: [me] } = await hub.superuser<{ name: string }>(`SELECT family_name || ' ' || given_name AS name FROM hub.persons WHERE id = $1`, [world.officer.ngo.id]);
    expect(await pdf(world.officer.ngo, 'minutes.pdf?language=en')).toContain(`For ${me?.name} (Harbour)`);
  });

  it('are on record with who read them: for the reader’s organisation and the coordinators, and of a closed item for its proposer', async () => {
    const given = await hub.recorded({ action: 'meeting.paper-given' });
    const of = (person: TestPerson) => given.filter(({ person: by, detail }) => by === person.id && detail['paper'] === 'MINUTES');
    expect(new Set(of(world.officer.br).map(({ holder }) => holder))).toEqual(new Set([world.officer.br.organisationId, world.coordinator.organisationId]));
    expect(JSON.stringify(given)).not.toContain(world.item.closed);
    const [last] = of(world.officer.br).slice(-1);
    expect(await pdf(world.officer.br, 'minutes.pdf')).not.toContain(String(last?.detail['rendition']));
    const items = await hub.recorded({ action: 'meeting.items-given' });
    expect(new Set(items.filter(({ person }) => person === world.officer.br.id).map(({ holder }) => holder))).toEqual(new Set([world.officer.br.organisationId, world.officer.ph.organisationId]));
    expect(items.every(({ person }) => person === world.officer.br.id || person === world.officer.ph.id)).toBe(true);
    expect(items[0]?.detail['items']).toEqual([world.item.closed]);
  });

  it('about a bulletin are entered in the ledger with it, and are closed to whom it is taken from', async () => {
    const author = world.officer.ph;
    const { id } = await publishNew(hub, author, await addPerson(hub, author.organisationId), { tlp: 'AMBER', audience: { organisationIds: [world.officer.br.organisationId, world.officer.ngo.organisationId] } });
    await hub.superuser('INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) VALUES ($1, $2)', [world.item.open, id]);
    expect(await pdf(world.officer.iom, 'minutes.pdf?language=en')).not.toMatch(/Shelters|beds/);
    expect(await pdf(world.officer.ngo, 'minutes.pdf?language=en')).toMatch(/Shelters[^]*beds/);
    const shown = (await hub.recorded({ action: 'bulletin.listed' })).filter(({ person }) => person === world.officer.ngo.id);
    expect(new Set(shown.map(({ holder }) => holder))).toEqual(new Set([world.officer.ngo.organisationId, author.organisationId]));
    expect(JSON.stringify(shown)).toContain(id);
  });

  it('and so is whoever reads what the session, the minutes and the actions say of it, in whatever field', async () => {
    const { ngo, iom, ph } = world.officer;
// Recorded before the item was about it.
    const { rows: [action = { id: '' }] } = await hub.superuser<{ id: string }>(`INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id)
      VALUES (gen_random_uuid(), $1, $2, $3, '{"en": "Count beds"}', '2030-01-01', $4, $5) RETURNING id`, [world.edition, world.item.open, ngo.organisationId, hub.clock.now(), world.coordinator.id]);
    const fields = ['session { items { texts { body } } }', 'minutes { layout(language: EN) { markdown } }', 'actions { texts { text } }', 'progressReport(language: EN) { markdown }'];
    for (const text of [...fields.map((field) => `{ meetingEdition(id: "${world.edition}") { ${field} } }`), `{ meetingAction(id: "${action.id}") { texts { text } } }`]) {
      const before = (await hub.recorded({ action: 'minutes.read' })).length;
      const answer = JSON.stringify(await ask(text, ngo));
      const records = (await hub.recorded({ action: 'minutes.read' })).filter(({ person }) => person === ngo.id);
      expect([text, /beds/.test(answer), (await hub.recorded({ action: 'minutes.read' })).length - before, new Set(records.map(({ holder }) => holder))]).toEqual([text, true, 2, new Set([ngo.organisationId, ph.organisationId])]);
    }
    // Who does not see the bulletin sees none of it, and is entered nowhere.
    for (const field of fields) expect(JSON.stringify(await ask(`{ meetingEdition(id: "${world.edition}") { ${field} } }`, iom))).not.toMatch(/beds/);
    expect((await hub.recorded({ action: 'minutes.read' })).filter(({ person }) => person === iom.id)).toEqual([]);
  });

  it('are given to a token that may only read, and on record', async () => {
    const program = await addPerson(hub, world.officer.ngo.organisationId);
    await hub.superuser(`INSERT INTO hub.api_tokens (session_id, name, scope, token_hash) SELECT id, 'Archive', 'READ_ONLY', '\\x00' FROM hub.sessions WHERE person_id = $1`, [program.id]);
    expect(refusalOf(await hub.graphql('mutation { endOtherSessions }', { token: program.token }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await pdf(program, 'agenda.pdf?language=ja')).toContain('議事次第');
    expect((await hub.recorded({ action: 'meeting.paper-given' })).filter(({ person }) => person === program.id)).not.toEqual([]);
  });
});
