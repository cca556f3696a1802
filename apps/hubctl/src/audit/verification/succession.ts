import { type Checkpoint, type Handover, type TrustedKeys, type Verifier, verifyNote } from '@hub/audit';
import { readable } from '../readable.js';
import type { Report } from './report.js';

/** Whether this key signed the note. */
const signedBy = (note: string, key: Verifier): boolean => readable(() => verifyNote(note, [key])) !== null;

const lastTo = (origin: string, handovers: readonly Handover[]): Handover | undefined => handovers.filter(({ newOrigin }) => newOrigin === origin).at(-1);

/** Whether a checkpoint is signed by the key that signed for the log at its size: the newest one, or none had been handed over to yet. */
export function signedByCurrentKey(note: string, { origin, size }: Checkpoint, keys: TrustedKeys): boolean {
  const handover = lastTo(origin, keys.handovers);
  return handover === undefined || size <= handover.oldSize || signedBy(note, handover.newKey);
}

/** Says what to do about a log whose name no trusted key bears: that its key was lost is what the hub says, and only another way than the hub can confirm it. */
export function adviseOnNewName(origin: string, keys: TrustedKeys, report: Report): void {
  if (keys.knows(origin)) return;
  report.note(`Ask whoever runs the hub, by telephone, whether the log's key was lost, and for the key of ${origin}. If it was, begin afresh with that key (--key) and another --state, and keep what you have of the log before: nothing shows that this one goes on from it.`);
}
