import type { VersionEntity } from './bulletin.entity.js';
import type { ReviseBulletinInput } from './bulletin.inputs.js';
import { type Content, inputOf } from './content.js';

/** What the record of a draft says: its mark, whom it is for, and the row of an import. Never its contents. */
export const draftedDetail = ({ tlp, audience }: Content, sourceKey: string | null): Record<string, unknown> =>
  ({ tlp, audience: inputOf(audience), ...(sourceKey === null ? {} : { sourceKey }) });

/** What an input of a revision says beside fields. */
const NO_FIELD = new Set(['id', 'expectedRevision', 'hold']);

/** What the record of a revision says: which fields were written, and mark and audience from what to what. Never contents. */
export function revisedDetail(revision: number, input: ReviseBulletinInput, before: VersionEntity, after: Content): Record<string, unknown> {
  const fields = Object.entries(input).filter(([name, value]) => value !== undefined && !NO_FIELD.has(name)).map(([name]) => name).sort();
  const [from, to] = [JSON.stringify(inputOf(before.audience)), JSON.stringify(inputOf(after.audience))];
  return {
    revision, fields,
    ...(before.tlp === after.tlp ? {} : { tlp: { from: before.tlp, to: after.tlp } }),
    ...(from === to ? {} : { audience: { from: inputOf(before.audience), to: inputOf(after.audience) } }),
  };
}
