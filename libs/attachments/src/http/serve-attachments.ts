import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import type { HubLogger } from '@hub/platform';
import type { DownloadLinks } from '../download.links.js';
import type { Downloads } from '../downloads.js';
import { type Asking, refuse } from './asking.js';
import { readRange } from './byte-range.js';
import { disposition } from './disposition.js';

/** What a browser may do with a file that it opens all the same: nothing. */
const HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin',
};

/** `GET /attachments/:id` and its `/preview`: with a Bearer token, or once by a link. */
export function serveAttachments(http: FastifyInstance, { downloads, links, asking, log }: { downloads: Downloads; links: DownloadLinks; asking: Asking; log: HubLogger }): void {
  /** Who asks; by a link, whoever was given it. A link that is not good is as a file that is not there. */
  const asker = async (request: FastifyRequest, reply: FastifyReply, id: string, preview: boolean): Promise<HubContext> => {
    const token = (request.query as { link?: unknown }).link;
    if (token === undefined) return asking.create(request, reply);
    const link = links.read(String(token));
    const context = link?.attachmentId === id && link.preview === preview ? await asking.ofSession(request, reply, link.sessionId) : null;
    if (!link || !context || !(await links.use(context, link))) throw notFound();
    return context;
  };
  const give = async (request: FastifyRequest, reply: FastifyReply, preview: boolean): Promise<FastifyReply> => {
    try {
      const id = (request.params as { id: string }).id.toLowerCase();
      const file = await downloads.open(await asker(request, reply, id, preview), (context) => asking.renew(context), id, preview);
      const { tag, size } = file;
      const { range: asked, 'if-range': condition } = request.headers;
      // A copy with its reader's mark is made for this answer alone: no other could go on from it.
      const range = tag === null || (condition !== undefined && condition !== tag) ? 'whole' : readRange(asked, size);
      reply.headers({ ...HEADERS, 'content-type': file.type, 'content-disposition': disposition(file.name), 'accept-ranges': tag === null ? 'none' : 'bytes', ...(tag === null ? {} : { etag: tag }) });
      if (range === 'unsatisfiable') return await reply.code(416).headers({ 'content-range': `bytes */${size}`, 'content-length': 0 }).send();
      const { from, to } = range === 'whole' ? { from: 0, to: size } : range;
      if (range !== 'whole') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`);
      return await reply.header('content-length', to - from).send(file.bytes(from, to));
    } catch (error) {
      return refuse(reply, error, log);
    }
  };
  http.get('/attachments/:id', { exposeHeadRoute: false }, async (request, reply) => give(request, reply, false));
  http.get('/attachments/:id/preview', { exposeHeadRoute: false }, async (request, reply) => give(request, reply, true));
}
