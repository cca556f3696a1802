const DAY = 86_400_000;
const TOKEN = /\{(ja|en):([+-]\d{1,3})\}/g;
const FORMATS = {
  ja: new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    era: 'long', year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', timeZone: 'Asia/Tokyo',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Asia/Tokyo',
  }),
};

/** The day in Tokyo: YYYY-MM-DD. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

/** Whether offices are open: neither on a weekend nor on one of these days. */
export const isOfficeDay = (at: Date, daysOff: ReadonlySet<string>): boolean => ![0, 6].includes(new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay()) && !daysOff.has(dayOf(at));

/** The same, or the first after it on which offices are open. */
export function officeDay(at: Date, daysOff: ReadonlySet<string>): Date {
  let day = at;
  while (!isOfficeDay(day, daysOff)) day = new Date(day.getTime() + DAY);
  return day;
}

/** Replaces day tokens by days counted from `from`, in Tokyo. Later days on which offices are closed move to the next on which they are open. */
export function dateText(text: string, from: Date, daysOff: ReadonlySet<string>): string {
  return text.replace(TOKEN, (_, language: 'ja' | 'en', offset: string) => {
    const day = new Date(from.getTime() + Number(offset) * DAY);
    return FORMATS[language]
      .format(offset.startsWith('+') ? officeDay(day, daysOff) : day)
      .replace('(', '（')
      .replace(')', '）')
      // Some releases of ICU put a comma after an English weekday.
      .replace(',', '');
  });
}

/** Takes off the indentation of the source file, and joins Japanese lines, between which no space belongs. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines
    .map((line) => line.slice(margin))
    .join('\n')
    .replace(/([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。、])\n(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu, '$1');
}

/** A copy of plain data with each text in it changed. */
export function mapTexts<T>(data: T, change: (text: string) => string): T {
  if (typeof data === 'string') return change(data) as T;
  if (Array.isArray(data)) return data.map((item: unknown) => mapTexts(item, change)) as T;
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapTexts<unknown>(value, change)])) as T;
}
