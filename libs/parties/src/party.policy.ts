import { type Actor, OrganisationKind, type PersonActor, Role, withRole } from '@hub/access';
import { forbidden } from '@hub/kernel';

/** The roles that exist in the coordinating organisation only. */
export const COORDINATING_ROLES: readonly Role[] = [Role.COORDINATOR, Role.AUDITOR];

/** Managing one's own organisation and its people. */
export const requireAdministrator = (actor: Actor): PersonActor => withRole(actor, Role.ADMINISTRATOR);

/** Naming the own contact point and deputy. */
export const requireAppointer = (actor: Actor): PersonActor => withRole(actor, Role.ADMINISTRATOR, Role.CONTACT_POINT);

/** Onboarding and suspending organisations, keeping circles. */
export const requireCoordinator = (actor: Actor): PersonActor => withRole(actor, Role.COORDINATOR);

/** Somebody with these roles stands above whoever is no coordinator: nobody acts upward. */
export function requireNotAbove(actor: PersonActor, ...rolesOfOther: readonly (readonly Role[])[]): void {
  if (actor.roles.has(Role.COORDINATOR)) return;
  if (rolesOfOther.some((roles) => roles.includes(Role.COORDINATOR))) {
    throw forbidden('Only a coordinator acts on a coordinator, or makes one.');
  }
}

/** Whether an organisation of this kind may hold these roles. Invitations ask it too. */
export function requireRolesOfKind(kind: OrganisationKind, roles: readonly Role[]): void {
  if (kind !== OrganisationKind.COORDINATOR && roles.some((role) => COORDINATING_ROLES.includes(role))) {
    throw forbidden('COORDINATOR and AUDITOR exist in the coordinating organisation only.');
  }
}

/** Whether the actor may give these roles to others of the own organisation: by invitation or by change. */
export function requireMayGrant(actor: PersonActor, roles: readonly Role[]): void {
  requireRolesOfKind(actor.organisationKind, roles);
  requireNotAbove(actor, roles);
}

/** Whether the actor may change the roles of somebody of the own organisation. Nobody gives himself a role. */
export function requireMaySetRoles(actor: PersonActor, person: { id: string; roles: readonly Role[] }, roles: readonly Role[]): void {
  requireRolesOfKind(actor.organisationKind, roles);
  if (person.id === actor.personId) {
    if (roles.some((role) => !person.roles.includes(role))) throw forbidden('Nobody gives himself a role; another administrator can.');
    return;
  }
  requireNotAbove(actor, person.roles, roles);
}

/** Whether the actor may suspend, reinstate or end somebody of the own organisation. */
export function requireMayRemove(actor: PersonActor, person: { id: string; roles: readonly Role[] }): void {
  if (person.id === actor.personId) throw forbidden('Nobody does this to himself; another administrator can.');
  requireNotAbove(actor, person.roles);
}
