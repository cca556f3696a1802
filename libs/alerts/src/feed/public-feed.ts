import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, noReads, PUBLIC } from '@hub/access';
import { DisclosureGate } from '@hub/audit';
import { BulletinReader, BulletinState, Tlp } from '@hub/bulletins';
import { Clock, decodeCursor, DomainError, encodeCursor, isId, newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type ReadTx } from '@hub/platform';
import { atomOf, type FeedEntry, type FeedLanguage } from './feed.atom.js';

const PAGE = 50;
/** Readings for one page, while things are being revoked elsewhere. */
const READINGS = 5;

interface Found { readonly id: string; readonly sortAt: string; readonly updatedAt: string }
/** Where a page begins: what was published before this. */
type After = readonly [string, string] | null;

/** A page as it is served. */
export interface Representation { readonly body: string; readonly etag: string; readonly lastModified: Date | null }

// What is public, the newest first. A revision counts from when the public had a new edition by it: others must not show.
const NEWEST_PUBLIC = `
  SELECT b.id, hub.iso(r.sort_at) AS "sortAt", hub.iso(CASE WHEN b.state = 'WITHDRAWN' THEN b.withdrawn_at WHEN b.expires_at <= $5 THEN b.expires_at
    ELSE coalesce((SELECT max(v.published_at) FROM hub.editions(b.id, $1) e JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = e.number), b.published_at) END) AS "updatedAt"
  FROM hub.bulletin_reach r JOIN hub.bulletins b ON b.id = r.bulletin_id AND b.readers && $1
  WHERE r.principal = ${PUBLIC} AND ($2::timestamptz IS NULL OR (r.sort_at, r.bulletin_id) < ($2, $3::uuid)) ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT $4`;

/** The public's bulletins as a feed: read as nobody in particular, behind the gate, which counts them. */
@Injectable()
export class PublicFeed {
  /** Since when this process has found the newest page as it is: the only date that holds for what is taken away too. */
  private readonly seen = new Map<FeedLanguage, { etag: string; since: Date }>();

  constructor(
    private readonly bulletins: BulletinReader,
    private readonly gate: DisclosureGate,
    private readonly clock: Clock,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** The place that a link to a page names; undefined for what is none. */
  readAfter(text: string): After | undefined {
    const [at, id] = decodeCursor(text) ?? [];
    return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : undefined;
  }

  /** A page. */
  async page(language: FeedLanguage, after: After): Promise<Representation> {
    const { publicUrl } = this.config.http;
    const first = `${publicUrl}/feed.atom?lang=${language}`;
    const at = (place: After): string => (place === null ? first : `${first}&after=${encodeCursor(place)}`);
    const { entries, last } = await this.read(language, after);
    const body = atomOf({ entries, language, first, self: at(after), next: last && at(last), home: `${publicUrl}/` });
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    return { body, etag, lastModified: after === null ? this.since(language, etag) : null };
  }

  private async read(language: FeedLanguage, after: After): Promise<{ entries: FeedEntry[]; last: After }> {
    for (let reading = 0; reading < READINGS; reading += 1) {
      const context = anonymous(this.clock.now(), language);
      const found = await this.bulletins.found(context, (tx, scope) => newest(tx, scope, after, context.actor.instant));
      if ((await this.gate.release(context)) !== 'released') continue;
      const last = found[PAGE - 1];
      return {
        entries: found.slice(0, PAGE).filter(({ bulletin }) => bulletin.tlp === Tlp.CLEAR).map(({ id, updatedAt, bulletin }): FeedEntry => ({
          id, updatedAt, reference: bulletin.reference, title: bulletin.title, language: bulletin.language, kind: bulletin.kind, publishedAt: bulletin.publishedAt ?? updatedAt,
          author: bulletin.originator.names[language] ?? bulletin.originator.names['en'] ?? '', gone: bulletin.state !== BulletinState.PUBLISHED,
          text: (bulletin.sections ?? []).map(({ heading, body }) => `${heading}\n\n${body}`).join('\n\n'),
        })),
        last: found.length > PAGE && last ? [last.sortAt, last.id] : null,
      };
    }
    throw new DomainError('UNAVAILABLE', 'What is public was changed again and again while it was read.');
  }

  private since(language: FeedLanguage, etag: string): Date {
    const known = this.seen.get(language);
    if (known?.etag === etag) return known.since;
    // Whole seconds are all that HTTP has: no two pages get the same.
    const since = new Date(Math.max(Math.ceil(this.clock.now().getTime() / 1_000) * 1_000, (known?.since.getTime() ?? 0) + 1_000));
    this.seen.set(language, { etag, since });
    return since;
  }
}

const newest = (tx: ReadTx, scope: readonly number[], after: After, instant: Date): Promise<Found[]> =>
  tx.query<Found>('feed-newest', NEWEST_PUBLIC, [scope, after?.[0] ?? null, after?.[1] ?? null, PAGE + 1, instant]);

const anonymous = (instant: Date, language: FeedLanguage): HubContext => ({
  actor: { kind: 'anonymous', sessionId: null, epoch: 0, instant }, requestId: newId(), language, idempotency: null, reads: noReads(), selectedFields: null,
  remoteAddress: '', deviceToken: null, refreshCookie: null, giveReceipt: () => undefined, setCookie: () => undefined,
});
