import type { ReadTx, Tx } from '@hub/platform';
import type { AlertFilter } from '../alert.inputs.js';
import type { MailOutcome } from './mail.outcome.js';
import type { MailRhythm, MailState } from './mail.types.js';

/** What a person chooses. */
export interface MailChoice {
  readonly rhythm: MailRhythm;
  readonly dailyAt: string;
  readonly quietFrom: string | null;
  readonly quietUntil: string | null;
  readonly zone: string;
  readonly language: string | null;
  readonly filter: AlertFilter;
}

/** How the last attempt at somebody's mail ended. */
interface LastResult { readonly lastOutcome: MailOutcome | null; readonly lastStatus: number | null }

/** A person's settings, with how it goes. */
export interface MailSettingsRow extends MailChoice, LastResult {
  readonly failingSince: Date | null;
  readonly heldUntil: Date | null;
  readonly revision: number;
}

/** A mail with its attempts. */
export interface MailRow {
  readonly id: string;
  readonly state: MailState;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly attempts: readonly { number: number; beganAt: string; endedAt: string | null; status: number | null; outcome: MailOutcome | null }[];
}

/** Somebody whom mail does not reach. */
export interface FailureRow extends LastResult { readonly personId: string; readonly failingSince: Date; readonly heldUntil: Date | null; readonly waiting: number }

const LAST = `LEFT JOIN LATERAL (SELECT a.outcome, a.status FROM hub.mail_messages m JOIN hub.mail_attempts a ON a.message_id = m.id AND a.ended_at IS NOT NULL
  WHERE m.person_id = s.person_id ORDER BY a.ended_at DESC LIMIT 1) l ON true`;

const SETTINGS = `
  SELECT s.rhythm, to_char(s.daily_at, 'HH24:MI') AS "dailyAt", to_char(s.quiet_from, 'HH24:MI') AS "quietFrom", to_char(s.quiet_until, 'HH24:MI') AS "quietUntil", s.zone, s.language, s.filter,
    s.failing_since AS "failingSince", s.held_until AS "heldUntil", s.revision, l.outcome AS "lastOutcome", l.status AS "lastStatus"
  FROM hub.mail_settings s ${LAST} WHERE s.person_id = $1`;

/** Somebody's settings; null where nothing was chosen yet. */
export async function settingsOf(tx: ReadTx, personId: string): Promise<MailSettingsRow | null> {
  return (await tx.query<MailSettingsRow>('mail-settings', SETTINGS, [personId]))[0] ?? null;
}

/** The address by which a colleague signs in; null for none in scope. */
export async function addressOf(tx: ReadTx, organisationId: string, personId: string): Promise<string | null> {
  return (await tx.query<{ email: string }>('mail-own-address', 'SELECT p.email FROM hub.persons p WHERE p.id = $1 AND p.organisation_id = $2', [personId, organisationId]))[0]?.email ?? null;
}

/** The revision of somebody's settings, held; 0 where there are none. */
export async function holdSettings(tx: Tx, personId: string): Promise<number> {
  return (await tx.query<{ revision: number }>('mail-hold', 'SELECT s.revision FROM hub.mail_settings s WHERE s.person_id = $1 FOR UPDATE', [personId]))[0]?.revision ?? 0;
}

/** Writes settings that are held, or the first ones; false where somebody else has written first ones meanwhile. What was refused is tried again, what waits is looked at by the new ones. */
export async function writeSettings(tx: Tx, personId: string, organisationId: string, { rhythm, dailyAt, quietFrom, quietUntil, zone, language, filter }: MailChoice, revision: number, instant: Date): Promise<boolean> {
  const values = [personId, rhythm, dailyAt, quietFrom, quietUntil, zone, language, JSON.stringify(filter)];
  const rows = revision === 0
    ? await tx.query('mail-first', `INSERT INTO hub.mail_settings (person_id, rhythm, daily_at, quiet_from, quiet_until, zone, language, filter, organisation_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING person_id`, [...values, organisationId])
    : await tx.query('mail-change', `UPDATE hub.mail_settings SET rhythm = $2, daily_at = $3, quiet_from = $4, quiet_until = $5, zone = $6, language = $7, filter = $8,
        look_at = $9, held_until = NULL, revision = revision + 1 WHERE person_id = $1 RETURNING person_id`, [...values, instant]);
  return rows.length > 0;
}

/** Whether the database knows a time zone by this name. */
export async function isZone(tx: ReadTx | Tx, name: string): Promise<boolean> {
  const rows = await tx.query('mail-zone', `SELECT 1 FROM pg_timezone_names z WHERE z.name = $1 AND z.name !~ '^(posix|right)/|^(localtime|posixrules|Factory)$'`, [name]);
  return rows.length > 0;
}

/** Stops somebody's mail. Gives his organisation; null where nothing was to be stopped. For the worker. */
export async function stopMail(tx: Tx, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ organisationId: string }>('mail-stop', `UPDATE hub.mail_settings SET rhythm = 'OFF', revision = revision + 1 WHERE person_id = $1 AND rhythm <> 'OFF' RETURNING organisation_id AS "organisationId"`, [personId]);
  return row?.organisationId ?? null;
}

/** Somebody's mails, the newest first. What was made and then had nothing to tell is none, unless something of it may have left. */
export const mailsOf = (tx: ReadTx, organisationId: string, personId: string, after: readonly [string, string] | null, limit: number): Promise<MailRow[]> =>
  tx.query<MailRow>('mail-log',
    `SELECT m.id, m.state, m.created_at AS "createdAt", m.next_attempt_at AS "nextAttemptAt", coalesce((
       SELECT json_agg(json_build_object('number', a.number, 'beganAt', hub.iso(a.began_at), 'endedAt', hub.iso(a.ended_at), 'status', a.status, 'outcome', a.outcome) ORDER BY a.number)
       FROM hub.mail_attempts a WHERE a.message_id = m.id), '[]') AS attempts
     FROM hub.mail_messages m WHERE m.organisation_id = $1 AND m.person_id = $2 AND ($3::timestamptz IS NULL OR (m.created_at, m.id) < ($3, $4::uuid))
       AND (m.state <> 'WITHHELD' OR EXISTS (SELECT FROM hub.mail_attempts a WHERE a.message_id = m.id AND a.sent))
     ORDER BY m.created_at DESC, m.id DESC LIMIT $5`, [organisationId, personId, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** Whom of an organisation mail does not reach, the longest first. */
export const failuresOf = (tx: ReadTx, organisationId: string): Promise<FailureRow[]> =>
  tx.query<FailureRow>('mail-failures',
    `SELECT s.person_id AS "personId", s.failing_since AS "failingSince", s.held_until AS "heldUntil", l.outcome AS "lastOutcome", l.status AS "lastStatus",
       (SELECT count(*) FROM hub.mail_messages m WHERE m.person_id = s.person_id AND m.state = 'WAITING') AS waiting
     FROM hub.mail_settings s ${LAST} WHERE s.organisation_id = $1 AND s.failing_since IS NOT NULL AND s.rhythm <> 'OFF' ORDER BY s.failing_since, s.person_id`, [organisationId]);
