import type { PersonActor } from '@hub/access';
import type { VersionEntity } from '../bulletin.entity.js';
import { Urgency } from '../bulletin.enums.js';

type Sent = Pick<VersionEntity, 'reviewState' | 'publishedBy' | 'takeBackUntil'>;

/** Until when a publication waits: not at all where nobody asked for it, where somebody may be in danger now, and where it goes out later than that anyway. */
export function waitsUntil({ urgency, releaseAt }: Pick<VersionEntity, 'urgency' | 'releaseAt'>, instant: Date, seconds: number | null): Date | null {
  if (seconds === null || urgency === Urgency.IMMEDIATE) return null;
  const until = new Date(instant.getTime() + seconds * 1_000);
  return releaseAt && releaseAt > until ? null : until;
}

/** Whether it still waits. */
export const isWaiting = ({ reviewState, takeBackUntil }: Sent, instant: Date): boolean =>
  reviewState === 'APPROVED' && takeBackUntil !== null && takeBackUntil > instant;

/** Whether it waits, and the actor is who sent it. */
export const isOwn = (version: Sent, { personId, instant }: PersonActor): boolean => isWaiting(version, instant) && version.publishedBy === personId;
