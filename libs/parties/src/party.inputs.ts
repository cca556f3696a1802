import { type LocalisedText, normaliseInput } from '@hub/kernel';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Field, InputType } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import type { GraphQLResolveInfo } from 'graphql';
import { IsNotEmpty, MaxLength, ValidateIf } from 'class-validator';

/** Full-width and half-width forms folded together, before any check. */
export const Folded = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseInput(value) : value));

/** Absent is fine; null is not. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** One language of a text, as it comes in. */
@InputType({ description: 'A text in one language.' })
export class LocalisedTextInput {
  @Field(() => LanguageTag, { description: 'The language.' })
  language: string;

  @Field(() => String, { description: 'The text, at most 200 characters.' })
  @Folded() @IsNotEmpty() @MaxLength(200)
  text: string;
}

/** The texts by language; undefined stays undefined. The last one of a language counts. */
export function textsOf(inputs: readonly LocalisedTextInput[] | null | undefined): LocalisedText | undefined {
  return inputs?.reduce<Record<string, string>>((texts, { language, text }) => ({ ...texts, [language]: text }), {});
}

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
export const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);
