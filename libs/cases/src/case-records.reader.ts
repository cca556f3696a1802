import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, type OperationReads, READING_ROLES, Scope } from '@hub/access';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import type { Values } from './case.record.js';
import { type SeenCase, seenCases } from './case.repository.js';
import type { CaseRecordView, CaseValue } from './case.types.js';
import { FIELDS } from './htcds.fields.js';

/** The records of bulletins that an operation reads, in batches; each shown is disclosed by itself, beside the bulletin. */
@Injectable()
export class CaseRecordsReader {
  /** By what the operation has read: a repetition begins with nothing. */
  private readonly loaders = new WeakMap<OperationReads, DataLoader<BulletinRow, SeenCase | null>>();

  constructor(private readonly reader: BulletinReader, private readonly scope: Scope) {}

  /** The record of a bulletin as it is shown; null where there is none. */
  async of(context: HubContext, row: BulletinRow): Promise<CaseRecordView | null> {
    if (row.number === null || !row.visible) return null;
    const seen = await this.loader(context).load(row);
    if (!seen) return null;
    context.reads.disclosures.push({
      bulletinId: row.id, originatorId: row.originatorId, number: row.number, seen: row.version, accessEpoch: row.accessEpoch, action: 'bulletin.read',
      sectionIds: [seen.recordId, ...(seen.personId === null ? [] : [seen.personId])],
    });
    return { fields: shown(seen.fields), person: seen.person && Object.keys(seen.person).length > 0 ? shown(seen.person) : null, caseId: seen.caseId };
  }

  private loader(context: HubContext): DataLoader<BulletinRow, SeenCase | null> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader(async (rows) => {
        const { actor } = context;
        const wanted = rows.flatMap(({ id, number }) => (number === null ? [] : [{ id, number }]));
        const found = await this.reader.read(context, (tx) => seenCases(tx, this.scope.principals(actor), actor.instant, readingFor(actor), wanted));
        const byBulletin = new Map(found.map((seen) => [`${seen.bulletinId}/${seen.number}`, seen]));
        return rows.map(({ id, number }) => byBulletin.get(`${id}/${number}`) ?? null);
      });
      this.loaders.set(context.reads, loader);
    }
    return loader;
  }
}

/** The organisation for which somebody reads: what is public is read by everybody, and whom it is about by nobody without a reading role. */
const readingFor = (actor: HubContext['actor']): string | null => (actor.kind === 'person' && READING_ROLES.some((role) => actor.roles.has(role)) ? actor.organisationId : null);

const shown = (values: Values): CaseValue[] => FIELDS.flatMap(({ name, label }) => { const value = values[name]; return value === undefined ? [] : [{ name, label: label || name, value }]; });
