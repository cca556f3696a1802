import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Folded } from '@hub/parties';
import { DateScalar } from '@hub/platform';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsNotEmpty, IsOptional, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { NO_CONTROL } from '../retention.inputs.js';

@InputType({ description: 'That the law forbids to tell the originators, for now.' })
export class LegalSecrecyInput {
  @Field({ description: 'Why. Up to 2,000 characters.' }) @Folded() @IsNotEmpty() @MaxLength(2000) @Matches(NO_CONTROL) reason: string;
  @Field({ description: 'By which law or order. Up to 500 characters.' }) @Folded() @IsNotEmpty() @MaxLength(500) @Matches(NO_CONTROL) basis: string;
  @Field(() => DateScalar, { description: 'When it is looked at again: after today, within two years.' }) reviewOn: string;
}

@InputType({ description: 'A demand that the own organisation has received.' })
export class RegisterLegalDemandInput {
  @Field({ description: 'Who demands. Up to 300 characters.' }) @Folded() @IsNotEmpty() @MaxLength(300) @Matches(NO_CONTROL) authority: string;
  @Field({ description: 'By which law. Up to 500 characters.' }) @Folded() @IsNotEmpty() @MaxLength(500) @Matches(NO_CONTROL) legalBasis: string;
  @Field(() => String, { nullable: true, description: "The authority's own number. Up to 200 characters." }) @IsOptional() @Folded() @IsNotEmpty() @MaxLength(200) @Matches(NO_CONTROL) reference?: string | null;
  @Field(() => DateScalar, { description: 'When it was received; not after today.' }) receivedOn: string;
  @Field({ description: 'What is demanded, in words: for the own organisation alone. Up to 5,000 characters.' }) @Folded() @IsNotEmpty() @MaxLength(5000) @Matches(NO_CONTROL) scope: string;
  @Field(() => [ID], { defaultValue: [], description: 'The bulletins in scope that the asker may see, at most 100; NOT_FOUND for any other.' }) @ArrayMaxSize(100) bulletinIds: string[];
  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be answered; not before it was received.' }) dueOn?: string | null;
  @Field(() => LegalSecrecyInput, { nullable: true, description: 'Only where the law forbids to tell the originators. Absent: they are told at once.' }) @IsOptional() @ValidateNested() @Type(() => LegalSecrecyInput) secrecy?: LegalSecrecyInput | null;
}

@InputType({ description: 'Whether the law still forbids to tell.' })
export class ReviewLegalSecrecyInput {
  @Field(() => ID, { description: 'The demand.' }) id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where it has moved.' }) expectedRevision: number;
  @Field(() => LegalSecrecyInput, { nullable: true, description: 'Why it still does, and until when. Absent: it does not; the originators are told now.' }) @IsOptional() @ValidateNested() @Type(() => LegalSecrecyInput) secrecy?: LegalSecrecyInput | null;
}

@InputType({ description: 'Versions of a bulletin that were handed over.' })
export class HandedOverInput {
  @Field(() => ID, { description: 'A bulletin in the scope of the demand.' }) bulletinId: string;
  @Field(() => [Int], { description: 'Which versions, in the own count: what the asker can read of it. At most 100.' }) @ArrayMaxSize(100) @Min(1, { each: true }) versions: number[];
}

@InputType({ description: 'What was answered: handed over, or refused.' })
export class AnswerLegalDemandInput {
  @Field(() => ID, { description: 'The demand.' }) id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where it has moved.' }) expectedRevision: number;
  @Field(() => String, { nullable: true, description: 'To whom it was answered; absent: it was refused. Up to 300 characters.' }) @IsOptional() @Folded() @IsNotEmpty() @MaxLength(300) @Matches(NO_CONTROL) handedTo?: string | null;
  @Field(() => [HandedOverInput], { defaultValue: [], description: 'What was handed over; nothing where it was refused, or there was nothing.' }) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => HandedOverInput) handedOver: HandedOverInput[];
  @Field(() => String, { nullable: true, description: 'What was said; required for a refusal. Up to 5,000 characters.' }) @IsOptional() @Folded() @IsNotEmpty() @MaxLength(5000) @Matches(NO_CONTROL) text?: string | null;
}
