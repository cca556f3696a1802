import type { AuditLog } from '@hub/audit';
import { conflict, invalid } from '@hub/kernel';
import { replacePassword } from '../accounts.repository.js';
import type { Attempts } from '../attempts/attempts.js';
import { notice, recordAct } from '../identity.acts.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import { forgetDevices } from '../sessions/devices.js';
import type { SessionsService } from '../sessions/sessions.service.js';
import type { PasswordConfirmation } from './password-confirmation.js';
import type { PasswordHasher } from './password-hasher.js';
import { assertGoodPassword } from './password-policy.js';

/** Changing one's own password. */
export class PasswordsService {
  constructor(
    private readonly work: IdentityWork,
    private readonly confirmation: PasswordConfirmation,
    private readonly hasher: PasswordHasher,
    private readonly attempts: Attempts,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /** A new password for the current one. The person's other sessions end, and other devices are strangers again. */
  async change(caller: Caller, { currentPassword, newPassword }: { currentPassword: string; newPassword: string }, path: string): Promise<void> {
    await this.work.act(caller, {
      path,
      prepare: async (person) => {
        const confirmed = await this.confirmation.confirm(person, currentPassword, 'input.currentPassword');
        assertGoodPassword(newPassword, confirmed.account, 'input.newPassword');
        if (await this.hasher.verify(confirmed.account.passwordHash, newPassword)) throw invalid('input.newPassword', 'This is the password that you have. / 現在と同じパスワードです。');
        return { ...confirmed, passwordHash: await this.hasher.hash(newPassword) };
      },
      work: async (tx, person, { account, charged, passwordHash }) => {
        const { instant } = person;
        if (!(await replacePassword(tx, account, passwordHash, instant))) throw conflict('The password was changed at the same moment. / 同時に変更されました。');
        await this.attempts.giveBack(tx, charged);
        await forgetDevices(tx, person.personId, caller.deviceToken);
        await recordAct(this.audit, tx, { action: 'password.changed', at: instant, by: person, subjectId: person.personId });
        await notice(tx, person.personId, 'password-changed', instant);
        await this.sessions.end(tx, person, person, { except: person.sessionId }, 'password-changed', instant);
        return {};
      },
    });
  }
}
