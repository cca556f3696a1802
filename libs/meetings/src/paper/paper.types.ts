import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalisedText } from '@hub/kernel';
import { DateScalar as Day, DateTimeScalar as DateTime } from '@hub/platform';
import { MeetingEdition } from '../editions/edition.types.js';
import { MeetingEra } from './dates.js';

/** What is written on paper. */
export enum MeetingPaperKind {
  INVITATION_LETTER = 'INVITATION_LETTER', AGENDA = 'AGENDA', ATTENDEES = 'ATTENDEES', SEATING_PLAN = 'SEATING_PLAN', NAME_PLATES = 'NAME_PLATES', GATE_LIST = 'GATE_LIST', MINUTES = 'MINUTES',
}

registerEnumType(MeetingPaperKind, { name: 'MeetingPaperKind', description: 'A paper of the meeting.', valuesMap: {
  INVITATION_LETTER: { description: 'The invitation to one organisation, with official number and date (開催案内).' }, AGENDA: { description: 'The agenda (議事次第): what is closed to its reader is an unnamed slot of that length.' },
  ATTENDEES: { description: 'Who comes, with readings (出席者名簿).' }, SEATING_PLAN: { description: 'Who sits where (座席表). COORDINATOR only.' }, NAME_PLATES: { description: 'A plate for each delegate in the room (卓上名札). COORDINATOR only.' },
  GATE_LIST: { description: 'Whom the gate lets in (入館者名簿). COORDINATOR only.' }, MINUTES: { description: 'The minutes (議事録), as far as they are open to their reader.' } } });

@ObjectType({ description: 'A paper that the asker can fetch now.' })
export class MeetingPaper {
  @Field(() => MeetingPaperKind, { description: 'Which.' }) kind: MeetingPaperKind;
  @Field(() => String, { description: 'Its address on the hub, to be asked with GET and a Bearer token (or by `meetingPaperLink`), with `.pdf` or `.xlsx` after it and `?language=ja` or `en`. An agenda takes `&version=` of one that was fixed; an invitation, from COORDINATOR, `&organisation=` (the own one by itself). Each fetch is a record in the audit log.' }) path: string;
}

@ObjectType({ description: 'What the letter of invitation says beside what the edition says.' })
export class MeetingLetter {
  @Field(() => String, { description: 'The official number (文書番号).' }) documentNumber: string;
  @Field(() => Day, { description: 'The date on it.' }) datedOn: string;
  @Field(() => MeetingEra, { description: 'By which calendar the Japanese papers of this edition count years.' }) era: MeetingEra;
  /** `sender` is made of it. */
  senders: LocalisedText;
  /** `body` is made of it. */
  bodies: LocalisedText;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with; from 1.' }) revision: number;
  @Field(() => DateTime, { description: 'When it was last written.' }) at: Date;
}

@ObjectType({ description: 'The letter after a change.' })
export class MeetingLetterPayload {
  @Field(() => MeetingEdition, { description: 'Its edition.' }) edition: MeetingEdition;
}

@ObjectType({ description: 'A link to a paper.' })
export class MeetingPaperLinkPayload {
  @Field(() => String, { description: 'Its address on the hub. Whoever has it is given the paper: it is good once, and as the person who asked for it.' }) url: string;
  @Field(() => DateTime, { description: 'Until when it is good.' }) expiresAt: Date;
}
