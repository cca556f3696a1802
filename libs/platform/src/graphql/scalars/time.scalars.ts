import { textScalar } from './scalar.js';

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const UTC_MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether the text is a day of the Gregorian calendar, from year 1 on. */
export function isCalendarDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  if (year === '' || year === '0000' || month < '01' || month > '12' || day < '01') return false;
  // The zeroth day of the next month is the last one of this month; setUTCFullYear takes years below 100 as they are.
  const last = new Date(0);
  last.setUTCFullYear(Number(year), Number(month), 0);
  return Number(day) <= last.getUTCDate();
}

/** The instant that an RFC 3339 text with an offset names, to the millisecond; undefined where it names none. */
export function parseInstant(text: string): Date | undefined {
  const match = DATE_TIME.exec(text);
  if (!match || !isCalendarDay(match[1] ?? '')) return undefined;
  const instant = new Date(text.toUpperCase());
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9999 ? instant : undefined;
}

/** An instant. Inside: a JavaScript Date. */
export const DateTimeScalar = textScalar<Date>({
  name: 'DateTime',
  description:
    'An instant. Input: RFC 3339 with an offset, such as `2026-06-01T09:00:00+09:00`; fractions beyond milliseconds are cut. ' +
    'Output: RFC 3339 in UTC, milliseconds, such as `2026-06-01T00:00:00.000Z`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  expected: 'an RFC 3339 instant with an offset, such as 2026-06-01T09:00:00+09:00',
  parse: parseInstant,
  serialize(value) {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
    return typeof value === 'string' && UTC_MILLISECONDS.test(value) ? value : undefined;
  },
});

/** A calendar day. Inside: the same text, because a Date would carry a time zone. */
export const DateScalar = textScalar<string>({
  name: 'Date',
  description: 'A calendar day, YYYY-MM-DD.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  expected: 'a calendar day, YYYY-MM-DD',
  parse: (text) => (isCalendarDay(text) ? text : undefined),
  serialize: (value) => (typeof value === 'string' && isCalendarDay(value) ? value : undefined),
});
