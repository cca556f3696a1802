import { Injectable } from '@nestjs/common';
import type { HubContext, PersonActor } from '@hub/access';
import { conflict, invalid } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { draftedDetail, revisedDetail } from './bulletin.acts.js';
import { Tlp } from './bulletin.enums.js';
import type { BulletinSectionInput, DraftBulletinInput, ReviseBulletinInput } from './bulletin.inputs.js';
import { requireAuthorToLower, requireSectionsAnew } from './bulletin.policy.js';
import { BulletinWrite, type Opened } from './bulletin.write.js';
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
    return this.write.asOfficer(context, path, async (tx, actor) => ({ id: await this.draftIn(tx, actor, input, sourceKey) }));
  }

  /** The same in an officer's transaction that has begun: an import drafts many in one, and writes beside them. */
  async draftIn(tx: Tx, actor: PersonActor, input: DraftBulletinInput, sourceKey: string | null): Promise<string> {
    const content = await contentOfDraft(tx, actor, input);
    const sections = await sectionsOf(tx, actor, content, input.sections.map((section) => ({ ...section, id: null })), []);
    const [own] = await tx.query<{ code: string }>('own-code', 'SELECT code FROM hub.organisations WHERE id = $1', [actor.organisationId]);
    const id = await this.write.bulletins.add(tx, actor, own?.code ?? '', content, sections, sourceKey).catch(sayIfTwice);
    await this.write.note(tx, actor, 'bulletin.drafted', id, draftedDetail(content, sourceKey));
    return id;
  }

  /** Revises the working copy. What needs no second person and was published already goes out at once. */
  async revise(context: HubContext, path: string, input: ReviseBulletinInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, (opened) => this.reviseOpened(opened, input));
  }

  /** Opens a bulletin in a transaction that has begun, and revises it by what `change` makes of it. */
  async reviseIn(tx: Tx, actor: PersonActor, input: { id: string; expectedRevision: number }, change: (opened: Opened) => Omit<ReviseBulletinInput, 'id' | 'expectedRevision'>): Promise<void> {
    const opened = await this.write.open(tx, actor, input);
    await this.reviseOpened(opened, { ...input, ...change(opened) });
  }

  private async reviseOpened(opened: Opened, input: ReviseBulletinInput): Promise<void> {
    const { tx, actor, bulletin } = opened;
    const { number, shrank } = await this.rewrite(opened, input);
    if (input.hold) await this.write.bulletins.review(tx, bulletin.id, number, { held: true }, null);
    else if (bulletin.publishedNumber !== null) await this.publication.publishIfAlone(tx, actor, bulletin, number);
    if (shrank) await revoke(tx);
  }

  /** Adds a section that `write` gives, once permission and revision are looked at, to the working copy. Publishes nothing: not even what one person may send out. */
  async addSection(context: HubContext, path: string, input: { id: string; expectedRevision: number }, write: (tx: Tx) => Promise<BulletinSectionInput>): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async (opened) => {
      const { tx, actor, bulletin, version, sections } = opened;
      requireAuthorToLower(actor, bulletin, version.tlp, version.tlp);
      const added = await write(tx);
      const { shrank } = await this.rewrite(opened, { ...input, sections: [...sectionInputsOf(sections), added] });
      if (shrank) await revoke(tx);
    });
  }

  /** Writes into the working copy, where it stays until somebody publishes it. Where `shrank`, the caller ends with `revoke`. */
  async rewrite({ tx, actor, bulletin, version, sections, stages }: Opened, input: ReviseBulletinInput): Promise<{ number: number; shrank: boolean }> {
    requireAuthorToLower(actor, bulletin, version.tlp, input.tlp ?? version.tlp);
    const content = await contentOfRevision(tx, actor, version, stages, input);
    requireSectionsAnew(version.tlp, content.tlp, input.sections ? [] : sections);
    // Sections that are not given are checked again: the audience may have narrowed under them.
    const given = input.sections ?? sectionInputsOf(sections);
    const written = await sectionsOf(tx, actor, content, given, sections);
    const revised = await this.write.bulletins.revise(tx, actor, bulletin, version, content, written);
    await this.write.note(tx, actor, 'bulletin.revised', bulletin.id, revisedDetail(bulletin.revision + 1, input, version, content));
    return revised;
  }

  /**
   * Changes something that hangs on the working copy and not in it: the same steps as a revision that writes nothing, and `work` with the version's number
   * before approvals are bound anew. What needs no second person and was published already goes out at once.
   */
  async change(context: HubContext, path: string, input: { id: string; expectedRevision: number }, action: string, work: (opened: Opened, number: number) => Promise<Record<string, unknown>>): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async (opened) => {
      const { tx, actor, bulletin, version, sections, stages } = opened;
      requireAuthorToLower(actor, bulletin, version.tlp, version.tlp);
      const content = await contentOfRevision(tx, actor, version, stages, input);
      const written = await sectionsOf(tx, actor, content, sectionInputsOf(sections), sections);
      const { number, shrank } = await this.write.bulletins.revise(tx, actor, bulletin, version, content, written);
      const detail = await work(opened, number);
      await this.write.bulletins.reseal(tx, bulletin.id, number);
      await this.write.note(tx, actor, action, bulletin.id, { revision: bulletin.revision + 1, ...detail });
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
