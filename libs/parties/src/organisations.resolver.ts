import type { HubContext } from '@hub/access';
import { connectionOf } from '@hub/platform';
import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ApprovalRouteService } from './approval-route.service.js';
import { ReinstateOrganisationInput, SetApprovalRouteInput, SetContactPointInput, SuspendOrganisationInput, UpdateOrganisationInput } from './organisation.inputs.js';
import { Organisation, OrganisationConnection, OrganisationPayload } from './organisation.types.js';
import { OrganisationsService } from './organisations.service.js';
import { pathOf } from './party.inputs.js';
import { ApprovalRoutePayload, ApprovalStep } from './person.types.js';

/** Organisations and their approval routes, in and out of GraphQL. */
@Resolver(() => Organisation)
export class OrganisationsResolver {
  constructor(
    private readonly organisationsService: OrganisationsService,
    private readonly approvalRoutes: ApprovalRouteService,
  ) {}

  @Query(() => OrganisationConnection, { description: 'The parties that can be addressed, by English name. Coordinators see suspended ones too. Signed in only.' })
  async organisations(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<OrganisationConnection> {
    const page = await this.organisationsService.page(context, { first, after });
    return connectionOf(page, ({ sort, code }) => [sort, code]);
  }

  @Query(() => Organisation, { nullable: true, description: 'One party; NOT_FOUND where there is none. Signed in only.' })
  async organisation(@Args('id', { type: () => ID, description: 'The organisation.' }) id: string, @Context() context: HubContext): Promise<Organisation> {
    return this.organisationsService.one(context, id);
  }

  @Query(() => [ApprovalStep], { description: "The own organisation's approval route (決裁); empty where any second person approves." })
  async approvalRoute(@Context() context: HubContext): Promise<ApprovalStep[]> {
    return this.approvalRoutes.steps(context);
  }

  @Mutation(() => OrganisationPayload, { description: 'Changes the own organisation. ADMINISTRATOR only.' })
  async updateOrganisation(@Args('input') input: UpdateOrganisationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OrganisationPayload> {
    return this.payload(context, await this.organisationsService.update(context, pathOf(info), input));
  }

  @Mutation(() => OrganisationPayload, { description: "Names the own organisation's contact point and deputy. ADMINISTRATOR or CONTACT_POINT only." })
  async setContactPoint(@Args('input') input: SetContactPointInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OrganisationPayload> {
    return this.payload(context, await this.organisationsService.setContactPoint(context, pathOf(info), input));
  }

  @Mutation(() => ApprovalRoutePayload, { description: "Replaces the own organisation's approval route. ADMINISTRATOR only." })
  async setApprovalRoute(@Args('input') input: SetApprovalRouteInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ApprovalRoutePayload> {
    await this.approvalRoutes.set(context, pathOf(info), input);
    return { steps: await this.approvalRoutes.steps(context) };
  }

  @Mutation(() => OrganisationPayload, { description: 'Suspends another organisation: its people lose access at once. COORDINATOR only.' })
  async suspendOrganisation(@Args('input') input: SuspendOrganisationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OrganisationPayload> {
    return this.payload(context, await this.organisationsService.suspend(context, pathOf(info), input));
  }

  @Mutation(() => OrganisationPayload, { description: "Ends an organisation's suspension. COORDINATOR only." })
  async reinstateOrganisation(@Args('input') input: ReinstateOrganisationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OrganisationPayload> {
    return this.payload(context, await this.organisationsService.reinstate(context, pathOf(info), input.organisationId));
  }

  private async payload(context: HubContext, id: string): Promise<OrganisationPayload> {
    return { organisation: await this.organisationsService.one(context, id) };
  }
}
