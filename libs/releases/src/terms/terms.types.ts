import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsOptional, Matches, MaxLength, Min } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';

const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;

@ObjectType({ description: "What an organisation says of itself to whoever publishes to it. With TLP:RED and AMBER+STRICT a ministry never counts as the organisation." })
export class ReleaseTerms {
  @Field({ description: 'Whether its sending ministry at home counts as itself: what it receives at AMBER or less may go there without a request for release.' }) ministryCountsAsItself: boolean;
  @Field(() => String, { nullable: true, description: 'Which ministry.' }) ministry: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when it says so; null: it never said anything, and no ministry counts.' }) setAt: Date | null;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with; 0 where nothing was said yet.' }) revision: number;
}

@InputType({ description: "The own organisation's terms." })
export class SetReleaseTermsInput {
  @Field(() => Int, { description: 'The revision that was seen; CONFLICT where another stands.' }) @IsInt() @Min(0) expectedRevision: number;
  @Field(() => Boolean, { description: 'Whether the sending ministry counts as the organisation.' }) @IsBoolean() ministryCountsAsItself: boolean;
  @Field(() => String, { nullable: true, description: 'Which ministry; required where it counts. Up to 200 characters.' }) @IsOptional() @MaxLength(200) @Matches(NO_CONTROL) ministry?: string | null;
}

@ObjectType({ description: 'What setting the terms gives back.' })
export class ReleaseTermsPayload {
  @Field(() => ReleaseTerms, { description: 'As they stand now.' }) terms: ReleaseTerms;
}
