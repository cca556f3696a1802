/** At most so many reminders of a kind, and so many days ahead: what the hub takes. */
const [MOST, FURTHEST] = [10, 180];

/** Numbers of days as somebody writes them ("7, 1" or "７、１"), the earliest reminder first; null where that is not what stands there. */
export function daysIn(text: string): number[] | null {
  const days = text.normalize('NFKC').split(/[\s,、]+/).filter((one) => one !== '').map(Number);
  const fit = days.every((day) => Number.isInteger(day) && day >= 1 && day <= FURTHEST) && days.length <= MOST;
  return fit ? [...new Set(days)].sort((a, b) => b - a) : null;
}
