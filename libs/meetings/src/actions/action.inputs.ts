import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsOptional, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { DateScalar, MarkdownScalar as Markdown } from '@hub/platform';
import { MeetingActionState } from '../minutes/minutes.enums.js';
import { MinutesTextInput } from '../minutes/session.inputs.js';

@InputType({ description: 'What an organisation takes on.' })
export class RecordMeetingActionInput {
  @Field(() => ID, { description: 'The item where it was agreed.' })
  itemId: string;

  @Field(() => ID, { description: 'The organisation that does it: a party of the edition; of a closed item one that it is open to.' })
  ownerId: string;

  @Field(() => [MinutesTextInput], { description: 'What is to be done, in one language or both.' })
  @ArrayNotEmpty() @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => MinutesTextInput)
  texts: MinutesTextInput[];

  @Field(() => DateScalar, { description: "The last day for it, by the clock of the edition's zone. Not in the past." })
  dueOn: string;
}

@InputType({ description: 'How far the owner has come.' })
export class ReportMeetingActionInput {
  @Field(() => ID, { description: 'What was taken on.' })
  id: string;

  @Field(() => Int, { description: 'The revision that was read.' })
  expectedRevision: number;

  @Field(() => MeetingActionState, { description: 'OPEN, or DONE. OPEN after DONE opens it again.' })
  state: MeetingActionState;

  @Field(() => Markdown, { description: 'What was done, 1 to 5,000 characters.' })
  @MinLength(1) @MaxLength(5000)
  body: string;
}

@InputType({ description: 'Another wording or day, or that it is not to be done any more. Absent fields stay.' })
export class AmendMeetingActionInput {
  @Field(() => ID, { description: 'What was taken on.' })
  id: string;

  @Field(() => Int, { description: 'The revision that was read.' })
  expectedRevision: number;

  @Field(() => [MinutesTextInput], { nullable: true, description: 'All texts.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => MinutesTextInput)
  texts?: MinutesTextInput[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Another last day, not in the past.' })
  @IsOptional()
  dueOn?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is dropped.' })
  drop: boolean;
}

@ArgsType()
export class MeetingActionsArgs {
  @Field(() => [MeetingActionState], { nullable: true, description: 'Only in these states.' })
  @IsOptional() @ArrayMaxSize(3)
  states?: MeetingActionState[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are overdue, or are not.' })
  @IsOptional()
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Only the own organisation's, or only others'." })
  @IsOptional()
  own?: boolean | null;
}
