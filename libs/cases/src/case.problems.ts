/** Why a row, a file or a cell can't be taken; a client branches on these. */
export const PROBLEMS = {
  FILE_UNREADABLE: ['This is no file of cases that can be read.', '読み取れる事案ファイルではありません。'],
  FILE_TOO_LARGE: ['The file is too large, or becomes so when it is unpacked.', 'ファイルが大きすぎます（展開後を含む）。'],
  HEADER_MISSING: ['There is no header line with HTCDS 2.0 field names or labels.', 'HTCDS 2.0 の項目名の見出し行がありません。'],
  HEADING_UNKNOWN: ['This heading is no field of HTCDS 2.0.', 'HTCDS 2.0 にない見出しです。'],
  HEADING_AMBIGUOUS: ['Several fields of HTCDS 2.0 have this label: give the field name instead, such as hte_City.', 'この見出しに当たる項目が複数あります。hte_City のような項目名で指定してください。'],
  HEADING_TWICE: ['This field stands in two columns.', '同じ項目の列が二つあります。'],
  ROW_MALFORMED: ['The row is not well formed: a quotation mark is out of place.', '引用符の位置が不正な行です。'],
  CELL_WITHOUT_HEADING: ['There is a value in a column without a heading.', '見出しのない列に値があります。'],
  CELL_FORMULA: ['The cell holds a formula or an error: put its value there instead.', '数式またはエラーのセルです。値を入力してください。'],
  TEXT_TOO_LONG: ['The text is too long: 1,000 characters, of long texts 20,000.', '文字数の上限（1,000字、長文は20,000字）を超えています。'],
  TEXT_CONTROL: ['The text holds control characters.', '制御文字が含まれています。'],
  CODE_UNKNOWN: ['This is no code of the field’s list.', 'コード表にない値です。'],
  SEVERAL_CODES: ['The field takes one code.', 'この項目に指定できるコードは一つです。'],
  COUNTRY_UNKNOWN: ['Countries are ISO 3166-1 codes of two or three letters, such as PH or PHL.', '国は ISO 3166-1 のコード（PH、PHL 等）で記入してください。'],
  LANGUAGE_UNKNOWN: ['Languages are ISO 639-2 codes, or those of two letters, such as tgl or tl.', '言語は ISO 639-2（または2文字）のコードで記入してください。'],
  DATE_INVALID: ['Dates are written 2024-05-31 or 2024/05/31.', '日付は 2024-05-31 または 2024/05/31 の形で記入してください。'],
  NUMBER_INVALID: ['This is no number that the field takes.', 'この項目に使える数値ではありません。'],
  CHECKBOX_INVALID: ['Write true or false.', 'true または false で記入してください。'],
  TELEPHONE_INVALID: ['Telephone numbers are E.164: the country code first, at most 15 digits, such as +81312345678.', '電話番号は国番号から（E.164、例 +81312345678）記入してください。'],
  CASE_TWICE: ['This case id stands on an earlier row of the file.', '同じ事案番号の行が先にあります。'],
  ROW_EMPTY: ['The row says nothing that could be kept.', '登録できる内容がない行です。'],
} as const satisfies Record<string, readonly [en: string, ja: string]>;

/** A code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One thing wrong with a file of cases. What stands in the cell is not repeated: it may name somebody. */
export interface CaseProblem {
  /** Line of the file (row of the sheet, number of the case in JSON), from 1. */
  readonly line: number;
  /** The field's name, or the heading as it stands; empty where the whole row is meant. */
  readonly column: string;
  readonly code: ProblemCode;
}

/** The reason in both languages. */
export const reasonOf = (code: ProblemCode): string => PROBLEMS[code].join(' / ');

/** The file as a whole can't be read. */
export class UnreadableCases extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly column = '',
    readonly line = 1,
  ) {
    super(reasonOf(code));
    this.name = 'UnreadableCases';
  }
}
