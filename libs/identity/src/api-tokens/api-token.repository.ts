import type { Tx } from '@hub/platform';
import { newToken, tokenHash } from '../tokens/secrets.js';
import type { ApiTokenScope } from './api-token.types.js';

/** By which a token is known for one, also by whoever finds it where it should not be. */
const PREFIX = 'cpt_';

/** A token that is good, as its person sees it. */
export interface LiveToken {
  readonly id: string;
  readonly name: string;
  readonly scope: ApiTokenScope;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
}

/** Whose token it is, and until when. */
export interface PresentedApiToken {
  readonly session_id: string;
  readonly person_id: string;
  readonly expires_at: Date;
}

/** Adds a token to a session that was opened for it; returns the token, which is kept as its hash only. */
export async function addApiToken(tx: Tx, token: { sessionId: string; name: string; scope: ApiTokenScope }): Promise<string> {
  const secret = `${PREFIX}${newToken()}`;
  await tx.query('api-token-add', 'INSERT INTO hub.api_tokens (session_id, name, scope, token_hash) VALUES ($1, $2, $3, $4)', [token.sessionId, token.name, token.scope, tokenHash(secret)]);
  return secret;
}

const LIVE = `SELECT s.id, t.name, t.scope, s.created_at, s.expires_at, t.last_used_at
  FROM hub.api_tokens t JOIN hub.sessions s ON s.id = t.session_id WHERE s.person_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2`;

/** The tokens of a person that are good, the newest first. */
export const liveTokens = (tx: Tx, personId: string, instant: Date): Promise<LiveToken[]> =>
  tx.query<LiveToken>('api-tokens-live', `${LIVE} ORDER BY s.created_at DESC, s.id`, [personId, instant]);

/** One of them; null where there is none. */
export async function liveToken(tx: Tx, personId: string, id: string, instant: Date): Promise<LiveToken | null> {
  const [row] = await tx.query<LiveToken>('api-token-live', `${LIVE} AND s.id = $3`, [personId, instant, id]);
  return row ?? null;
}

/** Finds a token that is good, and notes its use, at most once a minute. Null where it is not. */
export async function useApiToken(tx: Tx, token: string, instant: Date): Promise<PresentedApiToken | null> {
  const hash = tokenHash(token);
  const [row] = await tx.query<PresentedApiToken>(
    'api-token-find',
    'SELECT s.id AS session_id, s.person_id, s.expires_at FROM hub.api_tokens t JOIN hub.sessions s ON s.id = t.session_id WHERE t.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2',
    [hash, instant],
  );
  if (!row) return null;
  await tx.query(
    'api-token-used',
    `UPDATE hub.api_tokens SET last_used_at = $2 WHERE token_hash = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
    [hash, instant],
  );
  return row;
}
