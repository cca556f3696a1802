import type { HubContext } from '@hub/access';
import { conflict } from '@hub/kernel';
import { PartyLoaders } from '@hub/parties';
import { Injectable } from '@nestjs/common';
import { Authenticator } from '../authenticator.js';
import { DEVICE_LIFE } from '../identity.settings.js';
import type { Grant } from './session-issuer.js';
import type { Session } from './session.types.js';

const REFRESH_COOKIE = 'hub_refresh';
const DEVICE_COOKIE = 'hub_device';

/** Hands a session over to the client: tokens in the answer or in cookies, and the rest of the operation in its name. */
@Injectable()
export class SessionHandover {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly loaders: PartyLoaders,
  ) {}

  /**
   * What an operation has read, it has read as somebody; the gate's records would name another one after a sign-in.
   * So signing in comes before anything is read.
   */
  assertNothingRead({ reads }: HubContext): void {
    if (reads.accessEpoch !== null) throw conflict('Sign in with a request of its own. / サインインは単独のリクエストで行ってください。');
  }

  /** The session as the client gets it. What the operation goes on to read, it reads as its person. */
  async hand(context: HubContext, grant: Grant, cookie: boolean): Promise<Session> {
    context.actor = await this.authenticator.actorOf(grant.sessionId, context.actor.instant);
    this.loaders.forget(context);
    const { accessToken, expiresAt, refreshToken, deviceToken } = grant;
    if (!cookie) return { accessToken, expiresAt, refreshToken, deviceToken };
    context.setCookie(REFRESH_COOKIE, refreshToken, grant.refreshSeconds);
    if (deviceToken !== null) context.setCookie(DEVICE_COOKIE, deviceToken, DEVICE_LIFE / 1000);
    return { accessToken, expiresAt, refreshToken: null, deviceToken: null };
  }

  /** Takes the refresh token out of the browser. */
  clear(context: HubContext): void {
    context.setCookie(REFRESH_COOKIE, '', 0);
  }
}
