import type { BulletinKind, ExploitationType, MeansOfControl, Urgency } from '../../hub/enums.generated.js';
import type { CorrectableQuery, ProposeCorrectionInput, SectionCorrectionInput } from './proposals.generated.js';

/** What a bulletin says, as far as it can be corrected here. */
export type Original = NonNullable<CorrectableQuery['bulletin']>;

/** A correction as it is typed: only what was touched stands in it. */
export interface Correction {
  readonly title?: string;
  readonly documentNumber?: string;
  readonly handlingNote?: string;
  readonly potentialVictims?: string;
  readonly identifiedVictims?: string;
  readonly countries?: readonly string[];
  readonly citizenships?: readonly string[];
  readonly exploitation?: readonly ExploitationType[];
  readonly meansOfControl?: readonly MeansOfControl[];
  readonly prefectures?: readonly string[];
  readonly kind?: BulletinKind;
  readonly urgency?: Urgency;
  readonly sections: Readonly<Record<string, { readonly heading: string; readonly body: string; readonly remove: boolean }>>;
  readonly missing: readonly { readonly heading: string; readonly body: string }[];
  readonly reason: string;
  readonly credit: boolean;
}

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();
const count = (typed: string): number | null => (/^\d{1,6}$/.test(typed.normalize('NFKC').trim()) ? Number(typed.normalize('NFKC').trim()) : null);

/** The same as the hub takes it: what differs from the original, and nothing else; null where nothing does. */
export function inputOf(original: Original, typed: Correction): ProposeCorrectionInput | null {
  const differs = (text: string | undefined, was: string | null | undefined): string | undefined => (text !== undefined && text !== (was ?? '') ? text : undefined);
  const number = (text: string | undefined, was: number | null | undefined): number | undefined => {
    const value = text === undefined ? null : count(text);
    return value !== null && value !== was ? value : undefined;
  };
  const list = <T extends string>(chosen: readonly T[] | undefined, was: readonly T[]): T[] | undefined => (chosen && !same(chosen, was) ? [...chosen] : undefined);
  const other = <T>(chosen: T | undefined, was: T): T | undefined => (chosen === was ? undefined : chosen);
  const sections = original.sections.flatMap(({ id, heading, body }): SectionCorrectionInput[] => {
    const now = typed.sections[id];
    if (!now) return [];
    if (now.remove) return [{ id, remove: true }];
    const change = { heading: differs(now.heading, heading), body: differs(now.body, body) };
    return change.heading === undefined && change.body === undefined ? [] : [{ id, ...change }];
  });
  const missing = typed.missing.filter(({ heading, body }) => heading.trim() !== '' && body.trim() !== '');
  const facts = {
    potentialVictims: number(typed.potentialVictims, original.facts?.potentialVictims), identifiedVictims: number(typed.identifiedVictims, original.facts?.identifiedVictims),
    citizenships: list(typed.citizenships, original.facts?.citizenships ?? []), exploitation: list(typed.exploitation, original.facts?.exploitation ?? []),
    meansOfControl: list(typed.meansOfControl, original.facts?.meansOfControl ?? []), prefectures: list(typed.prefectures, original.facts?.prefectures ?? []),
  };
  const changes = {
    title: differs(typed.title, original.title), documentNumber: differs(typed.documentNumber, original.documentNumber), handlingNote: differs(typed.handlingNote, original.handlingNote),
    countries: list(typed.countries, original.countries), kind: other(typed.kind, original.kind), urgency: other(typed.urgency, original.urgency),
    facts: Object.values(facts).every((value) => value === undefined) ? undefined : facts,
    sections: sections.length > 0 ? sections : undefined, missingSections: missing.length > 0 ? missing.map(({ heading, body }) => ({ heading, body })) : undefined,
  };
  if (Object.values(changes).every((value) => value === undefined)) return null;
  const reason = typed.reason.trim();
  return { bulletinId: original.id, version: original.version, credit: typed.credit, reason: reason === '' ? null : reason, ...changes };
}
