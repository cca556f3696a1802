import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Downloads, sendFile } from '@hub/attachments';
import { networkOf } from '@hub/identity';
import type { Clock } from '@hub/kernel';
import { PLAIN_PAGE_HEADERS } from '@hub/platform';
import { BUSY, guestPage, NO_FILE, NO_LINK } from './guest.page.js';
import { GuestTurns } from './guest.turns.js';
import type { GuestVisits, Visit } from './guest.visits.js';

const HEADERS = {
  ...PLAIN_PAGE_HEADERS, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow, noarchive', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
};
const tokenOf = ({ params }: FastifyRequest): string => (params as { token: string }).token;

/** `/meeting/…`: the page of a personal link, its forms, and with `?document=` the files that it shows. A link that does not open answers alike, whatever the reason. */
export function serveGuests(hub: FastifyInstance, { visits, downloads, clock }: { visits: GuestVisits; downloads: Downloads; clock: Clock }): void {
  const turns = new GuestTurns();
  const inTurn = async (request: FastifyRequest, reply: FastifyReply, answer: () => Promise<FastifyReply>): Promise<FastifyReply> =>
    turns.tooMany(networkOf(request.ip), clock.now()) ? reply.code(429).headers({ ...HEADERS, 'retry-after': '60' }).send(BUSY) : answer();
  const page = (reply: FastifyReply, visit: Visit | null): FastifyReply =>
    visit === null ? reply.code(404).headers(HEADERS).send(NO_LINK) : reply.code(visit.said?.good === false ? 409 : 200).headers(HEADERS).send(guestPage(visit));
  const file = async (request: FastifyRequest, reply: FastifyReply, id: string): Promise<FastifyReply> => {
    const found = await visits.open(tokenOf(request), id.toLowerCase());
    if (!found?.file) return reply.code(404).headers(HEADERS).send(found ? NO_FILE : NO_LINK);
    const { file: known, reading } = found.file;
    return sendFile(request, reply.headers(HEADERS), await downloads.copy(known, () => Promise.resolve(reading), false));
  };
  // Apart, so that no other route takes forms.
  void hub.register(async (http) => {
    http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 65_536 }, (_request, body, done) => done(null, body));
    http.get('/meeting/:token', (request, reply) => inTurn(request, reply, async () => {
      const { document } = request.query as { document?: unknown };
      return document === undefined ? page(reply, await visits.look(tokenOf(request))) : file(request, reply, String(document));
    }));
    http.post('/meeting/:token', (request, reply) => inTurn(request, reply, async () => page(reply, await visits.submit(tokenOf(request), new URLSearchParams(typeof request.body === 'string' ? request.body : '')))));
  });
}
