import { textScalar } from './scalar.js';

/** ISO 3166-1 alpha-2, officially assigned codes. */
const COUNTRIES = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
  CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
  GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
  KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
  NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
  SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
  VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/),
);

/** Whether the text is an officially assigned country code, in upper case. */
export const isCountryCode = (text: string): boolean => COUNTRIES.has(text);

const canonical = new Map<string, string>();

/** The canonical form of a well-formed BCP 47 tag (`JA-jp` → `ja-JP`), or undefined. */
export function canonicalLanguageTag(text: string): string | undefined {
  const known = canonical.get(text);
  if (known !== undefined || text.length > 35) return known;
  try {
    const [tag] = Intl.getCanonicalLocales(text);
    // Asking ICU for each of a page's rows would cost more than the row; few tags are ever in use.
    if (tag !== undefined && canonical.size < 1_000) canonical.set(text, tag);
    return tag;
  } catch {
    return undefined;
  }
}

/** Control characters other than tab and line feed, and halves of surrogate pairs: no text, and PostgreSQL takes no NUL. */
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u;

/** Text as it is kept: line ends are line feeds. Undefined where it holds what is no text. */
export function plainText(text: string): string | undefined {
  const lines = text.replace(/\r\n?/g, '\n');
  return NO_TEXT.test(lines) ? undefined : lines;
}

/** ISO 3166-1 alpha-2. Inside: the same text. */
export const CountryCodeScalar = textScalar<string>({
  name: 'CountryCode',
  description: 'A country: ISO 3166-1 alpha-2, upper case, officially assigned codes only, such as `PH`.',
  specifiedByURL: 'https://www.iso.org/iso-3166-country-codes.html',
  expected: 'an ISO 3166-1 alpha-2 country code in upper case, such as PH',
  parse: (text) => (isCountryCode(text) ? text : undefined),
  serialize: (value) => (typeof value === 'string' && isCountryCode(value) ? value : undefined),
});

/** BCP 47. Inside: the canonical form. */
export const LanguageTagScalar = textScalar<string>({
  name: 'LanguageTag',
  description: 'A language: BCP 47, such as `ja`, `en` or `pt-BR`. Given back in its canonical form.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5646',
  expected: 'a BCP 47 language tag, such as ja or pt-BR',
  parse: canonicalLanguageTag,
  serialize: (value) => (typeof value === 'string' ? canonicalLanguageTag(value) : undefined),
});

/** CommonMark. Inside: the text with line feeds. */
export const MarkdownScalar = textScalar<string>({
  name: 'Markdown',
  description: 'CommonMark. Raw HTML is text, never markup. Line ends become line feeds; control characters are refused.',
  specifiedByURL: 'https://spec.commonmark.org/0.31.2/',
  expected: 'text without control characters',
  parse: plainText,
  serialize: (value) => (typeof value === 'string' ? value : undefined),
});
