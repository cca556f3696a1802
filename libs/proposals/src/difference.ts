import { diffArrays } from 'diff';

/** A piece of a text that was changed: what stayed, what came, what went. */
export interface Piece { readonly kind: 'SAME' | 'ADDED' | 'REMOVED'; readonly text: string }

/** Words of any language as Unicode and, for Japanese, the dictionary part them; nothing of the text is lost between them. */
const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(WORDS.segment(text), ({ segment }) => segment);

/** Words that may come and go; beyond, two texts count as nothing alike: comparing them would hold up everybody else. */
const MOST_CHANGES = 1_000;

/** A place of the older text, by its words, and what stands there in the newer one. */
interface Edit { readonly from: number; readonly to: number; readonly words: readonly string[] }

/** What was done to a text, word by word, to read it. */
export function difference(before: string, after: string): Piece[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_CHANGES });
  const pieces: Piece[] = changes
    ? changes.map(({ added, removed, value }) => ({ kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME', text: value.join('') }))
    : [{ kind: 'REMOVED', text: before }, { kind: 'ADDED', text: after }];
  return pieces.filter(({ text }) => text !== '');
}

/**
 * What stands once the same is done to `now` that made `after` of `before`; null where both have changed the same place. (Own code: diff
 * has no merge of three, and those that were looked at take the time of the square of a text without a bound.)
 */
export function merged(before: string, after: string, now: string): string | null {
  const words = wordsOf(before);
  const [ours, theirs] = [editsOf(words, after), editsOf(words, now)];
  if (!ours || !theirs) return null;
  const others = theirs.filter((edit) => !ours.some((own) => same(own, edit)));
  // Edits that touch count as one place: which of two insertions comes first nobody has said.
  if (ours.some((own) => others.some((edit) => own.from <= edit.to && edit.from <= own.to))) return null;
  const all = [...ours, ...others].sort((a, b) => b.from - a.from);
  for (const { from, to, words: instead } of all) words.splice(from, to - from, ...instead);
  return words.join('');
}

function editsOf(words: string[], after: string): Edit[] | null {
  const changes = diffArrays(words, wordsOf(after), { maxEditLength: MOST_CHANGES });
  if (!changes) return null;
  const edits: Edit[] = [];
  let at = 0;
  let open: Edit | null = null;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) open = null;
    else {
      const edit: Edit = { from: open?.from ?? at, to: removed ? at + value.length : (open?.to ?? at), words: added ? value : (open?.words ?? []) };
      if (open) edits.pop();
      edits.push(edit);
      open = edit;
    }
    if (!added) at += value.length;
  }
  return edits;
}

const same = (a: Edit, b: Edit): boolean => a.from === b.from && a.to === b.to && a.words.join('\0') === b.words.join('\0');
