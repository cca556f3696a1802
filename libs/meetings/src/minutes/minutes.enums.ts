import { registerEnumType } from '@nestjs/graphql';

/** How an organisation was there. */
export enum MeetingPresence { IN_PERSON = 'IN_PERSON', REMOTE = 'REMOTE', ABSENT = 'ABSENT' }
/** Languages of minutes. */
export enum MinutesLanguage { EN = 'en', JA = 'ja' }
/** Where minutes stand. */
export enum MinutesState { DRAFT = 'DRAFT', IN_REVIEW = 'IN_REVIEW', APPROVED = 'APPROVED' }
/** What is done with minutes. */
export enum MinutesAct { WRITE = 'WRITE', OPEN_REVIEW = 'OPEN_REVIEW', COMMENT = 'COMMENT', RESPOND = 'RESPOND', ASK_EXTENSION = 'ASK_EXTENSION', EXTEND = 'EXTEND', ANSWER = 'ANSWER', NOTE = 'NOTE', APPROVE = 'APPROVE' }
/** What became of a comment. */
export enum CommentOutcome { TAKEN_UP = 'TAKEN_UP', DECLINED = 'DECLINED' }
/** How an organisation answers the minutes. */
export enum MinutesResponseKind { APPROVED = 'APPROVED', APPROVED_WITH_RESERVATION = 'APPROVED_WITH_RESERVATION', OBJECTED = 'OBJECTED', NO_OBJECTION_RECEIVED = 'NO_OBJECTION_RECEIVED' }
/** Where what was taken on stands. */
export enum MeetingActionState { OPEN = 'OPEN', DONE = 'DONE', DROPPED = 'DROPPED' }

registerEnumType(MeetingPresence, { name: 'MeetingPresence', description: 'How an organisation was there.', valuesMap: {
  IN_PERSON: { description: 'In the room.' }, REMOTE: { description: 'By video or telephone.' }, ABSENT: { description: 'Not there.' } } });
registerEnumType(MinutesLanguage, { name: 'MinutesLanguage', description: 'A language of the minutes.', valuesMap: { EN: { description: 'English.' }, JA: { description: 'Japanese.' } } });
registerEnumType(MinutesState, { name: 'MinutesState', description: 'Where the minutes of a meeting stand.', valuesMap: {
  DRAFT: { description: 'The secretaries write.' },
  IN_REVIEW: { description: 'The organisations that attended comment and answer.' },
  APPROVED: { description: 'Fixed for ever; their hash is in the audit log.' } } });
registerEnumType(MinutesAct, { name: 'MinutesAct', description: 'What is done with the minutes of a meeting.', valuesMap: {
  WRITE: { description: 'Write their text; secretaries.' },
  OPEN_REVIEW: { description: 'Show them to all who attended, until a day; coordinators.' },
  COMMENT: { description: 'Comment, or propose another text.' },
  RESPOND: { description: 'Approve, reserve or object.' },
  ASK_EXTENSION: { description: 'Ask for more time, once.' },
  EXTEND: { description: 'Give more time, once and where it was asked for; coordinators.' },
  ANSWER: { description: 'Take a comment up or decline it; secretaries.' },
  NOTE: { description: 'Note an objection that is not settled; secretaries.' },
  APPROVE: { description: 'Fix them; coordinators.' } } });
registerEnumType(CommentOutcome, { name: 'MinutesCommentOutcome', description: 'What became of a comment on the minutes.', valuesMap: {
  TAKEN_UP: { description: 'The text says so now.' }, DECLINED: { description: 'The text stays.' } } });
registerEnumType(MinutesResponseKind, { name: 'MinutesResponseKind', description: 'How an organisation answers the minutes.', valuesMap: {
  APPROVED: { description: 'They are right.' },
  APPROVED_WITH_RESERVATION: { description: 'They are right but for what is said; the reservation stays on record.' },
  OBJECTED: { description: 'They are not: they are not approved until it is settled or noted.' },
  NO_OBJECTION_RECEIVED: { description: 'Nothing was said by the announced day. It is no approval, and nobody says so: the hub notes it.' } } });
registerEnumType(MeetingActionState, { name: 'MeetingActionState', description: 'Where what an organisation took on stands.', valuesMap: {
  OPEN: { description: 'To be done.' }, DONE: { description: 'Done, says its owner.' }, DROPPED: { description: 'No longer to be done.' } } });
