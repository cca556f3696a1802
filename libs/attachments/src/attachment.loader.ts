import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, type OperationReads, Scope } from '@hub/access';
import { BulletinReader } from '@hub/bulletins';
import { type AttachmentRow, filesOf, type VersionKey } from './attachment.repository.js';

/** The files of versions, those of a whole page in one statement. */
@Injectable()
export class AttachmentLoader {
  private readonly loaders = new WeakMap<OperationReads, DataLoader<VersionKey, AttachmentRow[], string>>();

  constructor(private readonly reader: BulletinReader, private readonly scope: Scope) {}

  /** All that the asker sees in a version. */
  async ofVersion(context: HubContext, key: VersionKey): Promise<AttachmentRow[]> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader<VersionKey, AttachmentRow[], string>((keys) => this.read(context, keys), { cacheKeyFn: keyOf });
      this.loaders.set(context.reads, loader);
    }
    return loader.load(key);
  }

  private async read(context: HubContext, keys: readonly VersionKey[]): Promise<AttachmentRow[][]> {
    const rows = await this.reader.read(context, (tx) => filesOf(tx, context.actor, this.scope.principals(context.actor), keys));
    const byVersion = new Map<string, AttachmentRow[]>();
    for (const row of rows) byVersion.set(keyOf(row), [...(byVersion.get(keyOf(row)) ?? []), row]);
    return keys.map((key) => byVersion.get(keyOf(key)) ?? []);
  }
}

const keyOf = ({ bulletinId, number }: VersionKey): string => `${bulletinId}/${number}`;
