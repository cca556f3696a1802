import { Injectable } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { conflict, invalid } from '@hub/kernel';
import { draftedDetail, revisedDetail } from './bulletin.acts.js';
import { Tlp } from './bulletin.enums.js';
import type { DraftBulletinInput, ReviseBulletinInput } from './bulletin.inputs.js';
import { requireAuthorToLower, requireSectionsAnew } from './bulletin.policy.js';
import { BulletinWrite } from './bulletin.write.js';
import { contentOfDraft, contentOfRevision, sectionInputsOf, sectionsOf } from './content.js';
import { PublicationService, revoke } from './publication.service.js';

/** Writing bulletins: new ones, and revisions. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly write: BulletinWrite,
    private readonly publication: PublicationService,
  ) {}

  /** Drafts a bulletin; with a source key an import's row, which is never drafted twice. */
  async draft(context: HubContext, path: string, input: DraftBulletinInput, sourceKey = input.sourceKey ?? null): Promise<{ id: string }> {
    if (input.sourceKey && input.tlp === Tlp.RED) throw invalid('input.sourceKey', 'With TLP:RED there is no source key. / TLP:RED には指定できません。');
    return this.write.asOfficer(context, path, async (tx, actor) => {
      const content = await contentOfDraft(tx, actor, input);
      const sections = await sectionsOf(tx, actor, content, input.sections.map((section) => ({ ...section, id: null })), []);
      const [own] = await tx.query<{ code: string }>('own-code', 'SELECT code FROM hub.organisations WHERE id = $1', [actor.organisationId]);
      const id = await this.write.bulletins.add(tx, actor, own?.code ?? '', content, sections, sourceKey).catch(sayIfTwice);
      await this.write.note(tx, actor, 'bulletin.drafted', id, draftedDetail(content, sourceKey));
      return { id };
    });
  }

  /** Revises the working copy. What needs no second person and was published already goes out at once. */
  async revise(context: HubContext, path: string, input: ReviseBulletinInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async ({ tx, actor, bulletin, version, sections, stages }) => {
      requireAuthorToLower(actor, bulletin, version.tlp, input.tlp ?? version.tlp);
      const content = await contentOfRevision(tx, actor, version, stages, input);
      requireSectionsAnew(version.tlp, content.tlp, input.sections ? [] : sections);
      // Sections that are not given are checked again: the audience may have narrowed under them.
      const given = input.sections ?? sectionInputsOf(sections);
      const written = await sectionsOf(tx, actor, content, given, sections);
      const { number, shrank } = await this.write.bulletins.revise(tx, actor, bulletin, version, content, written);
      await this.write.note(tx, actor, 'bulletin.revised', bulletin.id, revisedDetail(bulletin.revision + 1, input, version, content));
      if (bulletin.publishedNumber !== null) await this.publication.publishIfAlone(tx, actor, bulletin, number);
      if (shrank) await revoke(tx);
    });
  }
}

/** Two imports of one row at the same moment: the database lets one in. Whoever is told is an officer who may see that one. */
function sayIfTwice(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {};
  if (constraint !== 'bulletins_source_key_uq') throw error;
  throw conflict('This row of the source was drafted before. / この行は登録済みです。');
}
