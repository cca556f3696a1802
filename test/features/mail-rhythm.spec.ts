import { HOUR, mailWorld, type MailWorld, MINUTE, SECOND } from './support/mailing.js';

let world: MailWorld;
beforeEach(async () => {
  // Monday, 09:00 in Tokyo.
  world = await mailWorld();
});
afterEach(() => world.close());

const lines = (at: number): number => world.smtp.mails[at]?.text.split('\n').filter((line) => line.startsWith('- ') && line.includes(':')).length ?? 0;
const arrived = (): number => world.smtp.mails.length;

describe('whoever wants mail', () => {
  it.each(['ROUTINE', 'IMMEDIATE'])('at once gets one a minute at most: a storm of 50 alerts (%s) is one mail, and then a digest of the rest', async (urgency) => {
    for (let count = 0; count < 50; count += 1) {
      await world.amber({ urgency });
      if (count === 0) await world.run();
      world.hub.clock.advance(SECOND);
      await world.run();
    }
    expect(arrived()).toBe(1);
    expect(lines(0)).toBe(1);
    await world.later(11 * SECOND);
    expect(arrived()).toBe(2);
    expect(lines(1)).toBe(49);
    await world.later(HOUR);
    expect(arrived()).toBe(2);
  }, 120_000);

  it('hourly gets what has come at the full hour of his zone', async () => {
    await world.choose({ rhythm: 'HOURLY', zone: 'Asia/Kathmandu' });
    await world.amber();
    await world.amber();
    await world.run();
    // 05:45 in Kathmandu.
    await world.later(15 * MINUTE - 1);
    expect(arrived()).toBe(0);
    await world.later(1);
    expect(arrived()).toBe(1);
    expect(lines(0)).toBe(2);
    await world.later(2 * HOUR);
    expect(arrived()).toBe(1);
  });

  it('daily gets it at his hour by the clock on the wall, also where that is put back', async () => {
    world.hub.clock.set(new Date('2026-10-31T20:00:00-04:00'));
    await world.choose({ rhythm: 'DAILY', dailyAt: '07:30', zone: 'America/New_York' });
    await world.amber();
    await world.run();
    // Summer time ends in that night.
    world.hub.clock.set(new Date('2026-11-01T07:29:59-05:00'));
    await world.run();
    expect(arrived()).toBe(0);
    await world.later(SECOND);
    expect(arrived()).toBe(1);
  });

  it('is left alone in quiet hours, over midnight too, and gets what has come at their end', async () => {
    await world.choose({ quietFrom: '22:00', quietUntil: '07:00' });
    await world.amber();
    await world.run();
    expect(arrived()).toBe(1);
    await world.later(13 * HOUR);
    await world.amber();
    await world.amber();
    await world.run();
    await world.later(9 * HOUR - 1);
    expect(arrived()).toBe(1);
    await world.later(1);
    expect(arrived()).toBe(2);
    expect(lines(1)).toBe(2);
  });

  it('is left alone in quiet hours also by a mail that is tried again', async () => {
    await world.choose({ quietFrom: '09:01', quietUntil: '10:00' });
    world.smtp.refuse = { at: 'RCPT', code: 450 };
    await world.amber();
    await world.run();
    world.smtp.refuse = null;
    await world.later(30 * MINUTE);
    expect(arrived()).toBe(0);
    await world.later(30 * MINUTE);
    expect(arrived()).toBe(1);
  });

  it('off gets none, and hears later of nothing that came meanwhile', async () => {
    await world.choose({ rhythm: 'DAILY' });
    await world.amber();
    await world.run();
    await world.choose({ rhythm: 'OFF' });
    await world.amber({ urgency: 'IMMEDIATE' });
    await world.run();
    await world.choose({ rhythm: 'AT_ONCE' });
    await world.later(48 * HOUR);
    expect(arrived()).toBe(0);
    await world.amber();
    await world.run();
    expect(lines(0)).toBe(1);
  });

  it('differently from now on gets what waits by the new rhythm', async () => {
    await world.choose({ rhythm: 'DAILY' });
    await world.amber();
    await world.run();
    expect(arrived()).toBe(0);
    await world.choose({ rhythm: 'AT_ONCE' });
    await world.run();
    expect(arrived()).toBe(1);
  });
});

describe('what is IMMEDIATE', () => {
  it('passes digest, quiet hours and filters', async () => {
    await world.choose({ rhythm: 'DAILY', quietFrom: '08:00', quietUntil: '20:00', filter: { kinds: ['STATISTICS'], countries: ['BR'] } });
    await world.amber();
    const { id } = await world.amber({ urgency: 'IMMEDIATE' });
    await world.run();
    expect(arrived()).toBe(1);
    expect(world.smtp.mails[0]).toMatchObject({ subject: 'Contact Point: IMMEDIATE', text: expect.stringContaining(`- New: ${await world.reference(id)} (Notice, IMMEDIATE)`) });
    expect(lines(0)).toBe(1);
  });

  it('does not wait behind a mail that is tried again', async () => {
    world.smtp.refuse = { at: 'RCPT', code: 450 };
    await world.amber();
    await world.run();
    await world.later(HOUR);
    world.smtp.refuse = null;
    await world.amber({ urgency: 'IMMEDIATE' });
    await world.run();
    expect(world.smtp.mails[0]?.subject).toBe('Contact Point: IMMEDIATE');
  });

  it('stays away from whoever has left it out expressly', async () => {
    await world.choose({ filter: { urgencies: ['ROUTINE'] } });
    await world.amber({ urgency: 'IMMEDIATE' });
    await world.run();
    await world.later(HOUR);
    expect(arrived()).toBe(0);
    expect(await world.log()).toEqual([]);
    await world.amber();
    await world.run();
    expect(lines(0)).toBe(1);
  });
});

describe('filters', () => {
  it('let through what matches in kind, country and exploitation', async () => {
    await world.choose({ filter: { kinds: ['ALERT'], countries: ['PH'], exploitation: ['FORCED_LABOUR'] } });
    const facts = { citizenships: ['PH'], exploitation: ['FORCED_LABOUR'], meansOfControl: [], prefectures: [] };
    await world.amber({ kind: 'ALERT', facts: { ...facts, citizenships: ['BR'] } });
    await world.amber({ kind: 'NOTICE', facts });
    await world.amber({ kind: 'ALERT', facts: { ...facts, exploitation: ['SERVITUDE'] } });
    const { id } = await world.amber({ kind: 'ALERT', facts });
    await world.run();
    await world.later(2 * MINUTE);
    expect(arrived()).toBe(1);
    expect(lines(0)).toBe(1);
    expect(world.smtp.mails[0]?.text).toContain(await world.reference(id));
  });
});

describe('settings', () => {
  it('are the own ones, kept as they were chosen', async () => {
    const chosen = { rhythm: 'HOURLY', dailyAt: '06:15', quietFrom: '21:30', quietUntil: '06:00', zone: 'Asia/Manila', language: 'ja', filter: { kinds: ['ALERT'], urgencies: null, countries: null, exploitation: null } };
    expect(await world.choose(chosen)).toMatchObject({ ...chosen, revision: 2, configured: true, address: world.reader.email });
    expect(await world.choose({ quietFrom: null, quietUntil: null, filter: null })).toMatchObject({ rhythm: 'HOURLY', quietFrom: null, filter: { kinds: null }, revision: 3 });
    expect(await world.settings(world.other)).toMatchObject({ rhythm: 'OFF', zone: 'Asia/Tokyo', revision: 0 });
    expect((await world.hub.recorded({ action: 'mail.settings-changed' })).map(({ holder, person, subject }) => [holder, person, subject])).toEqual(Array(3).fill([world.recipient, world.reader.id, world.reader.id]));
  });

  const WRONG: readonly (readonly [object, string, string?])[] = [
    [{ zone: 'Tokyo' }, 'INVALID_INPUT', 'input.zone'], [{ zone: 'Factory' }, 'INVALID_INPUT', 'input.zone'], [{ zone: "Asia/Tokyo'" }, 'INVALID_INPUT', 'input.zone'],
    [{ quietFrom: '22:00' }, 'INVALID_INPUT', 'input.quietUntil'], [{ quietFrom: '22:00', quietUntil: '22:00' }, 'INVALID_INPUT', 'input.quietUntil'],
    [{ quietFrom: '24:00', quietUntil: '07:00' }, 'INVALID_INPUT', 'input.quietFrom'], [{ dailyAt: '7:30' }, 'INVALID_INPUT', 'input.dailyAt'], [{ dailyAt: null }, 'INVALID_INPUT', 'input.dailyAt'],
    [{ language: 'pt-BR' }, 'INVALID_INPUT', 'input.language'], [{ expectedRevision: 7 }, 'CONFLICT'],
  ];

  it('that are wrong are refused by name', async () => {
    for (const [input, code, field] of WRONG) {
      const { errors } = await world.hub.graphql('mutation ($input: UpdateMailSettingsInput!) { updateMailSettings(input: $input) { settings { rhythm } } }', { token: world.reader.token, variables: { input: { expectedRevision: 1, ...input } } });
      expect([input, errors?.[0]?.extensions]).toMatchObject([input, { code, ...(field ? { field } : {}) }]);
    }
  });
});
