/** Languages of what the feed itself says. Bulletins stay in their own. */
export type FeedLanguage = 'ja' | 'en';

/** A public bulletin, or that there is none any more. */
export interface FeedEntry {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly language: string;
  readonly author: string;
  readonly kind: string;
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly text: string;
  /** Withdrawn or expired: from `updatedAt` on. */
  readonly gone: boolean;
}

/** A page of the feed. */
export interface FeedPage { readonly entries: readonly FeedEntry[]; readonly next: string | null; readonly self: string; readonly first: string; readonly home: string; readonly language: FeedLanguage }

const TITLE: Readonly<Record<FeedLanguage, string>> = { en: 'Contact Point: public bulletins', ja: 'コンタクトポイント：公開情報' };
/** Before anything was published. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** What XML 1.0 can't hold at all is left out; the rest is escaped. */
const xml = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');

/** RFC 4287; pages by RFC 5005; what was taken back or is over as tombstones by RFC 6721. */
export function atomOf({ entries, next, self, first, home, language }: FeedPage): string {
  const updated = entries.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), NEVER);
  const link = (rel: string, href: string): string => `<link rel="${rel}" type="application/atom+xml" href="${xml(href)}"/>`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${language}">`,
    `<id>${xml(first)}</id><title>${xml(TITLE[language])}</title><updated>${updated}</updated><author><name>Contact Point</name></author>`,
    `<link rel="alternate" type="text/html" href="${xml(home)}"/>`, link('self', self), link('first', first), ...(next === null ? [] : [link('next', next)]),
    ...entries.map((entry) => (entry.gone ? tombstoneOf(entry) : entryOf(entry))),
    '</feed>\n',
  ].join('\n');
}

const entryOf = ({ id, reference, title, language, author, kind, publishedAt, updatedAt, text }: FeedEntry): string =>
  `<entry xml:lang="${xml(language)}"><id>urn:uuid:${id}</id><title>${xml(title)}</title><published>${publishedAt}</published><updated>${updatedAt}</updated>`
  + `<author><name>${xml(author)}</name></author><category term="${xml(kind)}"/><rights>TLP:CLEAR</rights><summary>${xml(reference)}</summary><content type="text">${xml(text)}</content></entry>`;

const tombstoneOf = ({ id, updatedAt }: FeedEntry): string => `<at:deleted-entry ref="urn:uuid:${id}" when="${updatedAt}"/>`;
