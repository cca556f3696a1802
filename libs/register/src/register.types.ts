import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DutyHours } from '@hub/alerts';
import type { Organisation, PersonNames } from '@hub/parties';
import { DateScalar, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, PageInfo } from '@hub/platform';

@ObjectType({ description: 'How to reach an organisation: what the register says of its contact point, and nothing of its other people. What an organisation says of itself; the hub vouches for nothing of it but when it was attested.' })
export class Contact {
  organisationId: string;
  /** `person` is made of it. */
  personId: string | null;
  @Field(() => Boolean, { description: 'Whether the deputy stands in now: there is no contact point, it is away, or the duty rota says so.' }) standsIn: boolean;
  @Field(() => String, { nullable: true, description: 'Where somebody on duty answers at any hour, as the organisation has written it; null where it has given none.' }) dutyTelephone: string | null;
  @Field(() => [DutyHours], { description: 'When the contact point answers; none: the organisation has not said.' }) hours: DutyHours[];
  @Field(() => [DateScalar], { description: 'Days, by the clock of the hours, on which none of them begin, such as public holidays of Japan and of the country. The organisation says which.' }) closedDays: string[];
  @Field(() => Boolean, { nullable: true, description: "Whether it is within those hours at the operation's instant; null where there are none." }) withinHours: boolean | null;
  @Field(() => [LanguageTag], { description: 'Languages in which the contact point works (BCP 47), the best first.' }) languages: string[];
  @Field(() => DateTime, { nullable: true, description: 'When the organisation last attested that this is right; null: never, or void.' }) attestedOn: Date | null;
  @Field(() => Boolean, { description: 'Whether what was attested is void, since another contact point or deputy was named, or one of them has left or is suspended.' }) voided: boolean;
  @Field(() => DateTime, { description: 'When it has to be attested: a year after the last time, thirty days after joining, or at once where it is void.' }) dueOn: Date;
  @Field(() => Boolean, { description: 'Whether that is past.' }) overdue: boolean;
}

/** A contact, and its place in the list. */
export interface ListedContact extends Contact { readonly organisation: Organisation; readonly sort: string; readonly code: string }

@ObjectType({ description: 'An entry in a list.' })
export class ContactEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => Contact, { description: 'The entry.' }) node: Contact;
}

@ObjectType({ description: 'A page of the register, by English name (Relay Cursor Connections).' })
export class ContactConnection {
  @Field(() => [ContactEdge], { description: 'With cursors.' }) edges: ContactEdge[];
  @Field(() => [Contact], { description: 'The same without cursors.' }) nodes: Contact[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What changing the own entry gives back.' })
export class ContactPayload {
  @Field(() => Contact, { description: 'As it stands now.' }) contact: Contact;
  @Field(() => Int, { description: "The organisation's revision, for expectedRevision." }) revision: number;
}

/** A person as he was attested: id, and the card that other organisations see. */
export interface AttestedPerson { readonly id: string; readonly card: PersonNames | { readonly role: string } }

/** What exactly was attested. */
export interface AttestedContent {
  readonly contactPoint: AttestedPerson;
  readonly deputy: AttestedPerson | null;
  readonly dutyTelephone: string;
  readonly hours: DutyHours[];
  readonly closedDays: string[];
  readonly languages: string[];
}

@ObjectType({ description: 'What the own organisation attested: exactly that, whatever stands there now. ADMINISTRATOR and CONTACT_POINT only.' })
export class Attestation {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => DateTime, { description: 'When.' }) attestedAt: Date;
  /** `attestedBy` is made of it. */
  attestedById: string;
  @Field(() => DateTime, { nullable: true, description: 'Since when it is void; null: it is not, though a later one may have taken its place.' }) voidedAt: Date | null;
  /** The other fields are made of it. */
  content: AttestedContent;
}

@ObjectType({ description: 'An attestation in a list.' })
export class AttestationEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => Attestation, { description: 'The attestation.' }) node: Attestation;
}

@ObjectType({ description: 'A page of attestations, the newest first (Relay Cursor Connections).' })
export class AttestationConnection {
  @Field(() => [AttestationEdge], { description: 'With cursors.' }) edges: AttestationEdge[];
  @Field(() => [Attestation], { description: 'The same without cursors.' }) nodes: Attestation[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What attesting gives back.' })
export class AttestationPayload {
  @Field(() => Attestation, { description: 'What was attested.' }) attestation: Attestation;
  @Field(() => Contact, { description: 'The entry as others see it now.' }) contact: Contact;
}
