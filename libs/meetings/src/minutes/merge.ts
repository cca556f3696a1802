import { diffArrays } from 'diff';

/** A place where two people wrote different things instead of the same lines. */
export interface Difference extends Readonly<Record<string, unknown>> {
  /** Number of the first line that it is about, in the text that both began with, from 1. */
  readonly line: number;
  readonly before: string;
  readonly theirs: string;
  readonly yours: string;
}

/** Both changes in one text; or where they contradict each other. */
export type Merge = { readonly text: string; readonly differences: null } | { readonly text: null; readonly differences: readonly Difference[] };

/** Lines [from, to) of the older text, and what stands there in the newer one. Nothing in between: lines came in before `from`. */
interface Hunk { readonly from: number; readonly to: number; readonly lines: readonly string[] }

/** So many lines come or go at most before the whole counts as written anew: it bounds the time. */
const MOST_CHANGES = 1000;

/** A text as it is kept: line feeds alone, nothing after the last line. */
export const tidied = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\s+$/, '');

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES });
  if (!changes) return [{ from: 0, to: before.length, lines: after }];
  const hunks: Hunk[] = [];
  let at = 0;
  let open: { from: number; to: number; lines: string[] } | null = null;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      open = null;
      at += value.length;
      continue;
    }
    if (!open) hunks.push((open = { from: at, to: at, lines: [] }));
    if (added) open.lines.push(...value);
    else open.to = at += value.length;
  }
  return hunks;
}

const inserts = ({ from, to }: Hunk): boolean => from === to;
const same = (one: Hunk, other: Hunk): boolean => one.from === other.from && one.to === other.to && one.lines.join('\n') === other.lines.join('\n');
/** Whether both touch the same line, or one brings lines into the middle of what the other replaces. Lines that come in at one place stand side by side. */
const clash = (one: Hunk, other: Hunk): boolean => one.from < other.to && other.from < one.to && !(inserts(one) && inserts(other));

/**
 * What two people made of one text, line by line. Lines that both add stay, theirs first, who were there first; what only one of them changed or took
 * away is so; a line that both made into something else is a difference, and nothing is decided for them. (Own code upon `diff`: merges of three
 * refuse two additions at one place, which is what two secretaries do all the time.)
 */
export function mergeLines(base: string, theirs: string, yours: string): Merge {
  const [older, current, written] = [base, theirs, yours].map((text) => linesOf(tidied(text))) as [string[], string[], string[]];
  const others = hunksOf(older, current);
  const own = hunksOf(older, written).filter((hunk) => !others.some((other) => same(hunk, other)));
  const clashing = own.filter((hunk) => others.some((other) => clash(hunk, other)));
  if (clashing.length > 0) {
    return { text: null, differences: clashing.map((hunk) => {
      const against = others.filter((other) => clash(hunk, other));
      return {
        line: Math.min(hunk.from, ...against.map(({ from }) => from)) + 1, before: older.slice(hunk.from, hunk.to).join('\n'),
        theirs: against.flatMap(({ lines }) => lines).join('\n'), yours: hunk.lines.join('\n'),
      };
    }) };
  }
  const merged: string[] = [];
  let at = 0;
  // At one place: theirs before yours, and what comes in before what is replaced.
  const order = [...others.map((hunk) => ({ hunk, rank: 0 })), ...own.map((hunk) => ({ hunk, rank: 1 }))]
    .sort((a, b) => a.hunk.from - b.hunk.from || Number(inserts(b.hunk)) - Number(inserts(a.hunk)) || a.rank - b.rank);
  for (const { hunk: { from, to, lines } } of order) {
    merged.push(...older.slice(at, from), ...lines);
    at = Math.max(at, to);
  }
  return { text: [...merged, ...older.slice(at)].join('\n'), differences: null };
}
