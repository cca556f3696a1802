import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Folded } from '@hub/parties';
import { DateScalar } from '@hub/platform';
import { IsInt, IsNotEmpty, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { RetentionKind } from './retention.types.js';

/** Text of people: no control characters but line breaks. */
export const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;

@InputType({ description: 'How long one kind is kept.' })
export class SetRetentionRuleInput {
  @Field(() => RetentionKind, { description: 'Of what.' }) kind: RetentionKind;
  @Field(() => Int, { nullable: true, description: 'Days, 30 to 36,525; null: as long as the bulletin, for VERSION, ATTACHMENT and THREAD only.' }) @IsOptional() @IsInt() @Min(30) @Max(36_525) days?: number | null;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(0) expectedRevision: number;
}

@InputType({ description: 'What is to be kept, and why.' })
export class PlaceHoldInput {
  @Field(() => ID, { description: "A bulletin of the own organisation's, published or not." }) bulletinId: string;
  @Field({ description: 'Why, such as proceedings and their number. It stays when the bulletin is gone: name nobody. 1 to 2,000 characters.' }) @Folded() @IsNotEmpty() @MaxLength(2000) @Matches(NO_CONTROL) reason: string;
  @Field(() => DateScalar, { description: 'When it is to be looked at again: after today, within two years.' }) reviewOn: string;
}

@InputType({ description: 'Which hold is lifted.' })
export class LiftHoldInput {
  @Field(() => ID, { description: 'The hold.' }) id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where it has moved.' }) expectedRevision: number;
}
