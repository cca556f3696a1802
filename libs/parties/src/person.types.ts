import { Role } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import { LanguageTagScalar as LanguageTag, PageInfo } from '@hub/platform';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type DutyRole, PersonState } from './party.enums.js';
import type { PersonNames } from './person.name.js';

/** A person as resolvers hand it on; what the asker may not see is not in it. */
@ObjectType({
  description: 'A person, or, where the organisation prefers, its duty role: then the name fields say the role. The own organisation always sees the names.',
})
export class Person {
  @Field(() => ID, { description: 'Random; tells nothing.' }) id: string;
  @Field(() => String, { nullable: true, description: "Given name in the person's own script." }) givenName: string | null;
  @Field(() => String, { nullable: true, description: 'Katakana reading.' }) kana: string | null;
  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' }) latinFamilyName: string | null;
  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' }) latinGivenName: string | null;
  @Field(() => String, { nullable: true, description: 'Mail address, for sign-in. Own organisation only.' }) email: string | null;
  @Field(() => [Role], { nullable: true, description: 'Own organisation only.' }) roles: Role[] | null;
  @Field(() => LanguageTag, { nullable: true, description: 'Preferred language. Own organisation only.' }) language: string | null;
  @Field(() => PersonState, { nullable: true, description: 'Own organisation only.' }) state: PersonState | null;
  @Field(() => Int, { nullable: true, description: 'What `expectedRevision` is compared with. Own organisation only.' }) revision: number | null;
  /** Not fields: what the other fields are made of. One of `names` and `dutyRole` is set. */
  organisationId: string;
  names: PersonNames | null;
  dutyRole: DutyRole | null;
}

/** What hub.person_cards keeps for other organisations. */
export type PersonCard = { role: DutyRole } | (PersonNames & { title: LocalisedText });

/** A row as the loader reads it: the card, and for the own organisation the person beside it. */
export interface PersonRow {
  readonly id: string;
  readonly organisationId: string;
  readonly card: PersonCard;
  readonly own: (PersonNames & { email: string; language: string; roles: Role[]; revision: number; state: PersonState }) | null;
}

const textOrNull = (text: string | null | undefined): string | null => text ?? null;

/** The person as the asker may see it. */
export function personOf({ id, organisationId, card, own }: PersonRow): Person {
  const names = own ?? ('role' in card ? null : card);
  return {
    id,
    organisationId,
    names,
    dutyRole: names === null && 'role' in card ? card.role : null,
    givenName: textOrNull(names?.givenName),
    kana: textOrNull(names?.kana),
    latinFamilyName: textOrNull(names?.latinFamilyName),
    latinGivenName: textOrNull(names?.latinGivenName),
    email: textOrNull(own?.email),
    roles: own?.roles ?? null,
    language: textOrNull(own?.language),
    state: own?.state ?? null,
    revision: own?.revision ?? null,
  };
}

/** A person and the place in the list. */
@ObjectType({ description: 'A person in a list.' })
export class PersonEdge {
  @Field(() => String, { description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => Person, { description: 'The person.' }) node: Person;
}

/** A page of people. */
@ObjectType({ description: 'A page of persons (Relay Cursor Connections).' })
export class PersonConnection {
  @Field(() => [PersonEdge], { description: 'With cursors.' }) edges: PersonEdge[];
  @Field(() => [Person], { description: 'The same without cursors.' }) nodes: Person[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

/** What changing a person answers. */
@ObjectType({ description: 'The person after the change.' })
export class PersonPayload {
  @Field(() => Person, { description: 'The person.' }) person: Person;
}

/** A step with its people. */
@ObjectType({ description: "One step of an organisation's approval route (決裁): one of the approvers decides, a stand-in where none of them can (代決)." })
export class ApprovalStep {
  @Field(() => Int, { description: 'Place in the route, from 1.' }) step: number;
  @Field(() => [Person], { description: 'Who may approve.' }) approvers: Person[];
  @Field(() => [Person], { description: 'Who may approve instead.' }) standIns: Person[];
}

/** What changing the route answers. */
@ObjectType({ description: 'The route after the change.' })
export class ApprovalRoutePayload {
  @Field(() => [ApprovalStep], { description: 'Its steps; none: any second person approves.' }) steps: ApprovalStep[];
}
