import { setTimeout as sleep } from 'node:timers/promises';
import type { Sealer } from './sealer.js';

const PATIENCE_MS = 1_500;
const WAIT_MS = 25;

/** Seals everything that waits. Where another hub is at it, waits for it, but not for long. */
export class SealNow {
  private running: Promise<boolean> | null = null;

  constructor(private readonly sealer: Sealer) {}

  /** Returns once everything entered before the call is sealed, or another hub has had its time: then false. */
  async run(): Promise<boolean> {
    // What was entered after a run began may have escaped it.
    if (this.running) await this.running.catch(() => undefined);
    this.running ??= this.sealAll().finally(() => { this.running = null; });
    return this.running;
  }

  private async sealAll(): Promise<boolean> {
    for (let waited = 0; waited <= PATIENCE_MS; ) {
      const { busy, more } = await this.sealer.seal();
      if (!busy && !more) return true;
      if (busy) {
        await sleep(WAIT_MS);
        waited += WAIT_MS;
      }
    }
    return false;
  }
}
