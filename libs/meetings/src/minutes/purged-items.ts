import { Injectable } from '@nestjs/common';
import { AuditLog } from '@hub/audit';
import { PurgeRun } from '@hub/retention';

/** Enters in the log of each organisation that knew an item that what the meeting wrote of it was purged with a bulletin, and by which rule: with it they can tell a purge from a change. */
@Injectable()
export class PurgedItems {
  constructor(audit: AuditLog, purges: PurgeRun) {
    purges.on(async (tx, { bulletinId, kind, days, since }, now) => {
      if (kind !== 'BULLETIN' || bulletinId === null) return;
      const items = await tx.query<{ itemId: string; editionId: string; holderIds: string[] }>('purged-items', 'SELECT i.item_id AS "itemId", i.edition_id AS "editionId", i.holders AS "holderIds" FROM hub.purged_items($1) i', [bulletinId]);
      for (const { itemId, editionId, holderIds } of items) {
        await audit.record(tx, { action: 'meeting.item-purged', occurredAt: now, personId: null, organisationId: null, subjectId: itemId, detail: { edition: editionId, bulletin: bulletinId, days, since }, holderIds });
      }
    });
  }
}
