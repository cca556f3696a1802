import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Organisation, Person } from '@hub/parties';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';

/** Who translated: a person, or a machine. */
export enum TranslationLabel { HUMAN = 'HUMAN', MACHINE = 'MACHINE' }

registerEnumType(TranslationLabel, { name: 'TranslationLabel', description: 'Who translated. The hub itself sends no text anywhere to be translated.', valuesMap: {
  HUMAN: { description: 'A person.' }, MACHINE: { description: 'A machine, outside the hub: read it with care, and the original beside it.' } } });

@ObjectType({ description: 'A translation of a title or a section. The original is authoritative. Visible to whoever sees what it translates; one that a recipient made, to its own people alone.' })
export class Translation {
  /** What is resolved of it: who may be shown, and what it was entered as. */
  organisationId: string;
  translatorId: string | null;
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => LanguageTag, { description: 'Language of the translation.' }) language: string;
  @Field({ description: 'Heading of the section, or the title, as plain text.' }) heading: string;
  @Field(() => Markdown, { nullable: true, description: 'Text of the section in CommonMark; null for a title.' }) body: string | null;
  @Field(() => TranslationLabel, { description: 'By a person or a machine.' }) label: TranslationLabel;
  @Field(() => Person, { nullable: true, description: 'Who translated, where it was a person of the hub of whom the asker may know.' }) translator: Person | null;
  @Field(() => String, { nullable: true, description: 'Who translated outside the hub.' }) translatorName: string | null;
  @Field(() => Organisation, { description: "Whose it is: the originator's, or the asker's own." }) organisation: Organisation;
  @Field(() => Int, { description: "The version that it translates, in the asker's own numbering." }) sourceVersion: number;
  @Field({ description: 'Whether the original has changed since: then this may say what no longer holds.' }) stale: boolean;
  @Field({ description: "Waits for a second person of the originator; seen by its editors only until then." }) awaitsApproval: boolean;
  @Field(() => DateTime, { description: 'When it was written.' }) writtenAt: string;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
}

@ObjectType({ description: 'The translation after the change.' })
export class TranslationPayload {
  @Field(() => Translation, { description: 'The translation.' }) translation: Translation;
}
