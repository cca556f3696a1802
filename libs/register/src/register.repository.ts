import type { DutyHours } from '@hub/alerts';
import type { PageRequest } from '@hub/kernel';
import type { ReadTx, Tx } from '@hub/platform';
import type { AttestedContent, Contact } from './register.types.js';

/** A place in the register: English name and code. */
export type RegisterKey = readonly [string, string];

/** How an entry lies in the table. */
export interface ContactHours { readonly hours: readonly DutyHours[]; readonly closedDays: readonly string[]; readonly languages: readonly string[] }

const SORT = `lower(coalesce(o.names->>'en', o.code)) COLLATE "C"`;
/** $1: the operation's instant. Suspended organisations can't be reached. */
const CONTACT = `SELECT o.id AS "organisationId", o.kind, o.code, o.country, o.names, ${SORT} AS sort,
    CASE WHEN t.deputy THEN o.deputy_id ELSE o.contact_point_id END AS "personId", t.deputy AS "standsIn", o.duty_telephone AS "dutyTelephone",
    e.hours, e.closed_days AS "closedDays", e.languages, e.attested_at AS "attestedOn", e.voided_at IS NOT NULL AS voided, e.due_at AS "dueOn", e.due_at <= $1 AS overdue,
    (SELECT bool_or(hub.is_within(h, $1, e.closed_days)) FROM jsonb_array_elements(e.hours) h) AS "withinHours"
  FROM hub.organisations o JOIN hub.register_entries e ON e.organisation_id = o.id CROSS JOIN LATERAL (SELECT hub.deputys_turn(o.id, $1) AS deputy) t
  WHERE o.suspended_at IS NULL AND hub.person() IS NOT NULL`;

/** What is read of an entry: the organisation beside it. */
export interface ContactRow extends Contact { readonly kind: string; readonly code: string; readonly country: string | null; readonly names: Record<string, string>; readonly sort: string }

/** Entries of these organisations. */
export const contactsOf = (tx: ReadTx, instant: Date, ids: readonly string[]): Promise<ContactRow[]> =>
  tx.query<ContactRow>('register-contacts', `${CONTACT} AND o.id = ANY ($2::uuid[])`, [instant, ids]);

/** A page of the register, by English name; `overdue`: only those that are, or are not. */
export const contactPage = (tx: ReadTx, instant: Date, overdue: boolean | null, { limit, after }: PageRequest<RegisterKey>): Promise<ContactRow[]> =>
  tx.query<ContactRow>('register-page', `${CONTACT} AND ($3::boolean IS NULL OR $3 = (e.due_at <= $1)) AND ($4::text IS NULL OR (${SORT}, o.code COLLATE "C") > ($4, $5))
    ORDER BY ${SORT}, o.code COLLATE "C" LIMIT $2`, [instant, limit + 1, overdue, after?.[0] ?? null, after?.[1] ?? null]);

/** The organisation's revision. */
export async function revisionOf(tx: ReadTx, organisationId: string): Promise<number> {
  const [row] = await tx.query<{ revision: number }>('register-revision', 'SELECT o.revision FROM hub.organisations o WHERE o.id = $1', [organisationId]);
  return row?.revision ?? 0;
}

/** Says when and in which languages the contact point answers. */
export async function enterContactHours(tx: Tx, organisationId: string, { hours, closedDays, languages }: ContactHours): Promise<void> {
  await tx.query('register-hours', 'UPDATE hub.register_entries SET hours = $2, closed_days = $3, languages = $4 WHERE organisation_id = $1',
    [organisationId, JSON.stringify(hours), JSON.stringify(closedDays), languages]);
}

/** Whether the database knows a time zone as well: it is the one that looks at the clock. */
export async function knowsZone(tx: Tx, zone: string): Promise<boolean> {
  return (await tx.query('register-zone', 'SELECT 1 FROM pg_timezone_names WHERE lower(name) = lower($1)', [zone])).length > 0;
}

/** What there is to attest, as it stands; parts that are missing are null. */
export async function toAttest(tx: Tx, organisationId: string): Promise<{ [part in keyof AttestedContent]: AttestedContent[part] | null }> {
  const [row] = await tx.query<AttestedContent>('register-to-attest', `
    SELECT (SELECT json_build_object('id', c.person_id, 'card', c.card) FROM hub.person_cards c WHERE c.person_id = o.contact_point_id) AS "contactPoint",
      (SELECT json_build_object('id', c.person_id, 'card', c.card) FROM hub.person_cards c WHERE c.person_id = o.deputy_id) AS deputy,
      o.duty_telephone AS "dutyTelephone", e.hours, e.closed_days AS "closedDays", e.languages
    FROM hub.organisations o JOIN hub.register_entries e ON e.organisation_id = o.id WHERE o.id = $1`, [organisationId]);
  return row ?? { contactPoint: null, deputy: null, dutyTelephone: null, hours: null, closedDays: null, languages: null };
}

/** Who attests what, and when. */
export interface NewAttestation { readonly id: string; readonly organisationId: string; readonly attestedAt: Date; readonly attestedById: string; readonly content: AttestedContent }

/** Enters an attestation; that the next one is due in a year follows from it. */
export async function addAttestation(tx: Tx, { id, organisationId, attestedAt, attestedById, content }: NewAttestation): Promise<void> {
  await tx.query('register-attest', 'INSERT INTO hub.register_attestations (id, organisation_id, attested_at, attested_by, content) VALUES ($1, $2, $3, $4, $5)',
    [id, organisationId, attestedAt, attestedById, JSON.stringify(content)]);
}

/** The same of what stands there, as of an instant: for the realm `setup`. */
export async function attestAsOf(tx: Tx, attestation: Omit<NewAttestation, 'content'>): Promise<void> {
  await addAttestation(tx, { ...attestation, content: (await toAttest(tx, attestation.organisationId)) as AttestedContent });
}

/** An attestation as it is kept. */
export interface AttestationRow { readonly id: string; readonly attestedAt: Date; readonly attestedById: string; readonly voidedAt: Date | null; readonly content: AttestedContent }

/** An organisation's attestations, the newest first. */
export const attestationsOf = (tx: ReadTx, organisationId: string, after: readonly [string, string] | null, limit: number): Promise<AttestationRow[]> =>
  tx.query<AttestationRow>('register-attestations', `
    SELECT a.id, a.attested_at AS "attestedAt", a.attested_by AS "attestedById", a.voided_at AS "voidedAt", a.content FROM hub.register_attestations a
    WHERE a.organisation_id = $1 AND ($2::timestamptz IS NULL OR (a.attested_at, a.id) < ($2, $3::uuid)) ORDER BY a.attested_at DESC, a.id DESC LIMIT $4`,
  [organisationId, after?.[0] ?? null, after?.[1] ?? null, limit]);
