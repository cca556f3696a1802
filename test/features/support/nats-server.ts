import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { until } from './alert-socket.js';

/** Debian's package puts it there. */
const PROGRAM = ['/usr/sbin/nats-server', '/usr/bin/nats-server', '/usr/local/bin/nats-server'].find((path) => existsSync(path));

/** Whether there is a NATS server on this machine (apt-get install nats-server). */
export const hasNats = PROGRAM !== undefined;

/** A NATS server of a test's own, which can be away. */
export class NatsServer {
  private child: ChildProcess | null = null;

  private constructor(readonly port: number, private readonly options: readonly string[]) {}

  /** A port for one, and no server yet. */
  static async away(...options: string[]): Promise<NatsServer> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    return new NatsServer(port, options);
  }

  /** A server that runs. */
  static async start(...options: string[]): Promise<NatsServer> {
    const server = await NatsServer.away(...options);
    await server.begin();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Starts it, on the same port every time. */
  async begin(): Promise<void> {
    const child = spawn(PROGRAM ?? '', ['-a', '127.0.0.1', '-p', String(this.port), ...this.options], { stdio: 'ignore' });
    this.child = child;
    await until('NATS', () => {
      if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`);
      return this.answers();
    });
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = createConnection(this.port, '127.0.0.1');
      socket.once('data', () => { socket.destroy(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
  }
}
