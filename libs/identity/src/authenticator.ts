import { hash } from 'node:crypto';
import type { Actor, AnonymousActor, OrganisationKind, PersonActor, Role } from '@hub/access';
import { DomainError, isId } from '@hub/kernel';
import type { UnitOfWork } from '@hub/platform';
import { notSignedIn } from './identity.errors.js';
import { LruCache } from './tokens/lru-cache.js';
import type { AccessTokens } from './tokens/access-tokens.js';
import { useApiToken } from './api-tokens/api-token.repository.js';

/** Everything of an actor but the operation's instant. */
type KnownActor = Omit<PersonActor, 'instant'>;

interface KnownToken {
  readonly personId: string;
  readonly sessionId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** From when on it is looked up again: an API token's use is noted then. */
  readonly knownUntil: number;
}

interface SessionActorRow {
  person_id: string;
  organisation_id: string;
  organisation_kind: OrganisationKind;
  roles: Role[];
  access_epoch: number;
  language: string;
  reader_principal: number;
  officer_principal: number;
  self_principal: number;
  token_scope: string | null;
}

const BEARER = /^bearer +([\w-]+\.[\w-]+\.[\w-]+|cpt_[\w-]{43})$/i;
const MINUTE = 60_000;
const TOKENS_KEPT = 20_000;
const ACTORS_KEPT = 10_000;

/** Roles that need a second factor, and whether a person has one. */
export interface SecondFactorRule {
  isRequired(roles: Iterable<Role>): boolean;
}

/**
 * Who is asking, by an access token or a personal API token. An access token's signature is verified once, an API token is looked up each minute; who its session is, is kept too, since whatever reads or writes for
 * the actor enters the database by session and access epoch, and is refused there if either has moved (hub.enter). So what
 * is kept here can be old, but never takes effect. Whoever answers without entering the database MUST NOT rely on it.
 */
export class Authenticator {
  private readonly tokens = new LruCache<string, KnownToken>(TOKENS_KEPT);
  private readonly actors = new LruCache<string, KnownActor>(ACTORS_KEPT);

  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly unitOfWork: UnitOfWork,
    private readonly secondFactor: SecondFactorRule,
  ) {}

  /**
   * The actor of a request, by its Authorization header. No header: nobody in particular. UNAUTHENTICATED for any that
   * doesn't hold. `fresh`: looks the session up anew, for what can't be executed twice.
   */
  async authenticate(authorization: string | null | undefined, instant: Date, { fresh = false }: { fresh?: boolean } = {}): Promise<Actor> {
    return (await this.admit(authorization, instant, { fresh })).actor;
  }

  /** The same, with when the token ends; null: there is none. For connections that stay open. */
  async admit(authorization: string | null | undefined, instant: Date, { fresh = false }: { fresh?: boolean } = {}): Promise<{ actor: Actor; expiresAt: Date | null }> {
    if (authorization == null) return { actor: anonymous(instant), expiresAt: null };
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw notSignedIn();
    // Not the token itself: nothing in memory shall be good for signing in.
    const key = hash('sha256', token, 'base64');
    const kept = this.tokens.get(key);
    const known = kept && kept.knownUntil > instant.getTime() ? kept : await this.verify(key, token, instant);
    if (known.expiresAt <= instant.getTime()) {
      this.tokens.delete(key);
      throw notSignedIn();
    }
    const actor = (fresh ? undefined : this.actors.get(known.sessionId)) ?? (await this.load(known.sessionId, instant));
    if (actor.personId !== known.personId) throw notSignedIn();
    return { actor: { ...actor, instant }, expiresAt: new Date(known.expiresAt) };
  }

  /** The same session as the database knows it now; UNAUTHENTICATED where it has ended. */
  async refresh(actor: Actor, instant: Date = actor.instant): Promise<Actor> {
    return actor.kind === 'anonymous' ? { ...actor, instant } : this.actorOf(actor.sessionId, instant);
  }

  /** The actor of a session, from the database. */
  async actorOf(sessionId: string, instant: Date): Promise<PersonActor> {
    return { ...(await this.load(sessionId, instant)), instant };
  }

  /** The actors of many sessions at once, from the database; those that have ended are not among them. */
  async actorsOf(sessionIds: readonly string[], instant: Date): Promise<ReadonlyMap<string, PersonActor>> {
    const rows = await this.unitOfWork.readAtOnce<SessionActorRow & { session_id: string }>(
      'session-actors', 'SELECT s.id AS session_id, a.*, hub.token_scope(s.id) AS token_scope FROM unnest($1::uuid[]) s (id) CROSS JOIN LATERAL hub.session_actor(s.id, $2) a', [[...new Set(sessionIds)], instant],
    );
    const actors = new Map<string, PersonActor>();
    for (const { session_id: sessionId, ...row } of rows) {
      const actor = await this.known(sessionId, row, instant).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') return null;
        throw error;
      });
      if (actor) actors.set(sessionId, { ...actor, instant });
    }
    return actors;
  }

  /** Looks a session up anew when it is next used. */
  forget(sessionId: string): void {
    this.actors.delete(sessionId);
  }

  private async verify(key: string, token: string, instant: Date): Promise<KnownToken> {
    // An access token has dots in it, an API token none.
    const known = token.includes('.') ? await this.accessToken(token) : await this.apiToken(token, instant);
    if (!known) throw notSignedIn();
    this.tokens.set(key, known);
    return known;
  }

  private async accessToken(token: string): Promise<KnownToken | null> {
    const claims = await this.accessTokens.verify(token);
    if (claims?.sid === undefined || !isId(claims.sid)) return null;
    const expiresAt = claims.exp * 1000;
    return { personId: claims.sub, sessionId: claims.sid, expiresAt, knownUntil: expiresAt };
  }

  private async apiToken(token: string, instant: Date): Promise<KnownToken | null> {
    const found = await this.unitOfWork.realm('identity', instant, (tx) => useApiToken(tx, token, instant));
    return found && { personId: found.person_id, sessionId: found.session_id, expiresAt: found.expires_at.getTime(), knownUntil: instant.getTime() + MINUTE };
  }

  private async load(sessionId: string, instant: Date): Promise<KnownActor> {
    const [row] = await this.unitOfWork.readAtOnce<SessionActorRow>('session-actor', 'SELECT a.*, hub.token_scope($1) AS token_scope FROM hub.session_actor($1, $2) a', [sessionId, instant]);
    // Whoever comes with it next is not let in on what was known before.
    this.forget(sessionId);
    if (!row) throw notSignedIn();
    return this.known(sessionId, row, instant);
  }

  private async known(sessionId: string, row: SessionActorRow, instant: Date): Promise<KnownActor> {
    if (this.secondFactor.isRequired(row.roles) && !(await this.hasFactor(row.person_id, instant))) throw notSignedIn();
    const actor: KnownActor = {
      kind: 'person',
      sessionId,
      epoch: row.access_epoch,
      personId: row.person_id,
      organisationId: row.organisation_id,
      organisationKind: row.organisation_kind,
      roles: new Set(row.roles),
      language: row.language,
      readerPrincipal: row.reader_principal,
      officerPrincipal: row.officer_principal,
      selfPrincipal: row.self_principal,
      readOnly: row.token_scope === 'READ_ONLY',
    };
    this.actors.set(sessionId, actor);
    return actor;
  }

  /** A role that came after the session demands its second factor at once: adding a role moves the epoch, and that leads here. */
  private hasFactor(personId: string, instant: Date): Promise<boolean> {
    return this.unitOfWork.realm('identity', instant, async (tx) => {
      const rows = await tx.query('factor-confirmed', 'SELECT 1 FROM hub.totp_factors WHERE person_id = $1 AND confirmed_at IS NOT NULL', [personId]);
      return rows.length > 0;
    });
  }
}

const anonymous = (instant: Date): AnonymousActor => ({ kind: 'anonymous', sessionId: null, epoch: 0, instant });
