import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsBoolean, IsInt, IsOptional, IsUUID, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';
import { ReleaseRequestSide, ReleaseRequestState } from './release.types.js';

const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;
/** Something is said. */
const SAYS = /\S/u;

@InputType({ description: 'A request to release a bulletin to a third organisation.' })
export class RequestReleaseInput {
  @Field(() => ID, { description: 'A bulletin marked AMBER that the own organisation receives.' }) @IsUUID() bulletinId: string;
  @Field(() => ID, { description: 'The third organisation.' }) @IsUUID() organisationId: string;
  @Field(() => [ID], { nullable: true, description: 'Sections; absent: the bulletin as the own organisation sees it.' }) @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID(undefined, { each: true }) sectionIds?: string[] | null;
  @Field({ description: 'What for. The originator reads it; 1 to 2,000 characters.' }) @MinLength(1) @MaxLength(2000) @Matches(NO_CONTROL) @Matches(SAYS) purpose: string;
  @Field(() => String, { nullable: true, description: 'Terms that the third organisation would keep; up to 2,000 characters.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) terms?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'By when an answer is asked for: from an hour to 90 days from now; absent: in 14 days. From that instant on silence is a refusal.' }) @IsOptional() answerBy?: Date | null;
}

@InputType({ description: 'Grants a request, in whole or in part.' })
export class GrantReleaseInput {
  @Field(() => ID, { description: 'The request.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(1) expectedRevision: number;
  @Field(() => [ID], { nullable: true, description: 'Sections among those asked for; absent: all of them.' }) @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID(undefined, { each: true }) sectionIds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'What the third organisation may do with it, beside the mark and the handling of the bulletin; up to 2,000 characters.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) conditions?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From this instant on it has ended; absent: with the bulletin.' }) @IsOptional() until?: Date | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the third organisation is told who asked; absent: no.' }) @IsOptional() @IsBoolean() namesAsker?: boolean | null;
}

@InputType({ description: 'Refuses a request.' })
export class RefuseReleaseInput {
  @Field(() => ID, { description: 'The request.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(1) expectedRevision: number;
  @Field(() => String, { nullable: true, description: 'Why: for the organisation that asked; up to 2,000 characters.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) reason?: string | null;
}

@InputType({ description: 'Ends a release before its time.' })
export class EndReleaseInput {
  @Field(() => ID, { description: 'The request that it was granted to.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(1) expectedRevision: number;
}

@InputType({ description: 'Which requests.' })
export class ReleaseRequestFilter {
  @Field(() => ID, { nullable: true, description: 'About this bulletin.' }) @IsOptional() @IsUUID() bulletinId?: string | null;
  @Field(() => [ReleaseRequestState], { nullable: true, description: 'In one of these states.' }) @IsOptional() @ArrayMaxSize(10) states?: ReleaseRequestState[] | null;
  @Field(() => ReleaseRequestSide, { nullable: true, description: 'Asked by, or asked of, the own organisation.' }) @IsOptional() side?: ReleaseRequestSide | null;
}
