import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Disclosure } from '@hub/access';
import { CountryCodeScalar as CountryCode, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { Circle, Organisation, Person } from '@hub/parties';
import { LocalTime } from './stages/local-time.js';
import { BulletinStage } from './stages/stage.types.js';
import { AcknowledgementKind, BulletinKind, BulletinState, ExploitationType, HandlingCondition, MeansOfControl, SafetyOutcome, SharingBasis, Tlp, Urgency } from './bulletin.enums.js';

@ObjectType({ description: "Coded facts of the case. Codes are those of IOM's Human Trafficking Case Data Standard 2.0, in GraphQL spelling." })
export class CaseFacts {
  @Field(() => Int, { nullable: true, description: 'Persons believed to be victims and not identified as such.' }) potentialVictims: number | null;
  @Field(() => Int, { nullable: true, description: 'Persons identified as victims by an authority.' }) identifiedVictims: number | null;
  @Field(() => [CountryCode], { description: 'Citizenships of the persons concerned.' }) citizenships: string[];
  @Field(() => [ExploitationType], { description: 'HTCDS 2.0, types of exploitation.' }) exploitation: ExploitationType[];
  @Field(() => [MeansOfControl], { description: 'HTCDS 2.0, means of control.' }) meansOfControl: MeansOfControl[];
  @Field(() => [String], { description: 'JIS X 0401 prefecture codes, 01 to 47.' }) prefectures: string[];
}

@ObjectType({ description: 'A part of a bulletin; a part may go to some of the recipients only.' })
export class BulletinSection {
  @Field(() => ID, { description: 'The same through all versions.' }) id: string;
  @Field({ description: 'Heading, as plain text.' }) heading: string;
  @Field(() => Markdown, { description: 'Text in CommonMark.' }) body: string;
  /** Not a field: the version that it is shown as part of, where what hangs on it is asked for. */
  of?: { readonly bulletinId: string; readonly number: number };
}

@ObjectType({ description: "A receiving organisation's answer, or that it is due." })
export class Acknowledgement {
  @Field(() => AcknowledgementKind, { nullable: true, description: 'Null: not yet answered.' }) kind: AcknowledgementKind | null;
  @Field(() => Int, { nullable: true, description: "The version answered to, in the answering organisation's own numbering." }) version: number | null;
  @Field(() => Organisation, { description: 'Who answered, or is to answer.' }) organisation: Organisation;
  @Field(() => DateTime, { nullable: true, description: 'When.' }) acknowledgedAt: string | null;
  @Field(() => Person, { nullable: true, description: 'The person who answered; by duty role where the organisation prefers.' }) acknowledgedBy: Person | null;
  @Field(() => DateTime, { nullable: true, description: 'By when an answer is due.' }) dueAt: string | null;
}

@ObjectType({ description: 'A version, as the asker counts them.' })
export class BulletinVersion {
  @Field(() => Int, { description: 'Dense number: the argument `version` of `bulletin` takes it.' }) version: number;
  @Field(() => DateTime, { nullable: true, description: 'When it was published.' }) publishedAt: string | null;
}

@ObjectType({ description: 'An organisation that receives because a recipient asked for its release. For editors only.' })
export class AudienceRelease {
  @Field(() => ID, { description: 'The request (`releaseRequest`): who asked, for what purpose, who granted it.' }) requestId: string;
  @Field(() => Organisation, { description: 'Whom it opens the bulletin to.' }) organisation: Organisation;
  @Field(() => [ID], { description: 'The sections that it opens; others, and those written later, it does not.' }) sectionIds: string[];
  @Field(() => DateTime, { nullable: true, description: 'From this instant on it has ended; null: with the bulletin.' }) until: string | null;
}

@ObjectType({ description: 'Who receives. Circles count with the members that they had at publication.' })
export class Audience {
  @Field({ description: 'All organisations of the hub; with TLP:CLEAR the public.' }) everyone: boolean;
  @Field(() => [Organisation], { description: 'Organisations named, circles resolved.' }) organisations: Organisation[];
  @Field(() => [Circle], { description: 'Circles named.' }) circles: Circle[];
  @Field(() => [Person], { description: 'With TLP:RED: persons named.' }) persons: Person[];
  @Field(() => [AudienceRelease], { description: "Releases at a recipient's request, counted among `organisations`. For editors; empty for others." }) releases: AudienceRelease[];
}

@ObjectType({ description: 'One approval of the exact content.' })
export class Approval {
  @Field(() => Int, { description: "Step of the organisation's approval route." }) step: number;
  @Field(() => Person, { description: 'Who approved.' }) approvedBy: Person;
  @Field({ description: 'As a stand-in (代決).' }) asStandIn: boolean;
  @Field(() => DateTime, { description: 'When.' }) approvedAt: string;
}

@ObjectType({ description: 'Whether a recipient may know of the identifiable person.' })
export class SafetyCheck {
  @Field(() => Organisation, { description: 'The recipient.' }) organisation: Organisation;
  @Field(() => SafetyOutcome, { description: 'Outcome.' }) outcome: SafetyOutcome;
  @Field(() => String, { nullable: true, description: 'Why.' }) note: string | null;
}

@ObjectType({ description: 'What allows a bulletin about an identifiable person.' })
export class PersonAtRisk {
  @Field(() => SharingBasis, { description: 'Consent, or a lawful ground.' }) basis: SharingBasis;
  @Field(() => String, { nullable: true, description: 'The ground, where there is no consent.' }) reason: string | null;
  @Field(() => [SafetyCheck], { description: 'One for each recipient.' }) safetyChecks: SafetyCheck[];
}

@ObjectType({ description: 'The working copy of a bulletin: a draft, or a revision that is not yet published. For editors only.' })
export class PendingVersion {
  @Field(() => BulletinState, { description: 'DRAFT, IN_REVIEW or SCHEDULED.' }) state: BulletinState;
  @Field({ description: 'Title.' }) title: string;
  @Field(() => Tlp, { description: 'Mark.' }) tlp: Tlp;
  @Field(() => Audience, { description: 'Who would receive.' }) audience: Audience;
  @Field({ description: 'Whether a second person must approve before it goes out.' }) needsApproval: boolean;
  @Field(() => [Approval], { description: 'Approvals of exactly this content.' }) approvals: Approval[];
  @Field(() => [Person], { description: 'Who edited since the last publication, and so can not approve.' }) editedBy: Person[];
  @Field(() => String, { nullable: true, description: 'Why it was returned to its authors.' }) returnedReason: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it is to go out.' }) releaseAt: string | null;
  @Field(() => LocalTime, { nullable: true, description: 'The same as its author said it, where that was by a wall clock.' }) releaseOn: LocalTime | null;
  @Field(() => DateTime, { nullable: true, description: 'Until then whoever sent it can take it back (`takeBackPublication`); then it goes out.' }) takeBackUntil: string | null;
  @Field(() => Int, { nullable: true, description: 'How many seconds that is from now, by the clock of the hub.' }) takeBackSeconds: number | null;
  @Field(() => LocalTime, { nullable: true, description: 'When it is to expire, where that was said by a wall clock.' }) expiresOn: LocalTime | null;
  @Field(() => [BulletinStage], { description: 'Who would receive later, or for a time, in stages.' }) stages: BulletinStage[];
}

@ObjectType({ description: `Only what the asker may see: a section, recipient or version out of scope is absent, and nothing tells that it exists.
Withdrawn: those who were recipients get a tombstone (reference as title, state, reason; no sections, facts or old versions).
Expired: likewise, without a reason. Both hold from their instant on, not from when a job runs.` })
export class Bulletin {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field({ description: "Human reference, unique, telling nothing of others: originator's code, year, five random Crockford characters and a check character, such as NPA-2026-7KQ4MX." }) reference: string;
  @Field(() => String, { nullable: true, description: "The originator's own document number (文書番号), where it has one." }) documentNumber: string | null;
  @Field(() => Int, { description: 'Dense count of the versions in which something that this asker may see has changed; starts at 1.' }) version: number;
  @Field(() => Int, { nullable: true, description: 'For those who may edit: what `expectedRevision` is compared with. Null for others.' }) revision: number | null;
  @Field(() => BulletinKind, { description: 'Kind.' }) kind: BulletinKind;
  @Field(() => BulletinState, { description: 'State at the instant of the operation.' }) state: BulletinState;
  @Field(() => Tlp, { description: 'Mark (TLP 2.0).' }) tlp: Tlp;
  @Field(() => Urgency, { description: 'Urgency.' }) urgency: Urgency;
  @Field({ description: 'Title; on a tombstone the reference.' }) title: string;
  @Field(() => LanguageTag, { description: 'Language of the original text.' }) language: string;
  @Field(() => [HandlingCondition], { description: 'What a reader may do with it, beside the mark.' }) handling: HandlingCondition[];
  @Field(() => String, { nullable: true, description: 'Handling in words.' }) handlingNote: string | null;
  @Field(() => Organisation, { description: 'The organisation that published it.' }) originator: Organisation;
  @Field(() => DateTime, { nullable: true, description: 'First publication.' }) publishedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From this instant on it has expired.' }) expiresAt: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' }) withdrawalReason: string | null;
  @Field(() => [CountryCode], { description: 'Countries concerned.' }) countries: string[];
  @Field(() => CaseFacts, { nullable: true, description: 'Coded facts.' }) facts: CaseFacts | null;
  @Field({ description: 'Published by one officer at night, without a second person; a review follows within 24 hours.' }) publishedByException: boolean;
  @Field(() => DateTime, { nullable: true, description: 'By when recipients are to acknowledge.' }) acknowledgeBy: string | null;
}

/** A bulletin as hub.read_bulletins gives it: what the schema's Bulletin is resolved from. */
export interface BulletinRow extends Omit<Bulletin, 'originator' | 'publishedByException'> {
  readonly originator: Organisation;
  readonly originatorId: string;
  readonly accessEpoch: number;
  readonly editor: boolean;
  /** The version's own number; null on a tombstone. */
  readonly number: number | null;
  readonly pendingNumber: number | null;
  readonly visible: boolean;
  readonly sortAt: string;
  readonly exception: boolean;
  readonly recipientsVisible: boolean | null;
  readonly acknowledgement: { kind: AcknowledgementKind; version: number; organisationId: string; personId: string; acknowledgedAt: string } | null;
  readonly sections: BulletinSection[] | null;
  /** As what it was entered, so that a nested field can add what it reveals. Beside the row a WeakMap would cost more than the entry. */
  disclosure?: Disclosure;
}
