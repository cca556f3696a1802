import { setTimeout as sleep } from 'node:timers/promises';
import type { TestPerson } from '@hub/testing';
import { AlertSocket } from '../../features/support/alert-socket.js';
import { type Dice, Tally, until } from './campaign.js';

/** What a client was delivered on its way through many connections. */
export class Following {
  /** Cursors with titles, in the order in which they came. */
  readonly got: { cursor: string; title: string }[] = [];
  repeated = 0;
  cuts = 0;
  readonly ends = new Tally();
  after: string | undefined;

  constructor(
    readonly person: TestPerson,
    private readonly hubs: () => readonly string[],
    private readonly dice: Dice,
  ) {}

  /** Learns where the stream stands. */
  async begin(): Promise<void> {
    await until('a first cursor', async () => {
      await this.connection(async (socket) => void (await until('the start', () => socket.got().length > 0 || isOver(socket))));
      return this.after !== undefined;
    }, 60_000);
    this.got.length = 0;
  }

  /** Follows, with the connection cut at random, each time by another hub, until told to stop or cut that often. */
  async follow(goOn: () => boolean): Promise<void> {
    while (goOn()) {
      await this.connection(async (socket) => {
        const end = performance.now() + this.dice.below(1_500);
        while (performance.now() < end && !isOver(socket) && goOn()) await sleep(5);
        if (!isOver(socket)) this.cuts += 1;
      });
    }
  }

  /** Takes the rest, up to so many. */
  async finish(count: number): Promise<void> {
    const end = performance.now() + 60_000;
    while (this.got.length < count && performance.now() < end) {
      await this.connection(async (socket) => {
        while (this.got.length + socket.got().filter(({ reason }) => reason === undefined).length < count && !isOver(socket) && performance.now() < end) await sleep(5);
      });
    }
  }

  private async connection(use: (socket: AlertSocket) => Promise<void>): Promise<void> {
    const socket = await AlertSocket.open({ url: this.dice.pick(this.hubs()) }, this.person.token);
    if (isOver(socket)) {
      this.ends.add(endOf(socket));
      return void (await sleep(20));
    }
    socket.subscribe({ after: this.after });
    await use(socket);
    const delivered = socket.got();
    this.ends.add(endOf(socket));
    socket.cut();
    this.repeated += delivered.length - new Set(delivered.map(({ cursor }) => cursor)).size;
    for (const { cursor, reason, kind, bulletin } of delivered) {
      // Once it has a cursor it must never be told to begin afresh.
      this.got.push({ cursor, title: reason ? `reset ${reason}` : (bulletin?.title ?? kind) });
      this.after = cursor;
    }
  }
}

const isOver = ({ closed, messages }: AlertSocket): boolean => closed !== null || messages.some(({ type }) => type === 'error' || type === 'complete');
const endOf = ({ closed }: AlertSocket): string => String(closed?.code ?? 'cut');
