import { type AuditLog, emit } from '@hub/audit';
import type { Tx } from '@hub/platform';

/** A person, with the organisation that holds the records of what happens to the account. */
export interface AccountHolder {
  readonly personId: string;
  readonly organisationId: string;
}

/** What an act of signing in and its like is about. */
export interface IdentityAct {
  readonly action: string;
  readonly at: Date;
  /** Who did it; null: nobody that the hub knows. */
  readonly by: AccountHolder | null;
  readonly subjectId?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Who else holds a record; the acting person's organisation does, unless `onlyHolders` says who alone. */
  readonly holderIds?: readonly string[];
  readonly onlyHolders?: readonly string[];
}

/** Enters an act into the audit log. Never with a password, token, code, address or network address. */
export const recordAct = (audit: AuditLog, tx: Tx, { action, at, by, subjectId, detail, holderIds = [], onlyHolders }: IdentityAct): Promise<void> =>
  audit.record(tx, {
    action,
    occurredAt: at,
    personId: by?.personId ?? null,
    organisationId: by?.organisationId ?? null,
    subjectId: subjectId ?? null,
    detail: detail ?? {},
    holderIds: onlyHolders ?? (by ? [by.organisationId, ...holderIds] : holderIds),
  });

/** Changes of an account that its person should hear of, however they came about. */
export type AccountNotice = 'password-changed' | 'second-factor-confirmed' | 'second-factor-disabled' | 'recovery-requested' | 'recovered' | 'token-reused' | 'token-created';

/** Leaves word for the person. */
export const notice = (tx: Tx, personId: string, what: AccountNotice, occurredAt: Date): Promise<void> =>
  emit(tx, { type: `account.${what}`, subjectId: personId, payload: {}, occurredAt });

/** Ends what was read before under rights that are now gone. MUST be the last statement of the act. */
export const revoke = async (tx: Tx): Promise<void> => {
  await tx.query('revoke', 'SELECT hub.revoke()');
};
