import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import type { AudienceSpec } from '../audience.js';
import { discloseSections } from '../bulletin.reader.js';
import { Audience, BulletinSection, BulletinVersion } from '../bulletin.types.js';
import { PreviewReader } from './preview.reader.js';
import { BulletinAsArgs, BulletinPreview, SeenBulletin, type SeenRow } from './preview.types.js';

@Resolver(() => SeenBulletin)
export class PreviewResolver {
  constructor(private readonly previews: PreviewReader) {}

  @Query(() => BulletinPreview, { description: `For officers of the originator: the bulletin as others see it, or, of the working copy, would see it if it were published as it stands. It is read as theirs is, recorded as a preview by the asker (\`bulletin.previewed\`) and never as their reading.
TLP:RED: for its author alone (FORBIDDEN to others). NOT_FOUND as \`bulletin\`; INVALID_INPUT for whom it can't be viewed as. What they do not see at all is no error: \`sees\` is false.` })
  async bulletinAs(@Args() args: BulletinAsArgs, @Context() context: HubContext): Promise<BulletinPreview> {
    return this.previews.as(context, args);
  }

  @ResolveField(() => [BulletinSection], { description: 'The sections that they see.' })
  sections(@Parent() row: SeenRow): BulletinSection[] {
    discloseSections(row);
    return row.sections ?? [];
  }

  @ResolveField(() => Boolean, { description: 'Published by one officer at night, without a second person.' })
  publishedByException(@Parent() row: SeenRow): boolean {
    return row.exception;
  }

  @ResolveField(() => [BulletinVersion], { description: 'The versions that they can read, in their own numbering, oldest first; without such as the asker could not read.' })
  versions(@Parent() row: SeenRow): BulletinVersion[] {
    return row.seenVersions;
  }

  @ResolveField(() => Audience, { nullable: true, description: 'Who else receives, where the originator lets recipients see it.' })
  audience(@Parent() row: SeenRow): AudienceSpec | null {
    return row.seenAudience;
  }
}
