import { data } from '@hub/testing';
import { HOUR, SECOND, hookWorld, type HookWorld } from './support/webhooking.js';

let world: HookWorld;
beforeEach(async () => {
  world = await hookWorld();
});
afterEach(() => world.close());

describe('a secret', () => {
  it('is shown once, kept encrypted, and after a rotation the one before signs for 24 hours more', async () => {
    const { id, secret } = await world.create();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { rows } = await world.hub.superuser('SELECT * FROM hub.webhook_endpoints');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret.slice(6), 'base64').toString('hex'));
    expect(rows[0].secret.includes(Buffer.from(secret.slice(6), 'base64'))).toBe(false);
    const { secret: next, webhook } = (await world.call(`mutation ($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { previousSecretUntil } } }`, { id })).rotateWebhookSecret;
    expect(Date.parse(webhook.previousSecretUntil) - world.hub.clock.now().getTime()).toBe(24 * HOUR);
    await world.amber();
    await world.run();
    expect(world.receiver.received[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    world.verify(secret);
    world.verify(next);
    world.hub.clock.advance(24 * HOUR);
    await world.amber();
    await world.run();
    world.verify(next, 1);
    expect(() => world.verify(secret, 1)).toThrow();
    expect(world.receiver.received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('is not given again to a repetition of the request', async () => {
    const make = `mutation { createWebhook(input: { url: "${world.receiver.url}" }) { webhook { id } secret } }`;
    const [first, second] = [await world.hub.graphql(make, { token: world.administrator.token, headers: { 'idempotency-key': 'one' } }), await world.hub.graphql(make, { token: world.administrator.token, headers: { 'idempotency-key': 'one' } })];
    expect(data(first).createWebhook.secret).toMatch(/^whsec_/);
    expect(data(second).createWebhook).toEqual({ webhook: data(first).createWebhook.webhook, secret: null });
  });
});

describe('administrators', () => {
  it('send trials, and remove endpoints with what waits', async () => {
    const { id, secret } = await world.create();
    await world.call('mutation ($id: ID!) { testWebhook(id: $id) { delivery { state type } } }', { id });
    await world.run();
    expect(world.verify(secret)).toMatchObject({ type: 'webhook.test', data: {} });
    await world.amber();
    await world.call('mutation ($id: ID!) { removeWebhook(id: $id) }', { id });
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    expect((await world.call('{ webhooks { id } }')).webhooks).toEqual([]);
    expect((await world.hub.recorded()).map(({ action }) => action)).toEqual(expect.arrayContaining(['webhook.created', 'webhook.tested', 'webhook.removed']));
  });

  it('read deliveries page by page', async () => {
    const { id } = await world.create();
    for (let count = 0; count < 3; count += 1) {
      await world.amber();
      await world.run();
      world.hub.clock.advance(SECOND);
    }
    const all = (await world.deliveries(id)).map((one) => one.id);
    const read = async (after: string | null) => (await world.call('query ($id: ID!, $after: String) { webhookDeliveries(webhookId: $id, first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }', { id, after })).webhookDeliveries;
    const first = await read(null);
    const second = await read(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map((one: { id: string }) => one.id)).toEqual(all);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('can not have messages sent to where they must not go', async () => {
    for (const url of ['http://10.0.0.8/', 'http://[::1]/', 'http://169.254.169.254/latest/meta-data', 'http://0x7f.2/', 'ftp://example.org/', 'https://user:pass@example.org/', 'https://example.org/#x', 'nonsense']) {
      const { errors } = await world.hub.graphql('mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret } }', { token: world.administrator.token, variables: { input: { url } } });
      expect([url, errors?.[0]?.extensions]).toEqual([url, expect.objectContaining({ code: 'INVALID_INPUT', field: 'input.url' })]);
    }
  });
});
