import type { Clock } from '@hub/kernel';
import type { Database, Tx, UnitOfWork } from '@hub/platform';
import type { AuditLog } from '../audit-log.js';
import type { BodyKeys } from '../bodies/body-keys.js';
import type { Keyring } from '../bodies/keyring.js';

const LOCK = 7305;

/** What a run has done for a key. After each the process may end at any moment, and the next run goes on. */
export type ErasureStep = 'begun' | 'key left' | 'key retired' | 'drained' | 'sealed' | 'destroyed' | 'finished';

/** What a run did. `waiting`: somebody's transaction or seal took too long; `again`: keys that an old copy of the ring had brought back. */
export interface ErasureOutcome {
  readonly busy: boolean;
  readonly erased: number;
  readonly again: number;
  readonly waiting: boolean;
}

interface Due { readonly id: string; readonly actId: string; readonly keyId: string; readonly state: 'UNDER_WAY' | 'DONE'; readonly reason: string }
interface Party { readonly organisationId: string; readonly entryId: string | null; readonly asks: boolean; readonly askedBy: string | null; readonly decidedBy: string | null; readonly consentedAt: Date | null }

/**
 * Carries out what all have consented to: the key of the act is destroyed, all other acts of its ring key live on, and each
 * holder gets a record of it. One process at a time; what was left half done is gone on with, since each step is told from what
 * stands: the state of the erasure, the key's retirement, and the ring itself.
 */
export class ErasureRun {
  /** Called after each step. */
  onStep: (step: ErasureStep) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly bodyKeys: BodyKeys,
    private readonly audit: AuditLog,
  ) {}

  /** Ends what has expired, erases what is due, and begins a new key each day. */
  async run(): Promise<ErasureOutcome> {
    const outcome = await this.database.alone(LOCK, async (stillAlone) => {
      this.keyring.freshen();
      await this.bodyKeys.renew(stillAlone);
      await this.begin();
      this.onStep('begun');
      return this.erase(await this.due(), stillAlone);
    });
    return outcome ?? { busy: true, erased: 0, again: 0, waiting: false };
  }

  private async erase(due: readonly Due[], stillAlone: () => Promise<void>): Promise<ErasureOutcome> {
    // An erased act whose key is in the ring came back with an old copy of the file.
    const returned = due.filter(({ state, keyId, actId }) => state === 'DONE' && this.keyring.actKey(keyId, actId) !== null);
    const begun = due.filter(({ state }) => state === 'UNDER_WAY');
    const keys = new Set([...begun, ...returned].filter(({ keyId, actId }) => this.keyring.actKey(keyId, actId) !== null).map(({ keyId }) => keyId));
    const left = new Set<string>();
    for (const keyId of keys) {
      const gone = new Set(due.filter((each) => each.keyId === keyId).map(({ actId }) => actId));
      if (!(await this.destroy(keyId, gone, stillAlone))) left.add(keyId);
    }
    const erased = begun.filter(({ keyId }) => !left.has(keyId));
    for (const erasure of erased) await this.finish(erasure);
    if (erased.length > 0) this.onStep('finished');
    return { busy: false, erased: erased.length, again: returned.filter(({ keyId }) => !left.has(keyId)).length, waiting: left.size > 0 };
  }

  /** False where it has to wait for others. */
  private async destroy(keyId: string, gone: ReadonlySet<string>, stillAlone: () => Promise<void>): Promise<boolean> {
    await this.bodyKeys.leave(keyId, stillAlone);
    this.onStep('key left');
    await this.bodyKeys.retire(keyId);
    this.onStep('key retired');
    if (!(await this.bodyKeys.drained())) return false;
    this.onStep('drained');
    if (!(await this.bodyKeys.sealed(keyId))) return false;
    this.onStep('sealed');
    const survivors = (await this.bodyKeys.acts(keyId)).filter((actId) => !gone.has(actId));
    await stillAlone();
    this.keyring.destroy(keyId, survivors);
    this.onStep('destroyed');
    return true;
  }

  private async begin(): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.realm('sealer', now, async (tx) => {
      const expired = await tx.query<{ id: string }>('erasures-begin', 'SELECT e AS id FROM hub.begin_erasures() e');
      for (const { id } of expired) {
        for (const { organisationId, entryId } of await partiesOf(tx, id)) {
          await this.audit.record(tx, {
            action: 'audit.erasure_expired', occurredAt: now, personId: null, organisationId: null, subjectId: entryId, detail: { erasure: id }, holderIds: [organisationId],
          });
        }
      }
    });
  }

  private due(): Promise<Due[]> {
    return this.unitOfWork.realm('sealer', this.clock.now(), (tx) =>
      tx.query<Due>('erasures-due', `SELECT id, act_id AS "actId", key_id AS "keyId", state, reason FROM hub.erasures WHERE state IN ('UNDER_WAY', 'DONE') ORDER BY requested_at`));
  }

  /** The act is entered for each holder, in a copy that tells who asked as far as that holder may know, and the own consent. */
  private async finish({ id, reason }: Due): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.realm('sealer', now, async (tx) => {
      const [row] = await tx.query<{ finished: boolean }>('erasure-finish', 'SELECT hub.finish_erasure($1) AS finished', [id]);
      if (!row?.finished) return;
      for (const { organisationId, entryId, asks, askedBy, decidedBy, consentedAt } of await partiesOf(tx, id)) {
        await this.audit.record(tx, {
          action: 'audit.erased', occurredAt: now, personId: asks ? decidedBy : null, organisationId: askedBy, subjectId: entryId, holderIds: [organisationId],
          detail: { erasure: id, reason, askedBy, consent: { person: decidedBy, at: consentedAt?.toISOString() ?? null }, othersConsented: true },
        });
      }
    });
  }
}

const partiesOf = (tx: Tx, id: string): Promise<Party[]> =>
  tx.query<Party>(
    'erasure-parties',
    `SELECT organisation_id AS "organisationId", entry_id AS "entryId", asks, asked_by AS "askedBy", decided_by AS "decidedBy", consented_at AS "consentedAt"
     FROM hub.erasure_parties WHERE erasure_id = $1 ORDER BY organisation_id`,
    [id],
  );
