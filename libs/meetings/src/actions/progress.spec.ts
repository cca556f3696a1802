import type { LocalisedText } from '@hub/kernel';
import { MeetingActionState, MinutesLanguage } from '../minutes/minutes.enums.js';
import { actionWorkflow, reportVerb } from './action.workflow.js';
import { progressMarkdown, type Progress } from './progress.js';

const { OPEN, DONE, DROPPED } = MeetingActionState;
const task = { ownerId: 'ph', dueOn: '2027-04-01', state: OPEN, overdue: false, carried: 0, reports: [] };
const PROGRESS: Progress = {
  names: { en: 'Contact Point Meeting 2028', ja: '第24回コンタクトポイント会議' }, organisations: new Map<string, LocalisedText>([['iom', { en: 'IOM' }], ['npa', { en: 'NPA', ja: '警察庁' }]]),
  own: [{ ...task, named: { en: 'Send the list.', ja: '一覧を送付する。' }, overdue: true, carried: 2, reports: [{ id: 'r', state: OPEN, body: 'Half of it\nis sent.', at: '2027-05-02T01:00:00.000Z' }] }],
  others: [{ ...task, ownerId: 'iom', named: { en: 'Translate the leaflet.' }, state: DONE }, { ...task, ownerId: 'npa', named: { ja: '様式を改める。' }, state: DROPPED, carried: 1 }],
};

describe('a progress report', () => {
  it('shows the own part first, with what was reported last', () => {
    expect(progressMarkdown(PROGRESS, MinutesLanguage.EN)).toBe(`# Action items: progress for the Contact Point Meeting 2028

## Yours

- Send the list. (open, due 2027-04-01, overdue, carried over 2 times)
  2027-05-02: Half of it
  is sent.

## Of others

- Translate the leaflet. (IOM, done, due 2027-04-01)
- 様式を改める。 (NPA, dropped, due 2027-04-01, carried over once)`);
  });

  it('is in Japanese as well', () => {
    expect(progressMarkdown({ ...PROGRESS, others: [] }, MinutesLanguage.JA)).toBe(`# 第24回コンタクトポイント会議 実施事項の進捗報告

## 貴機関の実施事項

- 一覧を送付する。 (未了、期限2027-04-01、期限超過、繰越2回)
  2027-05-02：Half of it
  is sent.

## 他機関の実施事項

なし`);
  });
});

it.each([[OPEN, OPEN, OPEN], [OPEN, DONE, DONE], [DONE, OPEN, OPEN], [DONE, DONE, null], [DROPPED, OPEN, null], [DROPPED, DONE, null]])('what is %s and reported %s is %s', (now, says, next) => {
  const report = (): MeetingActionState => actionWorkflow.apply(now, reportVerb(now, says));
  if (next === null) expect(report).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  else expect(report()).toBe(next);
});
