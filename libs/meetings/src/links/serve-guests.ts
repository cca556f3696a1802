import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '@hub/identity';
import type { Clock } from '@hub/kernel';
import { PLAIN_PAGE_HEADERS } from '@hub/platform';
import { BUSY, guestPage, NO_LINK } from './guest.page.js';
import { GuestTurns } from './guest.turns.js';
import type { GuestVisits, Visit } from './guest.visits.js';

const HEADERS = {
  ...PLAIN_PAGE_HEADERS, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow, noarchive', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
};

/** `/meeting/…`: the page of a personal link, and its forms. A link that does not open answers alike, whatever the reason. */
export function serveGuests(hub: FastifyInstance, visits: GuestVisits, clock: Clock): void {
  const turns = new GuestTurns();
  const answer = async (request: FastifyRequest, reply: FastifyReply, visiting: (token: string) => Promise<Visit | null>): Promise<FastifyReply> => {
    if (turns.tooMany(networkOf(request.ip), clock.now())) return reply.code(429).headers({ ...HEADERS, 'retry-after': '60' }).send(BUSY);
    const visit = await visiting((request.params as { token: string }).token);
    if (visit === null) return reply.code(404).headers(HEADERS).send(NO_LINK);
    return reply.code(visit.said?.good === false ? 409 : 200).headers(HEADERS).send(guestPage(visit));
  };
  // Apart, so that no other route takes forms.
  void hub.register(async (http) => {
    http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 65_536 }, (_request, body, done) => done(null, body));
    http.get('/meeting/:token', (request, reply) => answer(request, reply, (token) => visits.look(token)));
    http.post('/meeting/:token', (request, reply) => answer(request, reply, (token) => visits.submit(token, new URLSearchParams(typeof request.body === 'string' ? request.body : ''))));
  });
}
