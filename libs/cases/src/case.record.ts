import { createHmac } from 'node:crypto';
import type { CaseProblem } from './case.problems.js';
import { FIELDS, type HtcdsField } from './htcds.fields.js';
import { CASE_ID, type Column } from './htcds.headings.js';
import { cellText, readValue } from './htcds.values.js';

/** Values by field name, in the order of the standard; what is empty is absent. Several codes stand side by side with semicolons. */
export type Values = Readonly<Record<string, string>>;

/** One case as it is kept. */
export interface CaseRecord {
  /** Its number in the files of whoever keeps them. */
  readonly caseId: string | null;
  /** What names nobody. */
  readonly fields: Values;
  /** What names somebody, or could. Empty without consent. */
  readonly person: Values;
}

/** A row of a file before it is read. */
export interface CaseRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns (from 0) whose cells hold no value that could be taken: formulas, errors of the sheet. */
  readonly formulas?: readonly number[];
  readonly malformed?: boolean;
}

/** What became of a row: a case with the names of fields that were left out for want of consent, or everything wrong with it. */
export type ReadRow =
  | { readonly line: number; readonly record: CaseRecord; readonly withheld: readonly string[] }
  | { readonly line: number; readonly problems: readonly CaseProblem[] };

const CASE_ID_LONGEST = 100;

/** Reads a row; null for one without a value. */
export function readRow(columns: readonly Column[], { line, cells, formulas = [], malformed = false }: CaseRow): ReadRow | null {
  if (malformed) return { line, problems: [{ line, column: '', code: 'ROW_MALFORMED' }] };
  const problems: CaseProblem[] = formulas.map((at) => ({ line, column: nameOf(columns[at] ?? null), code: 'CELL_FORMULA' }));
  const values: Record<string, string> = {};
  let caseId: string | null = null;
  cells.forEach((cell, at) => {
    const text = cellText(cell);
    if (text === '' || formulas.includes(at)) return;
    const column = columns[at];
    if (column === undefined) return void problems.push({ line, column: '', code: 'CELL_WITHOUT_HEADING' });
    if (column === null) return;
    if (column === CASE_ID) {
      if (text.length > CASE_ID_LONGEST) problems.push({ line, column: CASE_ID, code: 'TEXT_TOO_LONG' });
      else if (/[\p{Cc}\p{Surrogate}]/u.test(text)) problems.push({ line, column: CASE_ID, code: 'TEXT_CONTROL' });
      else caseId = text;
      return;
    }
    const read = readValue(column, text);
    if ('problem' in read) problems.push({ line, column: column.name, code: read.problem });
    else values[column.name] = read.value;
  });
  if (problems.length > 0) return { line, problems };
  if (Object.keys(values).length === 0) return caseId === null ? null : { line, problems: [{ line, column: '', code: 'ROW_EMPTY' }] };
  return { line, ...recordOf(caseId, values) };
}

/**
 * Consent is con_Consent; where that is empty, the deprecated agreement to manage personal data, which stands as con_Consent from then on. Without consent
 * whatever names somebody, or could, is left out before anything is kept.
 */
function recordOf(caseId: string | null, given: Values): { record: CaseRecord; withheld: string[] } {
  const { con_Consent: consent = given['vic_AgreementToManagePersonalData'], vic_AgreementToManagePersonalData: _, ...values } = given;
  const all: Values = consent === undefined ? values : { ...values, con_Consent: consent };
  const personal = pick(all, ({ personal }) => personal);
  const fields = pick(all, ({ personal }) => !personal);
  return consent === 'true' ? { record: { caseId, fields, person: personal }, withheld: [] } : { record: { caseId, fields, person: {} }, withheld: Object.keys(personal) };
}

function pick(values: Values, which: (field: HtcdsField) => boolean): Values {
  return Object.fromEntries(FIELDS.flatMap((field) => { const value = values[field.name]; return value !== undefined && which(field) ? [[field.name, value]] : []; }));
}

const nameOf = (column: Column): string => (column === null || column === CASE_ID ? (column ?? '') : column.name);

/** Whether two records say the same. */
export const sameRecord = (a: CaseRecord, b: CaseRecord): boolean => canonical(a) === canonical(b);
const canonical = ({ caseId, fields, person }: CaseRecord): string => JSON.stringify([caseId, pick(fields, () => true), pick(person, () => true)]);

/** By what a case is known again: its own number, else what it says. */
export const nameOfCase = (record: CaseRecord): string => (record.caseId === null ? `content ${canonical(record)}` : `id ${record.caseId}`);

/** Names the cases of a file, so that a second import finds them: by the case's own number, else by what it says. */
export class CaseKeys {
  private readonly times = new Map<string, number>();

  /** The key stays in plain beside the bulletin and in the log: what it is made from must not be found by trying. */
  constructor(private readonly secret: Buffer, private readonly organisationId: string) {}

  /**
   * The case's key, and whether it stood before in this file. Cases without a number that say the same are counted; of a part of a file whoever has the
   * whole says which of them it is, from 1.
   */
  of(record: CaseRecord, occurrence?: number): { key: string; twice: boolean } {
    const digest = createHmac('sha256', this.secret).update(`htcds ${this.organisationId} ${nameOfCase(record)}`).digest('base64url');
    const time = record.caseId === null && occurrence !== undefined ? occurrence : (this.times.get(digest) ?? 0) + 1;
    this.times.set(digest, time);
    return { key: `htcds:${digest}${time > 1 && record.caseId === null ? `.${time}` : ''}`, twice: time > 1 && record.caseId !== null };
  }
}
