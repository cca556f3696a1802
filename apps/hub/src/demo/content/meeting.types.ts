import type { Email, OrganisationCode } from './content.types.js';

/** A text in both languages. */
export interface DemoTexts { ja: string; en: string }

/** A file of an item, as a picture: its name, and its lines. */
export interface DemoDocument { by: Email; language: string; name: string; lines: string[] }

/** What an organisation took on. Days are counted as everywhere in the demo world. */
export interface DemoAction { owner: OrganisationCode; texts: DemoTexts; dueInDays: number; report?: { by: Email; daysAgo: number; state: 'OPEN' | 'DONE'; body: string } }

/** An item of the agenda. */
export interface DemoItem {
  by: Email;
  /** When it was proposed. */
  daysAgo: number;
  titles: DemoTexts;
  purpose: 'INFORMATION' | 'DISCUSSION' | 'DECISION';
  minutes: number;
  presenter?: string;
  /** Absent: all parties. */
  audience?: OrganisationCode[];
  /** Keys of the bulletins that it is about. */
  bulletins?: string[];
  /** Still waits for who coordinates. */
  waits?: true;
  sponsors?: Email[];
  documents?: DemoDocument[];
  /** What was noted, by who keeps the minutes of it. */
  notes?: DemoTexts & { by: Email };
  decision?: DemoTexts;
  actions?: DemoAction[];
}

/** Somebody of the demo world's whom his organisation sends. */
export interface DemoDelegate { of: Email; interpretation?: string; remote?: true; dietary?: string; accessNeeds?: string }

/** Answers to a poll: who, and to each slot. */
export type DemoAnswers = Readonly<Record<Email, readonly ('YES' | 'IF_NEED_BE' | 'NO')[]>>;

/** Somebody who interprets. */
export interface DemoInterpreter {
  by: Email; familyName: string; givenName: string; kana: string; latinFamilyName: string; latinGivenName: string; languages: string[]; agency?: string; contact: string;
  /** Items, by their English titles, and between which languages. */
  interprets: { item: string; between: [string, string] }[];
}
