import type { ReadTx, Tx } from '@hub/platform';
import type { AuditErasureState } from './erasure.types.js';

/** An erasure as one organisation may know it. */
export interface ErasureRow {
  readonly id: string;
  readonly state: AuditErasureState;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly entryId: string | null;
  readonly askedById: string | null;
  readonly ownConsent: boolean;
  readonly othersConsented: boolean;
  readonly underLegalHold: boolean;
}

/** Whether a request was taken: ASKED means that somebody has asked before. */
export type Requested = 'OPEN' | 'ABSENT' | 'HELD' | 'ASKED' | 'ERASED';
/** What a consent or refusal led to: CONSENTED means that it was there before. */
export type Decided = 'OPEN' | 'COMPLETE' | 'REFUSED' | 'ABSENT' | 'CONSENTED' | 'ENDED';

/** Asks for an erasure; the database alone knows whose consents it needs. */
export async function requestErasure(tx: Tx, { id, entryId, reason, expiresAt }: { id: string; entryId: string; reason: string; expiresAt: Date }): Promise<Requested> {
  const [row] = await tx.query<{ outcome: Requested }>('erasure-request', 'SELECT hub.request_erasure($1, $2, $3, $4) AS outcome', [id, entryId, reason, expiresAt]);
  return row?.outcome ?? 'ABSENT';
}

/** Consents for the own organisation, or refuses. */
export async function decideErasure(tx: Tx, id: string, consents: boolean): Promise<Decided> {
  const [row] = await tx.query<{ outcome: Decided }>('erasure-decide', 'SELECT hub.decide_erasure($1, $2) AS outcome', [id, consents]);
  return row?.outcome ?? 'ABSENT';
}

const ERASURE = `SELECT e.id, e.state, e.reason, e.requested_at AS "requestedAt", e.expires_at AS "expiresAt", e.ended_at AS "endedAt", p.entry_id AS "entryId",
    p.asked_by AS "askedById", p.consented_at IS NOT NULL AS "ownConsent", s.others_consented AS "othersConsented", s.held AS "underLegalHold"
  FROM hub.erasure_parties p JOIN hub.erasures e ON e.id = p.erasure_id CROSS JOIN LATERAL hub.erasure_standing(e.id) s
  WHERE p.organisation_id = $1`;

/** Where a page of erasures begins. */
export type ErasureKey = readonly [requestedAt: string, id: string];

/** Those that concern the organisation, the newest first. */
export const erasuresOf = (tx: ReadTx, organisationId: string, after: ErasureKey | null, limit: number): Promise<ErasureRow[]> =>
  tx.query<ErasureRow>(
    'erasures',
    `${ERASURE} AND ($2::timestamptz IS NULL OR (e.requested_at, e.id) < ($2, $3)) ORDER BY e.requested_at DESC, e.id DESC LIMIT $4`,
    [organisationId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

/** One of them. */
export async function erasureOf(tx: Tx, organisationId: string, id: string): Promise<ErasureRow | null> {
  const [row] = await tx.query<ErasureRow>('erasure', `${ERASURE} AND e.id = $2`, [organisationId, id]);
  return row ?? null;
}
