import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the campaigns run in full (npm run soak), or as the sample that npm test runs. */
export const SOAK = process.env['SOAK'] === '1';

/** How often something is tried: the sample's number, or the full one. */
export const times = (sample: number, full: number): number => (SOAK ? full : sample);

/** What a campaign found, for whoever reads the run. */
export const figure = (line: string): void => void process.stdout.write(`  ${line}\n`);

/** Chance that can be had again: the same seed gives the same throws. */
export class Dice {
  constructor(private state = Number(process.env['SEED'] ?? 20261123)) {}

  /** A number from 0 up to, not including, `below`. */
  below(below: number): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below;
  }

  /** True in so many of a hundred throws. */
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  /** One of them. */
  pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.below(from.length))];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
}

/** Waits until it is so; fails with what was waited for. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  for (const end = performance.now() + milliseconds; !(await isSo()); await sleep(5)) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
  }
}

/** Runs so many workers side by side until the count of turns is used up. */
export async function sideBySide(workers: number, turns: number, turn: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < turns) await turn(next++);
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** How often each thing came. */
export class Tally {
  private readonly counts = new Map<string, number>();

  /** Counts one more. */
  add(what: string): void {
    this.counts.set(what, this.of(what) + 1);
  }

  /** How often it came. */
  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  /** All of it, most frequent first. */
  toString(): string {
    return [...this.counts].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${what} ${count}`).join(', ');
  }
}
