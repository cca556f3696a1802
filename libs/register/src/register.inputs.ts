import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ValidateNested } from 'class-validator';
import { DutyHoursInput } from '@hub/alerts';
import { DateScalar, LanguageTagScalar as LanguageTag } from '@hub/platform';

@InputType({ description: "When and in which languages the own organisation's contact point answers." })
export class SetContactHoursInput {
  @Field(() => Int, { description: "The organisation's revision that the change is based on." })
  expectedRevision: number;

  @Field(() => [DutyHoursInput], { description: 'At most 14, such as two a day; none: not said.' }) @ArrayMaxSize(14) @ValidateNested({ each: true }) @Type(() => DutyHoursInput)
  hours: DutyHoursInput[];

  @Field(() => [DateScalar], { defaultValue: [], description: 'Days on which none of the hours begin: public holidays of Japan and of the country. At most 100.' }) @ArrayMaxSize(100)
  closedDays: string[];

  @Field(() => [LanguageTag], { description: 'Languages in which the contact point works (BCP 47), the best first. At most 20.' }) @ArrayMaxSize(20)
  languages: string[];
}

@InputType({ description: 'Attests what stands in the register of the own organisation.' })
export class AttestRegisterInput {
  @Field(() => Int, { description: "The organisation's revision at which it was looked at: what is attested is exactly what was seen." })
  expectedRevision: number;
}
