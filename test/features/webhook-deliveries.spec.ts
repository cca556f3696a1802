import { WebhookDeliveries } from '@hub/alerts';
import { createTestHub } from '@hub/testing';
import { distribute } from './support/alerting.js';
import { startReceiver } from './support/receiver.js';
import { ALLOW, HOUR, MINUTE, SECOND, hookWorld, type HookWorld } from './support/webhooking.js';

let world: HookWorld;
beforeEach(async () => {
  world = await hookWorld();
});
afterEach(() => world.close());

describe('a delivery', () => {
  it('that fails is tried again by the schedule of the specification, and shows', async () => {
    const { id } = await world.create();
    world.receiver.answer = 500;
    await world.amber();
    const waits = [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
    for (const [index, wait] of waits.entries()) {
      if (wait > 0) {
        world.hub.clock.advance(wait - 1);
        await world.run();
        expect(world.receiver.received).toHaveLength(index);
        world.hub.clock.advance(wait / 10 + 1);
      }
      await world.run();
      expect(world.receiver.received).toHaveLength(index + 1);
    }
    world.hub.clock.advance(100 * HOUR);
    await world.run();
    expect(world.receiver.received).toHaveLength(10);
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    const [delivery] = await world.deliveries(id);
    expect(delivery).toMatchObject({ state: 'EXHAUSTED', nextAttemptAt: null });
    expect(delivery?.attempts.map(({ status, result }) => [status, result])).toEqual(Array(10).fill([500, 'The receiver did not take it. / 受信側が受け付けませんでした。 (HTTP 500)']));
    expect(await world.endpoint()).toMatchObject({ enabled: true, failingSince: expect.any(String), lastResult: 'The receiver did not take it. / 受信側が受け付けませんでした。 (HTTP 500)', waiting: 0 });
    world.receiver.answer = 200;
    await world.again(delivery?.id ?? '');
    await world.run();
    expect((await world.deliveries(id))[0]).toMatchObject({ state: 'DELIVERED', messageId: world.receiver.received[0]?.headers['webhook-id'] });
    expect(await world.endpoint()).toMatchObject({ failingSince: null, lastResult: 'Delivered. / 送信しました。 (HTTP 200)' });
  }, 60_000);

  it('is given the time that the receiver asks for', async () => {
    await world.create();
    world.receiver.answer = { status: 429, headers: { 'retry-after': '600' } };
    await world.amber();
    await world.run();
    world.hub.clock.advance(9 * MINUTE);
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    world.hub.clock.advance(MINUTE);
    await world.run();
    expect(world.receiver.received).toHaveLength(2);
  });

  it('is not redirected', async () => {
    const { id } = await world.create();
    const elsewhere = await startReceiver();
    for (const status of [301, 302, 303, 307, 308]) {
      world.receiver.answer = { status, headers: { location: elsewhere.url } };
      await world.amber();
      await world.run();
    }
    expect(elsewhere.received).toEqual([]);
    expect((await world.deliveries(id)).map(({ attempts: [first] }) => first?.result).sort()).toEqual([301, 302, 303, 307, 308].map((status) => `The receiver pointed elsewhere; redirects are not followed. Give the final address. / 受信側が別のアドレスを案内しました。転送先には送信しないため、最終的なアドレスを設定してください。 (HTTP ${status})`));
    await elsewhere.close();
  });

  it('that is answered 410 disables the endpoint, which an administrator enables again: nothing of what came meanwhile is lost', async () => {
    const { id } = await world.create();
    world.receiver.answer = 410;
    await world.amber();
    await world.run();
    expect(await world.endpoint()).toMatchObject({ enabled: false, disabledBy: 'GONE', waiting: 1 });
    expect((await world.hub.recorded({ action: 'webhook.disabled' })).map(({ holder, person, subject }) => [holder, person, subject])).toEqual([[world.recipient, null, id]]);
    await world.amber();
    world.hub.clock.advance(24 * HOUR);
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    world.receiver.answer = 204;
    await world.update({ id, expectedRevision: (await world.endpoint()).revision, enabled: true });
    await world.run();
    expect(world.receiver.received).toHaveLength(3);
    expect(await world.endpoint()).toMatchObject({ enabled: true, disabledBy: null, waiting: 0 });
  });

  it('that breaks off is tried again', async () => {
    const { id } = await world.create();
    world.receiver.answer = 'break';
    await world.amber();
    await world.run();
    expect((await world.deliveries(id))[0]).toMatchObject({ state: 'WAITING', attempts: [{ status: null, result: 'The connection broke before there was an answer. / 応答の前に接続が切れました。' }] });
    world.receiver.answer = 204;
    world.hub.clock.advance(6 * SECOND);
    await world.run();
    expect((await world.deliveries(id))[0]?.state).toBe('DELIVERED');
  });

  it('is not lost where a hub stops in the middle: another one makes it once the claim is over, and once only', async () => {
    const { id } = await world.create();
    const one = await world.amber();
    const dying = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: ALLOW });
    world.receiver.answer = 'hang';
    await distribute(dying);
    let arrived: (() => void) | undefined;
    const hanging = new Promise<void>((resolve) => { arrived = resolve; });
    world.receiver.onMessage = () => arrived?.();
    const jobs = dying.hub.app.get(WebhookDeliveries);
    await jobs.run();
    await hanging;
    // It never comes to write down how it ended.
    (jobs as unknown as { end: () => Promise<void> }).end = async () => undefined;
    world.receiver.answer = 204;
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    world.hub.clock.advance(61 * SECOND);
    await Promise.all([world.run(), world.run()]);
    expect(world.receiver.received).toHaveLength(2);
    expect((await world.deliveries(id))[0]).toMatchObject({ state: 'DELIVERED', attempts: [{ number: 1, result: 'The hub stopped in the middle; whether it arrived is not known. / ハブの停止により中断しました。届いたかどうかは不明です。' }, { number: 2, status: 204 }] });
    expect((await world.listed(one.id)).filter(({ holder }) => holder === world.recipient)).toHaveLength(2);
    await jobs.stop();
    await dying.close();
  }, 60_000);

  it('is made by one of several hubs at a time', async () => {
    const { id } = await world.create();
    const second = await createTestHub({ databaseUrl: world.hub.databaseUrl, clock: world.hub.clock, env: ALLOW });
    for (let count = 0; count < 12; count += 1) await world.bulletin({ title: 'For all' });
    await distribute(world.hub);
    const all = [world.hub, second].map((one) => one.hub.app.get(WebhookDeliveries));
    for (let turn = 0; turn < 12; turn += 1) {
      await Promise.all(all.map((jobs) => jobs.run()));
      await Promise.all(all.map((jobs) => jobs.settled()));
    }
    expect(world.receiver.received).toHaveLength(12);
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
    expect((await world.deliveries(id, ', first: 100')).every(({ state, attempts }) => state === 'DELIVERED' && attempts.length === 1)).toBe(true);
    await second.close();
  }, 60_000);
});
