// Lists, filters and search by the rules: over what the asker sees, never over what is there.
import { knowsOf, sight, sortAt, type Sight } from './rules.js';
import type { Asker, Bulletin, World } from './world.js';

/** A filter in the words of the contract. */
export interface Filter {
  readonly kinds?: readonly string[];
  readonly tlps?: readonly string[];
  readonly urgencies?: readonly string[];
  readonly states?: readonly string[];
  readonly countries?: readonly string[];
  readonly exploitation?: readonly string[];
  readonly originatorIds?: readonly string[];
  readonly publishedAfter?: number;
  readonly publishedBefore?: number;
  /** Words separated by spaces; the worlds' texts consist of such words. */
  readonly text?: string;
}

/** Everything that the asker may know of, newest first. */
export function list(world: World, asker: Asker): Bulletin[] {
  return world.bulletins
    .filter((bulletin) => knowsOf(world, bulletin, asker))
    .sort((a, b) => sortAt(b) - sortAt(a) || (a.id < b.id ? 1 : -1));
}

/** What a filter leaves of the list. */
export function filtered(world: World, asker: Asker, instant: number, filter: Filter): Bulletin[] {
  return list(world, asker).filter((bulletin) => {
    const seen = sight(world, bulletin, asker, instant);
    return seen !== null && matches(bulletin, seen, filter);
  });
}

function matches(bulletin: Bulletin, seen: Sight, filter: Filter): boolean {
  const among = (allowed: readonly string[] | undefined, values: readonly string[]): boolean =>
    allowed === undefined || values.some((value) => allowed.includes(value));
  const { content } = seen;
  const at = bulletin.versions[0]?.publishedAt ?? null;
  return (
    among(filter.kinds, [seen.kind]) &&
    among(filter.tlps, [seen.tlp]) &&
    among(filter.urgencies, [seen.urgency]) &&
    among(filter.states, [seen.state]) &&
    among(filter.originatorIds, [bulletin.originatorId]) &&
    among(filter.countries, content ? [...content.countries, ...(content.facts?.citizenships ?? [])] : []) &&
    among(filter.exploitation, content?.facts?.exploitation ?? []) &&
    (filter.publishedAfter === undefined || (at !== null && at >= filter.publishedAfter)) &&
    (filter.publishedBefore === undefined || (at !== null && at <= filter.publishedBefore)) &&
    wordsIn(filter.text ?? '').every((word) => content !== null && textOf(seen).includes(word))
  );
}

const wordsIn = (text: string): string[] => text.split(' ').filter(Boolean);
const textOf = (seen: Sight): string[] => [seen.title, ...(seen.content?.sections ?? []).flatMap(({ heading, body }) => [heading, body])].flatMap(wordsIn);
