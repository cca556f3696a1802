import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HubContext, noteEpoch } from '@hub/access';
import { conflict, invalid } from '@hub/kernel';
import { requireCoordinator } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import { MeetingAct } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { instantOf } from '../editions/local-time.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { dayBefore, daysBefore, type Face, faceOf, isMoved, isOther } from './invitation.face.js';
import type { InviteMeetingDelegatesInput } from './invitation.inputs.js';
import { forgetNeeds, holdInvitation, invitationOf, nextSequence, noteTold, queueMessage, recipientsOf, type Reminder, remindersOf, tellingOf, untold, writeFace, writeInvitation, writeReminders } from './invitation.repository.js';
import type { MeetingInvitation } from './invitation.types.js';

/** At which time of the edition's clock everybody is reminded of the meeting. */
const MORNING = '09:00';

/** Asks the parties for delegates, and keeps what was sent in step with the edition. */
@Injectable()
export class InvitationsService implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly steps: MeetingSteps,
  ) {}

  /** What moves an edition moves its invitations, in the same transaction. */
  onModuleInit(): void {
    this.steps.on(MeetingAct.SCHEDULE, (tx, edition, { actor, times }) => this.follow(tx, edition.id, faceOf({ ...edition, ...times }), null, actor.instant));
    for (const act of [MeetingAct.CANCEL, MeetingAct.POSTPONE]) this.steps.on(act, (tx, edition, { actor, reason }) => this.follow(tx, edition.id, null, reason, actor.instant));
    this.steps.on(MeetingAct.CLOSE, (tx, edition) => forgetNeeds(tx, edition.id));
  }

  /** When and by when the parties were asked; null: not yet. */
  async of(context: HubContext, { id, startsLocal, zone }: MeetingEdition): Promise<MeetingInvitation | null> {
    const found = await this.uow.read(context.actor, async (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      const row = await invitationOf(tx, id);
      return row && { row, reminders: await remindersOf(tx, id) };
    });
    if (!found) return null;
    const { row, reminders } = found;
    const daysOf = (purpose: Reminder['purpose'], before: number): number[] => reminders.flatMap((one) => (one.purpose === purpose ? [one.days - before] : []));
    const deadline = startsLocal === null ? null : dayBefore({ starts: startsLocal, zone }, row.deadlineDays, row.deadlineTime);
    return { invitedAt: row.invitedAt, sequence: row.sequence, deadlineLocal: deadline?.local ?? null, deadline: deadline?.at ?? null, remindBeforeDeadline: daysOf('DELEGATES_DUE', row.deadlineDays), remindBeforeStart: daysOf('MEETING_SOON', 0) };
  }

  /** Asks the parties' contact points for delegates, or by another deadline. */
  async invite(context: HubContext, path: string, { editionId, expectedRevision, deadlineLocal, remindBeforeDeadline, remindBeforeStart }: InviteMeetingDelegatesInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.write.make(context, actor, path, editionId, { alone: true, expectedRevision }, async (tx, edition) => {
      const face = faceOf(edition);
      if (!face) throw conflict('No day is decided yet. / 日程がまだ決まっていません。', { allowed: [] });
      const deadline = instantOf(deadlineLocal, edition.zone, 'input.deadlineLocal');
      if (deadline <= actor.instant || deadline >= new Date(face.startsAt)) throw invalid('input.deadlineLocal', 'Must lie between now and the start. / 現在から開始までの日時を指定してください。');
      const [days, time] = [daysBefore(face.starts, deadlineLocal), deadlineLocal.slice(11)];
      if (days > 365) throw invalid('input.deadlineLocal', 'Must lie within a year before the start. / 開始前1年以内の日時を指定してください。');
      const before = await holdInvitation(tx, edition.id);
      await writeInvitation(tx, edition.id, days, time, face, actor.instant, actor.personId);
      const reminders: Reminder[] = [
        ...remindBeforeDeadline.map((more): Reminder => ({ purpose: 'DELEGATES_DUE', days: days + more, at: time })), { purpose: 'DELEGATES_OVERDUE', days, at: time },
        ...remindBeforeStart.map((one): Reminder => ({ purpose: 'MEETING_SOON', days: one, at: MORNING })),
      ];
      await writeReminders(tx, edition.id, reminders, face, actor.instant);
      const told = await tellingOf(tx, edition.id, 'CONTACTS', before ? 'DEADLINE' : 'INVITED', edition.id);
      return { action: 'meeting.delegates-invited', subjectId: edition.id, detail: { deadline: deadlineLocal }, alsoHeldBy: told.map(({ organisationId }) => organisationId).filter((id) => id !== actor.organisationId), tell: told };
    });
  }

  /** Brings what was sent into step with an edition as it stands; null: it does not take place. Says what has changed to each delegate, with SEQUENCE where he has to answer anew. */
  async follow(tx: Tx, editionId: string, standing: Face | null, reason: string | null, now: Date): Promise<void> {
    const invitation = await holdInvitation(tx, editionId);
    if (!invitation) return;
    const before = invitation.face;
    const face = standing ?? { ...before, on: false };
    if (!isOther(before, face)) return;
    const moved = isMoved(before, face);
    await writeFace(tx, editionId, face, invitation.sequence + (moved ? 1 : 0));
    // What is over by now is not told for the new start.
    if (moved && face.on) for (const reminder of await untold(tx, editionId, face.starts)) if (dayBefore(face, reminder.days, reminder.at).at <= now) await noteTold(tx, editionId, reminder, face.starts);
    if (new Date(face.endsAt) < now) return;
    for (const recipient of await recipientsOf(tx, editionId, null)) {
      const sequence = moved ? await nextSequence(tx, recipient.delegateId, true) : recipient.sequence;
      await queueMessage(tx, editionId, recipient, { method: face.on ? 'REQUEST' : 'CANCEL', sequence, whole: true, face, reason, at: now });
    }
  }
}
