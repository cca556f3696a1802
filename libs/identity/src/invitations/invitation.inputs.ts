import { OrganisationKind, Role } from '@hub/access';
import { LocalisedTextInput } from '@hub/parties';
import { CountryCodeScalar as CountryCode, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsEmail, IsNotEmpty, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Folded, PASSWORD_INPUT } from '../identity.inputs.js';

/** Letters of any script, and what stands between them in names. */
const NAME = /^[^\p{Cc}\p{Surrogate}]+$/u;

/** Somebody to invite into the own organisation. */
@InputType({ description: 'Somebody to invite into your organisation.' })
export class InvitePersonInput {
  @Field({ description: 'Mail address.' })
  @Folded() @IsEmail() @MaxLength(254)
  email: string;

  @Field(() => [Role], { description: 'At least one.' })
  @ArrayNotEmpty() @ArrayMaxSize(6)
  roles: Role[];

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the account. Default: ja.' })
  @IsOptional()
  language?: string | null;
}

/** An organisation to onboard. */
@InputType({ description: 'An organisation to onboard, with its first administrator.' })
export class InviteOrganisationInput {
  @Field(() => OrganisationKind, { description: 'What kind of party it is.' })
  kind: OrganisationKind;

  @Field({ description: 'Two to six letters that its references begin with; unique, and for ever.' })
  @Folded() @Matches(/^[A-Za-z]{2,6}$/, { message: 'A code has two to six letters, A to Z' })
  code: string;

  @Field(() => [LocalisedTextInput], { description: 'Names by language; English must be among them.' })
  @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  names: LocalisedTextInput[];

  @Field(() => CountryCode, { nullable: true, description: 'For embassies, and for them only.' })
  @IsOptional()
  country?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its people appear to others by duty role. Default: no.' })
  @IsOptional()
  dutyRole?: boolean | null;

  @Field({ description: 'Mail address of the first administrator.' })
  @Folded() @IsEmail() @MaxLength(254)
  email: string;

  @Field(() => [Role], { nullable: true, description: 'Roles of the first administrator, ADMINISTRATOR among them. Default: ADMINISTRATOR and CONTACT_POINT.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(6)
  roles?: Role[] | null;

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the account. Default: ja.' })
  @IsOptional()
  language?: string | null;
}

/** Another invitation into an organisation that nobody has joined. */
@InputType({ description: 'Another invitation into an organisation that nobody has joined yet.' })
export class ReinviteOrganisationInput {
  @Field(() => ID, { description: 'The organisation.' })
  organisationId: string;

  @Field({ description: 'Mail address of the first administrator.' })
  @Folded() @IsEmail() @MaxLength(254)
  email: string;

  @Field(() => [Role], { nullable: true, description: 'As in InviteOrganisationInput.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(6)
  roles?: Role[] | null;

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the account. Default: ja.' })
  @IsOptional()
  language?: string | null;
}

/** Accepting an invitation. */
@InputType({ description: 'Accepting an invitation: who you are, and the password that you choose.' })
export class AcceptInvitationInput {
  @Field({ description: 'The token of the invitation.' })
  @MaxLength(200)
  token: string;

  @Field({ description: 'Family name in your own script.' })
  @Folded() @IsNotEmpty() @MaxLength(100) @Matches(NAME)
  familyName: string;

  @Field({ description: 'Given name in your own script.' })
  @Folded() @IsNotEmpty() @MaxLength(100) @Matches(NAME)
  givenName: string;

  @Field(() => String, { nullable: true, description: 'Katakana reading, family name first.' })
  @IsOptional() @Folded() @MaxLength(200) @Matches(/^[\p{Script=Katakana}ー・\s]+$/u, { message: 'kana must be katakana' })
  kana?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' })
  @IsOptional() @Folded() @MaxLength(100) @Matches(/^[\p{Script=Latin}\p{M}\s'’.-]+$/u, { message: 'latinFamilyName must be in Latin letters' })
  latinFamilyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' })
  @IsOptional() @Folded() @MaxLength(100) @Matches(/^[\p{Script=Latin}\p{M}\s'’.-]+$/u, { message: 'latinGivenName must be in Latin letters' })
  latinGivenName?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Title, by language.' })
  @IsOptional() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  title?: LocalisedTextInput[] | null;

  @Field(() => LanguageTag, { nullable: true, description: 'The language in which the hub speaks to you.' })
  @IsOptional()
  language?: string | null;

  @Field({ description: '15 characters or more, not a common one, not made of your names.' })
  @MaxLength(PASSWORD_INPUT)
  password: string;

  @Field(() => Boolean, { nullable: true, description: 'As in SignInInput.' })
  @IsOptional()
  cookie?: boolean | null;
}
