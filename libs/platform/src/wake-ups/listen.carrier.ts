import pg from 'pg';
import { type Carrier, type Channel, CHANNELS, type Link } from './carrier.js';

/** Hints from the database itself, over one connection of its own (LISTEN). */
export class ListenCarrier implements Carrier {
  readonly name = 'PostgreSQL';

  constructor(private readonly url: string) {}

  async connect(wake: (channel: Channel) => void): Promise<Link> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'contact-point wake-ups', connectionTimeoutMillis: 10_000 });
    // A connection that breaks off tells both; the second comes last.
    client.on('error', () => undefined);
    const ended = new Promise((resolve) => client.once('end', () => resolve(undefined)));
    client.on('notification', ({ channel }) => wake(channel as Channel));
    const close = async (): Promise<void> => void (await client.end().catch(() => undefined));
    try {
      await client.connect();
      for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await close();
      throw error;
    }
    return { ended, close, tell: () => undefined };
  }
}
