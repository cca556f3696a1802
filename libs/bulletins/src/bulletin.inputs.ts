import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { MAX_PAGE } from '@hub/kernel';
import { CountryCodeScalar as CountryCode, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { LocalTimeInput, ScheduleInput } from './stages/local-time.js';
import { AcknowledgementKind, BulletinKind, BulletinState, ExploitationType, HandlingCondition, MeansOfControl, SafetyOutcome, SharingBasis, Tlp, Urgency } from './bulletin.enums.js';

/** A source, a colon, and its row. What the hub itself loads has keys without a colon, so that nobody meets them. */
const SOURCE_KEY = /^[a-z][a-z0-9-]{0,30}:[\x21-\x7e]{1,150}$/;
/** Text that people write: no control characters but tabulators and line ends. */
export const NO_CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;

@InputType({ description: 'Who receives: organisations, circles (named groups of organisations), or, with TLP:RED, named persons. `everyone` = all organisations of the hub, later ones too; with GREEN or CLEAR only, and alone. Empty = the own organisation.' })
export class AudienceInput {
  @Field(() => Boolean, { nullable: true, description: 'All organisations of the hub; with TLP:CLEAR the public.' }) @IsOptional() @IsBoolean() everyone?: boolean | null;
  @Field(() => [ID], { nullable: true, description: 'Organisations.' }) @IsOptional() @ArrayMaxSize(500) @IsUUID(undefined, { each: true }) organisationIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Circles; their members at publication.' }) @IsOptional() @ArrayMaxSize(50) @IsUUID(undefined, { each: true }) circleIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'With TLP:RED: persons. Outside the own organisation contact point and deputy only.' }) @IsOptional() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) personIds?: string[] | null;
}

@InputType({ description: 'Coded facts (HTCDS 2.0).' })
export class CaseFactsInput {
  @Field(() => Int, { nullable: true, description: 'Persons believed to be victims.' }) @IsOptional() @IsInt() @Min(0) @Max(1_000_000) potentialVictims?: number | null;
  @Field(() => Int, { nullable: true, description: 'Persons identified as victims by an authority.' }) @IsOptional() @IsInt() @Min(0) @Max(1_000_000) identifiedVictims?: number | null;
  @Field(() => [CountryCode], { nullable: true, description: 'Citizenships.' }) @IsOptional() @ArrayMaxSize(100) citizenships?: string[] | null;
  @Field(() => [ExploitationType], { nullable: true, description: 'Types of exploitation.' }) @IsOptional() @ArrayMaxSize(20) exploitation?: ExploitationType[] | null;
  @Field(() => [MeansOfControl], { nullable: true, description: 'Means of control.' }) @IsOptional() @ArrayMaxSize(20) meansOfControl?: MeansOfControl[] | null;
  @Field(() => [String], { nullable: true, description: 'JIS X 0401 prefecture codes, 01 to 47.' }) @IsOptional() @ArrayMaxSize(47) @Matches(/^(0[1-9]|[1-3][0-9]|4[0-7])$/, { each: true, message: 'A prefecture is a code of JIS X 0401, 01 to 47.' }) prefectures?: string[] | null;
}

@InputType({ description: 'A section without an audience goes to all recipients of the bulletin; one with an audience goes to that part of them only.' })
export class BulletinSectionInput {
  @Field(() => ID, { nullable: true, description: 'In a revision: the section that this replaces.' }) @IsOptional() @IsUUID() id?: string | null;
  @Field({ description: 'Heading, 1 to 200 characters.' }) @MinLength(1) @MaxLength(200) @Matches(NO_CONTROL) heading: string;
  @Field(() => Markdown, { description: 'Text in CommonMark, up to 50,000 characters.' }) @MaxLength(50_000) @Matches(NO_CONTROL) body: string;
  @Field(() => AudienceInput, { nullable: true, description: 'A part of the recipients.' }) @IsOptional() @ValidateNested() @Type(() => AudienceInput) audience?: AudienceInput | null;
}

@InputType({ description: 'Whether a recipient may know of the identifiable person.' })
export class SafetyCheckInput {
  @Field(() => ID, { description: 'The recipient.' }) @IsUUID() organisationId: string;
  @Field(() => SafetyOutcome, { description: 'Outcome.' }) outcome: SafetyOutcome;
  @Field(() => String, { nullable: true, description: 'Why.' }) @IsOptional() @MaxLength(2000) note?: string | null;
}

@InputType({ description: 'Says that the bulletin is about an identifiable person, and what allows to share it. Publication needs consent, or a lawful ground with its reason, and a safety check for each recipient.' })
export class PersonAtRiskInput {
  @Field(() => SharingBasis, { description: 'Consent, or a lawful ground.' }) basis: SharingBasis;
  @Field(() => String, { nullable: true, description: 'The ground; required without consent.' }) @IsOptional() @MaxLength(2000) reason?: string | null;
  @Field(() => [SafetyCheckInput], { description: 'One for each recipient.' }) @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => SafetyCheckInput) safetyChecks: SafetyCheckInput[];
}

@InputType({ description: 'A further audience, from an instant on, until an instant, or both: with the same mark and within its limits. It gets the sections for all, and those that name it. Whoever has the bulletin otherwise as well keeps it as long as that stands. Not with TLP:RED or `recipientsVisible`.' })
export class BulletinStageInput {
  @Field(() => AudienceInput, { description: 'Who receives beside those who receive otherwise.' }) @ValidateNested() @Type(() => AudienceInput) audience: AudienceInput;
  @Field(() => LocalTimeInput, { nullable: true, description: 'From when on: after the release, before the expiry. Absent: with the publication; then `until` is said.' }) @IsOptional() @ValidateNested() @Type(() => LocalTimeInput) at?: LocalTimeInput | null;
  @Field(() => LocalTimeInput, { nullable: true, description: 'Until when: from that instant on the bulletin is not there for them. Before the expiry; not for everyone. An end that is given up or put later is a widening, an earlier one a narrowing.' }) @IsOptional() @ValidateNested() @Type(() => LocalTimeInput) until?: LocalTimeInput | null;
}

@InputType({ isAbstract: true })
abstract class ContentInput extends ScheduleInput {
  @Field(() => [BulletinStageInput], { nullable: true, description: 'Who receives later, or for a time, in stages; all of them are part of what is approved. A revision that gives them gives all of them anew.' }) @IsOptional() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => BulletinStageInput) stages?: BulletinStageInput[] | null;
  @Field(() => String, { nullable: true, description: "The originator's own document number (文書番号)." }) @IsOptional() @MaxLength(100) @Matches(NO_CONTROL) documentNumber?: string | null;
  @Field(() => [HandlingCondition], { nullable: true, description: 'What a reader may do with it, beside the mark.' }) @IsOptional() @ArrayMaxSize(10) handling?: HandlingCondition[] | null;
  @Field(() => String, { nullable: true, description: 'Handling in words; required with OTHER.' }) @IsOptional() @MaxLength(2000) handlingNote?: string | null;
  @Field(() => Urgency, { nullable: true, description: 'ROUTINE where absent.' }) @IsOptional() urgency?: Urgency | null;
  @Field(() => [CountryCode], { nullable: true, description: 'Countries concerned.' }) @IsOptional() @ArrayMaxSize(100) countries?: string[] | null;
  @Field(() => CaseFactsInput, { nullable: true, description: 'Coded facts.' }) @IsOptional() @ValidateNested() @Type(() => CaseFactsInput) facts?: CaseFactsInput | null;
  @Field(() => DateTime, { nullable: true, description: 'By when recipients are to acknowledge.' }) @IsOptional() acknowledgeBy?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it is to go out, once approved.' }) @IsOptional() releaseAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'From when on it has expired.' }) @IsOptional() expiresAt?: Date | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether recipients see who else receives. Default: no.' }) @IsOptional() @IsBoolean() recipientsVisible?: boolean | null;
  @Field(() => PersonAtRiskInput, { nullable: true, description: 'For a bulletin about an identifiable person.' }) @IsOptional() @ValidateNested() @Type(() => PersonAtRiskInput) personAtRisk?: PersonAtRiskInput | null;
  @Field(() => [ID], { nullable: true, description: 'With TLP:RED and no approval route: officers of the own organisation who are asked to approve.' }) @IsOptional() @ArrayMaxSize(10) @IsUUID(undefined, { each: true }) approverIds?: string[] | null;
}

@InputType({ description: 'A new bulletin. Nobody but its originator sees it until it is published.' })
export class DraftBulletinInput extends ContentInput {
  @Field(() => BulletinKind, { description: 'Kind.' }) kind: BulletinKind;
  @Field(() => Tlp, { description: 'Mark.' }) tlp: Tlp;
  @Field({ description: 'Title, 1 to 300 characters.' }) @MinLength(1) @MaxLength(300) @Matches(NO_CONTROL) title: string;
  @Field(() => LanguageTag, { description: 'Language of the text.' }) language: string;
  @Field(() => AudienceInput, { description: 'Who receives.' }) @ValidateNested() @Type(() => AudienceInput) audience: AudienceInput;
  @Field(() => [BulletinSectionInput], { description: 'Sections in their order, up to 50.' }) @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => BulletinSectionInput) sections: BulletinSectionInput[];
  @Field(() => String, { nullable: true, description: "For imports: the row of a source that this is, such as figures:2023:GOV. CONFLICT where the own organisation drafted it before. Not with TLP:RED, and lost when the mark becomes RED: RED keeps no name that others could try." })
  @IsOptional() @Matches(SOURCE_KEY, { message: 'A source key is like figures:2023:GOV: small letters, a colon, then up to 150 visible characters of ASCII' })
  sourceKey?: string | null;
}

@InputType({ description: "Absent fields stay as they are; null clears (clearing an expiry is a widening). Sections that the editor can't see stay; a circle already named keeps its fixed members." })
export class ReviseBulletinInput extends ContentInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that the editor saw; CONFLICT where it has moved.' }) expectedRevision: number;
  @Field(() => BulletinKind, { nullable: true, description: 'Kind.' }) @IsOptional() kind?: BulletinKind | null;
  @Field(() => Tlp, { nullable: true, description: 'Mark. TLP:RED is lowered by the author alone, who gives `sections` anew where one has an audience of its own.' }) @IsOptional() tlp?: Tlp | null;
  @Field(() => String, { nullable: true, description: 'Title, 1 to 300 characters.' }) @IsOptional() @MinLength(1) @MaxLength(300) @Matches(NO_CONTROL) title?: string | null;
  @Field(() => LanguageTag, { nullable: true, description: 'Language of the text.' }) @IsOptional() language?: string | null;
  @Field(() => AudienceInput, { nullable: true, description: 'Who receives.' }) @IsOptional() @ValidateNested() @Type(() => AudienceInput) audience?: AudienceInput | null;
  @Field(() => Boolean, { nullable: true, description: 'Writes into the working copy and sends nothing out, also of something published what needs no second person: for saving while somebody writes. From then on nothing that is written into it, attached to it or taken up goes out before publishBulletin sends it. Default: no.' }) @IsOptional() @IsBoolean() hold?: boolean | null;
  @Field(() => [BulletinSectionInput], { nullable: true, description: 'All sections that the editor sees, in their new order.' }) @IsOptional() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => BulletinSectionInput) sections?: BulletinSectionInput[] | null;
}

@InputType({ description: 'At night: an IMMEDIATE bulletin of at most AMBER+STRICT to at most three named organisations may go out by one officer. A second person reviews it within 24 hours, and the exception shows.' })
export class PublicationExceptionInput {
  @Field({ description: 'Why it can not wait for a second person.' }) @MinLength(1) @MaxLength(2000) reason: string;
}

@InputType({ description: 'Which bulletin, as the caller saw it.' })
export class BulletinRevisionInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that is submitted, published or approved.' }) expectedRevision: number;
}

@InputType({ description: 'Which bulletin, as the caller saw it.' })
export class PublishBulletinInput extends BulletinRevisionInput {
  @Field(() => Int, { nullable: true, description: 'Waits so many seconds before it goes out (1 to 600, by the clock of the hub): SCHEDULED until then, and `takeBackPublication` takes it back. What is IMMEDIATE goes out at once all the same. Sent again without it by the same person, it goes out at once.' }) @IsOptional() @IsInt() @Min(1) @Max(600) takeBackSeconds?: number | null;
  @Field(() => PublicationExceptionInput, { nullable: true, description: 'To publish at night without a second person.' }) @IsOptional() @ValidateNested() @Type(() => PublicationExceptionInput) exception?: PublicationExceptionInput | null;
}

@InputType({ description: 'Which bulletin to return to its authors, and why.' })
export class ReturnBulletinInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that is returned.' }) expectedRevision: number;
  @Field({ description: 'Why.' }) @MinLength(1) @MaxLength(2000) reason: string;
}

@InputType({ description: 'Which bulletin to withdraw, and why: recipients see the reason.' })
export class WithdrawBulletinInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that the editor saw.' }) expectedRevision: number;
  @Field({ description: 'Why, in words that recipients may read.' }) @MinLength(1) @MaxLength(2000) @Matches(NO_CONTROL) reason: string;
  @Field(() => DateTime, { nullable: true, description: 'Asks every organisation that was shown it (by the audit log) to destroy its copies and to confirm that by then; within a year. Whoever received it and was never shown it is not asked. See `recall`.' }) @IsOptional() confirmDestructionBy?: Date | null;
}

@InputType({ description: "An organisation's answer to a version." })
export class AcknowledgeBulletinInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
  @Field(() => Int, { description: "The version read, in the asker's numbering." }) version: number;
  @Field(() => AcknowledgementKind, { description: 'The answer.' }) kind: AcknowledgementKind;
}

@InputType({ description: 'Which bulletin published by exception was reviewed.' })
export class ReviewExceptionInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
}

@InputType({ description: 'Conditions, all of which must hold; of a list one is enough.' })
export class BulletinFilter {
  @Field(() => [BulletinKind], { nullable: true, description: 'Kinds.' }) @IsOptional() @ArrayMaxSize(20) kinds?: BulletinKind[] | null;
  @Field(() => [BulletinState], { nullable: true, description: 'States.' }) @IsOptional() @ArrayMaxSize(20) states?: BulletinState[] | null;
  @Field(() => [Tlp], { nullable: true, description: 'Marks.' }) @IsOptional() @ArrayMaxSize(20) tlps?: Tlp[] | null;
  @Field(() => [Urgency], { nullable: true, description: 'Urgencies.' }) @IsOptional() @ArrayMaxSize(20) urgencies?: Urgency[] | null;
  @Field(() => [CountryCode], { nullable: true, description: "Matches the bulletin's countries and the citizenships in its facts." }) @IsOptional() @ArrayMaxSize(50) countries?: string[] | null;
  @Field(() => [ExploitationType], { nullable: true, description: 'Types of exploitation.' }) @IsOptional() @ArrayMaxSize(20) exploitation?: ExploitationType[] | null;
  @Field(() => [ID], { nullable: true, description: 'Originators.' }) @IsOptional() @ArrayMaxSize(50) originatorIds?: string[] | null;
  @Field(() => DateTime, { nullable: true, description: 'Published at or after.' }) @IsOptional() publishedAfter?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Published at or before.' }) @IsOptional() publishedBefore?: Date | null;
  @Field(() => Boolean, { nullable: true, description: "Published with a time to acknowledge by, and not yet answered by the asker's own organisation, which is not its originator; false: all others." }) @IsOptional() toAcknowledge?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Whose working copy, a draft or a revision, was submitted, of the bulletins that the asker edits, and that somebody else wrote: what he may be asked to approve. false: all others.' }) @IsOptional() toApprove?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Words to find in titles and in the sections that the asker may see; Japanese and Latin scripts.' }) @IsOptional() @MaxLength(200) text?: string | null;
}

@ArgsType()
export class ImportedBulletinsArgs {
  @Field({ description: 'How the source keys begin, such as figures:' }) @MinLength(1) @MaxLength(200) @Matches(NO_CONTROL) prefix: string;
  @Field(() => Int, { defaultValue: 20, description: 'At most so many, up to 100.' }) @Min(0) @Max(MAX_PAGE) first: number;
  @Field(() => String, { nullable: true, description: 'After this source key.' }) @IsOptional() @MaxLength(200) @Matches(NO_CONTROL) after?: string | null;
}

@ArgsType()
export class BulletinsArgs {
  @Field(() => Int, { nullable: true, description: 'The next so many, at most 100 (20 where neither first nor last is given).' }) first?: number | null;
  @Field(() => String, { nullable: true, description: 'After this cursor.' }) after?: string | null;
  @Field(() => Int, { nullable: true, description: 'The last so many before `before`.' }) last?: number | null;
  @Field(() => String, { nullable: true, description: 'Before this cursor.' }) before?: string | null;
  @Field(() => BulletinFilter, { nullable: true, description: 'Conditions.' }) @ValidateNested() @IsOptional() @Type(() => BulletinFilter) filter?: BulletinFilter | null;
}
