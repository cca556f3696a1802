import { diffArrays } from 'diff';

/** A piece of a text that was changed: what stayed, what came, what went. */
export interface Piece { readonly kind: 'SAME' | 'ADDED' | 'REMOVED'; readonly text: string }

/** Words of any language as Unicode and, for Japanese, the dictionary part them; nothing of the text is lost between them. */
const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(WORDS.segment(text), ({ segment }) => segment);

/** What changed is compared word by word up to this length, and up to so many words that come or go; beyond, it counts as replaced. Both bound the time. */
const LONGEST = 10_000;
const MOST_CHANGES = 300;

/** A place of the older text, and what stands there in the newer one. */
interface Edit { readonly from: number; readonly to: number; readonly text: string }

/** What was done to a text, word by word, to read it. */
export function difference(before: string, after: string): Piece[] {
  // Lines at the beginning and the end that stayed are not looked at more closely.
  const [oldLines, newLines] = [before, after].map((text) => text.split(/(?<=\n)/)) as [string[], string[]];
  const least = Math.min(oldLines.length, newLines.length);
  let head = 0;
  while (head < least && oldLines[head] === newLines[head]) head += 1;
  let tail = 0;
  while (tail < least - head && oldLines.at(-1 - tail) === newLines.at(-1 - tail)) tail += 1;
  const part = (lines: string[], from: number, to: number): string => lines.slice(from, to).join('');
  const pieces: Piece[] = [
    { kind: 'SAME', text: part(oldLines, 0, head) },
    ...compared(part(oldLines, head, oldLines.length - tail), part(newLines, head, newLines.length - tail)),
    { kind: 'SAME', text: part(oldLines, oldLines.length - tail, oldLines.length) },
  ];
  return pieces.filter(({ text }) => text !== '').reduce<Piece[]>(joined, []);
}

function compared(before: string, after: string): Piece[] {
  const replaced: Piece[] = [{ kind: 'REMOVED', text: before }, { kind: 'ADDED', text: after }];
  if (before.length > LONGEST || after.length > LONGEST) return replaced;
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_CHANGES });
  return changes?.map(({ added, removed, value }) => ({ kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME', text: value.join('') })) ?? replaced;
}

/** Two pieces of one kind are one. */
function joined(pieces: Piece[], piece: Piece): Piece[] {
  const last = pieces.at(-1);
  return last?.kind === piece.kind ? [...pieces.slice(0, -1), { ...piece, text: last.text + piece.text }] : [...pieces, piece];
}

/**
 * What stands once the same is done to `now` that made `after` of `before`; null where both have changed the same place. (Own code: diff
 * has no merge of three, and those that were looked at take the time of the square of a text without a bound.)
 */
export function merged(before: string, after: string, now: string): string | null {
  const [ours, theirs] = [editsOf(before, after), editsOf(before, now)];
  const others = theirs.filter((edit) => !ours.some((own) => own.from === edit.from && own.to === edit.to && own.text === edit.text));
  // Edits that touch count as one place: which of two insertions comes first nobody has said.
  if (ours.some((own) => others.some((edit) => own.from <= edit.to && edit.from <= own.to))) return null;
  return [...ours, ...others].sort((a, b) => b.from - a.from).reduce((text, { from, to, text: instead }) => text.slice(0, from) + instead + text.slice(to), before);
}

/** Places of the older text that were changed, from its beginning on. */
function editsOf(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let touches = false;
  for (const { kind, text } of difference(before, after)) {
    if (kind !== 'SAME') {
      const last = touches ? edits.pop() : undefined;
      edits.push({ from: last?.from ?? at, to: kind === 'REMOVED' ? at + text.length : (last?.to ?? at), text: (last?.text ?? '') + (kind === 'ADDED' ? text : '') });
    }
    touches = kind !== 'SAME';
    if (kind !== 'ADDED') at += text.length;
  }
  return edits;
}
