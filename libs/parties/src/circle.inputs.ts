import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, Matches, ValidateNested } from 'class-validator';
import { normaliseInput } from '@hub/kernel';
import { LocalisedTextInput, MayBeAbsent } from './party.inputs.js';

/** What a new circle is made of. */
@InputType({ description: 'A new circle.' })
export class CreateCircleInput {
  @Field(() => String, { description: 'Short name: 2 to 20 capitals, digits and hyphens, beginning with a letter.' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseInput(value).toUpperCase() : value))
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/, { message: 'code must have 2 to 20 capitals, digits and hyphens, and begin with a letter' })
  code: string;

  @Field(() => [LocalisedTextInput], { description: 'Names by language; English must be among them.' })
  @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  names: LocalisedTextInput[];

  @Field(() => [ID], { description: 'The organisations that belong to it.' })
  @ArrayMaxSize(500)
  memberIds: string[];
}

/** What changes of a circle. */
@InputType({ description: 'Changes to a circle. Absent fields stay as they are. Bulletins published before keep their recipients.' })
export class UpdateCircleInput {
  @Field(() => ID, { description: 'The circle.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'All names, by language; English must be among them.' })
  @MayBeAbsent() @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  names?: LocalisedTextInput[];

  @Field(() => [ID], { nullable: true, description: 'All members.' })
  @MayBeAbsent() @ArrayMaxSize(500)
  memberIds?: string[];
}
