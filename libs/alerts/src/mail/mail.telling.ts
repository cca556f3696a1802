import { principalsOfPerson, type Role } from '@hub/access';
import type { BulletinKind, ExploitationType, Urgency } from '@hub/bulletins';
import { ENDINGS, passes } from '../alert.filter.js';
import type { AlertFilter } from '../alert.inputs.js';
import { AlertKind } from '../alert.types.js';
import type { Telling } from './mail.text.js';

/** A notice of a mail as the database lets the worker know of it. */
export interface MailNotice {
  readonly epoch: number;
  readonly roles: readonly Role[];
  readonly reader: number;
  readonly officer: number;
  readonly self: number;
  readonly filter: AlertFilter;
  readonly position: number;
  readonly kind: AlertKind;
  /** Null, like all that is of the bulletin, where there is none. */
  readonly bulletinId: string | null;
  readonly originatorId: string;
  readonly accessEpoch: number;
  readonly open: boolean;
  readonly named: boolean;
  readonly told: boolean;
  readonly tlp: string;
  readonly readers: readonly number[];
  readonly barred: readonly number[];
  readonly bulletinReaders: readonly number[];
  readonly editors: readonly number[];
  readonly reference: string;
  readonly bulletinKind: BulletinKind;
  readonly urgency: Urgency;
  readonly countries: string[];
  readonly citizenships: string[];
  readonly exploitation: ExploitationType[];
}

/** How much a mail may say of a notice; null: nothing at all. */
export type Extent = 'names' | 'waits' | 'ended' | null;

/**
 * The rule. A person is told of what is for him and what he may see now, if it passes his filters; of what he can see no more that it ended, if a mail told
 * him of it. What is marked RED or names persons is never named. Stated apart from the database's (hub.mail_told).
 */
export function extentOf(notice: MailNotice): Extent {
  const { kind, bulletinId, open, named, told, tlp, readers, barred, bulletinReaders, editors, filter, bulletinKind, urgency, countries, citizenships, exploitation } = notice;
  const own = principalsOfPerson({ roles: new Set(notice.roles), readerPrincipal: notice.reader, officerPrincipal: notice.officer, selfPrincipal: notice.self });
  const among = (principals: readonly number[]): boolean => principals.some((principal) => own.includes(principal));
  // What no bulletin stands behind and names a person is his, whatever his roles.
  if (!(among(readers) || (bulletinId === null && readers.includes(notice.self))) || among(barred)) return null;
  if (bulletinId === null) return open ? 'waits' : null;
  if (kind === AlertKind.UNANSWERED && !among(editors)) return null;
  if (kind === AlertKind.ACCESS_LOST || !open || !among(bulletinReaders)) return told && ENDINGS.has(kind) ? 'ended' : null;
  const facts = { potentialVictims: null, identifiedVictims: null, citizenships, exploitation, meansOfControl: [], prefectures: [] };
  if (!passes(filter, kind, { kind: bulletinKind, urgency, countries, facts })) return null;
  return tlp === 'RED' || named ? 'waits' : 'names';
}

/** What a mail tells of its notices, and which of them it names; null for nothing. */
export function tellingOf(notices: readonly MailNotice[]): { telling: Telling; named: readonly MailNotice[] } | null {
  const extents = notices.map((notice) => ({ notice, extent: extentOf(notice) }));
  const named = extents.filter(({ extent }) => extent === 'names').map(({ notice }) => notice);
  const [ended, waits] = [extents.some(({ extent }) => extent === 'ended'), extents.some(({ extent }) => extent === 'waits')];
  if (named.length === 0 && !ended && !waits) return null;
  return { named, telling: { lines: named.map(({ kind, reference, bulletinKind, urgency }) => ({ kind, reference, bulletinKind, urgency })), ended, waits } };
}
