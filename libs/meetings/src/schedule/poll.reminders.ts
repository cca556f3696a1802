import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';

interface Due { readonly editionId: string; readonly organisationId: string; readonly change: string; readonly readers: number[] }

/** Reminds those who have not replied to a poll, and tells the coordinators when it is over. Any number of hubs may run it: each is told once. */
@Injectable()
export class PollReminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells whoever has to be told by now; returns how many organisations were. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const due = await tx.query<Due>('meeting-polls-due', 'SELECT d.edition_id AS "editionId", d.organisation_id AS "organisationId", d.change, d.readers FROM hub.polls_due($1) d', [now]);
      for (const { editionId, organisationId, change, readers } of due) {
        const tell = [{ kind: 'MEETING', change, subjectId: editionId, bulletinId: null, organisationId, readers }];
        await emit(tx, { type: 'meeting.poll-due', subjectId: editionId, payload: { tell }, occurredAt: now });
      }
      return due.length;
    });
  }
}
