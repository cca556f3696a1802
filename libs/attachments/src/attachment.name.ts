import { invalid } from '@hub/kernel';

/** What an extension promises: images, PDF and office documents. */
export const EXTENSIONS = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet', odp: 'application/vnd.oasis.opendocument.presentation',
} as const;
/** A media type that the hub takes. */
export type MediaType = (typeof EXTENSIONS)[keyof typeof EXTENSIONS];

/** Bytes of a name in UTF-8, as file systems allow. */
const LONGEST = 200;
/** Characters that turn text round, or are not seen: a name with them is not what it looks like. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u;
/** Parts of paths, and what some systems do not allow in names. */
const PATH = /[/\\:*?"<>|\u2044\u2215\u29f5\ufe68\uff0f\uff3c]|^\.|\.$|\.\./u;

/** The media type that a name promises; null for none that is taken. */
export function promisedType(name: string): MediaType | null {
  const extension = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension as keyof typeof EXTENSIONS] : null;
}

/**
 * A name as it is kept: composed (Unicode NFC; half-width kana of old systems stay as they are), blanks at the ends gone and several made one.
 * Everything else that is wrong with it is refused and not put right: what was put right would be another name than its sender knows.
 */
export function requireName(given: string, field: string): string {
  const name = given.normalize('NFC').replace(/ +/g, ' ').trim();
  // As it was given: trimming takes some of them away.
  if (UNSEEN.test(given)) throw invalid(field, 'The name has characters that are not seen or turn text round. / ファイル名に表示されない文字または文字方向を変える文字が含まれています。');
  if (PATH.test(name)) throw invalid(field, 'The name has parts of a path. Give the name of the file alone. / ファイル名にパスを含めることはできません。');
  if (name === '' || Buffer.byteLength(name) > LONGEST) throw invalid(field, `A name has 1 to ${LONGEST} bytes. / ファイル名は1～${LONGEST}バイトです。`);
  if (promisedType(name) === null) {
    throw invalid(field, `Taken are ${Object.keys(EXTENSIONS).join(', ')}, by the name's ending. / 受け付ける拡張子: ${Object.keys(EXTENSIONS).join(', ')}`);
  }
  return name;
}
