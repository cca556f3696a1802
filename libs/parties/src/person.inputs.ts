import { Role } from '@hub/access';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Folded, LocalisedTextInput, MayBeAbsent } from './party.inputs.js';

/** What changes of a person. */
@InputType({ description: 'Changes to oneself, or, by an administrator, to somebody of the own organisation. Absent fields stay as they are; null clears.' })
export class UpdatePersonInput {
  @Field(() => ID, { description: 'The person.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => String, { nullable: true, description: "Family name in the person's own script." })
  @MayBeAbsent() @Folded() @IsString() @IsNotEmpty() @MaxLength(100)
  familyName?: string;

  @Field(() => String, { nullable: true, description: "Given name in the person's own script." })
  @MayBeAbsent() @Folded() @IsString() @IsNotEmpty() @MaxLength(100)
  givenName?: string;

  @Field(() => String, { nullable: true, description: 'Katakana reading, family name first.' })
  @IsOptional() @Folded() @MaxLength(200) @Matches(/^[\p{Script=Katakana}ー・\s]+$/u, { message: 'kana must be katakana' })
  kana?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' })
  @IsOptional() @Folded() @MaxLength(100) @Matches(/^[\p{Script=Latin}\p{M}\s'’.-]+$/u, { message: 'latinFamilyName must be in Latin letters' })
  latinFamilyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' })
  @IsOptional() @Folded() @MaxLength(100) @Matches(/^[\p{Script=Latin}\p{M}\s'’.-]+$/u, { message: 'latinGivenName must be in Latin letters' })
  latinGivenName?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Title, by language; an empty list for none.' })
  @MayBeAbsent() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  title?: LocalisedTextInput[];

  @Field(() => LanguageTag, { nullable: true, description: 'The language in which the hub speaks to the person.' })
  @MayBeAbsent() @IsString()
  language?: string;
}

/** Which roles somebody has from now on. */
@InputType({ description: 'All roles that a person of the own organisation has from now on.' })
export class SetRolesInput {
  @Field(() => ID, { description: 'The person.' })
  personId: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => [Role], { description: 'At least one.' })
  @ArrayNotEmpty()
  roles: Role[];
}

/** Whom an administrator acts on. */
@InputType({ description: 'A person of the own organisation.' })
export class PersonIdInput {
  @Field(() => ID, { description: 'The person.' })
  personId: string;
}
