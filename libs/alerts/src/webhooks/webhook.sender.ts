import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { NotPrepared } from '../sending/attempts.js';
import { hostOf, type WebhookTargets } from './webhook.addresses.js';
import { outcomeOf, WebhookOutcome } from './webhook.outcome.js';

/** An address that a name stands for. */
export interface ResolvedAddress { readonly address: string; readonly family: number }
/** Finds all addresses of a name. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;
/** Asks the system, which knows /etc/hosts too. */
export const resolveBySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** What goes out. */
export interface Outgoing { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** How it went. */
export interface Sent {
  readonly outcome: WebhookOutcome;
  readonly status: number | null;
  /** Whether anything of the message may have left. */
  readonly sent: boolean;
  readonly retryAfter?: string | undefined;
}

/**
 * Sends one message. Names are looked up once, every address is looked at, and the connection goes to one of those: a name that means
 * something else a moment later changes nothing. TLS is with the host of the original address. Redirects are not followed, the answer's body is
 * not read, no connection is used twice, no proxy is asked.
 */
export class WebhookSender {
  constructor(
    private readonly targets: WebhookTargets,
    private readonly resolve: Resolve,
    /** Milliseconds for all of it. */
    private readonly timeout: number,
  ) {}

  /** `prepare` is asked for the message once there is a connection, so that nothing is entered as told that could not be told; null: nothing is to be sent. */
  async send(address: string, prepare: () => Promise<Outgoing | null>, stopping: AbortSignal): Promise<Sent> {
    const deadline = AbortSignal.timeout(this.timeout);
    const signal = AbortSignal.any([deadline, stopping]);
    let sent = false;
    const ended = (outcome: WebhookOutcome): Sent => ({ outcome, status: null, sent });
    let request: http.ClientRequest | undefined;
    try {
      const url = new URL(address);
      if (this.targets.problem(address) !== null) return ended(WebhookOutcome.CLOSED_ADDRESS);
      const addresses = await within(signal, this.addressesOf(hostOf(url)));
      if (!addresses?.every(({ address: one }) => this.targets.mayGo(hostOf(url), one))) return ended(WebhookOutcome.CLOSED_ADDRESS);
      request = (url.protocol === 'https:' ? https : http).request(url, { method: 'POST', agent: false, lookup: always(addresses), signal, headers: { 'user-agent': 'contact-point-webhooks/1' } });
      const answered = once(request, 'response', { signal }) as Promise<[http.IncomingMessage]>;
      answered.catch(() => undefined);
      await within(signal, Promise.race([connected(request), answered]));
      // What the system connected to, whatever it was given.
      if (!this.targets.mayGo(hostOf(url), request.socket?.remoteAddress ?? '')) return ended(WebhookOutcome.CLOSED_ADDRESS);
      const outgoing = await within(signal, prepare());
      if (!outgoing) return ended(WebhookOutcome.WITHHELD);
      for (const [name, value] of Object.entries(outgoing.headers)) request.setHeader(name, value);
      sent = true;
      request.end(outgoing.body);
      const [response] = await answered;
      const status = response.statusCode ?? 0;
      return { outcome: outcomeOf(status), status, sent, retryAfter: response.headers['retry-after'] };
    } catch (error) {
      if (stopping.aborted) return ended(WebhookOutcome.INTERRUPTED);
      if (deadline.aborted) return ended(WebhookOutcome.TIMED_OUT);
      if (error instanceof NotPrepared) return ended(WebhookOutcome.NOT_RECORDED);
      if (sent) return ended(WebhookOutcome.BROKEN);
      return ended(isTls(error) ? WebhookOutcome.UNTRUSTED : WebhookOutcome.UNREACHABLE);
    } finally {
      request?.on('error', () => undefined).destroy();
    }
  }

  private async addressesOf(host: string): Promise<readonly ResolvedAddress[] | null> {
    const family = isIP(host);
    if (family !== 0) return [{ address: host, family }];
    try {
      const found = await this.resolve(host);
      return found.length > 0 ? found : null;
    } catch {
      return null;
    }
  }
}

/** Waits until the request has its connection, with TLS done; nothing of the request has left by then. */
async function connected(request: http.ClientRequest): Promise<void> {
  const failed = new Promise<never>((_, reject) => request.once('error', reject));
  const [socket] = (await Promise.race([once(request, 'socket'), failed])) as [TLSSocket];
  if (socket.connecting || socket.encrypted) await Promise.race([once(socket, socket.encrypted ? 'secureConnect' : 'connect'), failed]);
}

/** Gives the addresses that were looked at, and asks nobody. */
const always = (addresses: readonly ResolvedAddress[]): LookupFunction => (_host, options, callback) => {
  if (options.all) callback(null, addresses.map(({ address, family }) => ({ address, family })));
  else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
};

async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let over: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    over = () => reject(signal.reason as Error);
    signal.addEventListener('abort', over);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (over) signal.removeEventListener('abort', over);
  }
}

const isTls = (error: unknown): boolean => /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/.test(String((error as { code?: unknown }).code));
