import { UnreadableCases } from './case.problems.js';
import { FIELD, FIELDS, type HtcdsField } from './htcds.fields.js';

/**
 * HTCDS has no field for the case's number in the files of whoever keeps them. Without one no second import could tell a changed case from
 * another: this column of ours stands beside its fields.
 */
export const CASE_ID = 'case_id';

/** A column's meaning: a field, the case's own number, or a row number that says nothing. */
export type Column = HtcdsField | typeof CASE_ID | null;

/** Names that the publisher's own files use for fields: the Excel toolkit's missing g, and the XLSForm's. */
const PUBLISHERS: Readonly<Record<string, string>> = {
  vic_traffickinstatusdecisionmakingorg: 'vic_TraffickingStatusDecisionMakingOrg',
  prs_first_name: 'prs_FirstName',
  prs_second_name: 'prs_SecondName',
  vic_methods_of_control: 'vic_MethodsOfControl',
};
const CASE_IDS = ['case_id', 'caseid', 'cas_caseid', 'cas_casenumber', 'casenumber', 'case id', 'case number', '事案番号'];
/** What Kobo and ODK add to an XLSForm's answers. */
const FORM_COLUMNS = /^(start|end|__version__|_version_|_id|_uuid|_submission_time|_validation_status|_notes|_status|_submitted_by|_tags|_index|formhub\/uuid|meta\/instanceid)$/i;

const plain = (text: string): string => text.replace(/^\uFEFF/u, '').replace(/[\s\u00a0]+/gu, ' ').trim().toLowerCase();

const names = new Map(FIELDS.map((field) => [plain(field.name), field]));
const labels = new Map<string, HtcdsField[]>();
for (const field of FIELDS.filter(({ label }) => label !== '')) labels.set(plain(field.label), [...(labels.get(plain(field.label)) ?? []), field]);

function columnOf(heading: string, line: number): Column {
  const text = plain(heading);
  const named = names.get(text) ?? FIELD.get(PUBLISHERS[text] ?? '');
  if (named) return named;
  if (CASE_IDS.includes(text)) return CASE_ID;
  const [labelled, another] = labels.get(text) ?? [];
  if (another) throw new UnreadableCases('HEADING_AMBIGUOUS', heading, line);
  if (labelled) return labelled;
  // The toolkit numbers its rows in a column without a heading.
  if (text === '' || FORM_COLUMNS.test(text)) return null;
  throw new UnreadableCases('HEADING_UNKNOWN', heading, line);
}

/** Whether a row could be a header: a field's name or label stands in it. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => { const text = plain(cell); return names.has(text) || text in PUBLISHERS || labels.has(text); });
}

/**
 * What the columns mean, by names, labels and the publisher's variants of both. A misspelt heading would lose its column in silence, so it is a fault.
 * @throws UnreadableCases where one is unknown, ambiguous or there twice.
 */
export function columnsOf(headings: readonly string[], line = 1): Column[] {
  const found = new Set<Column>();
  const columns = headings.map((heading) => {
    let column = columnOf(heading, line);
    // The XLSForm labels prs_Title "Second Name" too; it stands behind the real one there.
    if (column !== null && column !== CASE_ID && column.name === 'prs_SecondName' && found.has(column) && plain(heading) === 'second name') column = FIELD.get('prs_Title') ?? null;
    if (column !== null && found.has(column)) throw new UnreadableCases('HEADING_TWICE', heading, line);
    found.add(column);
    return column;
  });
  if (!columns.some((column) => column !== null && column !== CASE_ID)) throw new UnreadableCases('HEADER_MISSING', '', line);
  return columns;
}

/**
 * Which of the first rows is the header. The toolkit has two: names in a hidden row, and labels in the one that people see; they disagree on the order of the
 * address, and the names lack a column. What people saw when they filled the sheet holds.
 */
export function headerAt(first: readonly string[], second: readonly string[] | undefined): 0 | 1 {
  const filled = (second ?? []).filter((cell) => plain(cell) !== '');
  return filled.length > 1 && filled.every((cell) => labels.has(plain(cell)) || CASE_IDS.includes(plain(cell))) && isHeader(first) ? 1 : 0;
}
