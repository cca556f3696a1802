import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsBoolean, IsInt, IsNotEmpty, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Folded, LocalisedTextInput } from '@hub/parties';
import { MeetingAct } from './edition.enums.js';

@InputType({ description: 'A new edition, where none is open.' })
export class OpenMeetingEditionInput {
  @Field(() => Int, { description: 'The calendar year.' })
  @IsInt() @Min(2004) @Max(2200)
  year: number;

  @Field(() => Int, { nullable: true, description: 'Which one in the series; by itself the one after the last. The first on a hub may begin at any number: the meeting has been held since 2004.' })
  @IsOptional() @IsInt() @Min(1) @Max(500)
  number?: number | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Titles by language, English among them; by itself made of number and year.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  titles?: LocalisedTextInput[] | null;

  @Field(() => String, { defaultValue: 'Asia/Tokyo', description: 'The zone of its local times (IANA).' })
  @MaxLength(64)
  zone: string;

  @Field(() => [Int], { defaultValue: [], description: 'Months (1 to 12) in which it might be held.' })
  @ArrayMaxSize(12) @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(12, { each: true })
  suggestedMonths: number[];

  @Field(() => [ID], { nullable: true, description: 'The organisations that take part; by itself all that are not suspended.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(500)
  organisationIds?: string[] | null;
}

@InputType({ description: 'Changes to an edition. Absent fields stay as they are.' })
export class UpdateMeetingEditionInput {
  @Field(() => ID, { description: 'The edition.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'All titles, by language; English must be among them.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  titles?: LocalisedTextInput[] | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Where it is held, by language.' })
  @IsOptional() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  place?: LocalisedTextInput[] | null;

  @Field(() => [Int], { nullable: true, description: 'Months (1 to 12) in which it might be held.' })
  @IsOptional() @ArrayMaxSize(12) @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(12, { each: true })
  suggestedMonths?: number[] | null;
}

@InputType({ description: 'Whether an organisation takes part in an edition.' })
export class SetMeetingPartyInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that the change is based on." })
  expectedRevision: number;

  @Field(() => ID, { description: 'The organisation.' })
  organisationId: string;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it takes part.' })
  @IsBoolean()
  takesPart: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether no day is decided without it.' })
  @IsBoolean()
  mustAttend: boolean;
}

@InputType({ description: 'A step of an edition.' })
export class MoveMeetingInput {
  @Field(() => ID, { description: 'The edition.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the step is based on.' })
  expectedRevision: number;

  @Field(() => MeetingAct, { description: 'What to do. OPEN_POLL, SCHEDULE and APPROVE_MINUTES come of openMeetingPoll, of deciding a slot and of the review, and are refused here.' })
  act: MeetingAct;

  @Field(() => String, { nullable: true, description: 'Why, for CANCEL and POSTPONE: at most 1,000 characters, shown to all parties.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(1000)
  reason?: string | null;
}
