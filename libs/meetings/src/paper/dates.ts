import { registerEnumType } from '@nestjs/graphql';
import type { PaperLanguage } from './paper.js';

/** By which calendar Japanese papers count years. */
export enum MeetingEra { JAPANESE = 'JAPANESE', WESTERN = 'WESTERN' }

registerEnumType(MeetingEra, { name: 'MeetingEra', description: 'By which calendar Japanese papers count years; English ones always have the Western one.', valuesMap: {
  JAPANESE: { description: 'By eras: 令和9年.' }, WESTERN: { description: '2027年.' } } });

const WEEKDAYS = '日月火水木金土';
const at = (local: string): Date => new Date(`${local.slice(0, 10)}T00:00:00Z`);

/** A day as a paper writes it: 令和9年2月18日（木）, 2027年2月18日（木） or 18 February 2027. The first year of an era is 元年. */
export function dayOf(local: string, language: PaperLanguage, era: MeetingEra, weekday = false): string {
  const day = at(local);
  if (language === 'en') return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long', ...(weekday ? { dateStyle: 'full' } : {}) }).format(day).replace(/^(\w+),? /, '$1 ');
  const date = new Intl.DateTimeFormat(era === MeetingEra.JAPANESE ? 'ja-JP-u-ca-japanese' : 'ja-JP', { timeZone: 'UTC', dateStyle: 'long' }).format(day);
  return weekday ? `${date}（${WEEKDAYS[day.getUTCDay()] ?? ''}）` : date;
}

/** A clock: 13時30分 or 13:30. */
export const clockOf = (local: string, language: PaperLanguage): string => (language === 'en' ? local.slice(11, 16) : `${Number(local.slice(11, 13))}時${local.slice(14, 16)}分`);

/** From when until when; empty where no day is decided. */
export function periodOf({ startsLocal, endsLocal, zone }: { startsLocal: string | null; endsLocal: string | null; zone: string }, language: PaperLanguage, era: MeetingEra): string {
  if (startsLocal === null || endsLocal === null) return '';
  const ends = `${startsLocal.slice(0, 10) === endsLocal.slice(0, 10) ? '' : `${dayOf(endsLocal, language, era, true)} `}${clockOf(endsLocal, language)}`;
  if (language === 'en') return `${dayOf(startsLocal, language, era, true)}, ${clockOf(startsLocal, language)} – ${ends} (${zone})`;
  return `${dayOf(startsLocal, language, era, true)} ${clockOf(startsLocal, language)}～${ends}${zone === 'Asia/Tokyo' ? '' : `（${zone}）`}`;
}
