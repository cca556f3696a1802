import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { invalid } from '@hub/kernel';
import { NameMeetingDelegateInput } from './invitation.inputs.js';

/** A field of the form: what it is called, and what goes into it. */
export interface FormField { readonly name: string; readonly ja: string; readonly en: string; readonly kind: 'text' | 'email' | 'area' | 'language' | 'language?' | 'tick'; readonly most?: number; readonly required?: true; readonly hint?: readonly [ja: string, en: string] }

/** In the order of the page. Names and longest lengths are those of NameMeetingDelegateInput, which has the last word. */
export const DELEGATE_FIELDS: readonly FormField[] = [
  { name: 'familyName', ja: '姓', en: 'Family name', kind: 'text', most: 100, required: true },
  { name: 'givenName', ja: '名', en: 'Given name', kind: 'text', most: 100, required: true },
  { name: 'kana', ja: 'ふりがな', en: 'Reading in kana', kind: 'text', most: 200, hint: ['ひらがな又はカタカナ', 'hiragana or katakana; may stay empty'] },
  { name: 'latinFamilyName', ja: '姓（ローマ字）', en: 'Family name in Latin letters', kind: 'text', most: 100 },
  { name: 'latinGivenName', ja: '名（ローマ字）', en: 'Given name in Latin letters', kind: 'text', most: 100 },
  { name: 'title.ja', ja: '役職（日本語）', en: 'Title in Japanese', kind: 'text', most: 200 },
  { name: 'title.en', ja: '役職（英語）', en: 'Title in English', kind: 'text', most: 200 },
  { name: 'email', ja: 'メールアドレス', en: 'E-mail address', kind: 'email', most: 254, hint: ['案内状の送付先。空欄の場合は送付しません', 'where the invitation goes; empty: none is sent'] },
  { name: 'language', ja: '連絡に用いる言語', en: 'Language to write and speak to this person in', kind: 'language' },
  { name: 'interpretation', ja: '必要な通訳の言語', en: 'Interpretation needed into', kind: 'language?' },
  { name: 'dietary', ja: '食事に関する配慮', en: 'Food: what is eaten, or not', kind: 'area', most: 500 },
  { name: 'accessNeeds', ja: '会場における配慮', en: 'Access needs', kind: 'area', most: 500 },
  { name: 'remote', ja: 'オンラインで参加する', en: 'Takes part from elsewhere', kind: 'tick' },
];

/** Those that can be chosen: of the hub's texts, and of the embassies' countries. */
export const LANGUAGES: readonly string[] = ['ja', 'en', 'zh', 'ko', 'fil', 'th', 'vi', 'id', 'my', 'km', 'ne', 'mn', 'pt', 'es', 'fr', 'ru', 'uk', 'ro'];

/** Whom a form names. INVALID_INPUT says in both languages which field is to be looked at. */
export function delegateOf(form: URLSearchParams, editionId: string): NameMeetingDelegateInput {
  const text = (name: string): string => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  const orNull = (name: string): string | null => text(name) || null;
  const titles = ['ja', 'en'].flatMap((language) => (text(`title.${language}`) === '' ? [] : [{ language, text: text(`title.${language}`) }]));
  for (const [name, chosen] of [['language', text('language')], ['interpretation', text('interpretation') || 'ja']] as const) if (!LANGUAGES.includes(chosen)) throw unfit(name);
  const input = plainToInstance(NameMeetingDelegateInput, {
    editionId, familyName: text('familyName'), givenName: text('givenName'), kana: orNull('kana'), latinFamilyName: orNull('latinFamilyName'), latinGivenName: orNull('latinGivenName'), titles,
    email: orNull('email'), language: text('language'), interpretation: orNull('interpretation'), dietary: text('dietary'), accessNeeds: text('accessNeeds'), remote: form.get('remote') === 'on',
  });
  const [violation] = validateSync(input, { forbidUnknownValues: false });
  if (violation) throw unfit(violation.property === 'titles' ? (text('title.ja').length > 200 ? 'title.ja' : 'title.en') : violation.property);
  return input;
}

function unfit(name: string): Error {
  const field = DELEGATE_FIELDS.find((one) => one.name === name);
  const { ja, en, most, required } = field ?? { ja: name, en: name };
  return invalid(name, `Please look at “${en}” again${required ? ': it is needed' : ''}${most ? `${required ? ',' : ':'} at most ${most} characters` : ''}. / 「${ja}」を確認してください${required ? `（必須、${most}字以内）` : most ? `（${most}字以内）` : ''}。`);
}
