import { EventEmitter, once } from 'node:events';
import { Agent, createServer, get, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { stopGracefully } from './graceful-stop.js';
import { createLogger } from './logger.js';
import { guardProcess } from './process-guard.js';
import { Readiness } from './readiness.js';

const log = createLogger({ level: 'silent', destination: { write: () => undefined } });

describe('a stop', () => {
  let server: Server;
  let signals: EventEmitter;
  let events: string[];
  let readiness: Readiness;
  const agent = new Agent({ keepAlive: true });

  const start = async (handlerMs: number, graceMs: number, closeRest?: () => Promise<unknown>): Promise<void> => {
    const mine: string[] = [];
    events = mine;
    signals = new EventEmitter();
    readiness = new Readiness();
    server = createServer((_request, response) => void setTimeout(() => response.end('whole'), handlerMs).unref());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    stopGracefully({
      readiness, log, server, graceMs,
      closeRest: closeRest ?? (async () => mine.push('rest closed')),
      closeHttp: () => new Promise((done) => server.close(done)),
      signals,
      exit: (code) => void mine.push(`exit ${code}`),
    });
  };
  const ask = (): Promise<string> =>
    new Promise((done) => {
      const { port } = server.address() as AddressInfo;
      get({ port, host: '127.0.0.1', agent }, (response) => response.setEncoding('utf8').on('data', (text: string) => done(text))).on('error', ({ message }) => done(message));
    });
  const ended = async (): Promise<void> => {
    for (let i = 0; i < 100 && !events.some((event) => event.startsWith('exit')); i++) await wait(20);
  };
  afterAll(() => agent.destroy());

  it('finishes what is in flight, then closes the rest, then exits', async () => {
    await start(200, 5_000);
    const answer = ask();
    await wait(50);
    signals.emit('SIGTERM');
    expect(await readiness.failing()).toEqual(['stopping']);
    expect(events).toEqual([]);
    expect(await answer).toBe('whole');
    const answeredAt = performance.now();
    await ended();
    expect(events).toEqual(['rest closed', 'exit 0']);
    // A kept-alive connection must not hold the stop up.
    expect(performance.now() - answeredAt).toBeLessThan(1_000);
  });

  it('does not wait for a connection that never asked for anything', async () => {
    await start(0, 60_000);
    const { port } = server.address() as AddressInfo;
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    signals.emit('SIGTERM');
    await once(silent, 'close');
    await ended();
    expect(events).toEqual(['rest closed', 'exit 0']);
  });

  it('cuts off what takes too long', async () => {
    await start(60_000, 100);
    const answer = ask();
    await wait(50);
    signals.emit('SIGINT');
    expect(await answer).toMatch(/socket hang up/);
    await ended();
    expect(events).toEqual(['rest closed', 'exit 0']);
  });

  it('ends at once on the second signal', async () => {
    await start(60_000, 60_000);
    void ask();
    await wait(50);
    signals.emit('SIGTERM');
    signals.emit('SIGINT');
    expect(events).toEqual(['exit 130']);
    server.closeAllConnections();
    await ended();
  });

  it('says by its exit code that something could not be closed', async () => {
    await start(0, 1_000, () => Promise.reject(new Error('database')));
    signals.emit('SIGTERM');
    await ended();
    expect(events).toEqual(['exit 1']);
  });
});

describe('the guard', () => {
  it('lives with a rejection that nobody handled, and ends with an exception that nobody did', () => {
    const events: string[] = [];
    const target = new EventEmitter();
    guardProcess(log, target, (code) => void events.push(`exit ${code}`));
    target.emit('unhandledRejection', new Error('loose'));
    expect(events).toEqual([]);
    target.emit('uncaughtException', new Error('unknown state'));
    expect(events).toEqual(['exit 1']);
  });
});
