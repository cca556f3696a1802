import { Injectable } from '@nestjs/common';
import { type HubContext, Role, withRole } from '@hub/access';
import type { ImportedBulletinsArgs } from './bulletin.inputs.js';
import { BulletinReader } from './bulletin.reader.js';
import type { BulletinRow } from './bulletin.types.js';

/** A row of a source, and the bulletin that it became. */
export interface ImportedRow { id: string; sourceKey: string; bulletin: BulletinRow }

// Keys are ASCII; in the order of their bytes, whatever the database's language.
const BY_PREFIX = `
  SELECT id, source_key AS "sourceKey" FROM hub.bulletins
  WHERE originator_id = $1 AND editors && $2 AND source_key IS NOT NULL AND starts_with(source_key, $3)
    AND ($4::text IS NULL OR source_key COLLATE "C" > $4)
  ORDER BY source_key COLLATE "C" LIMIT $5`;

/** What imports drafted, by the keys of their sources: the own organisation's, for those who may edit it. */
@Injectable()
export class ImportsReader {
  constructor(private readonly reader: BulletinReader) {}

  /** Those whose key begins so, in the order of the keys. */
  async list(context: HubContext, { prefix, first, after }: ImportedBulletinsArgs): Promise<ImportedRow[]> {
    const { organisationId } = withRole(context.actor, Role.OFFICER);
    return this.reader.found(context, (tx, scope) =>
      tx.query<{ id: string; sourceKey: string }>('bulletins-imported', BY_PREFIX, [organisationId, scope, prefix, after ?? null, first]));
  }
}
