import { Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';

interface Told { readonly editionId: string; readonly change: string; readonly organisationId: string; readonly readers: number[] }

/** Reminds who has not answered the minutes, and puts silence on record once the announced day is over. Any number of hubs may run it: each thing happens once. */
@Injectable()
export class ReviewDue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Does what is due by now; returns how many organisations were told something. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const told = await tx.query<Told>('review-due', `SELECT d.edition_id AS "editionId", d.change, d.organisation_id AS "organisationId", coalesce(m.readers, d.readers) AS readers
        FROM hub.review_due($1) d LEFT JOIN LATERAL hub.meeting_people(d.edition_id) m ON m.organisation_id = d.organisation_id`, [now]);
      for (const editionId of new Set(told.map((one) => one.editionId))) {
        const here = told.filter((one) => one.editionId === editionId);
        if (here.some(({ change }) => change === 'MINUTES_REVIEW_ENDED')) {
          await this.audit.record(tx, { action: 'minutes.review-ended', occurredAt: now, personId: null, organisationId: null, subjectId: editionId, detail: {}, holderIds: here.map(({ organisationId }) => organisationId) });
        }
        const tell = here.map(({ change, organisationId, readers }) => ({ kind: 'MEETING', change, subjectId: editionId, bulletinId: null, organisationId, readers }));
        await emit(tx, { type: 'minutes.due', subjectId: editionId, payload: { tell }, occurredAt: now });
      }
      return told.length;
    });
  }
}
