import { Injectable } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { AgendaReader, type SeenItem } from '../agenda/agenda.reader.js';

/**
 * Before anything is shown that the minutes say of items, in whatever field: the items are looked at as wherever they are shown, and who reads is entered in the ledger of
 * the bulletins that they are about, as a reading of the minutes.
 */
@Injectable()
export class MinutesGate {
  constructor(private readonly agenda: AgendaReader) {}

  /** Which of these items the asker is shown. */
  async shown(context: HubContext, itemIds: readonly string[]): Promise<ReadonlySet<string>> {
    const items = (await Promise.all([...new Set(itemIds)].map((id) => this.agenda.item(context, id)))).filter((item): item is SeenItem => item !== null);
    const about = new Set(items.flatMap(({ bulletinIds }) => bulletinIds));
    const { disclosures } = context.reads;
    for (const { bulletinId } of disclosures.filter(({ action }) => action === 'minutes.read')) about.delete(bulletinId);
    for (const disclosure of disclosures.filter(({ action }) => action === 'bulletin.listed')) {
      if (about.delete(disclosure.bulletinId)) disclosures.push({ ...disclosure, action: 'minutes.read' });
    }
    return new Set(items.map(({ id }) => id));
  }

  /** Of what hangs on items, what is of items that the asker is shown; what hangs on none is shown. */
  async only<T extends { readonly itemId: string | null }>(context: HubContext, rows: readonly T[]): Promise<T[]> {
    const seen = await this.shown(context, rows.flatMap(({ itemId }) => (itemId === null ? [] : [itemId])));
    return rows.filter(({ itemId }) => itemId === null || seen.has(itemId));
  }
}
