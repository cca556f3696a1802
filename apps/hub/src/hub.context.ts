import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { askingSince, type HubContext, noReads } from '@hub/access';
import { Authenticator } from '@hub/identity';
import { Clock, newId } from '@hub/kernel';
import { type Admitted, idempotencyKey, HUB_CONFIG, type HubConfig, ownOrigins } from '@hub/platform';

/** Makes the context of each operation: who asks, at which instant, and where the answer's cookies go. */
@Injectable()
export class ContextFactory {
  private readonly isOwn: (origin: string) => boolean;

  constructor(
    private readonly authenticator: Authenticator,
    private readonly clock: Clock,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {
    this.isOwn = ownOrigins(config.http.publicUrl);
  }

  /** The context of a request. A token that is not good is UNAUTHENTICATED; none at all is nobody in particular. */
  async create(request: FastifyRequest, reply: FastifyReply): Promise<HubContext> {
    const instant = this.clock.now();
    const { headers } = request;
    const cookies = cookiesOf(this.isOwnPage(headers) ? headers.cookie : undefined);
    const known = await this.authenticator.authenticate(headers.authorization ?? null, instant);
    const actor = isMutation(request.body) ? await this.authenticator.refresh(known) : known;
    const key = idempotencyKey(headers['idempotency-key'], request.body);
    return {
      actor,
      requestId: request.id,
      language: languageOf(headers['accept-language']) ?? (actor.kind === 'person' ? actor.language : 'en'),
      idempotency: key && actor.kind === 'person' ? { ...key, personId: actor.personId } : null,
      reads: noReads(),
      selectedFields: null,
      remoteAddress: request.ip,
      deviceToken: cookies.get('hub_device') ?? null,
      refreshCookie: cookies.get('hub_refresh') ?? null,
      giveReceipt: (receipt) => void reply.header('hub-audit-receipt', receipt),
      setCookie: (name, value, maxAgeSeconds) => {
        const secure = this.config.http.publicUrl.startsWith('https:') ? '; Secure' : '';
        reply.header('set-cookie', `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`);
      },
    };
  }

  /**
   * Cookies count only where a page of the hub itself sends them: by a header that no form and no page from elsewhere can set without a
   * preflight, which the hub answers to nobody, and, where the browser names it (it does with each POST), from the hub's own origin.
   */
  private isOwnPage({ 'hub-console': console, origin }: IncomingHttpHeaders): boolean {
    return console === '1' && (origin === undefined || this.isOwn(origin));
  }

  /** The context of a request outside GraphQL: who asks, looked up anew. */
  async outside({ headers: { 'idempotency-key': _none, ...headers }, id, ip }: FastifyRequest, reply: FastifyReply): Promise<HubContext> {
    return this.renew(await this.create({ headers, id, ip, body: null } as FastifyRequest, reply));
  }

  /** The same for whose session is known without a header; null where it has ended. */
  async ofSession(request: FastifyRequest, reply: FastifyReply, sessionId: string): Promise<HubContext | null> {
    const actor = (await this.authenticator.actorsOf([sessionId], this.clock.now())).get(sessionId);
    return actor ? { ...(await this.create({ headers: {}, id: request.id, ip: request.ip, body: null } as FastifyRequest, reply)), actor } : null;
  }

  /** The context of a repetition: the actor looked up anew, nothing read yet. */
  async renew(context: HubContext): Promise<HubContext> {
    const actor = await this.authenticator.refresh({ ...context.actor, instant: this.clock.now() });
    return { ...context, actor, reads: noReads() };
  }

  /** Who opens a connection that stays open. What comes over it are subscriptions: they set no cookie and repeat nothing. */
  async admit(authorization: string | null, { headers }: Pick<IncomingMessage, 'headers'>): Promise<Admitted<HubContext>> {
    const { actor, expiresAt } = await this.authenticator.admit(authorization, this.clock.now());
    const context: HubContext = {
      actor, requestId: newId(), language: languageOf(headers['accept-language']) ?? (actor.kind === 'person' ? actor.language : 'en'),
      idempotency: null, reads: noReads(), selectedFields: null, remoteAddress: '', deviceToken: null, refreshCookie: null,
      giveReceipt: () => undefined, setCookie: () => undefined,
    };
    return { context, expiresAt, personId: actor.kind === 'person' ? actor.personId : null };
  }

  /** The same people as the database knows them now; null where the session has ended. */
  async renewAll(contexts: readonly HubContext[], verifiedEpoch: number): Promise<readonly (HubContext | null)[]> {
    const actors = await this.authenticator.actorsOf(contexts.flatMap(({ actor }) => actor.sessionId ?? []), this.clock.now());
    return contexts.map((context) => {
      const { actor: known, language } = context;
      const actor = known.kind === 'person' ? actors.get(known.sessionId) : undefined;
      return actor && known.kind === 'person' ? askingSince(context, actor, language === known.language ? actor.language : language, verifiedEpoch) : null;
    });
  }
}

/** Mutations begin with rights looked up afresh: what is stale can then only have changed under their hands. */
const isMutation = (body: unknown): boolean =>
  typeof (body as { query?: unknown } | null)?.query === 'string' && /\bmutation\b/.test((body as { query: string }).query);

function cookiesOf(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('=', 2) as [string, string | undefined]);
  return new Map(pairs.filter(([name, value]) => name && value !== undefined).map(([name, value]) => [name, decode(value ?? '')]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first language that the browser prefers. */
function languageOf(header: string | undefined): string | null {
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/i.exec(header ?? '')?.[0] ?? null;
}
