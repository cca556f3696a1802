/** When a day (YYYY-MM-DD) begins in a zone, and when the next one does. */
export function dayBounds(day: string, zone: string): { begins: string; ends: string } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { begins: instantAt(`${day}T00:00`, zone), ends: instantAt(`${next}T00:00`, zone) };
}

/** The clock and calendar of a zone at an instant, as fields for dates have it: 2026-11-28T14:05. */
export function wallClock(at: string | number, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  const parts = format.formatToParts(new Date(at));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the clock of a zone shows that. */
export function instantAt(local: string, zone: string): string {
  const wall = Date.parse(`${local}Z`);
  const offset = (at: number): number => Date.parse(`${wallClock(at, zone)}Z`) - at;
  // The offset at the first guess may be that of before a change of clocks.
  const guess = wall - offset(wall);
  return new Date(wall - offset(guess)).toISOString();
}
