import { type HubContext, Role } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person, requireEnglish, textsOf } from '@hub/parties';
import { Args, Context, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { pathOf } from '../identity.inputs.js';
import { SessionHandover } from '../sessions/session-handover.js';
import { AcceptanceService } from './acceptance.service.js';
import { AcceptInvitationInput, InviteOrganisationInput, InvitePersonInput, ReinviteOrganisationInput } from './invitation.inputs.js';
import { AcceptedInvitation, Invitation, InvitationPayload } from './invitation.types.js';
import { InvitationsService, type Invitee } from './invitations.service.js';

const FIRST_ROLES = [Role.ADMINISTRATOR, Role.CONTACT_POINT];

const inviteeOf = ({ email, roles, language }: { email: string; roles?: Role[] | null; language?: string | null }): Invitee => ({
  email,
  roles: roles ?? FIRST_ROLES,
  language: language ?? 'ja',
});

/** Invitations, in and out of GraphQL. */
@Resolver(() => Invitation)
export class InvitationsResolver {
  constructor(
    private readonly invitationsService: InvitationsService,
    private readonly acceptance: AcceptanceService,
    private readonly handover: SessionHandover,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => [Invitation], { description: 'The newest 200 invitations: into your organisation for its ADMINISTRATOR, of new organisations for a COORDINATOR.' })
  async invitations(@Context() context: HubContext): Promise<Invitation[]> {
    return this.invitationsService.list(context);
  }

  @Mutation(() => InvitationPayload, { description: 'Onboards an organisation and invites its first administrator. COORDINATOR only. CONFLICT where the code is taken.' })
  async inviteOrganisation(@Args('input') input: InviteOrganisationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<InvitationPayload> {
    const { kind, code, country } = input;
    const names = requireEnglish('input.names', textsOf(input.names)) ?? {};
    return this.invitationsService.inviteOrganisation(context, { kind, code, country, names, dutyRole: input.dutyRole ?? false }, inviteeOf(input), pathOf(info));
  }

  @Mutation(() => InvitationPayload, { description: 'Invites anew into an organisation that nobody has joined yet; earlier invitations become void. COORDINATOR only.' })
  async reinviteOrganisation(@Args('input') input: ReinviteOrganisationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<InvitationPayload> {
    return this.invitationsService.reinviteOrganisation(context, input.organisationId, inviteeOf(input), pathOf(info));
  }

  @Mutation(() => InvitationPayload, { description: 'Invites somebody into your organisation. ADMINISTRATOR only; an earlier open invitation of the same address becomes void.' })
  async invitePerson(@Args('input') input: InvitePersonInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<InvitationPayload> {
    return this.invitationsService.invitePerson(context, inviteeOf(input), pathOf(info));
  }

  @Mutation(() => InvitationPayload, { description: 'Makes an open invitation void. CONFLICT where it is no longer open.' })
  async revokeInvitation(@Args('id', { type: () => ID, description: 'The invitation.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<InvitationPayload> {
    return { invitation: await this.invitationsService.revoke(context, id, pathOf(info)), token: null };
  }

  @Mutation(() => AcceptedInvitation, { description: 'Makes your account by an invitation, and opens a session. NOT_FOUND alike for a token that is unknown, expired, revoked or used.' })
  async acceptInvitation(@Args('input') input: AcceptInvitationInput, @Context() context: HubContext): Promise<AcceptedInvitation> {
    this.handover.assertNothingRead(context);
    const { email, grant } = await this.acceptance.accept({ ...input, title: textsOf(input.title) }, context);
    return { email, session: grant && (await this.handover.hand(context, grant, input.cookie ?? false)) };
  }

  @ResolveField(() => Organisation, { description: 'The organisation that it invites into.' })
  async organisation(@Parent() { organisationId }: Invitation, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who gave it; null where that is not yours to know.' })
  async invitedBy(@Parent() { invitedById }: Invitation, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, invitedById);
  }
}
