import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CountryCodeScalar as CountryCode, DateScalar, DateTimeScalar as DateTime } from '@hub/platform';
import { type DayReason, MeetingDayReasonCode } from './day-reasons.js';
import { MeetingAnswer, type SlotStanding } from './ranking.js';

/** How a reply came. */
export enum MeetingReplyChannel { SIGNED_IN = 'SIGNED_IN', LINK = 'LINK', TELEPHONE = 'TELEPHONE', PAPER = 'PAPER' }

registerEnumType(MeetingAnswer, { name: 'MeetingAnswer', description: 'What somebody says to a slot.', valuesMap: {
  YES: { description: 'It suits.' }, IF_NEED_BE: { description: 'If need be.' }, NO: { description: 'It does not suit.' } } });
registerEnumType(MeetingReplyChannel, { name: 'MeetingReplyChannel', description: 'How a reply came.', valuesMap: {
  SIGNED_IN: { description: 'By somebody signed in.' }, LINK: { description: 'By a personal link.' },
  TELEPHONE: { description: 'By telephone; a coordinator entered it.' }, PAPER: { description: 'On paper; a coordinator entered it.' } } });
registerEnumType(MeetingDayReasonCode, { name: 'MeetingDayReasonCode', description: 'Why a day or an hour suits badly, or not at all.', valuesMap: {
  PAST: { description: 'It is past.' },
  WEEKEND: { description: 'Saturday or Sunday.' },
  JAPANESE_HOLIDAY: { description: 'A public holiday of Japan (国民の祝日に関する法律, with 振替休日 and 国民の休日), or a day from 29 December to 3 January, on which offices are closed.' },
  NATIONAL_DAY: { description: "The national day of an embassy's country." },
  PUBLIC_HOLIDAY: { description: "A public holiday of an embassy's country." },
  NIGHT: { description: 'Night, from 22:00 to 07:00, where somebody takes part from.' },
  CLOCK_CHANGE: { description: 'The clocks of the zone are put forward or back.' } } });

@ObjectType({ description: 'Why a day or an hour suits badly, or not at all.' })
export class MeetingDayReason implements DayReason {
  @Field(() => MeetingDayReasonCode, { description: 'Which.' }) code: MeetingDayReasonCode;
  /** `name` and `names` are made of it. */
  names: DayReason['names'];
  /** `organisation` is made of it. */
  organisationId: string | null;
  @Field(() => Boolean, { description: 'Whether the day falls out because of it. That of an organisation which need not attend only counts against it.' }) decisive: boolean;
}

@ObjectType({ description: 'A slot that the hub proposes.' })
export class MeetingSlotProposal {
  @Field({ description: "When it begins, by the clock of the edition's zone: 2027-02-18T13:30." }) startsLocal: string;
  @Field({ description: 'When it ends, likewise.' }) endsLocal: string;
  @Field(() => DateTime, { description: 'The instant at which it begins.' }) startsAt: Date;
  @Field(() => DateTime, { description: 'The instant at which it ends.' }) endsAt: Date;
  @Field(() => [MeetingDayReason], { description: 'What speaks against it; empty for the best.' }) reasons: readonly DayReason[];
}

@ObjectType({ description: 'A day of the period on which nothing is proposed.' })
export class MeetingExcludedDay {
  @Field(() => DateScalar, { description: 'The day.' }) date: string;
  @Field(() => [MeetingDayReason], { description: 'Why it fell out: all that speaks against it.' }) reasons: readonly DayReason[];
}

@ObjectType({ description: 'What the hub proposes to ask the parties about.' })
export class MeetingSlotProposals {
  @Field(() => [MeetingSlotProposal], { description: 'Slots, in order of time. Fewer than asked for where there are no more.' }) slots: readonly MeetingSlotProposal[];
  @Field(() => [MeetingExcludedDay], { description: 'Days of the period that something speaks against and that have no slot.' }) excludedDays: readonly MeetingExcludedDay[];
  @Field(() => [CountryCode], { description: "Countries of embassies of whose public holidays the hub knows nothing but the national day, if that: ask them." }) unknownCountries: string[];
}

@ObjectType({ description: 'How a slot stands: for COORDINATOR. Must-attend organisations come first, then the quorum, then preferences (a yes counts two, an "if need be" one).' })
export class MeetingSlotStanding implements SlotStanding {
  slotId: string;
  @Field(() => Int, { description: '1 is best; slots that nothing tells apart share one.' }) rank: number;
  @Field(() => Int, { description: 'Parties that say yes.' }) yes: number;
  @Field(() => Int, { description: 'Parties that say "if need be".' }) ifNeedBe: number;
  @Field(() => Int, { description: 'Parties that say no.' }) no: number;
  @Field(() => Int, { description: 'Parties that have not said.' }) open: number;
  @Field(() => Int, { description: 'How many are missing from the quorum; 0: it is reached.' }) short: number;
  /** The lists of organisations are made of these. */
  mustNo: readonly string[];
  mustOpen: readonly string[];
  gains: readonly string[];
  losses: readonly string[];
}

@ObjectType({ description: 'A slot that the parties are asked about.' })
export class MeetingSlot {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  pollId: string;
  @Field({ description: "When it begins, by the clock of the edition's zone: 2027-02-18T13:30. It stays where the rules of the zone change." }) startsLocal: string;
  @Field({ description: 'When it ends, likewise.' }) endsLocal: string;
  @Field(() => DateTime, { description: 'The instant at which it begins, by the rules of the zone.' }) startsAt: Date;
  @Field(() => DateTime, { description: 'The instant at which it ends.' }) endsAt: Date;
  /** `reasons` is made of it. */
  against: readonly DayReason[];
  @Field(() => MeetingSlotStanding, { nullable: true, description: 'How it stands; null for who does not coordinate.' }) standing: SlotStanding | null;
}

@ObjectType({ description: 'What somebody says to one slot.' })
export class MeetingSlotAnswer {
  @Field(() => ID, { description: 'The slot.' }) slotId: string;
  @Field(() => MeetingAnswer, { description: 'What.' }) answer: MeetingAnswer;
}

@ObjectType({ description: 'What a party says to the slots of a poll, or a guest who speaks for himself. The organisation itself sees it, and COORDINATOR.' })
export class MeetingReply {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  pollId: string;
  /** `organisation` is made of it. */
  organisationId: string | null;
  @Field(() => String, { nullable: true, description: 'The guest who speaks for himself; null: it is a party’s. His is not counted.' }) guest: string | null;
  @Field(() => [MeetingSlotAnswer], { description: 'By slot; those that nothing was said to are missing.' }) answers: MeetingSlotAnswer[];
  @Field(() => String, { nullable: true, description: 'What else was said.' }) remark: string | null;
  @Field(() => MeetingReplyChannel, { description: 'How it came.' }) channel: MeetingReplyChannel;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
  @Field(() => DateTime, { description: 'When it came or was entered.' }) repliedAt: Date;
  /** `repliedBy` is made of it. */
  repliedById: string | null;
  @Field(() => String, { nullable: true, description: 'Of one by link: whose link it was.' }) linkHolder: string | null;
}

@ObjectType({ description: 'The question which slots suit: the newest of its edition.' })
export class MeetingPoll {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  editionId: string;
  @Field(() => DateTime, { description: 'When it was put.' }) openedAt: Date;
  @Field(() => DateTime, { description: 'Until when the parties answer; after it a coordinator enters what reaches him.' }) deadline: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended: a day was decided, or the meeting was put off or cancelled.' }) closedAt: Date | null;
  @Field(() => Int, { description: 'How many parties it takes.' }) quorum: number;
  @Field(() => [MeetingSlot], { description: 'In order of time.' }) slots: MeetingSlot[];
  @Field(() => [MeetingReply], { description: "For COORDINATOR all, the newest last; for others the own organisation's." }) replies: MeetingReply[];
  /** `missing` is made of it. */
  missingIds: readonly string[] | null;
  @Field(() => [MeetingSlot], { nullable: true, description: 'The slots, best first; null for who does not coordinate.' }) ranking: MeetingSlot[] | null;
}

@ObjectType({ description: 'What changing a poll gives back.' })
export class MeetingPollPayload {
  @Field(() => MeetingPoll, { description: 'As it stands now.' }) poll: MeetingPoll;
}
