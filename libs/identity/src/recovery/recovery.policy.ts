import { type Actor, type PersonActor, Role, signedIn } from '@hub/access';
import { forbidden } from '@hub/kernel';

/** Who may help a colleague back into the account. */
export const HELPERS: readonly Role[] = [Role.ADMINISTRATOR, Role.CONTACT_POINT, Role.OFFICER];

/** Whether somebody with these roles may help colleagues. */
export const isHelper = (roles: Iterable<Role>): boolean => [...roles].some((role) => HELPERS.includes(role));

/** Helping in the own organisation needs one of the helpers' roles; in another one, being a coordinator. */
export function requireHelper(actor: Actor, organisationId: string | null): PersonActor {
  const person = signedIn(actor);
  const own = organisationId === null || organisationId === person.organisationId;
  if (own ? isHelper(person.roles) : person.roles.has(Role.COORDINATOR)) return person;
  throw forbidden(own ? `This needs one of the roles ${HELPERS.join(', ')}. / 次のいずれかの役割が必要です：${HELPERS.join('、')}` : 'This needs the role COORDINATOR. / 次の役割が必要です：COORDINATOR');
}

/** One of the two people of a recovery, as he stands now. */
export interface Helper {
  readonly personId: string;
  readonly organisationId: string;
  readonly active: boolean;
  readonly roles: Iterable<Role>;
  readonly contactPoint: boolean;
}

/** Two helpers of the organisation itself, or a coordinator of another one and the organisation's contact point. */
export function mayRecoverTogether(one: Helper, other: Helper, organisationId: string): boolean {
  if (one.personId === other.personId || !one.active || !other.active) return false;
  const [inside, outside] = [one, other].sort((a, b) => Number(b.organisationId === organisationId) - Number(a.organisationId === organisationId)) as [Helper, Helper];
  if (inside.organisationId !== organisationId) return false;
  if (outside.organisationId === organisationId) return isHelper(inside.roles) && isHelper(outside.roles);
  return inside.contactPoint && [...outside.roles].includes(Role.COORDINATOR);
}
