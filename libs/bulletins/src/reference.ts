import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The check character: a polynomial over GF(32) (x⁵ + x² + 1), which finds every single wrong character and every swap of
 * neighbours in the random part. Code and year go in with five bits a character.
 */
function check(code: string, year: number, random: string): string {
  const values = [...[...`${code}${year}`].map((character) => character.charCodeAt(0) & 31), ...[...random].map((character) => ALPHABET.indexOf(character))];
  // Each character is doubled once more than the next, the last one once.
  const sum = values.reduce((state, value) => {
    const doubled = (state ^ value) << 1;
    return doubled & 32 ? doubled ^ 37 : doubled;
  }, 0);
  return ALPHABET[sum] ?? '0';
}

/** A new reference, telling nothing of others: code, year, five random characters and a check character (NPA-2026-7KQ4MX). */
export function newReference(code: string, year: number): string {
  const random = Array.from({ length: 5 }, () => ALPHABET[randomInt(32)]).join('');
  return `${code}-${year}-${random}${check(code, year, random)}`;
}

/** Whether a reference is well formed and its check character fits: a slip of the pen is found before anybody searches. */
export function isReference(text: string): boolean {
  const match = /^([A-Z]{2,6})-(\d{4})-([0-9A-HJKMNP-TV-Z]{5})([0-9A-HJKMNP-TV-Z])$/.exec(text);
  if (!match) return false;
  const [, code = '', year = '', random = '', mark] = match;
  return check(code, Number(year), random) === mark;
}
