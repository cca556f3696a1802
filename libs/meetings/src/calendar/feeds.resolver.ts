import { Context, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { CalendarFeed, CalendarFeedPayload } from './feed.types.js';
import { FeedsService } from './feeds.service.js';

/** Calendar feeds, in and out of GraphQL. */
@Resolver()
export class FeedsResolver {
  constructor(private readonly feeds: FeedsService) {}

  @Query(() => CalendarFeed, { nullable: true, description: 'The own calendar feed; null: none. Signed in only.' })
  async calendarFeed(@Context() context: HubContext): Promise<CalendarFeed | null> {
    return this.feeds.own(context);
  }

  @Mutation(() => CalendarFeedPayload, { description: 'Makes the own calendar feed, under a secret address that is shown this once; the one before ends. Signed in only.' })
  async createCalendarFeed(@Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<CalendarFeedPayload> {
    return { feed: await this.feeds.create(context, String(info.path.key)) };
  }

  @Mutation(() => Boolean, { description: 'Ends the own calendar feed at once. Signed in only.' })
  async revokeCalendarFeed(@Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.feeds.end(context, String(info.path.key));
    return true;
  }
}
