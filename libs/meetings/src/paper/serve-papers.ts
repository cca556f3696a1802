import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Asking, disposition, refuse } from '@hub/attachments';
import { invalid, notFound } from '@hub/kernel';
import type { HubLogger } from '@hub/platform';
import type { AskedPaper } from './paper.composer.js';
import { MeetingPaperKind } from './paper.types.js';
import type { PaperFormat, PapersService } from './papers.service.js';

const TYPES: Readonly<Record<PaperFormat, string>> = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const HEADERS = { 'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' };
const KINDS = new Map(Object.values(MeetingPaperKind).map((kind) => [kind.toLowerCase().replaceAll('_', '-'), kind]));

/** `GET /meetings/ID/papers/KIND.pdf` or `.xlsx` with a Bearer token: made for who asks, at that moment. */
export function servePapers(http: FastifyInstance, { papers, asking, log }: { papers: PapersService; asking: Asking; log: HubLogger }): void {
  http.get('/meetings/:id/papers/:file', { exposeHeadRoute: false }, async (request, reply) => {
    try {
      const context = await asking.create(request, reply);
      const [asked, format] = askedIn(request, context.language);
      const { name, bytes } = await papers.give(context, (one) => asking.renew(one), asked, format);
      return await reply.headers({ ...HEADERS, 'content-type': TYPES[format], 'content-disposition': disposition(name), 'content-length': bytes.length }).send(bytes);
    } catch (error) {
      return refuse(reply, error, log);
    }
  });
}

function askedIn({ params, query }: FastifyRequest, preferred: string): [AskedPaper, PaperFormat] {
  const { id, file } = params as { id: string; file: string };
  const given = query as Record<string, unknown>;
  const [, name = '', format] = /^([a-z-]+)\.(pdf|xlsx)$/.exec(file) ?? [];
  const kind = KINDS.get(name);
  if (!kind || format === undefined) throw notFound();
  const language = given['language'] ?? (/^ja\b/i.test(preferred) ? 'ja' : 'en');
  if (language !== 'ja' && language !== 'en') throw invalid('language', 'Is ja or en. / ja か en を指定してください。');
  const version = given['version'] === undefined ? null : Number(given['version']);
  if (version !== null && (!Number.isSafeInteger(version) || version < 1 || version > 100_000)) throw invalid('version', 'Is a number from 1. / 1以上の番号を指定してください。');
  const organisationId = given['organisation'] === undefined ? null : String(given['organisation']);
  return [{ editionId: id.toLowerCase(), kind, language, version, organisationId }, format as PaperFormat];
}
