import { Role } from '@hub/access';
import { DutyCalls } from '@hub/alerts';
import { AuditLog } from '@hub/audit';
import { addOrganisation, addPerson, createTestHub } from '@hub/testing';
import { distribute } from './support/alerting.js';
import { type DutyWorld, dutyWorld, gatewayAt, MINUTE, SECOND } from './support/duties.js';

let world: DutyWorld;
beforeEach(async () => {
  world = await dutyWorld();
});
afterEach(() => world.close());

const NIGHT = { label: 'Night mobile', telephone: '090-1234-5678' };
const DAY = { label: 'Office', telephone: '+81 3 1234 5678', channel: 'VOICE', language: 'en' };

describe('the chain of calls', () => {
  it('goes on to the next one after five minutes, and stops when somebody answers as acting', async () => {
    await world.rota([NIGHT, DAY, { label: 'Third', telephone: '+819000000003' }]);
    const { id } = await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    world.hub.clock.advance(5 * MINUTE - 1);
    await world.run();
    expect(world.asked().map((one) => one.to)).toEqual(['+819012345678']);
    world.hub.clock.advance(1);
    await world.run();
    expect(world.asked().map((one) => one.to)).toEqual(['+819012345678', '+81312345678']);
    expect(world.asked()[1]).toMatchObject({ channel: 'VOICE', language: 'en', text: 'Open the hub.' });
    await world.answer(id, 'ACTING');
    world.hub.clock.advance(60 * MINUTE);
    await world.run();
    expect(world.gateway.received).toHaveLength(2);
  });

  it('goes on at once where the gateway fails, tries again by the schedule under the same id, and shows all of it', async () => {
    await world.rota([NIGHT, DAY]);
    world.gateway.answer = 503;
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.asked().map(({ to: number }) => number)).toEqual(['+819012345678', '+81312345678']);
    expect((await world.unanswered()).map(({ unanswered }) => unanswered?.duty)).toEqual(['NOT_REACHED']);
    world.hub.clock.advance(30 * SECOND);
    await world.run();
    expect(world.gateway.received).toHaveLength(4);
    expect(new Set(world.asked().map((one) => JSON.stringify(one))).size).toBe(2);
    expect(await world.calls()).toEqual(expect.arrayContaining(['Night mobile', 'Office'].map((label) => expect.objectContaining({ label, state: 'WAITING', attempts: [
      expect.objectContaining({ number: 1, status: 503, result: 'The gateway did not take it. / ゲートウェイが受け付けませんでした。 (HTTP 503)' }), expect.objectContaining({ number: 2, status: 503 })] }))));
    world.gateway.answer = 202;
    world.hub.clock.advance(2 * MINUTE);
    await world.run();
    expect((await world.calls()).map(({ state, attempts }) => [state, attempts.length])).toEqual([['TAKEN', 3], ['TAKEN', 3]]);
  });

  it('tries no more after eight hours, and leaves that in the log', async () => {
    await world.rota([NIGHT]);
    world.gateway.answer = 'break';
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    for (let turn = 0; turn < 12; turn += 1) {
      await world.run();
      world.hub.clock.advance(240 * MINUTE);
    }
    expect(world.gateway.received).toHaveLength(9);
    expect((await world.calls())[0]).toMatchObject({ state: 'EXHAUSTED', attempts: Array(9).fill({ result: 'The gateway could not be reached, or the connection broke. / ゲートウェイに接続できないか、接続が切れました。' }) });
  });

  it('does not try again what was answered meanwhile', async () => {
    await world.rota([NIGHT]);
    world.gateway.answer = 500;
    const { id } = await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    await world.answer(id, 'ACTING');
    world.hub.clock.advance(60 * MINUTE);
    await world.run();
    expect(world.gateway.received).toHaveLength(1);
    expect((await world.calls())[0]).toMatchObject({ state: 'DROPPED' });
  });

  it('is not redirected, so that no number goes elsewhere', async () => {
    await world.rota([NIGHT]);
    world.gateway.answer = { status: 307, headers: { location: world.gateway.url } };
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.gateway.received).toHaveLength(1);
    expect((await world.calls())[0]?.attempts[0]?.result).toBe('The gateway pointed elsewhere; redirects are not followed. / ゲートウェイが別のアドレスを案内しました。転送先には送信しません。 (HTTP 307)');
  });

  it('is on record before the gateway hears of it, and calls nobody where it can not be', async () => {
    await world.rota([NIGHT]);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    const log = world.hub.hub.app.get<AuditLog>(AuditLog as never);
    const record = log.record.bind(log);
    log.record = async () => { throw new Error('shut'); };
    await world.run();
    expect(world.gateway.received).toEqual([]);
    log.record = record;
    let before: unknown[] = [];
    world.gateway.onMessage = async () => { before = await world.hub.recorded({ action: 'duty.called' }); };
    world.hub.clock.advance(61 * SECOND);
    await world.run();
    expect(world.gateway.received).toHaveLength(1);
    expect(before).toEqual([expect.objectContaining({ holder: world.recipient, person: null, subject: world.asked()[0]?.id, detail: { channel: 'SMS', attempt: 1 } })]);
  });

  it('is not lost where a hub stops in the middle: another one calls under the same id, once the claim is over', async () => {
    await world.rota([NIGHT]);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    const dying = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: gatewayAt(world.gateway) });
    await distribute(dying);
    world.gateway.answer = 'hang';
    const hanging = new Promise<void>((resolve) => { world.gateway.onMessage = () => resolve(); });
    const jobs = dying.hub.app.get(DutyCalls);
    // It never comes to write down how it ended.
    (jobs as unknown as { end: () => Promise<void> }).end = async () => undefined;
    await jobs.run();
    await hanging;
    world.gateway.answer = 204;
    await world.run();
    expect(world.gateway.received).toHaveLength(1);
    world.hub.clock.advance(61 * SECOND);
    await Promise.all([world.run(), world.run()]);
    expect(world.gateway.received).toHaveLength(2);
    expect(new Set(world.asked().map(({ id }) => id)).size).toBe(1);
    expect((await world.calls())[0]).toMatchObject({ state: 'TAKEN', attempts: [{ result: 'The hub stopped in the middle; whether it was taken is not known. / ハブの停止により中断しました。受け付けられたかどうかは不明です。' }, { status: 204 }] });
    expect(await world.unanswered()).toHaveLength(1);
    await jobs.stop();
    await dying.close();
  }, 60_000);

  it('tells the originator although the hub that called stopped before it could', async () => {
    await world.rota([NIGHT]);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    const jobs = world.hub.hub.app.get(DutyCalls);
    const end = (jobs as unknown as { end: unknown }).end;
    (jobs as unknown as { end: () => Promise<void> }).end = async () => undefined;
    await world.run();
    expect(await world.unanswered()).toEqual([]);
    (jobs as unknown as { end: unknown }).end = end;
    world.hub.clock.advance(5 * MINUTE);
    await world.run();
    expect(await world.unanswered()).toHaveLength(1);
  });

  it('is made by one of several hubs', async () => {
    await world.rota([NIGHT]);
    const second = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: gatewayAt(world.gateway) });
    for (let count = 0; count < 6; count += 1) await world.immediate();
    await distribute(world.hub);
    world.hub.clock.advance(15 * MINUTE);
    const all = [world.hub, second].map((one) => one.hub.app.get(DutyCalls));
    for (let turn = 0; turn < 6; turn += 1) {
      await Promise.all(all.map((jobs) => jobs.run()));
      await Promise.all(all.map((jobs) => jobs.settled()));
    }
    expect(world.gateway.received).toHaveLength(6);
    expect(new Set(world.asked().map(({ id }) => id)).size).toBe(6);
    expect(await world.unanswered()).toHaveLength(6);
    await second.close();
  }, 60_000);

  it('calls nobody of an organisation that does not receive it', async () => {
    const outsider = await addOrganisation(world.hub);
    const keeper = await addPerson(world.hub, outsider, { roles: [Role.ADMINISTRATOR] });
    await world.rota([NIGHT], keeper);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.gateway.received).toEqual([]);
  });
});
