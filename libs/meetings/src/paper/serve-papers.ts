import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '@hub/access';
import { type Asking, disposition, refuse } from '@hub/attachments';
import { notFound } from '@hub/kernel';
import type { HubLogger } from '@hub/platform';
import { nameOf, type PaperAddress, paperAt } from './paper.address.js';
import type { PaperLinks } from './paper.links.js';
import type { PaperFormat, PapersService } from './papers.service.js';

const TYPES: Readonly<Record<PaperFormat, string>> = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const HEADERS = { 'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' };
/** `GET /meetings/ID/papers/KIND.pdf` or `.xlsx` with a Bearer token, or once by a link: made for who asks, at that moment. */
export function servePapers(http: FastifyInstance, { papers, links, asking, log }: { papers: PapersService; links: PaperLinks; asking: Asking; log: HubLogger }): void {
  /** Who asks; by a link, whoever was given it. A link that is not good is as a paper that is not there. */
  const asker = async (request: FastifyRequest, reply: FastifyReply, address: PaperAddress): Promise<HubContext> => {
    const token = address.given['link'];
    if (token === undefined) return asking.create(request, reply);
    const link = links.read(String(token));
    // A link names the language.
    const context = link?.paper === nameOf(paperAt(address, '')) ? await asking.ofSession(request, reply, link.sessionId) : null;
    if (!link || !context || !(await links.use(context, link))) throw notFound();
    return context;
  };
  http.get('/meetings/:id/papers/:file', { exposeHeadRoute: false }, async (request, reply) => {
    try {
      const address = { ...(request.params as { id: string; file: string }), given: request.query as Record<string, unknown> };
      const context = await asker(request, reply, address);
      const [asked, format] = paperAt(address, context.language);
      const { name, bytes } = await papers.give(context, (one) => asking.renew(one), asked, format);
      return await reply.headers({ ...HEADERS, 'content-type': TYPES[format], 'content-disposition': disposition(name), 'content-length': bytes.length }).send(bytes);
    } catch (error) {
      return refuse(reply, error, log);
    }
  });
}
