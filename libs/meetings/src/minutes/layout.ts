import type { LocalisedText } from '@hub/kernel';
import { MeetingPresence, MinutesLanguage, type MinutesResponseKind } from './minutes.enums.js';
import { type MinutesWords, WORDS } from './layout.words.js';

/** Minutes as one reader may see them. Items that are not his are not here at all. */
export interface MinutesView {
  readonly names: LocalisedText;
  readonly places: LocalisedText;
  readonly zone: string;
  readonly startsLocal: string | null;
  readonly endsLocal: string | null;
  readonly approved: boolean;
  /** Names of all organisations that are mentioned. */
  readonly organisations: ReadonlyMap<string, LocalisedText>;
  readonly attendance: readonly AttendanceView[];
  readonly items: readonly ItemView[];
  /** To the minutes as a whole. */
  readonly responses: readonly ResponseView[];
}
/** Who was there, and how. */
export interface AttendanceView { readonly organisationId: string; readonly presence: MeetingPresence }
/** How somebody answered. */
export interface ResponseView { readonly organisationId: string; readonly response: MinutesResponseKind; readonly body: string | null; readonly note: string | null }
/** An item with what happened in it. */
export interface ItemView {
  readonly itemId: string;
  readonly position: number;
  readonly titles: LocalisedText;
  /** Where it differed from that of the meeting. */
  readonly attendance: readonly AttendanceView[];
  readonly text: LocalisedText;
  readonly decisions: readonly { readonly texts: LocalisedText }[];
  readonly actions: readonly { readonly texts: LocalisedText; readonly ownerId: string; readonly dueOn: string }[];
  readonly responses: readonly ResponseView[];
}

/** A part of minutes in one language, ready to be set. */
export interface MinutesSection {
  readonly itemId: string;
  readonly position: number;
  readonly heading: string;
  /** Who came or went for this item; null: as at the meeting. */
  readonly attendance: string | null;
  /** CommonMark, as the secretaries wrote it. */
  readonly body: string;
  /** The language that it is in, where there is none in the language asked for. */
  readonly original: MinutesLanguage | null;
  readonly decisions: readonly string[];
  readonly actions: readonly { readonly text: string; readonly owner: string; readonly due: string }[];
  readonly remarks: readonly string[];
}
/** Minutes in one language, ready to be set. */
export interface MinutesLayout {
  readonly language: MinutesLanguage;
  readonly title: string;
  readonly status: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly MinutesSection[];
  readonly responses: readonly string[];
}

const other = (language: MinutesLanguage): MinutesLanguage => (language === MinutesLanguage.JA ? MinutesLanguage.EN : MinutesLanguage.JA);
/** The text in the language, or else in the other one. */
const said = (texts: LocalisedText, language: MinutesLanguage): string => texts[language] ?? texts[other(language)] ?? Object.values(texts)[0] ?? '';

/** Lays minutes out in a language. */
export function layMinutes(view: MinutesView, language: MinutesLanguage): MinutesLayout {
  const words = WORDS[language];
  const name = (id: string): string => said(view.organisations.get(id) ?? {}, language) || id;
  const list = (rows: readonly AttendanceView[], presence: MeetingPresence): string => rows.filter((row) => row.presence === presence).map(({ organisationId }) => name(organisationId)).join(words.comma);
  const facts = [
    { label: words.when, value: words.period(view.startsLocal, view.endsLocal, view.zone) },
    { label: words.where, value: said(view.places, language) },
    { label: words.present, value: list(view.attendance, MeetingPresence.IN_PERSON) },
    { label: words.remote, value: list(view.attendance, MeetingPresence.REMOTE) },
    { label: words.absent, value: list(view.attendance, MeetingPresence.ABSENT) },
  ].filter(({ value }) => value !== '');
  return {
    language, title: words.title(said(view.names, language)), status: view.approved ? words.approved : words.draft, facts,
    sections: view.items.map((item) => {
      const came = item.attendance.map(({ organisationId, presence }) => words.presence[presence](name(organisationId)));
      return {
        itemId: item.itemId, position: item.position, heading: said(item.titles, language), attendance: came.length > 0 ? came.join(words.comma) : null, body: said(item.text, language),
        original: item.text[language] === undefined && said(item.text, language) !== '' ? other(language) : null,
        decisions: item.decisions.map(({ texts }) => said(texts, language)),
        actions: item.actions.map(({ texts, ownerId, dueOn }) => ({ text: said(texts, language), owner: name(ownerId), due: words.day(dueOn) })),
        remarks: item.responses.map((response) => remark(response, name, words)),
      };
    }),
    responses: view.responses.map((response) => remark(response, name, words)),
  };
}

function remark({ organisationId, response, body, note }: ResponseView, name: (id: string) => string, words: MinutesWords): string {
  return [words.response[response](name(organisationId)), ...(body === null ? [] : [words.quote(body)]), ...(note === null ? [] : [words.noted(note)])].join(words.space);
}

/** The same in CommonMark. Headings of what secretaries wrote do not count as its own. */
export function minutesMarkdown({ language, title, status, facts, sections, responses }: MinutesLayout): string {
  const words = WORDS[language];
  const items = sections.flatMap(({ position, heading, attendance, body, original, decisions, actions, remarks }) => [
    `## ${position}. ${heading}`,
    ...(attendance === null ? [] : [attendance]), ...(original === null ? [] : [`*${words.original[original]}*`]), ...(body === '' ? [] : [body]),
    ...(decisions.length === 0 ? [] : [`### ${words.decisions}`, decisions.map((text) => `- ${text}`).join('\n')]),
    ...(actions.length === 0 ? [] : [`### ${words.actions}`, actions.map(({ text, owner, due }) => `- ${text} (${owner}${words.comma}${due})`).join('\n')]),
    ...remarks,
  ]);
  return [`# ${title}`, `*${status}*`, facts.map(({ label, value }) => `- ${label}: ${value}`).join('\n'), ...items,
    ...(responses.length === 0 ? [] : [`## ${words.responses}`, responses.map((text) => `- ${text}`).join('\n')])].filter((part) => part !== '').join('\n\n');
}
