import { Args, Context, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { DutyHours } from '@hub/alerts';
import { notFound } from '@hub/kernel';
import { displayName, type DutyRole, dutyRoleName, Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf, DateScalar, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { AttestRegisterInput, SetContactHoursInput } from './register.inputs.js';
import { RegisterService } from './register.service.js';
import { Attestation, AttestationConnection, AttestationPayload, type AttestedPerson, Contact, ContactConnection, ContactPayload } from './register.types.js';

/** The register, in and out of GraphQL. */
@Resolver(() => Contact)
export class RegisterResolver {
  constructor(
    private readonly register: RegisterService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => ContactConnection, { name: 'register', description: 'How each organisation of the hub is reached, by English name; suspended ones are not. Signed in only.' })
  async page(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Args('overdue', { type: () => Boolean, nullable: true, description: 'Only those whose attestation is overdue, or only those whose is not.' }) overdue: boolean | null,
    @Context() context: HubContext,
  ): Promise<ContactConnection> {
    return connectionOf(await this.register.page(context, { first, after }, overdue), ({ sort, code }) => [sort, code]);
  }

  @Query(() => AttestationConnection, { description: 'What the own organisation has attested, the newest first. ADMINISTRATOR or CONTACT_POINT only.' })
  async attestations(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<AttestationConnection> {
    return connectionOf(await this.register.attestations(context, { first, after }), ({ attestedAt, id }) => [attestedAt.toISOString(), id]);
  }

  @Mutation(() => ContactPayload, { description: "Says when and in which languages the own organisation's contact point answers. ADMINISTRATOR or CONTACT_POINT only. CONFLICT where somebody was quicker." })
  async setContactHours(@Args('input') input: SetContactHoursInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ContactPayload> {
    await this.register.setHours(context, String(info.path.key), input);
    return this.register.own(context);
  }

  @Mutation(() => AttestationPayload, { description: 'Attests that contact point, deputy, duty telephone, hours and languages of the own organisation are right; due each year, and after each change of contact point or deputy. ADMINISTRATOR or CONTACT_POINT only. CONFLICT where they have changed since they were looked at, or one is missing.' })
  async attestRegister(@Args('input') { expectedRevision }: AttestRegisterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<AttestationPayload> {
    await this.register.attest(context, String(info.path.key), expectedRevision);
    const [{ contact }, { items: [attestation] }] = [await this.register.own(context), await this.register.attestations(context, { first: 1, after: null })];
    if (!attestation) throw notFound();
    return { attestation, contact };
  }

  @ResolveField(() => Organisation, { description: 'Whose.' })
  async organisation(@Parent() contact: Contact & { organisation?: Organisation }, @Context() context: HubContext): Promise<Organisation> {
    const organisation = contact.organisation ?? (await this.loaders.organisation(context, contact.organisationId));
    if (!organisation) throw notFound();
    return organisation;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who answers now: the contact point, or the deputy where it is his turn, as the organisation lets its people appear. Null where there is nobody.' })
  async person(@Parent() { personId }: Contact, @Context() context: HubContext): Promise<Person | null> {
    return personId === null ? null : this.loaders.person(context, personId);
  }
}

/** How an organisation is reached. */
@Resolver(() => Organisation)
export class OrganisationContactResolver {
  constructor(private readonly register: RegisterService) {}

  @ResolveField(() => Contact, { nullable: true, description: 'How it is reached now. Signed in only; null where it is suspended.' })
  async contact(@Parent() { id }: Organisation, @Context() context: HubContext): Promise<Contact | null> {
    return this.register.contact(context, id);
  }
}

/** What was attested. */
@Resolver(() => Attestation)
export class AttestationFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'By whom.' })
  async attestedBy(@Parent() { attestedById }: Attestation, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, attestedById);
  }

  @ResolveField(() => String, { description: 'The contact point as others saw it then: the name, or the duty role.' })
  contactPoint(@Parent() { content }: Attestation, @Context() { language }: HubContext): string {
    return shown(content.contactPoint, language);
  }

  @ResolveField(() => String, { nullable: true, description: 'The deputy as others saw it then; null where there was none.' })
  deputy(@Parent() { content }: Attestation, @Context() { language }: HubContext): string | null {
    return content.deputy && shown(content.deputy, language);
  }

  @ResolveField(() => String, { description: 'The duty telephone.' })
  dutyTelephone(@Parent() { content }: Attestation): string {
    return content.dutyTelephone;
  }

  @ResolveField(() => [DutyHours], { description: 'The hours.' })
  hours(@Parent() { content }: Attestation): DutyHours[] {
    return content.hours;
  }

  @ResolveField(() => [DateScalar], { description: 'The days on which none of them began.' })
  closedDays(@Parent() { content }: Attestation): string[] {
    return content.closedDays;
  }

  @ResolveField(() => [LanguageTag], { description: 'The languages.' })
  languages(@Parent() { content }: Attestation): string[] {
    return content.languages;
  }
}

const shown = ({ card }: AttestedPerson, language: string): string => ('role' in card ? dutyRoleName(card.role as DutyRole, language) : displayName(card, language));
