import { localise, type LocalisedText } from '@hub/kernel';
import { DutyRole } from './party.enums.js';

/** A person's names: in the person's own script, and in Latin letters where that differs. */
export interface PersonNames {
  readonly familyName: string;
  readonly givenName: string;
  readonly kana: string | null;
  readonly latinFamilyName: string | null;
  readonly latinGivenName: string | null;
  readonly title: LocalisedText;
}

const DUTY_ROLES: Readonly<Record<DutyRole, LocalisedText>> = {
  [DutyRole.CONTACT_POINT]: { en: 'Contact point', ja: 'コンタクトポイント' },
  [DutyRole.DEPUTY]: { en: 'Deputy contact point', ja: 'コンタクトポイント代理' },
  [DutyRole.DUTY_OFFICER]: { en: 'Duty officer', ja: '担当者' },
};

/** What a duty role is called. */
export const dutyRoleName = (role: DutyRole, language: string): string => localise(DUTY_ROLES[role], language);

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々・\s]+$/u;

/** Regular expressions of the scripts that languages are written in, as ICU calls them. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Jpan: EAST_ASIAN, Hans: EAST_ASIAN, Hant: EAST_ASIAN, Kore: EAST_ASIAN,
  Thai: /^[\p{Script=Thai}\p{M}\s]+$/u,
  Cyrl: /^[\p{Script=Cyrillic}\p{M}\s'’-]+$/u,
  Deva: /^[\p{Script=Devanagari}\p{M}\s]+$/u,
  Arab: /^[\p{Script=Arabic}\p{M}\s]+$/u,
};
const LATIN = /^[\p{Script=Latin}\p{M}\s'’.-]+$/u;

function scriptOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? 'Latn';
  } catch {
    return 'Latn';
  }
}

/**
 * A person's name in the order and script of a language. Names in Chinese characters, kana or Hangul stand family first,
 * with the title, where the language is written so (高瀬 真由美 調整官); everywhere else given name first, in Latin
 * letters, with the family name in capitals (Mayumi TAKASE), so that nobody takes one for the other.
 */
export function displayName(names: PersonNames, language: string): string {
  const script = scriptOf(language);
  const native = `${names.familyName} ${names.givenName}`.trim();
  const title = localise(names.title, language);
  if (SCRIPTS[script] === EAST_ASIAN && EAST_ASIAN.test(native)) return [native, title].filter(Boolean).join(' ');
  if (SCRIPTS[script] !== EAST_ASIAN && SCRIPTS[script]?.test(native)) return `${names.givenName} ${names.familyName}`.trim();
  const latin = latinName(names);
  if (!latin) return native;
  // A Latin name among Japanese text keeps its own order; the title follows as it does there.
  return SCRIPTS[script] === EAST_ASIAN && title ? `${latin} ${title}` : latin;
}

function latinName(names: PersonNames): string | null {
  if (names.latinFamilyName || names.latinGivenName) return inLatin(names.latinGivenName, names.latinFamilyName);
  return LATIN.test(`${names.familyName}${names.givenName}`) ? inLatin(names.givenName, names.familyName) : null;
}

const inLatin = (given: string | null, family: string | null): string =>
  [given, family?.toLocaleUpperCase('en')].filter(Boolean).join(' ');
