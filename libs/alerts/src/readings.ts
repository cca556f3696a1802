import type { AlertsReader, Asked, ReadStretch } from './alerts.reader.js';

/** Round trips at once: requests and the gate need connections to the database too, and what was read goes out while more is read. */
const AT_ONCE = 2;
/** Readings of one round trip: each takes the database from the hub's own processor for a moment, and the hub's thread from what goes out. */
const TOGETHER = 20;
/** The first after a pause: the database begins while others are still being found, and what it answers goes out while it reads more. */
const AT_FIRST = 4;

interface Waiting {
  readonly ask: () => Asked;
  readonly resolve: (stretch: ReadStretch) => void;
  readonly reject: (error: unknown) => void;
}

/** Readings of many streams: those that wait go together, each in the scope of who asks. */
export class Readings {
  private waiting: Waiting[] = [];
  private running = 0;

  constructor(private readonly reader: Pick<AlertsReader, 'after' | 'afterEach'>) {}

  /** Reads when it is its turn; who asks, and as of when, is found then. */
  take(ask: () => Asked): Promise<ReadStretch> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ask, resolve, reject });
      if (this.waiting.length === AT_FIRST) this.goOn();
      else if (this.waiting.length === 1) queueMicrotask(() => this.goOn());
    });
  }

  private goOn(): void {
    while (this.running < AT_ONCE && this.waiting.length > 0) {
      this.running += 1;
      const together = this.waiting.splice(0, this.running === 1 ? AT_FIRST : TOGETHER);
      void this.read(together).finally(() => {
        this.running -= 1;
        this.goOn();
      });
    }
  }

  private async read(together: readonly Waiting[]): Promise<void> {
    const [only] = together;
    if (together.length === 1 && only) {
      const { context, position, limit, filter } = only.ask();
      return this.reader.after(context, position, limit, filter).then(only.resolve, only.reject);
    }
    try {
      const stretches = await this.reader.afterEach(together.map(({ ask }) => ask()));
      stretches.forEach((stretch, index) => together[index]?.resolve(stretch));
    } catch {
      // It may have been one's own matter: each by himself.
      for (const one of together) await this.read([one]);
    }
  }
}
