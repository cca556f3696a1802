import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, Scope, signedIn, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinReader } from '@hub/bulletins';
import { conflict, cutPage, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { instantCursor } from './cursor.js';
import type { ReleaseRequestFilter, RequestReleaseInput } from './release.inputs.js';
import { answerByOf, requireAskable } from './release.policy.js';
import { addRequest, askableOf, changeRequest, dropReleases, principalsOfOrganisation, requestOf, type RequestRow, type RequestsAsker, requestsOf, seenSections } from './release.repository.js';
import { tellOf } from './release.telling.js';
import type { ReleaseRequest } from './release.types.js';
import { requestAsShown } from './release-view.js';
import { remindAt, requestWorkflow, stateAt } from './release.workflow.js';

const READING = [Role.READER, Role.OFFICER, Role.CONTACT_POINT];

/** Asking for a release, taking it back, and reading what was asked. Nothing here looks at whom a bulletin goes to. */
@Injectable()
export class ReleaseRequestsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly reader: BulletinReader,
  ) {}

  /** Asks the originator. */
  async ask(context: HubContext, path: string, input: RequestReleaseInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(input.bulletinId)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const scope = this.scope.principals(actor);
      const bulletin = await askableOf(tx, scope, actor.instant, input.bulletinId);
      if (!bulletin) throw notFound();
      requireAskable(bulletin, actor.organisationId);
      const recipientId = input.organisationId.toLowerCase();
      if (!(await principalsOfOrganisation(tx, recipientId))) throw invalid('input.organisationId', 'Names an organisation that is not known.');
      if (recipientId === actor.organisationId || recipientId === bulletin.originatorId) throw invalid('input.organisationId', 'Name a third organisation. / 第三の機関を指定してください。');
      const sectionIds = input.sectionIds?.map((id) => id.toLowerCase()) ?? null;
      if (sectionIds && (await seenSections(tx, scope, actor.instant, input.bulletinId, bulletin.number ?? 0, sectionIds)) !== sectionIds.length) {
        throw invalid('input.sectionIds', 'Names a section that the bulletin does not have. / 文書にない節です。');
      }
      const id = newId();
      const times = { askedAt: actor.instant, answerBy: answerByOf(input.answerBy, actor.instant) };
      await addRequest(tx, {
        id, bulletinId: input.bulletinId, originatorId: bulletin.originatorId, askerId: actor.organisationId, personId: actor.personId, recipientId, sectionIds,
        purpose: input.purpose.trim(), terms: input.terms?.trim() || null, ...times, nextAt: remindAt(times),
      }).catch(sayIfTwice);
      await this.audit.record(tx, {
        action: 'release.requested', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: input.bulletinId,
        detail: { request: id, recipient: recipientId, sections: sectionIds }, holderIds: [actor.organisationId, bulletin.originatorId],
      });
      await emit(tx, tellOf('release.requested', id, input.bulletinId, actor.instant, [{ change: 'REQUESTED', organisationId: bulletin.originatorId, readers: [bulletin.officers] }]));
      return { id };
    });
  }

  /** Takes a request back. */
  async takeBack(context: HubContext, path: string, id: string): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(id)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const row = await requestOf(tx, this.asker(actor), id);
      if (!row || row.askerId !== actor.organisationId) throw notFound();
      const state = stateAt(row, actor.instant);
      const next = requestWorkflow.apply(state === 'GRANTING' ? 'ASKED' : state, 'withdraw');
      await dropReleases(tx, row.bulletinId, id);
      // A decision may come in between.
      if (!(await changeRequest(tx, { id, from: row.state }, { state: next, answeredAt: actor.instant, nextAt: null }))) throw conflict('It was answered at this moment. / 回答がありました。', { allowed: [] });
      await this.audit.record(tx, {
        action: 'release.withdrawn', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: row.bulletinId,
        detail: { request: id }, holderIds: [actor.organisationId, row.originatorId],
      });
      const originator = await principalsOfOrganisation(tx, row.originatorId);
      await emit(tx, tellOf('release.withdrawn', id, row.bulletinId, actor.instant, originator ? [{ change: 'WITHDRAWN', organisationId: row.originatorId, readers: [originator.officers] }] : []));
      return { id };
    });
  }

  /** One request; NOT_FOUND for what isn't there and for what the asker may not see. */
  async one(context: HubContext, id: string): Promise<ReleaseRequest> {
    const actor = signedIn(context.actor);
    const [found] = isId(id) ? await this.shown(context, async (tx) => [await requestOf(tx, this.asker(actor), id)].filter((row) => row !== undefined)) : [];
    if (!found) throw notFound();
    return found;
  }

  /** Requests, the newest first. */
  async list(context: HubContext, args: PageArgs, filter: ReleaseRequestFilter | null): Promise<Page<ReleaseRequest>> {
    const actor = signedIn(context.actor);
    const request = pageRequest(args, instantCursor);
    return cutPage(await this.shown(context, (tx) => requestsOf(tx, this.asker(actor), filter ?? {}, request.after, request.limit + 1)), request);
  }

  /** Each with its bulletin, whose reading is entered: a request that is shown tells of a bulletin. */
  private async shown(context: HubContext, find: (tx: Parameters<Parameters<BulletinReader['found']>[1]>[0]) => Promise<RequestRow[]>): Promise<ReleaseRequest[]> {
    const found = await this.reader.found(context, async (tx) => (await find(tx)).map((row) => ({ ...row, id: row.bulletinId })));
    return found.map(({ bulletin, id: _, ...row }) => requestAsShown(row, bulletin, context.actor.instant));
  }

  private asker(actor: PersonActor): RequestsAsker {
    return { scope: this.scope.principals(actor), organisationId: actor.organisationId, reads: READING.some((role) => actor.roles.has(role)), instant: actor.instant };
  }
}

/** The same question while it is open: of the own organisation's, which it knows. */
function sayIfTwice(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? (error as { constraint?: string });
  if (constraint !== 'release_requests_open_uq') throw error;
  throw conflict('Your organisation has asked for this, and waits for an answer. / 同じ依頼への回答を待っています。', { allowed: ['withdrawReleaseRequest'] });
}
