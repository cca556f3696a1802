import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Organisation } from '@hub/parties';
import { TermsService } from './terms.service.js';
import { ReleaseTerms, ReleaseTermsPayload, SetReleaseTermsInput } from './terms.types.js';

/** Terms of organisations, in and out of GraphQL. */
@Resolver(() => Organisation)
export class TermsResolver {
  constructor(private readonly terms: TermsService) {}

  @ResolveField(() => ReleaseTerms, { nullable: true, description: 'Whether its sending ministry counts as itself: for whoever thinks of publishing to it. Null for nobody in particular.' })
  async releaseTerms(@Parent() { id }: Organisation, @Context() context: HubContext): Promise<ReleaseTerms | null> {
    return this.terms.of(context, id);
  }

  @Mutation(() => ReleaseTermsPayload, { description: "Says whether the own organisation's sending ministry counts as itself. ADMINISTRATOR only." })
  async setReleaseTerms(@Args('input') input: SetReleaseTermsInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ReleaseTermsPayload> {
    return { terms: await this.terms.set(context, String(info.path.key), input) };
  }
}
