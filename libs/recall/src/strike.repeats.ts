import { Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { revoke } from '@hub/bulletins';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { type LoggedStrike, StrikeLog } from './strike.log.js';
import { repeatStrike, struckEvent } from './strike.repository.js';

/** Strikes again what a restored database has brought back. */
@Injectable()
export class StrikeRepeats {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly log: StrikeLog,
  ) {}

  /** MUST be done before anybody is answered. Gives how many there were. */
  async run(): Promise<number> {
    let repeated = 0;
    for (const strike of await this.log.all()) if (await this.repeat(strike)) repeated += 1;
    return repeated;
  }

  private async repeat(strike: LoggedStrike): Promise<boolean> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const done = await repeatStrike(tx, strike);
      if (!done) return false;
      await this.audit.record(tx, {
        action: 'bulletin.strike-repeated', occurredAt: now, personId: null, organisationId: null, subjectId: strike.bulletinId, detail: { strike: strike.id, struckAt: strike.at }, holderIds: [done.originatorId],
      });
      await emit(tx, struckEvent(strike.bulletinId, now, done.told));
      await revoke(tx);
      return true;
    });
  }
}
