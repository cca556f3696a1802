import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { AlertsArgs } from './alert.inputs.js';
import { Alert, AlertConnection } from './alert.types.js';
import { AlertsService } from './alerts.service.js';

/** Alerts, in and out of GraphQL. */
@Resolver(() => Alert)
export class AlertsResolver {
  constructor(private readonly alertsService: AlertsService) {}

  @Query(() => AlertConnection, { description: "What happened, for the asker, in the order in which it came; without `after` from the oldest that is kept. Events on what can be seen no more are left out, but for the end of what the asker had been shown. A cursor older than what is kept is INVALID_INPUT: read `bulletins` afresh." })
  async alerts(@Args() args: AlertsArgs, @Context() context: HubContext): Promise<AlertConnection> {
    return this.alertsService.page(context, args);
  }
}
