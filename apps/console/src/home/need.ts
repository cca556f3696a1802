import type { MeetingTaskKind, Tlp } from '../hub/enums.generated.js';
import type { Texts } from '../languages/texts.js';
import type { ToMeetQuery } from './home.generated.js';

/** One thing to do: where it leads, what it is about, and by when. */
export interface Need { readonly key: string; readonly href: string; readonly title: string; readonly lang?: string; readonly tlp: Tlp | null; readonly from: string; readonly dueAt: string | null; readonly overdue: boolean }

/** Where each task of the meeting is done. */
const PARTS: Record<MeetingTaskKind, string> = { POLL: 'schedule', DELEGATES: 'people', REVIEW: 'minutes', ACTIONS: 'actions', DECIDE_DAY: 'schedule', ITEMS: 'agenda', OPEN_REVIEW: 'minutes', APPROVE_MINUTES: 'minutes' };

/** What the meeting wants of somebody. */
export const meetingNeeds = (data: ToMeetQuery | undefined, { kinds }: Texts['tasks']): Need[] =>
  (data?.meetingTasks ?? []).map(({ kind, count, dueAt, overdue, edition: { id, title } }) => ({ key: `${id} ${kind}`, href: `/meeting/${id}/${PARTS[kind]}`, title: kinds[kind](count), tlp: null, from: title, dueAt, overdue }));

const SOON = 30 * 86_400_000;

/** That the organisation's entry in the register is right: within a month of its day, and after. */
export function registerNeeds(data: ToMeetQuery | undefined, words: Texts['tasks'], now: number): Need[] {
  const contact = data?.viewer.organisation.contact;
  if (!contact || !(contact.overdue || contact.voided || Date.parse(contact.dueOn) - now < SOON)) return [];
  return [{ key: 'register', href: '/organisation/contact', title: words.contact, tlp: null, from: contact.voided ? words.voided : '', dueAt: contact.voided ? null : contact.dueOn, overdue: contact.overdue }];
}
