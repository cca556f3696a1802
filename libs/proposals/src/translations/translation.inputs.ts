import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsOptional, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { NO_CONTROL } from '@hub/bulletins';
import { LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { TranslationLabel } from './translation.types.js';

@InputType({ isAbstract: true })
abstract class TranslationTextInput {
  @Field(() => Int, { description: "The version that was translated, in the asker's own numbering." }) version: number;
  @Field({ description: 'Heading of the section, 1 to 200 characters; of a title, the title, up to 300.' }) @MinLength(1) @MaxLength(300) @Matches(NO_CONTROL) heading: string;
  @Field(() => Markdown, { nullable: true, description: 'Text of the section in CommonMark, up to 100,000 characters. Of a title none.' }) @IsOptional() @MaxLength(100_000) @Matches(NO_CONTROL) body?: string | null;
  @Field(() => TranslationLabel, { description: 'By a person or a machine.' }) label: TranslationLabel;
  @Field(() => ID, { nullable: true, description: 'Who translated: a person of the own organisation. Absent, with no name either: the asker.' }) @IsOptional() @IsUUID() translatorId?: string | null;
  @Field(() => String, { nullable: true, description: 'Who or what translated outside the hub; up to 200 characters.' }) @IsOptional() @MinLength(1) @MaxLength(200) @Matches(NO_CONTROL) translatorName?: string | null;
}

@InputType({ description: 'A translation of a title or a section. CONFLICT where the organisation has one in this language.' })
export class AddTranslationInput extends TranslationTextInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() bulletinId: string;
  @Field(() => ID, { nullable: true, description: 'The section; absent: the title.' }) @IsOptional() @IsUUID() sectionId?: string | null;
  @Field(() => LanguageTag, { description: 'Language of the translation.' }) language: string;
}

@InputType({ description: 'A better translation in the place of one, or one of a later version.' })
export class ReplaceTranslationInput extends TranslationTextInput {
  @Field(() => ID, { description: 'The translation.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that the asker saw; CONFLICT where it has moved.' }) expectedRevision: number;
}

@InputType({ description: 'Which translation, as the asker saw it.' })
export class TranslationRevisionInput {
  @Field(() => ID, { description: 'The translation.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that the asker saw; CONFLICT where it has moved.' }) expectedRevision: number;
}
