import { fastify, type FastifyInstance } from 'fastify';
import { type Checkpoint, type LocalSigner, NoteError, parseCheckpoint, parseNote, type Verifier } from '@hub/audit';
import type { Clock } from '@hub/kernel';
import { parseAddCheckpoint } from './add-checkpoint.js';
import { OutOfStep, WitnessRefusal } from './refusal.js';
import { originHash, WitnessedLog } from './witnessed-log.js';

/** What a witness is started with. */
export interface WitnessSettings {
  /** Where it remembers what it signed. */
  folder: string;
  signer: LocalSigner;
  /** The keys of the logs that it witnesses; a log's origin is its key's name. Several keys of one name are one log. */
  logs: readonly Verifier[];
  clock: Clock;
  /** Told in a line what was signed or refused. */
  onEvent: (line: string) => void;
}

/** Longest body: 63 hashes and a checkpoint with many signatures stay far below. */
const MOST_BYTES = 64 * 1024;
const TEXT = 'text/plain; charset=utf-8';

/**
 * A witness (C2SP tlog-witness): POST /add-checkpoint cosigns what continues the tree that it signed before;
 * GET /<hash of the origin>/checkpoint shows what it signed last. Failure where what it remembers is broken.
 */
export async function witness(settings: WitnessSettings): Promise<FastifyInstance> {
  const logs = await openLogs(settings);
  const byHash = new Map([...logs.values()].map((log) => [originHash(log.origin), log]));
  const server = fastify({ bodyLimit: MOST_BYTES, requestTimeout: 10_000, forceCloseConnections: 'idle' });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  server.post('/add-checkpoint', async (request, reply) => {
    const added = parseAddCheckpoint(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const checkpoint = checkpointOf(added.note);
    const log = logs.get(checkpoint.origin);
    if (!log) throw new WitnessRefusal(404, 'This witness does not know the log.');
    const line = await log.add(added, checkpoint, settings.clock.now());
    settings.onEvent(`Signed ${checkpoint.origin} at ${checkpoint.size} entries.`);
    return reply.type(TEXT).send(line);
  });
  server.get<{ Params: { hash: string } }>('/:hash/checkpoint', async (request, reply) => {
    const latest = byHash.get(request.params.hash)?.latest;
    if (!latest) throw new WitnessRefusal(404, 'This witness has signed no checkpoint of that log.');
    return reply.type(TEXT).send(latest);
  });

  server.setNotFoundHandler((_request, reply) => reply.code(404).type(TEXT).send('There is nothing here.\n'));
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof OutOfStep) return reply.code(409).type('text/x.tlog.size').send(`${error.size}\n`);
    if (error instanceof WitnessRefusal) {
      settings.onEvent(`Refused (${error.status}): ${error.message}`);
      return reply.code(error.status).type(TEXT).send(`${error.message}\n`);
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) settings.onEvent(`Failed: ${error.message}`);
    return reply.code(status).type(TEXT).send(status < 500 ? `${error.message}\n` : 'The witness is in trouble.\n');
  });
  server.addHook('onClose', async () => {
    await Promise.all([...logs.values()].map((log) => log.settled()));
  });
  return server;
}

async function openLogs({ logs, folder, signer }: WitnessSettings): Promise<Map<string, WitnessedLog>> {
  const opened = new Map<string, WitnessedLog>();
  for (const origin of new Set(logs.map(({ name }) => name))) {
    opened.set(origin, await WitnessedLog.open(folder, origin, logs.filter(({ name }) => name === origin), signer));
  }
  return opened;
}

function checkpointOf(note: string): Checkpoint {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (error) {
    if (error instanceof NoteError) throw new WitnessRefusal(400, error.message);
    throw error;
  }
}
