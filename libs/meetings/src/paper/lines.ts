import LineBreaker from 'linebreak';
import type { Run } from './paper.js';

/** How wide a letter is, in the units of the line's width. */
export type Measure = (letter: string, bold: boolean) => number;
/** A stretch between two places where a line may end. */
interface Piece { readonly letters: readonly Letter[]; readonly required: boolean }
interface Letter { readonly letter: string; readonly bold: boolean }

/**
 * Breaks text into lines of a width, by the rules of Unicode (UAX #14): no line begins with 、。」ー or small kana, or ends with 「（ (kinsoku). What does not fit into
 * a line by itself is cut between letters. Blanks at the end of a line do not count.
 */
export function linesOf(runs: readonly Run[], width: number, measure: Measure): Run[][] {
  const lines: Letter[][] = [];
  let [line, used]: [Letter[], number] = [[], 0];
  const end = (): void => {
    lines.push(line);
    [line, used] = [[], 0];
  };
  const widthOf = (letters: readonly Letter[]): number => letters.reduce((sum, { letter, bold }) => sum + measure(letter, bold), 0);
  for (const { letters, required } of piecesOf(runs)) {
    if (line.length > 0 && used + widthOf(trimmed(letters)) > width) end();
    for (const one of letters) {
      const more = measure(one.letter, one.bold);
      if (line.length > 0 && used + more > width && one.letter !== ' ') end();
      line.push(one);
      used += more;
    }
    if (required) end();
  }
  if (line.length > 0 || lines.length === 0) end();
  return lines.map((letters) => joined(trimmed(letters)));
}

/** A letter with the marks on it, and in scripts that join consonants with those: nothing is cut off what it stands on. */
const CLUSTER = /\P{M}[\p{M}\u0e33\u0eb3]*(?:(?<=[\u094d\u09cd\u0bcd\u0dca\u1039\u17d2])\u200d?\P{M}\p{M}*)*|\p{M}+/gsu;
const lettersOf = (text: string): string[] => (/\p{M}/u.test(text) ? (text.match(CLUSTER) ?? []) : [...text]);

function piecesOf(runs: readonly Run[]): Piece[] {
  const whole = runs.map(({ text }) => text).join('').replace(/\t/g, ' ');
  const bold = runs.flatMap(({ text, bold: isBold = false }) => new Array<boolean>(text.length).fill(isBold));
  const pieces: Piece[] = [];
  const breaker = new LineBreaker(whole);
  let from = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const start = from;
    let at = start;
    const letters = lettersOf(whole.slice(start, next.position)).map((letter): Letter => {
      const one = { letter, bold: bold[at] ?? false };
      at += letter.length;
      return one;
    }).filter(({ letter }) => letter !== '\n' && letter !== '\r');
    // The end of the text is reported as a required break as well.
    pieces.push({ letters, required: next.required && next.position < whole.length });
    from = next.position;
  }
  return pieces;
}

function trimmed(letters: readonly Letter[]): readonly Letter[] {
  let end = letters.length;
  while (end > 0 && letters[end - 1]?.letter === ' ') end -= 1;
  return letters.slice(0, end);
}

function joined(letters: readonly Letter[]): Run[] {
  const runs: { text: string; bold: boolean }[] = [];
  for (const { letter, bold } of letters) {
    const last = runs.at(-1);
    if (last?.bold === bold) last.text += letter;
    else runs.push({ text: letter, bold });
  }
  return runs;
}
