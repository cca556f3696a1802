import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsInt, IsOptional, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';

const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;
const SAYS = /\S/u;

@InputType({ description: 'A view of a bulletin for somebody outside the hub.' })
export class ReleaseOutsideInput {
  @Field(() => ID, { description: 'A published bulletin of the own organisation.' }) @IsUUID() bulletinId: string;
  @Field(() => [ID], { nullable: true, description: 'The sections shown; absent: all.' }) @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID(undefined, { each: true }) sectionIds?: string[] | null;
  @Field({ description: 'Who reads; up to 200 characters.' }) @MaxLength(200) @Matches(NO_CONTROL) @Matches(SAYS) readerName: string;
  @Field({ description: "The reader's organisation (a ministry at home, a hospital, a lawyer); up to 200 characters." }) @MaxLength(200) @Matches(NO_CONTROL) @Matches(SAYS) readerOrganisation: string;
  @Field({ description: 'What for; the reader sees it. Up to 2,000 characters.' }) @MaxLength(2000) @Matches(NO_CONTROL) @Matches(SAYS) purpose: string;
  @Field(() => String, { nullable: true, description: 'Why this reader may know; required for a bulletin about an identifiable person.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) safetyCheck?: string | null;
  @Field(() => DateTime, { description: 'From this instant on it does not open: from ten minutes to 30 days from now.' }) expiresAt: Date;
}

@InputType({ description: 'One release to somebody outside.' })
export class OutsideReleaseInput {
  @Field(() => ID, { description: 'The release.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(1) expectedRevision: number;
}
