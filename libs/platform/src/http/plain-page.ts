import { hash } from 'node:crypto';

/** Calm and readable on a phone: Japanese needs the line height, fingers need 44 pixels, and a long word may break anywhere. */
const STYLE = `:root{color-scheme:light dark}body{margin:0 auto;max-width:40rem;padding:1.5rem 1rem;font:1.0625rem/1.7 system-ui,"Noto Sans JP",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.4}h2{font-size:1.2rem;line-height:1.5}label{display:block}input,button,select,textarea{font:inherit;min-height:44px;padding:.25rem .75rem;box-sizing:border-box}input,select,textarea{display:block;width:100%;margin:.25rem 0 1rem}
button{min-width:8rem}header,footer{border-block:1px solid;padding-block:.5rem;margin-block:1rem}code{font-size:.8rem}`;

/** Headers of pages that stand alone: their own style, no script, nothing loaded from anywhere, forms to the hub itself. */
export const PLAIN_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
} as const;

/** A page for somebody who comes from a mail or a telephone call, without the console. `body` is markup: text in it MUST be escaped. */
export const plainPage = (body: string): string =>
  `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex,nofollow,noarchive"><title>Contact Point</title><style>${STYLE}</style>${body}</html>\n`;

/** The same in Japanese and in English. */
export const inBoth = (ja: string, en: string): string => `<p>${ja}</p><p lang="en">${en}</p>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as text. What would turn the direction of writing is shown as what it is. */
export const asText = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '').replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
