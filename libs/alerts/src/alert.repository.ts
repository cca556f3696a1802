import type { ReadTx, Tx } from '@hub/platform';
import type { AlertKind } from './alert.types.js';
import type { Unanswered } from './duty/duty.types.js';

/** An alert of a stream, as it stands there. */
export interface AlertRow {
  readonly position: number;
  readonly kind: AlertKind;
  readonly bulletinId: string;
  readonly occurredAt: string;
  /** Of UNANSWERED: who has not answered. */
  readonly about: Unanswered | null;
}

/** A stretch of the own organisation's stream, with how far the stream went in the same moment and from where on it is kept. */
export interface Stretch {
  readonly last: number;
  readonly forgotten: number;
  readonly rows: readonly AlertRow[];
}

// One statement, and so one snapshot: what is not among the rows up to `last` is not for the asker.
// Who has a new edition by a revision, each asker's own numbering says. Who has not answered is told to those who see the answers.
const STRETCH = `
  SELECT coalesce(s.last, 0)::int8 AS last, coalesce(s.forgotten, 0)::int8 AS forgotten, coalesce((
    SELECT json_agg(json_build_object('position', x.position, 'kind', x.kind, 'bulletinId', x.bulletin_id, 'occurredAt', hub.iso(x.occurred_at),
      'about', CASE WHEN x.about_id IS NOT NULL THEN json_build_object('organisationId', x.about_id, 'duty', x.duty) END) ORDER BY x.position) FROM (
      SELECT a.position, a.kind, a.bulletin_id, a.occurred_at, a.about_id, a.duty FROM hub.alerts a
      WHERE a.organisation_id = $1 AND a.position > $2 AND a.readers && $3 AND NOT a.barred && $3
        AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, $3) e WHERE e.number = a.number))
        AND (a.kind <> 'UNANSWERED' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = a.bulletin_id AND b.editors && $3))
      ORDER BY a.position LIMIT $4) x), '[]') AS rows
  FROM (SELECT) one LEFT JOIN hub.alert_streams s ON s.organisation_id = $1`;

/** What follows a position, for the asker. */
export async function stretchAfter(tx: ReadTx, organisationId: string, scope: readonly number[], after: number, limit: number): Promise<Stretch> {
  const [stretch] = await tx.query<Stretch>('alerts-after', STRETCH, [organisationId, after, scope, limit]);
  return stretch ?? { last: 0, forgotten: 0, rows: [] };
}

/** Settings of what comes due. */
export interface Reminders { readonly reminderHours: number; readonly escalationHours: number }

/** Distributes events, `limit` at most; says how many, or null where another hub is at it. For the worker. */
export async function distribute(tx: Tx, instant: Date, limit: number, { reminderHours, escalationHours }: Reminders): Promise<number | null> {
  const [row] = await tx.query<{ done: number | null }>('alerts-distribute', 'SELECT hub.distribute_alerts($1, $2, make_interval(hours => $3), make_interval(hours => $4)) AS done', [
    instant, limit, reminderHours, escalationHours,
  ]);
  return row?.done ?? null;
}

/** Forgets what was distributed before an instant. For the worker. */
export async function forget(tx: Tx, before: Date): Promise<number> {
  const [row] = await tx.query<{ gone: number }>('alerts-forget', 'SELECT hub.forget_alerts($1) AS gone', [before]);
  return row?.gone ?? 0;
}

/** Something that has come into a stream: where, and for whom. */
export interface TideRow {
  readonly organisationId: string;
  readonly position: number;
  readonly readers: readonly number[];
  readonly barred: readonly number[];
  /** Whether a person is named in what it is about, or whether he hears of it is his own matter. */
  readonly personal: boolean;
}

/** What has come into streams since one looked last. For the worker. */
export async function tideAfter(tx: Tx, streams: readonly { id: string; position: number }[], limit: number): Promise<TideRow[]> {
  return tx.query<TideRow>('alerts-tide', 'SELECT t.organisation_id AS "organisationId", t.position, t.readers, t.barred, t.personal FROM hub.alert_tide($1, $2, $3) t', [
    streams.map(({ id }) => id), streams.map(({ position }) => position), limit,
  ]);
}
