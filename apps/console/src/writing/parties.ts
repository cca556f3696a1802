import type { Session } from '../session/session.js';
import { visible } from '../ui/visible.js';
import type { Nameable, Parties, Party } from './audience.js';
import { circlesAndColleagues, parties, type PartiesQuery } from './writing.generated.js';

/** Reads whoever can be picked, page by page. */
export async function readParties(session: Session, viewer: { person: { id: string }; organisation: { id: string; name: string } }): Promise<Parties> {
  const all: Party[] = [];
  const readAll = async (): Promise<void> => {
    for (let after: string | null = null, more = true; more;) {
      const { organisations: { nodes, pageInfo } }: PartiesQuery = await session.ask(parties, { after });
      all.push(...nodes);
      after = pageInfo.endCursor ?? null;
      more = pageInfo.hasNextPage;
    }
  };
  const [{ circles, people, approvalRoute }] = await Promise.all([session.ask(circlesAndColleagues, {}), readAll()]);
  const ownId = viewer.organisation.id;
  const own = all.find(({ id }) => id === ownId)?.name ?? viewer.organisation.name;
  const colleagues = people.nodes.filter(({ id, state }) => id !== viewer.person.id && state === 'ACTIVE');
  const nameable = new Map<string, Nameable>();
  for (const { id, displayName } of colleagues) nameable.set(id, { id, name: visible(displayName), organisation: own, organisationId: ownId, isOwn: true });
  for (const { id: organisationId, name, contactPoint, deputy } of all) {
    if (organisationId === ownId) continue;
    for (const person of [contactPoint, deputy]) if (person) nameable.set(person.id, { id: person.id, name: visible(person.displayName), organisation: visible(name), organisationId, isOwn: false });
  }
  return {
    ownId, organisations: all.filter(({ id }) => id !== ownId), circles, persons: [...nameable.values()],
    officers: colleagues.filter(({ roles }) => roles?.includes('OFFICER')).map(({ id, displayName }) => ({ id, name: visible(displayName) })), hasRoute: approvalRoute.length > 0,
  };
}
