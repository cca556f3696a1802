import { setTimeout as sleep } from 'node:timers/promises';
import { AlertDistribution } from '@hub/alerts';
import { addOrganisation, addPerson, data, publish, type TestHub, type TestPerson } from '@hub/testing';

/** An alert as a client gets it. */
export interface SeenAlert { cursor: string; kind: string; occurredAt: string; bulletinId: string; bulletin: { title: string; state: string; sections: { body: string }[] } | null }

/** Fields of an alert. */
export const ALERT = 'cursor kind occurredAt bulletinId bulletin { title state sections { body } }';
const LIST = `query ($first: Int, $after: String, $filter: AlertFilter) { alerts(first: $first, after: $after, filter: $filter) { nodes { ${ALERT} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** An originator with two officers, and two recipients with an officer each. */
export interface AlertWorld { author: TestPerson; second: TestPerson; reader: TestPerson; other: TestPerson; recipient: string; elsewhere: string }

/** Makes them. */
export async function alertWorld(hub: TestHub): Promise<AlertWorld> {
  const [originator, recipient, elsewhere] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  return {
    recipient, elsewhere,
    author: await addPerson(hub, originator), second: await addPerson(hub, originator),
    reader: await addPerson(hub, recipient), other: await addPerson(hub, elsewhere),
  };
}

/** Distributes what waits; where the hub's own timer is at it, waits for that. */
export async function distribute(hub: TestHub): Promise<void> {
  for (let left = true; left; ) {
    await hub.hub.app.get(AlertDistribution).run();
    left = ((await hub.superuser('SELECT 1 FROM hub.alert_queue LIMIT 1')).rowCount ?? 0) > 0;
    if (left) await sleep(5);
  }
}

/** A page of somebody's alerts. */
export async function page(hub: TestHub, { token }: TestPerson, variables: object = {}): Promise<{ nodes: SeenAlert[]; edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }> {
  return data(await hub.graphql(LIST, { token, variables })).alerts;
}

/** Everything in somebody's stream, as `KIND title`; of what is lost `KIND`. */
export async function told(hub: TestHub, person: TestPerson, variables: object = {}): Promise<string[]> {
  await distribute(hub);
  return (await page(hub, person, { first: 100, ...variables })).nodes.map(({ kind, bulletin }) => (bulletin ? `${kind} ${bulletin.title}` : kind));
}

const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id revision state pending { state } } } }';

/** Revises, and publishes what needs a second person. */
export async function revise(hub: TestHub, { author, second }: Pick<AlertWorld, 'author' | 'second'>, bulletin: { id: string; revision: number }, input: object): Promise<{ id: string; revision: number }> {
  const revised = data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, ...input } } })).reviseBulletin.bulletin;
  if (revised.pending) {
    data(await publish(hub, author, revised));
    const { data: done } = await hub.graphql('query ($id: ID!) { bulletin(id: $id) { pending { state } } }', { token: author.token, variables: { id: bulletin.id } });
    if (done.bulletin.pending) data(await publish(hub, second, revised));
  }
  return { id: bulletin.id, revision: revised.revision };
}

/** Takes a bulletin back. */
export async function withdraw(hub: TestHub, { token }: TestPerson, { id, revision }: { id: string; revision: number }): Promise<void> {
  data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { state } } }', { token, variables: { input: { id, expectedRevision: revision, reason: 'trial' } } }));
}

/** Has somebody read a bulletin. */
export async function read(hub: TestHub, { token }: TestPerson, id: string): Promise<void> {
  data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { title } }', { token, variables: { id } }));
}

/** An audience of these organisations. */
export const to = (...organisationIds: string[]): object => ({ audience: { organisationIds } });
