import type { AuditLog } from '@hub/audit';
import { newId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { type AccountHolder, recordAct } from '../identity.acts.js';
import { type IdentitySettings, later } from '../identity.settings.js';
import type { AccessTokens } from '../tokens/access-tokens.js';
import { rememberDevice } from './devices.js';
import { addRefreshToken, insertSession, markUsed, type PresentedToken, prolong } from './session.repository.js';

/** What a client gets for a session. */
export interface Grant {
  readonly sessionId: string;
  readonly accessToken: string;
  /** End of the access token. */
  readonly expiresAt: Date;
  readonly refreshToken: string;
  /** Seconds until the refresh token is no longer good. */
  readonly refreshSeconds: number;
  /** Null where the session is only carried on. */
  readonly deviceToken: string | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Gives out sessions: a row, a family of refresh tokens, and short access tokens. */
export class SessionIssuer {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly settings: IdentitySettings,
    private readonly audit: AuditLog,
  ) {}

  /** Opens a session for somebody who has proved who he is. */
  async open(tx: Tx, holder: AccountHolder, deviceToken: string | null, instant: Date): Promise<Grant> {
    const id = newId();
    const expiresAt = later(instant, this.settings.sessions.refreshDays * DAY);
    await insertSession(tx, { id, personId: holder.personId, createdAt: instant, expiresAt });
    const device = await rememberDevice(tx, holder.personId, deviceToken, instant);
    const refreshToken = await addRefreshToken(tx, id, instant, expiresAt);
    const known = device === deviceToken;
    await recordAct(this.audit, tx, { action: 'session.opened', at: instant, by: holder, subjectId: id, detail: { device: known ? 'known' : 'new' } });
    return this.grant({ id, personId: holder.personId }, refreshToken, expiresAt, device, instant);
  }

  /** Carries a session on with the next refresh token. */
  async rotate(tx: Tx, presented: PresentedToken, token: string, instant: Date): Promise<Grant> {
    await markUsed(tx, token, instant);
    const expiresAt = await prolong(tx, presented, later(instant, this.settings.sessions.refreshDays * DAY));
    const refreshToken = await addRefreshToken(tx, presented.session_id, instant, expiresAt);
    return this.grant({ id: presented.session_id, personId: presented.person_id }, refreshToken, expiresAt, null, instant);
  }

  private grant(session: { id: string; personId: string }, refreshToken: string, end: Date, deviceToken: string | null, instant: Date): Grant {
    const limit = later(instant, this.settings.sessions.accessTokenMinutes * MINUTE);
    const expiresAt = limit < end ? limit : end;
    return {
      sessionId: session.id,
      accessToken: this.accessTokens.issue({ sub: session.personId, sid: session.id }, instant, expiresAt),
      expiresAt,
      refreshToken,
      refreshSeconds: Math.floor((end.getTime() - instant.getTime()) / 1000),
      deviceToken,
    };
  }
}
