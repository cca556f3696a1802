import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, type OperationReads, Scope } from '@hub/access';
import { BulletinReader } from '@hub/bulletins';

interface Credit { readonly bulletinId: string; readonly number: number; readonly organisationId: string }

/** Organisations that published versions owe something to, in batches. */
@Injectable()
export class Credits {
  private readonly loaders = new WeakMap<OperationReads, DataLoader<string, readonly Credit[]>>();

  constructor(
    private readonly bulletins: BulletinReader,
    private readonly scope: Scope,
  ) {}

  /** Those that the asker may know of, up to a version. */
  async of(context: HubContext, bulletinId: string, number: number): Promise<string[]> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader((ids: readonly string[]) => this.read(context, ids));
      this.loaders.set(context.reads, loader);
    }
    return [...new Set((await loader.load(bulletinId)).filter((credit) => credit.number <= number).map(({ organisationId }) => organisationId))];
  }

  private async read(context: HubContext, ids: readonly string[]): Promise<Credit[][]> {
    const { actor } = context;
    const rows = await this.bulletins.read(context, (tx) => tx.query<Credit>('bulletin-credits',
      'SELECT c.bulletin_id AS "bulletinId", c.number, c.organisation_id AS "organisationId" FROM hub.credits_of($1, $2, $3) c ORDER BY c.number, c.organisation_id',
      [this.scope.principals(actor), actor.instant, ids]));
    return ids.map((id) => rows.filter(({ bulletinId }) => bulletinId === id));
  }
}
