import type { FastifyInstance, FastifyReply } from 'fastify';
import { PLAIN_PAGE_HEADERS } from '@hub/platform';
import type { OutsideOpening } from './outside.opening.js';
import { ASK, BUSY, contentPage, REFUSED } from './outside.page.js';

const HEADERS = {
  ...PLAIN_PAGE_HEADERS, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow, noarchive', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
};

/**
 * `/outside/…`: GET asks for the code, in the same bytes whatever the address; POST opens. Looking at it opens nothing, so that whatever follows
 * links in mails spends nothing.
 */
export function serveOutside(hub: FastifyInstance, opening: OutsideOpening): void {
  const answer = (reply: FastifyReply, status: number, text: string): FastifyReply => reply.code(status).headers(HEADERS).send(text);
  // Apart, so that no other route takes forms.
  void hub.register(async (http) => {
    http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 1_024 }, (_request, body, done) => done(null, body));
    http.get('/outside/:address', async (_request, reply) => answer(reply, 200, ASK));
    http.post('/outside/:address', async (request, reply) => {
      const { address } = request.params as { address: string };
      const code = typeof request.body === 'string' ? (new URLSearchParams(request.body).get('code') ?? '') : '';
      const view = await opening.open(address, code.slice(0, 64));
      if (view === 'busy') return answer(reply, 503, BUSY);
      return view === null ? answer(reply, 403, REFUSED) : answer(reply, 200, contentPage(view));
    });
  });
}
