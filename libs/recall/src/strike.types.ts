import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin } from '@hub/bulletins';
import { DateTimeScalar as DateTime } from '@hub/platform';

/** Where something was struck. */
export enum StrikePlaceKind { TITLE = 'TITLE', DOCUMENT_NUMBER = 'DOCUMENT_NUMBER', HANDLING_NOTE = 'HANDLING_NOTE', FACTS = 'FACTS', HEADING = 'HEADING', BODY = 'BODY', SECTION = 'SECTION', INTERNAL = 'INTERNAL' }

registerEnumType(StrikePlaceKind, { name: 'StrikePlaceKind', description: 'In which part of a version something was struck.', valuesMap: {
  TITLE: { description: 'The title.' }, DOCUMENT_NUMBER: { description: 'The document number.' }, HANDLING_NOTE: { description: 'The handling note.' }, FACTS: { description: 'The coded facts, all of them.' },
  HEADING: { description: "A section's heading." }, BODY: { description: "A section's text." }, SECTION: { description: 'A whole section.' },
  INTERNAL: { description: 'What editors alone read: reasons of returns, exceptions and withdrawals, notes of safety checks.' } } });

@ObjectType({ description: 'A place in which something was struck.' })
export class StrikePlace {
  @Field(() => Int, { nullable: true, description: "The version, in the asker's own count; null for a working copy." }) version: number | null;
  @Field(() => StrikePlaceKind, { description: 'In which part.' }) kind: StrikePlaceKind;
  @Field(() => ID, { nullable: true, description: 'In which section.' }) sectionId: string | null;
}

@ObjectType({ description: 'That something was struck from a bulletin, never what: nothing keeps it. Shown to whoever sees a place of it now.' })
export class Strike {
  @Field(() => ID, { description: 'Identifier, for requestDestruction.' }) id: string;
  @Field(() => DateTime, { description: 'When.' }) struckAt: string;
  /** Whose it is, and by which the editors' fields are made. */
  bulletinId: string;
  originatorId: string;
  editor: boolean;
  editorReason: string;
}

@ObjectType({ description: 'What striking gives back.' })
export class StrikePayload {
  @Field(() => Bulletin, { description: 'As it stands now.' }) bulletin: unknown;
  @Field(() => Strike, { description: 'The strike: where something was struck, as far as the asker sees it.' }) strike: Strike;
}
