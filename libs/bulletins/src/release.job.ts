import { Injectable } from '@nestjs/common';
import { Clock } from '@hub/kernel';
import { AuditLog, emit } from '@hub/audit';
import { UnitOfWork } from '@hub/platform';
import { StageOpenings } from './stages/stage-openings.js';

interface Due { bulletin_id: string; number: number; originator_id: string; publisher: string | null }

/** Publishes what was approved and has fallen due, and opens the stages that have. Several hubs may run it at once: each bulletin is one hub's. */
@Injectable()
export class ReleaseJob {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly stages: StageOpenings,
  ) {}

  /** Does everything due; returns how much. */
  async run(): Promise<number> {
    await this.stages.reckon(this.clock.now());
    return (await this.release()) + (await this.stages.run());
  }

  private async release(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const due = await tx.query<Due>('releases-due', 'SELECT * FROM hub.due_releases($1)', [now]);
      for (const { bulletin_id: id, number, originator_id: originatorId, publisher } of due) {
        await tx.query('bulletin-publish', 'SELECT hub.publish_version($1, $2, $3, $4)', [id, number, now, publisher]);
        await tx.query('bulletin-index', 'SELECT hub.index_words($1)', [id]);
        await this.audit.record(tx, {
          action: 'bulletin.published', occurredAt: now, personId: publisher, organisationId: originatorId, subjectId: id,
          detail: { number, scheduled: true }, holderIds: [originatorId],
        });
        await emit(tx, { type: 'bulletin.published', subjectId: id, payload: { number }, occurredAt: now });
      }
      // A version that goes out by itself may take something from somebody too.
      if (due.length > 0) await tx.query('revoke', 'SELECT hub.revoke()');
      return due.length;
    });
  }
}
