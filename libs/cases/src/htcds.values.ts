import { isCountryCode } from '@hub/platform';
import type { ProblemCode } from './case.problems.js';
import { alpha2Of } from './htcds.countries.js';
import type { FieldKind, HtcdsField } from './htcds.fields.js';
import { BEYOND_THE_LIST, CODE_LISTS, type CodeList } from './htcds.lists.js';

/** A value as it is kept, or why it can't be. */
export type Read = { readonly value: string } | { readonly problem: ProblemCode };

const LONGEST = { TEXT: 1_000, LONG_TEXT: 20_000 } as const;
/** What no text may hold: control characters but tab and line feed, what XML can't write, halves of characters. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;
const E164 = /^\+?[1-9]\d{1,14}$/;
const TRUE = ['true', 'yes', 'y', '1', 'はい', '有', '○', '✓', 'x'];
const FALSE = ['false', 'no', 'n', '0', 'いいえ', '無', '×'];

const ok = (value: string): Read => ({ value });
const bad = (problem: ProblemCode): Read => ({ problem });
const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();

/** Codes by themselves, their labels and common spellings, of each list. */
const known = new Map<CodeList, ReadonlyMap<string, string>>((Object.keys(CODE_LISTS) as CodeList[]).map((name) => {
  const codes = [...CODE_LISTS[name], ...(BEYOND_THE_LIST[name] ?? []).map((code) => [code, code] as const)];
  const spellings = codes.flatMap(([code, label]) => [[folded(code), code], [folded(label), code]] as const);
  return [name, new Map([...spellings, ...(name === 'RELATIONSHIP_TO_TRAFFICKER' ? [['unacquainted', 'Unaquainted'] as const] : [])])];
}));

function text(cell: string, longest: number): Read {
  if (CONTROL.test(cell)) return bad('TEXT_CONTROL');
  return cell.length > longest ? bad('TEXT_TOO_LONG') : ok(cell);
}

/** Several values of a cell: Salesforce writes them with semicolons, the XLSForm with spaces. Null where one is unknown. */
function several(cell: string, find: (part: string) => string | undefined): string | null {
  for (const between of [/[;；、\n]/u, /[;；、,，\n]/u, /[;；、,，\s]+/u]) {
    const parts = cell.split(between).filter((part) => part.trim() !== '');
    const found = parts.map(find);
    if (found.every((one) => one !== undefined)) return [...new Set(found)].join(';');
  }
  return null;
}

/** ISO 639: three letters or two; kept as it stands. */
function language(cell: string): Read {
  const code = cell.toLowerCase();
  if (!/^[a-z]{2,3}$/.test(code)) return bad('LANGUAGE_UNKNOWN');
  return languages.of(code) === undefined ? bad('LANGUAGE_UNKNOWN') : ok(code);
}
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const countryOf = (part: string): string | undefined => {
  const code = part.trim().toUpperCase();
  return isCountryCode(code) ? code : alpha2Of(code);
};

/** 2024-05-31, 2024/5/31, with a time of midnight, or the number under which Excel keeps a day (from 1900). */
function date(cell: string): Read {
  if (/^[1-9]\d{4}(\.0+)?$/.test(cell)) return ok(new Date(Date.UTC(1899, 11, 30) + Number(cell) * 86_400_000).toISOString().slice(0, 10));
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(cell) ?? /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(cell) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) && year >= '1800' ? ok(iso) : bad('DATE_INVALID');
}

function within(cell: string, bound: number): Read {
  return /^-?\d{1,3}(\.\d{1,15})?$/.test(cell) && Math.abs(Number(cell)) <= bound ? ok(cell) : bad('NUMBER_INVALID');
}

function code(cell: string, { list }: HtcdsField, many: boolean): Read {
  const codes = list && known.get(list);
  if (!codes) throw new Error('a field of codes without a list');
  const find = (part: string): string | undefined => codes.get(folded(part));
  const one = find(cell);
  if (one !== undefined) return ok(one);
  const found = several(cell, find);
  if (found === null) return bad('CODE_UNKNOWN');
  return many || !found.includes(';') ? ok(found) : bad('SEVERAL_CODES');
}

const READERS: Record<FieldKind, (cell: string, field: HtcdsField) => Read> = {
  TEXT: (cell) => text(cell, LONGEST.TEXT),
  LONG_TEXT: (cell) => text(cell, LONGEST.LONG_TEXT),
  DATE: date,
  CHECKBOX: (cell) => (TRUE.includes(folded(cell)) ? ok('true') : FALSE.includes(folded(cell)) ? ok('false') : bad('CHECKBOX_INVALID')),
  COUNT: (cell) => (/^\d{1,3}(\.0+)?$/.test(cell) ? ok(String(Number(cell))) : bad('NUMBER_INVALID')),
  LONGITUDE: (cell) => within(cell, 180),
  LATITUDE: (cell) => within(cell, 90),
  CODE: (cell, field) => code(cell, field, false),
  CODES: (cell, field) => code(cell, field, true),
  COUNTRY: (cell) => { const found = countryOf(cell); return found === undefined ? bad('COUNTRY_UNKNOWN') : ok(found); },
  COUNTRIES: (cell) => { const found = several(cell, countryOf); return found === null ? bad('COUNTRY_UNKNOWN') : ok(found); },
  LANGUAGE: language,
  TELEPHONE: (cell) => { const number = cell.replace(/[\s().-]/gu, ''); return E164.test(number) ? ok(number) : bad('TELEPHONE_INVALID'); },
};

/** Reads a cell that is not empty; a text keeps every character but the spaces around it. */
export const readValue = (field: HtcdsField, cell: string): Read => READERS[field.kind](cell, field);

/** A cell as it is read: line feeds only, no spaces around it. */
export const cellText = (cell: string): string => cell.replace(/\r\n?/g, '\n').trim();
