import { isAuthenticated } from './mail.authentication.js';
import { readMail } from './mail.reader.js';
import { type Attendee, isNewer, judge, MailDoubt, MeetingDelegateReply, type Reply, type Verdict } from './reply.js';

const MTA = 'mx.hub.example.jp';
const UID = '0190a1b2-0000-7000-8000-000000000001';
const NOW = new Date('2027-01-10T00:00:00Z');
const BY = 'juergen@embassy.example';
const PASS = `Authentication-Results: ${MTA}; dmarc=pass (p=REJECT) header.from=embassy.example`;
const ATTENDEES: Attendee[] = [{ delegateId: 'd1', email: BY, sequence: 2 }, { delegateId: 'd2', email: 'shared@embassy.example', sequence: 2 }, { delegateId: 'd3', email: 'shared@embassy.example', sequence: 2 }];

interface Letter { head?: string[]; from?: string; method?: string; attendees?: string[]; sequence?: number; stamp?: string; more?: string[]; type?: string }
const mail = ({ head = [PASS], from = `From: =?utf-8?B?${Buffer.from('ミュラー').toString('base64')}?= <Juergen@Embassy.example>`, method = 'REPLY', attendees = [`ATTENDEE;PARTSTAT=ACCEPTED;CN=Jürgen:mailto:${BY}`], sequence = 2, stamp = '20270109T120000Z', more = [], type = 'text/calendar; method=REPLY; charset=UTF-8' }: Letter = {}): Buffer =>
  Buffer.from([...head, from, 'To: meeting@hub.example.jp', 'Subject: Accepted', 'MIME-Version: 1.0', `Content-Type: ${type}`, '', 'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//X//Y//EN', `METHOD:${method}`, 'BEGIN:VEVENT',
    ...attendees, 'ORGANIZER:mailto:meeting@hub.example.jp', `UID:${UID}`, `SEQUENCE:${sequence}`, `DTSTAMP:${stamp}`, ...more, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'));
const verdict = async (letter: Letter = {}, attendees: Attendee[] | null = ATTENDEES): Promise<Verdict> => judge(await readMail(mail(letter), MTA), attendees, NOW);

describe('A reply', () => {
  it('counts where the sender is the delegate and the receiving server says so', async () => {
    expect(await verdict({ more: ['COMMENT:伺います。'] })).toMatchObject({ delegateId: 'd1', reply: { partstat: MeetingDelegateReply.ACCEPTED, sequence: 2, stamp: new Date('2027-01-09T12:00:00Z'), comment: '伺います。' } });
  });

  it.each<[string, Letter, MailDoubt]>([
    ['from another address', { from: 'From: x@embassy.example' }, MailDoubt.UNTRUSTED],
    ['from two authors', { from: `From: x@embassy.example\r\nFrom: ${BY}` }, MailDoubt.UNTRUSTED],
    ['without authentication', { head: [] }, MailDoubt.UNTRUSTED],
    ['authenticated by another server', { head: [PASS.replace(MTA, 'mx.evil.example')] }, MailDoubt.UNTRUSTED],
    ['with a failed check above a forged one', { head: [`Authentication-Results: ${MTA}; dmarc=fail header.from=embassy.example`, PASS] }, MailDoubt.UNTRUSTED],
    ['of a calendar that is broken', { more: ['this is no line of a calendar'] }, MailDoubt.UNREADABLE],
    ['that is no calendar', { type: 'text/plain' }, MailDoubt.NO_REPLY],
    ['that invites', { method: 'REQUEST' }, MailDoubt.NO_REPLY],
    ['of somebody else', { attendees: ['ATTENDEE;PARTSTAT=ACCEPTED:mailto:nobody@embassy.example'] }, MailDoubt.UNKNOWN_ATTENDEE],
    ['of an address that two delegates have', { attendees: ['ATTENDEE;PARTSTAT=ACCEPTED:mailto:shared@embassy.example'] }, MailDoubt.UNKNOWN_ATTENDEE],
    ['that sends somebody else', { attendees: [`ATTENDEE;PARTSTAT=DELEGATED:mailto:${BY}`, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@embassy.example'] }, MailDoubt.DELEGATED],
    ['that does not say', { attendees: [`ATTENDEE:mailto:${BY}`] }, MailDoubt.DELEGATED],
    ['to an invitation that was never sent', { sequence: 3 }, MailDoubt.AHEAD],
    ['from the future', { stamp: '20310101T000000Z' }, MailDoubt.AHEAD],
    ['with another time', { method: 'COUNTER', more: ['DTSTART:20270219T010000Z'] }, MailDoubt.COUNTER],
    ['with another time from a stranger', { method: 'COUNTER', head: [] }, MailDoubt.UNTRUSTED],
  ])('%s is kept', async (_what, letter, because) => {
    expect(await verdict(letter)).toMatchObject({ because });
  });

  it('to a meeting that is not known is kept', async () => {
    expect(await verdict({}, null)).toEqual({ delegateId: null, because: MailDoubt.UNKNOWN_MEETING });
  });

  it('is read whatever bytes come', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([0, 255, 13, 10, 0]), Buffer.from('Content-Type: multipart/mixed; boundary=x\r\n\r\n--x'), mail().subarray(0, 300)]) {
      expect(judge(await readMail(bytes, MTA), ATTENDEES, NOW)).toHaveProperty('because');
    }
  });
});

describe('Replies in any order, and several times', () => {
  const reply = (sequence: number, minute: number, partstat: MeetingDelegateReply): Reply => ({ sequence, stamp: new Date(NOW.getTime() + minute * 60_000), partstat, comment: '', digest: partstat });
  const { ACCEPTED, DECLINED, TENTATIVE } = MeetingDelegateReply;
  const replies = [reply(0, 9, ACCEPTED), reply(1, 1, DECLINED), reply(1, 5, TENTATIVE), reply(2, 0, DECLINED), reply(2, 3, ACCEPTED), reply(2, 3, DECLINED), reply(2, 2, TENTATIVE)];

  it('come to the same end in 1,000 orders', () => {
    let seed = 5;
    const below = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
    const ends = new Set<string>();
    for (let round = 0; round < 1_000; round += 1) {
      const order = [...replies, ...replies.filter(() => below(2) === 0)];
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j] as Reply, order[i] as Reply];
      }
      const end = order.reduce<Reply | null>((stands, one) => (isNewer(one, stands) ? one : stands), null);
      ends.add(JSON.stringify(end));
    }
    expect([...ends].map((end) => JSON.parse(end) as Reply)).toMatchObject([{ sequence: 2, partstat: DECLINED }]);
  });
});

describe('Authentication', () => {
  const said = (value: string, address = BY): boolean => isAuthenticated([{ key: 'authentication-results', value }], MTA, address);

  it.each([
    [`${MTA}; dkim=pass header.d=embassy.example`, true], [`${MTA} 1; spf=pass smtp.mailfrom=bounce@embassy.example`, true], [`${MTA.toUpperCase()};\r\n\tDKIM = pass (2048-bit; ok) header.d = Embassy.example`, true],
    [`${MTA}; dkim=fail header.d=embassy.example`, false], [`${MTA}; dkim=pass header.d=evil.example`, false], [`${MTA}; dkim=pass header.d=example`, false], [`${MTA}; none`, false], ['', false],
    [`${MTA}; dkim=fail (dkim=pass header.d=embassy.example; dmarc=pass header.from=embassy.example)`, false],
    [`${MTA}; spf=fail reason="; dmarc=pass header.from=embassy.example" smtp.mailfrom=evil.example`, false],
    [`${MTA}; spf=pass smtp.mailfrom=evil.example; dmarc=fail header.from=embassy.example`, false], [`${MTA}; dmarc=pass header.from=notembassy.example`, false], [`${MTA}; dmarc=fail ( ; dmarc=pass header.from=embassy.example`, false],
  ])('says %j: %s', (value, expected) => {
    expect(said(value)).toBe(expected);
  });

  it('by a domain above stands for those below, and not the other way round', () => {
    expect(said(`${MTA}; dkim=pass header.d=embassy.example`, 'a@tokyo.embassy.example')).toBe(true);
    expect(said(`${MTA}; dkim=pass header.d=evil.embassy.example`, BY)).toBe(false);
  });

  it('is never there where no server is named', () => {
    expect(isAuthenticated([{ key: 'authentication-results', value: `${MTA}; dmarc=pass header.from=embassy.example` }], null, BY)).toBe(false);
  });
});
