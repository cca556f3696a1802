import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { conflict, forbidden, invalid, isId, newId, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import type { LiftHoldInput, PlaceHoldInput, SetRetentionRuleInput } from './retention.inputs.js';
import { holdOf, keptBulletins, liftHold, lockHolds, placeHold, rulesOf, setRule } from './retention.repository.js';
import { type LegalHold, type RetentionRule, WITH_BULLETIN } from './retention.types.js';
import { dayOf } from './days.js';

/** How far ahead a hold may be looked at again. */
const REVIEW_DAYS = 731;

/** How long things are kept: rules of an organisation, and holds. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
  ) {}

  /** The own organisation's rules. */
  async rules(context: HubContext): Promise<RetentionRule[]> {
    const actor = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR);
    return this.uow.read(actor, (tx) => rulesOf(tx, actor.organisationId));
  }

  /** Settles one of them. */
  async setRule(context: HubContext, path: string, { kind, days = null, expectedRevision }: SetRetentionRuleInput): Promise<RetentionRule> {
    const actor = withRole(context.actor, Role.ADMINISTRATOR, Role.CONTACT_POINT);
    const { organisationId, personId, instant } = actor;
    if (days === null && !WITH_BULLETIN.includes(kind)) throw invalid('input.days', 'Say for how many days it is kept. / 保存日数を指定してください。');
    await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      if (!(await setRule(tx, { organisationId, kind, days, expectedRevision, personId, instant }))) {
        throw conflict('Somebody has changed this meanwhile.', { currentRevision: (await rulesOf(tx, organisationId)).find((rule) => rule.kind === kind)?.revision ?? 0 });
      }
      await this.note(tx, actor, 'retention.rule-set', organisationId, { kind, days });
      return { kind };
    });
    const rule = (await this.rules(context)).find((one) => one.kind === kind);
    if (!rule) throw notFound();
    return rule;
  }

  /** Places a hold on a bulletin and all that hangs on it. */
  async placeHold(context: HubContext, path: string, { bulletinId, reason, reviewOn }: PlaceHoldInput): Promise<LegalHold> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    const { organisationId, personId, instant } = actor;
    if (!isId(bulletinId)) throw notFound();
    const { id } = await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      await lockHolds(tx);
      const [bulletin] = await keptBulletins(tx, [bulletinId], this.scope.principals(actor));
      if (!bulletin) throw notFound();
      if (bulletin.originatorId !== organisationId) throw forbidden('Only its originator holds a bulletin. / 保全できるのは発出機関のみです。');
      if (bulletin.purged) throw conflict('It was purged. / 既に廃棄されています。');
      requireReview(reviewOn, instant, 'input.reviewOn');
      const id = newId();
      await placeHold(tx, { id, bulletinId: bulletin.id, organisationId, reason, reviewOn, personId, instant });
      await this.note(tx, actor, 'hold.placed', bulletin.id, { hold: id, reviewOn });
      return { id };
    });
    return this.hold(actor, id);
  }

  /** Lifts a hold of the own organisation's. */
  async liftHold(context: HubContext, path: string, { id, expectedRevision }: LiftHoldInput): Promise<LegalHold> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(id)) throw notFound();
    await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const hold = await holdOf(tx, id, this.scope.principals(actor), actor.organisationId);
      if (!hold) throw notFound();
      if (hold.liftedAt !== null) throw conflict('It was lifted before. / 既に解除されています。', { currentRevision: hold.revision });
      if (!(await liftHold(tx, id, expectedRevision, actor.personId, actor.instant))) throw conflict('Somebody has changed this meanwhile.', { currentRevision: hold.revision });
      await this.note(tx, actor, 'hold.lifted', hold.bulletinId, { hold: id });
      return { id };
    });
    return this.hold(actor, id);
  }

  private async hold(actor: PersonActor, id: string): Promise<LegalHold> {
    const hold = await this.uow.read(actor, (tx) => holdOf(tx, id, this.scope.principals(actor), actor.organisationId));
    if (!hold) throw notFound();
    return hold;
  }

  private async note(tx: Tx, { personId, organisationId, instant: occurredAt }: PersonActor, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds: [organisationId] });
    await emit(tx, { type: action, subjectId, payload: {}, occurredAt });
  }
}

/** A day on which something is looked at again. */
export function requireReview(day: string, instant: Date, field: string): void {
  if (day <= dayOf(instant)) throw invalid(field, 'Must lie after today. / 明日以降の日付を指定してください。');
  if (day > dayOf(instant, REVIEW_DAYS)) throw invalid(field, 'Must lie within two years. / 2年以内の日付を指定してください。');
}
