import type { Tx } from '@hub/platform';
import { rateLimited } from '../identity.errors.js';
import type { IdentitySettings } from '../identity.settings.js';
import { derivedKey, keyedHash } from '../tokens/secrets.js';
import { networkOf } from './network.js';

/** One count that an attempt adds to, and how far it may go within a window. */
export interface Charge {
  readonly bucket: Buffer;
  readonly limit: number;
}

/** What was charged, so that what proved to be no guess can be given back to the same windows. */
export interface Charged {
  readonly buckets: readonly Buffer[];
  readonly windowStart: Date;
  /** Whether all counts are within their limits. */
  readonly allowed: boolean;
  /** Whether this attempt is the first of the window that is refused: the one that is put on record. */
  readonly firstRefused: boolean;
  readonly retryAfterSeconds: number;
}

const CODES_PER_WINDOW = 5;
const REFRESHES = 10;

/**
 * Counts attempts in windows of time. A count goes up before anything is tried, in a transaction that commits whatever
 * follows, so that a hundred attempts side by side are a hundred; it is a keyed hash that is counted, and nobody's address
 * can be read from the table.
 *
 * A transaction takes what it holds of somebody's (an invitation, a password, a factor) before it counts or gives back: in
 * the one order, two of them side by side wait for each other, and never each for the other.
 */
export class Attempts {
  private readonly key: Buffer;

  constructor(private readonly settings: Pick<IdentitySettings, 'secrets' | 'signIn'>) {
    this.key = derivedKey(settings.secrets.encryptionKey, 'attempts');
  }

  /** Passwords tried for a mail address by devices that the hub doesn't know. The address need not exist. */
  account = (email: string): Charge => this.charge('account', email, this.settings.signIn.perAccount);

  /** Passwords tried from a network address by devices that the hub doesn't know. */
  address = (remoteAddress: string): Charge => this.charge('address', networkOf(remoteAddress), this.settings.signIn.perAddress);

  /** Passwords tried by a device that has signed in before: nobody else can use this count up. */
  device = (deviceHash: Buffer): Charge => this.charge('device', deviceHash.toString('base64'), this.settings.signIn.perAccount);

  /** Second-factor codes tried for a person, apart for each device that has signed in before. */
  code = (personId: string, deviceHash: Buffer | null): Charge =>
    this.charge('code', `${personId} ${deviceHash?.toString('base64') ?? ''}`, Math.min(CODES_PER_WINDOW, this.settings.signIn.perAccount));

  /** Passwords and codes given again inside a session. */
  confirmation = (sessionId: string): Charge => this.charge('confirmation', sessionId, this.settings.signIn.perAccount);

  /** Refresh tokens presented from a network address. */
  refresh = (remoteAddress: string): Charge => this.charge('refresh', networkOf(remoteAddress), this.settings.signIn.perAddress * REFRESHES);

  /** Invitations and recovery codes presented from a network address. */
  handover = (remoteAddress: string): Charge => this.charge('handover', networkOf(remoteAddress), this.settings.signIn.perAddress);

  /** Recoveries asked for, or seconded, by a person. */
  recovery = (personId: string): Charge => this.charge('recovery', personId, this.settings.signIn.perAccount);

  /** Counts one attempt. The caller commits, and then refuses where it is not allowed. */
  async count(tx: Tx, instant: Date, ...charges: readonly Charge[]): Promise<Charged> {
    const length = this.settings.signIn.windowMinutes * 60_000;
    const windowStart = new Date(Math.floor(instant.getTime() / length) * length);
    const buckets = charges.map(({ bucket }) => bucket);
    // In one order, so that attempts side by side wait for each other and don't lock each other out.
    const rows = await tx.query<{ bucket: Buffer; count: number }>(
      'attempts-count',
      `INSERT INTO hub.attempts AS a (bucket, window_start, count)
       SELECT b, $2, 1 FROM unnest($1::bytea[]) AS b ORDER BY b
       ON CONFLICT (bucket, window_start) DO UPDATE SET count = least(a.count + 1, 1000000000)
       RETURNING bucket, count`,
      [buckets, windowStart],
    );
    const excess = charges.map(({ bucket, limit }) => (rows.find((row) => row.bucket.equals(bucket))?.count ?? 0) - limit);
    return {
      buckets,
      windowStart,
      allowed: excess.every((over) => over <= 0),
      firstRefused: Math.max(...excess) === 1,
      retryAfterSeconds: Math.max(1, Math.ceil((windowStart.getTime() + length - instant.getTime()) / 1000)),
    };
  }

  /** Takes back what proved to be no guess: a right password, a right code. Only this attempt; others stay counted. */
  async giveBack(tx: Tx, { buckets, windowStart }: Charged): Promise<void> {
    await tx.query(
      'attempts-give-back',
      `UPDATE hub.attempts a SET count = a.count - 1 FROM (
         SELECT bucket, window_start FROM hub.attempts WHERE bucket = ANY ($1::bytea[]) AND window_start = $2 ORDER BY bucket FOR UPDATE) l
       WHERE a.bucket = l.bucket AND a.window_start = l.window_start AND a.count > 0`,
      [buckets, windowStart],
    );
  }

  /** Begins a count anew. Only for one that nobody else adds to. */
  async reset(tx: Tx, { bucket }: Charge): Promise<void> {
    await tx.query('attempts-reset', 'DELETE FROM hub.attempts WHERE bucket = $1', [bucket]);
  }

  /** Forgets windows that are long over. */
  async sweep(tx: Tx, instant: Date): Promise<void> {
    await tx.query('attempts-sweep', `DELETE FROM hub.attempts WHERE window_start < $1::timestamptz - interval '2 days'`, [instant]);
  }

  private charge(kind: string, what: string, limit: number): Charge {
    return { bucket: keyedHash(this.key, kind, what), limit };
  }
}

/** RATE_LIMITED where an attempt was one too many. Only after the count is committed. */
export function assertAllowed({ allowed, retryAfterSeconds }: Charged): void {
  if (!allowed) throw rateLimited(retryAfterSeconds);
}
