/** The largest number of the log: sizes, indices and counters have 64 bits. */
export const MAX_UINT64 = 2n ** 64n - 1n;

/** Whether a number can be a size, an index or a counter. */
export const isUint64 = (value: bigint): boolean => value >= 0n && value <= MAX_UINT64;

/** A 64-bit number in decimal without leading zeros, or null for any other text. */
export function parseUint64(text: string): bigint | null {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const value = BigInt(text);
  return isUint64(value) ? value : null;
}

/** Base64 in the standard alphabet with padding (RFC 4648 section 4). */
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The same without padding, for addresses and keys (RFC 4648 section 5). */
export const toBase64Url = (bytes: Uint8Array): string => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/**
 * The bytes of a base64 text, or null where it isn't the one text that stands for them (other alphabet, missing padding,
 * bits set beyond the last byte), or they are not as many as asked: one signed thing has one spelling.
 */
export function fromBase64(text: string, length?: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return null;
  return length === undefined || bytes.length === length ? bytes : null;
}
