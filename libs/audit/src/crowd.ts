import type { Actor, HubContext, OrganisationActor, RecipientActor } from '@hub/access';

/** Something that is about to leave: to whom, and what it reveals. */
export type Leaving = Pick<HubContext, 'reads' | 'requestId' | 'giveReceipt'> & { readonly actor: Actor | OrganisationActor | RecipientActor };

/** Somebody who is shown what another of his organisation has read: who he was last found to be, and under which of the hub's access epochs. */
export type Sharing = Pick<HubContext, 'actor' | 'requestId' | 'verifiedEpoch'>;

/** Who is shown something: the persons, and the oldest of the hub's access epochs under which one of them, or what he is shown, was looked at. */
export interface Crowd {
  readonly people: readonly string[];
  readonly epoch: number;
}

/**
 * Everybody in one pass: of thousands each look at one costs.
 * @throws Error for people of two organisations: they never share an act.
 */
export function crowdOf(first: Leaving, others: readonly Sharing[]): Crowd {
  const organisation = organisationOf(first);
  const people = 'personId' in first.actor ? [first.actor.personId] : [];
  let epoch = first.reads.accessEpoch ?? 0;
  for (const other of others) {
    const { actor, verifiedEpoch = 0 } = other;
    if (organisationOf(other) !== organisation) throw new Error('people of two organisations never share an act');
    if (actor.kind === 'person') people.push(actor.personId);
    if (verifiedEpoch < epoch) epoch = verifiedEpoch;
  }
  return { people, epoch };
}

/** Whose people share acts; null: nobody's. */
export const organisationOf = ({ actor }: Pick<Leaving, 'actor'>): string | null => (actor.kind === 'anonymous' ? null : actor.organisationId);
