import { diffArrays } from 'diff';

/** A place where somebody else wrote something different into the same lines. */
export interface Difference { readonly line: number; readonly before: string; readonly theirs: string; readonly yours: string }
/** What the hub says where notes contradict each other. */
export interface NotesConflict { readonly revision: number; readonly text: string; readonly differences: readonly Difference[] }

/** Reads it from what a refusal says; null: it was refused for another reason. */
export function conflictIn({ currentRevision, text, differences }: Readonly<Record<string, unknown>>): NotesConflict | null {
  if (typeof currentRevision !== 'number' || typeof text !== 'string' || !Array.isArray(differences)) return null;
  return { revision: currentRevision, text, differences: differences as Difference[] };
}

/** As the hub keeps a text: nothing after the last line. */
export const tidied = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\s+$/, '');

interface Hunk { readonly from: number; readonly to: number; readonly lines: readonly string[] }
const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: { from: number; to: number; lines: string[] } | null = null;
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
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

/** What stands in lines [from, to) of the older text after some changes. */
function applied(before: readonly string[], hunks: readonly Hunk[], from: number, to: number): string[] {
  const out: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    out.push(...before.slice(at, hunk.from), ...hunk.lines);
    at = hunk.to;
  }
  return [...out, ...before.slice(at, to)];
}

/**
 * Both changes in one text; where they contradict each other both stand, theirs first, for a person to tidy up. No line that
 * either of them wrote is missing.
 */
export function keepBoth(base: string, theirs: string, yours: string): string {
  const before = linesOf(tidied(base));
  const others = hunksOf(before, linesOf(tidied(theirs)));
  const same = (one: Hunk, other: Hunk): boolean => one.from === other.from && one.to === other.to && one.lines.join('\n') === other.lines.join('\n');
  const own = hunksOf(before, linesOf(tidied(yours))).filter((hunk) => !others.some((other) => same(hunk, other)));
  const all = [...others.map((hunk) => ({ hunk, own: false })), ...own.map((hunk) => ({ hunk, own: true }))].sort((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to || Number(a.own) - Number(b.own));
  const out: string[] = [];
  let at = 0;
  for (let index = 0; index < all.length; ) {
    const first = all[index];
    if (!first) break;
    const region = [first];
    let { to } = first.hunk;
    for (index += 1; index < all.length; index += 1) {
      const next = all[index];
      if (!next || next.hunk.from >= to) break;
      region.push(next);
      to = Math.max(to, next.hunk.to);
    }
    const { from } = first.hunk;
    const [theirSide, ownSide] = [false, true].map((side) => region.filter((each) => each.own === side).map(({ hunk }) => hunk));
    out.push(...before.slice(at, from), ...(theirSide?.length ? applied(before, theirSide, from, to) : []), ...(ownSide?.length ? applied(before, ownSide, from, to) : []));
    at = to;
  }
  return [...out, ...before.slice(at)].join('\n');
}

/** Notes that are written and not saved: on which revision, what stood there, and what is to stand. */
export interface NotesDraft { readonly revision: number; readonly base: string; readonly text: string }
