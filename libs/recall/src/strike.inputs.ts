import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsBoolean, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';

const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;

@InputType({ description: 'What is struck from every version of a bulletin, the working copy included: a text, a section, or the coded facts; at least one of them.' })
export class StrikePassageInput {
  @Field(() => ID, { description: 'The bulletin, published or withdrawn or not yet either.' })
  bulletinId: string;

  @Field(() => Int, { description: 'The revision that the editor saw; CONFLICT where it has moved.' })
  expectedRevision: number;

  @Field(() => String, { nullable: true, description: 'A text, 2 to 2,000 characters (one, where it is Japanese): each occurrence goes, whatever its width, case, accents and spaces (between Japanese letters with a space or without), in title, document number, handling note, headings, texts, and what editors wrote beside them. Written another way (in kana, with Markdown in between) it is another text: strike that too.' })
  @IsOptional() @MinLength(1) @MaxLength(2000) @Matches(NO_CONTROL)
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'A section, its heading and its text.' })
  sectionId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'All coded facts: numbers, citizenships, prefectures and so on.' }) @IsOptional() @IsBoolean()
  facts?: boolean | null;

  @Field({ description: "Why, for the originator's editors. Must not say what is struck; where it does, it is struck there too." }) @MinLength(1) @MaxLength(2000) @Matches(NO_CONTROL)
  reason: string;

  @Field(() => DateTime, { nullable: true, description: 'Asks every organisation that was shown a version with the passage to destroy its copies and to confirm that by then; within a year.' }) @IsOptional()
  confirmDestructionBy?: Date | null;
}
