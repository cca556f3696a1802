import { registerEnumType } from '@nestjs/graphql';

/** Where an edition stands in its year. */
export enum MeetingState {
  PLANNING = 'PLANNING', POLLING = 'POLLING', SCHEDULED = 'SCHEDULED', AGENDA_OPEN = 'AGENDA_OPEN', AGENDA_FROZEN = 'AGENDA_FROZEN', IN_SESSION = 'IN_SESSION',
  MINUTES_IN_REVIEW = 'MINUTES_IN_REVIEW', MINUTES_APPROVED = 'MINUTES_APPROVED', CLOSED = 'CLOSED', CANCELLED = 'CANCELLED', POSTPONED = 'POSTPONED',
}

/** What moves it. */
export enum MeetingAct {
  OPEN_POLL = 'OPEN_POLL', SCHEDULE = 'SCHEDULE', OPEN_AGENDA = 'OPEN_AGENDA', FREEZE_AGENDA = 'FREEZE_AGENDA', BEGIN = 'BEGIN', END = 'END',
  APPROVE_MINUTES = 'APPROVE_MINUTES', CLOSE = 'CLOSE', CANCEL = 'CANCEL', POSTPONE = 'POSTPONE', RESUME = 'RESUME',
}

registerEnumType(MeetingState, { name: 'MeetingState', description: 'Where an edition of the meeting stands in its year.', valuesMap: {
  PLANNING: { description: 'Opened; no day yet.' },
  POLLING: { description: 'The parties say which slots suit them.' },
  SCHEDULED: { description: 'The day is decided.' },
  AGENDA_OPEN: { description: 'The parties propose items.' },
  AGENDA_FROZEN: { description: 'Version 1 of the agenda is fixed; later changes are numbered.' },
  IN_SESSION: { description: 'It meets.' },
  MINUTES_IN_REVIEW: { description: 'The minutes are drafted and reviewed.' },
  MINUTES_APPROVED: { description: 'The minutes are fixed.' },
  CLOSED: { description: 'Over; the next edition is open.' },
  CANCELLED: { description: 'It does not take place. Final.' },
  POSTPONED: { description: 'It has no day any more; RESUME goes on with planning.' } } });
registerEnumType(MeetingAct, { name: 'MeetingAct', description: 'What moves an edition of the meeting.', valuesMap: {
  OPEN_POLL: { description: 'Ask which slots suit.' },
  SCHEDULE: { description: 'Decide the day, or another one.' },
  OPEN_AGENDA: { description: 'Take proposals of items.' },
  FREEZE_AGENDA: { description: 'Fix version 1 of the agenda.' },
  BEGIN: { description: 'Open the session, from a day before its start on.' },
  END: { description: 'End the session; the minutes follow.' },
  APPROVE_MINUTES: { description: 'Fix the minutes.' },
  CLOSE: { description: 'End the edition and open the next.' },
  CANCEL: { description: 'Call it off, with the reason.' },
  POSTPONE: { description: 'Take the day away, with the reason.' },
  RESUME: { description: 'Plan anew what was postponed.' } } });
