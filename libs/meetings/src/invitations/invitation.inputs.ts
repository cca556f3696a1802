import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsBoolean, IsEmail, IsInt, IsNotEmpty, IsOptional, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { Folded, LocalisedTextInput } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { MeetingMailDecision } from './invitation.types.js';
import { MeetingDelegateReply } from './reply.js';

const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;
/** Absent is fine; null is not. */
const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

@InputType({ description: 'Asks the parties for delegates, or by another deadline.' })
export class InviteMeetingDelegatesInput {
  @Field(() => ID, { description: 'The edition: its day must be decided.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that this is based on." })
  expectedRevision: number;

  @Field(() => String, { description: "By when, by the edition's wall clock: 2027-02-04T17:00. It moves with the start." })
  deadlineLocal: string;

  @Field(() => [Int], { defaultValue: [7, 1], description: 'How many days before the deadline who has not answered is reminded.' })
  @ArrayMaxSize(10) @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(180, { each: true })
  remindBeforeDeadline: number[];

  @Field(() => [Int], { defaultValue: [30, 7, 1], description: 'How many days before the start everybody is reminded of it.' })
  @ArrayMaxSize(10) @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(180, { each: true })
  remindBeforeStart: number[];
}

@InputType({ description: 'What an organisation answers where it names nobody.' })
export class AnswerMeetingInvitationInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { nullable: true, description: "The organisation, for COORDINATOR on its behalf; by itself the own one." })
  organisationId?: string | null;

  @Field(() => Boolean, { description: 'Whether it sends nobody.' })
  @IsBoolean()
  sendsNobody: boolean;
}

@InputType({ description: 'Somebody whom an organisation sends.' })
export class NameMeetingDelegateInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { nullable: true, description: 'The organisation, for COORDINATOR on its behalf; by itself the own one.' })
  organisationId?: string | null;

  @Field(() => String, { description: 'Family name.' })
  @Folded() @IsNotEmpty() @MaxLength(100)
  familyName: string;

  @Field(() => String, { description: 'Given name.' })
  @Folded() @IsNotEmpty() @MaxLength(100)
  givenName: string;

  @Field(() => String, { nullable: true, description: 'The reading of the name in kana (ふりがな), which the list of participants needs.' })
  @IsOptional() @Folded() @Matches(KANA) @MaxLength(200)
  kana?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinFamilyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinGivenName?: string | null;

  @Field(() => [LocalisedTextInput], { defaultValue: [], description: 'Titles by language.' })
  @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  titles: LocalisedTextInput[];

  @Field(() => String, { nullable: true, description: 'Where the invitation goes; without it none does.' })
  @IsOptional() @IsEmail() @MaxLength(254)
  email?: string | null;

  @Field(() => LanguageTag, { defaultValue: 'ja', description: 'The language that is written and spoken to him.' })
  language: string;

  @Field(() => LanguageTag, { nullable: true, description: 'The language into which he needs interpretation.' })
  interpretation?: string | null;

  @Field(() => String, { defaultValue: '', description: 'What he eats or does not.' })
  @MaxLength(500)
  dietary: string;

  @Field(() => String, { defaultValue: '', description: 'What access he needs.' })
  @MaxLength(500)
  accessNeeds: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether he takes part from elsewhere.' })
  @IsBoolean()
  remote: boolean;
}

@InputType({ description: 'Changes to a delegate. Absent fields stay as they are.' })
export class UpdateMeetingDelegateInput {
  @Field(() => ID, { description: 'The delegate.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  @MayBeAbsent() @Folded() @IsNotEmpty() @MaxLength(100)
  familyName?: string;

  @Field(() => String, { nullable: true, description: 'Given name.' })
  @MayBeAbsent() @Folded() @IsNotEmpty() @MaxLength(100)
  givenName?: string;

  @Field(() => String, { nullable: true, description: 'The reading of the name; null: none.' })
  @IsOptional() @Folded() @Matches(KANA) @MaxLength(200)
  kana?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name in Latin letters; null: none.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinFamilyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name in Latin letters; null: none.' })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  latinGivenName?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'All titles, by language.' })
  @MayBeAbsent() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  titles?: LocalisedTextInput[];

  @Field(() => String, { nullable: true, description: 'Where the invitation goes; null: to nobody. The address before gets a CANCEL.' })
  @IsOptional() @IsEmail() @MaxLength(254)
  email?: string | null;

  @Field(() => LanguageTag, { nullable: true, description: 'The language that is written and spoken to him.' })
  @MayBeAbsent()
  language?: string;

  @Field(() => LanguageTag, { nullable: true, description: 'The language into which he needs interpretation; null: none.' })
  interpretation?: string | null;

  @Field(() => String, { nullable: true, description: 'What he eats or does not.' })
  @MayBeAbsent() @MaxLength(500)
  dietary?: string;

  @Field(() => String, { nullable: true, description: 'What access he needs.' })
  @MayBeAbsent() @MaxLength(500)
  accessNeeds?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether he takes part from elsewhere.' })
  @MayBeAbsent() @IsBoolean()
  remote?: boolean;
}

@InputType({ description: 'A delegate who does not come.' })
export class RemoveMeetingDelegateInput {
  @Field(() => ID, { description: 'The delegate.' })
  id: string;

  @Field(() => Int, { description: 'The revision that this is based on.' })
  expectedRevision: number;
}

@InputType({ description: 'A decision on a mail that was kept.' })
export class ResolveMeetingMailInput {
  @Field(() => ID, { description: 'The mail.' })
  id: string;

  @Field(() => MeetingMailDecision, { description: 'What to do.' })
  decision: MeetingMailDecision;

  @Field(() => ID, { nullable: true, description: 'APPLY, DECLINE: whose it is, where the mail names no delegate.' })
  delegateId?: string | null;

  @Field(() => MeetingDelegateReply, { nullable: true, description: 'APPLY: what is answered, where the mail does not say.' })
  reply?: MeetingDelegateReply | null;
}
