import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { AcknowledgementsService, type AnswerRow } from './acknowledgements.service.js';
import { selects } from './asking.js';
import type { AudienceSpec } from './audience.js';
import { BulletinState } from './bulletin.enums.js';
import type { PersonAtRiskSpec } from './bulletin.entity.js';
import { BulletinReader, discloseSections } from './bulletin.reader.js';
import { Acknowledgement, Audience, Bulletin, BulletinSection, BulletinVersion, type BulletinRow, PendingVersion, PersonAtRisk } from './bulletin.types.js';
import { LocalTime, shownTime } from './stages/local-time.js';
import { BulletinStage, type ShownStage, shownStage } from './stages/stage.types.js';
import { isWaiting } from './taking-back/waiting.js';
import { WorkingCopyService } from './working-copy.service.js';

const STATES = { EDITING: BulletinState.DRAFT, IN_REVIEW: BulletinState.IN_REVIEW, APPROVED: BulletinState.SCHEDULED, PUBLISHED: BulletinState.PUBLISHED };
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Fields of a bulletin that are more than a column of its row. */
@Resolver(() => Bulletin)
export class BulletinFieldsResolver {
  constructor(
    private readonly reader: BulletinReader,
    private readonly answers: AcknowledgementsService,
    private readonly copies: WorkingCopyService,
  ) {}

  @ResolveField(() => [BulletinSection], { description: 'The sections that the asker may see.' })
  sections(@Parent() row: BulletinRow, @Context() context: HubContext): BulletinSection[] {
    discloseSections(row);
    const { id: bulletinId, number, sections } = row;
    if (!sections || number === null || !selects(context, 'attachments')) return sections ?? [];
    return sections.map((section) => ({ ...section, of: { bulletinId, number } }));
  }

  @ResolveField(() => Boolean, { description: 'Published by one officer at night, without a second person; a review follows within 24 hours.' })
  publishedByException(@Parent() row: BulletinRow): boolean {
    return row.exception;
  }

  @ResolveField(() => Acknowledgement, { nullable: true, description: "The asker's organisation's own answer; of a recipient that has not answered: that it is due. Null for the originator." })
  acknowledgement(@Parent() row: BulletinRow, @Context() { actor }: HubContext): AnswerRow | null {
    if (actor.kind !== 'person' || actor.organisationId === row.originatorId || row.publishedAt === null) return null;
    const dueAt = row.acknowledgeBy;
    if (row.acknowledgement) return { ...row.acknowledgement, dueAt };
    return { organisationId: actor.organisationId, kind: null, version: null, personId: null, acknowledgedAt: null, dueAt };
  }

  @ResolveField(() => [Acknowledgement], { nullable: true, description: "Every recipient's, for the originator's officers; null for others." })
  async acknowledgements(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<AnswerRow[] | null> {
    if (!row.editor || row.publishedAt === null || row.number === null) return null;
    return this.answers.ofBulletin(context, row.id, row.number);
  }

  @ResolveField(() => [BulletinVersion], { description: "The versions that the asker can read, in the asker's numbering, oldest first. None of a tombstone or of what is not published." })
  async versions(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<BulletinVersion[]> {
    return this.reader.versions(context, row.id);
  }

  @ResolveField(() => Audience, { nullable: true, description: "Who receives: for the originator's officers, and for recipients where the originator says so; null for others." })
  async audience(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<AudienceSpec | null> {
    return this.copies.audience(context, row);
  }

  @ResolveField(() => PersonAtRisk, { nullable: true, description: "What allows a bulletin about an identifiable person; for the originator's officers." })
  async personAtRisk(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<PersonAtRiskSpec | null> {
    return row.editor ? ((await this.copies.version(context, row))?.personAtRisk ?? null) : null;
  }

  @ResolveField(() => String, { nullable: true, description: "Why it went out without a second person; for the originator's officers." })
  async exceptionReason(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<string | null> {
    return row.editor && row.exception ? ((await this.copies.version(context, row))?.exception?.reason ?? null) : null;
  }

  @ResolveField(() => [BulletinStage], { nullable: true, description: "Who receives in stages, of what is published; for the originator's officers. Null for others, and before publication (see `pending`)." })
  async stages(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<ShownStage[] | null> {
    const over = row.state !== BulletinState.PUBLISHED;
    return (await this.copies.stages(context, row))?.map((stage) => shownStage(stage, over, context.actor.instant)) ?? null;
  }

  @ResolveField(() => LocalTime, { nullable: true, description: "The expiry as its author said it, where that was by a wall clock; for the originator's officers." })
  async expiresOn(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<LocalTime | null> {
    const version = row.editor ? await this.copies.version(context, row) : null;
    return version && shownTime(version.expiresAt, version.expiresLocal, version.expiresZone);
  }

  @ResolveField(() => PendingVersion, { nullable: true, description: 'The working copy, for editors; null where there is none.' })
  async pending(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<unknown> {
    const copy = await this.copies.of(context, row);
    if (!copy) return null;
    const { version, sections, stages, approvals, needsApproval, disclosure } = copy;
    const { instant } = context.actor;
    const takeBackUntil = isWaiting(version, instant) ? version.takeBackUntil : null;
    return {
      disclosure, state: STATES[version.reviewState], title: version.title, tlp: version.tlp, audience: version.audience, needsApproval,
      sections: sections.map(({ sectionId, heading, body }) => ({ id: sectionId, heading, body })),
      approvals: approvals.map(({ step, personId, asStandIn, approvedAt }) => ({ step, personId, asStandIn, approvedAt: iso(approvedAt) })),
      editedByIds: version.editedBy, returnedReason: version.returnedReason, releaseAt: iso(version.releaseAt),
      takeBackUntil: iso(takeBackUntil), takeBackSeconds: takeBackUntil && Math.ceil((takeBackUntil.getTime() - instant.getTime()) / 1_000),
      releaseOn: shownTime(version.releaseAt, version.releaseLocal, version.releaseZone), expiresOn: shownTime(version.expiresAt, version.expiresLocal, version.expiresZone),
      stages: stages.map((stage) => shownStage(stage, false, context.actor.instant)),
    };
  }
}
