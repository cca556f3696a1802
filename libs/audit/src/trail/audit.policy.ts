import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';

/** How much of the own organisation's trail somebody reads. */
export type Reach =
  /** All of it: administrators and contact points. */
  | 'organisation'
  /** What the coordinating organisation's people and the hub itself did, without details: auditors. */
  | 'acts'
  /** One's own acts, and who read what one's organisation originated. */
  | 'own';

/** The widest reach that the person's roles give. */
export function reachOf({ roles }: PersonActor): Reach {
  if (roles.has(Role.ADMINISTRATOR) || roles.has(Role.CONTACT_POINT)) return 'organisation';
  return roles.has(Role.AUDITOR) ? 'acts' : 'own';
}

/** Who may export the organisation's records, and read its signed head. */
export const requireKeeper = (context: HubContext): PersonActor => withRole(context.actor, Role.ADMINISTRATOR, Role.CONTACT_POINT);
