import { MailDeliveries } from '@hub/alerts';
import { addPerson, createTestHub } from '@hub/testing';
import { distribute } from './support/alerting.js';
import { HOUR, mailWorld, type MailWorld, MINUTE } from './support/mailing.js';

let world: MailWorld;
beforeEach(async () => {
  world = await mailWorld();
});
afterEach(() => world.close());

describe('a mail that is not taken', () => {
  it('for now is tried again by a schedule that does not end, and its failing shows', async () => {
    await world.amber();
    world.smtp.refuse = { at: 'RCPT', code: 450 };
    await world.run();
    const waits = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 24 * HOUR];
    for (const [index, wait] of waits.entries()) {
      await world.later(wait - 1);
      expect((await world.log())[0]?.attempts).toHaveLength(index + 1);
      await world.later(wait / 10 + 1);
      expect((await world.log())[0]?.attempts).toHaveLength(index + 2);
    }
    const result = 'The mail server asked to try again later. / メールサーバーから後で再送するよう求められました。 (SMTP 450)';
    expect((await world.log())[0]?.attempts.map(({ status, result: said }) => [status, said])).toEqual(Array(11).fill([450, result]));
    expect(await world.settings()).toMatchObject({ failingSince: expect.any(String), heldUntil: null, lastResult: result });
    expect(await world.failures()).toEqual([{ person: { id: world.reader.id }, failingSince: expect.any(String), heldUntil: null, lastResult: result, waiting: 1 }]);
    world.smtp.refuse = null;
    await world.later(27 * HOUR);
    expect(world.smtp.mails).toHaveLength(1);
    expect(await world.log()).toMatchObject([{ state: 'SENT', nextAttemptAt: null }]);
    expect(await world.failures()).toEqual([]);
  }, 60_000);

  it.each([['an address', 'RCPT', 550, 'The mail server refused the address.'], ['a mail', 'DATA', 554, 'The mail server refused the mail.']] as const)('for good (%s refused) is left alone for a day, shows to administrators, and goes on as soon as settings change', async (_what, at, code, said) => {
    world.smtp.refuse = { at, code };
    await world.amber();
    await world.run();
    await world.amber({ urgency: 'IMMEDIATE' });
    await world.later(2 * HOUR);
    expect((await world.log()).flatMap(({ attempts }) => attempts)).toHaveLength(1);
    const [failure] = await world.failures();
    expect(failure).toMatchObject({ person: { id: world.reader.id }, lastResult: expect.stringMatching(`^${said.replace('.', '\\.')}.*\\(SMTP ${code}\\)$`), heldUntil: '2026-11-24T00:00:00.000Z', waiting: 1 });
    expect(JSON.stringify(failure)).not.toContain('secret');
    await world.later(22 * HOUR);
    expect((await world.log()).flatMap(({ attempts }) => attempts)).toHaveLength(2);
    world.smtp.refuse = null;
    await world.later(HOUR);
    expect(world.smtp.mails).toEqual([]);
    await world.choose({ language: 'en' });
    await world.run();
    await world.later(2 * MINUTE);
    await world.later(2 * MINUTE);
    expect(world.smtp.mails).toHaveLength(2);
    expect(await world.failures()).toEqual([]);
  });

  it('for good goes on as soon as the address changes', async () => {
    world.smtp.refuse = { at: 'RCPT', code: 550, only: world.reader.email };
    await world.amber();
    await world.run();
    expect(world.smtp.mails).toEqual([]);
    await world.hub.superuser(`UPDATE hub.persons SET email = 'moved@example.example' WHERE id = $1`, [world.reader.id]);
    await world.later(MINUTE);
    expect(world.smtp.mails.map(({ to }) => to)).toEqual([['moved@example.example']]);
  });

  it('because the server takes none from this hub is no fault of the address, and is tried again', async () => {
    world.smtp.refuse = { at: 'MAIL', code: 550 };
    await world.amber();
    await world.run();
    expect(await world.settings()).toMatchObject({ heldUntil: null, lastResult: expect.stringMatching(/^The mail server takes no mail from this hub/) });
    world.smtp.refuse = null;
    await world.later(2 * MINUTE);
    expect(world.smtp.mails).toHaveLength(1);
  });

  it('because the server is away arrives once it is back', async () => {
    const { port } = new URL(world.smtp.url);
    world.smtp.onConnect = () => { throw Object.assign(new Error('busy'), { responseCode: 421 }); };
    await world.amber();
    await world.run();
    expect(Number(port)).toBeGreaterThan(0);
    expect((await world.log())[0]).toMatchObject({ state: 'WAITING', attempts: [{ status: 421 }] });
    world.smtp.onConnect = () => undefined;
    await world.later(2 * MINUTE);
    expect(world.smtp.mails).toHaveLength(1);
  });
});

describe('nothing is lost', () => {
  it('where a hub stops in the middle: another one sends it once the claim is over, under the same Message-ID', async () => {
    await world.amber();
    const dying = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: world.env });
    await distribute(dying);
    const jobs = dying.hub.app.get(MailDeliveries);
    // It never comes to write down how it ended.
    (jobs as unknown as { end: () => Promise<void> }).end = async () => undefined;
    await jobs.run();
    await jobs.settled();
    expect(world.smtp.mails).toHaveLength(1);
    await world.later(MINUTE);
    expect(world.smtp.mails).toHaveLength(1);
    world.hub.clock.advance(3 * MINUTE);
    await Promise.all([world.run(), world.run()]);
    expect(world.smtp.mails).toHaveLength(2);
    expect(new Set(world.smtp.mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await world.log()).toMatchObject([{ state: 'SENT', attempts: [{ number: 1, result: expect.stringMatching(/^The hub stopped in the middle/) }, { number: 2, result: expect.stringMatching(/^The mail server took it/) }] }]);
    await dying.close();
  });

  it('and nothing is sent twice where several hubs are at it', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => addPerson(world.hub, world.recipient)));
    for (const person of people) await world.choose({ rhythm: 'AT_ONCE' }, person);
    const second = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: world.env });
    for (let turn = 0; turn < 3; turn += 1) {
      await world.amber();
      await distribute(world.hub);
      await Promise.all([world.run(), world.run(second), world.run(), world.run(second)]);
      world.hub.clock.advance(2 * MINUTE);
    }
    await world.run();
    expect(world.smtp.mails).toHaveLength(21);
    expect(new Set(world.smtp.mails.map(({ messageId }) => messageId)).size).toBe(21);
    await second.close();
  }, 60_000);
});

describe('the log', () => {
  it('says when and how, to the person and his administrator, to nobody else, and never about what', async () => {
    const { id } = await world.amber();
    await world.run();
    const [own] = await world.log();
    expect(own).toMatchObject({ state: 'SENT', attempts: [{ number: 1, status: null, endedAt: expect.any(String) }] });
    expect(JSON.stringify(own)).not.toMatch(new RegExp(`${id}|${await world.reference(id)}`));
    expect(await world.log(world.reader, world.administrator)).toEqual([own]);
    const codeFor = async (token: string, personId: string): Promise<string | undefined> =>
      (await world.hub.graphql(`{ mailDeliveries(personId: "${personId}") { nodes { id } } }`, { token })).errors?.[0]?.extensions.code;
    expect(await codeFor((await addPerson(world.hub, world.recipient)).token, world.reader.id)).toBe('FORBIDDEN');
    expect(await codeFor(world.administrator.token, world.other.id)).toBe('NOT_FOUND');
  });

  it('is forgotten with the alerts', async () => {
    await world.amber();
    await world.run();
    world.hub.clock.advance(401 * 24 * HOUR);
    await world.hub.hub.app.get(MailDeliveries).forget();
    expect((await world.hub.superuser('SELECT 1 FROM hub.mail_messages UNION ALL SELECT 1 FROM hub.mail_notices UNION ALL SELECT 1 FROM hub.mail_attempts')).rows).toEqual([]);
  });
});
