import { type OrganisationKind, type PersonActor, Role } from '@hub/access';
import { newId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { INVITATION_LIFE, later } from '../identity.settings.js';
import { newToken, tokenHash } from '../tokens/secrets.js';

/** What becomes of an invitation. */
export enum InvitationState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}

/** An invitation, as those who gave it see it. */
export interface InvitationRow {
  readonly id: string;
  readonly organisationId: string;
  readonly email: string;
  readonly roles: Role[];
  readonly language: string;
  readonly invitedById: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: InvitationState;
}

/** Whom to invite, and where. */
export interface NewInvitation {
  readonly organisationId: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly language: string;
}

/** An invitation that can be accepted now. */
export interface OpenInvitation extends NewInvitation {
  readonly id: string;
  readonly organisationKind: OrganisationKind;
  /** The organisation has nobody yet, and a coordinator invited. */
  readonly isFirst: boolean;
}

const INVITATION = `SELECT i.id, i.organisation_id AS "organisationId", i.email, i.roles, i.language, i.invited_by AS "invitedById",
    i.created_at AS "createdAt", i.expires_at AS "expiresAt",
    CASE WHEN i.accepted_at IS NOT NULL THEN 'ACCEPTED' WHEN i.revoked_at IS NOT NULL THEN 'REVOKED'
         WHEN i.expires_at <= $1 THEN 'EXPIRED' ELSE 'OPEN' END AS state
  FROM hub.invitations i JOIN hub.persons b ON b.id = i.invited_by`;
/** $2: the asker's organisation; $3, $4: whether as its administrator, as coordinator. */
const VISIBLE = `($3 AND i.organisation_id = $2 OR $4 AND b.organisation_id = $2 AND i.organisation_id <> $2)`;

const asker = ({ instant, organisationId, roles }: PersonActor): unknown[] => [instant, organisationId, roles.has(Role.ADMINISTRATOR), roles.has(Role.COORDINATOR)];

/** The newest invitations that the asker answers for. */
export const visibleInvitations = (tx: Tx, person: PersonActor): Promise<InvitationRow[]> =>
  tx.query<InvitationRow>('invitations-visible', `${INVITATION} WHERE ${VISIBLE} ORDER BY i.created_at DESC, i.id LIMIT 200`, asker(person));

/** One of them. */
export async function visibleInvitation(tx: Tx, person: PersonActor, id: string): Promise<InvitationRow | null> {
  const [row] = await tx.query<InvitationRow>('invitation-visible', `${INVITATION} WHERE ${VISIBLE} AND i.id = $5`, [...asker(person), id]);
  return row ?? null;
}

/** Adds an invitation; returns its id and the token, which is kept as its hash only. Open ones for the same address become void. */
export async function insertInvitation(tx: Tx, { organisationId, email, roles, language }: NewInvitation, invitedBy: PersonActor): Promise<{ id: string; token: string }> {
  const [id, token, { instant, personId }] = [newId(), newToken(), invitedBy];
  await tx.query(
    'invitation-supersede',
    'UPDATE hub.invitations SET revoked_at = $3 WHERE organisation_id = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL',
    [organisationId, email, instant],
  );
  await tx.query(
    'invitation-insert',
    `INSERT INTO hub.invitations (id, token_hash, organisation_id, invited_by, email, roles, language, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, tokenHash(token), organisationId, personId, email, [...new Set(roles)], language, instant, later(instant, INVITATION_LIFE)],
  );
  return { id, token };
}

/** Makes an open invitation void; false where it is not open. */
export async function revokeOpenInvitation(tx: Tx, id: string, instant: Date): Promise<boolean> {
  const revoked = await tx.query(
    'invitation-revoke',
    'UPDATE hub.invitations SET revoked_at = $2 WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2 RETURNING id',
    [id, instant],
  );
  return revoked.length > 0;
}

/** Makes all open invitations to an organisation void. */
export async function revokeInvitationsTo(tx: Tx, organisationId: string, instant: Date): Promise<void> {
  await tx.query('invitations-revoke-all', 'UPDATE hub.invitations SET revoked_at = $2 WHERE organisation_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL', [
    organisationId,
    instant,
  ]);
}

/**
 * The open invitation that a token is for, held until the transaction ends. It is worth what its giver may still give:
 * void where he has left, is suspended, or has lost the role; and a coordinator's, where somebody has joined meanwhile.
 */
export async function holdInvitation(tx: Tx, token: string, instant: Date): Promise<OpenInvitation | null> {
  const [row] = await tx.query<OpenInvitation>(
    'invitation-hold',
    `SELECT i.id, i.organisation_id AS "organisationId", o.kind AS "organisationKind", i.email, i.roles, i.language,
            b.organisation_id <> i.organisation_id AS "isFirst"
     FROM hub.invitations i JOIN hub.organisations o ON o.id = i.organisation_id JOIN hub.persons b ON b.id = i.invited_by
     WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2
       AND o.suspended_at IS NULL AND b.ended_at IS NULL AND b.suspended_at IS NULL
       AND CASE WHEN b.organisation_id = i.organisation_id
             THEN 'ADMINISTRATOR' = ANY (b.roles) AND (NOT 'COORDINATOR' = ANY (i.roles) OR 'COORDINATOR' = ANY (b.roles))
             ELSE 'COORDINATOR' = ANY (b.roles) AND NOT EXISTS (SELECT FROM hub.persons p WHERE p.organisation_id = i.organisation_id) END
     FOR UPDATE OF i`,
    [tokenHash(token), instant],
  );
  return row ?? null;
}

/** Marks an invitation as accepted. */
export async function markAccepted(tx: Tx, id: string, instant: Date): Promise<void> {
  await tx.query('invitation-accepted', 'UPDATE hub.invitations SET accepted_at = $2 WHERE id = $1', [id, instant]);
}

/** Whether an address belongs to somebody active in the organisation, or whether it has anybody at all. */
export async function membersOf(tx: Tx, organisationId: string, email: string): Promise<{ exists: boolean; anybody: boolean; taken: boolean }> {
  const [row] = await tx.query<{ exists: boolean; anybody: boolean; taken: boolean }>(
    'invitation-members',
    `SELECT EXISTS (SELECT FROM hub.organisations WHERE id = $1) AS exists,
            EXISTS (SELECT FROM hub.persons WHERE organisation_id = $1) AS anybody,
            EXISTS (SELECT FROM hub.persons WHERE organisation_id = $1 AND email = $2 AND ended_at IS NULL) AS taken`,
    [organisationId, email],
  );
  return row ?? { exists: false, anybody: false, taken: false };
}
