import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import { conflict, invalid, isId, newId, notFound } from '@hub/kernel';
import type { Tx, UnitOfWork } from '@hub/platform';
import { type AuditLog, emit } from '../audit-log.js';
import type { Keyring } from '../bodies/keyring.js';
import { recordOf } from '../trail/audit.repository.js';
import { readTrail } from '../trail/reading.js';
import { erased } from './erasure.errors.js';
import type { SetAuditHoldInput } from './erasure.inputs.js';
import type { AuditHold } from './erasure.types.js';
import { holdOf, insertHold, isErased, liftHold, lockErasures, standingHolds } from './hold.repository.js';
import { ownEntries } from './own-entries.js';

/** Who puts holds, and lifts them: an administrator the organisation's, a coordinator the hub's. */
const setterOf = (context: HubContext, forHub: boolean): PersonActor => withRole(context.actor, forHub ? Role.COORDINATOR : Role.ADMINISTRATOR);

/** Legal holds: what they cover is not erased while they stand. Nobody is told whose hold keeps something. */
export class HoldsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly audit: AuditLog,
  ) {}

  /** The own organisation's standing holds. */
  async standing(context: HubContext): Promise<AuditHold[]> {
    const actor = withRole(context.actor, Role.ADMINISTRATOR, Role.CONTACT_POINT, Role.COORDINATOR);
    return readTrail(this.unitOfWork, this.keyring, context, async (tx) => {
      const rows = await standingHolds(tx, actor.organisationId);
      const entries = await ownEntries(tx, this.keyring, actor, rows.map(({ entryId }) => entryId));
      return rows.map(({ entryId, ...row }) => ({ ...row, entry: entryId === null ? null : (entries.get(entryId) ?? null) }));
    });
  }

  /** One of the own organisation's holds, lifted ones too. */
  async one(context: HubContext, id: string): Promise<AuditHold> {
    const actor = withRole(context.actor, Role.ADMINISTRATOR, Role.COORDINATOR);
    return readTrail(this.unitOfWork, this.keyring, context, async (tx) => {
      const row = await holdOf(tx, actor.organisationId, id);
      if (!row) throw notFound();
      const { entryId, subjectId, forHub, reason, setAt } = row;
      const entries = await ownEntries(tx, this.keyring, actor, [entryId]);
      return { id, subjectId, forHub, reason, setAt, entry: entryId === null ? null : (entries.get(entryId) ?? null) };
    });
  }

  /** Puts one act, or everything about a subject, under hold. CONFLICT where the act is erased. */
  async set(context: HubContext, path: string, { entryId, subjectId, forHub, reason }: SetAuditHoldInput): Promise<string> {
    const actor = setterOf(context, forHub === true);
    if ((entryId == null) === (subjectId == null)) throw invalid('input.entryId', 'Give either an entry or a subject. / エントリーまたは対象のいずれか一方を指定してください。');
    if (entryId != null && !isId(entryId)) throw notFound();
    if (subjectId != null && !isId(subjectId)) throw invalid('input.subjectId', 'Must be an id.');
    const { id } = await this.unitOfWork.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      await lockErasures(tx);
      const actId = entryId == null ? null : await this.actOf(tx, actor, entryId);
      const hold = { id: newId(), entryId: entryId?.toLowerCase() ?? null, subjectId: subjectId?.toLowerCase() ?? null, forHub: forHub === true, reason, setAt: actor.instant };
      await insertHold(tx, { ...hold, organisationId: actor.organisationId, actId, setBy: actor.personId });
      await this.enter(tx, actor, 'audit.hold_set', hold.id, hold.entryId ?? hold.subjectId, { forHub: hold.forHub, reason });
      return { id: hold.id };
    });
    return id;
  }

  /** Lifts a hold: erasures that waited for it go on. */
  async lift(context: HubContext, path: string, holdId: string): Promise<string> {
    const asker = withRole(context.actor, Role.ADMINISTRATOR, Role.COORDINATOR);
    if (!isId(holdId)) throw notFound();
    const { id } = await this.unitOfWork.write(asker, { path, idempotency: context.idempotency }, async (tx) => {
      const hold = await holdOf(tx, asker.organisationId, holdId);
      if (!hold) throw notFound();
      const actor = setterOf(context, hold.forHub);
      if (!hold.standing || !(await liftHold(tx, actor.organisationId, hold.id, actor.instant, actor.personId))) throw conflict('It has been lifted. / 既に解除されています。', { allowed: [] });
      await this.enter(tx, actor, 'audit.hold_lifted', hold.id, hold.entryId ?? hold.subjectId, { forHub: hold.forHub });
      return { id: hold.id };
    });
    return id;
  }

  private async actOf(tx: Tx, actor: PersonActor, entryId: string): Promise<string> {
    const record = await recordOf(tx, actor.organisationId, entryId);
    if (!record) throw notFound();
    if (await isErased(tx, record.actId)) throw erased();
    return record.actId;
  }

  private async enter(tx: Tx, actor: PersonActor, action: string, holdId: string, subjectId: string | null, detail: object): Promise<void> {
    const { personId, organisationId, instant } = actor;
    await this.audit.record(tx, { action, occurredAt: instant, personId, organisationId, subjectId, detail: { hold: holdId, ...detail }, holderIds: [organisationId] });
    await emit(tx, { type: action, subjectId: holdId, payload: {}, occurredAt: instant });
  }
}
