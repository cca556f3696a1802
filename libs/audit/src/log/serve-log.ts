import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Database } from '@hub/platform';
import { entryBundle, parseTilePath } from '../merkle/tiles.js';
import type { LogReader } from './log-reader.js';

const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The log over HTTP, for anyone: `/audit/checkpoint`, `/audit/tile/…` (C2SP tlog-tiles), `/audit/keys`, `/audit/handovers`. Nothing
 * beyond the public checkpoint is told, not even that it is there.
 */
export function serveLog(http: FastifyInstance, reader: LogReader, database: Database): void {
  http.get('/audit/checkpoint', async (_request, reply) => {
    const checkpoint = await reader.public();
    return checkpoint ? text(reply, checkpoint.note) : absent(reply);
  });
  http.get('/audit/keys', async (_request, reply) => {
    const keys = await database.statement<{ vkey: string }>('log-keys-served', 'SELECT vkey FROM hub.log_keys ORDER BY number DESC');
    return text(reply, keys.map(({ vkey }) => `${vkey}\n`).join(''));
  });
  http.get('/audit/handovers', async (_request, reply) => {
    const notes = await database.statement<{ note: string }>('log-handovers-served', 'SELECT note FROM hub.log_handovers ORDER BY number');
    return text(reply, notes.map(({ note }) => note).join('----\n'));
  });
  http.get<{ Params: { '*': string } }>('/audit/tile/*', async ({ params }, reply) => {
    const tile = parseTilePath(`tile/${params['*']}`);
    const size = BigInt((await reader.public())?.size ?? 0);
    if (!tile || !isThere(tile, size)) return absent(reply);
    const { level, index, width } = tile;
    const bytes = level === 'entries' ? entryBundle(await reader.leaves(index * 256n, width)) : await reader.tile(level, index, width);
    return reply.header('cache-control', FOREVER).type('application/octet-stream').send(bytes);
  });
}

/** Full tiles within the size, and the one partial tile at its end. */
function isThere({ level, index, width }: { level: number | 'entries'; index: bigint; width: number }, size: bigint): boolean {
  const total = level === 'entries' ? size : size >> BigInt(8 * level);
  return index * 256n + BigInt(width) <= total;
}

const text = (reply: FastifyReply, body: string): FastifyReply => reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(body);
const absent = (reply: FastifyReply): FastifyReply => reply.code(404).type('text/plain; charset=utf-8').send('Not found.\n');
