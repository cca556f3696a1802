import type { PersonActor } from '@hub/access';
import type { AuditLog } from '@hub/audit';
import { type Account, accountOf } from '../accounts.repository.js';
import { assertAllowed, type Attempts, type Charged } from '../attempts/attempts.js';
import { recordAct } from '../identity.acts.js';
import { notSignedIn, wrongPassword } from '../identity.errors.js';
import type { IdentityWork } from '../identity-work.js';
import type { PasswordHasher } from './password-hasher.js';

/** A password given again inside a session, for something grave. */
export interface Confirmed {
  readonly account: Account;
  /** Given back once the act has succeeded; a wrong code after a right password stays counted. */
  readonly charged: Charged;
}

/** Asks whoever is signed in for the password once more: an open screen is not enough to change how one signs in. */
export class PasswordConfirmation {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
  ) {}

  /** INVALID_INPUT for `field` where the password is wrong. */
  async confirm(person: PersonActor, password: string, field: string): Promise<Confirmed> {
    const { instant } = person;
    const { account, charged } = await this.work.hub(instant, async (tx) => ({
      account: await accountOf(tx, person.personId),
      charged: await this.attempts.count(tx, instant, this.attempts.confirmation(person.sessionId)),
    }));
    assertAllowed(charged);
    if (!account) throw notSignedIn();
    if (await this.hasher.verify(account.passwordHash, password)) return { account, charged };
    await this.work.hub(instant, (tx) => recordAct(this.audit, tx, { action: 'confirmation.failed', at: instant, by: person, subjectId: person.sessionId }));
    throw wrongPassword(field);
  }
}
