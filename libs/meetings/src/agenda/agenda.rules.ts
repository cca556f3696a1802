import { conflict } from '@hub/kernel';
import { MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { meetingWorkflow } from '../editions/edition.workflow.js';

const OPEN: readonly MeetingState[] = [MeetingState.AGENDA_OPEN, MeetingState.AGENDA_FROZEN];

/** CONFLICT, with what is allowed, where items can't be proposed or changed. */
export function requireOpen(edition: MeetingEdition): void {
  if (!OPEN.includes(edition.state)) throw conflict('Items are proposed and ordered while the agenda is open, or frozen with numbered changes. / 議題の受付期間ではありません。', { allowed: meetingWorkflow.verbs(edition.state) });
}

/** Minutes of the day. */
export const lengthOf = ({ startsLocal, endsLocal }: MeetingEdition): number => (Date.parse(`${endsLocal}Z`) - Date.parse(`${startsLocal}Z`)) / 60_000;
