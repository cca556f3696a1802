import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { AlertFilter } from '../alert.inputs.js';
import { MailRhythm } from './mail.types.js';

/** Absent is fine; null is not. */
const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
const Clock = (): PropertyDecorator => Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'It must be a time such as 07:30. / 07:30 のように入力してください。' });

@InputType({ description: 'Changes to how the asker is mailed; what is absent stays. Any change has what was refused tried again.' })
export class UpdateMailSettingsInput {
  @Field(() => Int, { description: 'The revision that was read; 0 before the first change.' })
  expectedRevision: number;

  @Field(() => MailRhythm, { nullable: true, description: 'At once, hourly, daily, or off.' })
  @MayBeAbsent() @IsIn(Object.values(MailRhythm))
  rhythm?: MailRhythm;

  @Field(() => String, { nullable: true, description: 'When the daily mail comes, HH:MM.' })
  @MayBeAbsent() @Clock()
  dailyAt?: string;

  @Field(() => String, { nullable: true, description: 'When quiet hours begin, HH:MM; null, with quietUntil, for none.' })
  @IsOptional() @Clock()
  quietFrom?: string | null;

  @Field(() => String, { nullable: true, description: 'When they end, HH:MM.' })
  @IsOptional() @Clock()
  quietUntil?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone, such as Asia/Tokyo.' })
  @MayBeAbsent() @MaxLength(60)
  zone?: string;

  @Field(() => LanguageTag, { nullable: true, description: "ja or en; null for the person's own." })
  @IsOptional() @IsIn(['ja', 'en'], { message: 'Mail is written in ja or en. / メールの言語は ja か en です。' })
  language?: string | null;

  @Field(() => AlertFilter, { nullable: true, description: 'What to be mailed of, as a whole; null for everything.' })
  @IsOptional() @ValidateNested() @Type(() => AlertFilter)
  filter?: AlertFilter | null;
}
