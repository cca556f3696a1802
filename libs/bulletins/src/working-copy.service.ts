import { Injectable } from '@nestjs/common';
import { type Disclosure, type HubContext, Scope } from '@hub/access';
import type { AudienceSpec } from './audience.js';
import type { ApprovalEntity, SectionEntity, VersionEntity } from './bulletin.entity.js';
import { needsSecondPerson } from './bulletin.policy.js';
import { BulletinReader } from './bulletin.reader.js';
import { BulletinRepository } from './bulletin.repository.js';
import type { BulletinRow } from './bulletin.types.js';
import { stagesOf } from './stages/stage.rows.js';
import type { StageRow } from './stages/stage.types.js';

/** A working copy with what decides about its way out. */
export interface WorkingCopy {
  version: VersionEntity;
  sections: SectionEntity[];
  stages: StageRow[];
  approvals: ApprovalEntity[];
  needsApproval: boolean;
  /** What its reading was entered as; sections are added where they are shown. */
  disclosure: Disclosure;
}

/** What only editors see of a bulletin, and what recipients see of its audience where the originator lets them. */
@Injectable()
export class WorkingCopyService {
  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
    private readonly bulletins: BulletinRepository,
  ) {}

  /** The working copy; null where there is none, or the asker is no editor. */
  async of(context: HubContext, row: BulletinRow): Promise<WorkingCopy | null> {
    if (!row.editor) return null;
    return this.reader.read(context, async (tx) => {
      const envelope = await this.bulletins.envelope(tx, row.id, this.scope.principals(context.actor));
      if (!envelope?.editor || envelope.pendingNumber === null) return null;
      const version = await this.bulletins.version(tx, context.actor, row.id, envelope.pendingNumber);
      if (!version) return null;
      const sections = await this.bulletins.sections(tx, context.actor, row.id, version.number);
      const disclosure: Disclosure = {
        bulletinId: row.id, originatorId: row.originatorId, number: version.number, seen: null, sectionIds: [], accessEpoch: row.accessEpoch, action: 'bulletin.read',
      };
      context.reads.disclosures.push(disclosure);
      const published = envelope.publishedNumber === null ? null : await this.bulletins.version(tx, context.actor, row.id, envelope.publishedNumber);
      const scope = this.scope.principals(context.actor);
      const stages = await stagesOf(tx, scope, row.id, version.number);
      const before = published && { version: published, sections: await this.bulletins.sections(tx, context.actor, row.id, published.number), stages: await stagesOf(tx, scope, row.id, published.number) };
      const needsApproval = (envelope.publishedNumber !== null && !before) || needsSecondPerson(before, { version, sections, stages });
      return { version, sections, stages, disclosure, approvals: await this.bulletins.approvals(tx, version), needsApproval };
    });
  }

  /** What a revision begins with, for editors: the working copy, else what is published. Null where others work on it unseen. */
  async toEdit(context: HubContext, row: BulletinRow): Promise<{ version: VersionEntity; sections: SectionEntity[]; stages: StageRow[]; isAuthor: boolean } | null> {
    if (!row.editor) return null;
    return this.reader.read(context, async (tx) => {
      const envelope = await this.bulletins.envelope(tx, row.id, this.scope.principals(context.actor));
      const number = envelope?.pendingNumber ?? row.number;
      const version = envelope?.editor && number !== null ? await this.bulletins.version(tx, context.actor, row.id, number) : null;
      if (!version) return null;
      const sections = await this.bulletins.sections(tx, context.actor, row.id, version.number);
      context.reads.disclosures.push({
        bulletinId: row.id, originatorId: row.originatorId, number: version.number, seen: null, sectionIds: sections.map(({ sectionId }) => sectionId), accessEpoch: row.accessEpoch, action: 'bulletin.read',
      });
      const stages = await stagesOf(tx, this.scope.principals(context.actor), row.id, version.number);
      return { version, sections, stages, isAuthor: context.actor.kind === 'person' && envelope?.authorId === context.actor.personId };
    });
  }

  /** Who receives: for editors, and for recipients where the originator says so. */
  async audience(context: HubContext, row: BulletinRow): Promise<AudienceSpec | null> {
    if (row.number === null || !(row.editor || row.recipientsVisible)) return null;
    const audience = (await this.version(context, row))?.audience ?? null;
    if (!audience || row.editor) return audience;
    // By whose request somebody receives is the originator's to know.
    const { released: _, ...shown } = audience;
    return shown;
  }

  /** The stages of what is published, for editors; null for others, and where nothing is. */
  async stages(context: HubContext, row: BulletinRow): Promise<StageRow[] | null> {
    const { number } = row;
    if (!row.editor || row.publishedAt === null || number === null) return null;
    return this.reader.read(context, (tx) => stagesOf(tx, this.scope.principals(context.actor), row.id, number));
  }

  /** The version as the row shows it, for editors' further fields. */
  async version(context: HubContext, row: BulletinRow): Promise<VersionEntity | null> {
    const { number } = row;
    if (number === null) return null;
    return this.reader.read(context, (tx) => this.bulletins.version(tx, context.actor, row.id, number));
  }
}
