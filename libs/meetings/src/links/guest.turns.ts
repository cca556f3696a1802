const MINUTE_MS = 60_000;
const PER_MINUTE = 60;
const NETWORKS = 10_000;

/**
 * How often somebody may come within a minute, by network. Addresses can't be guessed; this keeps one who tries all the same from costing others. Kept in the process:
 * several hubs count apart.
 */
export class GuestTurns {
  private minute = 0;
  private counts = new Map<string, number>();

  /** Whether it is one too many. */
  tooMany(network: string, now: Date): boolean {
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    if (minute !== this.minute || this.counts.size > NETWORKS) {
      this.minute = minute;
      this.counts = new Map();
    }
    const count = (this.counts.get(network) ?? 0) + 1;
    this.counts.set(network, count);
    return count > PER_MINUTE;
  }
}
