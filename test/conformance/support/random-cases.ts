import fc from 'fast-check';
import { CODE_LISTS, type HtcdsField, type Written } from '@hub/cases';

const TEXTS = ['=1+1', "'=x", "''quoted", '-5', '+81', '@cmd', '_x0041_', 'a,b;"c"', 'line\nline', 'Ｔｅｓｔ', '氏名 太郎', 'é́', '<&>', '|calc', "O'Neil", '%00', '1e5', 'NULL', '\u2028x', '𠮷野'];
const text = (longest: number): fc.Arbitrary<string> => fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'=+-@\'"_x0041;, \n\tあ'), maxLength: Math.min(60, longest) }) },
).map((value) => value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu, '').trim());
const codes = (list: HtcdsField['list'], many: boolean): fc.Arbitrary<string> => {
  const all = list ? CODE_LISTS[list].map(([code]) => code) : [];
  return many ? fc.subarray(all, { minLength: 1 }).map((some) => some.join(';')) : fc.constantFrom(...all);
};
const day = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const degrees = (bound: number): fc.Arbitrary<string> => fc.tuple(fc.integer({ min: -bound + 1, max: bound - 1 }), fc.nat(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);

const VALUES: Readonly<Record<HtcdsField['kind'], (field: HtcdsField) => fc.Arbitrary<string>>> = {
  TEXT: () => text(1_000), LONG_TEXT: () => text(20_000), DATE: () => day, CHECKBOX: () => fc.constantFrom('true', 'false'), COUNT: () => fc.nat(99).map(String),
  LONGITUDE: () => degrees(180), LATITUDE: () => degrees(90), CODE: ({ list }) => codes(list, false), CODES: ({ list }) => codes(list, true),
  COUNTRY: () => fc.constantFrom('PH', 'JP', 'BR', 'TH', 'VN'), COUNTRIES: () => fc.uniqueArray(fc.constantFrom('PH', 'JP', 'BR', 'TH', 'VN', 'KH'), { minLength: 1 }).map((some) => some.join(';')),
  LANGUAGE: () => fc.constantFrom('tgl', 'tl', 'jpn', 'ja', 'por', 'tha', 'vie'), TELEPHONE: () => fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9 }), fc.nat(999_999_999)).map(([plus, first, rest]) => `${plus ? '+' : ''}${first}${String(rest).padStart(9, '0')}`),
};

/** A case with some of these fields, and consent, so that nothing is left out. */
export const caseWith = (fields: readonly HtcdsField[]): fc.Arbitrary<Written> =>
  fc.tuple(fc.option(fc.uuid()), fc.tuple(...fields.map((field) => fc.option(VALUES[field.kind](field), { freq: 2 })))).map(([caseId, values]) => ({
    caseId,
    values: Object.fromEntries([...fields.flatMap(({ name }, at) => { const value = values[at]; return value ? [[name, value]] : []; }), ['con_Consent', 'true']]),
  }));
