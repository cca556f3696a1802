import type { Tx } from '@hub/platform';
import type { AlertKind } from './alert.types.js';
import type { Unanswered } from './duty/duty.types.js';

/** An alert of a stream, as it stands there. */
export interface AlertRow {
  readonly position: number;
  readonly kind: AlertKind;
  readonly bulletinId: string | null;
  readonly occurredAt: string;
  /** What it is about, where that is not the bulletin itself, and what happened to it. */
  readonly subjectId: string | null;
  readonly change: string | null;
  /** Of UNANSWERED: who has not answered. */
  readonly about: Unanswered | null;
}

/** A stretch of the own organisation's stream, with how far the stream went in the same moment and from where on it is kept. */
export interface Stretch {
  readonly last: number;
  readonly forgotten: number;
  readonly alerts: readonly AlertRow[];
}

/** What follows a position, for the asker, with the bulletins that it names. */
export const STRETCH = { name: 'alert-stretch', text: 'SELECT epoch, last, forgotten, alerts, bulletins FROM hub.alert_stretch($1, $2, $3, $4, $5, $6, $7, $8, $9)' } as const;

/** The same for several, one after the other, each entered by himself; in one round trip. */
export const STRETCHES = { name: 'alert-stretches', text: `SELECT (a.v->>9)::int AS asker, s.epoch, s.last, s.forgotten, s.alerts, s.bulletins FROM json_array_elements($1::json) a(v)
  CROSS JOIN LATERAL hub.alert_stretch((a.v->>0)::uuid, (a.v->>1)::int, (a.v->>2)::timestamptz, ARRAY(SELECT p::int FROM json_array_elements_text(a.v->3) p),
    (a.v->>4)::uuid, (a.v->>5)::boolean, (a.v->>6)::bigint, (a.v->>7)::int, (a.v->>8)::int) s` } as const;

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
