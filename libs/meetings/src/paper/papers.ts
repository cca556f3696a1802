import { localise, type LocalisedText } from '@hub/kernel';
import { MeetingAgendaSlotKind, type MeetingItemPurpose } from '../agenda/agenda.enums.js';
import { clockOf, dayOf, type MeetingEra, periodOf } from './dates.js';
import { type Block, type Paper, type PaperLanguage, type Seat, text } from './paper.js';
import { SCRIPTS } from './scripts.js';
import { PAPER_WORDS } from './words.js';

/** How a paper is written: in which language, with years of which calendar. */
export interface Style { readonly language: PaperLanguage; readonly era: MeetingEra }
/** What every paper says of its meeting. */
export interface MeetingFacts { readonly names: LocalisedText; readonly places: LocalisedText; readonly zone: string; readonly startsLocal: string | null; readonly endsLocal: string | null }
/** A stretch of the day as its reader may see it. */
export interface SlotFacts { readonly kind: MeetingAgendaSlotKind; readonly startsLocal: string | null; readonly endsLocal: string | null; readonly minutes: number; readonly titles: LocalisedText | null; readonly purpose: MeetingItemPurpose | null; readonly presenter: string | null; readonly restricted: boolean; readonly documents: readonly DocumentFacts[] }
/** A document of an item, and whether it is for those concerned alone. */
export interface DocumentFacts { readonly name: string; readonly confidential: boolean }
/** A delegate as all parties see him. */
export interface DelegateFacts { readonly familyName: string; readonly givenName: string; readonly kana: string | null; readonly latinFamilyName: string | null; readonly latinGivenName: string | null; readonly title: LocalisedText }
/** An organisation with whom it sends. */
export interface DelegationFacts { readonly names: LocalisedText; readonly chairs: boolean; readonly delegates: readonly DelegateFacts[] }
/** The number, date and sender of the letter, and its own text by language. */
export interface LetterFacts { readonly documentNumber: string; readonly datedOn: string; readonly sender: LocalisedText; readonly bodies: LocalisedText; readonly deadlineLocal: string | null; readonly to: LocalisedText }

const said = (texts: LocalisedText, { language }: Style): string => localise(texts, language);
const ofScripts = (scripts: readonly string[]): RegExp => new RegExp(`^[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]*$`, 'u');
/** Scripts that readers of a Japanese paper read. */
const READ = ['Han', 'Hiragana', 'Katakana', 'Latin', 'Greek', 'Cyrillic', 'Common', 'Inherited'];
const IS_READ = ofScripts(READ);
const IS_PRINTED = ofScripts([...READ, ...SCRIPTS]);
/** As it is written in Japan, the family name first; in English, and in a script that is not read in Japan, by Latin letters where they are known, the given name first. */
export function nameOf(delegate: DelegateFacts, { language }: Style): string {
  const { familyName, givenName, latinFamilyName, latinGivenName } = delegate;
  const own = `${familyName} ${givenName}`;
  if (language === 'ja' && (IS_READ.test(own) || latinOf(delegate) === '')) return own;
  return `${latinGivenName ?? givenName} ${latinFamilyName ?? familyName}`;
}
const latinOf = ({ latinFamilyName, latinGivenName }: DelegateFacts): string => [latinGivenName, latinFamilyName].filter((part) => part !== null).join(' ');
const ownScript = (delegate: DelegateFacts, style: Style): string => {
  const own = `${delegate.familyName} ${delegate.givenName}`;
  return latinOf(delegate) === '' || style.language === 'ja' || !IS_PRINTED.test(own) ? '' : own;
};

const facts = (meeting: MeetingFacts, style: Style, more: readonly { label: string; value: string }[] = []): Block => {
  const words = PAPER_WORDS[style.language];
  return { kind: 'facts', rows: [{ label: words.when, value: periodOf(meeting, style.language, style.era) }, { label: words.where, value: said(meeting.places, style) }, ...more].filter(({ value }) => value !== '') };
};
const titled = (meeting: MeetingFacts, style: Style, what: string, blocks: readonly Block[]): Paper => {
  const title = style.language === 'ja' ? `${said(meeting.names, style)} ${what}` : `${what}: ${said(meeting.names, style)}`;
  return { language: style.language, title, blocks: [{ kind: 'title', text: title }, ...blocks] };
};

/** What the letter says by itself, a line a paragraph. */
export const standardLetter = (meeting: Pick<MeetingFacts, 'names'>): LocalisedText =>
  Object.fromEntries((['ja', 'en'] as const).map((language) => [language, PAPER_WORDS[language].body(localise(meeting.names, language)).join('\n')]));

/** 開催案内: to one organisation, with the official number and date. */
export function letter(meeting: MeetingFacts, { documentNumber, datedOn, sender, bodies, deadlineLocal, to }: LetterFacts, style: Style): Paper {
  const words = PAPER_WORDS[style.language];
  const name = said(meeting.names, style);
  const deadline = deadlineLocal === null ? null : `${dayOf(deadlineLocal, style.language, style.era, true)}${style.language === 'en' ? ', ' : ''}${clockOf(deadlineLocal, style.language)}`;
  const lines = (value: string, more: Parameters<typeof text>[1] = {}): Block[] => value.split('\n').map((line) => text(line, more));
  const japanese = style.language === 'ja';
  // A paragraph of a Japanese letter is indented by a letter.
  const own = bodies[style.language]?.split('\n').map((line) => (japanese && line !== '' ? `　${line.replace(/^[　 ]+/, '')}` : line));
  const body = [...(own ?? words.body(name)), ...(deadline === null ? [] : [words.nameDelegates(deadline)])];
  return { ...titled(meeting, style, words.letter, []), blocks: [
    text(documentNumber, { align: 'right' }), text(dayOf(datedOn, style.language, style.era), { align: 'right' }), { kind: 'gap' }, ...lines(words.to(said(to, style))), { kind: 'gap' },
    ...(japanese ? [...lines(said(sender, style), { align: 'right' }), { kind: 'gap' } as const] : []), { kind: 'title', text: words.subject(name) }, ...body.map((line): Block => (line === '' ? { kind: 'gap' } : text(line))), { kind: 'gap' },
    ...(words.below === '' ? [] : [text(words.below, { align: 'centre' })]), facts(meeting, style, [{ label: words.programme, value: words.attached }]),
    ...(japanese ? [text(words.end, { align: 'right' })] : [{ kind: 'gap' } as const, ...lines(said(sender, style))]),
  ] };
}

/** 議事次第: what is closed to its reader is an unnamed slot of its length. */
export function agenda(meeting: MeetingFacts, { slots, version, overflowMinutes }: { slots: readonly SlotFacts[]; version: number | null; overflowMinutes: number }, style: Style): Paper {
  const words = PAPER_WORDS[style.language];
  let number = 0;
  const rows = slots.map((slot) => {
    const time = slot.startsLocal === null || slot.endsLocal === null ? words.minutes(slot.minutes) : `${slot.startsLocal.slice(11)}–${slot.endsLocal.slice(11)}\n${words.minutes(slot.minutes)}`;
    if (slot.kind === MeetingAgendaSlotKind.BREAK || slot.kind === MeetingAgendaSlotKind.LUNCH) return ['', time, words.pause[slot.kind], ''];
    number += 1;
    if (slot.kind === MeetingAgendaSlotKind.CLOSED || slot.titles === null) return [String(number), time, words.closed, ''];
    const purpose = slot.purpose === null ? '' : style.language === 'ja' ? `（${words.purpose[slot.purpose]}）` : ` (${words.purpose[slot.purpose]})`;
    return [String(number), time, [`${slot.restricted ? words.restricted : ''}${said(slot.titles, style)}${purpose}`, ...slot.documents.map(({ name, confidential }) => words.document(name, confidential))].join('\n'), slot.presenter ?? ''];
  });
  return titled(meeting, style, words.agenda, [
    ...(version === null ? [] : [text(words.version(version), { align: 'right' })]), facts(meeting, style),
    rows.length === 0 ? text(words.noItems) : { kind: 'table', columns: [{ heading: words.number, share: 1.1 }, { heading: words.time, share: 2.2 }, { heading: words.item, share: 7 }, { heading: words.presenter, share: 3 }], rows },
    ...(overflowMinutes > 0 ? [text(words.overflow(overflowMinutes), { quiet: true })] : []),
  ]);
}

/** 出席者名簿, with readings. */
export function attendees(meeting: MeetingFacts, delegations: readonly DelegationFacts[], style: Style): Paper {
  const words = PAPER_WORDS[style.language];
  const count = delegations.reduce((sum, { delegates }) => sum + delegates.length, 0);
  const japanese = style.language === 'ja';
  return titled(meeting, style, words.attendees, [
    facts(meeting, style, [{ label: words.count, value: words.persons(count) }]),
    { kind: 'table', columns: [{ heading: words.organisation, share: 4 }, { heading: words.title, share: 3.4 }, { heading: words.name, share: 3 }, { heading: japanese ? words.reading : words.own, share: 3 }],
      rows: delegations.flatMap(({ names, delegates }) => (delegates.length === 0 ? [[said(names, style), '', words.none, '']]
        : delegates.map((delegate, index) => [index === 0 ? said(names, style) : '', said(delegate.title, style), nameOf(delegate, style), japanese ? (delegate.kana ?? latinOf(delegate)) : ownScript(delegate, style)]))) },
  ]);
}

/** Who sits where, who is in the chair first. */
export function seatsOf(delegations: readonly DelegationFacts[], style: Style): Seat[] {
  return [...delegations].sort((a, b) => Number(b.chairs) - Number(a.chairs)).flatMap(({ names, chairs, delegates }) => delegates.map((delegate): Seat => ({
    organisation: said(names, style), title: said(delegate.title, style), name: nameOf(delegate, style), reading: style.language === 'ja' ? (delegate.kana ?? '') : ownScript(delegate, style), chairs,
  })));
}
const seatColumns = (style: Style): string[] => {
  const words = PAPER_WORDS[style.language];
  return [words.number, words.organisation, words.title, words.name, style.language === 'ja' ? words.reading : words.own];
};

/** 座席表. */
export const seatingPlan = (meeting: MeetingFacts, delegations: readonly DelegationFacts[], style: Style): Paper =>
  titled(meeting, style, PAPER_WORDS[style.language].plan, [{ kind: 'plan', front: PAPER_WORDS[style.language].front, columns: seatColumns(style), seats: seatsOf(delegations, style) }]);

/** 卓上名札: a page for each. */
export function namePlates(meeting: MeetingFacts, delegations: readonly DelegationFacts[], style: Style): Paper {
  const { title } = titled(meeting, style, PAPER_WORDS[style.language].plates, []);
  return { language: style.language, title, blocks: [{ kind: 'plates', columns: seatColumns(style), seats: seatsOf(delegations, style) }] };
}

/** 入館者名簿: who is let in, and nothing else of anybody. */
export function gateList(meeting: MeetingFacts, delegations: readonly DelegationFacts[], style: Style): Paper {
  const words = PAPER_WORDS[style.language];
  const rows = delegations.flatMap(({ names, delegates }) => delegates.map((delegate) => [said(names, style), nameOf(delegate, { ...style, language: 'ja' }), delegate.kana ?? '', latinOf(delegate)]));
  return titled(meeting, style, words.gate, [
    facts(meeting, style, [{ label: words.count, value: words.persons(rows.length) }]),
    { kind: 'table', columns: [{ heading: words.number, share: 1.3 }, { heading: words.organisation, share: 4 }, { heading: words.name, share: 3 }, { heading: words.reading, share: 3 }, { heading: words.latin, share: 3 }, { heading: words.arrived, share: 1.3 }],
      rows: rows.map((row, index) => [String(index + 1), ...row, '□']) },
    text(words.gateNote, { quiet: true }),
  ]);
}
