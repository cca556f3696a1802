import type { Tx } from '@hub/platform';
import type { LoggedPurge } from './purge.log.js';

/** What is purged: of a version, its bulletin's id and its number; of anything else 0. */
export interface Purgeable { readonly kind: string; readonly subjectId: string; readonly number: number }
/** Somebody is told that it will be. */
export interface PurgeNotice extends Purgeable { readonly bulletinId: string | null; readonly organisationId: string; readonly purgeOn: string; readonly readers: readonly number[] }
/** It was: these files' keys and bytes are to go too. */
export interface PurgeDone extends LoggedPurge { readonly files: readonly string[]; readonly readers: readonly number[] }

/** Notes what is told now, and gives it. */
export const noticePurges = (tx: Tx, now: Date): Promise<PurgeNotice[]> =>
  tx.query<PurgeNotice>('purge-notices', `SELECT n.kind, n.subject_id AS "subjectId", n.number, n.bulletin_id AS "bulletinId", n.organisation_id AS "organisationId", n.purge_on::text AS "purgeOn", n.readers FROM hub.notice_purges($1) n`, [now]);

/** What may be purged now, whole bulletins first. */
export const duePurges = (tx: Tx, now: Date): Promise<Purgeable[]> =>
  tx.query<Purgeable>('purges-due', 'SELECT d.kind, d.subject_id AS "subjectId", d.number FROM hub.purges_due($1) d', [now]);

/** Purges one thing, if it still may be. */
export async function purgeOne(tx: Tx, { kind, subjectId, number }: Purgeable, now: Date): Promise<PurgeDone | null> {
  const [row] = await tx.query<{ done: Omit<PurgeDone, keyof Purgeable> | null }>('purge', 'SELECT hub.purge($1, $2, $3, $4) AS done', [kind, subjectId, number, now]);
  return row?.done ? { ...row.done, kind, subjectId, number } : null;
}

/** Purges again what is there although it was purged. */
export async function repeatPurges(tx: Tx, purges: readonly LoggedPurge[], now: Date): Promise<PurgeDone[]> {
  const rows = await tx.query<{ n: number; done: Omit<PurgeDone, keyof Purgeable> | null }>('purges-repeat', `
    SELECT x.n::int, hub.repeat_purge(p.kind, p."subjectId", p.number, p."bulletinId", p."organisationId", p.days, p.since, $2) AS done
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY x (value, n)
    CROSS JOIN LATERAL jsonb_to_record(x.value) p (kind text, "subjectId" uuid, number int, "bulletinId" uuid, "organisationId" uuid, days int, since timestamptz) ORDER BY x.n`, [JSON.stringify(purges), now]);
  return rows.flatMap(({ n, done }) => {
    const purge = purges[n - 1];
    return done && purge ? [{ ...purge, ...done }] : [];
  });
}

/** Holds that are to be looked at again, each once. */
export const dueHolds = (tx: Tx, now: Date): Promise<{ holdId: string; bulletinId: string; organisationId: string; readers: number[] }[]> =>
  tx.query('holds-review', 'SELECT h.hold_id AS "holdId", h.bulletin_id AS "bulletinId", h.organisation_id AS "organisationId", h.readers FROM hub.review_holds($1) h', [now]);
