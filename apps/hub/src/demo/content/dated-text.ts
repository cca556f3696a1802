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

/** Replaces day tokens by days counted from `from`, in Tokyo. Later days that fall on a weekend move to Monday: offices set no date on a Sunday. */
export function dateText(text: string, from: Date): string {
  return text.replace(TOKEN, (_, language: 'ja' | 'en', offset: string) => {
    const day = new Date(from.getTime() + Number(offset) * DAY);
    // In Tokyo: nine hours ahead of UTC, without summer time.
    const weekday = new Date(day.getTime() + 9 * 3_600_000).getUTCDay();
    const moved = offset.startsWith('+') && (weekday === 0 || weekday === 6) ? (weekday === 0 ? 1 : 2) : 0;
    return FORMATS[language]
      .format(new Date(day.getTime() + moved * DAY))
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
