import { hkdfSync } from 'node:crypto';
import { connect, type ConnectionOptions } from '@nats-io/transport-node';
import { type Carrier, type Channel, CHANNELS, type Link } from './carrier.js';

/** A server that does not answer for twice that long is left. */
const PING_MS = 5_000;
const CONNECT_MS = 5_000;

/** Hints over NATS: a subject for each channel, without any content. */
export class NatsCarrier implements Carrier {
  readonly name = 'NATS';
  private readonly prefix: string;

  /** `secret` is shared by the hubs of one database: others on the same NATS have other subjects. */
  constructor(
    private readonly urls: readonly string[],
    secret: Buffer,
  ) {
    this.prefix = `contact-point.${Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'contact-point wake-ups', 12)).toString('hex')}.`;
  }

  async connect(wake: (channel: Channel) => void): Promise<Link> {
    // Whoever keeps the link connects again by himself, to any of the servers: one way for the first time and for all others.
    const connection = await connect({ ...optionsOf(this.urls), name: 'contact-point', reconnect: false, noEcho: true, timeout: CONNECT_MS, pingInterval: PING_MS, maxPingOut: 2 });
    for (const channel of CHANNELS) connection.subscribe(this.prefix + channel, { callback: () => wake(channel) });
    return {
      ended: connection.closed(),
      close: () => connection.close(),
      tell: (channel) => { if (!connection.isClosed()) connection.publish(this.prefix + channel); },
    };
  }
}

/** Servers, and who signs in: user and password, or a token alone, as in the first address. `tls:` insists on TLS. */
function optionsOf(urls: readonly string[]): ConnectionOptions {
  const addresses = urls.map((url) => new URL(url));
  const [user = '', pass = ''] = [addresses[0]?.username, addresses[0]?.password].map((text) => decodeURIComponent(text ?? ''));
  return {
    servers: addresses.map(({ host }) => host),
    ...(pass ? { user, pass } : user ? { token: user } : {}),
    ...(addresses.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {}),
  };
}
