import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinReader, requireRevision } from '@hub/bulletins';
import { conflict, cutPage, decodeCursor, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import { dayOf } from '../days.js';
import { lockHolds } from '../retention.repository.js';
import { requireReview } from '../retention.service.js';
import type { AnswerLegalDemandInput, RegisterLegalDemandInput, ReviewLegalSecrecyInput } from './legal.inputs.js';
import { addDemand, answerDemand, type DemandRow, demandOf, demandsOf, handOver, known, noticesOf, readableVersions, scopeOf, setSecrecy, tellOriginators } from './legal.repository.js';
import { LegalDemandState, type LegalNotice } from './legal.types.js';

/** Who keeps an organisation's demands. */
const KEEPERS = [Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR];

/** Legal demands: registered by the organisation that received one, told to the originators unless the law forbids, and answered. */
@Injectable()
export class LegalDemandsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly reader: BulletinReader,
    private readonly audit: AuditLog,
  ) {}

  /** Those that the own organisation has received. */
  async all(context: HubContext, args: PageArgs, states: readonly LegalDemandState[] | null): Promise<Page<DemandRow>> {
    const actor = withRole(context.actor, ...KEEPERS);
    const request = pageRequest(args, readCursor);
    return cutPage(await this.reader.read(context, (tx) => demandsOf(tx, actor.organisationId, states, request.after, request.limit + 1)), request);
  }

  async one(context: HubContext, id: string): Promise<DemandRow> {
    const actor = withRole(context.actor, ...KEEPERS);
    const demand = isId(id) ? await this.reader.read(context, (tx) => demandOf(tx, actor.organisationId, id)) : null;
    if (!demand) throw notFound();
    return demand;
  }

  /** What others have told the own organisation of demands for its bulletins. */
  async notices(context: HubContext, args: PageArgs): Promise<Page<LegalNotice>> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    const request = pageRequest(args, readCursor);
    return cutPage(await this.reader.read(context, (tx) => noticesOf(tx, actor.organisationId, this.scope.principals(actor), request.after, request.limit + 1)), request);
  }

  async register(context: HubContext, path: string, input: RegisterLegalDemandInput): Promise<DemandRow> {
    const actor = withRole(context.actor, ...KEEPERS);
    const { organisationId, personId, instant } = actor;
    const { receivedOn, dueOn, secrecy } = input;
    if (receivedOn > dayOf(instant)) throw invalid('input.receivedOn', 'Lies after today. / 本日以前の日付を指定してください。');
    if (dueOn && dueOn < receivedOn) throw invalid('input.dueOn', 'Lies before it was received. / 受領日以降の日付を指定してください。');
    if (secrecy) requireReview(secrecy.reviewOn, instant, 'input.secrecy.reviewOn');
    const bulletinIds = [...new Set(input.bulletinIds.map((id) => id.toLowerCase()))];
    const { id } = await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      // An own bulletin is kept from now on: what is purged meanwhile waits, or was first.
      await lockHolds(tx);
      const seen = bulletinIds.every(isId) ? await known(tx, bulletinIds, this.scope.principals(actor)) : [];
      if (seen.length < bulletinIds.length) throw notFound();
      const id = newId();
      await addDemand(tx, { ...input, bulletinIds, id, organisationId, personId, instant });
      await this.note(tx, actor, 'legal-demand.registered', id, { bulletins: bulletinIds.length, secret: secrecy != null });
      // About each bulletin, so that the trail hides it with the bulletin (TLP:RED).
      for (const bulletinId of bulletinIds) await this.note(tx, actor, 'legal-demand.put-in-scope', bulletinId, { demand: id });
      await this.tell(tx, actor, id, 'DEMANDED');
      return { id };
    });
    return this.one(context, id);
  }

  /** Whether the law still forbids to tell; where it does not, the originators are told now. */
  async review(context: HubContext, path: string, { id, expectedRevision, secrecy = null }: ReviewLegalSecrecyInput): Promise<DemandRow> {
    const actor = withRole(context.actor, ...KEEPERS);
    await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const demand = await this.held(tx, actor, id, expectedRevision);
      if (demand.secrecy === null) throw conflict('The originators were told. / 発出機関に通知済みです。', { currentRevision: demand.revision });
      if (secrecy) requireReview(secrecy.reviewOn, actor.instant, 'input.secrecy.reviewOn');
      if (!(await setSecrecy(tx, demand.id, expectedRevision, secrecy))) throw conflict('Somebody has changed this meanwhile.', { currentRevision: demand.revision });
      await this.note(tx, actor, secrecy ? 'legal-demand.kept-secret' : 'legal-demand.disclosed', demand.id, secrecy ? { reviewOn: secrecy.reviewOn } : {});
      await this.tell(tx, actor, demand.id, 'DEMANDED');
      return { id: demand.id };
    });
    return this.one(context, id);
  }

  /** Records what was handed over, or that it was refused. An answer is final. */
  async answer(context: HubContext, path: string, { id, expectedRevision, handedTo = null, handedOver, text = null }: AnswerLegalDemandInput): Promise<DemandRow> {
    const actor = withRole(context.actor, ...KEEPERS);
    const { instant, personId } = actor;
    if (handedTo === null && handedOver.length > 0) throw invalid('input.handedTo', 'Say to whom it was handed over. / 提供先を記入してください。');
    if (handedTo === null && text === null) throw invalid('input.text', 'Say why it was refused. / 拒否の理由を記入してください。');
    await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const demand = await this.held(tx, actor, id, expectedRevision);
      if (demand.state !== LegalDemandState.OPEN) throw conflict('It was answered before. / 既に回答済みです。', { currentRevision: demand.revision });
      const scope = this.scope.principals(actor);
      const about = (await scopeOf(tx, [demand.id], scope)).map(({ bulletinId }) => bulletinId);
      for (const { bulletinId, versions } of handedOver) {
        if (!isId(bulletinId) || !about.includes(bulletinId.toLowerCase())) throw notFound();
        // Nobody hands over what he can not read himself.
        const readable = await readableVersions(tx, bulletinId, scope, instant);
        if (versions.some((version) => !readable.includes(version))) throw invalid('input.handedOver.versions', 'Is not a version that can be read here. / 閲覧できない版です。');
        await handOver(tx, demand.id, bulletinId, [...new Set(versions)].sort((a, b) => a - b));
        await this.note(tx, actor, 'legal-demand.handed-over', bulletinId.toLowerCase(), { demand: demand.id, versions });
      }
      if (!(await answerDemand(tx, { id: demand.id, revision: expectedRevision, handedTo, text, personId, instant }))) throw conflict('Somebody has changed this meanwhile.', { currentRevision: demand.revision });
      await this.note(tx, actor, handedTo === null ? 'legal-demand.refused' : 'legal-demand.answered', demand.id, { bulletins: handedOver.length });
      await this.tell(tx, actor, demand.id, handedTo === null ? 'REFUSED' : 'ANSWERED');
      return { id: demand.id };
    });
    return this.one(context, id);
  }

  private async held(tx: ReadTx, actor: PersonActor, id: string, expectedRevision: number): Promise<DemandRow> {
    const demand = isId(id) ? await demandOf(tx, actor.organisationId, id) : null;
    if (!demand) throw notFound();
    requireRevision(expectedRevision, demand.revision);
    return demand;
  }

  /** Tells each originator of its own bulletins, one act for each, so that none learns of another. Nobody, where the law forbids it. */
  private async tell(tx: Tx, { organisationId, personId, instant: occurredAt }: PersonActor, demandId: string, change: string): Promise<void> {
    for (const { noticeId, bulletinId, originatorId, readers } of await tellOriginators(tx, demandId, occurredAt)) {
      await this.audit.record(tx, {
        action: 'legal-demand.told', occurredAt, personId, organisationId, subjectId: bulletinId, detail: { notice: noticeId, change }, holderIds: [organisationId, originatorId],
      });
      await emit(tx, { type: 'legal-demand.told', subjectId: bulletinId, occurredAt, payload: { tell: [{ kind: 'LEGAL', change, subjectId: noticeId, bulletinId, organisationId: originatorId, readers }] } });
    }
  }

  private async note(tx: Tx, { personId, organisationId, instant: occurredAt }: PersonActor, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds: [organisationId] });
    await emit(tx, { type: action, subjectId, payload: {}, occurredAt });
  }
}

function readCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}
