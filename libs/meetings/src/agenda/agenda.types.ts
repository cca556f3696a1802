import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalisedText } from '@hub/kernel';
import { DateTimeScalar as DateTime } from '@hub/platform';
import { MeetingItemPurpose, MeetingItemState, MeetingAgendaSlotKind } from './agenda.enums.js';

@ObjectType({ description: 'An item of the agenda, or a proposal of one. It is there for who takes part, belongs to its audience and may see every bulletin that it is about; for others it is not.' })
export class MeetingItem {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  editionId: string;
  /** `proposer` is made of it. */
  proposerId: string;
  /** `title` and `titles` are made of it. */
  texts: LocalisedText;
  @Field(() => MeetingItemPurpose, { description: 'What it is for.' }) purpose: MeetingItemPurpose;
  @Field(() => Int, { description: 'Minutes that it needs.' }) minutes: number;
  @Field(() => String, { description: 'Who presents it, in the words of its proposer; empty: not said.' }) presenter: string;
  /** `audience` is made of it. */
  audienceIds: string[] | null;
  @Field(() => MeetingItemState, { description: 'What became of it.' }) state: MeetingItemState;
  @Field(() => String, { nullable: true, description: 'Why it was declined.' }) reason: string | null;
  /** `mergedInto` is made of it. */
  mergedIntoId: string | null;
  @Field(() => [ID], { description: 'The bulletins that it is about; the asker may see them all.' }) bulletinIds: string[];
  /** `sponsors` is made of it. */
  sponsorIds: string[];
  /** It is the one about what was carried over; `progressReport` is made of it. */
  progress: boolean;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
}

@ObjectType({ description: 'A stretch of the day.' })
export class MeetingAgendaSlot {
  @Field(() => MeetingAgendaSlotKind, { description: 'What it is, to the asker.' }) kind: MeetingAgendaSlotKind;
  @Field(() => String, { nullable: true, description: 'When it begins, by the clock of the meeting; null while no day is decided.' }) startsLocal: string | null;
  @Field(() => String, { nullable: true, description: 'When it ends.' }) endsLocal: string | null;
  @Field(() => Int, { description: 'Its length in minutes.' }) minutes: number;
  /** `item` is made of it. */
  itemId: string | null;
  seen: boolean;
  /** `proposer` is made of it: COORDINATOR is told of a closed item which it is and whose, to order it. */
  proposerId: string | null;
  @Field(() => ID, { nullable: true, description: 'Which item; null for breaks, and for what is closed to the asker unless he is COORDINATOR, who has to order it.' }) ref: string | null;
  /** `title` is made of it: as it stands, or stood when the version was fixed. */
  texts: LocalisedText | null;
  @Field(() => MeetingItemPurpose, { nullable: true, description: 'What the item is for, likewise.' }) purpose: MeetingItemPurpose | null;
  @Field(() => String, { nullable: true, description: 'Who presents it, likewise.' }) presenter: string | null;
}

@ObjectType({ description: 'When the meeting breaks.' })
export class MeetingBreaks {
  @Field(() => Int, { description: 'Minutes without a break at most.' }) afterMinutes: number;
  @Field(() => Int, { description: 'Minutes of a break; 0: there is none.' }) minutes: number;
  @Field(() => String, { description: 'When lunch begins at the earliest, by the clock of the meeting: 12:00.' }) lunchFrom: string;
  @Field(() => Int, { description: 'Minutes of lunch; 0: there is none.' }) lunchMinutes: number;
}

@ObjectType({ description: 'The agenda as a timetable.' })
export class MeetingAgenda {
  @Field(() => Int, { nullable: true, description: 'Its version; null: as it stands, not fixed yet or changed since.' }) version: number | null;
  @Field(() => Int, { description: 'How many versions have been fixed.' }) versions: number;
  @Field(() => DateTime, { nullable: true, description: 'When it was fixed.' }) fixedAt: Date | null;
  @Field(() => MeetingBreaks, { description: 'The rules by which it is laid out: of a version that was fixed, those that stood then.' }) breaks: MeetingBreaks;
  @Field(() => [MeetingAgendaSlot], { description: 'The day in order, breaks among it. An item is never cut.' }) slots: MeetingAgendaSlot[];
  @Field(() => Int, { description: 'Minutes by which it is longer than the day; 0: it fits.' }) overflowMinutes: number;
}

@ObjectType({ description: 'A proposal that is closed to who coordinates: there is one, whose and how long. For COORDINATOR.' })
export class ClosedMeetingItem {
  @Field(() => ID, { description: 'Which: to accept, order or decline it.' }) id: string;
  /** `proposer` is made of it. */
  proposerId: string;
  @Field(() => Int, { description: 'Minutes that it needs.' }) minutes: number;
  @Field(() => MeetingItemState, { description: 'What became of it.' }) state: MeetingItemState;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
}

@ObjectType({ description: 'What changing an item gives back.' })
export class MeetingItemPayload {
  @Field(() => MeetingItem, { nullable: true, description: 'As it stands now; null where it is closed to the asker.' }) item: MeetingItem | null;
}

@ObjectType({ description: 'What ordering the agenda gives back.' })
export class MeetingAgendaPayload {
  @Field(() => MeetingAgenda, { description: 'As it stands now.' }) agenda: MeetingAgenda;
}
