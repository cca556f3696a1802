import type { HubLogger } from '../observability/index.js';
import { type Carrier, type Channel, CHANNELS, type Link } from './carrier.js';

const RETRY_MS = 500;

/**
 * Hints that it is worth looking, and nothing else: whoever relies on them MUST look by himself every second or so, since a hint can
 * be lost, and then only delays.
 */
export class WakeUps {
  private readonly listeners = new Map<Channel, Set<() => void>>();
  private link: Link | null = null;
  private running: Promise<void> | null = null;
  private retry: { now: () => void } | null = null;
  private stopped = false;

  constructor(
    private readonly carrier: Carrier,
    private readonly log: HubLogger,
  ) {}

  /** Whether hints come. */
  get connected(): boolean {
    return this.link !== null;
  }

  /** Calls the listener at each hint; returns what takes it off again. */
  on(channel: Channel, listener: () => void): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Tells all hubs, this one among them, what its database has told: needed where the database does not tell them itself. */
  tell(channel: Channel): void {
    this.wake(channel);
    this.link?.tell(channel);
  }

  /** Begins to listen, and does so again whenever the connection is lost. */
  start(): void {
    this.running ??= this.listen();
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.retry?.now();
    // Whoever is just connecting closes by himself.
    if (!this.link) return;
    await this.link.close();
    await this.running;
  }

  private async listen(): Promise<void> {
    for (let told = false; !this.stopped; await this.pause()) {
      try {
        const link = await this.carrier.connect((channel) => this.wake(channel));
        if (this.stopped) return void (await link.close());
        this.link = link;
        if (told) this.log.info(`${this.carrier.name} brings hints again.`);
        told = false;
        // Whatever was missed meanwhile.
        for (const channel of CHANNELS) this.wake(channel);
        await link.ended;
      } catch (error) {
        if (!told) this.log.warn({ err: error }, `${this.carrier.name} brings no hints: what is new is found by looking, within a second or so. It is tried again.`);
        told = true;
      }
      if (this.link && !this.stopped) {
        this.link = null;
        this.log.warn(`${this.carrier.name} brings no hints any more: what is new is found by looking, within a second or so. It is tried again.`);
        told = true;
      }
    }
  }

  private async pause(): Promise<void> {
    if (this.stopped) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, RETRY_MS);
      this.retry = { now: resolve };
    });
    clearTimeout(timer);
    this.retry = null;
  }

  private wake(channel: Channel): void {
    this.listeners.get(channel)?.forEach((listener) => listener());
  }
}
