import type { ReviseBulletinInput, VersionEntity } from '@hub/bulletins';
import type { ProposalField } from './proposal.enums.js';

/** Fields of a bulletin in which a correction may be proposed: everything that its readers see, but mark and audience. */
export type FieldName = Extract<keyof VersionEntity,
  | 'title' | 'kind' | 'urgency' | 'language' | 'documentNumber' | 'handling' | 'handlingNote' | 'countries' | 'potentialVictims' | 'identifiedVictims'
  | 'citizenships' | 'exploitation' | 'meansOfControl' | 'prefectures' | 'acknowledgeBy' | 'expiresAt'>;
/** What such a field holds, as it is kept with a proposal. */
export type FieldValue = string | number | string[] | null;

/** One of the fields: its name, whether it belongs to the facts, whether two changes of its text can be put together. */
interface FieldRule { readonly name: FieldName; readonly fact?: true; readonly text?: true; readonly at?: true }

/** The fields, by what parts of proposals call them. */
export const FIELD_RULES: Readonly<Partial<Record<ProposalField, FieldRule>>> = {
  TITLE: { name: 'title', text: true }, KIND: { name: 'kind' }, URGENCY: { name: 'urgency' }, LANGUAGE: { name: 'language' }, DOCUMENT_NUMBER: { name: 'documentNumber' },
  HANDLING: { name: 'handling' }, HANDLING_NOTE: { name: 'handlingNote', text: true }, COUNTRIES: { name: 'countries' },
  POTENTIAL_VICTIMS: { name: 'potentialVictims', fact: true }, IDENTIFIED_VICTIMS: { name: 'identifiedVictims', fact: true }, CITIZENSHIPS: { name: 'citizenships', fact: true },
  EXPLOITATION: { name: 'exploitation', fact: true }, MEANS_OF_CONTROL: { name: 'meansOfControl', fact: true }, PREFECTURES: { name: 'prefectures', fact: true },
  ACKNOWLEDGE_BY: { name: 'acknowledgeBy', at: true }, EXPIRES_AT: { name: 'expiresAt', at: true },
};

/** What a version says, as far as somebody sees it. */
export interface ReadText {
  readonly number: number;
  readonly fields: Readonly<Record<FieldName, FieldValue | Date>>;
  readonly sections: readonly { readonly sectionId: string; readonly heading: string; readonly body: string }[];
}

/** A value in words: of lists the order means nothing. */
export function shownValue(value: FieldValue | Date | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.length === 0 ? null : [...new Set(value)].sort().join(', ');
  return String(value);
}

/** Fields as a revision would write them. Facts are written as a whole: those that stand now, with what is changed. */
export function revisionOf(now: ReadText['fields'], changed: ReadonlyMap<ProposalField, FieldValue>): Partial<ReviseBulletinInput> {
  const written: Record<string, unknown> = {};
  const facts: Record<string, unknown> = {};
  for (const [field, value] of changed) {
    const rule = FIELD_RULES[field];
    if (rule) (rule.fact ? facts : written)[rule.name] = rule.at && typeof value === 'string' ? new Date(value) : value;
  }
  if (Object.keys(facts).length === 0) return written;
  const { potentialVictims, identifiedVictims, citizenships, exploitation, meansOfControl, prefectures } = now;
  return { ...written, facts: { potentialVictims, identifiedVictims, citizenships, exploitation, meansOfControl, prefectures, ...facts } as ReviseBulletinInput['facts'] };
}
