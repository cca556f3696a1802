// What the log's core uses of node:crypto, for a browser: vite.config.mjs puts this in its place.
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

const binary = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** SHA-256 as the core asks for it: its bytes as the characters of a string. */
export function hash(algorithm: string, bytes: Uint8Array, encoding: string): string {
  if (algorithm !== 'sha256' || encoding !== 'binary') throw new Error('The core of the log hashes with SHA-256.');
  return binary(sha256(Uint8Array.from(bytes)));
}

interface PublicKey { readonly raw: Uint8Array }

/** A public key of Ed25519. */
export function createPublicKey({ key: { x } }: { key: { x: string } }): PublicKey {
  return { raw: Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)) };
}

/** Whether a signature is that key's. */
export const verify = (_algorithm: null, message: Uint8Array, { raw }: PublicKey, signature: Uint8Array): boolean =>
  ed25519.verify(Uint8Array.from(signature), Uint8Array.from(message), raw, { zip215: false });

const absent = (): never => {
  throw new Error('A browser checks proofs; it holds no private key.');
};
export { absent as createPrivateKey, absent as generateKeyPairSync, absent as sign };
