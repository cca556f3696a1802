import type { AuditLog } from '@hub/audit';
import { normaliseEmail, normaliseInput } from '@hub/kernel';
import { type Account, accountsWithEmail, coordinatingOrganisation } from '../accounts.repository.js';
import { assertAllowed, type Attempts, type Charged } from '../attempts/attempts.js';
import { recordAct } from '../identity.acts.js';
import { organisationNeeded, wrongCredentials } from '../identity.errors.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import { type Device, findDevice } from '../sessions/devices.js';
import type { PasswordHasher } from './password-hasher.js';

/** What somebody claims who is not signed in. */
export interface Claim {
  readonly email: string;
  readonly password: string;
  /** Code of the organisation, where an address has accounts in several. */
  readonly organisation?: string | null;
}

/** A claim that held. */
export interface Proof {
  readonly account: Account;
  /** The device, where it has signed in to this account before. */
  readonly device: Device | null;
  /** What the attempt was charged; given back once it has led somewhere. */
  readonly charged: Charged;
}

/** What is known of an address before any password is looked at. */
interface Sight {
  readonly accounts: readonly Account[];
  readonly device: Device | null;
  readonly charged: Charged;
}

/** Hashes verified for an address, known or not. Only an address with more accounts than this would take longer. */
const VERIFICATIONS = 2;

/**
 * Whether a password belongs to an address: the one place where passwords of people who aren't signed in are looked at.
 * MUST answer alike, and do the same work, for addresses that exist and that don't.
 */
export class PasswordProof {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
  ) {}

  /** Counts the attempt, then verifies. UNAUTHENTICATED, or RATE_LIMITED where it was one too many. */
  async prove(claim: Claim, caller: Caller): Promise<Proof> {
    const email = normaliseEmail(claim.email);
    const sight = await this.look(email, claim.organisation ?? null, caller);
    if (!sight.charged.allowed) await this.refused(sight, caller);
    const { device } = sight;
    if (!device) return this.among(sight.accounts, sight.charged, claim, caller, sight.accounts);

    // A device that has signed in before speaks for its own account; for any other it is a stranger like all.
    const [own] = await this.matching(claim.password, sight.accounts.filter(({ personId }) => personId === device.personId), 1);
    if (own) return { account: own, device, charged: sight.charged };
    const charged = await this.work.hub(caller.actor.instant, (tx) =>
      this.attempts.count(tx, caller.actor.instant, this.attempts.account(email), this.attempts.address(caller.remoteAddress)),
    );
    // That strangers have used their attempts up is not this device's fault, and it isn't told so.
    if (!charged.allowed) throw await this.failed(sight.accounts, caller);
    const others = sight.accounts.filter(({ personId }) => personId !== device.personId);
    return this.among(others, charged, claim, caller, sight.accounts);
  }

  private look(email: string, organisation: string | null, { actor: { instant }, remoteAddress, deviceToken }: Caller): Promise<Sight> {
    const code = organisation === null ? null : normaliseInput(organisation).toUpperCase();
    return this.work.hub(instant, async (tx) => {
      const accounts = (await accountsWithEmail(tx, email)).filter(({ organisationCode }) => code === null || organisationCode === code);
      const found = await findDevice(tx, deviceToken, email, instant);
      const device = accounts.some(({ personId }) => personId === found?.personId) ? found : null;
      const charges = device ? [this.attempts.device(device.hash)] : [this.attempts.account(email), this.attempts.address(remoteAddress)];
      return { accounts, device, charged: await this.attempts.count(tx, instant, ...charges) };
    });
  }

  private async among(accounts: readonly Account[], charged: Charged, { password }: Claim, caller: Caller, tried: readonly Account[]): Promise<Proof> {
    const matching = await this.matching(password, accounts, VERIFICATIONS);
    const [account] = matching;
    if (!account) throw await this.failed(tried, caller);
    if (matching.length > 1) {
      await this.work.hub(caller.actor.instant, (tx) => this.attempts.giveBack(tx, charged));
      throw organisationNeeded();
    }
    return { account, device: null, charged };
  }

  /** The accounts that have the password; at least so many hashes are verified, side by side. */
  private async matching(password: string, accounts: readonly Account[], atLeast: number): Promise<Account[]> {
    const hashes = accounts.map(({ passwordHash }) => passwordHash);
    while (hashes.length < atLeast) hashes.push(this.hasher.nobodys);
    const verdicts = await Promise.all(hashes.map((passwordHash) => this.hasher.verify(passwordHash, password)));
    return accounts.filter((_, at) => verdicts[at]);
  }

  private async refused({ accounts, charged }: Sight, caller: Caller): Promise<never> {
    if (charged.firstRefused) await this.record('session.refused', accounts, caller);
    assertAllowed(charged);
    throw wrongCredentials();
  }

  private async failed(accounts: readonly Account[], caller: Caller): Promise<Error> {
    await this.record('session.failed', accounts, caller);
    return wrongCredentials();
  }

  /** One record for each account tried; for an address that nobody has, one for the coordinating organisation that names nothing. */
  private record(action: string, accounts: readonly Account[], { actor: { instant } }: Caller): Promise<void> {
    return this.work.hub(instant, async (tx) => {
      const coordinator = await coordinatingOrganisation(tx);
      if (accounts.length === 0) {
        const holderIds = coordinator ? [coordinator.id] : [];
        return recordAct(this.audit, tx, { action, at: instant, by: null, holderIds, detail: { account: 'unknown' } });
      }
      for (const { personId, organisationId } of accounts) {
        await recordAct(this.audit, tx, { action, at: instant, by: null, subjectId: personId, holderIds: [organisationId], detail: { account: 'known' } });
      }
    });
  }
}
