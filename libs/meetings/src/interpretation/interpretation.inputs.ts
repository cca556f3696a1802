import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsNotEmpty, IsOptional, Matches, MaxLength, ValidateIf } from 'class-validator';
import { Folded } from '@hub/parties';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag } from '@hub/platform';

const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;
/** Absent is fine; null is not. */
const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

@InputType({ description: 'Somebody who interprets, for the own organisation, which answers for him.' })
export class EnterMeetingInterpreterInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => String, { description: 'Family name.' })
  @Folded() @IsNotEmpty() @MaxLength(100)
  familyName: string;

  @Field(() => String, { description: 'Given name.' })
  @Folded() @IsNotEmpty() @MaxLength(100)
  givenName: string;

  @Field(() => String, { nullable: true, description: 'The reading of the name in kana (ふりがな).' })
  @IsOptional() @Folded() @Matches(KANA) @MaxLength(200)
  kana?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinFamilyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinGivenName?: string | null;

  @Field(() => [LanguageTag], { description: 'The languages that he speaks, two to 20; signed ones too (`jsl`).' })
  @ArrayMinSize(2) @ArrayMaxSize(20) @ArrayUnique()
  languages: string[];

  @Field(() => String, { defaultValue: '', description: 'The agency that he works for, at most 200 characters.' })
  @Folded() @MaxLength(200)
  agency: string;

  @Field(() => String, { defaultValue: '', description: 'How he is reached, at most 500 characters: for those who keep the own interpreters, and COORDINATOR.' })
  @Folded() @MaxLength(500)
  contact: string;
}

@InputType({ description: 'Changes to an interpreter of the own organisation. Absent fields stay as they are.' })
export class UpdateMeetingInterpreterInput {
  @Field(() => ID, { description: 'Who.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  @MayBeAbsent() @Folded() @IsNotEmpty() @MaxLength(100)
  familyName?: string;

  @Field(() => String, { nullable: true, description: 'Given name.' })
  @MayBeAbsent() @Folded() @IsNotEmpty() @MaxLength(100)
  givenName?: string;

  @Field(() => String, { nullable: true, description: 'The reading in kana; null: none.' })
  @IsOptional() @Folded() @Matches(KANA) @MaxLength(200)
  kana?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name in Latin letters; null: none.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinFamilyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name in Latin letters; null: none.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinGivenName?: string | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'The languages that he speaks. What he was to interpret between others counts no more.' })
  @MayBeAbsent() @ArrayMinSize(2) @ArrayMaxSize(20) @ArrayUnique()
  languages?: string[];

  @Field(() => String, { nullable: true, description: 'The agency that he works for.' })
  @MayBeAbsent() @Folded() @MaxLength(200)
  agency?: string;

  @Field(() => String, { nullable: true, description: 'How he is reached.' })
  @MayBeAbsent() @Folded() @MaxLength(500)
  contact?: string;
}

@InputType({ description: 'An interpreter who does not come.' })
export class RemoveMeetingInterpreterInput {
  @Field(() => ID, { description: 'Who.' })
  id: string;

  @Field(() => Int, { description: 'The revision that this is based on.' })
  expectedRevision: number;
}

@InputType({ description: 'Who interprets an item, and between which languages.' })
export class AssignMeetingInterpreterInput {
  @Field(() => ID, { description: 'The item, on the agenda.' })
  itemId: string;

  @Field(() => ID, { description: 'Who.' })
  interpreterId: string;

  @Field(() => [LanguageTag], { description: 'Two languages that he speaks; both ways. Region and script do not count.' })
  @ArrayMinSize(2) @ArrayMaxSize(2)
  between: string[];
}

@InputType({ description: 'Whom the proposer of an item lets in to interpret, or no longer.' })
export class MeetingInterpreterClearanceInput {
  @Field(() => ID, { description: 'The item.' })
  itemId: string;

  @Field(() => ID, { description: 'The interpreter.' })
  interpreterId: string;
}

@InputType({ description: 'A personal link for an interpreter.' })
export class CreateMeetingInterpreterLinkInput {
  @Field(() => ID, { description: 'Whose it is.' })
  interpreterId: string;

  @Field(() => DateTime, { description: 'From this instant on it does not open: at most 400 days from now.' })
  expiresAt: Date;
}
