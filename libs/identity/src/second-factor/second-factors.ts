import type { Role } from '@hub/access';
import { newId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { SecondFactorRule } from '../authenticator.js';
import type { IdentitySettings } from '../identity.settings.js';
import { derivedKey, keyedHash, newCode, open, readCode, seal } from '../tokens/secrets.js';
import { newSecret, readTotp, stepOf } from './totp.js';

/** Recovery codes that a person gets. */
export const RECOVERY_CODES = 10;

interface FactorRow {
  secret: Buffer;
  confirmed: boolean;
}

/** How a person's second factor stands. */
export interface FactorState {
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
}

/** Second factors: secrets (encrypted, bound to their person), codes that are good once, and who must have one. */
export class SecondFactors implements SecondFactorRule {
  private readonly secretKey: Buffer;
  private readonly codeKey: Buffer;
  private readonly compulsory: ReadonlySet<string>;

  constructor(settings: Pick<IdentitySettings, 'secrets' | 'sessions'>) {
    this.secretKey = derivedKey(settings.secrets.encryptionKey, 'second-factor');
    this.codeKey = derivedKey(settings.secrets.encryptionKey, 'recovery-codes');
    this.compulsory = settings.sessions.totpRoles;
  }

  /** Whether one of the roles demands a second factor (HUB_TOTP_ROLES). */
  isRequired(roles: Iterable<Role>): boolean {
    if (this.compulsory.size === 0) return false;
    for (const role of roles) if (this.compulsory.has(role)) return true;
    return false;
  }

  /** Begins an enrolment: a secret that counts once it is confirmed. Null where a factor is already confirmed. */
  async begin(tx: Tx, personId: string, instant: Date): Promise<Buffer | null> {
    const secret = newSecret();
    const begun = await tx.query(
      'factor-begin',
      `INSERT INTO hub.totp_factors AS f (person_id, secret, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
       WHERE f.confirmed_at IS NULL RETURNING person_id`,
      [personId, seal(this.secretKey, personId, secret), instant],
    );
    return begun.length > 0 ? secret : null;
  }

  /** The secret of an enrolment that is not yet confirmed. */
  async pending(tx: Tx, personId: string): Promise<Buffer | null> {
    const [row] = await tx.query<{ secret: Buffer }>('factor-pending', 'SELECT secret FROM hub.totp_factors WHERE person_id = $1 AND confirmed_at IS NULL', [personId]);
    return row ? open(this.secretKey, personId, row.secret) : null;
  }

  /** Confirms an enrolment by a first code; returns the recovery codes, which are shown this once. Null: nothing to confirm, or a wrong code. */
  async confirm(tx: Tx, personId: string, code: string, instant: Date): Promise<string[] | null> {
    const factor = await this.hold(tx, personId);
    if (!factor || factor.confirmed || !(await this.useTotp(tx, personId, factor, code, instant))) return null;
    await tx.query('factor-confirm', 'UPDATE hub.totp_factors SET confirmed_at = $2 WHERE person_id = $1', [personId, instant]);
    return this.renewRecoveryCodes(tx, personId);
  }

  /** Uses a code up: the authenticator's current one, or a recovery code. False: wrong, used before, or no factor. */
  async use(tx: Tx, personId: string, code: string, instant: Date): Promise<boolean> {
    const factor = await this.hold(tx, personId);
    if (!factor?.confirmed) return false;
    if (readTotp(code) !== null) return this.useTotp(tx, personId, factor, code, instant);
    const used = await tx.query(
      'recovery-code-use',
      'UPDATE hub.recovery_codes SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING id',
      [personId, this.codeHash(personId, code), instant],
    );
    return used.length > 0;
  }

  /** Gives ten new recovery codes; older ones are no longer good. */
  async renewRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => newCode());
    await tx.query('recovery-codes-drop', 'DELETE FROM hub.recovery_codes WHERE person_id = $1', [personId]);
    await tx.query(
      'recovery-codes-add',
      'INSERT INTO hub.recovery_codes (id, person_id, code_hash) SELECT id, $1, hash FROM unnest($2::uuid[], $3::bytea[]) AS c (id, hash)',
      [personId, codes.map(() => newId()), codes.map((code) => this.codeHash(personId, code))],
    );
    return codes;
  }

  /** Drops the factor and its recovery codes. */
  async drop(tx: Tx, personId: string): Promise<boolean> {
    await tx.query('recovery-codes-drop', 'DELETE FROM hub.recovery_codes WHERE person_id = $1', [personId]);
    const dropped = await tx.query('factor-drop', 'DELETE FROM hub.totp_factors WHERE person_id = $1 RETURNING person_id', [personId]);
    return dropped.length > 0;
  }

  /** How it stands. */
  async state(tx: Tx, personId: string): Promise<FactorState> {
    const [row] = await tx.query<{ enrolled: boolean; left: number }>(
      'factor-state',
      `SELECT EXISTS (SELECT FROM hub.totp_factors WHERE person_id = $1 AND confirmed_at IS NOT NULL) AS enrolled,
              (SELECT count(*) FROM hub.recovery_codes WHERE person_id = $1 AND used_at IS NULL) AS "left"`,
      [personId],
    );
    return { enrolled: row?.enrolled ?? false, recoveryCodesLeft: row?.left ?? 0 };
  }

  private async hold(tx: Tx, personId: string): Promise<FactorRow | undefined> {
    const [row] = await tx.query<FactorRow>(
      'factor-hold',
      'SELECT secret, confirmed_at IS NOT NULL AS confirmed FROM hub.totp_factors WHERE person_id = $1 FOR UPDATE',
      [personId],
    );
    return row;
  }

  /** A step is good once, and none before it: a code that was looked over somebody's shoulder is worth nothing. */
  private async useTotp(tx: Tx, personId: string, { secret }: FactorRow, text: string, instant: Date): Promise<boolean> {
    const code = readTotp(text);
    const step = code === null ? null : stepOf(open(this.secretKey, personId, secret), code, instant);
    if (step === null) return false;
    const used = await tx.query('factor-step', 'UPDATE hub.totp_factors SET last_step = $2 WHERE person_id = $1 AND last_step < $2 RETURNING person_id', [
      personId,
      step,
    ]);
    return used.length > 0;
  }

  private codeHash(personId: string, code: string): Buffer {
    return keyedHash(this.codeKey, personId, readCode(code));
  }
}
