import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import type { HubLogger } from '@hub/platform';
import type { DownloadLinks } from '../download.links.js';
import type { Downloads } from '../downloads.js';
import { type Asking, refuse } from './asking.js';
import { sendFile } from './send-file.js';

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
      return await sendFile(request, reply, await downloads.open(await asker(request, reply, id, preview), (context) => asking.renew(context), id, preview));
    } catch (error) {
      return refuse(reply, error, log);
    }
  };
  http.get('/attachments/:id', { exposeHeadRoute: false }, async (request, reply) => give(request, reply, false));
  http.get('/attachments/:id/preview', { exposeHeadRoute: false }, async (request, reply) => give(request, reply, true));
}
