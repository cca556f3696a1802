import type { FastifyInstance } from 'fastify';
import type { PublicFeed } from './public-feed.js';

/** `GET /feed.atom`: what is TLP:CLEAR and public, for anyone. `lang` or Accept-Language say in which language the feed speaks (ja, else en); `after` is for its own links. */
export function serveFeed(http: FastifyInstance, feed: PublicFeed): void {
  http.get('/feed.atom', async (request, reply) => {
    const { lang, after } = request.query as Record<string, unknown>;
    const place = after === undefined ? null : feed.readAfter(String(after));
    if (place === undefined) throw Object.assign(new Error('malformed'), { statusCode: 400 });
    const { body, etag, lastModified } = await feed.page(/^ja\b/i.test(String(lang ?? request.headers['accept-language'] ?? '')) ? 'ja' : 'en', place);
    // Whoever keeps a copy asks before showing it again: what was withdrawn is withdrawn from that instant.
    reply.headers({ 'cache-control': 'no-cache', vary: 'Accept-Language', etag, ...(lastModified ? { 'last-modified': lastModified.toUTCString() } : {}) });
    if (isUnchanged(request.headers, etag, lastModified)) return reply.code(304).send();
    return reply.header('content-type', 'application/atom+xml; charset=utf-8').send(body);
  });
}

/** RFC 9110, 13.2.2: a date counts only where no tag was sent. */
function isUnchanged({ 'if-none-match': tags, 'if-modified-since': date }: { 'if-none-match'?: string; 'if-modified-since'?: string }, etag: string, lastModified: Date | null): boolean {
  if (tags !== undefined) return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return date !== undefined && lastModified !== null && Date.parse(date) >= lastModified.getTime();
}
