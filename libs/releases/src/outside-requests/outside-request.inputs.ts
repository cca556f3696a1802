import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsInt, IsOptional, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';
import { ReleaseRequestSide } from '../release.types.js';
import { OutsideReleaseRequestState } from './outside-request.types.js';

const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;
const SAYS = /\S/u;

@InputType({ description: 'A request to show a bulletin to somebody outside the hub.' })
export class RequestOutsideReleaseInput {
  @Field(() => ID, { description: 'A bulletin marked AMBER or GREEN that the own organisation receives.' }) @IsUUID() bulletinId: string;
  @Field(() => [ID], { nullable: true, description: 'Sections; absent: the bulletin as the own organisation sees it.' }) @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID(undefined, { each: true }) sectionIds?: string[] | null;
  @Field({ description: 'Who is to read; up to 200 characters.' }) @MaxLength(200) @Matches(NO_CONTROL) @Matches(SAYS) readerName: string;
  @Field({ description: "The reader's organisation (a ministry at home, a hospital, a lawyer); up to 200 characters." }) @MaxLength(200) @Matches(NO_CONTROL) @Matches(SAYS) readerOrganisation: string;
  @Field({ description: 'How the originator reaches the reader, to send the address and to give the code: e-mail and telephone; up to 500 characters.' }) @MaxLength(500) @Matches(NO_CONTROL) @Matches(SAYS) contact: string;
  @Field({ description: 'What for. The originator and the reader see it; up to 2,000 characters.' }) @MaxLength(2000) @Matches(NO_CONTROL) @Matches(SAYS) purpose: string;
  @Field(() => String, { nullable: true, description: 'Terms that the reader would keep; up to 2,000 characters.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) terms?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'By when an answer is asked for: from an hour to 90 days from now; absent: in 14 days. From that instant on silence is a refusal.' }) @IsOptional() answerBy?: Date | null;
}

@InputType({ description: 'Grants such a request, in whole or in part.' })
export class GrantOutsideReleaseInput {
  @Field(() => ID, { description: 'The request.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(1) expectedRevision: number;
  @Field(() => [ID], { nullable: true, description: 'Sections among those asked for; absent: all of them.' }) @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID(undefined, { each: true }) sectionIds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Why this reader may know; required for a bulletin about an identifiable person.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) safetyCheck?: string | null;
  @Field(() => DateTime, { description: 'From this instant on the view does not open: from ten minutes to 30 days from now.' }) expiresAt: Date;
}

@InputType({ description: 'Refuses such a request.' })
export class RefuseOutsideReleaseInput {
  @Field(() => ID, { description: 'The request.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(1) expectedRevision: number;
  @Field(() => String, { nullable: true, description: 'Why: for the organisation that asked; up to 2,000 characters.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) reason?: string | null;
}

@InputType({ description: 'Which of these requests.' })
export class OutsideReleaseRequestFilter {
  @Field(() => ID, { nullable: true, description: 'About this bulletin.' }) @IsOptional() @IsUUID() bulletinId?: string | null;
  @Field(() => [OutsideReleaseRequestState], { nullable: true, description: 'In one of these states.' }) @IsOptional() @ArrayMaxSize(10) states?: OutsideReleaseRequestState[] | null;
  @Field(() => ReleaseRequestSide, { nullable: true, description: 'Asked by, or asked of, the own organisation.' }) @IsOptional() side?: ReleaseRequestSide | null;
}
