import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Folded } from '@hub/parties';
import { DateScalar, DateTimeScalar as DateTime } from '@hub/platform';
import { MeetingReplyChannel } from './poll.types.js';
import { MeetingAnswer } from './ranking.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_SLOTS = 60;

@InputType({ description: 'Where an organisation takes part from, if not from the place of the meeting.' })
export class MeetingRemoteInput {
  @Field(() => ID, { description: 'A party.' })
  organisationId: string;

  @Field({ description: 'The zone there (IANA), such as America/Lima.' }) @MaxLength(64)
  zone: string;
}

@InputType({ description: 'What is looked for.' })
export class ProposeMeetingSlotsInput {
  @Field(() => ID, { description: 'The edition, for its zone and parties.' })
  editionId: string;

  @Field(() => DateScalar, { description: 'The first day.' })
  from: string;

  @Field(() => DateScalar, { description: 'The last day: at most a year after the first.' })
  until: string;

  @Field({ defaultValue: '10:00', description: "Not before this hour, HH:MM by the clock of the edition's zone." }) @Matches(CLOCK, { message: 'dailyFrom must be HH:MM' })
  dailyFrom: string;

  @Field({ defaultValue: '17:00', description: 'Not beyond this hour, HH:MM.' }) @Matches(CLOCK, { message: 'dailyUntil must be HH:MM' })
  dailyUntil: string;

  @Field(() => Int, { description: 'How long it takes, from 15 minutes on. INVALID_INPUT where that is longer than the hours of a day.' }) @IsInt() @Min(15) @Max(1439)
  minutes: number;

  @Field(() => [ID], { nullable: true, description: 'Parties without which no day is decided: a holiday or the night of one of them takes a day out. By itself those of the edition (`parties { mustAttend }`).' }) @IsOptional() @ArrayMaxSize(500)
  mustAttend?: string[] | null;

  @Field(() => [MeetingRemoteInput], { defaultValue: [], description: 'Who takes part from elsewhere.' }) @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => MeetingRemoteInput)
  remote: MeetingRemoteInput[];

  @Field(() => Int, { defaultValue: 10, description: 'How many slots at most: 1 to 60.' }) @IsInt() @Min(1) @Max(MOST_SLOTS)
  count: number;
}

@InputType({ description: 'A slot to ask about.' })
export class MeetingSlotInput {
  @Field({ description: "When it begins, by the clock of the edition's zone: 2027-02-18T13:30. Ahead; within one day." }) @MaxLength(40)
  startsLocal: string;

  @Field(() => Int, { description: 'How long it takes.' }) @IsInt() @Min(15) @Max(1439)
  minutes: number;
}

@InputType({ description: 'A poll that begins.' })
export class OpenMeetingPollInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that this is based on." })
  expectedRevision: number;

  @Field(() => [MeetingSlotInput], { description: 'The slots: at most 60, each once.' }) @ArrayNotEmpty() @ArrayMaxSize(MOST_SLOTS) @ValidateNested({ each: true }) @Type(() => MeetingSlotInput)
  slots: MeetingSlotInput[];

  @Field(() => DateTime, { description: 'Until when the parties answer: ahead, and before the first slot.' })
  deadline: Date;

  @Field(() => Int, { description: 'How many parties it takes; at most as many as there are.' }) @IsInt() @Min(1)
  quorum: number;

  @Field(() => [ID], { nullable: true, description: 'Parties without which no day is decided; absent: as the edition has it.' }) @IsOptional() @ArrayMaxSize(500)
  mustAttend?: string[] | null;

  @Field(() => [MeetingRemoteInput], { defaultValue: [], description: 'Who takes part from elsewhere: slots in their night say so.' }) @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => MeetingRemoteInput)
  remote: MeetingRemoteInput[];
}

@InputType({ description: 'Changes to an open poll. Absent fields stay as they are.' })
export class UpdateMeetingPollInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that this is based on." })
  expectedRevision: number;

  @Field(() => DateTime, { nullable: true, description: 'Another deadline: ahead, and before the first slot that is still to come.' })
  deadline?: Date | null;

  @Field(() => Int, { nullable: true, description: 'Another quorum.' }) @IsOptional() @IsInt() @Min(1)
  quorum?: number | null;

  @Field(() => [MeetingSlotInput], { nullable: true, description: 'Further slots: who has replied is asked about these again. At most 60 in all.' }) @IsOptional() @ArrayMaxSize(MOST_SLOTS) @ValidateNested({ each: true }) @Type(() => MeetingSlotInput)
  addSlots?: MeetingSlotInput[] | null;
}

@InputType({ description: 'What is said to one slot.' })
export class MeetingSlotAnswerInput {
  @Field(() => ID, { description: 'The slot.' })
  slotId: string;

  @Field(() => MeetingAnswer, { description: 'What.' })
  answer: MeetingAnswer;
}

@InputType({ description: "The own organisation's reply, whole." })
export class AnswerMeetingPollInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The reply's revision that this is based on; 0: there was none." }) @IsInt() @Min(0)
  expectedRevision: number;

  @Field(() => [MeetingSlotAnswerInput], { description: 'Each slot at most once; slots that are left out stay open.' }) @ArrayNotEmpty() @ArrayMaxSize(MOST_SLOTS) @ValidateNested({ each: true }) @Type(() => MeetingSlotAnswerInput)
  answers: MeetingSlotAnswerInput[];

  @Field(() => String, { nullable: true, description: 'What else there is to say: at most 500 characters.' }) @IsOptional() @Folded() @MaxLength(500)
  remark?: string | null;
}

@InputType({ description: 'A reply that reached the coordinator by telephone or on paper.' })
export class EnterMeetingPollAnswerInput extends AnswerMeetingPollInput {
  @Field(() => ID, { description: 'The party whose reply it is.' })
  organisationId: string;

  @Field(() => MeetingReplyChannel, { description: 'TELEPHONE or PAPER.' }) @IsIn([MeetingReplyChannel.TELEPHONE, MeetingReplyChannel.PAPER], { message: 'channel must be TELEPHONE or PAPER' })
  channel: MeetingReplyChannel;
}

@InputType({ description: 'The day that is decided: a slot of the poll, or any other time.' })
export class DecideMeetingSlotInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that this is based on." })
  expectedRevision: number;

  @Field(() => ID, { nullable: true, description: "A slot of the edition's newest poll." }) @IsOptional()
  slotId?: string | null;

  @Field(() => MeetingSlotInput, { nullable: true, description: 'Instead of `slotId`: any time ahead, within one day.' }) @IsOptional() @ValidateNested() @Type(() => MeetingSlotInput)
  slot?: MeetingSlotInput | null;
}
