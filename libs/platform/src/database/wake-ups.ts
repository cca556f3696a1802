import pg from 'pg';

/** What a hub is woken by: something waits in the outbox, came into streams of alerts, was taken from somebody. */
export type Channel = 'hub_outbox' | 'hub_alerts' | 'hub_access';
const CHANNELS: readonly Channel[] = ['hub_outbox', 'hub_alerts', 'hub_access'];
const RETRY_MS = 500;

/**
 * Hints from the database, over one connection of its own (LISTEN). They say that it is worth looking and nothing else: whoever
 * relies on them MUST look by himself every second or so, since a hint can be lost, and then only delays.
 */
export class WakeUps {
  private readonly listeners = new Map<Channel, Set<() => void>>();
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly url: string) {}

  /** Calls the listener at each hint; returns what takes it off again. */
  on(channel: Channel, listener: () => void): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Begins to listen, and does so again whenever the connection is lost. */
  start(): void {
    void this.listen();
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'contact-point wake-ups', connectionTimeoutMillis: 10_000 });
    this.client = client;
    // A connection that breaks off tells both; the second comes last.
    client.on('error', () => undefined);
    client.on('end', () => this.listenAgain());
    client.on('notification', ({ channel }) => this.wake(channel as Channel));
    try {
      await client.connect();
      for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`);
      // Whatever was missed meanwhile.
      for (const channel of CHANNELS) this.wake(channel);
    } catch {
      await client.end().catch(() => undefined);
      this.listenAgain();
    }
  }

  private listenAgain(): void {
    clearTimeout(this.retry);
    if (!this.stopped) this.retry = setTimeout(() => void this.listen(), RETRY_MS);
  }

  private wake(channel: Channel): void {
    this.listeners.get(channel)?.forEach((listener) => listener());
  }
}
