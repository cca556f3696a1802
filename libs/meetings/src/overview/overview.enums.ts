import { registerEnumType } from '@nestjs/graphql';

/** What parties are asked for. */
export enum MeetingMatter { POLL = 'POLL', DELEGATES = 'DELEGATES', COMMENTS = 'COMMENTS', APPROVAL = 'APPROVAL' }
/** What ends at a deadline. */
export enum MeetingDeadlineKind { POLL = 'POLL', DELEGATES = 'DELEGATES', MEETING = 'MEETING', REVIEW = 'REVIEW' }
/** What is known of who comes. */
export enum MeetingQuorumBasis { POLL = 'POLL', DELEGATES = 'DELEGATES', ATTENDANCE = 'ATTENDANCE' }
/** Whether enough come. */
export enum MeetingQuorumSafety { SAFE = 'SAFE', OPEN = 'OPEN', SHORT = 'SHORT' }
/** What minutes wait for. */
export enum MinutesWait { TEXT = 'TEXT', REVIEW = 'REVIEW', COMMENT = 'COMMENT', EXTENSION = 'EXTENSION', OBJECTION = 'OBJECTION', CLOSED = 'CLOSED', ANSWER = 'ANSWER', APPROVAL = 'APPROVAL' }
/** Whom they wait for. */
export enum MinutesWaitsFor { SECRETARIES = 'SECRETARIES', COORDINATOR = 'COORDINATOR', ORGANISATIONS = 'ORGANISATIONS' }

registerEnumType(MeetingMatter, { name: 'MeetingMatter', description: 'What the parties are asked for.', valuesMap: {
  POLL: { description: 'What they say to each slot of the poll that is open.' },
  DELEGATES: { description: 'Whom they send, or that they send nobody.' },
  COMMENTS: { description: 'Comments on the minutes, or an answer to them; of those that attended, while the review lasts.' },
  APPROVAL: { description: 'An answer to the minutes as a whole; of those that attended.' } } });
registerEnumType(MeetingDeadlineKind, { name: 'MeetingDeadlineKind', description: 'What ends, or begins, at a deadline.', valuesMap: {
  POLL: { description: 'Until then the parties answer the poll.' }, DELEGATES: { description: 'Until then they name delegates.' },
  MEETING: { description: 'The meeting begins.' }, REVIEW: { description: 'Until then the minutes are commented on and answered.' } } });
registerEnumType(MeetingQuorumBasis, { name: 'MeetingQuorumBasis', description: 'What is known of who comes.', valuesMap: {
  POLL: { description: 'What the parties say to the best slot, or said to the day that was decided.' },
  DELEGATES: { description: 'Whom they have named. Who sends nobody, or whose delegates all declined, does not come.' },
  ATTENDANCE: { description: 'Who was noted to be there.' } } });
registerEnumType(MeetingQuorumSafety, { name: 'MeetingQuorumSafety', description: 'Whether enough organisations come.', valuesMap: {
  SAFE: { description: 'Enough have said so, or are there.' }, OPEN: { description: 'It depends on those that have not said.' }, SHORT: { description: 'Too few, even if all others came.' } } });
registerEnumType(MinutesWait, { name: 'MinutesWait', description: 'What minutes wait for.', valuesMap: {
  TEXT: { description: 'An item has no text in any language.' }, REVIEW: { description: 'The review has to be opened.' },
  COMMENT: { description: 'Comments have no answer.' }, EXTENSION: { description: 'An organisation asked for more time.' },
  OBJECTION: { description: 'Objections stand: to be taken back, or noted.' },
  CLOSED: { description: 'Something in an item that is closed to the asker stands in the way of approval.' },
  ANSWER: { description: 'Organisations that attended have not answered, and the announced day is not over.' },
  APPROVAL: { description: 'Nothing stands in the way: they can be approved.' } } });
registerEnumType(MinutesWaitsFor, { name: 'MinutesWaitsFor', description: 'Whom minutes wait for.', valuesMap: {
  SECRETARIES: { description: 'Those who keep the minutes of the item.' }, COORDINATOR: { description: 'Coordinators.' }, ORGANISATIONS: { description: 'The organisations named.' } } });
