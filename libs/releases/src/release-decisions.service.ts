import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, READING_ROLES, Scope, signedIn } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { AudienceReleases, BulletinWrite, type Opened } from '@hub/bulletins';
import { conflict, invalid, isId, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import type { EndReleaseInput, GrantReleaseInput, RefuseReleaseInput } from './release.inputs.js';
import { requireReleasable, untilOf } from './release.policy.js';
import { changeRequest, dropReleases, endReleases, principalsOfOrganisation, requestOf, type RequestRow } from './release.repository.js';
import { tellOf } from './release.telling.js';
import { requestWorkflow, type RequestVerb, stateAt } from './release.workflow.js';

/** What an originator's editors say to a request. */
@Injectable()
export class ReleaseDecisionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly write: BulletinWrite,
    private readonly releases: AudienceReleases,
  ) {}

  /** Grants, in whole or in part: writes the release into the working copy, which a second person lets out. */
  async grant(context: HubContext, path: string, input: GrantReleaseInput): Promise<{ id: string }> {
    return this.decide(context, path, input, 'grant', 'working copy', async (opened, row, next) => {
      const { tx, actor, bulletin } = opened;
      requireReleasable(bulletin, actor.instant);
      const until = untilOf(input.until, actor.instant);
      const asked = row.sectionIds ?? (await this.sectionsSeenBy(opened, row.askerId));
      const sectionIds = input.sectionIds?.map((id) => id.toLowerCase()) ?? asked;
      if (sectionIds.some((id) => !asked.includes(id))) throw invalid('input.sectionIds', 'Names a section that was not asked for. / 依頼されていない節です。');
      const recipient = await principalsOfOrganisation(tx, row.recipientId);
      if (!recipient) throw notFound();
      await this.releases.add(opened, { requestId: row.requestId, organisationId: row.recipientId, principal: recipient.readers, sectionIds, until: until?.toISOString() ?? null });
      await this.change(tx, row, {
        state: next, decidedBy: actor.personId, decidedAt: actor.instant, grantedSectionIds: sectionIds, inPart: sectionIds.length < asked.length, conditions: input.conditions?.trim() || null,
        until, namesAsker: input.namesAsker ?? false,
      });
      await this.record(tx, actor, 'release.decided', row, { asker: row.askerId, recipient: row.recipientId, sections: sectionIds, until: until?.toISOString() ?? null, namesAsker: input.namesAsker ?? false });
    });
  }

  /** Refuses. */
  async refuse(context: HubContext, path: string, input: RefuseReleaseInput): Promise<{ id: string }> {
    return this.decide(context, path, input, 'refuse', 'published', async ({ tx, actor }, row, next) => {
      await dropReleases(tx, row.bulletinId, row.requestId);
      await this.change(tx, row, { state: next, decidedBy: actor.personId, decidedAt: actor.instant, reason: input.reason?.trim() || null, answeredAt: actor.instant, nextAt: null });
      await this.record(tx, actor, 'release.refused', row, { recipient: row.recipientId });
      await this.answer(tx, actor, 'release.refused', row, 'REFUSED');
    });
  }

  /** Ends a release before its time. A narrowing: one person suffices. */
  async end(context: HubContext, path: string, input: EndReleaseInput): Promise<{ id: string }> {
    return this.decide(context, path, input, 'end', 'published', async ({ tx, actor }, row, next) => {
      await this.change(tx, row, { state: next, endedAt: actor.instant, nextAt: null });
      await this.record(tx, actor, 'release.ended', row, { recipient: row.recipientId });
      await this.answer(tx, actor, 'release.ended', row, 'ENDED');
      await endReleases(tx, row.bulletinId, row.requestId, actor.instant);
    });
  }

  /** One unit of work on the request's bulletin, which is locked first, as in every change of it. */
  private async decide(
    context: HubContext, path: string, { id, expectedRevision }: { id: string; expectedRevision: number }, verb: RequestVerb, of: 'working copy' | 'published',
    work: (opened: Opened, row: RequestRow, next: ReturnType<typeof requestWorkflow.apply>) => Promise<void>,
  ): Promise<{ id: string }> {
    const bulletinId = await this.bulletinOf(context, id);
    await this.write.onBulletin(context, path, { id: bulletinId, expectedRevision: null }, async (opened) => {
      const row = await this.row(opened.tx, opened.actor, id);
      if (row.revision !== expectedRevision) throw conflict('Somebody has changed this meanwhile.', { currentRevision: row.revision });
      await work(opened, row, requestWorkflow.apply(stateAt(row, opened.actor.instant), verb));
    }, of);
    return { id };
  }

  private async bulletinOf(context: HubContext, id: string): Promise<string> {
    const actor = signedIn(context.actor);
    if (!isId(id)) throw notFound();
    return this.uow.read(actor, async (tx) => (await this.row(tx, actor, id)).bulletinId);
  }

  private async row(tx: Tx, actor: PersonActor, id: string): Promise<RequestRow> {
    const row = await requestOf(tx, {
      scope: this.scope.principals(actor), organisationId: actor.organisationId, reads: READING_ROLES.some((role) => actor.roles.has(role)), instant: actor.instant,
    }, id);
    if (!row) throw notFound();
    return row;
  }

  /** The sections that an organisation sees of what is published. */
  private async sectionsSeenBy({ tx, actor, bulletin }: Opened, organisationId: string): Promise<string[]> {
    const asker = await principalsOfOrganisation(tx, organisationId);
    const sections = await this.write.bulletins.sections(tx, actor, bulletin.id, bulletin.publishedNumber ?? 0);
    return sections.filter(({ admitted }) => asker !== undefined && admitted.includes(asker.readers)).map(({ sectionId }) => sectionId);
  }

  private async change(tx: Tx, row: RequestRow, change: Parameters<typeof changeRequest>[2]): Promise<void> {
    if (!(await changeRequest(tx, { id: row.requestId, from: row.state }, change))) throw conflict('It was answered at this moment. / 回答がありました。', { allowed: [] });
  }

  /** The originator's own record says who of its people decided; the one for who asked does not. */
  private async record(tx: Tx, actor: PersonActor, action: string, row: RequestRow, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: row.bulletinId,
      detail: { request: row.requestId, ...detail }, holderIds: [actor.organisationId],
    });
  }

  private async answer(tx: Tx, actor: PersonActor, type: string, row: RequestRow, change: 'REFUSED' | 'ENDED'): Promise<void> {
    await this.audit.record(tx, {
      action: type, occurredAt: actor.instant, personId: null, organisationId: actor.organisationId, subjectId: row.bulletinId, detail: { request: row.requestId }, holderIds: [row.askerId],
    });
    const asker = await principalsOfOrganisation(tx, row.askerId);
    await emit(tx, tellOf(type, row.requestId, row.bulletinId, actor.instant, asker ? [{ change, organisationId: row.askerId, readers: [asker.officers] }] : []));
  }
}
