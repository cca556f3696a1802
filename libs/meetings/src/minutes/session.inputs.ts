import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsInt, IsOptional, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { Folded } from '@hub/parties';
import { MarkdownScalar as Markdown } from '@hub/platform';
import { MeetingPresence, MinutesLanguage } from './minutes.enums.js';

@InputType({ description: 'A text of the minutes in one of their languages.' })
export class MinutesTextInput {
  @Field(() => MinutesLanguage, { description: 'The language.' })
  language: MinutesLanguage;

  @Field(() => String, { description: '1 to 2,000 characters.' })
  @Folded() @MinLength(1) @MaxLength(2000)
  text: string;
}

@InputType({ description: 'Whether somebody keeps the minutes of an edition.' })
export class SetMeetingSecretaryInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { description: "The person: of the coordinators' own organisation, or another one's contact point or deputy." })
  personId: string;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether so.' })
  keepsMinutes: boolean;
}

@InputType({ description: 'How one organisation was there.' })
export class MeetingAttendanceInput {
  @Field(() => ID, { description: 'The organisation, a party of the edition.' })
  organisationId: string;

  @Field(() => MeetingPresence, { description: 'How.' })
  presence: MeetingPresence;
}

@InputType({ description: 'Who is there, at the meeting or for an item.' })
export class RecordMeetingAttendanceInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { nullable: true, description: 'The item where it differs from the meeting; null: the meeting.' })
  @IsOptional()
  itemId?: string | null;

  @Field(() => [MeetingAttendanceInput], { description: 'Those that change; of others it stays as it was.' })
  @ArrayNotEmpty() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => MeetingAttendanceInput)
  attendance: MeetingAttendanceInput[];
}

@InputType({ description: 'Notes of an item, whole. What others wrote since is kept beside it, line by line.' })
export class WriteMeetingNotesInput {
  @Field(() => ID, { description: 'The item.' })
  itemId: string;

  @Field(() => MinutesLanguage, { description: 'In which language.' })
  language: MinutesLanguage;

  @Field(() => Int, { description: 'The revision that was written on; 0: there was none.' })
  @IsInt() @Min(0)
  expectedRevision: number;

  @Field(() => Markdown, { description: 'The whole text in CommonMark, at most 50,000 characters.' })
  @MaxLength(50_000)
  body: string;
}

@InputType({ description: 'A decision.' })
export class RecordMeetingDecisionInput {
  @Field(() => ID, { description: 'The item.' })
  itemId: string;

  @Field(() => [MinutesTextInput], { description: 'What was decided, in one language or both.' })
  @ArrayNotEmpty() @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => MinutesTextInput)
  texts: MinutesTextInput[];
}
