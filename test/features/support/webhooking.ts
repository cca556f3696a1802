import { Webhook as Verifier } from 'standardwebhooks';
import { Role } from '@hub/access';
import { WebhookDeliveries } from '@hub/alerts';
import { addPerson, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { type AlertWorld, alertWorld, distribute, to } from './alerting.js';
import { type Receiver, startReceiver } from './receiver.js';

const ENDPOINT = 'id url description enabled disabledBy disabledAt failingSince lastResult waiting previousSecretUntil createdAt revision';
const DELIVERY = 'id messageId type state createdAt nextAttemptAt attempts { number beganAt endedAt status result }';
/** The receivers of tests are on loopback. */
export const ALLOW = { HUB_WEBHOOK_ALLOW: '127.0.0.1' };
export const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000] as const;

/** An endpoint as its administrators see it. */
export interface SeenWebhook { id: string; enabled: boolean; disabledBy: string | null; failingSince: string | null; lastResult: string | null; waiting: number; revision: number; previousSecretUntil: string | null }
/** A delivery as they see it. */
export interface SeenDelivery { id: string; messageId: string; type: string; state: string; nextAttemptAt: string | null; attempts: { number: number; status: number | null; result: string; endedAt: string | null }[] }
/** What a receiver is told. */
export interface Told { type: string; data: { kind: string; cursor: string; bulletinId: string } }

/** A hub, an organisation with an administrator, and a receiver of its own. */
export interface HookWorld extends AlertWorld {
  hub: TestHub;
  receiver: Receiver;
  administrator: TestPerson;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  call(text: string, variables?: object, by?: TestPerson): Promise<any>;
  create(url?: string, by?: TestPerson): Promise<{ id: string; secret: string; revision: number }>;
  update(input: object): Promise<void>;
  endpoint(): Promise<SeenWebhook>;
  deliveries(webhookId: string, more?: string): Promise<SeenDelivery[]>;
  again(deliveryId: string): Promise<unknown>;
  /** Distributes, sends what is due, and waits for the ends. */
  run(): Promise<void>;
  bulletin(input: object): Promise<{ id: string; revision: number }>;
  /** A bulletin to the organisation. */
  amber(): Promise<{ id: string; revision: number }>;
  /** What arrived. */
  told(): Told[];
  /** Records that the bulletin's id was shown. */
  listed(bulletinId: string): ReturnType<TestHub['recorded']>;
  /** What the reference library makes of a message; its clock is the hub's. */
  verify(secret: string, at?: number): unknown;
  close(): Promise<void>;
}

/** Makes one. */
export async function hookWorld(): Promise<HookWorld> {
  const hub = await createTestHub({ env: ALLOW });
  const world = await alertWorld(hub);
  const administrator = await addPerson(hub, world.recipient, { roles: [Role.ADMINISTRATOR] });
  const receiver = await startReceiver();
  const call: HookWorld['call'] = async (text, variables = {}, { token } = administrator) => data(await hub.graphql(text, { token, variables }));
  const bulletin: HookWorld['bulletin'] = (input) => publishNew(hub, world.author, world.second, input);
  return {
    ...world, hub, receiver, administrator, call, bulletin,
    async create(url = receiver.url, by = administrator) {
      const { webhook, secret } = (await call(`mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { ${ENDPOINT} } secret } }`, { input: { url, description: 'Case system' } }, by)).createWebhook;
      return { ...webhook, secret };
    },
    update: async (input) => void (await call('mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { id } } }', { input })),
    endpoint: async () => (await call(`{ webhooks { ${ENDPOINT} } }`)).webhooks[0],
    deliveries: async (webhookId, more = '') => (await call(`query ($id: ID!) { webhookDeliveries(webhookId: $id ${more}) { nodes { ${DELIVERY} } } }`, { id: webhookId })).webhookDeliveries.nodes,
    again: (id) => call(`mutation ($id: ID!) { redeliverWebhook(deliveryId: $id) { delivery { ${DELIVERY} } } }`, { id }),
    async run() {
      await distribute(hub);
      const jobs = hub.hub.app.get(WebhookDeliveries);
      await jobs.run();
      await jobs.settled();
    },
    amber: () => bulletin({ tlp: 'AMBER', title: 'Secret matter', ...to(world.recipient), sections: [{ heading: 'Akebonosugi', body: 'Akebonosugi' }] }),
    told: () => receiver.received.map(({ body }) => JSON.parse(body) as Told),
    listed: async (bulletinId) => (await hub.recorded({ action: 'bulletin.listed' })).filter(({ detail }) => JSON.stringify(detail).includes(bulletinId)),
    verify(secret, at = 0) {
      const message = receiver.received.at(at);
      if (!message) throw new Error('nothing was received');
      const { now } = Date;
      Date.now = () => hub.clock.now().getTime();
      try {
        return new Verifier(secret).verify(message.body, message.headers);
      } finally {
        Date.now = now;
      }
    },
    async close() {
      await receiver.close();
      await hub.close();
    },
  };
}
