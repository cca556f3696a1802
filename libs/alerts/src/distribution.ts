import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { distribute, forget } from './alert.repository.js';

/** Events of one transaction. */
const BATCH = 100;
const DAY_MS = 86_400_000;

/** Makes the streams of alerts of what is committed. Any number of hubs may run it: one at a time gives positions. */
@Injectable()
export class AlertDistribution {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Distributes everything that waits or has come due; returns how many events. */
  async run(): Promise<number> {
    let all = 0;
    for (;;) {
      const now = this.clock.now();
      const done = await this.uow.realm('worker', now, (tx) => distribute(tx, now, BATCH, this.config.alerts));
      all += done ?? 0;
      // What an event lets come due is made in the next turn.
      if (!done) return all;
    }
  }

  /** Forgets alerts that are older than what is kept; returns how many. */
  async forget(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, (tx) => forget(tx, new Date(now.getTime() - this.config.alerts.days * DAY_MS)));
  }
}
