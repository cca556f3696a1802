import type { ActorKey } from '@hub/platform';
import { DomainError } from '@hub/kernel';

/** What a person may do inside the person's own organisation. COORDINATOR and AUDITOR exist only in the coordinating one. */
export enum Role {
  READER = 'READER',
  OFFICER = 'OFFICER',
  CONTACT_POINT = 'CONTACT_POINT',
  ADMINISTRATOR = 'ADMINISTRATOR',
  COORDINATOR = 'COORDINATOR',
  AUDITOR = 'AUDITOR',
}

/** Kinds of organisation; embassies and international organisations are our extension of HTCDS 2.0's organisation types. */
export enum OrganisationKind {
  COORDINATOR = 'COORDINATOR',
  EMBASSY = 'EMBASSY',
  INTERNATIONAL_ORGANISATION = 'INTERNATIONAL_ORGANISATION',
  NGO = 'NGO',
  WOMENS_SUPPORT_CENTRE = 'WOMENS_SUPPORT_CENTRE',
  PREFECTURAL_POLICE = 'PREFECTURAL_POLICE',
  GOVERNMENT_BODY = 'GOVERNMENT_BODY',
}

/** Somebody signed in, as the operation began. */
export interface PersonActor extends ActorKey {
  readonly kind: 'person';
  readonly sessionId: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly roles: ReadonlySet<Role>;
  readonly language: string;
  /** The principals of audiences that this person's organisation, its officers, and the person stand for. */
  readonly readerPrincipal: number;
  readonly officerPrincipal: number;
  readonly selfPrincipal: number;
}

/** Nobody in particular. */
export interface AnonymousActor extends ActorKey {
  readonly kind: 'anonymous';
  readonly sessionId: null;
}

/** An organisation as such, to which the hub by itself sends something: nobody's session, and none of its people. */
export interface OrganisationActor {
  readonly kind: 'organisation';
  readonly organisationId: string;
  readonly instant: Date;
}

/** A person to whom the hub by itself sends something: nobody's session. */
export interface RecipientActor {
  readonly kind: 'recipient';
  readonly personId: string;
  readonly organisationId: string;
  readonly instant: Date;
}

/** Who asks. Passed as an argument from the resolver on; never injected. */
export type Actor = PersonActor | AnonymousActor;

/** The person asking; UNAUTHENTICATED where nobody is signed in. */
export function signedIn(actor: Actor): PersonActor {
  if (actor.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'Please sign in. / サインインしてください。');
  return actor;
}

/** The person asking, who must have one of the roles; FORBIDDEN else. */
export function withRole(actor: Actor, ...roles: Role[]): PersonActor {
  const person = signedIn(actor);
  if (!roles.some((role) => person.roles.has(role))) {
    throw new DomainError('FORBIDDEN', `This needs the role ${roles.join(' or ')}. / 次の役割が必要です：${roles.join('、')}`);
  }
  return person;
}
