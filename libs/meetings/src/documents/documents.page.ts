import type { LocalisedText } from '@hub/kernel';
import { asText, inBoth } from '@hub/platform';
import type { LinkDocument } from './link.documents.js';

const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
const named = (locale: string, tag: string): string => new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;

/** A text in all its languages. */
export const titlesMarkup = (titles: LocalisedText): string => Object.entries(titles).map(([language, text]) => `<span lang="${asText(language)}">${asText(text)}</span>`).join('<br>');

/** Documents of one item, to be fetched by the same link. */
export const documentList = (documents: readonly LinkDocument[]): string => (documents.length === 0 ? '' : `<ul>${documents.map(({ language, file: { id, name, size } }) =>
  `<li><p><a href="?document=${asText(id)}" download>${asText(name)}</a><br>${asText(named('ja', language))} / <span lang="en">${asText(named('en', language))}</span>, ${sizeOf(size)}</p></li>`).join('')}</ul>`);

/** Documents of a meeting, item by item. */
export function documentsMarkup(documents: readonly LinkDocument[]): string {
  const items = [...new Map(documents.map(({ itemId, titles }) => [itemId, titles]))];
  return `<section><h2>会議資料<br><span lang="en">Documents</span></h2>${inBoth('資料には閲覧者の氏名が表示され、閲覧は記録されます。', 'Documents bear their reader’s name, and each reading is on record.')}<ul>${
    items.map(([id, titles]) => `<li><p>${titlesMarkup(titles)}</p>${documentList(documents.filter(({ itemId }) => itemId === id))}</li>`).join('')}</ul></section>`;
}
