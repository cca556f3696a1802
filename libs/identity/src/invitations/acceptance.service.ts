import { Role } from '@hub/access';
import type { AuditLog } from '@hub/audit';
import { notFound } from '@hub/kernel';
import { appointContacts, createPerson, type NewPerson } from '@hub/parties';
import type { Tx } from '@hub/platform';
import { setPasswordHash } from '../accounts.repository.js';
import { assertAllowed, type Attempts, type Charged } from '../attempts/attempts.js';
import { recordAct } from '../identity.acts.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import type { PasswordHasher } from '../passwords/password-hasher.js';
import { assertGoodPassword } from '../passwords/password-policy.js';
import type { SecondFactors } from '../second-factor/second-factors.js';
import type { Grant, SessionIssuer } from '../sessions/session-issuer.js';
import { holdInvitation, markAccepted, type OpenInvitation } from './invitation.repository.js';

/** What somebody says of himself who was invited. */
export interface Acceptance extends Pick<NewPerson, 'familyName' | 'givenName' | 'kana' | 'latinFamilyName' | 'latinGivenName' | 'title'> {
  readonly token: string;
  readonly language?: string | null;
  readonly password: string;
}

/** A new account. */
export interface Joined {
  readonly email: string;
  /** Null where a second factor must be enrolled before the first session. */
  readonly grant: Grant | null;
}

/** Accepting an invitation. */
export class AcceptanceService {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
    private readonly hasher: PasswordHasher,
    private readonly factors: SecondFactors,
    private readonly issuer: SessionIssuer,
    private readonly audit: AuditLog,
  ) {}

  /** Makes the account and opens a session. One NOT_FOUND for a token that is unknown, expired, revoked, void or used. */
  async accept(input: Acceptance, caller: Caller): Promise<Joined> {
    const { actor: { instant }, remoteAddress } = caller;
    const { charged, found } = await this.work.hub(instant, async (tx) => ({
      found: await holdInvitation(tx, input.token, instant),
      charged: await this.attempts.count(tx, instant, this.attempts.handover(remoteAddress)),
    }));
    assertAllowed(charged);
    if (!found) throw notFound();
    const names = [input.familyName, input.givenName, input.kana, input.latinFamilyName, input.latinGivenName];
    assertGoodPassword(input.password, { email: found.email, names }, 'input.password');
    const passwordHash = await this.hasher.hash(input.password);
    return this.work.hub(instant, async (tx) => {
      // Held again: what could be accepted a moment ago may be void by now.
      const invitation = await holdInvitation(tx, input.token, instant);
      if (!invitation) throw notFound();
      return this.join(tx, invitation, input, passwordHash, charged, caller);
    });
  }

  private async join(tx: Tx, invitation: OpenInvitation, input: Acceptance, passwordHash: string, charged: Charged, { actor: { instant }, deviceToken }: Caller): Promise<Joined> {
    const { organisationId, email, roles } = invitation;
    const { familyName, givenName, kana, latinFamilyName, latinGivenName, title } = input;
    const language = input.language ?? invitation.language;
    const { id: personId } = await createPerson(tx, { organisationId, email, roles, language, familyName, givenName, kana, latinFamilyName, latinGivenName, title, createdAt: instant });
    await setPasswordHash(tx, personId, passwordHash, instant);
    await markAccepted(tx, invitation.id, instant);
    if (invitation.isFirst && roles.includes(Role.CONTACT_POINT)) await appointContacts(tx, organisationId, { contactPointId: personId, deputyId: null });
    const holder = { personId, organisationId };
    await recordAct(this.audit, tx, { action: 'invitation.accepted', at: instant, by: holder, subjectId: invitation.id, detail: { roles } });
    await this.attempts.giveBack(tx, charged);
    const grant = this.factors.isRequired(roles) ? null : await this.issuer.open(tx, holder, deviceToken, instant);
    return { email, grant };
  }
}
