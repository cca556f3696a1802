import { setTimeout as sleep } from 'node:timers/promises';
import { HubUnreachable } from '../client/hub-refusal.js';
import { unreachable } from '../client/unreachable.js';
import { Failure } from '../failure.js';

const WAITS_MS = [500, 1_000, 2_000, 4_000];
const TIMEOUT_MS = 30_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** What anyone can read of a hub's audit log, without signing in. */
export class PublicLog {
  constructor(
    /** The hub's address; the log stands under audit/. */
    private readonly hub: URL,
    private readonly onRetry: (line: string) => void = () => undefined,
    private readonly waits: readonly number[] = WAITS_MS,
  ) {}

  /** The public checkpoint, which moves once a minute. */
  async checkpoint(): Promise<string> {
    const body = await this.get('checkpoint');
    if (body === null) throw new Failure(`The hub at ${this.hub.origin} shows no public checkpoint.`, 'A hub that was started for the first time shows one after a minute; else check the address.');
    return body.toString('utf8');
  }

  /** The log's verifier keys, newest first. */
  async keys(): Promise<string[]> {
    return (await this.text('keys')).split('\n').map((line) => line.trim()).filter((line) => line !== '');
  }

  /** The handover notes, oldest first. */
  async handovers(): Promise<string[]> {
    return (await this.text('handovers')).split(/^----\n/mu).filter((note) => note.trim() !== '');
  }

  /** A tile or an entry bundle by its path (C2SP tlog-tiles); null where the hub has none there. */
  async tile(path: string): Promise<Buffer | null> {
    return this.get(path);
  }

  private async text(name: string): Promise<string> {
    const body = await this.get(name);
    if (body === null) throw new Failure(`The hub at ${this.hub.origin} shows no audit log (audit/${name} is not there).`, 'Check the address; a hub older than its audit log has to be updated.');
    return body.toString('utf8');
  }

  private async get(path: string): Promise<Buffer | null> {
    for (const wait of this.waits) {
      try {
        return await this.once(path);
      } catch (error) {
        if (!(error instanceof HubUnreachable)) throw error;
        this.onRetry(`${error.what} Trying again … / 再接続しています …`);
        await sleep(wait);
      }
    }
    return this.once(path);
  }

  private async once(path: string): Promise<Buffer | null> {
    const url = new URL(`audit/${path}`, this.hub);
    let response: Response;
    let body: Buffer;
    try {
      response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
      body = await bounded(response);
    } catch (error) {
      throw error instanceof Failure ? error : unreachable(this.hub, error as Error);
    }
    if (response.status === 404) return null;
    if (response.status === 429 || response.status >= 500) throw new HubUnreachable(`${url.href} answered ${response.status}.`, 'Run the command again in a minute.');
    if (!response.ok) throw new Failure(`${url.href} answered ${response.status}.`, 'Check the address.');
    return body;
  }
}

/** The body, as long as it is no longer than anything that a log serves. */
async function bounded(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MOST_BYTES) throw new Failure(`${response.url} answers with more than ${MOST_BYTES} bytes, which nothing of an audit log has.`, 'Check the address.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
