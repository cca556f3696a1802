import { data } from '@hub/testing';
import { answers, DAY, DayWorld, LINK, NOW, type Who } from './support/scheduling.js';

let world: DayWorld;
beforeAll(async () => { world = await DayWorld.make(); });
afterAll(() => world.hub.close());
beforeEach(() => world.next());

const visit = async (url: string, form?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await fetch(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const hidden = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

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
});
