import ICAL from 'ical.js';
import { Role } from '@hub/access';
import { AlertDistribution } from '@hub/alerts';
import { InvitationWatch, MeetingMails } from '@hub/meetings';
import { addOrganisation, addPerson, appoint, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { Dice, times } from '../faults/support/campaign.js';
import { asRead, FROM, INVITE, ISHII, MTA, NAME, postMail, RESOLVE, replyBy, type ReplyText, said, SECRET, type Sent, UPDATE } from './support/inviting.js';
import { type MailServer, startMailServer } from './support/mail-server.js';

let hub: TestHub;
let smtp: MailServer;
let coordinator: TestPerson, contact: TestPerson, deputy: TestPerson, officer: TestPerson, other: TestPerson, stranger: TestPerson;
let editionId: string;

beforeAll(async () => {
  smtp = await startMailServer();
  hub = await createTestHub({ env: { SMTP_URL: smtp.url, HUB_MAIL_FROM: FROM, HUB_PUBLIC_URL: 'https://hub.example', MEETING_INBOUND_SECRET: SECRET, MEETING_INBOUND_SERVER: MTA } });
  const npa = await addOrganisation(hub, { kind: 'COORDINATOR' as never, code: 'NPA' });
  coordinator = await addPerson(hub, npa, { roles: [Role.COORDINATOR, Role.OFFICER] });
  const embassy = await addOrganisation(hub, { code: 'PHL' });
  [contact, deputy, officer] = [await addPerson(hub, embassy, { roles: [Role.CONTACT_POINT] }), await addPerson(hub, embassy), await addPerson(hub, embassy)];
  await appoint(hub, embassy, contact.id, deputy.id);
  other = await addPerson(hub, await addOrganisation(hub, { code: 'BRA' }), { roles: [Role.CONTACT_POINT] });
  stranger = await addPerson(hub, await addOrganisation(hub, { code: 'LAT' }), { roles: [Role.CONTACT_POINT] });
  const { openMeetingEdition } = await call(coordinator, `mutation { openMeetingEdition(input: { year: 2027, number: 23, organisationIds: ["${npa}", "${embassy}", "${other.organisationId}"] }) { edition { id } } }`);
  editionId = openMeetingEdition.edition.id;
});
afterAll(async () => {
  await hub.close();
  await smtp.close();
});

const call = async (by: TestPerson, text: string, variables: object = {}) => data(await hub.graphql(text, { token: by.token, variables }));
const refused = async (by: TestPerson, text: string, variables: object = {}) => (await hub.graphql(text, { token: by.token, variables })).errors?.[0]?.extensions;
const edition = async (by = coordinator) => (await call(by, `{ meetingEdition(id: "${editionId}") { revision state invitation { deadlineLocal deadline sequence }
  delegations { organisation { code } reply missing delegates { id familyName kana revision details { email dietary onBehalf reply comment message { method sequence state attempts lastResult } } } } } }`)).meetingEdition;
const delegation = async (code: string, by = coordinator) => (await edition(by)).delegations.find((one: { organisation: { code: string } }) => one.organisation.code === code);
const schedule = async (starts: string, ends: string): Promise<void> => {
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'SCHEDULED', postponed_from = NULL, starts_local = $2::timestamp, ends_local = $3::timestamp, starts_at = $2::timestamp AT TIME ZONE 'Asia/Tokyo', ends_at = $3::timestamp AT TIME ZONE 'Asia/Tokyo', revision = revision + 1 WHERE id = $1`, [editionId, starts, ends]);
};
const named = async (by: TestPerson, input: object): Promise<{ id: string; revision: number; details: { onBehalf: boolean } }> => {
  hub.clock.advance(1_000); // They stand in the order of naming.
  return (await call(by, NAME, { input: { editionId, ...input } })).nameMeetingDelegate.delegate;
};

/** Sends what is due, and reads it as a mail reader does. */
async function sent(): Promise<Sent[]> {
  smtp.mails.length = 0;
  await hub.hub.app.get(InvitationWatch).run();
  await hub.hub.app.get(MeetingMails).run();
  await hub.hub.app.get(MeetingMails).settled();
  return Promise.all(smtp.mails.map(asRead));
}

let minute = 0;
const reply = (text: ReplyText = {}): string => replyBy(editionId, { stamp: (minute += 1), ...text });
const post = (mail: string, secret?: string, seconds?: number): Promise<Response> => postMail(hub, mail, secret, seconds);
const arrives = async (mail: string): Promise<string> => ((await (await post(mail)).json()) as { state: string }).state;
const inbox = async (open = true): Promise<{ id: string; because: string | null; sender: string; starts: string | null; decision: string | null }[]> => (await call(coordinator, `{ meetingInbox(open: ${open}) { nodes { id because sender starts decision } } }`)).meetingInbox.nodes;
const alerts = async (by: TestPerson): Promise<string[]> => {
  await hub.hub.app.get(AlertDistribution).run();
  return (await call(by, '{ alerts(first: 100) { nodes { kind change } } }')).alerts.nodes.filter(({ kind }: { kind: string }) => kind === 'MEETING').map(({ change }: { change: string }) => change);
};

describe('Delegates', () => {
  it('are asked for once the day is decided, by a deadline before it', async () => {
    const input = { editionId, expectedRevision: 1, deadlineLocal: '2027-02-04T17:00' };
    expect(await refused(coordinator, INVITE, { input })).toEqual({ code: 'CONFLICT', allowed: [] });
    expect(await refused(contact, INVITE, { input })).toEqual({ code: 'FORBIDDEN' });
    expect(await refused(contact, NAME, { input: { editionId, ...ISHII } })).toMatchObject({ code: 'CONFLICT', allowed: ['inviteMeetingDelegates'] });
    await schedule('2027-02-18T13:30', '2027-02-18T17:00');
    for (const deadlineLocal of ['2026-11-01T10:00', '2027-02-18T14:00', 'soon']) expect(await refused(coordinator, INVITE, { input: { ...input, expectedRevision: 2, deadlineLocal } })).toEqual({ code: 'INVALID_INPUT', field: 'input.deadlineLocal' });
    const { inviteMeetingDelegates } = await call(coordinator, INVITE, { input: { ...input, expectedRevision: 2 } });
    expect(inviteMeetingDelegates.edition.invitation).toEqual({ deadlineLocal: '2027-02-04T17:00', deadline: '2027-02-04T08:00:00.000Z' });
    expect((await call(contact, `{ meetingEdition(id: "${editionId}") { invitation { remindBeforeDeadline remindBeforeStart } } }`)).meetingEdition.invitation).toEqual({ remindBeforeDeadline: [7, 1], remindBeforeStart: [30, 7, 1] });
    expect([await alerts(contact), await alerts(stranger)]).toEqual([expect.arrayContaining(['INVITED']), []]);
  });

  it('are named by the contact point, deputy or a coordinator, and by nobody else', async () => {
    expect(await refused(officer, NAME, { input: { editionId, ...ISHII } })).toEqual({ code: 'FORBIDDEN' });
    expect(await refused(stranger, NAME, { input: { editionId, ...ISHII } })).toEqual({ code: 'NOT_FOUND' });
    expect(await refused(other, NAME, { input: { editionId, ...ISHII, organisationId: contact.organisationId } })).toEqual({ code: 'FORBIDDEN' });
    expect(await refused(contact, NAME, { input: { editionId, ...ISHII, kana: 'ishii' } })).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await named(deputy, ISHII)).details.onBehalf).toBe(false);
    expect(await refused(contact, NAME, { input: { editionId, ...ISHII } })).toEqual({ code: 'INVALID_INPUT', field: 'input.email' });
    expect((await named(coordinator, { familyName: 'Silva', givenName: 'Ana', organisationId: other.organisationId, language: 'en', email: 'ana@brazil.example' })).details.onBehalf).toBe(true);
  });

  it('are seen by all parties with name and reading, and with what they eat by their own keepers and coordinators alone', async () => {
    for (const by of [contact, coordinator, deputy]) expect((await delegation('PHL', by)).delegates[0]).toMatchObject({ familyName: '石井', kana: 'いしい はなこ', details: { dietary: '卵アレルギー', email: 'ishii@embassy.example' } });
    for (const by of [other, officer]) expect(await delegation('PHL', by)).toMatchObject({ reply: null, missing: null, delegates: [{ familyName: '石井', details: null }] });
    expect((await edition()).delegations).toMatchObject([{ organisation: { code: 'BRA' }, reply: 'NAMED' }, { organisation: { code: 'NPA' }, reply: 'WAITING', missing: true }, { organisation: { code: 'PHL' }, reply: 'NAMED', missing: false }]);
    const answered = await call(coordinator, `mutation { answerMeetingInvitation(input: { editionId: "${editionId}", sendsNobody: true }) { edition { delegations { reply } } } }`);
    expect(answered.answerMeetingInvitation.edition.delegations[1]).toEqual({ reply: 'NOBODY' });
    expect(await refused(contact, `mutation { answerMeetingInvitation(input: { editionId: "${editionId}", sendsNobody: true }) { edition { id } } }`)).toEqual({ code: 'CONFLICT', allowed: ['removeMeetingDelegate'] });
  });
});

describe('Messages to delegates', () => {
  it('invite each of them alone, in the own language, once', async () => {
    const mails = await sent();
    expect(mails.map(said).sort()).toEqual([['ana@brazil.example', 'REQUEST', 0, 'CONFIRMED'], ['ishii@embassy.example', 'REQUEST', 0, 'CONFIRMED']]);
    const mine = mails.find(({ to }) => to === 'ishii@embassy.example') as Sent;
    expect(mine.subject).toBe('【ご案内】第23回コンタクトポイント会議');
    expect(mine.raw.replace(/\r?\n\s+/g, ' ')).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST; component=VEVENT/i);
    expect(mine.event.getAllProperties('attendee').map((one) => one.getFirstValue())).toEqual(['mailto:ishii@embassy.example']);
    expect(new ICAL.Event(mine.event).startDate.toJSDate()).toEqual(new Date('2027-02-18T04:30:00Z'));
    for (const { raw, text } of mails) expect(raw + text).not.toMatch(/アレルギー|Silva.*石井|石井.*Silva/);
    expect(await sent()).toEqual([]);
    expect((await delegation('PHL')).delegates[0].details.message).toMatchObject({ method: 'REQUEST', state: 'SENT', lastResult: expect.stringContaining('took it') });
  });

  it('say another place without asking anew, and another time with SEQUENCE, and forget what was answered to the old one', async () => {
    expect(await arrives(reply({ partstat: 'TENTATIVE' }))).toBe('APPLIED');
    await call(coordinator, `mutation { updateMeetingEdition(input: { id: "${editionId}", expectedRevision: ${(await edition()).revision}, place: [{ language: "ja", text: "警察庁第2会議室" }, { language: "en", text: "Room 2" }] }) { edition { id } } }`);
    const placed = await sent();
    expect(placed.map(said).sort()).toEqual([['ana@brazil.example', 'REQUEST', 0, 'CONFIRMED'], ['ishii@embassy.example', 'REQUEST', 0, 'CONFIRMED']]);
    expect(placed.map(({ event }) => event.getFirstPropertyValue('location')).sort()).toEqual(['Room 2', '警察庁第2会議室']);
    expect((await delegation('PHL')).delegates[0].details.reply).toBe('TENTATIVE');
    await schedule('2027-03-04T13:30', '2027-03-04T17:00');
    expect((await sent()).map(said).sort()).toEqual([['ana@brazil.example', 'REQUEST', 1, 'CONFIRMED'], ['ishii@embassy.example', 'REQUEST', 1, 'CONFIRMED']]);
    expect((await delegation('PHL')).delegates[0].details.reply).toBeNull();
    expect((await edition()).invitation).toEqual({ deadlineLocal: '2027-02-18T17:00', deadline: '2027-02-18T08:00:00.000Z', sequence: 1 });
    expect(await arrives(reply({ partstat: 'DECLINED', sequence: 0 }))).toBe('SUPERSEDED');
  });

  it('are tried again where the server is away, and given up with word to the coordinators where it refuses the address', async () => {
    smtp.refuse = { at: 'RCPT', code: 550, only: 'nobody@embassy.example' };
    await named(contact, { ...ISHII, familyName: 'X', email: 'nobody@embassy.example' });
    expect(await sent()).toEqual([]);
    const [, lost] = (await delegation('PHL')).delegates;
    expect(lost.details.message).toMatchObject({ state: 'REFUSED', attempts: 1, lastResult: expect.stringContaining('550') });
    expect(await alerts(coordinator)).toContain('INVITATION_FAILED');
    smtp.refuse = { at: 'MAIL', code: 451 };
    await call(contact, UPDATE, { input: { id: lost.id, expectedRevision: lost.revision, email: 'somebody@embassy.example' } });
    expect(await sent()).toEqual([]);
    smtp.refuse = null;
    hub.clock.advance(2 * 60_000);
    expect((await sent()).map(said)).toEqual(expect.arrayContaining([['somebody@embassy.example', 'REQUEST', 2, 'CONFIRMED']]));
  });

  it('cancel one delegate alone, and the whole meeting for all', async () => {
    const [, second] = (await delegation('PHL')).delegates;
    expect(await refused(other, `mutation { removeMeetingDelegate(input: { id: "${second.id}", expectedRevision: ${second.revision} }) { edition { id } } }`)).toEqual({ code: 'FORBIDDEN' });
    expect(await refused(contact, `mutation { removeMeetingDelegate(input: { id: "${second.id}", expectedRevision: 99 }) { edition { id } } }`)).toMatchObject({ code: 'CONFLICT', currentRevision: second.revision });
    await call(contact, `mutation { removeMeetingDelegate(input: { id: "${second.id}", expectedRevision: ${second.revision} }) { edition { id } } }`);
    expect((await sent()).map(said)).toEqual([['somebody@embassy.example', 'CANCEL', 3, null]]);
    await call(coordinator, `mutation { moveMeeting(input: { id: "${editionId}", expectedRevision: ${(await edition()).revision}, act: POSTPONE, reason: "Typhoon" }) { edition { id } } }`);
    const off = await sent();
    expect(off.map(said).sort()).toEqual([['ana@brazil.example', 'CANCEL', 2, 'CANCELLED'], ['ishii@embassy.example', 'CANCEL', 2, 'CANCELLED']]);
    expect(off[0]?.event.getFirstPropertyValue('comment')).toBe('Typhoon');
    await schedule('2027-03-11T13:30', '2027-03-11T17:00');
    expect((await sent()).map(said).sort()).toEqual([['ana@brazil.example', 'REQUEST', 3, 'CONFIRMED'], ['ishii@embassy.example', 'REQUEST', 3, 'CONFIRMED']]);
  });
});

describe('Replies by mail', () => {
  it('are taken from the delegate alone, and recorded for his organisation and the coordinators', async () => {
    expect(await arrives(reply({ sequence: 3 }))).toBe('APPLIED');
    const { id, details } = (await delegation('PHL')).delegates[0];
    expect([details.reply, (await hub.recorded({ action: 'meeting.delegate-replied', subject: id })).map(({ holder }) => holder).sort()]).toEqual(['ACCEPTED', [coordinator.organisationId, coordinator.organisationId, contact.organisationId, contact.organisationId].sort()]);
  });

  it('are kept where they can not be trusted or read, and decided by a coordinator, once', async () => {
    const kept = [reply({ partstat: 'DECLINED', sequence: 3, head: 'X-Nothing: x' }), reply({ method: 'COUNTER', sequence: 3, more: 'DTSTART;TZID=Tokyo Standard Time:20270312T100000' }), 'From: x@y.example\r\n\r\nI come.', 'garbage'];
    for (const mail of kept) expect(await arrives(mail)).toBe('KEPT');
    const mails = await inbox();
    expect(mails.map(({ because }) => because).sort()).toEqual(['COUNTER', 'NO_REPLY', 'NO_REPLY', 'UNTRUSTED']);
    expect(await alerts(coordinator)).toEqual(expect.arrayContaining(['COUNTER', 'MAIL_KEPT']));
    expect((await delegation('PHL')).delegates[0].details.reply).toBe('ACCEPTED');
    expect(await refused(contact, '{ meetingInbox { nodes { id } } }')).toEqual({ code: 'FORBIDDEN' });
    const of = (because: string) => mails.find((mail) => mail.because === because)?.id;
    expect(mails.find(({ because }) => because === 'COUNTER')?.starts).toBe('2027-03-12T10:00:00 Tokyo Standard Time');
    await call(coordinator, RESOLVE, { input: { id: of('UNTRUSTED'), decision: 'APPLY' } });
    expect((await delegation('PHL')).delegates[0].details.reply).toBe('DECLINED');
    expect(await refused(coordinator, RESOLVE, { input: { id: of('UNTRUSTED'), decision: 'DISMISS' } })).toEqual({ code: 'CONFLICT', allowed: [] });
    expect(await refused(coordinator, RESOLVE, { input: { id: of('NO_REPLY'), decision: 'APPLY' } })).toEqual({ code: 'INVALID_INPUT', field: 'input.delegateId' });
    await call(coordinator, RESOLVE, { input: { id: of('COUNTER'), decision: 'DECLINE' } });
    expect((await sent()).map(said)).toEqual([['ishii@embassy.example', 'DECLINECOUNTER', 3, null]]);
    await call(coordinator, RESOLVE, { input: { id: of('NO_REPLY'), decision: 'DISMISS' } });
    expect(await inbox()).toHaveLength(1);
    expect(await inbox(false)).toHaveLength(7);
  });

  it('come to the same end in whatever order, and however often, they come', async () => {
    const { id } = (await delegation('PHL')).delegates[0];
    const dice = new Dice();
    const ends = new Set<string>();
    const replies = [['ACCEPTED', 2, 50], ['DECLINED', 3, 10], ['TENTATIVE', 3, 30], ['ACCEPTED', 3, 30], ['DECLINED', 3, 20]] as const;
    for (let round = 0; round < times(25, 1_000); round += 1) {
      await hub.superuser(`UPDATE hub.meeting_delegate_details SET partstat = 'NEEDS-ACTION', reply_sequence = 3, reply_stamp = '-infinity', reply_digest = '' WHERE delegate_id = $1`, [id]);
      const order = [...replies, ...replies.filter(() => dice.below(2) === 0)].map((one) => ({ one, at: dice.below(1_000_000) })).sort((a, b) => a.at - b.at);
      for (const { one: [partstat, sequence, stamp] } of order) await arrives(replyBy(editionId, { partstat, sequence, stamp }));
      ends.add((await delegation('PHL')).delegates[0].details.reply);
    }
    expect([...ends]).toEqual(['TENTATIVE']);
  });

  it('come by the mail server alone: unsigned, stale or changed on the way they are refused', async () => {
    const mail = reply({ sequence: 3 });
    expect((await post(mail, 'another secret of somebody else')).status).toBe(401);
    expect((await post(mail, SECRET, Math.floor(hub.clock.now().getTime() / 1000) - 301)).status).toBe(401);
    expect((await fetch(`${hub.url}/meetings/mail`, { method: 'POST', headers: { 'content-type': 'message/rfc822' }, body: mail })).status).toBe(401);
    expect((await post(mail)).status).toBe(202);
  });
});

// Sessions end before the meeting begins.
const comeBack = async (): Promise<void> => {
  [contact, other, stranger, coordinator] = await Promise.all([contact, other, stranger, coordinator].map(async (person) => ({ ...person, token: await hub.tokenFor(person.id) }))) as [TestPerson, TestPerson, TestPerson, TestPerson];
};

describe('Reminders', () => {
  it('come so many days before the start, move with it, and come once', async () => {
    const before = (await alerts(other)).filter((change) => change === 'MEETING_SOON').length;
    hub.clock.set(new Date('2027-02-10T00:30:00Z'));
    await comeBack();
    await Promise.all([hub.hub.app.get(InvitationWatch).run(), hub.hub.app.get(InvitationWatch).run()]);
    await hub.hub.app.get(InvitationWatch).run();
    expect((await alerts(other)).filter((change) => change === 'MEETING_SOON')).toHaveLength(before + 1);
    await schedule('2027-04-15T13:30', '2027-04-15T17:00');
    hub.clock.set(new Date(Date.parse('2027-04-15T04:30:00Z') - 31 * 86_400_000));
    await comeBack();
    await hub.hub.app.get(InvitationWatch).run();
    expect((await alerts(other)).filter((change) => change === 'MEETING_SOON')).toHaveLength(before + 1);
    hub.clock.advance(2 * 86_400_000);
    await hub.hub.app.get(InvitationWatch).run();
    expect((await alerts(other)).filter((change) => change === 'MEETING_SOON')).toHaveLength(before + 2);
  });
});

describe('A calendar feed', () => {
  it('shows title, place and times to whoever has its address, until that is revoked or its owner leaves', async () => {
    const make = async (by: TestPerson): Promise<string> => (await call(by, 'mutation { createCalendarFeed { feed { address } } }')).createCalendarFeed.feed.address.replace('https://hub.example', hub.url);
    const [first, second, theirs] = [await make(contact), await make(contact), await make(stranger)];
    expect((await fetch(first)).status).toBe(404);
    const answer = await fetch(second);
    const text = await answer.text();
    expect([answer.headers.get('content-type'), text.match(/SUMMARY:.*/)?.[0], text.match(/DTSTART;.*/)?.[0], text.match(/LOCATION:.*/)?.[0]]).toEqual(['text/calendar; charset=utf-8', expect.stringContaining('SUMMARY:'), 'DTSTART;TZID=Asia/Tokyo:20270415T133000', expect.stringContaining('LOCATION:')]);
    expect(text).not.toMatch(/石井|Silva|ATTENDEE|ORGANIZER|DESCRIPTION/);
    expect((await fetch(second, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })).status).toBe(304);
    expect(await (await fetch(theirs)).text()).not.toContain('BEGIN:VEVENT');
    expect((await hub.superuser('SELECT digest FROM hub.calendar_feeds')).rows.some(({ digest }) => second.includes(Buffer.from(digest as Buffer).toString('base64url')))).toBe(false);
    expect((await call(contact, '{ calendarFeed { address } }')).calendarFeed).toEqual({ address: null });
    await hub.superuser('UPDATE hub.persons SET suspended_at = now() WHERE id = $1', [stranger.id]);
    await call(contact, 'mutation { revokeCalendarFeed }');
    for (const address of [theirs, second, `${hub.url}/calendar/${'A'.repeat(43)}.ics`]) expect([address, (await fetch(address)).status]).toEqual([address, 404]);
  });
});
