import { useLanguage } from '../languages/language.context.js';
import type { InterpreterFragment, MeetingInterpretationOfQuery } from './interpretation.generated.js';
import { pairKey, spoken } from './languages.js';
import type { Meeting } from './meeting.js';

/** How the day is interpreted, as it was read. */
export type Interpretation = MeetingInterpretationOfQuery['meetingEdition']['interpretation'];
/** Something that is amiss with it. */
export type Warning = Interpretation['warnings'][number];

/** From when the agenda opens until the session ends. */
export const isAssigning = ({ edition }: Meeting): boolean => ['AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION'].includes(edition.state);
/** Whether there was a session, or none will be: who interpreted what is read. */
export const isInterpreted = ({ edition }: Meeting): boolean => ['MINUTES_IN_REVIEW', 'MINUTES_APPROVED', 'CLOSED', 'CANCELLED'].includes(edition.state);
/** Whether somebody keeps the interpreters of his organisation: as long as there is a session to come. */
export const keepsInterpreters = (meeting: Meeting): boolean => (meeting.names || meeting.isCoordinator) && !isInterpreted(meeting);

/** Somebody's name as the reader writes names: in Latin letters where he does, and they are known. */
export const nameIn = (code: string, { familyName, givenName, latinFamilyName, latinGivenName }: InterpreterFragment): string =>
  (code === 'ja' || !latinFamilyName ? `${familyName} ${givenName}` : `${latinGivenName ?? ''} ${latinFamilyName}`.trim());

/** Words for languages and pairs of them, and for what is amiss. */
export function useInterpreting(): { language: (tag: string) => string; between: (languages: readonly string[]) => string; amiss: (warning: Warning) => string; name: (of: InterpreterFragment) => string } {
  const { texts: { meeting: { interpreting: words } }, moments, code } = useLanguage();
  const language = (tag: string): string => words.signs[tag] ?? moments.language(tag);
  // The reader's own language first, whichever way round a pair is kept.
  const between = (languages: readonly string[]): string => {
    const [a = '', b = ''] = [...languages].sort((x, y) => Number(spoken(y) === code) - Number(spoken(x) === code));
    return words.both(language(a), language(b));
  };
  const name = (of: InterpreterFragment): string => nameIn(code, of);
  const amiss = ({ lack, languages, interpreter }: Warning): string =>
    words.lacks[lack](lack === 'NO_INTERPRETER' || lack === 'NOT_LET_IN' ? between(languages) : moments.list(languages.map(language)), interpreter ? name(interpreter) : '');
  return { language, between, amiss, name };
}

/** What is amiss with an item, what is lacking both ways said once. */
export function warningsOf(warnings: readonly Warning[], itemId: string): Warning[] {
  const said = new Set<string>();
  return warnings.filter(({ item, lack, languages, interpreter }) => {
    const key = `${lack} ${interpreter?.id ?? ''} ${lack === 'NO_INTERPRETER' ? pairKey(languages[0] ?? '', languages[1] ?? '') : languages.join()}`;
    return item.id === itemId && !said.has(key) && said.add(key);
  });
}
