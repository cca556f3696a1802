import { Injectable } from '@nestjs/common';
import { EVERYONE, type HubContext, type PersonActor, PUBLIC, Scope, signedIn } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinWrite, type Opened } from '@hub/bulletins';
import { conflict, invalid, isId, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { OutsideReleasesService } from '../outside/outside-releases.service.js';
import { principalsOfOrganisation } from '../release.repository.js';
import { tellOf } from '../release.telling.js';
import type { GrantOutsideReleaseInput, RefuseOutsideReleaseInput } from './outside-request.inputs.js';
import { dropProposed, endOutsideRequest, grantOutsideRequest, outsideRequestOf, type OutsideRequestRow } from './outside-request.repository.js';
import { outsideRequestAt, outsideRequestWorkflow } from './outside-request.workflow.js';
import { requestsAsker } from './outside-requests.service.js';

/** What an originator's editors say to a request to show something to somebody outside. */
@Injectable()
export class OutsideDecisionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly write: BulletinWrite,
    private readonly outside: OutsideReleasesService,
  ) {}

  /** Grants, in whole or in part: proposes the view, which a second person approves. What was proposed before and not approved gives way. */
  async grant(context: HubContext, path: string, input: GrantOutsideReleaseInput): Promise<{ id: string; releaseId: string }> {
    return this.decide(context, path, input, 'grant', async (opened, row) => {
      const { tx, actor } = opened;
      const seen = await sectionsSeenBy(opened, row.askerId);
      if (!seen) throw conflict('The organisation that asked does not receive it any more. / 依頼した機関は、この文書を受信しなくなっています。', { allowed: ['refuseOutsideRelease'] });
      // What was asked for and is not in the bulletin any more, or not the asker's, is shown to nobody by this.
      const asked = row.sectionIds?.filter((id) => seen.includes(id)) ?? seen;
      if (row.sectionIds && asked.length === 0) throw conflict('None of the sections that were asked for is there. / 依頼された節は、文書にありません。', { allowed: ['refuseOutsideRelease'] });
      const sectionIds = input.sectionIds?.map((id) => id.toLowerCase()) ?? asked;
      if (sectionIds.some((id) => !asked.includes(id))) throw invalid('input.sectionIds', 'Names a section that was not asked for. / 依頼されていない節です。');
      await dropProposed(tx, row.requestId, actor.personId, actor.instant);
      const grant = { by: actor.personId, at: actor.instant, sectionIds, inPart: sectionIds.length < (row.sectionIds ?? seen).length, opensUntil: input.expiresAt };
      if (!(await grantOutsideRequest(tx, { id: row.requestId, from: row.state }, grant))) throw moved();
      const { readerName, readerOrganisation, purpose } = row;
      const releaseId = await this.outside.add(opened, { readerName, readerOrganisation, purpose, sectionIds, safetyCheck: input.safetyCheck, expiresAt: input.expiresAt }, row.requestId);
      await this.record(tx, actor, 'outside-release.granted', row, { asker: row.askerId, release: releaseId });
      return { id: row.requestId, releaseId };
    });
  }

  /** Refuses, also what was granted and is not approved yet. */
  async refuse(context: HubContext, path: string, input: RefuseOutsideReleaseInput): Promise<{ id: string }> {
    return this.decide(context, path, input, 'refuse', async ({ tx, actor }, row) => {
      await dropProposed(tx, row.requestId, actor.personId, actor.instant);
      if (!(await endOutsideRequest(tx, { id: row.requestId, from: row.state }, 'REFUSED', { by: actor.personId, reason: input.reason?.trim() || null, at: actor.instant }))) throw moved();
      await this.record(tx, actor, 'outside-release.refused', row, { asker: row.askerId });
      // The originator's own record says who of its people decided; the one for who asked does not.
      await this.audit.record(tx, {
        action: 'outside-release.refused', occurredAt: actor.instant, personId: null, organisationId: actor.organisationId, subjectId: row.bulletinId, detail: { request: row.requestId }, holderIds: [row.askerId],
      });
      const asker = await principalsOfOrganisation(tx, row.askerId);
      await emit(tx, tellOf('outside-release.refused', row.requestId, row.bulletinId, actor.instant, asker ? [{ change: 'OUTSIDE_REFUSED', organisationId: row.askerId, readers: [asker.officers] }] : []));
      return { id: row.requestId };
    });
  }

  /** One unit of work on the request's bulletin, which is locked first, as in every change of it. */
  private async decide<T extends object>(
    context: HubContext, path: string, { id, expectedRevision }: { id: string; expectedRevision: number }, verb: 'grant' | 'refuse', work: (opened: Opened, row: OutsideRequestRow) => Promise<T>,
  ): Promise<T> {
    const actor = signedIn(context.actor);
    if (!isId(id)) throw notFound();
    const { bulletinId } = await this.uow.read(actor, (tx) => this.row(tx, actor, id));
    return this.write.within(context, path, { id: bulletinId, expectedRevision: null }, async (opened) => {
      const row = await this.row(opened.tx, opened.actor, id);
      if (row.revision !== expectedRevision) throw conflict('Somebody has changed this meanwhile.', { currentRevision: row.revision });
      outsideRequestWorkflow.apply(outsideRequestAt(row, opened.actor.instant), verb);
      return work(opened, row);
    }, 'published');
  }

  private async row(tx: Tx, actor: PersonActor, id: string): Promise<OutsideRequestRow> {
    const row = await outsideRequestOf(tx, requestsAsker(actor, this.scope), id);
    if (!row) throw notFound();
    return row;
  }

  private async record(tx: Tx, actor: PersonActor, action: string, row: OutsideRequestRow, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: row.bulletinId, detail: { request: row.requestId, ...detail }, holderIds: [actor.organisationId],
    });
  }
}

/** The sections of what is published that an organisation sees; undefined where it does not see it at all. */
async function sectionsSeenBy({ tx, version, sections }: Opened, organisationId: string): Promise<string[] | undefined> {
  const asker = await principalsOfOrganisation(tx, organisationId);
  // Everybody, and all organisations of the hub, stand in what is GREEN or CLEAR.
  const standsFor = [PUBLIC, EVERYONE, ...(asker ? [asker.readers] : [])];
  const sees = ({ admitted, gate }: { admitted: number[]; gate: number[] }): boolean => [admitted, gate].every((few) => standsFor.some((one) => few.includes(one)));
  return sees(version) ? sections.filter(sees).map(({ sectionId }) => sectionId) : undefined;
}

const moved = (): Error => conflict('It was answered at this moment. / 回答がありました。', { allowed: [] });
