import type { AuditLog } from '@hub/audit';
import { notFound } from '@hub/kernel';
import { accountOf, replacePassword } from '../accounts.repository.js';
import { assertAllowed, type Attempts } from '../attempts/attempts.js';
import { notice, recordAct } from '../identity.acts.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import type { PasswordHasher } from '../passwords/password-hasher.js';
import { assertGoodPassword } from '../passwords/password-policy.js';
import type { SecondFactors } from '../second-factor/second-factors.js';
import { forgetDevices } from '../sessions/devices.js';
import type { SessionsService } from '../sessions/sessions.service.js';
import type { RecoveryCodes } from './recovery-codes.js';
import { holdApproved, useRecovery } from './recovery.repository.js';

/** The two halves, and what is to become of the account. */
export interface AccountRecovery {
  readonly requestCode: string;
  readonly approvalCode: string;
  readonly newPassword: string;
  /** Only the password was lost. */
  readonly keepSecondFactor?: boolean | null;
}

/** The person's part of a recovery. */
export class RecoveredAccountService {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
    private readonly codes: RecoveryCodes,
    private readonly hasher: PasswordHasher,
    private readonly factors: SecondFactors,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Sets a new password by both codes and drops the second factor; all sessions end. The person then signs in like anybody.
   * One NOT_FOUND for codes that are wrong, expired, cancelled, used, or not both approved.
   */
  async recover({ requestCode, approvalCode, newPassword, keepSecondFactor }: AccountRecovery, { actor: { instant }, remoteAddress }: Caller): Promise<void> {
    const hash = this.codes.both(this.codes.first(requestCode), approvalCode);
    const { charged, account } = await this.work.hub(instant, async (tx) => {
      const recovery = await holdApproved(tx, instant, hash);
      const account = recovery && (await accountOf(tx, recovery.personId));
      return { account, charged: await this.attempts.count(tx, instant, this.attempts.handover(remoteAddress)) };
    });
    assertAllowed(charged);
    if (!account) throw notFound();
    assertGoodPassword(newPassword, account, 'input.newPassword');
    const passwordHash = await this.hasher.hash(newPassword);
    await this.work.hub(instant, async (tx) => {
      const recovery = await holdApproved(tx, instant, hash);
      if (!recovery || !(await replacePassword(tx, account, passwordHash, instant))) throw notFound();
      await useRecovery(tx, recovery, instant);
      if (keepSecondFactor !== true) await this.factors.drop(tx, account.personId);
      await forgetDevices(tx, account.personId, null);
      await this.attempts.giveBack(tx, charged);
      await recordAct(this.audit, tx, { action: 'account.recovered', at: instant, by: account, subjectId: account.personId, detail: { secondFactor: keepSecondFactor === true ? 'kept' : 'dropped' } });
      await notice(tx, account.personId, 'recovered', instant);
      await this.sessions.end(tx, account, account, {}, 'recovered', instant);
    });
  }
}
