import { createHash } from 'node:crypto';
import type { AuditLog } from '@hub/audit';
import { conflict, forbidden, invalid } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { type Account, accountOf, holdPassword } from '../accounts.repository.js';
import { assertAllowed, type Attempts, type Charged } from '../attempts/attempts.js';
import { notice, recordAct } from '../identity.acts.js';
import { notSignedIn, roleNeedsFactor, wrongCode, wrongCredentials } from '../identity.errors.js';
import { ENROLMENT_LIFE, later } from '../identity.settings.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import type { PasswordConfirmation } from '../passwords/password-confirmation.js';
import type { Claim, PasswordProof } from '../passwords/password-proof.js';
import type { EnrolmentTokens } from './enrolment-tokens.js';
import type { FactorState, SecondFactors } from './second-factors.js';
import { enrolmentOf } from './totp.js';

/** What an authenticator app is set up with. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
  /** For whoever can't open a session before: what the confirmation is made with. */
  readonly enrolmentToken: string | null;
  readonly expiresAt: Date | null;
}

/** Who begins an enrolment; the address where there is no session. */
export interface Enroller extends Pick<Claim, 'password' | 'organisation'> {
  readonly email?: string | null;
}

const alreadyEnrolled = (): Error => conflict('A second factor is enrolled; disable it first. / 二要素認証は登録済みです。');
/** Ties an enrolment token to the password that it was given for. */
const fingerprint = ({ passwordHash }: Pick<Account, 'passwordHash'>): string => createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22);

/** Enrolling, confirming and giving up the second factor. */
export class SecondFactorService {
  constructor(
    private readonly work: IdentityWork,
    private readonly factors: SecondFactors,
    private readonly confirmation: PasswordConfirmation,
    private readonly proof: PasswordProof,
    private readonly attempts: Attempts,
    private readonly tokens: EnrolmentTokens,
    private readonly audit: AuditLog,
  ) {}

  /** How the asker's second factor stands. */
  async state(caller: Caller): Promise<FactorState & { required: boolean }> {
    return this.work.read(caller, async (tx, { personId, roles }) => ({ ...(await this.factors.state(tx, personId)), required: this.factors.isRequired(roles) }));
  }

  /**
   * Begins an enrolment. Signed in: with the password. Before the first session, where the role demands a second factor:
   * with address and password, counted and answered like a sign-in.
   */
  async enrol(caller: Caller, input: Enroller, path: string): Promise<Enrolment> {
    if (caller.actor.kind === 'anonymous') return this.enrolBeforeSession(caller, input);
    if (input.email != null) throw invalid('input.email', 'Leave the address out: you are signed in. / サインイン中は不要です。');
    await this.work.act(caller, {
      path,
      prepare: (person) => this.confirmation.confirm(person, input.password, 'input.password'),
      work: async (tx, person, { charged }) => {
        await this.begin(tx, person, person.instant);
        await this.attempts.giveBack(tx, charged);
        return {};
      },
    });
    // Read back, so that a repetition of the request gives the same secret.
    return this.work.read(caller, async (tx, { personId }) => {
      const [account, secret] = [await accountOf(tx, personId), await this.factors.pending(tx, personId)];
      if (!account || !secret) throw alreadyEnrolled();
      return { ...enrolmentOf(secret, account.email), enrolmentToken: null, expiresAt: null };
    });
  }

  private async enrolBeforeSession(caller: Caller, { email, password, organisation }: Enroller): Promise<Enrolment> {
    const { instant } = caller.actor;
    if (email == null) throw notSignedIn();
    const { account, charged } = await this.proof.prove({ email, password, organisation }, caller);
    return this.work.hub(instant, async (tx) => {
      if (account.hasFactor) throw alreadyEnrolled();
      if (!this.factors.isRequired(account.roles)) throw forbidden('Sign in first. / 先にサインインしてください。');
      if (!(await holdPassword(tx, account))) throw wrongCredentials();
      const secret = await this.begin(tx, account, instant);
      await this.attempts.giveBack(tx, charged);
      const expiresAt = later(instant, ENROLMENT_LIFE);
      return { ...enrolmentOf(secret, account.email), expiresAt, enrolmentToken: this.tokens.issue({ sub: account.personId, cred: fingerprint(account) }, instant, expiresAt) };
    });
  }

  private async begin(tx: Tx, holder: { personId: string; organisationId: string }, instant: Date): Promise<Buffer> {
    const secret = await this.factors.begin(tx, holder.personId, instant);
    if (!secret) throw alreadyEnrolled();
    await recordAct(this.audit, tx, { action: 'second_factor.enrolled', at: instant, by: holder, subjectId: holder.personId });
    return secret;
  }

  /** Confirms the enrolment by a first code. Returns the recovery codes, which are never shown again; none in a repetition. */
  async confirm(caller: Caller, { code, enrolmentToken }: { code: string; enrolmentToken?: string | null }, path: string): Promise<string[]> {
    if (enrolmentToken != null) return this.confirmBeforeSession(caller, code, enrolmentToken);
    let codes: string[] = [];
    await this.work.act(caller, {
      path,
      prepare: ({ instant, sessionId }) => this.charge(instant, this.attempts.confirmation(sessionId)),
      work: async (tx, person, charged) => {
        codes = await this.confirmed(tx, person, code, person.instant);
        await this.attempts.giveBack(tx, charged);
        return {};
      },
    });
    return codes;
  }

  private async confirmBeforeSession({ actor: { instant } }: Caller, code: string, enrolmentToken: string): Promise<string[]> {
    const claims = await this.tokens.verify(enrolmentToken);
    if (!claims || claims.exp * 1000 <= instant.getTime()) throw notSignedIn();
    const charged = await this.charge(instant, this.attempts.code(claims.sub, null));
    return this.work.hub(instant, async (tx) => {
      const account = await accountOf(tx, claims.sub);
      if (!account || claims.cred !== fingerprint(account)) throw notSignedIn();
      const codes = await this.confirmed(tx, account, code, instant);
      await this.attempts.giveBack(tx, charged);
      return codes;
    });
  }

  private async confirmed(tx: Tx, holder: { personId: string; organisationId: string }, code: string, instant: Date): Promise<string[]> {
    const codes = await this.factors.confirm(tx, holder.personId, code, instant);
    if (!codes) throw wrongCode();
    await recordAct(this.audit, tx, { action: 'second_factor.confirmed', at: instant, by: holder, subjectId: holder.personId });
    await notice(tx, holder.personId, 'second-factor-confirmed', instant);
    return codes;
  }

  /** Ten new recovery codes, for password and code; the old ones are void. None in a repetition. */
  async renewRecoveryCodes(caller: Caller, input: { password: string; code: string }, path: string): Promise<string[]> {
    let codes: string[] = [];
    await this.withCode(caller, input, path, async (tx, account, instant) => {
      codes = await this.factors.renewRecoveryCodes(tx, account.personId);
      await recordAct(this.audit, tx, { action: 'recovery_codes.renewed', at: instant, by: account, subjectId: account.personId });
    });
    return codes;
  }

  /** Gives the second factor up, for password and code; not where a role demands one. */
  async disable(caller: Caller, input: { password: string; code: string }, path: string): Promise<void> {
    await this.withCode(caller, input, path, async (tx, account, instant) => {
      if (this.factors.isRequired(account.roles)) throw roleNeedsFactor();
      await this.factors.drop(tx, account.personId);
      await recordAct(this.audit, tx, { action: 'second_factor.disabled', at: instant, by: account, subjectId: account.personId });
      await notice(tx, account.personId, 'second-factor-disabled', instant);
    });
  }

  private async withCode(caller: Caller, { password, code }: { password: string; code: string }, path: string, then: (tx: Tx, account: Account, instant: Date) => Promise<void>): Promise<void> {
    await this.work.act(caller, {
      path,
      prepare: (person) => this.confirmation.confirm(person, password, 'input.password'),
      work: async (tx, { personId, instant }, { account, charged }) => {
        if (!(await this.factors.use(tx, personId, code, instant))) throw wrongCode();
        await this.attempts.giveBack(tx, charged);
        await then(tx, account, instant);
        return {};
      },
    });
  }

  private async charge(instant: Date, charge: ReturnType<Attempts['code']>): Promise<Charged> {
    const charged = await this.work.hub(instant, (tx) => this.attempts.count(tx, instant, charge));
    assertAllowed(charged);
    return charged;
  }
}
