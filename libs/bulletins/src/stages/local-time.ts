import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';

@ObjectType({ description: 'An instant that was said by the wall clock of a zone. A change of the zone\u2019s rules before it comes moves the instant, not the wall clock.' })
export class LocalTime {
  @Field(() => DateTime, { description: 'The instant, by the rules as they are known.' }) at: string;
  @Field({ description: 'Date and time on the wall, such as 2026-12-01T09:00.' }) local: string;
  @Field({ description: 'Zone of the IANA database, such as Asia/Tokyo.' }) zone: string;
}

@InputType({ description: 'Date and time by the wall clock of a zone. Where clocks are put forward a time that does not exist is taken as much later; of a time that comes twice the first is meant.' })
export class LocalTimeInput {
  @Field({ description: 'Date and time in minutes, such as 2026-12-01T09:00.' }) @MaxLength(16) local: string;
  @Field({ description: 'Zone of the IANA database, such as Asia/Tokyo; INVALID_INPUT for an offset.' }) @MaxLength(60) zone: string;
}

/** When a bulletin goes out and expires, where that is said by a wall clock. */
@InputType({ isAbstract: true })
export abstract class ScheduleInput {
  @Field(() => LocalTimeInput, { nullable: true, description: 'In the place of `releaseAt`: by the wall clock of a zone.' }) @IsOptional() @ValidateNested() @Type(() => LocalTimeInput) releaseOn?: LocalTimeInput | null;
  @Field(() => LocalTimeInput, { nullable: true, description: 'In the place of `expiresAt`: by the wall clock of a zone.' }) @IsOptional() @ValidateNested() @Type(() => LocalTimeInput) expiresOn?: LocalTimeInput | null;
}

/** A wall clock as it is shown, where one was given. */
export const shownTime = (at: Date | null, local: string | null, zone: string | null): LocalTime | null => (at && local !== null && zone !== null ? { at: at.toISOString(), local, zone } : null);
