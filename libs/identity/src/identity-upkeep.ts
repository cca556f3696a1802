import type { Attempts } from './attempts/attempts.js';
import type { IdentityWork } from './identity-work.js';
import { sweepDevices } from './sessions/devices.js';
import { sweepRefreshTokens } from './sessions/session.repository.js';

/** Forgets what is no longer needed: old counts of attempts, devices that nobody uses, tokens past their expiry. To be run now and then. */
export class IdentityUpkeep {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
  ) {}

  /** One round. */
  async run(instant: Date): Promise<void> {
    await this.work.hub(instant, async (tx) => {
      await this.attempts.sweep(tx, instant);
      await sweepDevices(tx, instant);
      await sweepRefreshTokens(tx, instant);
    });
  }
}
