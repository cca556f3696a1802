/** What attempts under way get to end by themselves when the hub stops. */
const GRACE_MS = 3_000;

/** What was to be sent could not be made ready: the ledger did not take its entry, or the database is away. */
export class NotPrepared extends Error {}

/** Attempts under way in one process: so many at once, waited for or broken off when the hub stops. */
export class Attempts {
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly most: number) {}

  /** How many more may begin. */
  get free(): number {
    return this.most - this.underWay.size;
  }

  /** Aborted when the hub stops. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Takes in an attempt that has begun. */
  add(attempt: Promise<void>, onError: (error: unknown) => void): void {
    const watched = attempt.catch(onError).finally(() => this.underWay.delete(watched));
    this.underWay.add(watched);
  }

  /** Waits for those under way. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Ends what is under way: what does not end by itself soon is broken off, and made again by whoever runs next. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.stopping.abort(), GRACE_MS);
    await this.settled();
    clearTimeout(timer);
  }
}
