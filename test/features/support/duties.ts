import { Role } from '@hub/access';
import { DutyCalls } from '@hub/alerts';
import { addPerson, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { type AlertWorld, alertWorld, distribute, to } from './alerting.js';
import { type Receiver, startReceiver } from './receiver.js';
import { ALLOW, HOUR, MINUTE, SECOND } from './webhooking.js';

export { HOUR, MINUTE, SECOND };
export const TOKEN = 'gateway-token-of-tests';
/** Settings of a hub that calls a receiver of its own. */
export const gatewayAt = (receiver: Receiver): Record<string, string> => ({ DUTY_GATEWAY_URL: receiver.url, DUTY_GATEWAY_TOKEN: TOKEN });

const SHIFT = 'id person { id } label telephone channel language hours { zone from until weekdays firstDay lastDay }';
const CALL = 'id person { id } label channel state createdAt nextAttemptAt attempts { number beganAt endedAt status result }';

/** A call as the organisation sees it. */
export interface SeenCall { id: string; person: { id: string } | null; label: string | null; state: string; attempts: { number: number; status: number | null; result: string }[] }
/** What the gateway is asked for. */
export interface Asked { id: string; to: string; channel: string; text: string; language: string }
/** Who has not answered, as the originator is told. */
export interface SeenUnanswered { kind: string; bulletinId: string; unanswered: { organisation: { id: string }; dutyTelephone: string | null; duty: string } | null }

/** A hub with a gateway, an originator, two recipients, and an administrator of one of them. */
export interface DutyWorld extends AlertWorld {
  hub: TestHub;
  gateway: Receiver;
  administrator: TestPerson;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  call(text: string, variables?: object, by?: TestPerson): Promise<any>;
  /** Puts these in the place of the rota; each needs no more than a number. */
  rota(shifts: object[], by?: TestPerson): Promise<void>;
  /** Distributes, calls whom it is time to call, and waits for the ends. */
  run(hub?: TestHub): Promise<void>;
  /** An IMMEDIATE bulletin to the recipient. */
  immediate(more?: object): Promise<{ id: string; revision: number }>;
  answer(bulletinId: string, kind: string, by?: TestPerson): Promise<void>;
  asked(): Asked[];
  calls(by?: TestPerson): Promise<SeenCall[]>;
  unanswered(by?: TestPerson): Promise<SeenUnanswered[]>;
  close(): Promise<void>;
}

/** Makes one. */
export async function dutyWorld(env: Record<string, string> | null = null): Promise<DutyWorld> {
  const gateway = await startReceiver();
  const hub = await createTestHub({ env: { ...ALLOW, ...(env ?? gatewayAt(gateway)) } });
  const world = await alertWorld(hub);
  const administrator = await addPerson(hub, world.recipient, { roles: [Role.ADMINISTRATOR] });
  const call: DutyWorld['call'] = async (text, variables = {}, { token } = administrator) => data(await hub.graphql(text, { token, variables }));
  return {
    ...world, hub, gateway, administrator, call,
    async rota(shifts, by = administrator) {
      const { dutyRota: { revision } } = await call('{ dutyRota { revision } }', {}, by);
      await call(`mutation ($input: SetDutyRotaInput!) { setDutyRota(input: $input) { rota { shifts { ${SHIFT} } } } }`, { input: { expectedRevision: revision, shifts: shifts.map((shift) => ({ channel: 'SMS', ...shift })) } }, by);
    },
    async run(one = hub) {
      await distribute(one);
      const jobs = one.hub.app.get(DutyCalls);
      // A failure lets the next person be called in the same minute.
      for (let begun = 1; begun > 0; ) {
        begun = await jobs.run();
        await jobs.settled();
      }
    },
    immediate: (more = {}) => publishNew(hub, world.author, world.second, { tlp: 'AMBER', urgency: 'IMMEDIATE', title: 'Secret matter', ...to(world.recipient), sections: [{ heading: 'Akebonosugi', body: 'Akebonosugi' }], ...more }),
    answer: async (id, kind, by = world.reader) => void (await call('mutation ($input: AcknowledgeBulletinInput!) { acknowledgeBulletin(input: $input) { bulletin { id } } }', { input: { id, version: 1, kind } }, by)),
    asked: () => gateway.received.map(({ body }) => JSON.parse(body) as Asked),
    calls: async (by = administrator) => (await call(`{ dutyCalls(first: 50) { nodes { ${CALL} } } }`, {}, by)).dutyCalls.nodes,
    unanswered: async (by = world.author) => {
      const { alerts } = await call('{ alerts(first: 100) { nodes { kind bulletinId unanswered { organisation { id } dutyTelephone duty } } } }', {}, by);
      return (alerts.nodes as SeenUnanswered[]).filter(({ kind }) => kind === 'UNANSWERED');
    },
    async close() {
      await gateway.close();
      await hub.close();
    },
  };
}
