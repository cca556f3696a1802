import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Given } from '../downloads.js';
import { readRange } from './byte-range.js';
import { disposition } from './disposition.js';

/** What a browser may do with a file that it opens all the same: nothing. */
const HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin',
};

/** Sends a file that may be given out, or the range of it that is asked for. */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, { name, type, tag, size, bytes }: Given): Promise<FastifyReply> {
  const { range: asked, 'if-range': condition } = request.headers;
  // A copy with its reader's mark is made for this answer alone: no other could go on from it.
  const range = tag === null || (condition !== undefined && condition !== tag) ? 'whole' : readRange(asked, size);
  reply.headers({ ...HEADERS, 'content-type': type, 'content-disposition': disposition(name), 'accept-ranges': tag === null ? 'none' : 'bytes', ...(tag === null ? {} : { etag: tag }) });
  if (range === 'unsatisfiable') return reply.code(416).headers({ 'content-range': `bytes */${size}`, 'content-length': 0 }).send();
  const { from, to } = range === 'whole' ? { from: 0, to: size } : range;
  if (range !== 'whole') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`);
  return reply.header('content-length', to - from).send(bytes(from, to));
}
