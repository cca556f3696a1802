import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { HubContext, OperationReads } from '@hub/access';
import { BulletinReader } from '@hub/bulletins';
import { isId, notFound } from '@hub/kernel';
import { TranslationRepository, type TranslationRow } from './translation.repository.js';
import type { Translation } from './translation.types.js';

/** Translations as one operation may see them, in one reading for all bulletins and sections of an answer. */
@Injectable()
export class TranslationLoader {
  private readonly loaders = new WeakMap<OperationReads, DataLoader<string, readonly TranslationRow[]>>();

  constructor(
    private readonly bulletins: BulletinReader,
    private readonly translations: TranslationRepository,
  ) {}

  /** Those of a bulletin's title, or of a section, by its id; of a language also those of its regions. They are entered as read with it. */
  async of(context: HubContext, id: string, language: string | null): Promise<Translation[]> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader((ids: readonly string[]) => this.read(context, ids));
      this.loaders.set(context.reads, loader);
    }
    const wanted = language?.toLowerCase() ?? null;
    const found = (await loader.load(id)).filter((row) => wanted === null || `${row.language.toLowerCase()}-`.startsWith(`${wanted}-`));
    return found.map((row) => show(context, row));
  }

  /** One; NOT_FOUND where the asker may not see it. */
  async one(context: HubContext, id: string): Promise<Translation> {
    const row = isId(id) ? await this.bulletins.read(context, (tx) => this.translations.one(tx, context.actor, id)) : null;
    if (!row) throw notFound();
    return show(context, row);
  }

  private async read(context: HubContext, ids: readonly string[]): Promise<TranslationRow[][]> {
    const rows = await this.bulletins.read(context, (tx) => this.translations.of(tx, context.actor, ids));
    return ids.map((id) => rows.filter(({ sectionId, bulletinId }) => (sectionId ?? bulletinId) === id));
  }
}

function show({ reads }: HubContext, row: TranslationRow): Translation {
  const { bulletinId, originatorId, number, sourceVersion, sectionId, accessEpoch } = row;
  reads.disclosures.push({ bulletinId, originatorId, number, seen: sourceVersion, sectionIds: sectionId === null ? [] : [sectionId], accessEpoch, action: 'bulletin.read' });
  const { id, organisationId, translatorId, language, heading, body, label, translatorName, stale, shown, writtenAt, revision } = row;
  return { id, organisationId, translatorId, language, heading, body, label, translatorName, sourceVersion, stale, awaitsApproval: !shown, writtenAt, revision } as Translation;
}
