import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.js';
import { HubRefusal, HubUnreachable, type RefusalDetails } from './hub-refusal.js';
import { unreachable } from './unreachable.js';

/** How an operation is sent. */
export interface RunOptions {
  /** With a key a mutation takes effect once, however often it is sent. */
  idempotencyKey?: string;
  /** Whether it may be sent again when the connection breaks. Default: yes. */
  again?: boolean;
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: RefusalDetails }[];
}

const WAITS_MS = [500, 1_000, 2_000, 4_000];
const TIMEOUT_MS = 60_000;

/** Sends GraphQL operations to a hub as one person. Holds the tokens in memory only. */
export class HubClient {
  private token: string | null = null;
  private renew: (() => Promise<string>) | null = null;

  constructor(
    private readonly url: URL,
    /** Told when something is tried again. */
    private readonly onRetry: (line: string) => void = () => undefined,
    private readonly waits: readonly number[] = WAITS_MS,
  ) {}

  /** From now on everything is sent with this token; `renew` gets the next one when it has expired. */
  authorise(token: string | null, renew: (() => Promise<string>) | null = null): void {
    this.token = token;
    this.renew = renew;
  }

  /** The data of an operation. HubRefusal where the hub says no, HubUnreachable where it can't be asked. */
  async run<T>(query: string, variables: object = {}, options: RunOptions = {}): Promise<T> {
    try {
      return await this.patiently<T>(query, variables, options);
    } catch (error) {
      const { renew } = this;
      if (!(error instanceof HubRefusal) || error.code !== 'UNAUTHENTICATED' || !renew) throw error;
      this.authorise(null);
      this.authorise(await renew(), renew);
      return this.patiently<T>(query, variables, options);
    }
  }

  /** Something that the hub serves beside GraphQL, as it comes. HubRefusal where the hub says no. */
  async fetch(path: string): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.url.origin), { headers: this.token ? { authorization: `Bearer ${this.token}` } : {}, redirect: 'error' });
    } catch (error) {
      throw unreachable(this.url, error as Error);
    }
    if (response.ok) return response;
    const [error] = answerOf(await response.text())?.errors ?? [];
    if (!error) throw this.noHub(response.status);
    throw new HubRefusal(error.message, error.extensions ?? { code: 'INTERNAL' });
  }

  private async patiently<T>(query: string, variables: object, options: RunOptions): Promise<T> {
    for (const wait of options.again === false ? [] : this.waits) {
      try {
        return await this.once<T>(query, variables, options);
      } catch (error) {
        if (!(error instanceof HubUnreachable)) throw error;
        this.onRetry(`${error.what} Trying again … / 再接続しています …`);
        await sleep(wait);
      }
    }
    return this.once<T>(query, variables, options);
  }

  private async once<T>(query: string, variables: object, { idempotencyKey }: RunOptions): Promise<T> {
    const { status, answer } = await this.send<T>(JSON.stringify({ query, variables }), {
      'content-type': 'application/json', accept: 'application/json',
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    });
    if (status === 404) throw this.noHub(status);
    const [error] = answer?.errors ?? [];
    if (error) {
      const details = error.extensions ?? { code: 'INTERNAL' };
      if (details.code === 'UNAVAILABLE') throw new HubUnreachable(error.message, 'Run the command again.');
      throw new HubRefusal(error.message, details);
    }
    if (answer?.data != null) return answer.data;
    if (status >= 500) throw new HubUnreachable(`${this.url.origin} answered ${status}.`, 'The hub is starting, stopping or in trouble: run the command again in a minute.');
    throw this.noHub(status);
  }

  private async send<T>(body: string, headers: Record<string, string>): Promise<{ status: number; answer: Answer<T> | null }> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
      text = await response.text();
    } catch (error) {
      throw unreachable(this.url, error as Error);
    }
    return { status: response.status, answer: answerOf<T>(text) };
  }

  private noHub(status: number): Failure {
    return new Failure(`What answers at ${this.url.href} is no hub (HTTP ${status}).`, 'Set HUB_URL to the address of the hub, such as https://hub.example.jp.');
  }
}

function answerOf<T>(text: string): Answer<T> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value) ? (value as Answer<T>) : null;
  } catch {
    return null;
  }
}
