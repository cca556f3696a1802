import type { HubContext } from '@hub/access';
import { localise, notFound } from '@hub/kernel';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { CreateCircleInput, UpdateCircleInput } from './circle.inputs.js';
import { Circle, CirclePayload } from './circle.types.js';
import { CirclesService } from './circles.service.js';
import { LocalisedString, localisedStrings, Organisation } from './organisation.types.js';
import { pathOf } from './party.inputs.js';
import { PartyLoaders } from './party.loaders.js';

/** Circles, in and out of GraphQL. */
@Resolver(() => Circle)
export class CirclesResolver {
  constructor(
    private readonly circlesService: CirclesService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => [Circle], { description: 'All circles, by code. Signed in only.' })
  async circles(@Context() context: HubContext): Promise<Circle[]> {
    return this.circlesService.all(context);
  }

  @Mutation(() => CirclePayload, { description: 'Makes a circle. COORDINATOR only.' })
  async createCircle(@Args('input') input: CreateCircleInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<CirclePayload> {
    return this.payload(context, await this.circlesService.create(context, pathOf(info), input));
  }

  @Mutation(() => CirclePayload, { description: "Changes a circle's names or members; bulletins published before keep their recipients. COORDINATOR only." })
  async updateCircle(@Args('input') input: UpdateCircleInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<CirclePayload> {
    return this.payload(context, await this.circlesService.update(context, pathOf(info), input));
  }

  @ResolveField(() => String, { description: "The name in the language asked for, else the viewer's, else English." })
  name(
    @Parent() { texts }: Circle,
    @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null,
    @Context() context: HubContext,
  ): string {
    return localise(texts, language, context.language);
  }

  @ResolveField(() => [LocalisedString], { description: 'All its names.' })
  names(@Parent() { texts }: Circle): LocalisedString[] {
    return localisedStrings(texts);
  }

  @ResolveField(() => [Organisation], { description: 'The organisations that belong to it now.' })
  async members(@Parent() { memberIds }: Circle, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, memberIds);
  }

  private async payload(context: HubContext, id: string): Promise<CirclePayload> {
    const circle = await this.loaders.circle(context, id);
    if (!circle) throw notFound();
    return { circle };
  }
}
