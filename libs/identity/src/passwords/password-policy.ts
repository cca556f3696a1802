import { invalid } from '@hub/kernel';
import { COMMON_PHRASES, COMMON_WORDS, WALKS } from './common-passwords.js';
import { normalisePassword } from './password-hasher.js';

/** Characters that a password has at least. */
export const SHORTEST_PASSWORD = 15;
/** Characters that it has at most, so that hashing stays cheap. */
export const LONGEST_PASSWORD = 256;

/** Names and addresses that stand for nothing in this person's password. */
export interface PasswordContext {
  readonly email: string;
  readonly names: readonly (string | null | undefined)[];
}

const HUB_NAMES = ['contactpoint', 'コンタクトポイント'];
const NEIGHBOURS = new Set(WALKS.flatMap((walk) => [...walk].slice(1).flatMap((letter, at) => [[...walk][at] + letter, letter + [...walk][at]])));
const DISGUISES: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' };

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}\p{M}ー]/gu, '');
const undisguised = (text: string): string => letters(text.replace(/[013457@$!]/g, (sign) => DISGUISES[sign] ?? sign));
const without = (text: string, words: readonly string[]): string => words.reduce((rest, word) => rest.replaceAll(word, ''), text);

/** The length of the shortest piece that the text is a repetition of. */
function period(text: string): number {
  const borders = [0];
  for (let at = 1, border = 0; at < text.length; at++) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border++;
    borders.push(border);
  }
  return text.length - (borders.at(-1) ?? 0);
}

const isRepetition = (text: string): boolean => text.length > 1 && period(text) <= text.length / 2;

/** Whether most steps from character to character are to a neighbour. */
function isWalk(text: string): boolean {
  const signs = [...text];
  const steps = signs.slice(1).filter((sign, at) => sign === signs[at] || NEIGHBOURS.has((signs[at] ?? '') + sign)).length;
  return signs.length > 1 && steps >= (signs.length - 1) * 0.6;
}

const isSaying = (text: string): boolean => COMMON_PHRASES.some((phrase) => text.includes(phrase) && text.length - phrase.length < 8);

/** Whether little is left of it without the words that are tried first, and without digits. */
function isCommonWords(text: string): boolean {
  const rest = without(text, COMMON_WORDS);
  return rest !== text && rest.replace(/\p{N}/gu, '').length < 6;
}

function ownWords({ email, names }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.split('@');
  const words = [local, ...local.split(/[._+-]/), ...domain.split('.').slice(0, -1), ...names].map((word) => letters(normalisePassword(word ?? '').toLowerCase()));
  // Two characters are a whole name in Japanese script, and part of any word in Latin.
  const known = words.filter((word) => word.length >= (/^[\x20-\x7e]*$/.test(word) ? 4 : 2));
  return [...new Set([...HUB_NAMES, ...known])].sort((a, b) => b.length - a.length);
}

/** Why a password is refused, or null. */
export function passwordFault(password: string, context: PasswordContext): string | null {
  const text = normalisePassword(password);
  const length = [...text].length;
  if (length < SHORTEST_PASSWORD) return `A password has at least ${SHORTEST_PASSWORD} characters. / パスワードは${SHORTEST_PASSWORD}文字以上にしてください。`;
  if (length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters. / パスワードは${LONGEST_PASSWORD}文字以内にしてください。`;
  if (/\p{Cc}|\p{Surrogate}/u.test(text)) return 'A password has no control characters. / 制御文字は使えません。';
  const small = text.toLowerCase();
  const forms = [...new Set([small, letters(small), undisguised(small)])];
  if (new Set(small).size < 6 || /^[\p{N}\p{P}\p{S}\p{Z}]*$/u.test(text) || forms.some((form) => isRepetition(form) || isWalk(form))) {
    return 'This password is a pattern that is easy to guess. / 推測されやすい並びのパスワードは使えません。';
  }
  if (forms.some((form) => isSaying(form) || isCommonWords(form))) {
    return 'This password is among the common ones. / よく使われるパスワードは使えません。';
  }
  const words = ownWords(context);
  if (forms.some((form) => [...without(form, words)].length < Math.min(SHORTEST_PASSWORD, [...form].length))) {
    return `Names, the mail address and the hub's name do not count towards the ${SHORTEST_PASSWORD} characters. / 氏名・メールアドレス・システム名は文字数に含まれません。`;
  }
  return null;
}

/** INVALID_INPUT where a new password is too weak. */
export function assertGoodPassword(password: string, context: PasswordContext, field: string): void {
  const fault = passwordFault(password, context);
  if (fault) throw invalid(field, fault);
}
