import type { IncomingMessage } from 'node:http';
import type { LiveConnection } from '../execution/live-operation.js';
import type { HubContextBase } from '../execution/response-gate.js';

/** Who opens a connection, and until when the token holds. */
export interface Admitted<C extends HubContextBase> {
  readonly context: C;
  /** Null: nobody in particular. */
  readonly personId: string | null;
  readonly expiresAt: Date | null;
}

/** What long-lived connections need of the application. */
export interface SocketDeps<C extends HubContextBase> {
  /** Authenticates by a token as in `Authorization`. Throws where it does not hold. */
  admit(authorization: string | null, request: IncomingMessage): Promise<Admitted<C>>;
  /** The hub's access epoch: moves whenever something is taken from somebody. */
  accessEpoch(): Promise<number>;
  /** The same people looked up anew; null: the session has ended. */
  renewAll(contexts: readonly C[], epoch: number): Promise<readonly (C | null)[]>;
  now(): Date;
  readonly perPerson: number;
  readonly perAddress: number;
}

/** One connection that stays open: a WebSocket, or an event stream. Its context is replaced when its session is looked up anew. */
export interface Connection<C extends HubContextBase> extends LiveConnection<C> {
  context: C;
  personId: string | null;
  expiresAt: Date | null;
  readonly address: string;
}

/** There are as many connections as one may have. */
export class TooManyConnectionsError extends Error {}

/** How often the access epoch and the clock are looked at, beside the hints. */
const WATCH_MS = 250;

/** All connections of this process that stay open: counted, and ended as their sessions end. */
export class Connections<C extends HubContextBase> {
  private readonly open = new Set<Connection<C>>();
  private readonly addresses = new Map<string, number>();
  private readonly persons = new Map<string, number>();
  /** Admitted on what may have been known for a while. */
  private readonly unseen = new Set<Connection<C>>();
  private epoch: number | null = null;
  /** No token ends before this instant (milliseconds since 1970). */
  private nextEnd = Infinity;
  private watching: Promise<void> | null = null;
  private again = false;
  private readonly timer = setInterval(() => void this.watch(), WATCH_MS);

  constructor(
    readonly deps: SocketDeps<C>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.timer.unref();
  }

  /** How many there are. */
  get count(): number {
    return this.open.size;
  }

  /** Takes a place of an address; false where none is left. */
  enter(address: string): boolean {
    return take(this.addresses, address, this.deps.perAddress);
  }

  /** Gives a place of an address back. */
  leave(address: string): void {
    giveBack(this.addresses, address);
  }

  /** Begins to look after a connection. */
  add(connection: Connection<C>): void {
    if (connection.personId !== null && !take(this.persons, connection.personId, this.deps.perPerson)) throw new TooManyConnectionsError('too many connections of one person');
    this.open.add(connection);
    this.lookAgain(connection);
  }

  /** Looks at its session soon: it has shown a token. */
  lookAgain(connection: Connection<C>): void {
    this.unseen.add(connection);
    this.nextEnd = Math.min(this.nextEnd, connection.expiresAt?.getTime() ?? Infinity);
    void this.watch();
  }

  /** Ends that. */
  remove(connection: Connection<C>): void {
    this.unseen.delete(connection);
    if (this.open.delete(connection) && connection.personId !== null) giveBack(this.persons, connection.personId);
  }

  /** Looks at clock and access epoch now; where it has moved, at every session. */
  async watch(): Promise<void> {
    this.again = true;
    this.watching ??= this.lookAround().finally(() => { this.watching = null; });
    await this.watching;
  }

  /** Stops watching. */
  stop(): void {
    clearInterval(this.timer);
  }

  private async lookAround(): Promise<void> {
    while (this.again && this.open.size > 0) {
      this.again = false;
      this.endLapsed(this.deps.now().getTime());
      await this.lookAtSessions().catch(this.onError);
    }
  }

  private endLapsed(now: number): void {
    if (now < this.nextEnd) return;
    this.nextEnd = Infinity;
    for (const connection of this.open) {
      const end = connection.expiresAt?.getTime() ?? Infinity;
      if (end <= now) connection.sessionEnded();
      else this.nextEnd = Math.min(this.nextEnd, end);
    }
  }

  private async lookAtSessions(): Promise<void> {
    const epoch = await this.deps.accessEpoch();
    const all = epoch !== this.epoch;
    if (!all && this.unseen.size === 0) return;
    const due = [...(all ? this.open : this.unseen)];
    this.epoch = epoch;
    this.unseen.clear();
    const known = due.filter(({ personId }) => personId !== null).map((connection) => ({ connection, context: connection.context }));
    try {
      const renewed = await this.deps.renewAll(known.map(({ context }) => context), epoch);
      known.forEach(({ connection, context }, index) => {
        const found = renewed[index];
        // Who has shown another token meanwhile was looked up with it.
        if (connection.context !== context) this.unseen.add(connection);
        else if (found) connection.context = found;
        else connection.sessionEnded();
      });
    } catch (error) {
      this.epoch = null;
      throw error;
    }
  }
}

/** Takes one of so many places; false where none is left. */
function take(places: Map<string, number>, key: string, most: number): boolean {
  const taken = places.get(key) ?? 0;
  if (taken >= most) return false;
  places.set(key, taken + 1);
  return true;
}

function giveBack(places: Map<string, number>, key: string): void {
  const taken = (places.get(key) ?? 1) - 1;
  if (taken > 0) places.set(key, taken);
  else places.delete(key);
}
