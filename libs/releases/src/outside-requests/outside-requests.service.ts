import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, READING_ROLES, Role, Scope, signedIn, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinReader } from '@hub/bulletins';
import { conflict, cutPage, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import { instantCursor } from '../cursor.js';
import { answerByOf, requireAskableOutside } from '../release.policy.js';
import { askableOf, principalsOfOrganisation, type RequestsAsker, seenSections } from '../release.repository.js';
import { tellOf } from '../release.telling.js';
import { remindAt } from '../release.workflow.js';
import type { OutsideReleaseRequestFilter, RequestOutsideReleaseInput } from './outside-request.inputs.js';
import { addOutsideRequest, outsideRequestOf, type OutsideRequestRow, outsideRequestsOf, takeBackOutsideRequest, waitingOf } from './outside-request.repository.js';
import type { OutsideReleaseRequest } from './outside-request.types.js';
import { outsideRequestAsShown } from './outside-request.view.js';
import { outsideRequestAt, outsideRequestWorkflow } from './outside-request.workflow.js';

/** Requests of one organisation about one bulletin that may wait at a time. */
const WAITING = 20;

/** Who reads and asks, as the statements take it. */
export const requestsAsker = (actor: PersonActor, scope: Scope): RequestsAsker =>
  ({ scope: scope.principals(actor), organisationId: actor.organisationId, reads: READING_ROLES.some((role) => actor.roles.has(role)), instant: actor.instant });

/** Asking that somebody outside be shown a bulletin, taking it back, and reading what was asked. Nothing here looks at whom the originator has shown it. */
@Injectable()
export class OutsideRequestsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly reader: BulletinReader,
  ) {}

  /** Asks the originator. */
  async ask(context: HubContext, path: string, input: RequestOutsideReleaseInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    const { bulletinId } = input;
    if (!isId(bulletinId)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const scope = this.scope.principals(actor);
      const bulletin = await askableOf(tx, scope, actor.instant, bulletinId);
      if (!bulletin) throw notFound();
      requireAskableOutside(bulletin, actor.organisationId);
      const sectionIds = input.sectionIds?.map((id) => id.toLowerCase()) ?? null;
      if (sectionIds && (await seenSections(tx, scope, actor.instant, bulletinId, bulletin.number ?? 0, sectionIds)) !== sectionIds.length) {
        throw invalid('input.sectionIds', 'Names a section that the bulletin does not have. / 文書にない節です。');
      }
      if ((await waitingOf(tx, bulletinId, actor.organisationId, actor.instant)) >= WAITING) throw conflict(`${WAITING} requests of your organisation about this bulletin wait for an answer. / この文書について回答待ちの依頼が${WAITING}件あります。`, { allowed: ['withdrawOutsideReleaseRequest'] });
      const id = newId();
      const times = { askedAt: actor.instant, answerBy: answerByOf(input.answerBy, actor.instant) };
      await addOutsideRequest(tx, {
        id, bulletinId, originatorId: bulletin.originatorId, askerId: actor.organisationId, personId: actor.personId, sectionIds, readerName: input.readerName.trim(),
        readerOrganisation: input.readerOrganisation.trim(), contact: input.contact.trim(), purpose: input.purpose.trim(), terms: input.terms?.trim() || null, ...times, nextAt: remindAt(times),
      }).catch(sayIfTwice);
      await this.audit.record(tx, {
        action: 'outside-release.requested', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: bulletinId,
        detail: { request: id, sections: sectionIds }, holderIds: [actor.organisationId, bulletin.originatorId],
      });
      await emit(tx, tellOf('outside-release.requested', id, bulletinId, actor.instant, [{ change: 'OUTSIDE_REQUESTED', organisationId: bulletin.originatorId, readers: [bulletin.officers] }]));
      return { id };
    });
  }

  /** Takes a request back. What was proposed for it is approved no more. */
  async takeBack(context: HubContext, path: string, id: string): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(id)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const row = await outsideRequestOf(tx, requestsAsker(actor, this.scope), id);
      if (!row || row.askerId !== actor.organisationId) throw notFound();
      const state = outsideRequestAt(row, actor.instant);
      // Of a grant that is not approved yet its asker knows nothing, in no refusal either.
      outsideRequestWorkflow.apply(state === 'GRANTING' ? 'ASKED' : state, 'withdraw');
      if (!(await takeBackOutsideRequest(tx, { id: row.requestId, from: row.state }, actor.instant))) throw conflict('It was answered at this moment. / 回答がありました。', { allowed: [] });
      await this.audit.record(tx, {
        action: 'outside-release.request-withdrawn', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: row.bulletinId,
        detail: { request: row.requestId }, holderIds: [actor.organisationId, row.originatorId],
      });
      const originator = await principalsOfOrganisation(tx, row.originatorId);
      await emit(tx, tellOf('outside-release.request-withdrawn', row.requestId, row.bulletinId, actor.instant, originator ? [{ change: 'OUTSIDE_WITHDRAWN', organisationId: row.originatorId, readers: [originator.officers] }] : []));
      return { id: row.requestId };
    });
  }

  /** One request; NOT_FOUND for what isn't there and for what the asker may not see. */
  async one(context: HubContext, id: string): Promise<OutsideReleaseRequest> {
    const actor = signedIn(context.actor);
    const [found] = isId(id) ? await this.shown(context, async (tx) => [await outsideRequestOf(tx, requestsAsker(actor, this.scope), id)].filter((row) => row !== undefined)) : [];
    if (!found) throw notFound();
    return found;
  }

  /** Requests, the newest first. */
  async list(context: HubContext, args: PageArgs, filter: OutsideReleaseRequestFilter | null): Promise<Page<OutsideReleaseRequest>> {
    const actor = signedIn(context.actor);
    const request = pageRequest(args, instantCursor);
    return cutPage(await this.shown(context, (tx) => outsideRequestsOf(tx, requestsAsker(actor, this.scope), filter ?? {}, request.after, request.limit + 1)), request);
  }

  /** Each with its bulletin, whose reading is entered: a request that is shown tells of a bulletin. */
  private async shown(context: HubContext, find: (tx: Tx & ReadTx) => Promise<OutsideRequestRow[]>): Promise<OutsideReleaseRequest[]> {
    const found = await this.reader.found(context, async (tx) => (await find(tx)).map((row) => ({ ...row, id: row.bulletinId })));
    return found.map(({ bulletin, id: _, ...row }) => outsideRequestAsShown(row, bulletin, context.actor.instant));
  }
}

/** The same reader while it is open: a request of the own organisation's, which it knows. */
function sayIfTwice(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? (error as { constraint?: string });
  if (constraint !== 'outside_requests_open_uq') throw error;
  throw conflict('Your organisation has asked for this reader, and waits for an answer. / 同じ閲覧者についての依頼への回答を待っています。', { allowed: ['withdrawOutsideReleaseRequest'] });
}
