/** The bytes asked for, `to` not included; `whole` where no range was asked for that counts; `unsatisfiable` (416). */
export type ByteRange = { readonly from: number; readonly to: number } | 'whole' | 'unsatisfiable';

/** RFC 9110, 14.2: one range of bytes. Several are answered with the whole, as it allows; so is what is no range. */
export function readRange(header: string | undefined, size: number): ByteRange {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = parts ?? [];
  if (!parts || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { from: size - length, to: size };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return 'whole';
  return from >= size ? 'unsatisfiable' : { from, to: last === '' ? size : Math.min(Number(last) + 1, size) };
}
