import { BulletinKind, type CaseFactsInput, type DraftBulletinInput, ExploitationType, MeansOfControl, type Opened, type ReviseBulletinInput, sectionInputsOf, SharingBasis, Tlp } from '@hub/bulletins';
import type { CaseRecord, Values } from './case.record.js';
import { FIELDS } from './htcds.fields.js';
import { CODE_LISTS } from './htcds.lists.js';

type Language = 'ja' | 'en';
const WORDS = {
  en: { title: 'Case', section: 'Case record (HTCDS 2.0)', yes: 'yes', no: 'no', nothing: 'No coded facts.' },
  ja: { title: '事案', section: '事案記録（HTCDS 2.0）', yes: 'はい', no: 'いいえ', nothing: 'コード化された事項はありません。' },
} as const;
/** Nobody is called a victim who was not identified as one. */
const STATUS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  PossibleVictimOfTrafficking: { en: 'possible victim', ja: '被害の疑いのある者' },
  ActualVictimOfTrafficking: { en: 'identified victim', ja: '認定された被害者' },
  NotAVictimOfTrafficking: { en: 'not a victim of trafficking', ja: '人身取引の被害者ではない者' },
};

const spelling = (code: string): string => code.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
const codesOf = (value: string | undefined): string[] => value?.split(';') ?? [];
const among = <T extends string>(known: Readonly<Record<string, T>>, codes: readonly string[], other: T): T[] =>
  [...new Set(codes.map((code) => known[spelling(code)] ?? other))];

const languageOf = (language: string): Language => (language.startsWith('ja') ? 'ja' : 'en');
const labels = new Map(Object.values(CODE_LISTS).flatMap((list) => list));

/** What a draft is made from: nothing in it names anybody. */
function written({ fields }: CaseRecord, language: Language): { title: string; body: string; facts: CaseFactsInput; countries: string[] } {
  const words = WORDS[language];
  const citizenships = codesOf(fields['prs_Citizenship']);
  const exploitation = codesOf(fields['vic_TypeOfExploitation']);
  const status = fields['vic_TraffickingStatus'] ?? '';
  const said = [STATUS[status]?.[language] ?? '', citizenships.join(', '), exploitation.map((code) => labels.get(code) ?? code).join(', ')].filter(Boolean);
  const lines = FIELDS.flatMap(({ name, label, kind }) => {
    const value = fields[name];
    return value === undefined ? [] : [`- ${label}: ${kind === 'CHECKBOX' ? (value === 'true' ? words.yes : words.no) : codesOf(value).map((code) => labels.get(code) ?? code).join(', ')}`];
  });
  return {
    title: [words.title, ...said].join(' · '),
    body: lines.join('\n') || words.nothing,
    countries: citizenships,
    facts: {
      potentialVictims: status === 'PossibleVictimOfTrafficking' ? 1 : null, identifiedVictims: status === 'ActualVictimOfTrafficking' ? 1 : null,
      citizenships, exploitation: among(ExploitationType, exploitation, ExploitationType.OTHER), meansOfControl: among(MeansOfControl, codesOf(fields['vic_MethodsOfControl']), MeansOfControl.OTHER),
    },
  };
}

const isEmpty = (values: Values): boolean => Object.keys(values).length === 0;
/** Consent is there, or nobody would be named; whom it may go to is checked recipient by recipient before it does. */
const withConsent = { basis: SharingBasis.CONSENT, safetyChecks: [] };

/** The bulletin of a case that is new here: a draft for nobody but the own organisation. */
export function draftOf(record: CaseRecord, language: string): DraftBulletinInput {
  const { title, body, facts, countries } = written(record, languageOf(language));
  return {
    kind: BulletinKind.CASE_INFORMATION, tlp: Tlp.AMBER_STRICT, title, language: languageOf(language), audience: {}, countries, facts,
    sections: [{ heading: WORDS[languageOf(language)].section, body }], personAtRisk: isEmpty(record.person) ? null : withConsent,
  };
}

/** What changes in the draft of a case that has changed. What somebody has written in the hub stays. */
export function revisionOf(before: CaseRecord, after: CaseRecord, { version, sections }: Pick<Opened, 'version' | 'sections'>): Omit<ReviseBulletinInput, 'id' | 'expectedRevision'> {
  const language = languageOf(version.language);
  const [was, is] = [written(before, language), written(after, language)];
  return {
    facts: { ...is.facts, prefectures: version.prefectures }, countries: is.countries,
    ...(version.title === was.title.normalize('NFKC') || version.title === was.title ? { title: is.title } : {}),
    sections: sectionInputsOf(sections).map((section) => (section.body === was.body ? { ...section, body: is.body } : section)),
    ...(version.personAtRisk === null && !isEmpty(after.person) ? { personAtRisk: withConsent } : {}),
  };
}
