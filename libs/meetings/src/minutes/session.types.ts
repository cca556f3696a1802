import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalisedText } from '@hub/kernel';
import { DateTimeScalar as DateTime, MarkdownScalar as Markdown } from '@hub/platform';
import { MeetingPresence, MinutesLanguage } from './minutes.enums.js';

@ObjectType({ description: 'How an organisation was there.' })
export class MeetingAttendance {
  organisationId: string;
  itemId: string | null;
  @Field(() => MeetingPresence, { description: 'How.' }) presence: MeetingPresence;
}

@ObjectType({ description: 'Whether enough organisations are there.' })
export class MeetingQuorum {
  @Field(() => Int, { description: 'Organisations that are there, in person or by video. Of a closed item only those whom it is open to count.' }) present: number;
  @Field(() => Int, { description: 'How many it takes: what the meeting asks for, else more than half of the parties; of a closed item more than half of those whom it is open to.' }) needed: number;
  @Field(() => Boolean, { description: 'Whether they are enough.' }) met: boolean;
}

@ObjectType({ description: 'What the secretaries wrote of an item in one language. Notes until the review opens, seen by the secretaries; its part of the minutes from then on.' })
export class MeetingText {
  itemId: string;
  @Field(() => MinutesLanguage, { description: 'The language.' }) language: MinutesLanguage;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with; from 1.' }) revision: number;
  @Field(() => Markdown, { description: 'CommonMark.' }) body: string;
  @Field(() => DateTime, { description: 'When it was last written.' }) at: Date;
  /** `by` is made of it. */
  byId: string;
}

@ObjectType({ description: 'A decision of the meeting.' })
export class MeetingDecision {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  itemId: string;
  /** `texts` is made of it. */
  named: LocalisedText;
  @Field(() => DateTime, { description: 'When it was recorded.' }) at: Date;
}

@ObjectType({ description: 'An item of the agenda in the session, as far as the asker sees it: items closed to him are not here.' })
export class MeetingSessionItem {
  @Field(() => ID, { description: 'The item.' }) itemId: string;
  @Field(() => Int, { description: 'Its place in the agenda, from 1.' }) position: number;
  editionId: string;
  /** `title` is made of it. */
  titles: LocalisedText;
  @Field(() => Boolean, { description: 'Whether the asker writes its notes.' }) writable: boolean;
  @Field(() => MeetingQuorum, { description: 'Whether it has its quorum.' }) quorum: MeetingQuorum;
  @Field(() => [MeetingAttendance], { description: 'Who is there for it, where that was noted apart from the meeting.' }) attendance: MeetingAttendance[];
  @Field(() => [MeetingText], { description: 'What was written, by language.' }) texts: MeetingText[];
  @Field(() => [MeetingDecision], { description: 'What was decided, in order; without what was revoked.' }) decisions: MeetingDecision[];
}

@ObjectType({ description: 'The session of an edition: who is there, and what is noted and decided of each item.' })
export class MeetingSession {
  @Field(() => [MeetingAttendance], { description: 'Who is there.' }) attendance: MeetingAttendance[];
  @Field(() => MeetingQuorum, { description: 'Whether the meeting has its quorum.' }) quorum: MeetingQuorum;
  /** `secretaries` is made of it. */
  secretaryIds: string[];
  @Field(() => [MeetingSessionItem], { description: 'The items that the asker sees, in the order of the agenda.' }) items: MeetingSessionItem[];
}
