import { OrganisationKind } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import { CountryCodeScalar as CountryCode, LanguageTagScalar as LanguageTag, PageInfo } from '@hub/platform';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import './party.enums.js';

/** One language of a text. */
@ObjectType({ description: 'A text in one language.' })
export class LocalisedString {
  @Field(() => LanguageTag, { description: 'The language.' }) language: string;
  @Field(() => String, { description: 'The text.' }) text: string;
}

/** What is loaded of an organisation when somebody asks for it; who may see which part has been decided. */
export interface OrganisationDetails {
  readonly contactPointId: string | null;
  readonly deputyId: string | null;
  readonly dutyTelephone: string | null;
  readonly dutyRole: boolean | null;
  readonly suspendedAt: string | null;
  readonly revision: number | null;
}

/**
 * An organisation as resolvers hand it on. The first five properties are enough: what hub.read_bulletins gives of an
 * originator is one already, and the rest is loaded in batches where it is asked for.
 */
@ObjectType({ description: 'A party of the hub.' })
export class Organisation {
  @Field(() => ID, { description: 'Random; tells nothing.' }) id: string;
  @Field(() => OrganisationKind, { description: 'What kind of party it is.' }) kind: OrganisationKind;
  @Field(() => String, { description: 'Two to six capitals that its references begin with.' }) code: string;
  @Field(() => CountryCode, { nullable: true, description: 'Set for embassies.' }) country: string | null;
  /** Not a field as it stands: `name` and `names` are made of it. */
  names: LocalisedText;
  details?: OrganisationDetails;
}

/** An organisation and its place in the list. */
@ObjectType({ description: 'An organisation in a list.' })
export class OrganisationEdge {
  @Field(() => String, { description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => Organisation, { description: 'The organisation.' }) node: Organisation;
}

/** A page of organisations. */
@ObjectType({ description: 'A page of organisations (Relay Cursor Connections).' })
export class OrganisationConnection {
  @Field(() => [OrganisationEdge], { description: 'With cursors.' }) edges: OrganisationEdge[];
  @Field(() => [Organisation], { description: 'The same without cursors.' }) nodes: Organisation[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

/** What changing an organisation answers. */
@ObjectType({ description: 'The organisation after the change.' })
export class OrganisationPayload {
  @Field(() => Organisation, { description: 'The organisation.' }) organisation: Organisation;
}

/** The texts as a list, in a stable order. */
export const localisedStrings = (texts: LocalisedText): LocalisedString[] =>
  Object.entries(texts)
    .map(([language, text]) => ({ language, text }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
