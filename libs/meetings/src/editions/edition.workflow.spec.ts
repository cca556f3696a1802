import { MeetingAct, MeetingState } from './edition.enums.js';
import { meetingWorkflow } from './edition.workflow.js';

const { apply, verbs } = meetingWorkflow;

describe('The year of a meeting', () => {
  it('goes from planning to closed in this order', () => {
    const acts = [MeetingAct.OPEN_POLL, MeetingAct.SCHEDULE, MeetingAct.OPEN_AGENDA, MeetingAct.FREEZE_AGENDA, MeetingAct.BEGIN, MeetingAct.END, MeetingAct.APPROVE_MINUTES, MeetingAct.CLOSE];
    expect(acts.reduce(apply, MeetingState.PLANNING)).toBe(MeetingState.CLOSED);
  });

  it('can be called off and put off at every step until it has met', () => {
    for (const state of Object.values(MeetingState)) {
      const over = [MeetingState.MINUTES_IN_REVIEW, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED, MeetingState.CANCELLED].includes(state);
      expect([state, verbs(state).includes(MeetingAct.CANCEL)]).toEqual([state, !over]);
      expect([state, verbs(state).includes(MeetingAct.POSTPONE)]).toEqual([state, !over && state !== MeetingState.POSTPONED]);
    }
  });

  it('says what is possible where a step is not', () => {
    expect(() => apply(MeetingState.PLANNING, MeetingAct.BEGIN)).toThrow(expect.objectContaining({ code: 'CONFLICT', details: { allowed: ['OPEN_POLL', 'SCHEDULE', 'CANCEL', 'POSTPONE'] } }));
    expect(verbs(MeetingState.CLOSED)).toEqual([]);
  });
});
