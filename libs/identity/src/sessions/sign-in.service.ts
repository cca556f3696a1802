import type { AuditLog } from '@hub/audit';
import type { Tx } from '@hub/platform';
import { holdPassword } from '../accounts.repository.js';
import { assertAllowed, type Attempts, type Charged } from '../attempts/attempts.js';
import { recordAct } from '../identity.acts.js';
import { codeNeeded, enrolmentNeeded, wrongCode, wrongCredentials } from '../identity.errors.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import type { Claim, PasswordProof, Proof } from '../passwords/password-proof.js';
import type { SecondFactors } from '../second-factor/second-factors.js';
import type { Grant, SessionIssuer } from './session-issuer.js';

/** What somebody signs in with. */
export interface SignIn extends Claim {
  readonly code?: string | null;
}

/** Signing in: password, then second factor, then a session. */
export class SignInService {
  constructor(
    private readonly work: IdentityWork,
    private readonly proof: PasswordProof,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly issuer: SessionIssuer,
    private readonly audit: AuditLog,
  ) {}

  /** Opens a session, or says why not: what it says of the second factor, it says only after the password was right. */
  async signIn(input: SignIn, caller: Caller): Promise<Grant> {
    const proof = await this.proof.prove(input, caller);
    const { account } = proof;
    const code = input.code?.trim() ?? '';
    if (!account.hasFactor && this.factors.isRequired(account.roles)) throw await this.turnedBack(proof, caller, enrolmentNeeded());
    if (!account.hasFactor) return this.open(proof, caller, async () => true, []);
    if (code === '') throw await this.turnedBack(proof, caller, codeNeeded());

    const tried = await this.work.hub(caller.actor.instant, (tx) =>
      this.attempts.count(tx, caller.actor.instant, this.attempts.code(account.personId, proof.device?.hash ?? null)),
    );
    assertAllowed(tried);
    return this.open(proof, caller, (tx) => this.factors.use(tx, account.personId, code, caller.actor.instant), [tried]);
  }

  private async open(proof: Proof, caller: Caller, secondFactor: (tx: Tx) => Promise<boolean>, tried: readonly Charged[]): Promise<Grant> {
    const { account, device, charged } = proof;
    const { actor: { instant }, deviceToken } = caller;
    const outcome = await this.work.hub(instant, async (tx) => {
      // The password may have been changed since it was verified, and that ended all sessions but this one to come.
      if (!(await holdPassword(tx, account))) return 'password';
      if (!(await secondFactor(tx))) return 'code';
      for (const right of tried) await this.attempts.giveBack(tx, right);
      if (device) await this.attempts.reset(tx, this.attempts.device(device.hash));
      else await this.attempts.giveBack(tx, charged);
      return this.issuer.open(tx, account, deviceToken, instant);
    });
    if (outcome === 'password') throw wrongCredentials();
    if (outcome !== 'code') return outcome;
    await this.work.hub(instant, (tx) =>
      recordAct(this.audit, tx, { action: 'session.failed', at: instant, by: null, subjectId: account.personId, holderIds: [account.organisationId], detail: { account: 'known', failed: 'second factor' } }),
    );
    throw wrongCode();
  }

  /** The password was right, so nothing was guessed; the next step is the person's. */
  private async turnedBack({ charged }: Proof, { actor: { instant } }: Caller, reason: Error): Promise<Error> {
    await this.work.hub(instant, (tx) => this.attempts.giveBack(tx, charged));
    return reason;
  }
}
