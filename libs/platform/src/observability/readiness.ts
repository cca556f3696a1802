/** Asks whether a part of the hub works; rejects where it does not. */
export type Probe = () => Promise<unknown>;

const PROBE_MS = 2_000;
const FRESH_MS = 500;

const within = async (probe: Probe): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PROBE_MS);
  });
  try {
    await Promise.race([probe(), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Whether this process should get requests: all its parts answer, and it is not stopping. */
export class Readiness {
  private readonly probes = new Map<string, Probe>();
  private readonly helpers = new Map<string, () => boolean>();
  private stopped = false;
  private last: { at: number; failing: Promise<string[]> } | undefined;

  /** Adds a part. The name is public: say `database`, not where it is. */
  add(name: string, probe: Probe): void {
    this.probes.set(name, probe);
    this.last = undefined;
  }

  /** Adds a part without which the process works all the same, only more slowly. */
  addHelper(name: string, isThere: () => boolean): void {
    this.helpers.set(name, isThere);
  }

  /** The helping parts that are not there. */
  get missing(): string[] {
    return [...this.helpers].filter(([, isThere]) => !isThere()).map(([name]) => name);
  }

  /** From here on the process is not ready, so that load balancers turn away before it closes. */
  stop(): void {
    this.stopped = true;
  }

  /** Whether `stop` was called. */
  get stopping(): boolean {
    return this.stopped;
  }

  /** The parts that don't work; none means ready. Askers within half a second share one answer, so that asking is no load. */
  async failing(): Promise<string[]> {
    if (this.stopped) return ['stopping'];
    const now = performance.now();
    if (!this.last || now - this.last.at > FRESH_MS) this.last = { at: now, failing: this.ask() };
    return this.last.failing;
  }

  private async ask(): Promise<string[]> {
    const answers = await Promise.all(
      [...this.probes].map(([name, probe]) => within(probe).then(() => null, () => name)),
    );
    return answers.filter((name) => name !== null);
  }
}
