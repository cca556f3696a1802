import { AttachmentRefusal as Why } from '../attachment.types.js';

/** A file is not taken. */
export class Refused extends Error {
  constructor(readonly why: Why) {
    super(`refused: ${why}`);
  }
}

/** The same for whoever sent it. */
export const REASONS: Record<Why, { en: string; ja: string }> = {
  [Why.TYPE_NOT_ALLOWED]: { en: 'It is no image, PDF or office document that is taken.', ja: '受け付けていない形式です。' },
  [Why.WRONG_EXTENSION]: { en: 'It is something else than its name says.', ja: '内容と拡張子が一致しません。' },
  [Why.SVG]: { en: 'It is or holds an SVG image, which can carry programs.', ja: 'SVG画像は受け付けません。' },
  [Why.HTML]: { en: 'It is a web page.', ja: 'HTMLは受け付けません。' },
  [Why.MACROS]: { en: 'It holds macros. Save it without them.', ja: 'マクロを含むファイルは受け付けません。' },
  [Why.ACTIVE_CONTENT]: { en: 'It holds something that acts by itself or fetches something.', ja: 'スクリプト、埋め込みファイル、外部参照などを含んでいます。' },
  [Why.ENCRYPTED]: { en: 'It is encrypted. Save it without a password.', ja: '暗号化されています。パスワードを解除してください。' },
  [Why.BOMB]: { en: 'It unpacks to far more than it holds.', ja: '展開後の大きさが異常です。' },
  [Why.NESTED_ARCHIVE]: { en: 'It holds another archive or document. Send that by itself.', ja: '別のファイルが埋め込まれています。個別に送信してください。' },
  [Why.SYMLINK]: { en: 'It holds a symbolic link.', ja: 'シンボリックリンクを含んでいます。' },
  [Why.UNSAFE_PATH]: { en: 'It holds a name that leads elsewhere.', ja: '不正なパスを含んでいます。' },
  [Why.POLYGLOT]: { en: 'It is two kinds of file at once.', ja: '複数の形式を兼ねたファイルです。' },
  [Why.TOO_MANY_PIXELS]: { en: 'An image has more than 40 million pixels.', ja: '画像の画素数が4000万を超えています。' },
  [Why.MALFORMED]: { en: 'It can not be read to its end.', ja: 'ファイルが壊れています。' },
};
