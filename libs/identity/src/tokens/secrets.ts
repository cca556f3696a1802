import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { normaliseInput } from '@hub/kernel';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A token of 256 random bits, for machines to carry. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. It has 256 random bits, so a plain hash is enough. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A code for people to read out: Crockford's alphabet, in groups of five. Ten characters hold 50 random bits. */
export const newCode = (length = 10): string =>
  Array.from({ length }, (_, at) => (at > 0 && at % 5 === 0 ? '-' : '') + CROCKFORD.charAt(randomInt(32))).join('');

/** A code as it was given out, whatever people made of it: full width, lower case, spaces, O for 0, I or L for 1. */
export const readCode = (text: string): string =>
  normaliseInput(text).toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** A key for one purpose only, derived from the hub's encryption key. */
export const derivedKey = (encryptionKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', encryptionKey, Buffer.alloc(0), `contact-point/${purpose}`, 32));

/** A keyed hash over parts, none of which can run into the next. */
export function keyedHash(key: Buffer, ...parts: readonly string[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:`).update(part);
  return mac.digest();
}

/** Encrypts for one owner (AES-256-GCM, the owner's id as associated data): iv ‖ tag ‖ ciphertext. */
export function seal(key: Buffer, owner: string, plain: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Decrypts what `seal` made for the same owner; throws on anything else. */
export function open(key: Buffer, owner: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
