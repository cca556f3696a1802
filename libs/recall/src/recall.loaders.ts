import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, type OperationReads, Scope } from '@hub/access';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import { strikesOf } from './strike.repository.js';
import type { Strike } from './strike.types.js';

interface Loaders {
  readonly bulletins: DataLoader<string, BulletinRow | null>;
  readonly strikes: DataLoader<string, Strike[]>;
}

/** Bulletins and strikes in batches, as one operation may see them. */
@Injectable()
export class RecallLoaders {
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

  /** The strikes of a bulletin that the asker may know of. */
  strikes(context: HubContext, bulletinId: string): Promise<Strike[]> {
    return this.of(context).strikes.load(bulletinId);
  }

  private of(context: HubContext): Loaders {
    let loaders = this.loaders.get(context.reads);
    if (!loaders) {
      loaders = {
        bulletins: new DataLoader(async (ids) => {
          const found = new Map((await this.reader.found(context, async () => [...new Set(ids)].map((id) => ({ id })))).map(({ id, bulletin }) => [id, bulletin]));
          return ids.map((id) => found.get(id) ?? null);
        }),
        strikes: new DataLoader(async (ids) => {
          const strikes = await this.reader.read(context, (tx) => strikesOf(tx, ids, this.scope.principals(context.actor), context.actor.instant));
          return ids.map((id) => strikes.filter(({ bulletinId }) => bulletinId === id));
        }),
      };
      this.loaders.set(context.reads, loaders);
    }
    return loaders;
  }
}
