import { data, picture } from '@hub/testing';
import { withdraw } from './support/alerting.js';
import { act, ASSIGN, ENTER } from './support/interpreting.js';
import { INVITE, ISHII, NAME, UPDATE as UPDATE_DELEGATE } from './support/inviting.js';
import { linkedDocuments } from './support/linked.documents.js';
import { REMOVE } from './support/meeting.documents.js';
import { answers, DAY, DayWorld, LINK, NOW, type Who } from './support/scheduling.js';
import { formId, hidden, visit } from './support/visiting.js';

let world: DayWorld;
let pixels: Buffer;
beforeAll(async () => {
  world = await DayWorld.make();
  pixels = await picture();
});
afterAll(() => world.hub.close());
beforeEach(() => world.next());

describe('A personal link', () => {
  it('opens the poll for somebody without an account, who answers for the organisation that he speaks for', async () => {
    const { slots } = await world.open();
    const { id, url } = await world.link({ organisationId: world.orgs.kh, holder: 'Ms. <Sok>' });
    const page = await visit(url);
    expect(page.status).toBe(200);
    for (const part of ['コンタクトポイント会議', 'Contact Point Meeting 2027', 'Ms. &lt;Sok&gt;', 'Embassy KH', '2027年2月16日', 'Which dates suit?', 'Asia/Tokyo']) expect(page.text).toContain(part);
    expect(page.text).not.toMatch(/<script|Embassy (PH|BR)/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'/);
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy'), page.headers.get('x-robots-tag')]).toEqual(['no-store', 'no-referrer', 'noindex, nofollow, noarchive']);
    const form = { section: 'poll', poll: hidden(page.text, 'poll'), revision: hidden(page.text, 'revision'), [`slot.${slots[0].id}`]: 'YES', [`slot.${slots[2].id}`]: 'NO', remark: 'Pchum <Ben>' };
    const sent = await visit(url, form);
    expect([sent.status, sent.text]).toEqual([200, expect.stringMatching(/回答を受け付けました[\s\S]*Your answer is noted[\s\S]*Pchum &lt;Ben&gt;/)]);
    expect((await world.poll()).replies).toEqual([{ organisation: { id: world.orgs.kh }, guest: null, channel: 'LINK', revision: 1, repliedBy: null, linkHolder: 'Ms. <Sok>', remark: 'Pchum <Ben>', answers: answers(slots, 'YES', null, 'NO') }]);
    expect((await world.poll()).slots[0].standing).toMatchObject({ yes: 1 });
    // The same form again: somebody, though it be himself, has replied since. What he wrote stands in it.
    const late = await visit(url, { ...form, remark: 'Written twice' });
    expect([late.status, late.text]).toEqual([409, expect.stringMatching(/先に別の回答[\s\S]*Somebody else has replied[\s\S]*Written twice/)]);
    const records = await world.hub.recorded();
    expect(records.filter(({ action, subject }) => action === 'meeting.poll-answered' && subject === world.edition).map(({ holder, person, organisation, detail }) => [holder, person, organisation, detail['byLink']])).toEqual(expect.arrayContaining([[world.npa, null, world.orgs.kh, id], [world.orgs.kh, null, world.orgs.kh, id]]));
    expect(records.filter(({ action, subject }) => action === 'meeting.link-opened' && subject === id)).toHaveLength(2);
  });

  it('of a guest of no organisation counts for none, and he sees nobody else’s reply', async () => {
    const { slots } = await world.open();
    data(await world.answer('contact', slots, ['YES', 'NO', 'NO'], 0, { remark: 'Secret remark' }));
    const { url } = await world.link({ holder: 'Interpreter Tanaka' });
    const page = await visit(url);
    expect(page.text).not.toMatch(/Secret remark|selected/);
    expect((await visit(url, { section: 'poll', poll: hidden(page.text, 'poll'), revision: '0', [`slot.${slots[1].id}`]: 'IF_NEED_BE' })).status).toBe(200);
    const { replies, slots: standing } = await world.poll();
    expect(replies.find(({ guest }: { guest: string | null }) => guest !== null)).toMatchObject({ organisation: null, guest: 'Interpreter Tanaka', channel: 'LINK' });
    expect(standing[1].standing).toMatchObject({ yes: 0, ifNeedBe: 0, no: 1, open: 4 });
    expect((await world.poll('contact')).replies).toHaveLength(1);
  });

  it('does not open, in the same bytes, once it is revoked or expired, its edition is over, its organisation takes part no longer or is suspended, or it never was', async () => {
    await world.open();
    const nothing = await visit(`${world.hub.url}/meeting/${'A'.repeat(43)}`);
    expect([nothing.status, nothing.text]).toEqual([404, expect.stringMatching(/このリンクは無効です[\s\S]*does not open/)]);
    const shut = async (url: string): Promise<void> => { for (const one of [await visit(url), await visit(url, { section: 'poll' })]) expect([one.status, one.text]).toEqual([404, nothing.text]); };
    const revoked = await world.link({ organisationId: world.orgs.ph });
    const REVOKE = `mutation { revokeMeetingLink(id: "${revoked.id}") { link { state } address } }`;
    expect(await world.refusal('br', REVOKE)).toEqual({ code: 'NOT_FOUND' });
    expect(await world.refusal('officer', REVOKE)).toEqual({ code: 'NOT_FOUND' });
    expect((await world.ask('contact', REVOKE)).revokeMeetingLink).toEqual({ link: { state: 'REVOKED' }, address: null });
    expect(await world.refusal('contact', REVOKE)).toEqual({ code: 'CONFLICT', allowed: [] });
    await shut(revoked.url);
    const expiring = await world.link({ expiresAt: '2027-01-05T00:00:00Z' });
    const ofBr = await world.link({ organisationId: world.orgs.br });
    world.hub.clock.set(new Date('2027-01-05T00:00:00Z'));
    await shut(expiring.url);
    await world.hub.superuser('UPDATE hub.organisations SET suspended_at = now() WHERE id = $1', [world.orgs.br]);
    await shut(ofBr.url);
    await world.hub.superuser('UPDATE hub.organisations SET suspended_at = NULL WHERE id = $1', [world.orgs.br]);
    expect((await visit(ofBr.url)).status).toBe(200);
    await world.ask('coordinator', 'mutation ($input: SetMeetingPartyInput!) { setMeetingParty(input: $input) { edition { id } } }', { input: { editionId: world.edition, expectedRevision: await world.revision(), organisationId: world.orgs.br, takesPart: false } });
    await shut(ofBr.url);
    const good = await world.link();
    await world.ask('coordinator', 'mutation ($input: MoveMeetingInput!) { moveMeeting(input: $input) { edition { id } } }', { input: { id: world.edition, expectedRevision: await world.revision(), act: 'CANCEL', reason: 'x' } });
    await shut(good.url);
    expect(await world.refusal('coordinator', LINK, { input: { editionId: world.edition, holder: 'X', expiresAt: '2027-03-01T00:00:00Z' } })).toEqual({ code: 'CONFLICT', allowed: [] });
  });

  it('is made by who coordinates, its address shown once and kept as a hash; an organisation is shown those that speak for it', async () => {
    const key = { 'idempotency-key': 'link-once' };
    const input = { input: { editionId: world.edition, holder: 'X', organisationId: world.orgs.ph, expiresAt: '2027-03-01T00:00:00Z' } };
    const made = data(await world.send('coordinator', LINK, input, key)).createMeetingLink;
    expect(made).toMatchObject({ link: { state: 'GOOD', organisation: { id: world.orgs.ph } }, address: expect.stringMatching(/\/meeting\/[\w-]{43}$/) });
    expect(data(await world.send('coordinator', LINK, input, key)).createMeetingLink).toEqual({ ...made, address: null });
    expect(JSON.stringify((await world.hub.superuser('SELECT * FROM hub.meeting_links')).rows)).not.toContain(made.address.split('/').at(-1));
    world.hub.clock.advance(1_000);
    await world.link({ holder: 'Guest of none' });
    const list = async (by: Who): Promise<string[]> => (await world.ask(by, `{ meetingLinks(editionId: "${world.edition}") { nodes { holder } } }`)).meetingLinks.nodes.map(({ holder }: { holder: string }) => holder);
    expect([await list('coordinator'), await list('contact'), await list('officer'), await list('br')]).toEqual([['Guest of none', 'X'], ['X'], [], []]);
    expect(await world.refusal('outsider', `{ meetingLinks(editionId: "${world.edition}") { nodes { holder } } }`)).toEqual({ code: 'NOT_FOUND' });
    expect(await world.refusal('contact', LINK, input)).toEqual({ code: 'FORBIDDEN' });
    for (const [more, field] of [[{ organisationId: world.people.outsider.organisationId }, 'input.organisationId'], [{ expiresAt: NOW.toISOString() }, 'input.expiresAt'], [{ expiresAt: new Date(NOW.getTime() + 401 * DAY).toISOString() }, 'input.expiresAt']] as const) {
      expect(await world.refusal('coordinator', LINK, { input: { ...input.input, ...more } })).toEqual({ code: 'INVALID_INPUT', field });
    }
  });

  it('answers no more than sixty times a minute to one network', async () => {
    world.hub.clock.set(new Date(NOW.getTime() + 7 * DAY));
    const url = `${world.hub.url}/meeting/${'B'.repeat(43)}`;
    const statuses = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await visit(url)).status);
    expect(statuses).toEqual([...Array(60).fill(404), 429]);
    world.hub.clock.advance(60_000);
    expect((await visit(url)).status).toBe(404);
  });

  it('takes no form after the deadline, nor one of another poll, nor an answer that is none', async () => {
    const { slots } = await world.open();
    const { url } = await world.link({ organisationId: world.orgs.kh });
    const page = await visit(url);
    const form = { section: 'poll', poll: hidden(page.text, 'poll'), revision: '0', [`slot.${slots[0].id}`]: 'YES' };
    for (const more of [{ poll: world.edition }, { [`slot.${slots[0].id}`]: 'PERHAPS' }, { [`slot.${slots[0].id}`]: '' }, { remark: 'x'.repeat(501) }, { revision: '7' }] as Record<string, string>[]) expect([more, (await visit(url, { ...form, ...more })).status]).toEqual([more, 409]);
    world.hub.clock.set(new Date('2027-02-01T00:00:00Z'));
    const over = await visit(url, form);
    expect([over.status, over.text]).toEqual([409, expect.stringMatching(/回答期限が過ぎ[\s\S]*The deadline is over/)]);
    expect(over.text).not.toContain('<form');
    expect((await world.poll()).replies).toEqual([]);
  });

  it('names delegates for the organisation that it speaks for: once each, and changes those whom it has named', async () => {
    const { url, id } = await world.link({ organisationId: world.orgs.ph, holder: 'Mr. Cruz' });
    expect((await visit(url)).text).not.toContain('出席者の登録');
    await world.hub.superuser(`UPDATE hub.meeting_editions SET state = 'SCHEDULED', starts_local = '2027-02-18T13:30', ends_local = '2027-02-18T17:00', starts_at = '2027-02-18T04:30Z', ends_at = '2027-02-18T08:00Z' WHERE id = $1`, [world.edition]);
    await world.ask('coordinator', INVITE, { input: { editionId: world.edition, expectedRevision: await world.revision(), deadlineLocal: '2027-02-04T17:00' } });
    await world.ask('contact', NAME, { input: { editionId: world.edition, ...ISHII } });
    world.hub.clock.advance(1_000); // They stand in the order of naming.
    const page = await visit(url);
    expect(page.text).toMatch(/2027年2月4日 17:00[\s\S]*4 February 2027 at 17:00[\s\S]*石井 花子（一等書記官）/);
    expect(page.text).not.toMatch(/アレルギー|ishii@|value="remove"|value="nobody"/);
    const written = { section: 'delegates', what: 'name', delegate: formId(page.text, 'name'), revision: '0', familyName: 'Cruz', givenName: '<José>', kana: 'くるす', 'title.en': 'Attaché', email: 'Jose.Cruz@embassy.example', language: 'en', interpretation: 'fil', dietary: 'No pork', accessNeeds: '' };
    // Nothing written is lost where it is refused, and both languages say what to look at.
    const wrong = await visit(url, { ...written, kana: 'kurusu' });
    expect([wrong.status, wrong.text]).toEqual([409, expect.stringMatching(/「ふりがな」を確認[\s\S]*look at “Reading in kana” again[\s\S]*value="&lt;José&gt;"[\s\S]*value="kurusu"[\s\S]*No pork/)]);
    for (const more of [{ familyName: ' ' }, { email: 'nobody' }, { email: 'ishii@embassy.example' }, { dietary: 'x'.repeat(501) }, { language: 'xx' }, { delegate: 'x' }, { 'title.en': 'x'.repeat(201) }] as Record<string, string>[]) expect([more, (await visit(url, { ...written, ...more })).status]).toEqual([more, 409]);
    const named = await visit(url, written);
    expect([named.status, named.text]).toEqual([200, expect.stringMatching(/出席者を登録しました[\s\S]*The delegate is named[\s\S]*Cruz &lt;José&gt;（Attaché）/)]);
    expect((await visit(url, written)).status).toBe(409);
    const delegates = async (): Promise<{ id: string; familyName: string; revision: number; details: object }[]> => (await world.ask('contact', `{ meetingEdition(id: "${world.edition}") { delegations { organisation { id } delegates { id familyName revision details { email dietary interpretation message { method sequence } } } } } }`)).meetingEdition.delegations.find(({ organisation }: { organisation: { id: string } }) => organisation.id === world.orgs.ph).delegates;
    const [, cruz] = await delegates();
    expect(cruz).toMatchObject({ id: written.delegate, familyName: 'Cruz', details: { email: 'jose.cruz@embassy.example', dietary: 'No pork', interpretation: 'fil', message: { method: 'REQUEST', sequence: 0 } } });
    // Another link of the same organisation shows the name, and no more.
    const other = await visit((await world.link({ organisationId: world.orgs.ph, holder: 'Ms. Reyes' })).url);
    expect(other.text).toContain('Cruz &lt;José&gt;');
    expect(other.text).not.toMatch(/No pork|jose\.cruz/);
    const byOther = (await world.link({ organisationId: world.orgs.ph })).url;
    const change = { ...written, what: 'change', revision: '1', familyName: 'de la Cruz', email: 'cruz@embassy.example' };
    expect((await visit(byOther, change)).status).toBe(409);
    expect((await visit((await world.link({ organisationId: world.orgs.br })).url, { ...change, what: 'remove' })).status).toBe(409);
    await world.ask('contact', UPDATE_DELEGATE, { input: { id: written.delegate, expectedRevision: 1, remote: true } });
    const late = await visit(url, change);
    expect([late.status, late.text]).toEqual([409, expect.stringMatching(/先に別の変更[\s\S]*<details open>[\s\S]*name="revision" value="2"[\s\S]*value="de la Cruz"/)]);
    expect((await visit(url, { ...change, revision: '2' })).status).toBe(200);
    expect((await delegates())[1]).toMatchObject({ familyName: 'de la Cruz', revision: 3, details: { email: 'cruz@embassy.example', message: { method: 'REQUEST', sequence: 2 } } });
    expect((await visit(url, { ...change, what: 'remove', revision: '3' })).status).toBe(200);
    expect(await delegates()).toHaveLength(1);
    expect((await visit(url, { section: 'delegates', what: 'nobody' })).status).toBe(409);
    const acts = (await world.hub.recorded()).filter(({ detail, action }) => detail['byLink'] === id && action !== 'meeting.link-opened').map(({ action, holder, person, subject }) => [action, holder === world.npa, person, subject]);
    expect(acts).toEqual(expect.arrayContaining(['named', 'changed', 'removed'].flatMap((what) => [true, false].map((npa) => [`meeting.delegate-${what}`, npa, null, written.delegate]))));
    // What was written when it was too late stands on the page.
    await world.hub.superuser(`UPDATE hub.meeting_editions SET state = 'MINUTES_IN_REVIEW' WHERE id = $1`, [world.edition]);
    const over = await visit(url, { ...written, what: 'name' });
    expect([over.status, over.text]).toEqual([409, expect.stringMatching(/現在は登録できません[\s\S]*Jose\.Cruz@embassy\.example/)]);
    expect(over.text).not.toContain('<form');
  });

  it('says that an organisation sends nobody, and takes that back; a guest of none is asked for no delegates', async () => {
    await world.hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_OPEN', starts_local = '2027-02-18T13:30', ends_local = '2027-02-18T17:00', starts_at = '2027-02-18T04:30Z', ends_at = '2027-02-18T08:00Z' WHERE id = $1`, [world.edition]);
    await world.ask('coordinator', INVITE, { input: { editionId: world.edition, expectedRevision: await world.revision(), deadlineLocal: '2027-02-04T17:00' } });
    const { url } = await world.link({ organisationId: world.orgs.kh });
    const guest = await world.link();
    const reply = async (): Promise<string> => (await world.ask('coordinator', `{ meetingEdition(id: "${world.edition}") { delegations { organisation { id } reply } } }`)).meetingEdition.delegations.find(({ organisation }: { organisation: { id: string } }) => organisation.id === world.orgs.kh).reply;
    expect((await visit(url, { section: 'delegates', what: 'nobody' })).text).toMatch(/回答を受け付けました[\s\S]*「出席者なし」と回答されています/);
    expect(await reply()).toBe('NOBODY');
    expect((await visit(url, { section: 'delegates', what: 'come' })).status).toBe(200);
    expect(await reply()).toBe('WAITING');
    expect((await visit(guest.url)).text).not.toContain('出席者の登録');
    expect((await visit(guest.url, { section: 'delegates', what: 'nobody' })).status).toBe(409);
  });
});

describe('Documents on a personal link', () => {
  const SECRET = /Rosalia/;
  const { fetched, agendaOpen, item, unsaid, about } = linkedDocuments(() => world, () => pixels);

  it('of a guest are those that may be made public, of items that are open to all and about nothing but what is public, each on record before it goes out with his name', async () => {
    await agendaOpen();
    const leaflet = await about('CLEAR');
    const open = await item('Shelters <b>');
    const clear = await item('Leaflet', { bulletinIds: [leaflet.id] });
    const closed = [await item('Rosalia', { audience: [world.orgs.br] }), await item('Rosalia green', { bulletinIds: [(await about('GREEN')).id] }), await item('Rosalia amber', { bulletinIds: [(await about('AMBER', { organisationIds: [world.orgs.kh] })).id] }), await unsaid(open.id, 'Rosalia’s list.png')];
    const [guest, nobody] = [await world.link({ organisationId: world.orgs.kh }), await world.link({ holder: 'A ministry' })];
    for (const { url } of [guest, nobody]) {
      const { text } = await visit(url);
      for (const part of ['会議資料', 'Shelters &lt;b&gt;', `?document=${open.file}`, 'Leaflet.png', '英語']) expect(text).toContain(part);
      expect(text).not.toMatch(SECRET);
    }
    const given = await fetched(guest.url, open.file);
    expect([given.status, given.headers.get('content-type'), given.headers.get('accept-ranges'), given.headers.get('cache-control'), given.headers.get('content-disposition')]).toEqual([200, 'image/png', 'none', 'no-store', expect.stringContaining('attachment')]);
    // Two holders, two marks: the picture alone is one colour.
    expect(given.bytes.equals((await fetched(nobody.url, open.file)).bytes)).toBe(false);
    expect(given.bytes.length).toBeGreaterThan(2 * pixels.length);
    const nothing = await fetched(guest.url, 'x');
    for (const { file } of closed) expect(await fetched(guest.url, file)).toMatchObject({ status: 404, bytes: nothing.bytes });
    await fetched(guest.url, clear.file);
    const { npa, orgs: { ph, kh } } = world;
    const opened = (await world.hub.recorded({ action: 'meeting.document-opened' })).filter(({ detail }) => detail['byLink'] === guest.id);
    expect(opened.filter(({ subject }) => subject === open.id).map(({ holder, organisation, person, detail }) => [holder, organisation, person, detail['document']])).toEqual(expect.arrayContaining([ph, kh, npa].map((holder) => [holder, kh, null, open.file])));
    // Of a bulletin that the item is about its originator holds one.
    expect(opened.filter(({ subject }) => subject === leaflet.id).map(({ holder }) => holder)).toEqual([ph]);
    expect(opened).toHaveLength(3 + 3 + 1);
    expect((await world.hub.recorded({ action: 'meeting.item-shown' })).filter(({ subject, holder, detail }) => subject === open.id && holder === ph && detail['byLink'] === guest.id)).toHaveLength(1);

    // What is taken back is not there from that moment.
    await withdraw(world.hub, world.people.officer, leaflet);
    expect((await visit(guest.url)).text).not.toContain('Leaflet');
    expect((await fetched(guest.url, clear.file)).status).toBe(404);
    await world.hub.superuser('UPDATE hub.meeting_items SET audience = $2 WHERE id = $1', [open.id, [ph]]);
    expect((await fetched(guest.url, open.file)).status).toBe(404);
    await world.hub.superuser('UPDATE hub.meeting_items SET audience = NULL WHERE id = $1', [open.id]);
    expect((await fetched(guest.url, open.file)).status).toBe(200);
    await world.ask('officer', REMOVE, { input: { documentId: open.file } });
    expect([(await fetched(guest.url, open.file)).status, (await visit(guest.url)).text]).toEqual([404, expect.not.stringContaining('会議資料')]);
  });

  it('of an interpreter are those of what he interprets, closed items too, and no longer than that', async () => {
    await agendaOpen();
    const [his, other, open] = [await item('Rosalia', { audience: [] }), await item('Ginza', { audience: [] }), await item('Shelters')];
    const { interpreter: { id } } = (await world.ask('contact', ENTER, { input: { editionId: world.edition, familyName: 'Sato', givenName: 'Hanako', languages: ['ja', 'en'] } })).enterMeetingInterpreter;
    const assign = (): Promise<unknown> => world.ask('officer', ASSIGN, { input: { itemId: his.id, interpreterId: id, between: ['en', 'ja'] } });
    await assign();
    const { address } = (await world.ask('contact', act('createMeetingInterpreterLink', 'address'), { input: { interpreterId: id, expiresAt: '2027-03-01T00:00:00Z' } })).createMeetingInterpreterLink;
    const url = `${world.hub.url}${new URL(address).pathname}`;
    expect((await visit(url)).text).toMatch(/^(?![^]*(?:Ginza|Shelters))[^]*Rosalia[^]*Rosalia\.png/);
    const status = async ({ file }: { file: string }): Promise<number> => (await fetched(url, file)).status;
    expect([await status(his), await status(other), await status(open)]).toEqual([200, 404, 404]);
    expect((await fetched((await world.link()).url, his.file)).status).toBe(404);
    expect(await world.hub.recorded({ action: 'meeting.document-opened', subject: his.id })).toMatchObject([{ holder: world.orgs.ph, organisation: world.orgs.ph, person: null, detail: { document: his.file, interpreter: id } }]);
    const [{ id: assignment }] = (await world.ask('officer', `{ meetingEdition(id: "${world.edition}") { interpretation { items { assignments { id } } } } }`)).meetingEdition.interpretation.items.flatMap(({ assignments }: { assignments: object[] }) => assignments);
    await world.ask('officer', `mutation { unassignMeetingInterpreter(id: "${assignment}") { edition { id } } }`);
    expect([await status(his), (await visit(url)).text]).toEqual([404, expect.not.stringMatching(SECRET)]);
    await assign();
    const before = await status(his);
    await world.hub.superuser(`UPDATE hub.meeting_editions SET state = 'MINUTES_IN_REVIEW' WHERE id = $1`, [world.edition]);
    expect([before, await status(his)]).toEqual([200, 404]);
  });
});
