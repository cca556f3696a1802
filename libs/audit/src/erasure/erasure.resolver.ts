import { Args, Context, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { connectionOf } from '@hub/platform';
import { AuditErasureInput, LiftAuditHoldInput, RequestAuditErasureInput, SetAuditHoldInput } from './erasure.inputs.js';
import { AuditErasure, AuditErasureConnection, AuditErasurePayload, AuditHold, AuditHoldPayload } from './erasure.types.js';
import { ErasuresService } from './erasures.service.js';
import { HoldsService } from './holds.service.js';

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Erasures and legal holds, in and out of GraphQL. */
@Resolver(() => AuditErasure)
export class ErasureResolver {
  constructor(
    private readonly erasures: ErasuresService,
    private readonly holds: HoldsService,
  ) {}

  @Query(() => AuditErasureConnection, { description: 'Erasures that concern the own organisation, open and ended, the newest request first. ADMINISTRATOR or CONTACT_POINT only.' })
  async auditErasures(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<unknown> {
    return connectionOf(await this.erasures.page(context, { first, after }), ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
  }

  @Query(() => [AuditHold], { description: "The own organisation's standing legal holds; of the coordinating organisation also those for the hub. ADMINISTRATOR, CONTACT_POINT or COORDINATOR only." })
  async auditHolds(@Context() context: HubContext): Promise<AuditHold[]> {
    return this.holds.standing(context);
  }

  @Mutation(() => AuditErasurePayload, { description: "Asks that what an entry says be erased, in all holders' copies, and consents for the own organisation. CONFLICT where a legal hold covers it, and where it was asked for before. Ends after 90 days without all consents. ADMINISTRATOR or CONTACT_POINT only." })
  async requestAuditErasure(@Args('input') input: RequestAuditErasureInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<AuditErasurePayload> {
    return this.erasure(context, await this.erasures.request(context, pathOf(info), input));
  }

  @Mutation(() => AuditErasurePayload, { description: 'Consents for the own organisation. With the last consent it is carried out, unless a legal hold keeps it. ADMINISTRATOR or CONTACT_POINT only.' })
  async consentToAuditErasure(@Args('input') input: AuditErasureInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<AuditErasurePayload> {
    return this.erasure(context, await this.erasures.consent(context, pathOf(info), input.erasureId));
  }

  @Mutation(() => AuditErasurePayload, { description: 'Refuses for the own organisation, or takes its consent or request back: nothing is erased. ADMINISTRATOR or CONTACT_POINT only.' })
  async refuseAuditErasure(@Args('input') input: AuditErasureInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<AuditErasurePayload> {
    return this.erasure(context, await this.erasures.refuse(context, pathOf(info), input.erasureId));
  }

  @Mutation(() => AuditHoldPayload, { description: 'Puts an entry, or everything about a subject, under a legal hold. ADMINISTRATOR for the own organisation, COORDINATOR for the hub.' })
  async setAuditHold(@Args('input') input: SetAuditHoldInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<AuditHoldPayload> {
    return { hold: await this.holds.one(context, await this.holds.set(context, pathOf(info), input)) };
  }

  @Mutation(() => AuditHoldPayload, { description: 'Lifts a hold. ADMINISTRATOR for the own organisation, COORDINATOR for the hub.' })
  async liftAuditHold(@Args('input') input: LiftAuditHoldInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<AuditHoldPayload> {
    return { hold: await this.holds.one(context, await this.holds.lift(context, pathOf(info), input.holdId)) };
  }

  private async erasure(context: HubContext, id: string): Promise<AuditErasurePayload> {
    return { erasure: await this.erasures.one(context, id) };
  }
}
