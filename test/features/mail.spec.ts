import { DisclosureGate } from '@hub/audit';
import { Role } from '@hub/access';
import { addPerson, appoint, createTestHub, data } from '@hub/testing';
import { revise, to, withdraw } from './support/alerting.js';
import type { Arrived } from './support/mail-server.js';
import { FROM, HOUR, mailWorld, type MailWorld, MINUTE } from './support/mailing.js';

let world: MailWorld;
beforeEach(async () => {
  world = await mailWorld();
});
afterEach(() => world.close());

const only = (): Arrived => {
  expect(world.smtp.mails).toHaveLength(1);
  return world.smtp.mails[0] as Arrived;
};
const SECRETS = /Akebonosugi|Maria|Santos|AMBER/;

describe('a mail', () => {
  it('names reference, kind and urgency of a bulletin, links to the hub, and says nothing else', async () => {
    const { id } = await world.amber({ urgency: 'PRIORITY' });
    await world.run();
    const mail = only();
    expect(mail).toMatchObject({ to: [world.reader.email], from: FROM, subject: 'Contact Point: something waits for you' });
    expect(mail.text.split('\n')).toEqual([
      `- New: ${await world.reference(id)} (Notice, priority)`, '', 'Please open the hub:', 'https://hub.example', '', '-- ',
      'This mail says only what may be said over e-mail. Change when you are mailed, or stop it, in your settings in the hub.', '',
    ]);
    expect(mail.raw).not.toMatch(SECRETS);
  });

  it('has a head that is in order, tells that a machine wrote it, and holds nothing about the person', async () => {
    await world.amber();
    await world.run();
    const { headers, messageId, raw } = only();
    expect(messageId).toMatch(/^<[0-9a-f]{32}@hub\.example>$/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'auto-submitted': 'auto-generated', date: 'Mon, 23 Nov 2026 00:00:00 +0000', from: `Contact Point <${FROM}>`, to: world.reader.email, 'mime-version': '1.0', 'content-type': expect.stringMatching(/^text\/plain; charset=utf-8/),
      'list-unsubscribe': expect.stringMatching(/^<https:\/\/hub\.example\/mail\/unsubscribe\?t=[\w-]{59}>$/), 'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    expect([...headers.keys()].sort()).toEqual(['auto-submitted', 'content-language', 'content-transfer-encoding', 'content-type', 'date', 'from', 'list-unsubscribe', 'list-unsubscribe-post', 'message-id', 'mime-version', 'subject', 'to']);
    expect(raw).not.toContain(world.reader.id);
    expect(raw).not.toContain(world.reader.id.replaceAll('-', ''));
  });

  it('speaks Japanese to whoever wants that', async () => {
    await world.choose({ language: 'ja' });
    const { id } = await world.amber({ urgency: 'IMMEDIATE', kind: 'ALERT' });
    await world.run();
    expect(only()).toMatchObject({ subject: 'コンタクトポイント：【緊急】お知らせがあります', text: expect.stringContaining(`・新着：${await world.reference(id)}（注意喚起・緊急）\n\nハブを開いてご確認ください：\nhttps://hub.example`) });
  });

  it('of TLP:RED says only that something waits, to those named, and reveals nothing that would be recorded', async () => {
    const contact = await addPerson(world.hub, world.recipient, { roles: [Role.CONTACT_POINT] });
    await appoint(world.hub, world.recipient, contact.id);
    await world.choose({ rhythm: 'AT_ONCE' }, contact);
    const { id } = await world.bulletin({ tlp: 'RED', title: 'Akebonosugi', urgency: 'IMMEDIATE', audience: { personIds: [contact.id] }, approverIds: [world.second.id] });
    await world.run();
    const { to: [address], text, subject, raw } = only();
    expect(address).toBe(contact.email);
    expect(subject).toBe('Contact Point: something waits for you');
    expect(text).toMatch(/^Something waits for you in the hub\.\n\nPlease open the hub:/);
    expect(raw).not.toMatch(SECRETS);
    expect(raw).not.toContain((await world.reference(id)).slice(-6));
    expect(await world.listed(id, world.recipient)).toEqual([]);
  });

  it('is entered in the ledger before it leaves: the person as reader, in the records of both organisations', async () => {
    const { id } = await world.amber();
    let before: unknown[] = [];
    world.smtp.onMail = async () => { before = await world.listed(id, world.recipient); };
    await world.run();
    only();
    expect(before).toMatchObject([{ person: world.reader.id, organisation: world.recipient }]);
    expect(await world.listed(id, world.author.organisationId)).toHaveLength(1);
  });

  it('does not leave where the ledger takes no entry, and leaves once it does', async () => {
    await world.amber();
    const gate = world.hub.hub.app.get(DisclosureGate);
    const { release } = gate;
    gate.release = async () => { throw new Error('the disk is full'); };
    await world.run();
    expect(world.smtp.mails).toEqual([]);
    gate.release = release.bind(gate);
    expect(await world.log()).toMatchObject([{ state: 'WAITING', attempts: [{ result: expect.stringMatching(/^Nothing was sent: the record of disclosures could not be written/) }] }]);
    expect(await world.failures()).toEqual([]);
    await world.later(5_000);
    expect(world.smtp.mails).toHaveLength(1);
  });

  it('is not entered as told where the mail server can not be reached', async () => {
    const { id } = await world.amber();
    world.smtp.onConnect = () => { throw Object.assign(new Error('busy'), { responseCode: 421 }); };
    await world.run();
    expect(await world.listed(id, world.recipient)).toEqual([]);
    expect((await world.log())[0]).toMatchObject({ state: 'WAITING' });
  });

  it('leaves out what was taken away after it was made, also while it is being read', async () => {
    const [kept, narrowed, late] = [await world.amber(), await world.amber(), await world.amber()];
    world.smtp.refuse = { at: 'MAIL', code: 451 };
    await world.run();
    world.smtp.refuse = null;
    await revise(world.hub, world, narrowed, to(world.elsewhere));
    const gate = world.hub.hub.app.get(DisclosureGate);
    const release = gate.release.bind(gate);
    gate.release = async (leaving) => {
      gate.release = release;
      await revise(world.hub, world, late, to(world.elsewhere));
      return release(leaving);
    };
    await world.later(2 * MINUTE);
    const { text } = only();
    expect(text).toContain(await world.reference(kept.id));
    for (const { id } of [narrowed, late]) expect(text).not.toContain(await world.reference(id));
    // Once for the attempt that was refused.
    expect(await world.listed(late.id, world.recipient)).toHaveLength(1);
    expect(await world.listed(kept.id, world.recipient)).toHaveLength(2);
  });

  it('goes to nobody who was suspended, lost his roles or left after it was made', async () => {
    const people = [await addPerson(world.hub, world.recipient), await addPerson(world.hub, world.recipient), await addPerson(world.hub, world.recipient)];
    for (const person of people) await world.choose({ rhythm: 'AT_ONCE' }, person);
    await world.choose({ rhythm: 'OFF' });
    world.smtp.refuse = { at: 'MAIL', code: 451 };
    await world.amber();
    await world.run();
    world.smtp.refuse = null;
    const [suspended, demoted, left] = people.map(({ id }) => id);
    for (const call of [`suspendPerson(input: { personId: "${suspended}" })`, `setRoles(input: { personId: "${demoted}", expectedRevision: 1, roles: [ADMINISTRATOR] })`, `endMembership(input: { personId: "${left}" })`]) {
      await world.call(`mutation { ${call} { person { id } } }`, {}, world.administrator);
    }
    for (let step = 0; step < 5; step += 1) await world.later(HOUR);
    expect(world.smtp.mails).toEqual([]);
  });

  it('tells the end of what a mail has told of, without its name, and nothing to whom none has', async () => {
    const bulletin = await world.amber();
    await world.run();
    const other = await addPerson(world.hub, world.recipient);
    await world.choose({ rhythm: 'AT_ONCE' }, other);
    await revise(world.hub, world, bulletin, to(world.elsewhere));
    await world.later(MINUTE);
    expect(world.smtp.mails.map(({ to: [address] }) => address)).toEqual([world.reader.email, world.reader.email]);
    expect(world.smtp.mails[1]?.text).toMatch(/^Something that you were told of is no longer available to you\.\n\nPlease/);
  });

  it('tells of a withdrawal by its reference', async () => {
    const bulletin = await world.amber();
    await world.run();
    await withdraw(world.hub, world.author, bulletin);
    await world.later(MINUTE);
    expect(world.smtp.mails[1]?.text).toContain(`- Withdrawn: ${await world.reference(bulletin.id)}`);
  });
});

describe('without a mail server', () => {
  it('the hub says so, and nobody can wish for mail', async () => {
    const hub = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: { HUB_PUBLIC_URL: 'https://hub.example' } });
    const { token } = world.other;
    expect(data(await hub.graphql('{ mailSettings { configured rhythm } }', { token })).mailSettings).toEqual({ configured: false, rhythm: 'OFF' });
    const { errors } = await hub.graphql('mutation { updateMailSettings(input: { expectedRevision: 0, rhythm: DAILY }) { settings { rhythm } } }', { token });
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('SMTP_URL'), extensions: { code: 'CONFLICT' } });
    await world.amber();
    await world.run(hub);
    expect(world.smtp.mails).toEqual([]);
    await hub.close();
    await world.run();
    expect(world.smtp.mails).toHaveLength(1);
  });
});
