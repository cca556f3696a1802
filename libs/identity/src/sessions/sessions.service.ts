import type { AuditLog } from '@hub/audit';
import { type PersonActor, signedIn } from '@hub/access';
import { isId, notFound } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { accountOf } from '../accounts.repository.js';
import { assertAllowed, type Attempts, type Charged } from '../attempts/attempts.js';
import type { Authenticator } from '../authenticator.js';
import { type AccountHolder, notice, recordAct, revoke } from '../identity.acts.js';
import { notSignedIn } from '../identity.errors.js';
import { REPEAT_GRACE } from '../identity.settings.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import type { SecondFactors } from '../second-factor/second-factors.js';
import type { Grant, SessionIssuer } from './session-issuer.js';
import { type EndReason, endSessions, holdRefreshToken, type LiveSession, liveSessions, type PresentedToken } from './session.repository.js';

/** Live sessions: carrying them on, listing them, ending them. */
export class SessionsService {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly issuer: SessionIssuer,
    private readonly authenticator: Authenticator,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The next access and refresh token for a refresh token. Each is good once; one that comes again later than ten seconds
   * after its use was copied, and nobody can say by whom: the whole family ends, and with it the session.
   */
  async refresh(token: string, { actor: { instant }, remoteAddress }: Caller): Promise<Grant> {
    const outcome = await this.work.hub(instant, async (tx): Promise<Grant | Charged | null> => {
      const charged = await this.attempts.count(tx, instant, this.attempts.refresh(remoteAddress));
      if (!charged.allowed) return charged;
      const presented = await holdRefreshToken(tx, token, instant);
      if (!presented || presented.expires_at <= instant) return null;
      const holder = { personId: presented.person_id, organisationId: presented.organisation_id };
      if (presented.used_at && instant.getTime() - presented.used_at.getTime() > REPEAT_GRACE) {
        await notice(tx, holder.personId, 'token-reused', instant);
        await this.end(tx, holder, null, { only: presented.session_id }, 'refresh-token-reused', instant);
        return null;
      }
      return this.carryOn(tx, presented, holder, token, charged, instant);
    });
    if (outcome && 'allowed' in outcome) assertAllowed(outcome);
    if (!outcome || !('accessToken' in outcome)) throw notSignedIn();
    return outcome;
  }

  private async carryOn(tx: Tx, presented: PresentedToken, holder: AccountHolder, token: string, charged: Charged, instant: Date): Promise<Grant | null> {
    const account = await accountOf(tx, presented.person_id);
    if (!account) return null;
    if (this.factors.isRequired(account.roles) && !account.hasFactor) {
      await this.end(tx, holder, null, { only: presented.session_id }, 'second-factor-required', instant);
      return null;
    }
    await this.attempts.giveBack(tx, charged);
    return this.issuer.rotate(tx, presented, token, instant);
  }

  /** Ends the session of whoever is signed in; else the one that the browser's cookie belongs to. */
  async signOut(caller: Caller, refreshCookie: string | null, path: string): Promise<void> {
    const { actor } = caller;
    if (actor.kind === 'person') {
      await this.endOwn(caller, path, { only: actor.sessionId }, 'signed-out');
      return;
    }
    if (refreshCookie === null) throw notSignedIn();
    const ended = await this.work.hub(actor.instant, async (tx) => {
      const presented = await holdRefreshToken(tx, refreshCookie, actor.instant);
      if (!presented) return [];
      const holder = { personId: presented.person_id, organisationId: presented.organisation_id };
      return this.end(tx, holder, holder, { only: presented.session_id }, 'signed-out', actor.instant);
    });
    if (ended.length === 0) throw notSignedIn();
  }

  /** The live sessions of whoever is signed in. */
  list(caller: Caller): Promise<(LiveSession & { current: boolean })[]> {
    return this.work.read(caller, async (tx, { personId, sessionId, instant }) =>
      (await liveSessions(tx, personId, instant)).map((session) => ({ ...session, current: session.id === sessionId })),
    );
  }

  /** Ends one of the person's own sessions; NOT_FOUND for any other. */
  async endOne(caller: Caller, id: string, path: string): Promise<void> {
    signedIn(caller.actor);
    if (!isId(id)) throw notFound();
    const ended = await this.endOwn(caller, path, { only: id }, 'ended-by-person');
    if (ended.length === 0) throw notFound();
  }

  /** Ends the person's other sessions; returns how many. */
  async endOthers(caller: Caller, path: string): Promise<number> {
    const { sessionId } = signedIn(caller.actor);
    return (await this.endOwn(caller, path, { except: sessionId }, 'ended-by-person')).length;
  }

  /** Ends sessions inside a transaction, and says so to whoever reads under them. MUST be the last step of the act. */
  async end(tx: Tx, holder: AccountHolder, by: AccountHolder | null, which: { only?: string; except?: string }, reason: EndReason, instant: Date): Promise<string[]> {
    const ended = await endSessions(tx, { personId: holder.personId, ...which }, reason, instant);
    for (const id of ended) {
      await recordAct(this.audit, tx, { action: 'session.ended', at: instant, by, subjectId: id, holderIds: [holder.organisationId], detail: { reason } });
      this.authenticator.forget(id);
    }
    if (ended.length > 0) await revoke(tx);
    return ended;
  }

  private async endOwn(caller: Caller, path: string, which: { only?: string; except?: string }, reason: EndReason): Promise<string[]> {
    const { ended } = await this.work.act(caller, {
      path,
      work: async (tx, person: PersonActor) => ({ ended: await this.end(tx, person, person, which, reason, person.instant) }),
    });
    return ended;
  }
}
