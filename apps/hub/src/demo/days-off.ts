import { Holidays } from '@hub/meetings';

/** Days on which offices in Japan are closed in the years around an instant, as proposals of slots know them: YYYY-MM-DD. */
export async function daysOffAround(now: Date): Promise<ReadonlySet<string>> {
  const holidays = new Holidays();
  const years = [-1, 0, 1].map((n) => now.getUTCFullYear() + n);
  return new Set((await Promise.all(years.map((year) => holidays.of('JP', year)))).flatMap(({ days }) => days.map(({ date }) => date)));
}
