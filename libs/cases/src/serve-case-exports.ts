import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type HubContext, signedIn } from '@hub/access';
import { DomainError, type ErrorCode } from '@hub/kernel';
import type { CaseExportStream, Renew } from './case-export.stream.js';
import type { CaseExportsService } from './case-exports.service.js';

/** What downloads are made from. */
export interface CaseExportParts {
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<HubContext>;
  readonly renew: Renew;
  readonly exports: CaseExportsService;
  readonly stream: CaseExportStream;
  /** Told when one breaks off after it has begun: who fetches it sees the connection cut. */
  readonly onBreak: (error: unknown, requestId: string) => void;
}

const TYPES = { CSV: 'text/csv; charset=utf-8; header=present', JSON: 'application/json; charset=utf-8', XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
const STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, RATE_LIMITED: 429, UNAVAILABLE: 503 };

/**
 * `GET /exports/cases/ID` with a Bearer token: the file of an export that is ready, as it comes out of the database, no faster than it is taken. `Hub-Export-Persons`
 * says how many cases there are at most. The receipt in the header is that of the first stretch; all stretches are in the audit trail.
 */
export function serveCaseExports(http: FastifyInstance, { contextOf, renew, exports, stream, onBreak }: CaseExportParts): void {
  http.get('/exports/cases/:id', { exposeHeadRoute: false }, async (request, reply) => {
    try {
      const context = await renew(await contextOf(request, reply));
      signedIn(context.actor);
      const asked = await exports.begin(context, (request.params as { id: string }).id);
      const pieces = stream.pieces(context, asked, renew);
      // Until the first piece is there everything can still be refused in words.
      const first = await pieces.next();
      const day = asked.requestedAt.toISOString().slice(0, 10);
      return await reply.header('content-type', TYPES[asked.format]).header('content-disposition', `attachment; filename="cases-${day}.${asked.format.toLowerCase()}"`)
        .header('cache-control', 'no-store').header('hub-export-persons', String(asked.persons))
        .send(Readable.from(rest(first, pieces, (error) => onBreak(error, request.id)), { objectMode: false, highWaterMark: 1 }));
    } catch (error) {
      if (!(error instanceof DomainError) || reply.sent) throw error;
      return reply.code(STATUS[error.code] ?? 400).header('content-type', 'application/json; charset=utf-8')
        .send(JSON.stringify({ errors: [{ message: error.message, extensions: { code: error.code } }] }));
    }
  });
}

async function* rest(first: IteratorResult<Uint8Array | string>, pieces: AsyncGenerator<Uint8Array | string>, onBreak: (error: unknown) => void): AsyncGenerator<Uint8Array> {
  try {
    if (!first.done) yield bytesOf(first.value);
    for await (const piece of pieces) if (piece.length > 0) yield bytesOf(piece);
  } catch (error) {
    onBreak(error);
    throw error;
  }
}

const bytesOf = (piece: Uint8Array | string): Uint8Array => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece);
