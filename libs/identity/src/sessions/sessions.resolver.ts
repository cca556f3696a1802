import type { HubContext } from '@hub/access';
import { Args, Context, ID, Info, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { notSignedIn } from '../identity.errors.js';
import { pathOf } from '../identity.inputs.js';
import { ViewerReader } from '../viewer/viewer.reader.js';
import { Viewer } from '../viewer/viewer.types.js';
import { SessionHandover } from './session-handover.js';
import { OwnSession, Session, SignInInput } from './session.types.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

/** Sessions, in and out of GraphQL. */
@Resolver(() => Session)
export class SessionsResolver {
  constructor(
    private readonly signInService: SignInService,
    private readonly sessionsService: SessionsService,
    private readonly handover: SessionHandover,
    private readonly viewers: ViewerReader,
  ) {}

  @Query(() => Viewer, { description: 'Who is asking.' })
  async viewer(@Context() context: HubContext): Promise<Viewer> {
    return this.viewers.view(context);
  }

  @Query(() => [OwnSession], { description: 'Your live sessions, newest first.' })
  async sessions(@Context() context: HubContext): Promise<OwnSession[]> {
    const sessions = await this.sessionsService.list(context);
    return sessions.map(({ id, created_at, last_used_at, expires_at, current }) => ({ id, createdAt: created_at, lastUsedAt: last_used_at, expiresAt: expires_at, current }));
  }

  @Mutation(() => Session, {
    description:
      'Opens a session. UNAUTHENTICATED alike for unknown addresses and wrong passwords; RATE_LIMITED after too many attempts. Once the password was right: INVALID_INPUT for `input.code` where a second factor is needed or wrong, for `input.organisation` where several accounts match; FORBIDDEN where the role needs a second factor that is not enrolled.',
  })
  async signIn(@Args('input') input: SignInInput, @Context() context: HubContext): Promise<Session> {
    this.handover.assertNothingRead(context);
    const grant = await this.signInService.signIn(input, { ...context, deviceToken: input.deviceToken ?? context.deviceToken });
    return this.handover.hand(context, grant, input.cookie ?? false);
  }

  @Mutation(() => Session, {
    description: 'The next access and refresh token. Each refresh token is good once; one that comes again after more than ten seconds ends the session. UNAUTHENTICATED where it is not good.',
  })
  async refreshSession(
    @Args('refreshToken', { type: () => String, nullable: true, description: "Without it: the cookie's." }) refreshToken: string | null | undefined,
    @Context() context: HubContext,
  ): Promise<Session> {
    this.handover.assertNothingRead(context);
    const token = refreshToken ?? context.refreshCookie;
    if (token === null) throw notSignedIn();
    return this.handover.hand(context, await this.sessionsService.refresh(token, context), refreshToken == null);
  }

  @Mutation(() => Boolean, { description: "Ends the session at once, on open sockets too. Without an access token: the one of the browser's cookie." })
  async signOut(@Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.sessionsService.signOut(context, context.refreshCookie, pathOf(info));
    this.handover.clear(context);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Ends one of your sessions at once. NOT_FOUND for any other.' })
  async endSession(@Args('id', { type: () => ID, description: 'The session.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.sessionsService.endOne(context, id, pathOf(info));
    return true;
  }

  @Mutation(() => Int, { description: 'Ends all of your sessions but this one, at once; how many there were.' })
  async endOtherSessions(@Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<number> {
    return this.sessionsService.endOthers(context, pathOf(info));
  }

  @ResolveField('viewer', () => Viewer, { description: 'Whose session it is.' })
  async sessionViewer(@Context() context: HubContext): Promise<Viewer> {
    return this.viewers.view(context);
  }
}
