/** When a day (YYYY-MM-DD) begins in a zone, and when the next one does. */
export function dayBounds(day: string, zone: string): { begins: string; ends: string } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { begins: instantOf(`${day}T00:00`, zone), ends: instantOf(`${next}T00:00`, zone) };
}

/** The instant at which the clocks of a zone show a time (2027-02-18T13:30); where they show it never, one beside it. */
export function instantOf(local: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  const offset = (at: number): number => {
    const parts = format.formatToParts(at);
    const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - at;
  };
  const wall = Date.parse(`${local}:00Z`);
  // The offset at the first guess may be that of the day before a change of clocks.
  const guess = wall - offset(wall);
  return new Date(wall - offset(guess)).toISOString();
}
