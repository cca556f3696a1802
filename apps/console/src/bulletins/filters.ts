import type { BulletinKind, BulletinState, ExploitationType, Tlp, Urgency } from '../hub/enums.generated.js';
import { dayBounds } from '../ui/days.js';
import type { BulletinFilter } from './bulletins.generated.js';

/** What to look for, as the address of the page has it: links and the back button keep it. */
export interface Filters {
  readonly text: string;
  readonly kinds: readonly BulletinKind[];
  readonly tlps: readonly Tlp[];
  readonly urgencies: readonly Urgency[];
  readonly states: readonly BulletinState[];
  readonly exploitation: readonly ExploitationType[];
  readonly country: string;
  /** Days by the clock of whoever reads. */
  readonly after: string;
  readonly before: string;
}

/** Everything that may be seen. */
export const NO_FILTERS: Filters = { text: '', kinds: [], tlps: [], urgencies: [], states: [], exploitation: [], country: '', after: '', before: '' };
const LISTS = ['kinds', 'tlps', 'urgencies', 'states', 'exploitation'] as const;
const WORDS = ['text', 'country', 'after', 'before'] as const;

/** Countries that are offered to choose from; the hub knows all. */
export const COUNTRIES = ['BD', 'BR', 'CN', 'CO', 'ID', 'IN', 'JP', 'KH', 'KR', 'LA', 'LK', 'MM', 'MN', 'NP', 'PE', 'PH', 'PK', 'RU', 'TH', 'TW', 'UA', 'UZ', 'VN'] as const;

/** Reads them of an address; what makes no sense there is left out. */
export function filtersOf(search: URLSearchParams): Filters {
  const list = (name: string): never[] => (search.get(name)?.split(',').filter((word) => /^[A-Z_]+$/.test(word)) ?? []) as never[];
  const day = (name: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(search.get(name) ?? '') ? (search.get(name) ?? '') : '');
  return { ...NO_FILTERS, ...Object.fromEntries(LISTS.map((name) => [name, list(name)])), text: search.get('text') ?? '', country: /^[A-Z]{2}$/.test(search.get('country') ?? '') ? (search.get('country') ?? '') : '', after: day('after'), before: day('before') };
}

/** Writes them into an address. */
export function addressOf(filters: Filters): string {
  const search = new URLSearchParams();
  for (const name of WORDS) if (filters[name] !== '') search.set(name, filters[name]);
  for (const name of LISTS) if (filters[name].length > 0) search.set(name, filters[name].join(','));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same as the hub takes it. A day begins and ends by the clock of the zone. */
export function conditionsOf(filters: Filters, zone: string): BulletinFilter | null {
  const given = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined);
  const conditions: BulletinFilter = {
    ...(filters.text === '' ? {} : { text: filters.text }),
    kinds: given(filters.kinds), tlps: given(filters.tlps), urgencies: given(filters.urgencies), states: given(filters.states), exploitation: given(filters.exploitation),
    countries: filters.country === '' ? undefined : [filters.country],
    publishedAfter: filters.after === '' ? undefined : dayBounds(filters.after, zone).begins,
    publishedBefore: filters.before === '' ? undefined : new Date(Date.parse(dayBounds(filters.before, zone).ends) - 1).toISOString(),
  };
  return Object.values(conditions).every((value) => value === undefined) ? null : conditions;
}
