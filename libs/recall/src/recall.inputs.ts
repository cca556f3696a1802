import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsUUID, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';
import { DestructionOutcome, DestructionState, RecallSide } from './recall.types.js';

const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;

@InputType({ description: 'Asks to destroy copies of what was withdrawn, narrowed or struck before without asking. Nobody is asked twice for the same.' })
export class RequestDestructionInput {
  @Field(() => ID, { description: 'The bulletin. Withdrawn: every organisation that was shown it is asked; published: those that were shown it and may know of it no more.' })
  bulletinId: string;

  @Field(() => ID, { nullable: true, description: 'A strike of this bulletin: the organisations that were shown a version with the passage are asked.' })
  strikeId?: string | null;

  @Field(() => DateTime, { description: 'By when destruction is to be confirmed; within a year.' })
  confirmBy: Date;
}

@InputType({ description: "An organisation's answer. A later one replaces it." })
export class ConfirmDestructionInput {
  @Field(() => ID, { description: 'The request.' })
  id: string;

  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where somebody has answered meanwhile.' })
  expectedRevision: number;

  @Field(() => DestructionOutcome, { description: 'What became of the copies.' })
  outcome: DestructionOutcome;

  @Field(() => String, { nullable: true, description: 'In words, up to 2,000 characters: needed with CANNOT_DESTROY (why, and what is done instead). The originator reads it.' })
  @IsOptional() @MinLength(1) @MaxLength(2000) @Matches(NO_CONTROL)
  remark?: string | null;
}

@InputType({ description: 'Conditions, all of which must hold.' })
export class RecallFilter {
  @Field(() => RecallSide, { nullable: true, description: 'Asked, or asking; both where absent.' })
  side?: RecallSide | null;

  @Field(() => [DestructionState], { nullable: true, description: 'How they stand: one of these.' }) @IsOptional() @ArrayMaxSize(10)
  states?: DestructionState[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this bulletin.' }) @IsOptional() @IsUUID()
  bulletinId?: string | null;
}

@ArgsType()
export class RecallsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null;
  @Field(() => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null;
  @Field(() => RecallFilter, { nullable: true, description: 'Conditions.' }) @IsOptional() @ValidateNested() @Type(() => RecallFilter) filter?: RecallFilter | null;
}
