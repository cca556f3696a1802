import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { HubLogger } from './logger.js';
import type { Readiness } from './readiness.js';

/** What a stop needs; the last three are replaced by tests. */
export interface StopOptions {
  readiness: Readiness;
  log: HubLogger;
  server: Server;
  /** Stops accepting and resolves when the last response is out: Fastify's `close`. */
  closeHttp: () => Promise<unknown>;
  /** Closes the rest, the database last. */
  closeRest: () => Promise<unknown>;
  /** How long requests in flight may take. */
  graceMs?: number;
  signals?: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
  exit?: (code: number) => void;
}

/**
 * Stops on SIGTERM or SIGINT without breaking what is in flight: first not ready, then no new connections, then the
 * responses still under way (at most `graceMs`), then everything else, exit code 0. A second signal ends at once.
 * Returns a function that takes the handlers off again.
 */
export function stopGracefully(options: StopOptions): () => void {
  const { readiness, log, server, graceMs = 20_000, signals = process, exit = (code) => process.exit(code) } = options;

  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const closeIdle = (): void => {
    server.closeIdleConnections();
    // Browsers open connections ahead of need; until the first byte Node takes them for busy, not for idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };

  const stop = async (): Promise<void> => {
    readiness.stop();
    log.info('Stopping: finishing what is in flight.');
    // A kept-alive connection becomes idle only when its last response is out, so it is looked for again and again.
    const idle = setInterval(closeIdle, 50);
    const late = setTimeout(() => {
      log.warn(`Requests were still in flight after ${graceMs / 1000} s and were cut off.`);
      server.closeAllConnections();
    }, graceMs);
    try {
      await options.closeHttp();
    } finally {
      clearInterval(idle);
      clearTimeout(late);
    }
    await options.closeRest();
    log.info('Stopped.');
  };

  const onSignal = (): void => {
    if (readiness.stopping) return exit(130);
    stop().then(
      () => exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Could not stop cleanly.');
        exit(1);
      },
    );
  };
  signals.on('SIGTERM', onSignal);
  signals.on('SIGINT', onSignal);
  return () => {
    signals.off('SIGTERM', onSignal);
    signals.off('SIGINT', onSignal);
  };
}
