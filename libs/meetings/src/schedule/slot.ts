import { invalid } from '@hub/kernel';
import { instantOf, localTime } from '../editions/local-time.js';

/** A stretch of one day by the clock on the wall, and its instants by the rules of the zone. */
export interface SlotTimes { readonly startsLocal: string; readonly endsLocal: string; readonly startsAt: Date; readonly endsAt: Date }

const MINUTE_MS = 60_000;

/**
 * The slot of this length that begins at a local time. INVALID_INPUT where it goes over midnight, or the clocks change during it: what hangs on the wall
 * and what passes would differ.
 */
export function slotAt(startsLocal: string, minutes: number, zone: string, field: string): SlotTimes {
  const start = localTime(startsLocal, field);
  const end = start.add({ minutes });
  if (!end.toPlainDate().equals(start.toPlainDate())) throw invalid(field, 'A slot ends on the day on which it begins: let it begin earlier, or be shorter. / 日をまたぐ候補は指定できません。開始を早めるか、時間を短くしてください。');
  const endsLocal = end.toString({ smallestUnit: 'minute' });
  const [startsAt, endsAt] = [instantOf(startsLocal, zone, field), instantOf(endsLocal, zone, field)];
  if (endsAt.getTime() - startsAt.getTime() !== minutes * MINUTE_MS) throw invalid(field, `The clocks of ${zone} change during it. Choose other hours. / この時間帯に夏時間の切替えがあります。別の時間を指定してください。`);
  return { startsLocal, endsLocal, startsAt, endsAt };
}

/** INVALID_INPUT for what has begun. */
export function requireAhead({ startsAt }: SlotTimes, now: Date, field: string): void {
  if (startsAt <= now) throw invalid(field, `Lies in the past: choose a time after ${now.toISOString()}. / 過去の日時です。`);
}
