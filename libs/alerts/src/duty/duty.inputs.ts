import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsNotEmpty, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Folded } from '@hub/parties';
import { DateScalar, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { DUTY_LANGUAGES, DutyChannel, type DutyLanguage, Weekday } from './duty.types.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType({ description: 'Hours by the wall clock of a time zone. Those that end at or before they begin go on into the next day.' })
export class DutyHoursInput {
  @Field(() => String, { defaultValue: 'Asia/Tokyo', description: 'IANA time zone.' }) @Folded() @MaxLength(60)
  zone: string;

  @Field(() => String, { description: 'From, HH:MM.' }) @Folded() @Matches(CLOCK, { message: 'from must be HH:MM' })
  from: string;

  @Field(() => String, { description: 'Until, HH:MM; the same as `from`: for 24 hours.' }) @Folded() @Matches(CLOCK, { message: 'until must be HH:MM' })
  until: string;

  @Field(() => [Weekday], { defaultValue: [], description: 'On these days of the week, on which the hours begin; none: on all.' }) @ArrayMaxSize(7)
  weekdays: Weekday[];

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which the hours begin.' })
  firstDay?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which they begin.' })
  lastDay?: string | null;
}

@InputType({ description: 'Somebody on the rota: a person of the own organisation, or a number with a label.' })
export class DutyShiftInput {
  @Field(() => ID, { nullable: true, description: 'An active person of the own organisation. What is marked RED goes to persons named in it only: who may be named should have a number here.' })
  personId?: string | null;

  @Field(() => String, { nullable: true, description: 'Who answers there, instead of a person; at most 100 characters.' }) @IsOptional() @Folded() @IsNotEmpty() @MaxLength(100)
  label?: string | null;

  @Field(() => String, { description: 'The number: international with +, or as dialled in Japan. Full-width digits are fine.' }) @Folded() @IsNotEmpty() @MaxLength(40)
  telephone: string;

  @Field(() => DutyChannel, { description: 'By SMS or by voice.' })
  channel: DutyChannel;

  @Field(() => LanguageTag, { defaultValue: 'ja', description: 'Language in which the hub speaks to whoever answers: ja or en.' }) @IsIn(DUTY_LANGUAGES)
  language: DutyLanguage;

  @Field(() => DutyHoursInput, { nullable: true, description: 'When; null: otherwise, after all whose hours it is.' }) @IsOptional() @ValidateNested() @Type(() => DutyHoursInput)
  hours?: DutyHoursInput | null;
}

@InputType({ description: "The own organisation's whole rota, in the order of calling." })
export class SetDutyRotaInput {
  @Field(() => Int, { description: "The organisation's revision that the change is based on." })
  expectedRevision: number;

  @Field(() => [DutyShiftInput], { description: 'At most 50. None: nobody is called.' }) @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => DutyShiftInput)
  shifts: DutyShiftInput[];
}
