import { Webhook as Verifier } from 'standardwebhooks';
import { Role } from '@hub/access';
import { WebhookDeliveries } from '@hub/alerts';
import { DisclosureGate } from '@hub/audit';
import { addPerson, appoint, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { type AlertWorld, alertWorld, distribute, page, revise, to, withdraw } from './support/alerting.js';
import { type Receiver, startReceiver } from './support/receiver.js';

const ENDPOINT = 'id url description enabled disabledBy disabledAt failingSince lastResult waiting previousSecretUntil createdAt revision';
const DELIVERY = 'id messageId type state createdAt nextAttemptAt attempts { number beganAt endedAt status result }';
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

let hub: TestHub;
let world: AlertWorld;
let administrator: TestPerson;
let receiver: Receiver;
beforeEach(async () => {
  hub = await createTestHub({ env: { HUB_WEBHOOK_ALLOW: '127.0.0.1' } });
  world = await alertWorld(hub);
  administrator = await addPerson(hub, world.recipient, { roles: [Role.ADMINISTRATOR] });
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver.close();
  await hub.close();
});

const call = async (text: string, variables: object = {}, { token }: TestPerson = administrator) => data(await hub.graphql(text, { token, variables }));
const create = async (url = receiver.url, by = administrator): Promise<{ id: string; secret: string; revision: number }> => {
  const { webhook, secret } = (await call(`mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { ${ENDPOINT} } secret } }`, { input: { url, description: 'Case system' } }, by)).createWebhook;
  return { ...webhook, secret };
};
const deliveries = async (webhookId: string, more = ''): Promise<{ id: string; messageId: string; type: string; state: string; nextAttemptAt: string | null; attempts: { number: number; status: number | null; result: string; endedAt: string | null }[] }[]> =>
  (await call(`query ($id: ID!) { webhookDeliveries(webhookId: $id ${more}) { nodes { ${DELIVERY} } } }`, { id: webhookId })).webhookDeliveries.nodes;
const endpoint = async (): Promise<{ id: string; enabled: boolean; disabledBy: string | null; failingSince: string | null; lastResult: string | null; waiting: number; revision: number; previousSecretUntil: string | null }> =>
  (await call(`{ webhooks { ${ENDPOINT} } }`)).webhooks[0];
const update = async (input: object): Promise<void> => void (await call('mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { id } } }', { input }));
const again = (id: string): Promise<unknown> => call(`mutation ($id: ID!) { redeliverWebhook(deliveryId: $id) { delivery { ${DELIVERY} } } }`, { id });
const run = async (on = hub): Promise<void> => {
  await distribute(on);
  const jobs = on.hub.app.get(WebhookDeliveries);
  await jobs.run();
  await jobs.settled();
};
const bulletin = (input: object): Promise<{ id: string; revision: number }> => publishNew(hub, world.author, world.second, input);
const amber = (title = 'Secret matter'): Promise<{ id: string; revision: number }> => bulletin({ tlp: 'AMBER', title, ...to(world.recipient), sections: [{ heading: 'Akebonosugi', body: 'Akebonosugi' }] });
const told = (): { type: string; data: { kind: string; cursor: string; bulletinId: string } }[] => receiver.received.map(({ body }) => JSON.parse(body));
const listed = async (bulletinId: string) => (await hub.recorded({ action: 'bulletin.listed' })).filter(({ detail }) => JSON.stringify(detail).includes(bulletinId));
/** The receiver's clock is the hub's. */
const verify = (secret: string, at = 0): unknown => {
  const message = receiver.received.at(at);
  if (!message) throw new Error('nothing was received');
  const { now } = Date;
  Date.now = () => hub.clock.now().getTime();
  try {
    return new Verifier(secret).verify(message.body, message.headers);
  } finally {
    Date.now = now;
  }
};

describe('an endpoint', () => {
  it('is told that something happened and where to read, signed by Standard Webhooks, and nothing of what it says', async () => {
    const { secret } = await create();
    const { id } = await amber();
    await run();
    expect(receiver.received).toHaveLength(1);
    const { nodes: [alert] } = await page(hub, world.reader);
    expect(verify(secret)).toEqual({ type: 'alert.published', timestamp: alert?.occurredAt, data: { kind: 'PUBLISHED', cursor: alert?.cursor, bulletinId: id } });
    expect(JSON.stringify(receiver.received)).not.toMatch(/Secret matter|Akebonosugi|AMBER/);
    expect((await page(hub, world.reader, { after: told()[0]?.data.cursor })).nodes).toEqual([]);
    expect(() => verify('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toThrow();
  });

  it('is told once the record of it is durable: the organisation reads, the hub acts', async () => {
    await create();
    const { id } = await amber();
    let before: unknown[] = [];
    receiver.onMessage = async () => { before = await listed(id); };
    await run();
    const originator = world.author.organisationId;
    expect((before as { holder: string }[]).map(({ holder }) => holder).sort()).toEqual([originator, world.recipient].sort());
    expect(before).toEqual(expect.arrayContaining([expect.objectContaining({ holder: originator, organisation: world.recipient, person: null, detail: { bulletins: [{ id, version: null, sections: [] }] } })]));
  });

  it('is told nothing where the record can not be written, and everything later', async () => {
    const { id } = await create();
    await amber();
    const gate = hub.hub.app.get(DisclosureGate);
    const release = gate.release.bind(gate);
    gate.release = async (leaving) => {
      if (leaving.actor.kind === 'organisation') throw new Error('shut');
      return release(leaving);
    };
    await run();
    expect(receiver.received).toEqual([]);
    expect((await deliveries(id))[0]).toMatchObject({ state: 'WAITING', attempts: [{ result: 'Nothing was sent: the record of disclosures could not be written.' }] });
    gate.release = release;
    hub.clock.advance(6 * SECOND);
    await run();
    expect(told()).toHaveLength(1);
  });

  it('is never told of TLP:RED, nor of what is for persons alone', async () => {
    const { id } = await create();
    await appoint(hub, world.recipient, world.reader.id);
    const red = await bulletin({ tlp: 'RED', title: 'Red', audience: { personIds: [world.reader.id] }, approverIds: [world.second.id], acknowledgeBy: new Date(hub.clock.now().getTime() + HOUR).toISOString() });
    await run();
    expect((await page(hub, world.reader)).nodes).toHaveLength(1);
    hub.clock.advance(2 * HOUR);
    await run();
    await withdraw(hub, world.author, red);
    await run();
    expect(receiver.received).toEqual([]);
    expect(await deliveries(id)).toEqual([]);
  });

  it('is not told of what became RED, or was narrowed, before it could be sent', async () => {
    const { id } = await create();
    receiver.answer = 503;
    const one = await amber();
    await run();
    await revise(hub, world, one, to(world.elsewhere));
    hub.clock.advance(10 * SECOND);
    receiver.answer = 204;
    await run();
    // It was told of the bulletin by the first attempt, though that one failed: so it hears that it is lost, and of nothing else.
    expect(told().map(({ type }) => type)).toEqual(['alert.published', 'alert.access_lost']);
    expect((await deliveries(id)).map(({ state }) => state).sort()).toEqual(['DELIVERED', 'WITHHELD']);
  });

  it('is not told that something is lost of which it was never told', async () => {
    const { id } = await create('http://127.0.0.1:1/');
    const one = await amber();
    await run();
    expect((await deliveries(id))[0]?.attempts[0]?.result).toBe('The receiver could not be reached.');
    expect(await listed(one.id)).toEqual([]);
    await revise(hub, world, one, to(world.elsewhere));
    await update({ id, expectedRevision: 1, url: receiver.url });
    await run();
    expect(receiver.received).toEqual([]);
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['WITHHELD', 'WITHHELD']);
  });

  it('is not told where a revocation comes between reading and sending', async () => {
    const { id } = await create();
    const one = await amber();
    const gate = hub.hub.app.get(DisclosureGate);
    const release = gate.release.bind(gate);
    let narrowed = false;
    gate.release = async (leaving) => {
      if (leaving.actor.kind === 'organisation' && !narrowed) {
        narrowed = true;
        await revise(hub, world, one, to(world.elsewhere));
      }
      return release(leaving);
    };
    await run();
    expect(receiver.received).toEqual([]);
    expect((await deliveries(id))[0]?.state).toBe('WITHHELD');
    expect(await listed(one.id)).toEqual([]);
  });

  it('hears of a withdrawal, a revision and a reminder of what it may know of', async () => {
    await create();
    const one = await amber();
    await run();
    await revise(hub, world, one, { title: 'Other' });
    await run();
    const due = await bulletin({ tlp: 'AMBER', ...to(world.recipient), acknowledgeBy: new Date(hub.clock.now().getTime() + 2 * HOUR).toISOString() });
    await run();
    hub.clock.advance(HOUR);
    await run();
    await withdraw(hub, world.author, due);
    await run();
    expect(told().map(({ type }) => type)).toEqual(['alert.published', 'alert.revised', 'alert.published', 'alert.acknowledgement_due', 'alert.withdrawn']);
  });

  it('of another organisation hears nothing, and of a suspended one neither', async () => {
    const other = await addPerson(hub, world.elsewhere, { roles: [Role.ADMINISTRATOR] });
    await create(receiver.url, other);
    await amber();
    await run();
    expect(receiver.received).toEqual([]);
    await bulletin({ title: 'For all' });
    await hub.superuser('UPDATE hub.organisations SET suspended_at = now() WHERE id = $1', [world.elsewhere]);
    await run();
    expect(receiver.received).toEqual([]);
  });
});

describe('a delivery', () => {
  it('that fails is tried again by the schedule of the specification, and shows', async () => {
    const { id } = await create();
    receiver.answer = 500;
    await amber();
    const waits = [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
    for (const [index, wait] of waits.entries()) {
      if (wait > 0) {
        hub.clock.advance(wait - 1);
        await run();
        expect(receiver.received).toHaveLength(index);
        hub.clock.advance(wait / 10 + 1);
      }
      await run();
      expect(receiver.received).toHaveLength(index + 1);
    }
    hub.clock.advance(100 * HOUR);
    await run();
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    const [delivery] = await deliveries(id);
    expect(delivery).toMatchObject({ state: 'EXHAUSTED', nextAttemptAt: null });
    expect(delivery?.attempts.map(({ status, result }) => [status, result])).toEqual(Array(10).fill([500, 'The receiver did not take it. (HTTP 500)']));
    expect(await endpoint()).toMatchObject({ enabled: true, failingSince: expect.any(String), lastResult: 'The receiver did not take it. (HTTP 500)', waiting: 0 });
    receiver.answer = 200;
    await again(delivery?.id ?? '');
    await run();
    expect((await deliveries(id))[0]).toMatchObject({ state: 'DELIVERED', messageId: receiver.received[0]?.headers['webhook-id'] });
    expect(await endpoint()).toMatchObject({ failingSince: null, lastResult: 'Delivered. (HTTP 200)' });
  }, 60_000);

  it('is given the time that the receiver asks for', async () => {
    await create();
    receiver.answer = { status: 429, headers: { 'retry-after': '600' } };
    await amber();
    await run();
    hub.clock.advance(9 * MINUTE);
    await run();
    expect(receiver.received).toHaveLength(1);
    hub.clock.advance(MINUTE);
    await run();
    expect(receiver.received).toHaveLength(2);
  });

  it('is not redirected', async () => {
    const { id } = await create();
    const elsewhere = await startReceiver();
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answer = { status, headers: { location: elsewhere.url } };
      await amber();
      await run();
    }
    expect(elsewhere.received).toEqual([]);
    expect((await deliveries(id)).map(({ attempts: [first] }) => first?.result).sort()).toEqual([301, 302, 303, 307, 308].map((status) => `The receiver pointed elsewhere; redirects are not followed. Give the final address. (HTTP ${status})`));
    await elsewhere.close();
  });

  it('that is answered 410 disables the endpoint, which an administrator enables again: nothing of what came meanwhile is lost', async () => {
    const { id } = await create();
    receiver.answer = 410;
    await amber();
    await run();
    expect(await endpoint()).toMatchObject({ enabled: false, disabledBy: 'GONE', waiting: 1 });
    expect((await hub.recorded({ action: 'webhook.disabled' })).map(({ holder, person, subject }) => [holder, person, subject])).toEqual([[world.recipient, null, id]]);
    await amber();
    hub.clock.advance(24 * HOUR);
    await run();
    expect(receiver.received).toHaveLength(1);
    receiver.answer = 204;
    await update({ id, expectedRevision: (await endpoint()).revision, enabled: true });
    await run();
    expect(receiver.received).toHaveLength(3);
    expect(await endpoint()).toMatchObject({ enabled: true, disabledBy: null, waiting: 0 });
  });

  it('that breaks off is tried again', async () => {
    const { id } = await create();
    receiver.answer = 'break';
    await amber();
    await run();
    expect((await deliveries(id))[0]).toMatchObject({ state: 'WAITING', attempts: [{ status: null, result: 'The connection broke before there was an answer.' }] });
    receiver.answer = 204;
    hub.clock.advance(6 * SECOND);
    await run();
    expect((await deliveries(id))[0]?.state).toBe('DELIVERED');
  });

  it('is not lost where a hub stops in the middle: another one makes it once the claim is over, and once only', async () => {
    const { id } = await create();
    const one = await amber();
    const dying = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_WEBHOOK_ALLOW: '127.0.0.1' } });
    receiver.answer = 'hang';
    await distribute(dying);
    let arrived: (() => void) | undefined;
    const hanging = new Promise<void>((resolve) => { arrived = resolve; });
    receiver.onMessage = () => arrived?.();
    const jobs = dying.hub.app.get(WebhookDeliveries);
    await jobs.run();
    await hanging;
    // It never comes to write down how it ended.
    (jobs as unknown as { end: () => Promise<void> }).end = async () => undefined;
    receiver.answer = 204;
    await run();
    expect(receiver.received).toHaveLength(1);
    hub.clock.advance(61 * SECOND);
    await Promise.all([run(), run()]);
    expect(receiver.received).toHaveLength(2);
    expect((await deliveries(id))[0]).toMatchObject({ state: 'DELIVERED', attempts: [{ number: 1, result: 'The hub stopped in the middle; whether it arrived is not known.' }, { number: 2, status: 204 }] });
    expect((await listed(one.id)).filter(({ holder }) => holder === world.recipient)).toHaveLength(2);
    await jobs.stop();
    await dying.close();
  }, 60_000);

  it('is made by one of several hubs at a time', async () => {
    const { id } = await create();
    const second = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_WEBHOOK_ALLOW: '127.0.0.1' } });
    for (let count = 0; count < 12; count += 1) await bulletin({ title: 'For all' });
    await distribute(hub);
    const all = [hub, second].map((one) => one.hub.app.get(WebhookDeliveries));
    for (let turn = 0; turn < 12; turn += 1) {
      await Promise.all(all.map((jobs) => jobs.run()));
      await Promise.all(all.map((jobs) => jobs.settled()));
    }
    expect(receiver.received).toHaveLength(12);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
    expect((await deliveries(id, ', first: 100')).every(({ state, attempts }) => state === 'DELIVERED' && attempts.length === 1)).toBe(true);
    await second.close();
  }, 60_000);
});

describe('a secret', () => {
  it('is shown once, kept encrypted, and after a rotation the one before signs for 24 hours more', async () => {
    const { id, secret } = await create();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { rows } = await hub.superuser('SELECT * FROM hub.webhook_endpoints');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret.slice(6), 'base64').toString('hex'));
    expect(rows[0].secret.includes(Buffer.from(secret.slice(6), 'base64'))).toBe(false);
    const { secret: next, webhook } = (await call(`mutation ($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { previousSecretUntil } } }`, { id })).rotateWebhookSecret;
    expect(Date.parse(webhook.previousSecretUntil) - hub.clock.now().getTime()).toBe(24 * HOUR);
    await amber();
    await run();
    expect(receiver.received[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    verify(secret);
    verify(next);
    hub.clock.advance(24 * HOUR);
    await amber();
    await run();
    verify(next, 1);
    expect(() => verify(secret, 1)).toThrow();
    expect(receiver.received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('is not given again to a repetition of the request', async () => {
    const make = `mutation { createWebhook(input: { url: "${receiver.url}" }) { webhook { id } secret } }`;
    const [first, second] = [await hub.graphql(make, { token: administrator.token, headers: { 'idempotency-key': 'one' } }), await hub.graphql(make, { token: administrator.token, headers: { 'idempotency-key': 'one' } })];
    expect(data(first).createWebhook.secret).toMatch(/^whsec_/);
    expect(data(second).createWebhook).toEqual({ webhook: data(first).createWebhook.webhook, secret: null });
  });
});

describe('administrators', () => {
  it('send trials, and remove endpoints with what waits', async () => {
    const { id, secret } = await create();
    await call('mutation ($id: ID!) { testWebhook(id: $id) { delivery { state type } } }', { id });
    await run();
    expect(verify(secret)).toMatchObject({ type: 'webhook.test', data: {} });
    await amber();
    await call('mutation ($id: ID!) { removeWebhook(id: $id) }', { id });
    await run();
    expect(receiver.received).toHaveLength(1);
    expect((await call('{ webhooks { id } }')).webhooks).toEqual([]);
    expect((await hub.recorded()).map(({ action }) => action)).toEqual(expect.arrayContaining(['webhook.created', 'webhook.tested', 'webhook.removed']));
  });

  it('read deliveries page by page', async () => {
    const { id } = await create();
    for (let count = 0; count < 3; count += 1) {
      await amber();
      await run();
      hub.clock.advance(SECOND);
    }
    const all = (await deliveries(id)).map((one) => one.id);
    const read = async (after: string | null) => (await call('query ($id: ID!, $after: String) { webhookDeliveries(webhookId: $id, first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }', { id, after })).webhookDeliveries;
    const first = await read(null);
    const second = await read(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map((one: { id: string }) => one.id)).toEqual(all);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('can not have messages sent to where they must not go', async () => {
    for (const url of ['http://10.0.0.8/', 'http://[::1]/', 'http://169.254.169.254/latest/meta-data', 'http://0x7f.2/', 'ftp://example.org/', 'https://user:pass@example.org/', 'https://example.org/#x', 'nonsense']) {
      const { errors } = await hub.graphql('mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret } }', { token: administrator.token, variables: { input: { url } } });
      expect([url, errors?.[0]?.extensions]).toEqual([url, expect.objectContaining({ code: 'INVALID_INPUT', field: 'input.url' })]);
    }
  });
});
