import canonicalize from 'canonicalize';
import { z } from 'zod';
import { fromBase64, parseUint64, toBase64 } from './encoding.js';
import { HASH_SIZE, sha256 } from './hashing.js';
import { MerkleError } from './merkle.errors.js';

/** Bytes of a salt. */
export const SALT_SIZE = 32;

const TAG = Buffer.from('contact-point/audit/leaf/v1\n', 'ascii');

/** Where a record stands among its holder's. */
export interface Link {
  /** The organisation that holds the record. */
  readonly holder: string;
  /** Dense from 1 for each holder. */
  readonly counter: bigint;
  /** The holder's previous leaf; null for the first. */
  readonly previous: Buffer | null;
}

/**
 * A value in canonical JSON (RFC 8785), as UTF-8.
 * @throws MerkleError for what JSON can't say: numbers that are none, half a character, circles, bigint.
 */
export function canonicalJson(value: unknown): Buffer {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new MerkleError('There is something in the value that canonical JSON can not say.', { cause });
  }
  if (text === undefined) throw new MerkleError('Nothing has no canonical JSON.');
  return Buffer.from(text, 'utf8');
}

/** SHA-256(bodySalt ‖ body): all that a leaf says of a body, so that proofs outlive its erasure. */
export function bodyHashOf(bodySalt: Uint8Array, body: Uint8Array): Buffer {
  salted(bodySalt);
  return sha256(bodySalt, body);
}

/**
 * The 32 bytes that the log holds of a record: SHA-256(tag ‖ SHA-256(linkSalt ‖ link) ‖ bodyHash).
 * @throws MerkleError where salt or hash have not 32 bytes: a byte could move from one part into the next.
 */
export function leafOf({ link, linkSalt, bodyHash }: { readonly link: Uint8Array; readonly linkSalt: Uint8Array; readonly bodyHash: Uint8Array }): Buffer {
  salted(linkSalt);
  if (bodyHash.length !== HASH_SIZE) throw new MerkleError('A hash has 32 bytes.');
  return sha256(TAG, sha256(linkSalt, link), bodyHash);
}

function salted(salt: Uint8Array): void {
  if (salt.length !== SALT_SIZE) throw new MerkleError('A salt has 32 bytes.');
}

/** The exact bytes of a link: written out, since there is one for each record, and its three members are in order as they stand. */
export const linkBytes = ({ holder, counter, previous }: Link): Buffer =>
  Buffer.from(`{"counter":"${counter}","holder":${JSON.stringify(holder)},"previous":${previous ? `"${toBase64(previous)}"` : 'null'}}`, 'utf8');

const LINK = z.strictObject({ counter: z.string(), holder: z.uuid(), previous: z.string().nullable() });

/**
 * The link that bytes state.
 * @throws MerkleError for any bytes that `linkBytes` would not have written.
 */
export function parseLink(bytes: Uint8Array): Link {
  const { data } = LINK.safeParse(parseJson(bytes));
  const counter = data && parseUint64(data.counter);
  if (!data || !counter) throw new MerkleError('The link is not one of a holder, a counter from 1 and a previous leaf.');
  const previous = data.previous === null ? null : fromBase64(data.previous, HASH_SIZE);
  const link: Link = { holder: data.holder, counter, previous };
  if (!linkBytes(link).equals(bytes)) throw new MerkleError('The link is not in canonical JSON.');
  return link;
}

/** The value of JSON bytes, or undefined where they are none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
