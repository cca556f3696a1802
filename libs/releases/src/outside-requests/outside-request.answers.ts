import { Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { type ReleaseChange, tellOf } from '../release.telling.js';
import { remindAt } from '../release.workflow.js';
import { endOutsideRequest, waitOn } from './outside-request.repository.js';
import { type OutsideRequestState, outsideRequestWorkflow } from './outside-request.workflow.js';

/** A request that something is to be done about. */
interface Due {
  readonly id: string; readonly bulletin_id: string; readonly originator_id: string; readonly asker_id: string; readonly state: OutsideRequestState; readonly answer_by: Date;
  readonly reminded_at: Date | null; readonly asked_at: Date; readonly originator_officers: number; readonly asker_officers: number;
}

const BATCH = 50;

/** What the clock does to these requests: reminders, and silence that refuses. Any number of hubs may run it: each request is one hub's. */
@Injectable()
export class OutsideRequestAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Does everything that is due; returns how many requests were looked at. */
  async run(): Promise<number> {
    for (let all = 0; ;) {
      const now = this.clock.now();
      const done = await this.uow.realm('worker', now, async (tx) => {
        const due = await tx.query<Due>('outside-requests-due', 'SELECT * FROM hub.outside_requests_due($1, $2)', [now, BATCH]);
        for (const request of due) await (request.answer_by <= now ? this.lapse(tx, request) : this.remind(tx, request, now));
        return due.length;
      });
      all += done;
      if (done < BATCH) return all;
    }
  }

  /** Nobody answered in time: refused, as of when the answer was due. A view that was proposed for it is approved no more. */
  private async lapse(tx: Tx, q: Due): Promise<void> {
    if (!(await endOutsideRequest(tx, { id: q.id, from: q.state }, outsideRequestWorkflow.apply(q.state, 'lapse'), { at: q.answer_by }))) throw new Error('a request changed under its lock');
    // An act for each, so that neither learns of the other's by a common one.
    for (const holder of [q.originator_id, q.asker_id]) await this.record(tx, 'outside-release.refused', q, q.answer_by, holder, { silent: true });
    await this.tell(tx, 'outside-release.refused', q, q.answer_by, 'OUTSIDE_REFUSED', true);
  }

  private async remind(tx: Tx, q: Due, now: Date): Promise<void> {
    const due = remindAt({ askedAt: q.asked_at, answerBy: q.answer_by });
    const wait = q.reminded_at || due > now;
    const times = wait ? { remindedAt: q.reminded_at, nextAt: q.reminded_at ? q.answer_by : due } : { remindedAt: now, nextAt: q.answer_by };
    if (!(await waitOn(tx, { id: q.id, from: q.state }, times))) throw new Error('a request changed under its lock');
    if (wait) return;
    await this.record(tx, 'outside-release.reminded', q, now, q.originator_id);
    await this.tell(tx, 'outside-release.reminded', q, now, 'OUTSIDE_REMINDER', false);
  }

  private async record(tx: Tx, action: string, q: Due, at: Date, holder: string, detail: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record(tx, { action, occurredAt: at, personId: null, organisationId: q.originator_id, subjectId: q.bulletin_id, detail: { request: q.id, ...detail }, holderIds: [holder] });
  }

  private async tell(tx: Tx, type: string, q: Due, at: Date, change: ReleaseChange, both: boolean): Promise<void> {
    await emit(tx, tellOf(type, q.id, q.bulletin_id, at, [
      { change, organisationId: q.originator_id, readers: [q.originator_officers] }, ...(both ? [{ change, organisationId: q.asker_id, readers: [q.asker_officers] }] : [])]));
  }
}
