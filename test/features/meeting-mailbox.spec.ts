import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '@hub/access';
import { Clock } from '@hub/kernel';
import { InboxService, MeetingMailbox } from '@hub/meetings';
import { HUB_CONFIG, UnitOfWork } from '@hub/platform';
import { addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { Dice, figure, SOAK, Tally, times, until } from '../faults/support/campaign.js';
import { besides, freePort, HubProcess } from '../faults/support/hub-process.js';
import { Dovecot, hasDovecot } from './support/dovecot.js';
import { toldOf } from './support/interpreting.js';
import { INVITE, ISHII, MTA, NAME, postMail, replyBy, SECRET } from './support/inviting.js';

const KILLS = times(2, 60);

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

  it('tells who coordinates once that it can not be read and once that it can again, and how it goes meanwhile', async () => {
    const status = async (): Promise<Record<string, unknown>> => (await call(coordinator, `{ meetingOverview(editionId: "${editionId}") { mailbox { id state failure failures failingSince readAt } } }`)).meetingOverview.mailbox;
    const told = (): Promise<string[]> => toldOf(hub, coordinator, id as string);
    const fail = async (times: number): Promise<void> => { for (let n = 0; n < times; n += 1) await expect(mailbox().run()).rejects.toThrow(); };
    const { id, readAt } = await status();
    await server.end();
    const since = hub.clock.now().toISOString();
    await fail(1);
    hub.clock.advance(30_000);
    await fail(8);
    expect([await status(), await told()]).toEqual([{ id, state: 'FAILING', failure: 'UNREACHABLE', failures: 9, failingSince: since, readAt }, []]);
    await fail(3);
    expect(await told()).toEqual(['MAILBOX_FAILING']);
    await server.begin();
    await mailbox().run();
    await mailbox().run();
    expect(await told()).toEqual(['MAILBOX_FAILING', 'MAILBOX_WORKING']);
    expect(await status()).toEqual({ id, state: 'WORKING', failure: null, failures: 0, failingSince: null, readAt: hub.clock.now().toISOString() });
    const { app } = hub.hub;
    const config = app.get<{ meetings: object }>(HUB_CONFIG);
    const lost = new MeetingMailbox(app.get(UnitOfWork), app.get(Clock), app.get(InboxService), { ...config, meetings: { imapUrl: server.url.replace(/:[^:@]*@/, ':wrong@') } } as never);
    await expect(lost.run()).rejects.toThrow();
    expect(await status()).toMatchObject({ state: 'FAILING', failure: 'REFUSED' });
    await mailbox().run();
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

  it(`is read to its end after ${KILLS} SIGKILLs of the hub that reads it, at any moment: each reply is taken in once, and none is lost`, async () => {
    const AT_ONCE = 20;
    hub.clock.set(new Date());
    [coordinator, contact] = [{ ...coordinator, token: await hub.tokenFor(coordinator.id) }, { ...contact, token: await hub.tokenFor(contact.id) }];
    const env = { ...besides(hub, await freePort()), MEETING_IMAP_URL: server.url, MEETING_INBOUND_SECRET: SECRET, MEETING_INBOUND_SERVER: MTA, HUB_ROLES: 'jobs' };
    const place = async (): Promise<{ claim: string | null; readAt: Date | null } | undefined> => (await hub.superuser<{ claim: string | null; readAt: Date | null }>('SELECT claim, read_at AS "readAt" FROM hub.meeting_mailboxes')).rows[0];
    // A claim ends by itself; nobody waits for that here.
    const release = (): Promise<unknown> => hub.superuser('UPDATE hub.meeting_mailboxes SET claim = NULL, claimed_until = NULL, read_at = NULL');
    const counted = async (): Promise<{ mails: number; applied: number; kept: number }> => (await hub.superuser<{ mails: number; applied: number; kept: number }>(`
      SELECT count(*)::int AS mails, count(*) FILTER (WHERE state = 'APPLIED')::int AS applied, count(*) FILTER (WHERE state = 'KEPT')::int AS kept FROM hub.meeting_inbox`)).rows[0] ?? { mails: 0, applied: 0, kept: 0 };
    const acts = async (): Promise<{ replied: number; kept: number }> => {
      const count = async (action: string): Promise<number> => new Set((await hub.recorded({ action })).map(({ actId }) => actId)).size;
      return { replied: await count('meeting.delegate-replied'), kept: await count('meeting.mail-kept') };
    };
    // Each mail is another one, in the order in which it came; the last word stands.
    const mail = (n: number): string => (n % 3 === 2 ? `From: x@y.example\r\nSubject: Kill ${n}\r\n\r\nI come ${n}.` : withId(`kill-${n}`, replyBy(editionId, { stamp: 100 + n, partstat: n % 2 ? 'DECLINED' : 'TENTATIVE' })));
    const [before, actsBefore] = [await counted(), await acts()];
    const moments = new Tally();
    const dice = new Dice();
    let delivered = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await server.deliver(...Array.from({ length: AT_ONCE }, (_, n) => mail(delivered + n)));
      delivered += AT_ONCE;
      await release();
      const reader = HubProcess.spawn(env);
      await until('a hub that reads the mailbox', async () => {
        if (reader.end) throw new Error(`the hub ended before it read:\n${reader.output}`);
        const at = await place();
        return at?.claim != null || at?.readAt != null;
      });
      await sleep(dice.below(kill === 0 ? 150 : 400));
      await reader.kill();
      const taken = (await counted()).mails - before.mails;
      moments.add(taken === delivered ? 'after all' : taken % AT_ONCE === 0 ? 'before any' : 'in between');
    }
    await release();
    while ((await mailbox().run()) > 0);
    const after = await counted();
    const replies = Array.from({ length: delivered }, (_, n) => n).filter((n) => n % 3 !== 2).length;
    figure(`meeting's mailbox: ${KILLS} SIGKILLs while ${delivered} mails were read (${moments}); lost: ${delivered - (after.mails - before.mails)}, taken twice: ${(await acts()).replied - actsBefore.replied - replies}`);
    expect({ mails: after.mails - before.mails, applied: after.applied - before.applied, kept: after.kept - before.kept }).toEqual({ mails: delivered, applied: replies, kept: delivered - replies });
    expect(await acts()).toEqual({ replied: actsBefore.replied + replies, kept: actsBefore.kept + delivered - replies });
    expect(await answered()).toBe((delivered - (delivered % 3 === 0 ? 2 : 1)) % 2 ? 'DECLINED' : 'TENTATIVE');
  }, SOAK ? 1_200_000 : 120_000);
});
