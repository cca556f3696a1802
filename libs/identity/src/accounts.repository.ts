import type { OrganisationKind, Role } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { AccountHolder } from './identity.acts.js';

/** Somebody who may sign in: neither the person nor the organisation has ended or is suspended. */
export interface Account extends AccountHolder {
  readonly organisationCode: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  /** Whether a second factor is enrolled and confirmed. */
  readonly hasFactor: boolean;
  readonly names: readonly (string | null)[];
}

interface AccountRow {
  person_id: string;
  organisation_id: string;
  code: string;
  email: string;
  roles: Role[];
  password_hash: string;
  has_factor: boolean;
  names: (string | null)[];
}

const ACCOUNT = `SELECT p.id AS person_id, p.organisation_id, o.code, p.email, p.roles, c.password_hash,
    EXISTS (SELECT FROM hub.totp_factors f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS has_factor,
    ARRAY[p.family_name, p.given_name, p.kana, p.latin_family_name, p.latin_given_name] AS names
  FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id JOIN hub.credentials c ON c.person_id = p.id
  WHERE p.ended_at IS NULL AND p.suspended_at IS NULL AND o.suspended_at IS NULL`;

const toAccount = (row: AccountRow): Account => ({
  personId: row.person_id,
  organisationId: row.organisation_id,
  organisationCode: row.code,
  email: row.email,
  roles: row.roles,
  passwordHash: row.password_hash,
  hasFactor: row.has_factor,
  names: row.names,
});

/** The accounts under a mail address; there may be one in each organisation. */
export async function accountsWithEmail(tx: Tx, email: string): Promise<Account[]> {
  const rows = await tx.query<AccountRow>('accounts-with-email', `${ACCOUNT} AND p.email = $1 ORDER BY p.id`, [email]);
  return rows.map(toAccount);
}

/** The account of a person, if it is active. */
export async function accountOf(tx: Tx, personId: string): Promise<Account | null> {
  const [row] = await tx.query<AccountRow>('account-of', `${ACCOUNT} AND p.id = $1`, [personId]);
  return row ? toAccount(row) : null;
}

/** Holds a password as it is until the transaction ends; false where it is another one by now. */
export async function holdPassword(tx: Tx, { personId, passwordHash }: Pick<Account, 'personId' | 'passwordHash'>): Promise<boolean> {
  const held = await tx.query('password-hold', 'SELECT 1 FROM hub.credentials WHERE person_id = $1 AND password_hash = $2 FOR SHARE', [
    personId,
    passwordHash,
  ]);
  return held.length > 0;
}

/** Replaces a password, if it is still the one that was verified; whoever holds it is waited for. */
export async function replacePassword(tx: Tx, account: Pick<Account, 'personId' | 'passwordHash'>, passwordHash: string, at: Date): Promise<boolean> {
  const changed = await tx.query(
    'password-replace',
    'UPDATE hub.credentials SET password_hash = $3, changed_at = $4 WHERE person_id = $1 AND password_hash = $2 RETURNING person_id',
    [account.personId, account.passwordHash, passwordHash, at],
  );
  return changed.length > 0;
}

/** Gives a new person the first password, by its hash. Works in the realms `identity` and `setup`. */
export async function setPasswordHash(tx: Tx, personId: string, passwordHash: string, at: Date): Promise<void> {
  await tx.query('password-set', 'INSERT INTO hub.credentials (person_id, password_hash, changed_at) VALUES ($1, $2, $3)', [personId, passwordHash, at]);
}

/** The coordinating organisation, which holds the records of what concerns nobody known. */
export async function coordinatingOrganisation(tx: Tx): Promise<{ id: string; kind: OrganisationKind } | null> {
  const [row] = await tx.query<{ id: string; kind: OrganisationKind }>(
    'coordinating-organisation',
    `SELECT id, kind FROM hub.organisations WHERE kind = 'COORDINATOR'`,
  );
  return row ?? null;
}
