import { newId } from '@hub/kernel';
import { type PersonActor, scopedSql } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { CaseRecord, Values } from './case.record.js';

/** A case that an import drafted before, and how its bulletin stands. */
export interface KnownCase extends CaseRecord {
  readonly key: string;
  readonly id: string;
  readonly revision: number;
  /** Whether it is a draft still, which nobody is asked to approve. */
  readonly draft: boolean;
  readonly hasPerson: boolean;
}

const KNOWN = `
  SELECT b.source_key AS key, b.id, b.revision, b.state = 'DRAFT' AND b.published_number IS NULL AS draft, coalesce(c.fields, '{}') AS fields,
    p.case_id AS "caseId", coalesce(p.fields, '{}') AS person, p.person_id IS NOT NULL AS "hasPerson"
  FROM hub.bulletins b
  LEFT JOIN hub.case_records c ON c.bulletin_id = b.id AND c.number = coalesce(b.pending_number, b.published_number)
  LEFT JOIN hub.case_persons p ON p.bulletin_id = c.bulletin_id AND p.number = c.number
  WHERE b.originator_id = $1 AND b.editors && $2 AND b.source_key = ANY ($3)`;

/** The own organisation's cases with these keys. */
export const knownCases = (tx: Tx, actor: PersonActor, scope: readonly number[], keys: readonly string[]): Promise<KnownCase[]> =>
  tx.query<KnownCase>('cases-known', KNOWN, [actor.organisationId, scope, keys]);

/** Puts a record beside a working copy that has none. */
export async function addRecord(tx: Tx, bulletinId: string, record: CaseRecord): Promise<void> {
  await tx.query('case-add', 'INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) VALUES ($1, 1, $2, $3)', [bulletinId, newId(), JSON.stringify(record.fields)]);
  await addPerson(tx, bulletinId, record);
}

/** Changes the record of a draft, which is its bulletin's first version. */
export async function changeRecord(tx: Tx, { id, hasPerson }: KnownCase, record: CaseRecord): Promise<void> {
  await tx.query('case-change', 'UPDATE hub.case_records SET fields = $2 WHERE bulletin_id = $1 AND number = 1', [id, JSON.stringify(record.fields)]);
  if (!hasPerson) return addPerson(tx, id, record);
  if (isNobody(record)) await tx.query('case-person-remove', 'DELETE FROM hub.case_persons WHERE bulletin_id = $1 AND number = 1', [id]);
  else await tx.query('case-person-change', 'UPDATE hub.case_persons SET case_id = $2, fields = $3 WHERE bulletin_id = $1 AND number = 1', [id, record.caseId, JSON.stringify(record.person)]);
}

const isNobody = ({ caseId, person }: CaseRecord): boolean => caseId === null && Object.keys(person).length === 0;
async function addPerson(tx: Tx, bulletinId: string, record: CaseRecord): Promise<void> {
  if (isNobody(record)) return;
  await tx.query('case-person-add', 'INSERT INTO hub.case_persons (bulletin_id, number, person_id, case_id, fields) VALUES ($1, 1, $2, $3, $4)',
    [bulletinId, newId(), record.caseId, JSON.stringify(record.person)]);
}

/** Who may know whom a version `v` of a bulletin `b` is about: the originator's own, and who may by its safety checks. The application's own condition. */
export const personSql = (organisation: string): string =>
  `(b.originator_id = ${organisation} OR v.person_at_risk @> jsonb_build_object('safetyChecks', jsonb_build_array(jsonb_build_object('organisationId', ${organisation}, 'outcome', 'MAY_KNOW'))))`;

/** A record as somebody may see it. */
export interface SeenCase { readonly bulletinId: string; readonly number: number; readonly recordId: string; readonly fields: Values; readonly personId: string | null; readonly caseId: string | null; readonly person: Values | null }

const SEEN = `
  SELECT c.bulletin_id AS "bulletinId", c.number, c.record_id AS "recordId", c.fields, p.person_id AS "personId", p.case_id AS "caseId", p.fields AS person
  FROM unnest($4::uuid[], $5::int[]) w (id, number)
  JOIN hub.bulletins b ON b.id = w.id AND b.readers && $1
  JOIN hub.bulletin_versions v ON v.bulletin_id = w.id AND v.number = w.number AND ${scopedSql('v', '$1', '$2')}
  JOIN hub.case_records c ON c.bulletin_id = w.id AND c.number = w.number
  LEFT JOIN hub.case_persons p ON p.bulletin_id = w.id AND p.number = w.number AND ${personSql('$3::uuid')}`;

/** The records of these versions, as far as they may be seen. */
export const seenCases = (tx: Tx, scope: readonly number[], instant: Date, organisationId: string | null, wanted: readonly { id: string; number: number }[]): Promise<SeenCase[]> =>
  tx.query<SeenCase>('cases-seen', SEEN, [scope, instant, organisationId, wanted.map(({ id }) => id), wanted.map(({ number }) => number)]);
