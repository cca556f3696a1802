import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestHub } from '@hub/testing';
import { until } from './campaign.js';

const MAIN = fileURLToPath(new URL('../../../dist/apps/hub/src/main.js', import.meta.url));
const SETPRIV = '/usr/bin/setpriv';

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Nothing of the test's own environment but what any program needs. */
const plainEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_NO_WARNINGS: '1' });

/** The hub as operators start it: the built program, in a process of its own. */
export class HubProcess {
  private said = '';
  private ended: { code: number | null; signal: string | null } | undefined;

  private constructor(private readonly child: ChildProcess, readonly url: string) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (this.said += part.toString()));
    child.once('exit', (code, signal) => (this.ended = { code, signal }));
  }

  /** Starts it; `bare` takes root's power over others' folders away from it. */
  static spawn(env: Record<string, string>, { bare = false }: { bare?: boolean } = {}): HubProcess {
    const command = [process.execPath, '--enable-source-maps', MAIN];
    const limits = ['--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search'];
    const [file = '', ...args] = bare && process.getuid?.() === 0 ? [SETPRIV, ...limits, '--', ...command] : command;
    const child = spawn(file, args, { env: { ...plainEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    return new HubProcess(child, `http://127.0.0.1:${env['PORT']}`);
  }

  /** Starts it and waits until it is ready. */
  static async start(env: Record<string, string>): Promise<HubProcess> {
    const hub = HubProcess.spawn(env);
    await hub.says('is ready at');
    return hub;
  }

  /** All that it has written so far. */
  get output(): string {
    return this.said;
  }

  /** Its process id. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** How it ended; undefined while it runs. */
  get end(): { code: number | null; signal: string | null } | undefined {
    return this.ended;
  }

  /** Waits until it has written something. */
  async says(text: string, milliseconds = 60_000): Promise<void> {
    await until(`"${text}" from the hub`, () => {
      if (this.said.includes(text)) return true;
      if (this.ended) throw new Error(`the hub ended (${this.ended.signal ?? this.ended.code}) before it said "${text}":\n${this.said}`);
      return false;
    }, milliseconds);
  }

  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits until it has ended, and says how. */
  async gone(milliseconds = 30_000): Promise<{ code: number | null; signal: string | null }> {
    await until('the end of the hub', () => this.ended !== undefined, milliseconds);
    return this.ended ?? { code: null, signal: null };
  }

  /** Ends it, however it is. */
  async kill(): Promise<void> {
    if (!this.ended) this.signal('SIGKILL');
    await this.gone();
  }
}

/** The environment of a process that works on a test hub's database and takes its tokens. */
export const besides = ({ databaseUrl, config }: TestHub, port: number): Record<string, string> => ({
  NODE_ENV: 'test', PORT: String(port), HUB_DATA_DIR: '/nonexistent', DATABASE_URL: databaseUrl, HUB_PUBLIC_URL: config.http.publicUrl, LOG_LEVEL: 'error',
  HUB_TOKEN_KEYS: config.secrets.tokenKeys.map(({ id, secret }) => `${id}:${secret.toString('base64')}`).join(','),
  HUB_ENCRYPTION_KEY: config.secrets.encryptionKey.toString('base64'), HUB_AUDIT_KEY: config.audit.keys?.join(',') ?? '', HUB_AUDIT_KEYRING: config.audit.keyring,
});
