import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, emit, SealNow } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { type DueReminder, gather, type MadeRequest, remind, waiting } from './recall.queue.js';

/** Reminders of one transaction. */
const BATCH = 100;
/** The last step goes back to the originator. */
const LAST_STEP = 4;

/** Asks organisations to destroy their copies, and reminds them. Several hubs may run it at once: each recall and each step is one hub's. */
@Injectable()
export class RecallJob {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly sealNow: SealNow,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Does what is due; returns how many requests were made and reminders given. Every step is a transaction of its own and can be repeated. */
  async run(): Promise<number> {
    return (await this.ask()) + (await this.remind());
  }

  private async ask(): Promise<number> {
    const due = await this.worker((tx) => waiting(tx));
    // What was disclosed before a recall took effect must be in the log when it is looked through; after it nothing is.
    if (due.length === 0 || !(await this.sealNow.run())) return 0;
    let made = 0;
    for (const id of due) {
      made += await this.worker(async (tx, now) => {
        const requests = await gather(tx, id, now, this.config.alerts.reminderHours);
        for (const request of requests) await this.tellAsked(tx, now, request);
        return requests.length;
      });
    }
    return made;
  }

  private async remind(): Promise<number> {
    for (let all = 0; ; ) {
      const given = await this.worker(async (tx, now) => {
        const reminders = await remind(tx, now, this.config.alerts.escalationHours, BATCH);
        for (const reminder of reminders) await this.tellDue(tx, now, reminder);
        return reminders.length;
      });
      all += given;
      if (given === 0) return all;
    }
  }

  /** One act for each: none of those who are asked learns of another. */
  private async tellAsked(tx: Tx, now: Date, { requestId, bulletinId, cause, originatorId, organisationId, readers, within, openedBy }: MadeRequest): Promise<void> {
    await this.audit.record(tx, {
      action: 'recall.asked', occurredAt: now, personId: openedBy, organisationId: originatorId, subjectId: bulletinId, detail: { request: requestId, cause, asked: organisationId },
      holderIds: [originatorId, organisationId],
    });
    await emit(tx, { type: 'recall.asked', subjectId: bulletinId, occurredAt: now, payload: { tell: [
      { kind: 'RECALL', change: 'ASKED', subjectId: requestId, bulletinId: within ? bulletinId : null, organisationId, readers },
    ] } });
  }

  private async tellDue(tx: Tx, now: Date, { requestId, bulletinId, originatorId, organisationId, step, told, readers, within }: DueReminder): Promise<void> {
    await this.audit.record(tx, {
      action: 'recall.reminded', occurredAt: now, personId: null, organisationId: null, subjectId: bulletinId, detail: { request: requestId, step, asked: organisationId }, holderIds: [originatorId],
    });
    await emit(tx, { type: 'recall.reminded', subjectId: bulletinId, occurredAt: now, payload: { tell: [
      { kind: 'RECALL', change: step === LAST_STEP ? 'OVERDUE' : 'REMINDER', subjectId: requestId, bulletinId: within ? bulletinId : null, organisationId: told, readers },
    ] } });
  }

  private async worker<T>(work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, (tx) => work(tx, now));
  }
}
