import { HandlingCondition } from '@hub/bulletins';
import { asText, inBoth, plainPage } from '@hub/platform';
import type { OutsideView } from './outside.opening.js';

const FORM = '<form method="post" autocomplete="off"><label>コード / Code <input name="code" inputmode="numeric" maxlength="32" required></label> <button>開く / Open</button></form>';

/** What every address under /outside answers to whoever opens it, good or not. */
export const ASK = plainPage(`${inBoth('電話でお伝えした8桁のコードを入力してください。開くことができるのは一度だけです。', 'Enter the eight digits that you were told by telephone. It opens once.')}${FORM}`);
/** Whatever was not right, alike: a slip can be mended, and whoever has tried in vain knows whom to ask. */
export const REFUSED = plainPage(`${inBoth('開くことができませんでした。コードをお確かめのうえ、もう一度入力してください。それでも開かないときは、コードをお伝えした担当者にお問い合わせください。',
  'It did not open. Look at the code again and enter it once more. If it still does not open, ask the person who told you the code.')}${FORM}`);
/** Too many at once. */
export const BUSY = plainPage(`${inBoth('混み合っています。しばらくしてから再度お試しください。', 'Too many requests at once. Please try again in a moment.')}${FORM}`);

const HANDLING: Readonly<Record<string, string>> = {
  [HandlingCondition.PROTECTION_ONLY]: '被害者の保護の目的に限る / For protection only',
  [HandlingCondition.NOT_FOR_IMMIGRATION_ENFORCEMENT]: '入管法違反の取締りに用いない / Not for immigration enforcement',
  [HandlingCondition.NOT_AS_EVIDENCE_WITHOUT_CONSENT]: '同意なく証拠として用いない / Not as evidence without consent',
  [HandlingCondition.NO_CONTACT_WITH_PERSON]: '本人に連絡しない / No contact with the person',
  [HandlingCondition.OTHER]: 'その他 / Other',
};
const wordsOf = (condition: string): string => HANDLING[condition] ?? condition;

const paragraphs = (text: string): string => text.split(/\n{2,}/).map((part) => `<p>${asText(part).replace(/\n/g, '<br>')}</p>`).join('');
const TIME = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'long', timeStyle: 'long' });

/** The bulletin, with the reader's mark. */
export function contentPage({ content, at, receipt }: OutsideView): string {
  const { originator, reference, tlp, title, language, handling, handlingNote, reader, organisation, purpose, sections } = content;
  const from = [...new Set([originator['ja'], originator['en']].filter((name) => name !== undefined))].map(asText).join(' / ');
  const conditions = [...handling.map(wordsOf), ...(handlingNote === null ? [] : [handlingNote])].map((condition) => `<li>${asText(condition)}`).join('');
  return plainPage(`<header><p><strong>TLP:${asText(tlp)}</strong> · ${asText(reference)} · ${from}</p>
${inBoth('このページは一度だけ表示されます。再度開くことはできません。第三者への提供には発信機関の許可が必要です。', 'This page is shown once and can not be opened again. Passing it on needs the permission of the originator.')}
<p>目的 / Purpose: ${asText(purpose)}</p>${conditions === '' ? '' : `<p>取扱条件 / Handling</p><ul>${conditions}</ul>`}</header>
<main lang="${asText(language)}"><h1>${asText(title)}</h1>${sections.map(({ heading, body }) => `<section><h2>${asText(heading)}</h2>${paragraphs(body)}</section>`).join('')}</main>
<footer><p>閲覧者 / Reader: ${asText(reader)} (${asText(organisation)})</p><p>閲覧日時 / Read at: <time datetime="${at.toISOString()}">${TIME.format(at)}</time></p>
<p>記録の受領証 / Receipt of the record: <code>${asText(receipt)}</code></p></footer>`);
}
