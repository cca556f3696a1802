import type { ReadTx, Tx } from '@hub/platform';
import type { MeetingLink } from './link.types.js';

/** A link as it is kept. */
export type LinkRow = Omit<MeetingLink, 'state'>;

/** What a good address opens. */
export interface OpenLink {
  readonly id: string; readonly editionId: string; readonly organisationId: string | null; readonly holder: string; readonly expiresAt: Date;
  /** The organisation that made it, and answers for guests of none. */
  readonly coordinatingId: string;
  readonly organisation: Readonly<Record<string, string>> | null;
  readonly state: string; readonly names: Readonly<Record<string, string>>; readonly zone: string; readonly startsLocal: string | null; readonly endsLocal: string | null;
  readonly places: Readonly<Record<string, string>>;
  /** Who interprets, if it is somebody's who does: he is shown what interpreters are shown, and nothing else. */
  readonly interpreterId: string | null;
}

const COLUMNS = `l.id, l.edition_id AS "editionId", l.organisation_id AS "organisationId", l.holder, l.expires_at AS "expiresAt", l.created_at AS "createdAt", l.revoked_at AS "revokedAt", l.opened_at AS "openedAt", l.interpreter_id AS "interpreterId"`;

/** Which links somebody is shown: all, or those that speak for an organisation. */
export interface LinksAsker { readonly coordinates: boolean; readonly organisationId: string }
// $1 all, $2 whose else. Those of interpreters: of the organisation that made them, and no others.
const SEEN = `FROM hub.meeting_links l WHERE CASE WHEN l.interpreter_id IS NULL THEN $1 OR l.organisation_id = $2 ELSE EXISTS (SELECT FROM hub.persons p WHERE p.id = l.created_by AND p.organisation_id = $2) END
  AND hub.attends(l.edition_id)`;

/** One of them. */
export const linkById = async (tx: Tx, { coordinates, organisationId }: LinksAsker, id: string): Promise<LinkRow | undefined> =>
  (await tx.query<LinkRow>('meeting-link', `SELECT ${COLUMNS} ${SEEN} AND l.id = $3`, [coordinates, organisationId, id]))[0];

/** Those of an edition, the newest first. */
export const linksOf = (tx: ReadTx, { coordinates, organisationId }: LinksAsker, editionId: string, after: readonly [string, string] | null, limit: number): Promise<LinkRow[]> =>
  tx.query<LinkRow>('meeting-links', `SELECT ${COLUMNS} ${SEEN} AND l.edition_id = $3 AND ($4::timestamptz IS NULL OR (l.created_at, l.id) < ($4, $5::uuid)) ORDER BY l.created_at DESC, l.id DESC LIMIT $6`,
    [coordinates, organisationId, editionId, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** Adds one. */
export async function addLink(tx: Tx, link: { id: string; editionId: string; organisationId: string | null; interpreterId?: string; holder: string; addressHash: Buffer; expiresAt: Date; at: Date; byId: string }): Promise<void> {
  await tx.query('meeting-link-add', 'INSERT INTO hub.meeting_links (id, edition_id, organisation_id, holder, address_hash, expires_at, created_at, created_by, interpreter_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [link.id, link.editionId, link.organisationId, link.holder, link.addressHash, link.expiresAt, link.at, link.byId, link.interpreterId ?? null]);
}

/** Takes one back; false where that was done already. */
export const revokeLink = async (tx: Tx, id: string, at: Date, byId: string): Promise<boolean> =>
  (await tx.query('meeting-link-revoke', 'UPDATE hub.meeting_links SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING 1', [id, at, byId])).length > 0;

/** Opens one for its holder, in the realm of the worker; its edition does not move until the transaction ends. */
export const openLink = async (tx: Tx, addressHash: Buffer, at: Date): Promise<OpenLink | undefined> =>
  (await tx.query<OpenLink>('meeting-link-open', `SELECT o.id, o.edition_id AS "editionId", o.organisation_id AS "organisationId", o.holder, o.expires_at AS "expiresAt", o.coordinating_id AS "coordinatingId",
    o.organisation, o.state, o.names, o.zone, o.starts_local AS "startsLocal", o.ends_local AS "endsLocal", o.place AS places,
    hub.interpreter_of_link(o.id) AS "interpreterId" FROM hub.open_meeting_link($1, $2) o`, [addressHash, at]))[0];
