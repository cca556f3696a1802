import { type BulletinRow, Urgency } from '@hub/bulletins';
import type { AlertFilter } from './alert.inputs.js';
import { AlertKind } from './alert.types.js';

/** Kinds that pass every filter: that something ended is told to whoever knew of it, and a filter on them would tell of its facts. */
export const ENDINGS: ReadonlySet<AlertKind> = new Set([AlertKind.WITHDRAWN, AlertKind.EXPIRED, AlertKind.ACCESS_LOST]);

const among = <T>(wanted: readonly T[] | null | undefined, ...found: T[]): boolean => !wanted || found.some((one) => wanted.includes(one));

/** Whether an alert on a bulletin, as the asker may see it now, is what he wants to hear of. */
export function passes(filter: AlertFilter | null | undefined, kind: AlertKind, { kind: bulletinKind, urgency, countries, facts }: Pick<BulletinRow, 'kind' | 'urgency' | 'countries' | 'facts'>): boolean {
  if (!filter || ENDINGS.has(kind)) return true;
  // Somebody may be in danger: only who has said so expressly does not hear of it.
  if (urgency === Urgency.IMMEDIATE) return among(filter.urgencies, urgency);
  return among(filter.urgencies, urgency) && among(filter.kinds, bulletinKind)
    && among(filter.countries, ...countries, ...(facts?.citizenships ?? [])) && among(filter.exploitation, ...(facts?.exploitation ?? []));
}
