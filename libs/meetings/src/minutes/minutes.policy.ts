import { conflict, invalid } from '@hub/kernel';
import { MinutesAct, type MinutesState } from './minutes.enums.js';
import { minutesWorkflow } from './minutes.workflow.js';

/** What decides about what may be done with minutes. */
export interface Standing {
  readonly state: MinutesState;
  readonly closesAt: Date | null;
  readonly extensionAskedById: string | null;
  readonly extendedFrom: Date | null;
}

const DAY_MS = 86_400_000;
/** A window is at least this long, so that an organisation can ask at home; and so long at most. */
export const WINDOW_DAYS = { least: 3, most: 120 } as const;
/** While the window is open; what comes later is too late, for silence is on record then. */
const WITHIN: readonly MinutesAct[] = [MinutesAct.COMMENT, MinutesAct.RESPOND, MinutesAct.ASK_EXTENSION, MinutesAct.EXTEND];

/** Whether it fits the window and the one extension, apart from state and from who asks. */
function fits(act: MinutesAct, { closesAt, extensionAskedById, extendedFrom }: Standing, now: Date): boolean {
  if (WITHIN.includes(act) && !(closesAt && now < closesAt)) return false;
  if (act === MinutesAct.ASK_EXTENSION) return extensionAskedById === null;
  if (act === MinutesAct.EXTEND) return extensionAskedById !== null && extendedFrom === null;
  return true;
}

/** What can be done with minutes now, by somebody. */
export const minutesVerbs = (standing: Standing, now: Date): MinutesAct[] => minutesWorkflow.verbs(standing.state).filter((act) => fits(act, standing, now));

/** CONFLICT, with what is possible instead, where it does not fit. */
export function requireMinutesAct(standing: Standing, act: MinutesAct, now: Date): void {
  minutesWorkflow.apply(standing.state, act);
  if (fits(act, standing, now)) return;
  const allowed = minutesVerbs(standing, now);
  if (act === MinutesAct.ASK_EXTENSION && standing.extensionAskedById !== null) throw conflict('More time was asked for already; it is given once. / 期限の延長は既に申請されています（延長は1回限りです）。', { allowed });
  if (act === MinutesAct.EXTEND) {
    throw conflict(standing.extendedFrom ? 'The window was extended already: once. / 期限は既に延長されています（延長は1回限りです）。' : 'No organisation has asked for more time. / 期限の延長は申請されていません。', { allowed });
  }
  throw conflict('The announced day is over. / 意見の受付期限を過ぎています。', { allowed });
}

/** The end of a window, or of its extension. */
export function requireWindow(closesAt: Date, from: Date, now: Date): void {
  if (closesAt.getTime() < now.getTime() + WINDOW_DAYS.least * DAY_MS) throw invalid('input.closesAt', `Leave at least ${WINDOW_DAYS.least} days. / 期限は${WINDOW_DAYS.least}日以上先にしてください。`);
  if (closesAt <= from) throw invalid('input.closesAt', 'Must be later than the day announced. / 現在の期限より後の日時を指定してください。');
  if (closesAt.getTime() > now.getTime() + WINDOW_DAYS.most * DAY_MS) throw invalid('input.closesAt', `Must be within ${WINDOW_DAYS.most} days. / ${WINDOW_DAYS.most}日以内の日時を指定してください。`);
}
