import { Injectable } from '@nestjs/common';
import { NATIONAL_DAYS } from './national-days.js';

/** A day off, by the calendar of the country. */
export interface Holiday {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly names: { readonly ja: string; readonly en: string };
  /** The country's national day, whether or not it is a public holiday. */
  readonly nationalDay: boolean;
}

/** What the hub knows of a country's year: `known` is false where it has no calendar of public holidays, and its national day alone is here. */
export interface CountryYear { readonly known: boolean; readonly days: readonly Holiday[] }

type Calendar = (typeof import('date-holidays'))['default'];
interface Found { readonly date: string; readonly name: string; readonly days: number; readonly substitute: boolean }

const DAY_MS = 86_400_000;
const JAPANESE_COUNTRIES = new Intl.DisplayNames('ja', { type: 'region' });
const ENGLISH_COUNTRIES = new Intl.DisplayNames('en', { type: 'region' });

/** Public holidays by country and year. The calendar is loaded when it is first asked: it takes 300 ms and some 20 MB; a country's year takes about 10 ms. */
@Injectable()
export class Holidays {
  private readonly years = new Map<string, CountryYear>();
  private calendar: Promise<Calendar> | null = null;

  /** The days off of a country in a year; of Japan those of its law. */
  async of(country: string, year: number): Promise<CountryYear> {
    const key = `${country} ${year}`;
    let known = this.years.get(key);
    if (!known) {
      this.calendar ??= import('date-holidays').then((module) => module.default);
      const calendar = await this.calendar;
      // A hundred countries one after the other would hold everybody else up.
      await new Promise((resolve) => setImmediate(resolve));
      known = country === 'JP' ? { known: true, days: japanese(calendar, year) } : foreign(calendar, country, year);
      if (this.years.size > 2_000) this.years.clear();
      this.years.set(key, known);
    }
    return known;
  }
}

function found(calendar: Calendar, country: string, year: number, language: string): Found[] {
  return new calendar(country, { types: ['public'] }).getHolidays(year, language)
    .map(({ date, name, start, end, substitute = false }) => ({ date: date.slice(0, 10), name, substitute, days: Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS)) }));
}

/**
 * 国民の祝日に関する法律: the calendar has the holidays and their substitutes (振替休日), but not every day between two of them (国民の休日, article 3 (3)): in
 * 2032 it knows none. And 行政機関の休日に関する法律: from 29 December to 3 January offices are closed.
 */
function japanese(calendar: Calendar, year: number): Holiday[] {
  const english = new Map(found(calendar, 'JP', year, 'en').map(({ date, name }) => [date, name]));
  const known = found(calendar, 'JP', year, 'ja');
  const days = new Map<string, Holiday>(known.map(({ date, name }) => [date, { date, names: { ja: name, en: english.get(date) ?? name }, nationalDay: date.endsWith('-02-23') }]));
  // A substitute is no 国民の祝日: it makes no holiday of the day beside it.
  const proper = new Set(known.filter(({ substitute }) => !substitute).map(({ date }) => date));
  for (const date of proper) {
    const [between, next] = [after(date, 1), after(date, 2)];
    if (proper.has(next) && !days.has(between)) days.set(between, { date: between, names: { ja: '国民の休日', en: "Citizens' Holiday" }, nationalDay: false });
  }
  for (const day of ['01-02', '01-03', '12-29', '12-30', '12-31']) {
    days.set(`${year}-${day}`, { date: `${year}-${day}`, names: { ja: '年末年始の閉庁日', en: 'Government offices closed over the New Year' }, nationalDay: false });
  }
  return [...days.values()].sort(byDate);
}

function foreign(calendar: Calendar, country: string, year: number): CountryYear {
  const known = Object.keys(new calendar().getCountries()).includes(country);
  const [ja, en] = [JAPANESE_COUNTRIES.of(country) ?? country, ENGLISH_COUNTRIES.of(country) ?? country];
  const national = NATIONAL_DAYS.has(country) ? `${year}-${NATIONAL_DAYS.get(country)}` : null;
  const days = new Map<string, Holiday>();
  for (const { date, name, days: length } of known ? found(calendar, country, year, 'en') : []) {
    for (let n = 0; n < Math.min(length, 15); n += 1) {
      const on = after(date, n);
      if (!days.has(on)) days.set(on, { date: on, names: { ja: `${ja}の祝日（${name}）`, en: `${name} (${en})` }, nationalDay: on === national });
    }
  }
  if (national !== null && !days.has(national)) days.set(national, { date: national, names: { ja: `${ja}のナショナルデー`, en: `National day of ${en}` }, nationalDay: true });
  return { known, days: [...days.values()].sort(byDate) };
}

const after = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const byDate = (a: Holiday, b: Holiday): number => (a.date < b.date ? -1 : 1);
