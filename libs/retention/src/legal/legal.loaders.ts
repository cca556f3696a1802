import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, type OperationReads, Scope } from '@hub/access';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import { scopeOf } from './legal.repository.js';
import type { LegalDemandBulletin } from './legal.types.js';

interface Loaders {
  readonly bulletins: DataLoader<string, BulletinRow | null>;
  readonly scopes: DataLoader<string, LegalDemandBulletin[]>;
}

/** Bulletins and scopes of demands in batches, as one operation may see them. */
@Injectable()
export class LegalLoaders {
  /** By what the operation has read: a repetition begins with nothing. */
  private readonly loaders = new WeakMap<OperationReads, Loaders>();

  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
  ) {}

  /** A bulletin, entered as shown; null where it can't be seen. */
  bulletin(context: HubContext, id: string): Promise<BulletinRow | null> {
    return this.of(context).bulletins.load(id);
  }

  /** What a demand is about, as far as the asker may know. */
  scopeOf(context: HubContext, demandId: string): Promise<LegalDemandBulletin[]> {
    return this.of(context).scopes.load(demandId);
  }

  private of(context: HubContext): Loaders {
    let loaders = this.loaders.get(context.reads);
    if (!loaders) {
      loaders = {
        bulletins: new DataLoader(async (ids) => {
          const found = new Map((await this.reader.found(context, async () => [...new Set(ids)].map((id) => ({ id })))).map(({ id, bulletin }) => [id, bulletin]));
          return ids.map((id) => found.get(id) ?? null);
        }),
        scopes: new DataLoader(async (ids) => {
          const rows = await this.reader.read(context, (tx) => scopeOf(tx, ids, this.scope.principals(context.actor)));
          return ids.map((id) => rows.filter(({ demandId }) => demandId === id));
        }),
      };
      this.loaders.set(context.reads, loaders);
    }
    return loaders;
  }
}
