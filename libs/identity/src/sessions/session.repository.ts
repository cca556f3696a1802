import type { Tx } from '@hub/platform';
import { later, LONGEST_SESSION } from '../identity.settings.js';
import { newToken, tokenHash } from '../tokens/secrets.js';

/** Why a session has ended. */
export type EndReason = 'signed-out' | 'ended-by-person' | 'password-changed' | 'recovered' | 'refresh-token-reused' | 'second-factor-required';

/** A refresh token with the session whose family it belongs to. */
export interface PresentedToken {
  readonly session_id: string;
  readonly person_id: string;
  readonly organisation_id: string;
  readonly used_at: Date | null;
  readonly expires_at: Date;
  readonly session_created_at: Date;
}

/** A live session, as its person sees it. */
export interface LiveSession {
  readonly id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date;
}

/** Opens a session. */
export async function insertSession(tx: Tx, session: { id: string; personId: string; createdAt: Date; expiresAt: Date }): Promise<void> {
  await tx.query('session-insert', 'INSERT INTO hub.sessions (id, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
    session.id,
    session.personId,
    session.createdAt,
    session.expiresAt,
  ]);
}

/** Adds a refresh token to a session's family; returns the token, which is kept as its hash only. */
export async function addRefreshToken(tx: Tx, sessionId: string, issuedAt: Date, expiresAt: Date): Promise<string> {
  const token = newToken();
  await tx.query('refresh-token-add', 'INSERT INTO hub.refresh_tokens (token_hash, session_id, issued_at, expires_at) VALUES ($1, $2, $3, $4)', [
    tokenHash(token),
    sessionId,
    issuedAt,
    expiresAt,
  ]);
  return token;
}

/** A token of a live session, locked together with it: what comes side by side comes one after the other. */
export async function holdRefreshToken(tx: Tx, token: string, instant: Date): Promise<PresentedToken | null> {
  const [row] = await tx.query<PresentedToken>(
    'refresh-token-hold',
    `SELECT r.session_id, s.person_id, p.organisation_id, r.used_at, r.expires_at, s.created_at AS session_created_at
     FROM hub.refresh_tokens r JOIN hub.sessions s ON s.id = r.session_id JOIN hub.persons p ON p.id = s.person_id
     WHERE r.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 FOR UPDATE OF r, s`,
    [tokenHash(token), instant],
  );
  return row ?? null;
}

/** Marks a refresh token as used; the first use counts. */
export async function markUsed(tx: Tx, token: string, instant: Date): Promise<void> {
  await tx.query('refresh-token-used', 'UPDATE hub.refresh_tokens SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL', [tokenHash(token), instant]);
}

/** Lets a session live on, to the end of its longest life at most. Returns when it ends now. */
export async function prolong(tx: Tx, session: Pick<PresentedToken, 'session_id' | 'session_created_at'>, until: Date): Promise<Date> {
  const longest = later(session.session_created_at, LONGEST_SESSION);
  const expiresAt = until < longest ? until : longest;
  await tx.query('session-prolong', 'UPDATE hub.sessions SET expires_at = $2 WHERE id = $1', [session.session_id, expiresAt]);
  return expiresAt;
}

/** The live sessions of a person, newest first; those of API tokens are listed as such. */
export const liveSessions = (tx: Tx, personId: string, instant: Date): Promise<LiveSession[]> =>
  tx.query<LiveSession>(
    'sessions-live',
    `SELECT s.id, s.created_at, s.expires_at,
            coalesce((SELECT max(r.issued_at) FROM hub.refresh_tokens r WHERE r.session_id = s.id), s.created_at) AS last_used_at
     FROM hub.sessions s WHERE s.person_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2
       AND NOT EXISTS (SELECT FROM hub.api_tokens t WHERE t.session_id = s.id)
     ORDER BY s.created_at DESC, s.id`,
    [personId, instant],
  );

/** Which of a person's sessions to end: one, or all but one. */
export interface Ending {
  readonly personId: string;
  readonly only?: string;
  readonly except?: string;
}

/** Ends live sessions of a person; returns which. The caller records it and revokes. */
export async function endSessions(tx: Tx, { personId, only, except }: Ending, reason: EndReason, instant: Date): Promise<string[]> {
  const ended = await tx.query<{ id: string }>(
    'sessions-end',
    `UPDATE hub.sessions SET ended_at = $2, end_reason = $3
     WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 AND ($4::uuid IS NULL OR id = $4) AND ($5::uuid IS NULL OR id <> $5)
     RETURNING id`,
    [personId, instant, reason, only ?? null, except ?? null],
  );
  return ended.map(({ id }) => id);
}

/** Forgets refresh tokens past their expiry. */
export async function sweepRefreshTokens(tx: Tx, instant: Date): Promise<void> {
  await tx.query('refresh-tokens-sweep', 'DELETE FROM hub.refresh_tokens WHERE expires_at < $1', [instant]);
}
