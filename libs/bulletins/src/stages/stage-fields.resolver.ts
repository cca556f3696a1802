import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { Organisation, PartyLoaders } from '@hub/parties';
import type { AudienceSpec } from '../audience.js';
import { Audience } from '../bulletin.types.js';
import { BulletinStage, type ShownStage } from './stage.types.js';

@Resolver(() => BulletinStage)
export class StageFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Audience, { description: 'Who receives then, beside those who receive otherwise. Circles count with the members that they had as it was written.' })
  audience(@Parent() { audience }: ShownStage): AudienceSpec {
    return audience;
  }

  @ResolveField(() => [Organisation], { description: 'Organisations of its audience that were left out as it opened, since they were suspended.' })
  async leftOut(@Parent() { leftOut }: ShownStage, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, leftOut);
  }
}
