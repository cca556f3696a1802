import type { MeetingTaskKind } from '../hub/enums.generated.js';

const rules = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en-GB');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${rules.select(n) === 'one' ? one : many}`;

/** What the meeting wants of somebody, and the register. */
export const tasks = {
  meeting: 'For the meeting', register: 'To confirm once a year', contact: 'The entry of your organisation in the register', voided: 'Persons have changed: to confirm anew',
  kinds: {
    POLL: () => 'Say when your organisation can come', DELEGATES: () => 'Name delegates, or say that nobody comes', REVIEW: () => 'Answer the minutes', ACTIONS: (n: number) => `Report on ${count(n, 'action item', 'action items')}`,
    DECIDE_DAY: () => 'Decide the day: the poll is over', ITEMS: (n: number) => `Decide on ${count(n, 'proposed item', 'proposed items')}`, OPEN_REVIEW: () => 'Open the review of the minutes', APPROVE_MINUTES: () => 'Approve the minutes: the review is over',
  } satisfies Record<MeetingTaskKind, (n: number) => string>,
};
