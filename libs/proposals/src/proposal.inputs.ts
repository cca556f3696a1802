import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsBoolean, IsOptional, IsUUID, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { BulletinKind, CaseFactsInput, HandlingCondition, NO_CONTROL, Urgency } from '@hub/bulletins';
import { CountryCodeScalar as CountryCode, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { ProposalState } from './proposal.enums.js';

@InputType({ description: 'Coded facts as they should be. Absent ones stay; null, or an empty list, clears.' })
export class FactsCorrectionInput extends CaseFactsInput {}

@InputType({ description: 'A section as it should be. What is absent stays.' })
export class SectionCorrectionInput {
  @Field(() => ID, { description: 'The section. INVALID_INPUT where the version seen has none such.' }) @IsUUID() id: string;
  @Field(() => String, { nullable: true, description: 'Heading, 1 to 200 characters.' }) @IsOptional() @MinLength(1) @MaxLength(200) @Matches(NO_CONTROL) heading?: string | null;
  @Field(() => Markdown, { nullable: true, description: 'Text in CommonMark, up to 50,000 characters.' }) @IsOptional() @MaxLength(50_000) @Matches(NO_CONTROL) body?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'That it should go; alone.' }) @IsOptional() @IsBoolean() remove?: boolean | null;
}

@InputType({ description: 'A section that is missing. Where it is to stand, and who of the recipients is to see it, the originator decides.' })
export class MissingSectionInput {
  @Field({ description: 'Heading, 1 to 200 characters.' }) @MinLength(1) @MaxLength(200) @Matches(NO_CONTROL) heading: string;
  @Field(() => Markdown, { description: 'Text in CommonMark, up to 50,000 characters.' }) @MaxLength(50_000) @Matches(NO_CONTROL) body: string;
}

@InputType({ description: 'What a bulletin should say instead, of what the proposer sees of it. Absent fields stay as they are; null clears. Mark and audience are the originator\'s to decide.' })
export class ProposeCorrectionInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() bulletinId: string;
  @Field(() => Int, { description: "The version that the proposer saw, in the proposer's own numbering." }) version: number;
  @Field(() => String, { nullable: true, description: 'Why, in words for the originator; up to 2,000 characters.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) reason?: string | null;
  @Field({ defaultValue: false, description: 'Consent to be named (the organisation) with the bulletin, should this be taken up.' }) @IsBoolean() credit: boolean;
  @Field(() => String, { nullable: true, description: 'Title, 1 to 300 characters.' }) @IsOptional() @MinLength(1) @MaxLength(300) @Matches(NO_CONTROL) title?: string | null;
  @Field(() => BulletinKind, { nullable: true, description: 'Kind.' }) @IsOptional() kind?: BulletinKind | null;
  @Field(() => Urgency, { nullable: true, description: 'Urgency.' }) @IsOptional() urgency?: Urgency | null;
  @Field(() => LanguageTag, { nullable: true, description: 'Language of the text.' }) @IsOptional() language?: string | null;
  @Field(() => String, { nullable: true, description: "The originator's document number." }) @IsOptional() @MaxLength(100) @Matches(NO_CONTROL) documentNumber?: string | null;
  @Field(() => [HandlingCondition], { nullable: true, description: 'What a reader may do with it.' }) @IsOptional() @ArrayMaxSize(10) handling?: HandlingCondition[] | null;
  @Field(() => String, { nullable: true, description: 'Handling in words.' }) @IsOptional() @MaxLength(2000) @Matches(NO_CONTROL) handlingNote?: string | null;
  @Field(() => [CountryCode], { nullable: true, description: 'Countries concerned.' }) @IsOptional() @ArrayMaxSize(100) countries?: string[] | null;
  @Field(() => FactsCorrectionInput, { nullable: true, description: 'Coded facts.' }) @IsOptional() @ValidateNested() @Type(() => FactsCorrectionInput) facts?: FactsCorrectionInput | null;
  @Field(() => DateTime, { nullable: true, description: 'By when recipients are to acknowledge.' }) @IsOptional() acknowledgeBy?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'From when on it should have expired.' }) @IsOptional() expiresAt?: Date | null;
  @Field(() => [SectionCorrectionInput], { nullable: true, description: 'Sections to be changed or removed.' }) @IsOptional() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => SectionCorrectionInput) sections?: SectionCorrectionInput[] | null;
  @Field(() => [MissingSectionInput], { nullable: true, description: 'Sections to be added.' }) @IsOptional() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => MissingSectionInput) missingSections?: MissingSectionInput[] | null;
}

@InputType({ description: 'Which proposal to take up, and what of it.' })
export class TakeUpProposalInput {
  @Field(() => ID, { description: 'The proposal.' }) @IsUUID() id: string;
  @Field(() => Int, { description: "The bulletin's revision that the editor saw; CONFLICT where it has moved." }) expectedRevision: number;
  @Field(() => [String], { nullable: true, description: 'Keys of the parts to take up. Absent: all. CONFLICT where one of them conflicts with what stands now; `allowed` says which do not.' }) @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(200) @MaxLength(100, { each: true }) parts?: string[] | null;
}

@InputType({ description: 'Which proposal to decline, and why.' })
export class DeclineProposalInput {
  @Field(() => ID, { description: 'The proposal.' }) @IsUUID() id: string;
  @Field({ description: 'Why, in words for the proposer; 1 to 2,000 characters.' }) @MinLength(1) @MaxLength(2000) @Matches(NO_CONTROL) reason: string;
}

@InputType({ description: 'Conditions, all of which must hold.' })
export class ProposalFilter {
  @Field(() => ID, { nullable: true, description: 'On this bulletin.' }) @IsOptional() @IsUUID() bulletinId?: string | null;
  @Field(() => [ProposalState], { nullable: true, description: 'In one of these states.' }) @IsOptional() @ArrayMaxSize(4) states?: ProposalState[] | null;
  @Field(() => Boolean, { nullable: true, description: "true: made by the own organisation; false: made to it, on its own bulletins." }) @IsOptional() @IsBoolean() made?: boolean | null;
}
