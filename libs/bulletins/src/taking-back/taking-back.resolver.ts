import { Args, Context, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { BulletinPayload } from '../bulletin.connection.js';
import { BulletinRevisionInput } from '../bulletin.inputs.js';
import { BulletinReader } from '../bulletin.reader.js';
import { Bulletin, type BulletinRow } from '../bulletin.types.js';
import { PublicationService } from '../publication.service.js';
import { TakingBackReader } from './taking-back.reader.js';

@Resolver(() => Bulletin)
export class TakingBackResolver {
  constructor(
    private readonly waiting: TakingBackReader,
    private readonly reader: BulletinReader,
    private readonly publication: PublicationService,
  ) {}

  @Query(() => [Bulletin], { description: 'What the asker has sent with `takeBackSeconds` and can still take back, what goes out first first. OFFICER only.' })
  async bulletinsToTakeBack(@Context() context: HubContext): Promise<BulletinRow[]> {
    return this.waiting.list(context);
  }

  @Mutation(() => BulletinPayload, { description: 'Takes back what the asker has sent with `takeBackSeconds`, before it goes out: it stands as it stood before, and where sending approved it, that approval is void. CONFLICT once it has gone out, and of what somebody else has sent (`returnBulletin`).' })
  async takeBackPublication(@Args('input') input: BulletinRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<{ bulletin: BulletinRow }> {
    const { id } = await this.publication.takeBack(context, String(info.path.key), input);
    return { bulletin: await this.reader.one(context, id) };
  }
}
