import { Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { OutsideRequestAnswers } from './outside-requests/outside-request.answers.js';
import { changeRequest, dropReleases, endReleases, type RequestChange } from './release.repository.js';
import { type ReleaseChange, tellOf, type Told } from './release.telling.js';
import { endingAt, remindAt, type RequestState, requestWorkflow } from './release.workflow.js';

/** A request that something is to be done about. */
interface Due {
  readonly id: string; readonly bulletin_id: string; readonly originator_id: string; readonly asker_id: string; readonly recipient_id: string; readonly state: RequestState;
  readonly answer_by: Date; readonly reminded_at: Date | null; readonly decided_by: string | null; readonly decided_at: Date | null; readonly conditions: string | null;
  readonly until: Date | null; readonly names_asker: boolean; readonly ending_told_at: Date | null; readonly asked_at: Date;
  /** Whether it stands in the audience that is published. */
  readonly standing: boolean;
  readonly originator_officers: number; readonly asker_officers: number; readonly recipient_readers: number;
}

/** Requests of one transaction. */
const BATCH = 50;

/**
 * What the clock and publications do to requests: reminders, silence that refuses, answers to what has gone out, ends. Any number of hubs may
 * run it: each request is one hub's. What people see changes at its instant, whenever this runs.
 */
@Injectable()
export class ReleaseAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly outside: OutsideRequestAnswers,
  ) {}

  /** Does everything that is due; returns how many requests were looked at. */
  async run(): Promise<number> {
    let all = await this.outside.run();
    for (;;) {
      const now = this.clock.now();
      const done = await this.uow.realm('worker', now, async (tx) => {
        const due = await tx.query<Due>('release-requests-due', 'SELECT * FROM hub.releases_due($1, $2)', [now, BATCH]);
        for (const request of due) await this.settle(tx, request, now);
        return due.length;
      });
      all += done;
      if (done < BATCH) return all;
    }
  }

  private async settle(tx: Tx, q: Due, now: Date): Promise<void> {
    if (q.state === 'GRANTING' && q.standing) return this.letOut(tx, q, now);
    if (q.state === 'ASKED' || q.state === 'GRANTING') return q.answer_by <= now ? this.lapse(tx, q) : this.remind(tx, q, now);
    if (q.state === 'GRANTED' && (!q.standing || (q.until !== null && q.until <= now))) return this.end(tx, q, now);
    if (q.state === 'GRANTED') return this.tellOfEnd(tx, q, now);
    await this.change(tx, q, { state: q.state, nextAt: null });
  }

  /** It went out. */
  private async letOut(tx: Tx, q: Due, now: Date): Promise<void> {
    await this.change(tx, q, { state: requestWorkflow.apply(q.state, 'letOut'), answeredAt: now, nextAt: q.until && q.decided_at ? endingAt(q.decided_at, q.until) : null });
    await tx.query('release-add', 'INSERT INTO hub.releases (id, bulletin_id, recipient_id, conditions, until, asked_by_id, released_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [q.id, q.bulletin_id, q.recipient_id, q.conditions, q.until, q.names_asker ? q.asker_id : null, now]);
    await this.record(tx, 'release.granted', q, now, [q.originator_id, q.asker_id, q.recipient_id]);
    await this.tell(tx, 'release.granted', q, now, this.asker(q, 'GRANTED'), this.recipient(q, 'GRANTED'));
  }

  /** Nobody answered in time: refused, as of when the answer was due. */
  private async lapse(tx: Tx, q: Due): Promise<void> {
    await dropReleases(tx, q.bulletin_id, q.id);
    await this.change(tx, q, { state: requestWorkflow.apply(q.state, 'lapse'), decidedBy: null, answeredAt: q.answer_by, nextAt: null });
    await this.record(tx, 'release.refused', q, q.answer_by, [q.originator_id, q.asker_id], { silent: true });
    await this.tell(tx, 'release.refused', q, q.answer_by, this.asker(q, 'REFUSED'), this.originator(q, 'REFUSED'));
  }

  private async remind(tx: Tx, q: Due, now: Date): Promise<void> {
    const due = remindAt({ askedAt: q.asked_at, answerBy: q.answer_by });
    if (q.reminded_at || due > now) return this.change(tx, q, { state: q.state, nextAt: q.reminded_at ? q.answer_by : due });
    await this.change(tx, q, { state: q.state, remindedAt: now, nextAt: q.answer_by });
    await this.record(tx, 'release.reminded', q, now, [q.originator_id]);
    await this.tell(tx, 'release.reminded', q, now, this.originator(q, 'REMINDER'));
  }

  private async tellOfEnd(tx: Tx, q: Due, now: Date): Promise<void> {
    const due = q.until && q.decided_at ? endingAt(q.decided_at, q.until) : null;
    if (!due || q.ending_told_at || due > now) return this.change(tx, q, { state: q.state, nextAt: due && q.ending_told_at ? q.until : due });
    await this.change(tx, q, { state: q.state, endingToldAt: now, nextAt: q.until });
    await this.record(tx, 'release.ending', q, now, [q.originator_id]);
    await this.tell(tx, 'release.ending', q, now, this.originator(q, 'GRANT_ENDING'), this.recipient(q, 'GRANT_ENDING'));
  }

  /** Its time is over, or what is published has it no more. */
  private async end(tx: Tx, q: Due, now: Date): Promise<void> {
    const at = q.until !== null && q.until <= now ? q.until : now;
    await this.change(tx, q, { state: requestWorkflow.apply(q.state, 'end'), endedAt: at, nextAt: null });
    await this.record(tx, 'release.ended', q, at, [q.originator_id, q.asker_id, q.recipient_id]);
    await this.tell(tx, 'release.ended', q, at, this.originator(q, 'ENDED'), this.asker(q, 'ENDED'));
    await endReleases(tx, q.bulletin_id, q.id, at);
  }

  private async change(tx: Tx, { id, state }: Due, change: RequestChange): Promise<void> {
    if (!(await changeRequest(tx, { id, from: state }, change))) throw new Error('a request changed under its lock');
  }

  /** An act for each that it concerns, so that none learns of the others' by a common one. */
  private async record(tx: Tx, action: string, q: Due, at: Date, holders: readonly string[], detail: Record<string, unknown> = {}): Promise<void> {
    for (const holder of holders) {
      await this.audit.record(tx, {
        action, occurredAt: at, personId: null, organisationId: q.originator_id, subjectId: q.bulletin_id, detail: { request: q.id, ...detail }, holderIds: [holder],
      });
    }
  }

  private async tell(tx: Tx, type: string, q: Due, at: Date, ...told: Told[]): Promise<void> {
    await emit(tx, tellOf(type, q.id, q.bulletin_id, at, told));
  }

  private originator = (q: Due, change: ReleaseChange): Told => ({ change, organisationId: q.originator_id, readers: [q.originator_officers] });
  private asker = (q: Due, change: ReleaseChange): Told => ({ change, organisationId: q.asker_id, readers: [q.asker_officers] });
  private recipient = (q: Due, change: ReleaseChange): Told => ({ change, organisationId: q.recipient_id, readers: [q.recipient_readers] });
}
