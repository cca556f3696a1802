import { Role } from '@hub/access';
import { Clock } from '@hub/kernel';
import { InboxService, MeetingMailbox } from '@hub/meetings';
import { HUB_CONFIG, UnitOfWork } from '@hub/platform';
import { addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { Dovecot, hasDovecot } from './support/dovecot.js';
import { INVITE, ISHII, MTA, NAME, postMail, replyBy, SECRET } from './support/inviting.js';

if (!hasDovecot) it.skip('replies are taken in from a mailbox (dovecot is not installed here: apt-get install dovecot-imapd)', () => undefined);
else describe('The mailbox of the meeting', () => {
  let server: Dovecot, hub: TestHub, coordinator: TestPerson, contact: TestPerson, editionId: string;

  beforeAll(async () => {
    server = await Dovecot.start();
    hub = await createTestHub({ env: { MEETING_IMAP_URL: server.url, MEETING_INBOUND_SECRET: SECRET, MEETING_INBOUND_SERVER: MTA } });
    coordinator = await addPerson(hub, await addOrganisation(hub, { kind: 'COORDINATOR' as never, code: 'NPA' }), { roles: [Role.COORDINATOR] });
    contact = await addPerson(hub, await addOrganisation(hub, { code: 'PHL' }), { roles: [Role.CONTACT_POINT] });
    editionId = (await call(coordinator, `mutation { openMeetingEdition(input: { year: 2027, number: 23 }) { edition { id } } }`)).openMeetingEdition.edition.id;
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'SCHEDULED', starts_local = '2027-02-18T13:30', ends_local = '2027-02-18T17:00', starts_at = '2027-02-18T04:30Z', ends_at = '2027-02-18T08:00Z' WHERE id = $1`, [editionId]);
    await call(coordinator, INVITE, { input: { editionId, expectedRevision: 1, deadlineLocal: '2027-02-04T17:00' } });
    await call(contact, NAME, { input: { editionId, ...ISHII } });
  });
  afterAll(async () => {
    await hub.close();
    await server.close();
  });

  const call = async (by: TestPerson, text: string, variables: object = {}) => data(await hub.graphql(text, { token: by.token, variables }));
  const mailbox = (): MeetingMailbox => {
    const { app } = hub.hub;
    return new MeetingMailbox(app.get(UnitOfWork), app.get(Clock), app.get(InboxService), app.get(HUB_CONFIG));
  };
  const inbox = async (): Promise<{ state: string; because: string | null; subject: string }[]> => (await call(coordinator, '{ meetingInbox(open: false, first: 100) { nodes { state because subject } } }')).meetingInbox.nodes;
  const kept = async (): Promise<string[]> => (await inbox()).map(({ state, because }) => because ?? state).sort();
  const answered = async (): Promise<string> => (await call(contact, `{ meetingEdition(id: "${editionId}") { delegations { delegates { details { reply } } } } }`)).meetingEdition.delegations.flatMap(({ delegates }: { delegates: { details: { reply: string } }[] }) => delegates)[0].details.reply;
  const withId = (id: string, mail: string): string => `Message-ID: <${id}@embassy.example>\r\n${mail}`;

  it('is read by one hub at a time; replies are taken, everything else is kept for who coordinates, and nothing in it is changed', async () => {
    const strange = withId('two', replyBy(editionId, { stamp: 2, from: 'somebody@else.example', partstat: 'DECLINED' }));
    await server.deliver(withId('one', replyBy(editionId, { stamp: 1 })), strange, `Received: from a.example by b.example\r\n${strange}`, 'From: x@y.example\r\n\r\nI come.', `From: x@y.example\r\nSubject: Large\r\n\r\n${'x'.repeat(78)}\r\n`.padEnd(1_200_000, `${'y'.repeat(78)}\r\n`));
    const [one, two] = await Promise.all([mailbox().run(), mailbox().run()]);
    expect([one, two].sort()).toEqual([0, 5]);
    // The same mail delivered twice is one to look at.
    expect(await kept()).toEqual(['APPLIED', 'NO_REPLY', 'TOO_LARGE', 'UNTRUSTED']);
    expect([await answered(), (await inbox()).find(({ because }) => because === 'TOO_LARGE')?.subject]).toEqual(['ACCEPTED', 'Large']);
    const flags = await server.session(async (client) => { await client.mailboxOpen('INBOX', { readOnly: true }); return (await client.fetchAll('1:*', { flags: true })).map((mail) => [...mail.flags ?? []].filter((flag) => flag !== '\\Recent')); });
    expect(flags).toEqual([[], [], [], [], []]);
    // Nothing has come since; and what the mail server handed over as well is the same mail.
    expect(await mailbox().run()).toBe(0);
    expect(await (await postMail(hub, strange)).json()).toEqual({ state: 'KEPT' });
    expect(await inbox()).toHaveLength(4);
  });

  it('is gone on with where a hub died, which loses nothing and takes nothing twice', async () => {
    await server.deliver(withId('three', replyBy(editionId, { stamp: 3, partstat: 'TENTATIVE' })), 'From: x@y.example\r\n\r\nI come too.');
    // Killed once it had taken all of this and noted none: its claim stands.
    await mailbox().run();
    const before = await kept();
    await hub.superuser(`UPDATE hub.meeting_mailboxes SET last_uid = last_uid - 2, claim = gen_random_uuid(), claimed_until = $1`, [new Date(hub.clock.now().getTime() + 60_000)]);
    await server.deliver(withId('four', replyBy(editionId, { stamp: 4, partstat: 'DECLINED' })));
    expect([await mailbox().run(), await answered()]).toEqual([0, 'TENTATIVE']);
    hub.clock.advance(61_000);
    expect([await mailbox().run(), await answered()]).toEqual([3, 'DECLINED']);
    expect(await kept()).toEqual([...before, 'APPLIED'].sort());
    expect(await hub.recorded({ action: 'meeting.mail-kept' })).toHaveLength(before.filter((one) => one !== 'APPLIED').length);
  });

  it('may be away, or made anew: what is in it is taken all the same, once', async () => {
    const before = await inbox();
    await server.end();
    await expect(mailbox().run()).rejects.toThrow();
    await server.begin();
    // Another UIDVALIDITY: all numbers begin again.
    await hub.superuser('UPDATE hub.meeting_mailboxes SET uid_validity = uid_validity - 1');
    await server.deliver(withId('five', replyBy(editionId, { stamp: 5 })));
    expect([await mailbox().run(), await answered()]).toEqual([9, 'ACCEPTED']);
    expect(await inbox()).toHaveLength(before.length + 1);
  });

  it('is not held up by a mail that the hub can not take: it is kept as it came', async () => {
    await hub.superuser(`CREATE FUNCTION public.stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.subject = 'Stumble' THEN RAISE 'stumbled'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER stumble BEFORE INSERT ON hub.meeting_inbox FOR EACH ROW EXECUTE FUNCTION public.stumble()`);
    await server.deliver('From: x@y.example\r\nSubject: Stumble\r\n\r\nx', withId('six', replyBy(editionId, { stamp: 6, partstat: 'DECLINED' })));
    const reader = mailbox();
    await expect(reader.run()).rejects.toThrow();
    expect(await reader.run()).toBe(2);
    expect([(await kept()).filter((one) => one === 'UNREADABLE'), await answered()]).toEqual([['UNREADABLE'], 'DECLINED']);
  });

  it('is left alone where the hub stops, or is given none', async () => {
    await server.deliver('From: x@y.example\r\n\r\nLate.');
    const reader = mailbox();
    const running = reader.run();
    reader.stop();
    expect(await running).toBeLessThanOrEqual(1);
    await mailbox().run();
    expect((await inbox()).filter(({ because }) => because === 'NO_REPLY')).toHaveLength(3);
    const { app } = hub.hub;
    const config = app.get<{ meetings: object }>(HUB_CONFIG);
    expect(await new MeetingMailbox(app.get(UnitOfWork), app.get(Clock), app.get(InboxService), { ...config, meetings: {} } as never).run()).toBe(0);
  });
});
