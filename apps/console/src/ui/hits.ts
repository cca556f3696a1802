/** A piece of a text: what was searched for, or what stands between. */
export interface Piece { readonly text: string; readonly hit: boolean }

/** The words of a search, the longest first. */
export const wordsOf = (search: string): string[] => [...new Set(search.normalize('NFKC').split(/[\s\u3000"“”「」]+/).filter((word) => word !== ''))].sort((a, b) => b.length - a.length);

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Where the folded text comes from: for each of its places the place in the text as it is. */
function folded(text: string): { text: string; from: number[] } {
  const from: number[] = [];
  let made = '';
  let at = 0;
  for (const character of text) {
    const piece = fold(character);
    made += piece;
    for (let i = 0; i < piece.length; i += 1) from.push(at);
    at += character.length;
  }
  from.push(at);
  return { text: made, from };
}

/** The text cut where words of a search stand in it: full or half width, capitals or not. */
export function hitsIn(text: string, words: readonly string[]): Piece[] {
  const { text: within, from } = folded(text);
  const wanted = words.map(fold).filter((word) => word !== '');
  const pieces: Piece[] = [];
  let done = 0;
  for (let at = 0; at < within.length; ) {
    const word = wanted.find((each) => within.startsWith(each, at));
    if (word === undefined) {
      at += 1;
      continue;
    }
    const [begin, end] = [from[at] ?? 0, from[at + word.length] ?? text.length];
    if (begin > done) pieces.push({ text: text.slice(done, begin), hit: false });
    if (end > Math.max(begin, done)) pieces.push({ text: text.slice(Math.max(begin, done), end), hit: true });
    done = Math.max(done, end);
    at += word.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** A text without what CommonMark writes to set it: for a line that shows a piece of it. */
const plain = (text: string): string => text.replace(/^\s*(?:[-*+>]|\d+[.)]|#{1,6})\s+/gm, '').replace(/\*\*|__|`/g, '').replace(/\s+/g, ' ');

/** Some text around the first hit; null where there is none. */
export function excerptOf(text: string, words: readonly string[], around = 60): string | null {
  const flat = plain(text);
  const [first, second] = hitsIn(flat, words);
  if (!first || (!first.hit && !second)) return null;
  const at = first.hit ? 0 : first.text.length;
  const begin = Math.max(0, at - around);
  return `${begin > 0 ? '…' : ''}${flat.slice(begin, at + 2 * around)}${at + 2 * around < flat.length ? '…' : ''}`;
}
