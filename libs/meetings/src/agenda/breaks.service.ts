import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { conflict } from '@hub/kernel';
import { requireCoordinator } from '@hub/parties';
import { MeetingState } from '../editions/edition.enums.js';
import { meetingWorkflow } from '../editions/edition.workflow.js';
import { tellParties } from '../editions/editions.repository.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { breaksOf, fixAgenda, slotsOf, writeBreaks } from './agenda.repository.js';
import type { SetMeetingBreaksInput } from './break.inputs.js';
import { timetable } from './timetable.js';

/** Before it meets. */
const AHEAD: readonly MeetingState[] = [MeetingState.PLANNING, MeetingState.POLLING, MeetingState.SCHEDULED, MeetingState.AGENDA_OPEN, MeetingState.AGENDA_FROZEN, MeetingState.POSTPONED];

/** When a meeting breaks. */
@Injectable()
export class BreaksService implements OnModuleInit {
  constructor(
    private readonly write: MeetingWrite,
    private readonly steps: MeetingSteps,
  ) {}

  /** Each edition begins with the rules of the one before. */
  onModuleInit(): void {
    this.steps.onOpening(async (tx, edition, previous) => {
      if (previous) await writeBreaks(tx, edition.id, await breaksOf(tx, previous.id, null));
    });
  }

  /** Sets other rules. Of what is frozen that is the next version, which fits into the day no worse than the one before; those before stay as they were laid out. */
  async set(context: HubContext, path: string, { editionId, expectedRevision, afterMinutes, minutes, lunchFrom, lunchMinutes }: SetMeetingBreaksInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.write.make(context, actor, path, editionId, { alone: true, expectedRevision }, async (tx, edition) => {
      if (!AHEAD.includes(edition.state)) throw conflict('Breaks are set until the meeting begins. / 休憩は開会前に限り変更できます。', { allowed: meetingWorkflow.verbs(edition.state) });
      const before = await breaksOf(tx, edition.id, null);
      const rules = { afterMinutes: afterMinutes ?? before.afterMinutes, minutes: minutes ?? before.minutes, lunchFrom: lunchFrom ?? before.lunchFrom, lunchMinutes: lunchMinutes ?? before.lunchMinutes };
      await writeBreaks(tx, edition.id, rules);
      const done = { action: 'meeting.breaks-set', subjectId: edition.id, detail: { ...rules } };
      const { startsLocal, endsLocal } = edition;
      if (edition.state !== MeetingState.AGENDA_FROZEN || startsLocal === null || endsLocal === null) return done;
      const slots = await slotsOf(tx, edition.id);
      const over = timetable(startsLocal, endsLocal, slots, rules).overflowMinutes;
      if (over > timetable(startsLocal, endsLocal, slots, before).overflowMinutes) throw conflict(`The agenda would be ${over} minutes longer than the day. / 議題の合計が会議時間を${over}分超えます。`, { allowed: ['orderMeetingAgenda', 'declineMeetingItem'] });
      await fixAgenda(tx, edition.id);
      return { ...done, tell: await tellParties(tx, edition.id, 'AGENDA_CHANGED', edition.id) };
    });
  }
}
