import { Inject, Injectable } from '@nestjs/common';
import { Args, Context, Resolver, Subscription } from '@nestjs/graphql';
import { Clock, invalid } from '@hub/kernel';
import { type HubContext, signedIn } from '@hub/access';
import { Feed, HUB_CONFIG, type HubConfig, type LiveAnswers, type LiveOperation } from '@hub/platform';
import { AlertCursors } from './alert.cursors.js';
import { FollowAlertsArgs } from './alert.inputs.js';
import { AlertDelivery } from './alert.types.js';
import { AlertFollower, type FollowerParts } from './alert.follower.js';
import { AlertsReader } from './alerts.reader.js';
import { AlertTide } from './alert.tide.js';
import { Places } from './places.js';

/** One subscription's view of the stream of the asker's organisation. */
class AlertFeed extends Feed<HubContext> {
  readonly startArguments = ['after'];

  constructor(private readonly make: (operation: LiveOperation<HubContext>) => AlertFollower) {
    super();
  }

  follow(operation: LiveOperation<HubContext>): LiveAnswers {
    return this.make(operation);
  }
}

/** Begins followers of the stream. */
@Injectable()
export class AlertFeeds {
  private readonly parts: FollowerParts;

  constructor(reader: AlertsReader, cursors: AlertCursors, tide: AlertTide, @Inject(Clock) clock: Clock, @Inject(HUB_CONFIG) { database }: HubConfig) {
    this.parts = { reader, cursors, tide, clock, places: new Places(Math.ceil(database.poolSize / 2)) };
  }

  /** The feed of a subscription; INVALID_INPUT for a cursor that this hub did not give to the organisation. */
  open(context: HubContext, { after, filter }: FollowAlertsArgs): Feed<HubContext> {
    const { organisationId } = signedIn(context.actor);
    const position = after == null ? null : this.parts.cursors.open(organisationId, after);
    if (after != null && position === null) throw invalid('after', 'after is not a cursor that this hub gave.');
    return new AlertFeed((operation) => new AlertFollower(this.parts, operation, organisationId, position, filter ?? null));
  }
}

/** The live stream, in GraphQL. */
@Resolver()
export class AlertSubscriptionResolver {
  constructor(private readonly feeds: AlertFeeds) {}

  @Subscription(() => AlertDelivery, {
    resolve: (delivery: object) => delivery,
    description: 'Everything after `after`, then what happens, in order, without a gap. Without `after`: an AlertReset with the cursor of now, then what happens. Over graphql-transport-ws at the address of the endpoint; a ping whose payload has a new `authorization` keeps the connection beyond the end of the token.',
  })
  alerts(@Args() args: FollowAlertsArgs, @Context() context: HubContext): Feed<HubContext> {
    return this.feeds.open(context, args);
  }
}
