import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, signedIn } from '@hub/access';
import { UnitOfWork } from '@hub/platform';
import { dayBefore } from '../invitations/invitation.face.js';
import { tasksOf } from './task.repository.js';
import type { MeetingTask } from './task.types.js';

/** What the meeting wants of somebody. */
@Injectable()
export class TasksService {
  constructor(private readonly uow: UnitOfWork) {}

  /** What is due first comes first. */
  async of(context: HubContext): Promise<MeetingTask[]> {
    const actor = signedIn(context.actor);
    const rows = await this.uow.read(actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return tasksOf(tx, actor);
    });
    return rows.map(({ editionId, kind, count, dueAt: due, days, time, startsLocal, zone }) => {
      const dueAt = days !== null && time !== null && startsLocal !== null ? dayBefore({ starts: startsLocal, zone }, days, time).at : due;
      return { editionId, kind, count, dueAt, overdue: dueAt !== null && dueAt <= actor.instant };
    }).sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity) || (a.kind < b.kind ? -1 : 1));
  }
}
