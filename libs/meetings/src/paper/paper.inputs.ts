import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsIn, IsInt, IsNotEmpty, IsOptional, MaxLength, Min, ValidateNested } from 'class-validator';
import { Folded, LocalisedTextInput } from '@hub/parties';
import { DateScalar as Day, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { MeetingEra } from './dates.js';

@InputType({ description: 'What the letter of invitation says in one language.' })
export class MeetingLetterTextInput {
  @Field(() => LanguageTag, { description: 'ja or en.' })
  @IsIn(['ja', 'en'])
  language: string;

  @Field(() => String, { description: 'Its paragraphs, a line each; at most 4,000 characters.' })
  @IsNotEmpty() @MaxLength(4000)
  text: string;
}

@InputType({ description: 'The letter of invitation.' })
export class SetMeetingLetterInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The letter's revision that this is based on; 0: there is none yet." })
  @IsInt() @Min(0)
  expectedRevision: number;

  @Field(() => String, { description: 'The official number (文書番号), such as 警察庁丙発第12号.' })
  @Folded() @IsNotEmpty() @MaxLength(100)
  documentNumber: string;

  @Field(() => Day, { description: 'The date on it.' })
  datedOn: string;

  @Field(() => MeetingEra, { defaultValue: MeetingEra.JAPANESE, description: 'By which calendar the Japanese papers of this edition count years.' })
  era: MeetingEra;

  @Field(() => [LocalisedTextInput], { description: 'Who sends it: office and, where that is the custom, name; English and Japanese.' })
  @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  sender: LocalisedTextInput[];

  @Field(() => [MeetingLetterTextInput], { nullable: true, description: "What it says in the place of the hub's own text (`MeetingEdition.standardLetter`); a language that is not here has that. The line that asks for delegates by the deadline follows by itself. Absent: as it was." })
  @IsOptional() @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => MeetingLetterTextInput)
  body?: MeetingLetterTextInput[] | null;
}
