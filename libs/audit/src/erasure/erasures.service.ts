import type { HubContext, PersonActor } from '@hub/access';
import { cutPage, decodeCursor, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import type { Tx, UnitOfWork } from '@hub/platform';
import { type AuditLog, emit } from '../audit-log.js';
import type { Keyring } from '../bodies/keyring.js';
import { requireKeeper } from '../trail/audit.policy.js';
import { readTrail } from '../trail/reading.js';
import { DECISION_REFUSALS, REQUEST_REFUSALS } from './erasure.errors.js';
import type { RequestAuditErasureInput } from './erasure.inputs.js';
import { decideErasure, type ErasureKey, erasureOf, type ErasureRow, erasuresOf, requestErasure } from './erasure.repository.js';
import type { AuditErasure } from './erasure.types.js';
import { ownEntries } from './own-entries.js';

/** A request without all consents ends after so long. */
const EXPIRES_MS = 90 * 86_400_000;

/** Who asks for an erasure, who consents, who refuses. What all have consented to is carried out by `ErasureRun`. */
export class ErasuresService {
  /** Called after a consent is committed: it may have been the last one. */
  onConsent: () => void = () => undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly audit: AuditLog,
  ) {}

  /** A page of the erasures that concern the own organisation. */
  async page(context: HubContext, args: PageArgs): Promise<Page<AuditErasure>> {
    const actor = requireKeeper(context);
    const request = pageRequest<ErasureKey>(args, keyOf);
    return readTrail(this.unitOfWork, this.keyring, context, async (tx) => {
      const page = cutPage(await erasuresOf(tx, actor.organisationId, request.after, request.limit + 1), request);
      const entries = await ownEntries(tx, this.keyring, actor, page.items.map(({ entryId }) => entryId));
      return { ...page, items: page.items.map(({ entryId, ...row }) => ({ ...row, entry: entryId === null ? null : (entries.get(entryId) ?? null) })) };
    });
  }

  /** One of them. NOT_FOUND for others', in the same words. */
  async one(context: HubContext, id: string): Promise<AuditErasure> {
    const actor = requireKeeper(context);
    return readTrail(this.unitOfWork, this.keyring, context, async (tx) => {
      const { entryId, ...row } = await this.known(tx, actor, id);
      const entries = await ownEntries(tx, this.keyring, actor, [entryId]);
      return { ...row, entry: entryId === null ? null : (entries.get(entryId) ?? null) };
    });
  }

  /**
   * Asks for the erasure of the act that an entry is about, and consents for the own organisation. CONFLICT where a legal hold
   * covers it, where it was asked for before, and where it is erased.
   */
  async request(context: HubContext, path: string, { entryId, reason }: RequestAuditErasureInput): Promise<string> {
    const actor = requireKeeper(context);
    if (!isId(entryId)) throw notFound();
    const { id } = await this.unitOfWork.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const id = newId();
      const outcome = await requestErasure(tx, { id, entryId, reason, expiresAt: new Date(actor.instant.getTime() + EXPIRES_MS) });
      if (outcome !== 'OPEN') throw REQUEST_REFUSALS[outcome]();
      await this.enter(tx, actor, 'audit.erasure_requested', id, { reason });
      return { id };
    });
    this.onConsent();
    return id;
  }

  /** Consents for the own organisation. */
  async consent(context: HubContext, path: string, erasureId: string): Promise<string> {
    const id = await this.decide(context, path, erasureId, true);
    this.onConsent();
    return id;
  }

  /** Refuses for the own organisation, which ends the request; the asker takes it back so. */
  async refuse(context: HubContext, path: string, erasureId: string): Promise<string> {
    return this.decide(context, path, erasureId, false);
  }

  private async decide(context: HubContext, path: string, erasureId: string, consents: boolean): Promise<string> {
    const actor = requireKeeper(context);
    if (!isId(erasureId)) throw notFound();
    const { id } = await this.unitOfWork.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const outcome = await decideErasure(tx, erasureId, consents);
      if (outcome !== 'OPEN' && outcome !== 'COMPLETE' && outcome !== 'REFUSED') throw DECISION_REFUSALS[outcome]();
      await this.enter(tx, actor, consents ? 'audit.erasure_consented' : 'audit.erasure_refused', erasureId.toLowerCase(), {});
      return { id: erasureId.toLowerCase() };
    });
    return id;
  }

  /** For the own organisation alone: who the others are is known to nobody here. */
  private async enter(tx: Tx, actor: PersonActor, action: string, erasureId: string, more: object): Promise<void> {
    const { entryId } = await this.known(tx, actor, erasureId);
    const { personId, organisationId, instant } = actor;
    await this.audit.record(tx, { action, occurredAt: instant, personId, organisationId, subjectId: entryId, detail: { erasure: erasureId, ...more }, holderIds: [organisationId] });
    await emit(tx, { type: action, subjectId: erasureId, payload: {}, occurredAt: instant });
  }

  private async known(tx: Tx, actor: PersonActor, id: string): Promise<ErasureRow> {
    const row = await erasureOf(tx, actor.organisationId, id);
    if (!row) throw notFound();
    return row;
  }
}

function keyOf(cursor: string): ErasureKey | null {
  const [at, id, ...more] = decodeCursor(cursor) ?? [];
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) && more.length === 0 ? [at, id] : null;
}
