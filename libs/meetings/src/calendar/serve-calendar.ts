import type { FastifyInstance } from 'fastify';
import type { FeedsService } from './feeds.service.js';

/** `GET /calendar/SECRET.ics`: whoever has the address reads the calendar of its owner, as far as he may see it now. */
export function serveCalendar(http: FastifyInstance, feeds: FeedsService): void {
  http.get<{ Params: { secret: string } }>('/calendar/:secret.ics', async (request, reply) => {
    const found = await feeds.read(request.params.secret);
    if (!found) return reply.callNotFound();
    reply.headers({ 'cache-control': 'private, no-cache', etag: found.etag });
    if ((request.headers['if-none-match'] ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === found.etag)) return reply.code(304).send();
    return reply.header('content-type', 'text/calendar; charset=utf-8').send(found.body);
  });
}
