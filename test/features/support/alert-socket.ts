import WebSocket from 'ws';
import type { TestHub, TestPerson } from '@hub/testing';
import { until } from '../../faults/support/campaign.js';
import { ALERT, type SeenAlert } from './alerting.js';

/** A message of graphql-transport-ws. */
export interface Message { type: string; id?: string; payload?: { data?: { alerts: SeenAlert & { reason?: string } } | null; errors?: { message: string; extensions: { code: string; field?: string } }[]; extensions?: { auditReceipt?: string } } & { message: string; extensions: { code: string; field?: string } }[] }

export const FOLLOW = `subscription Follow($after: String, $filter: AlertFilter) { alerts(after: $after, filter: $filter) { ... on Alert { ${ALERT} } ... on AlertReset { cursor reason } } }`;

/** A bare WebSocket that speaks graphql-transport-ws. */
export class AlertSocket {
  readonly messages: Message[] = [];
  closed: { code: number; reason: string } | null = null;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (bytes: Buffer) => this.messages.push(JSON.parse(bytes.toString()) as Message));
    socket.on('close', (code, reason) => { this.closed = { code, reason: reason.toString() }; });
    socket.on('error', () => undefined);
  }

  /** Opens one; `token` null: says nothing. */
  static async open(hub: { url: string }, token: string | null, { protocol = 'graphql-transport-ws', headers = {} }: { protocol?: string; headers?: Record<string, string> } = {}): Promise<AlertSocket> {
    const opened = new AlertSocket(new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, protocol, { headers, perMessageDeflate: false }));
    await opened.tells('an open socket', () => opened.socket.readyState === WebSocket.OPEN || opened.closed !== null);
    if (token !== null) {
      opened.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      await opened.tells('an acknowledgement', () => opened.messages.some(({ type }) => type === 'connection_ack') || opened.closed !== null);
    }
    return opened;
  }

  /** Waits for what the socket tells by itself: thousands of them look at nothing meanwhile. */
  private async tells(what: string, isSo: () => boolean, milliseconds = 60_000): Promise<void> {
    for (const end = performance.now() + milliseconds; !isSo(); ) {
      if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, 5_000);
        for (const event of ['open', 'message', 'close']) this.socket.once(event, () => resolve());
      });
      clearTimeout(timer);
    }
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(variables: object = {}, { id = '1', query = FOLLOW }: { id?: string; query?: string } = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** What one subscription was delivered, resets among it. */
  got(id = '1'): (SeenAlert & { reason?: string })[] {
    return this.messages.filter((message) => message.type === 'next' && message.id === id).flatMap(({ payload }) => payload?.data?.alerts ?? []);
  }

  /** The same as `KIND title`. */
  lines(id = '1'): string[] {
    return this.got(id).map(({ kind, reason, bulletin }) => (reason ? `reset ${reason}` : bulletin ? `${kind} ${bulletin.title}` : kind));
  }

  /** Waits until so much was delivered. */
  async has(count: number, id = '1'): Promise<this> {
    await until(`${count} deliveries, not ${this.lines(id).join(', ')} ${JSON.stringify(this.closed)} ${JSON.stringify(this.messages.filter(({ type }) => type === 'error'))}`, () => this.got(id).length >= count);
    return this;
  }

  async isClosed(within?: number): Promise<{ code: number; reason: string }> {
    await until('the end of the socket', () => this.closed !== null, within);
    return this.closed as { code: number; reason: string };
  }

  /** Cuts it without a word. */
  cut(): void {
    this.socket.terminate();
  }
}

/** Somebody who follows from a cursor, or from now on. */
export async function follow(hub: TestHub, { token }: Pick<TestPerson, 'token'>, variables: object = {}): Promise<AlertSocket> {
  const socket = await AlertSocket.open(hub, token);
  socket.subscribe(variables);
  return socket;
}

export { until };
