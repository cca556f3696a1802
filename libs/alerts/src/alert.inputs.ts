import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { CountryCodeScalar as CountryCode } from '@hub/platform';
import { BulletinKind, ExploitationType, Urgency } from '@hub/bulletins';

@InputType({ description: 'All conditions hold together, on what the asker may see at the moment of delivery. WITHDRAWN, EXPIRED and ACCESS_LOST pass every filter; IMMEDIATE bulletins do, unless `urgencies` leaves them out.' })
export class AlertFilter {
  @Field(() => [BulletinKind], { nullable: true, description: 'One of these kinds.' }) @IsOptional() @ArrayMaxSize(10) kinds?: BulletinKind[] | null;
  @Field(() => [Urgency], { nullable: true, description: 'One of these urgencies.' }) @IsOptional() @ArrayMaxSize(10) urgencies?: Urgency[] | null;
  @Field(() => [CountryCode], { nullable: true, description: "Matches the bulletin's countries and the citizenships in its facts." }) @IsOptional() @ArrayMaxSize(300) countries?: string[] | null;
  @Field(() => [ExploitationType], { nullable: true, description: 'One of these types of exploitation in its facts.' }) @IsOptional() @ArrayMaxSize(20) exploitation?: ExploitationType[] | null;
}

/** Arguments of the subscription `alerts`. */
@ArgsType()
export class FollowAlertsArgs {
  @Field(() => String, { nullable: true, description: 'The last cursor that the client has.' }) @IsOptional() @MaxLength(200) after?: string | null;
  @Field(() => AlertFilter, { nullable: true, description: 'What to hear of.' }) @IsOptional() @ValidateNested() @Type(() => AlertFilter) filter?: AlertFilter | null;
}

/** Arguments of the query `alerts`. */
@ArgsType()
export class AlertsArgs extends FollowAlertsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'At most 100.' }) first?: number | null;
}
