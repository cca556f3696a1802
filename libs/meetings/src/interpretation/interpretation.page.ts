import type { LocalisedText } from '@hub/kernel';
import { asText, inBoth } from '@hub/platform';
import { documentList, titlesMarkup } from '../documents/documents.page.js';
import type { LinkDocument } from '../documents/link.documents.js';

/** An item on an interpreter's page. */
export interface ShownItem { readonly titles: LocalisedText; readonly pairs: readonly (readonly [string, string])[]; readonly minutes: number; readonly startsLocal: string | null; readonly endsLocal: string | null; readonly documents: readonly LinkDocument[] }

const named = (locale: string, tag: string): string => new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
const pairsIn = (locale: string, pairs: ShownItem['pairs']): string => pairs.map(([a, b]) => `${named(locale, a)}⇔${named(locale, b)}`).join(locale === 'ja' ? '、' : ', ');

/** The items that an interpreter interprets, by the clock of the meeting. */
export function interpretationMarkup(items: readonly ShownItem[]): string {
  const heading = '<h2>担当議題<br><span lang="en">What you interpret</span></h2>';
  if (items.length === 0) return `<section>${heading}${inBoth('現在、担当する議題はありません。', 'There is nothing for you at present.')}</section>`;
  const rows = items.map(({ titles, pairs, minutes, startsLocal, endsLocal, documents }) => {
    const time = startsLocal === null || endsLocal === null ? `${minutes}分 / ${minutes} min` : `${startsLocal.slice(11)}–${endsLocal.slice(11)} (${minutes}分 / min)`;
    return `<li><p>${time}</p><p>${titlesMarkup(titles)}</p><p>${asText(pairsIn('ja', pairs))}<br><span lang="en">${asText(pairsIn('en', pairs))}</span></p>${documentList(documents)}</li>`;
  });
  return `<section>${heading}${inBoth('時刻は変更されることがあります。', 'Times may change.')}<ol>${rows.join('')}</ol></section>`;
}
