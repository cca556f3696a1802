import type { Role } from '@hub/access';
import { newId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { later, RECOVERY_LIFE } from '../identity.settings.js';

/** A recovery under way, as the person's own organisation sees it. */
export interface RecoveryRow {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly requestedById: string;
  readonly requestedByOrganisationId: string;
  readonly requestedAt: Date;
  readonly approvedById: string | null;
  readonly approvedAt: Date | null;
  readonly expiresAt: Date;
}

/** An active person for whom, or by whom, a recovery is made. */
export interface Member {
  readonly personId: string;
  readonly organisationId: string;
}

const RECOVERY = `SELECT r.id, r.person_id AS "personId", r.organisation_id AS "organisationId", r.requested_by AS "requestedById",
    q.organisation_id AS "requestedByOrganisationId", r.requested_at AS "requestedAt", r.approved_by AS "approvedById",
    r.approved_at AS "approvedAt", r.expires_at AS "expiresAt", r.token_hash AS "tokenHash"
  FROM hub.account_recoveries r JOIN hub.persons q ON q.id = r.requested_by
  WHERE r.used_at IS NULL AND r.expires_at > $1`;

/** A recovery with what its first code has left. */
export type HeldRecovery = RecoveryRow & { readonly tokenHash: Buffer };

/** Recoveries under way in an organisation, or of one person in it. */
export const recoveriesOf = (tx: Tx, instant: Date, organisationId: string, personId: string | null): Promise<RecoveryRow[]> =>
  tx.query<RecoveryRow>('recoveries-of', `${RECOVERY} AND r.organisation_id = $2 AND ($3::uuid IS NULL OR r.person_id = $3) ORDER BY r.requested_at DESC, r.id`, [
    instant,
    organisationId,
    personId,
  ]);

/** One of them, held until the transaction ends. */
export async function holdRecovery(tx: Tx, instant: Date, id: string, organisationId: string): Promise<HeldRecovery | null> {
  const [row] = await tx.query<HeldRecovery>('recovery-hold', `${RECOVERY} AND r.id = $2 AND r.organisation_id = $3 FOR UPDATE OF r`, [instant, id, organisationId]);
  return row ?? null;
}

/** The newest request that the organisation's contact point has made for a person, not yet approved. */
export async function holdContactPointsRequest(tx: Tx, instant: Date, personId: string | null, organisationId: string): Promise<HeldRecovery | null> {
  const [row] = await tx.query<HeldRecovery>(
    'recovery-hold-contact-points',
    `${RECOVERY} AND r.person_id = $2 AND r.organisation_id = $3 AND r.approved_at IS NULL AND q.organisation_id = $3
       AND q.ended_at IS NULL AND q.suspended_at IS NULL AND ${IS_CONTACT_POINT('q')}
     ORDER BY r.requested_at DESC LIMIT 1 FOR UPDATE OF r`,
    [instant, personId, organisationId],
  );
  return row ?? null;
}

/** The recovery that two codes open. Void where one of the two helpers has left or is suspended by now. */
export async function holdApproved(tx: Tx, instant: Date, tokenHash: Buffer): Promise<HeldRecovery | null> {
  const [row] = await tx.query<HeldRecovery>(
    'recovery-hold-approved',
    `${RECOVERY} AND r.token_hash = $2 AND r.approved_at IS NOT NULL AND q.ended_at IS NULL AND q.suspended_at IS NULL
       AND EXISTS (SELECT FROM hub.persons a WHERE a.id = r.approved_by AND a.ended_at IS NULL AND a.suspended_at IS NULL)
     FOR UPDATE OF r`,
    [instant, tokenHash],
  );
  return row ?? null;
}

/** Somebody active with this address in the organisation. */
export async function memberWithEmail(tx: Tx, organisationId: string, email: string): Promise<Member | null> {
  const [row] = await tx.query<Member>(
    'recovery-member',
    `SELECT p.id AS "personId", p.organisation_id AS "organisationId" FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
     WHERE p.organisation_id = $1 AND p.email = $2 AND p.ended_at IS NULL AND p.suspended_at IS NULL AND o.suspended_at IS NULL`,
    [organisationId, email],
  );
  return row ?? null;
}

/** Whether there is such an organisation. */
export async function organisationExists(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('recovery-organisation', 'SELECT 1 FROM hub.organisations WHERE id = $1', [id])).length > 0;
}

const IS_CONTACT_POINT = (alias: string): string =>
  `('CONTACT_POINT' = ANY (${alias}.roles) OR ${alias}.id = (SELECT o.contact_point_id FROM hub.organisations o WHERE o.id = ${alias}.organisation_id))`;

/** What a helper is in the organisation now. */
export async function standing(tx: Tx, personId: string): Promise<{ active: boolean; roles: Role[]; contactPoint: boolean }> {
  const [row] = await tx.query<{ active: boolean; roles: Role[]; contactPoint: boolean }>(
    'recovery-standing',
    `SELECT p.ended_at IS NULL AND p.suspended_at IS NULL AS active, p.roles, ${IS_CONTACT_POINT('p')} AS "contactPoint" FROM hub.persons p WHERE p.id = $1`,
    [personId],
  );
  return row ?? { active: false, roles: [], contactPoint: false };
}

/** Begins a recovery; an earlier one that the same helper has begun for the person ends. */
export async function insertRecovery(tx: Tx, member: Member, requestedBy: string, firstHash: Buffer, instant: Date): Promise<string> {
  const id = newId();
  await tx.query(
    'recovery-supersede',
    'UPDATE hub.account_recoveries SET expires_at = $3 WHERE person_id = $1 AND requested_by = $2 AND used_at IS NULL AND expires_at > $3',
    [member.personId, requestedBy, instant],
  );
  await tx.query(
    'recovery-insert',
    `INSERT INTO hub.account_recoveries (id, person_id, organisation_id, requested_by, requested_at, token_hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, member.personId, member.organisationId, requestedBy, instant, firstHash, later(instant, RECOVERY_LIFE)],
  );
  return id;
}

/** Approves a recovery: from now on both codes together open it. */
export async function approveRecovery(tx: Tx, id: string, approvedBy: string, tokenHash: Buffer, instant: Date): Promise<void> {
  await tx.query(
    'recovery-approve',
    `UPDATE hub.account_recoveries SET approved_by = $2, approved_at = $3, token_hash = $4, expires_at = $5
     WHERE id = $1 AND approved_at IS NULL AND requested_by <> $2`,
    [id, approvedBy, instant, tokenHash, later(instant, RECOVERY_LIFE)],
  );
}

/** Ends a recovery before its time. */
export async function expireRecovery(tx: Tx, id: string, instant: Date): Promise<void> {
  await tx.query('recovery-expire', 'UPDATE hub.account_recoveries SET expires_at = $2 WHERE id = $1', [id, instant]);
}

/** Marks a recovery as used; all others of the person end with it. */
export async function useRecovery(tx: Tx, { id, personId }: RecoveryRow, instant: Date): Promise<void> {
  await tx.query('recovery-use', 'UPDATE hub.account_recoveries SET used_at = $2 WHERE id = $1', [id, instant]);
  await tx.query('recovery-others', 'UPDATE hub.account_recoveries SET expires_at = $2 WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2', [personId, instant]);
}
