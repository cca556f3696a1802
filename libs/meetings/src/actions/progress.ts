import { localise, type LocalisedText } from '@hub/kernel';
import { MeetingActionState, MinutesLanguage } from '../minutes/minutes.enums.js';
import type { MeetingAction } from './action.types.js';

/** What a progress report is made of, as one organisation may see it. */
export interface Progress {
  readonly names: LocalisedText;
  readonly own: readonly Task[];
  readonly others: readonly Task[];
  readonly organisations: ReadonlyMap<string, LocalisedText>;
}
type Task = Pick<MeetingAction, 'named' | 'ownerId' | 'dueOn' | 'state' | 'overdue' | 'carried' | 'reports'>;

const { OPEN, DONE, DROPPED } = MeetingActionState;
const WORDS = {
  [MinutesLanguage.EN]: {
    title: (name: string) => `Action items: progress for the ${name}`, own: 'Yours', others: 'Of others', none: 'None.', due: (day: string) => `due ${day}`, overdue: 'overdue', carried: (n: number) => `carried over ${n === 1 ? 'once' : `${n} times`}`,
    state: { [OPEN]: 'open', [DONE]: 'done', [DROPPED]: 'dropped' }, comma: ', ', colon: ': ',
  },
  [MinutesLanguage.JA]: {
    title: (name: string) => `${name} 実施事項の進捗報告`, own: '貴機関の実施事項', others: '他機関の実施事項', none: 'なし', due: (day: string) => `期限${day}`, overdue: '期限超過', carried: (n: number) => `繰越${n}回`,
    state: { [OPEN]: '未了', [DONE]: '完了', [DROPPED]: '取りやめ' }, comma: '、', colon: '：',
  },
} as const;

/** The report in CommonMark: the own part first, each with what was reported last. */
export function progressMarkdown({ names, own, others, organisations }: Progress, language: MinutesLanguage): string {
  const words = WORDS[language];
  const line = ({ named, ownerId, dueOn, state, overdue, carried, reports }: Task, whose: boolean): string => {
    const owner = whose ? [localise(organisations.get(ownerId) ?? {}, language) || ownerId] : [];
    const facts = [...owner, words.state[state], words.due(dueOn), ...(overdue ? [words.overdue] : []), ...(carried > 0 ? [words.carried(carried)] : [])].join(words.comma);
    const last = reports.at(-1);
    return `- ${localise(named, language)} (${facts})${last ? `\n  ${last.at.slice(0, 10)}${words.colon}${last.body.replaceAll('\n', '\n  ')}` : ''}`;
  };
  const list = (tasks: readonly Task[], whose: boolean): string => (tasks.length === 0 ? words.none : tasks.map((task) => line(task, whose)).join('\n'));
  return [`# ${words.title(localise(names, language))}`, `## ${words.own}`, list(own, false), `## ${words.others}`, list(others, true)].join('\n\n');
}
