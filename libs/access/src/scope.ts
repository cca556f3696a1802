import { type Actor, type PersonActor, Role } from './actor.js';

/** The principal of everybody, signed in or not: TLP:CLEAR to everyone. */
export const PUBLIC = 1;
/** The principal of all organisations of the hub, later ones too. */
export const EVERYONE = 2;

/** Roles by which a person reads bulletins. Administering, coordinating and auditing are no right to read. */
export const READING_ROLES: readonly Role[] = [Role.READER, Role.OFFICER, Role.CONTACT_POINT];

/**
 * The principals that an actor stands for: the application's own condition, stated apart from the database's
 * (hub.enter), so that a leak needs both to be wrong.
 */
export function principalsOf(actor: Actor): number[] {
  return actor.kind === 'anonymous' ? [PUBLIC] : principalsOfPerson(actor);
}

/** The same of a person, whether he asks or is sent something. */
export function principalsOfPerson({ roles, readerPrincipal, officerPrincipal, selfPrincipal }: Pick<PersonActor, 'roles' | 'readerPrincipal' | 'officerPrincipal' | 'selfPrincipal'>): number[] {
  const principals = [PUBLIC];
  if (READING_ROLES.some((role) => roles.has(role))) principals.push(EVERYONE, readerPrincipal, selfPrincipal);
  if (roles.has(Role.OFFICER)) principals.push(officerPrincipal);
  return principals;
}

/** What a version or section of a bulletin says about who may read it. */
export interface Guarded {
  /** Who was admitted when it was published. */
  readonly admitted: readonly number[];
  /** Who may read the bulletin's content (or this section) now. */
  readonly gate: readonly number[];
  /** Who may edit; they read on after it has lapsed. */
  readonly editors: readonly number[];
  readonly lapsesAt: Date | null;
}

const overlap = (a: readonly number[], b: readonly number[]): boolean => a.some((x) => b.includes(x));

/** The condition on content, as a check of one object; `SCOPED_SQL` states the same for rows. */
export const mayRead = (row: Guarded, principals: readonly number[], instant: Date): boolean =>
  overlap(row.admitted, principals) &&
  overlap(row.gate, principals) &&
  (row.lapsesAt === null || row.lapsesAt > instant || overlap(row.editors, principals));

/** The condition on content, for rows of `alias`, with the parameters that hold the principals and the instant. */
export const scopedSql = (alias: string, principals: string, instant: string): string =>
  `(${alias}.admitted && ${principals} AND ${alias}.gate && ${principals} AND (${alias}.lapses_at IS NULL OR ${alias}.lapses_at > ${instant} OR ${alias}.editors && ${principals}))`;

/** How the application's condition is made of an actor; tests of row security alone replace it. */
export abstract class Scope {
  /** The principals that the application lets the actor stand for. */
  abstract principals(actor: Actor): number[];
}

/** The condition that stands in production. */
export class ApplicationScope extends Scope {
  principals(actor: Actor): number[] {
    return principalsOf(actor);
  }
}
