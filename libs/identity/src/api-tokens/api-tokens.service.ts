import type { AuditLog } from '@hub/audit';
import { conflict, isId, newId, notFound } from '@hub/kernel';
import { signedIn } from '@hub/access';
import type { Attempts } from '../attempts/attempts.js';
import { notice, recordAct } from '../identity.acts.js';
import { later } from '../identity.settings.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import type { PasswordConfirmation } from '../passwords/password-confirmation.js';
import { insertSession } from '../sessions/session.repository.js';
import type { SessionsService } from '../sessions/sessions.service.js';
import { addApiToken, liveToken, liveTokens, type LiveToken } from './api-token.repository.js';
import type { CreateApiTokenInput } from './api-token.types.js';

const DAY = 86_400_000;
/** So many tell nobody any more what they are for. */
const MOST = 20;

/** Tokens for programs that ask in somebody's name: making, listing and revoking one's own. */
export class ApiTokensService {
  constructor(
    private readonly work: IdentityWork,
    private readonly confirmation: PasswordConfirmation,
    private readonly attempts: Attempts,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /** The own tokens that are good. */
  list(caller: Caller): Promise<LiveToken[]> {
    return this.work.read(caller, (tx, { personId, instant }) => liveTokens(tx, personId, instant));
  }

  /** Makes one. It is a session of its own, which no refresh token carries on. */
  async create(caller: Caller, { name, scope, days, password }: CreateApiTokenInput, path: string): Promise<{ apiToken: LiveToken; token: string | null }> {
    let token: string | null = null;
    const { id } = await this.work.act(caller, {
      path,
      prepare: (person) => this.confirmation.confirm(person, password, 'input.password'),
      work: async (tx, person, { charged }) => {
        const { personId, instant } = person;
        await this.attempts.giveBack(tx, charged);
        if ((await liveTokens(tx, personId, instant)).length >= MOST) throw conflict(`You have ${MOST} tokens; revoke one first. / トークンは${MOST}個までです。`);
        const id = newId();
        const expiresAt = later(instant, days * DAY);
        await insertSession(tx, { id, personId, createdAt: instant, expiresAt });
        token = await addApiToken(tx, { sessionId: id, name, scope });
        await recordAct(this.audit, tx, { action: 'token.created', at: instant, by: person, subjectId: id, detail: { scope, expiresAt: expiresAt.toISOString() } });
        await notice(tx, personId, 'token-created', instant);
        return { id };
      },
    });
    const { personId, instant } = signedIn(caller.actor);
    const apiToken = await this.work.read(caller, (tx) => liveToken(tx, personId, id, instant));
    if (!apiToken) throw notFound();
    return { apiToken, token };
  }

  /** Ends one of the own tokens at once, on open connections too; NOT_FOUND for whatever else. */
  async revoke(caller: Caller, id: string, path: string): Promise<void> {
    signedIn(caller.actor);
    if (!isId(id)) throw notFound();
    await this.work.act(caller, {
      path,
      work: async (tx, person) => {
        if (!(await liveToken(tx, person.personId, id, person.instant))) throw notFound();
        await recordAct(this.audit, tx, { action: 'token.revoked', at: person.instant, by: person, subjectId: id });
        await this.sessions.end(tx, person, person, { only: id }, 'ended-by-person', person.instant);
        return {};
      },
    });
  }
}
