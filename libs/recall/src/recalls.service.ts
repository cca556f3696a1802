import { Injectable } from '@nestjs/common';
import { AuditLog, emit, SealNow } from '@hub/audit';
import { type HubContext, Role, Scope, signedIn, withRole } from '@hub/access';
import { BulletinReader, requireDestructionDate, requireEditor } from '@hub/bulletins';
import { conflict, cutPage, decodeCursor, forbidden, invalid, isId, newId, notFound, type Page, pageRequest } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import type { ConfirmDestructionInput, RecallsArgs, RequestDestructionInput } from './recall.inputs.js';
import { bulletinOf, confirm, isAsking, isStrike, openingsOf, openRecall, requestOf, requestsFor } from './recall.repository.js';
import { DestructionOutcome, type DestructionRequest, type Recall, RecallCause, RecallSide } from './recall.types.js';

/** Requests shown of one bulletin. */
const REQUESTS = 500;

/** Who has what, who is asked to destroy it, and who has. */
@Injectable()
export class RecallsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly reader: BulletinReader,
    private readonly audit: AuditLog,
    private readonly sealNow: SealNow,
  ) {}

  /** Who was shown a bulletin, and what became of asking them: for the originator's editors. */
  async recall(context: HubContext, bulletinId: string): Promise<Recall> {
    const actor = signedIn(context.actor);
    if (!isId(bulletinId)) throw notFound();
    await this.sealNow.run();
    const scope = this.scope.principals(actor);
    const recall = await this.reader.read(context, async (tx) => {
      const bulletin = await bulletinOf(tx, bulletinId, scope);
      if (!bulletin) throw notFound();
      requireEditor(actor, bulletin);
      return {
        openings: await openingsOf(tx, bulletin, scope, null), asking: await isAsking(tx, bulletin.id),
        requests: await requestsFor(tx, { scope, instant: actor.instant, side: RecallSide.ORIGINATED, states: null, bulletinId: bulletin.id, after: null, limit: REQUESTS }),
      };
    });
    return { ...recall, bulletin: await this.reader.one(context, bulletinId) };
  }

  /** What the own organisation is asked, and what the asker's bulletins ask of others; the newest first. */
  async requests(context: HubContext, { first, after, filter }: RecallsArgs): Promise<Page<DestructionRequest>> {
    const actor = signedIn(context.actor);
    const request = pageRequest({ first, after }, readCursor);
    const rows = await this.reader.read(context, (tx) => requestsFor(tx, {
      scope: this.scope.principals(actor), instant: actor.instant, side: filter?.side ?? null, states: filter?.states ?? null, bulletinId: filter?.bulletinId ?? null,
      after: request.after, limit: request.limit + 1,
    }));
    return cutPage(rows, request);
  }

  /** Asks to destroy copies of what was taken back before without asking. */
  async request(context: HubContext, path: string, { bulletinId, strikeId = null, confirmBy }: RequestDestructionInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(bulletinId)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const bulletin = await bulletinOf(tx, bulletinId, this.scope.principals(actor));
      if (!bulletin) throw notFound();
      requireEditor(actor, bulletin);
      requireDestructionDate(confirmBy, actor.instant, 'input.confirmBy');
      if (!bulletin.published) throw conflict('It was never published, so nobody else has it. / 未公開です。', { allowed: ['reviseBulletin'] });
      if (strikeId !== null && (!isId(strikeId) || !(await isStrike(tx, bulletin.id, strikeId)))) throw invalid('input.strikeId', 'Is not a strike of this bulletin. / この文書の削除ではありません。');
      const cause = strikeId !== null ? RecallCause.STRUCK : bulletin.state === 'WITHDRAWN' ? RecallCause.WITHDRAWN : RecallCause.NARROWED;
      await openRecall(tx, { id: newId(), bulletinId: bulletin.id, cause, strikeId, dueAt: confirmBy, instant: actor.instant });
      await this.audit.record(tx, {
        action: 'recall.opened', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: bulletin.id,
        detail: { cause, confirmBy: confirmBy.toISOString(), ...(strikeId === null ? {} : { strike: strikeId }) }, holderIds: [actor.organisationId],
      });
      await emit(tx, { type: 'recall.opened', subjectId: bulletin.id, payload: {}, occurredAt: actor.instant });
      return { id: bulletin.id };
    });
  }

  /** Answers for the own organisation; a later answer replaces an earlier one. */
  async confirm(context: HubContext, path: string, { id, expectedRevision, outcome, remark = null }: ConfirmDestructionInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(id)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const request = await requestOf(tx, id, this.scope.principals(actor), actor.instant);
      if (!request) throw notFound();
      if (!request.asked || request.organisationId !== actor.organisationId || !(actor.roles.has(Role.OFFICER) || actor.roles.has(Role.CONTACT_POINT))) {
        throw forbidden('An officer or the contact point of the organisation that is asked confirms. / 回答できるのは依頼を受けた機関の担当官または窓口のみです。');
      }
      if (outcome === DestructionOutcome.CANNOT_DESTROY && !remark?.trim()) throw invalid('input.remark', 'Say why the copies can not be destroyed. / 破棄できない理由を記入してください。');
      const editors = await confirm(tx, { id, revision: expectedRevision, outcome, remark, instant: actor.instant });
      if (!editors) throw conflict('Somebody has answered meanwhile.', { currentRevision: request.revision });
      await this.audit.record(tx, {
        action: 'recall.confirmed', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: request.bulletinId,
        detail: { request: id, outcome }, holderIds: [actor.organisationId, request.originatorId],
      });
      await emit(tx, { type: 'recall.confirmed', subjectId: request.bulletinId, occurredAt: actor.instant, payload: { tell: [
        { kind: 'RECALL', change: 'CONFIRMED', subjectId: id, bulletinId: request.bulletinId, organisationId: request.originatorId, readers: editors },
      ] } });
      return { id };
    });
  }

  /** One request, as the asker may see it. */
  async one(context: HubContext, id: string): Promise<DestructionRequest> {
    const { actor } = context;
    const request = await this.reader.read(context, (tx) => requestOf(tx, id, this.scope.principals(actor), actor.instant));
    if (!request) throw notFound();
    return request;
  }
}

function readCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}
