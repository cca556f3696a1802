import { randomUUID } from 'node:crypto';
import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { ask, OPERATIONS as Q, type Question, type Reply } from './client.js';

/** An originator with two officers, a recipient with its administrator, another recipient, and a coordinator. */
export interface Parties {
  author: TestPerson;
  second: TestPerson;
  recipient: string;
  other: string;
  administrator: TestPerson;
  coordinator: TestPerson;
}

/** Makes them. */
export async function parties(hub: TestHub): Promise<Parties> {
  const [originator, recipient, other] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  const coordinating = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  return {
    recipient, other,
    author: await addPerson(hub, originator), second: await addPerson(hub, originator),
    administrator: await addPerson(hub, recipient, { roles: [Role.ADMINISTRATOR] }),
    coordinator: await addPerson(hub, coordinating, { roles: [Role.COORDINATOR] }),
  };
}

/** A word that stands nowhere else. */
export const word = (): string => `w${randomUUID().replaceAll('-', '')}`;

/** An audience of these organisations. */
export const audience = (...organisationIds: string[]): object => ({ audience: { organisationIds } });

/** Publishes a bulletin whose whole text is one word. */
export const publishWord = (hub: TestHub, { author, second }: Parties, text: string, organisationIds: string[]): Promise<{ id: string; revision: number }> =>
  publishNew(hub, author, second, { tlp: 'AMBER', title: text, ...audience(...organisationIds), sections: [{ heading: 'What', body: text }] });

/** Every way to read that bulletin. */
export const readings = (id: string, text: string): (Question & { name: string })[] => [
  { name: 'alone', query: Q.one, variables: { id } }, { name: 'in a list', query: Q.list, variables: { first: 5 } },
  { name: 'as of a version', query: Q.asOf, variables: { id, version: 1 } }, { name: 'found by a word', query: Q.list, variables: { filter: { text } } },
  { name: 'as the id of a hit', query: Q.ids, variables: { filter: { text } } }, { name: 'with what hangs on it', query: Q.nested, variables: { id } },
];

/** A mutation that must succeed. */
export async function change(hub: TestHub, person: TestPerson, query: string, input: object): Promise<Reply> {
  const reply = await ask(hub.url, { query, variables: { input }, token: person.token });
  if (reply.code !== 'OK') throw new Error(reply.text || 'no answer');
  return reply;
}

/** How something is taken from a person. */
export interface Loss {
  name: string;
  take: (hub: TestHub, person: TestPerson) => Promise<Reply>;
  /** Gives it back, where it was taken from others too. */
  back?: (hub: TestHub) => Promise<unknown>;
  /** Whoever loses the role to read remains a colleague of his colleagues. */
  colleague?: boolean;
}

/** Every way to take from a person what he may see. */
export const losses = (of: () => Parties): Loss[] => [
  { name: 'sign-out', take: (hub, { token }) => ask(hub.url, { query: Q.signOut, token }) },
  { name: 'suspension', take: (hub, { id }) => change(hub, of().administrator, Q.suspend, { personId: id }) },
  { name: 'the end of the membership', take: (hub, { id }) => change(hub, of().administrator, Q.endMembership, { personId: id }) },
  {
    name: 'the loss of the reading role', colleague: true,
    take: (hub, { id }) => change(hub, of().administrator, Q.setRoles, { personId: id, expectedRevision: 1, roles: [Role.ADMINISTRATOR] }),
  },
  {
    name: 'the suspension of the organisation',
    take: (hub) => change(hub, of().coordinator, Q.suspendOrganisation, { organisationId: of().recipient, reason: 'trial' }),
    back: (hub) => change(hub, of().coordinator, Q.reinstateOrganisation, { organisationId: of().recipient }),
  },
];
