import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { fromBase64, toBase64, toBase64Url } from '../merkle/encoding.js';
import { sha256 } from '../merkle/hashing.js';
import { NoteError } from './note.errors.js';
import { type Algorithm, cosignedAt, cosignedMessage, SIGNATURE_SIZE, TIME_SIZE } from './signed-message.js';

/** Bytes of an Ed25519 key, public or private (RFC 8032). */
const KEY_SIZE = 32;
const TYPES: Readonly<Record<Algorithm, number>> = { ed25519: 0x01, 'cosignature/v1': 0x04 };
const PRIVATE = 'PRIVATE+KEY+';

/** Whether a name can stand in a signature line (C2SP signed-note): no spaces, no plus, no control characters. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\s\u0000-\u001f\u0085+]/.test(name) && !/[\ud800-\udfff]/u.test(name);

/** SHA-256(name ‖ \n ‖ type ‖ public key)[:4] (C2SP signed-note). */
const keyIdOf = (name: string, material: Buffer): Buffer => sha256(Buffer.from(`${name}\n`, 'utf8'), material).subarray(0, 4);

/** name+id+base64(type ‖ key), as verifier keys and private keys are written; null for anything else. */
function parseKey(text: string): { name: string; keyId: Buffer; algorithm: Algorithm; key: Buffer } | null {
  const [, name = '', id = '', encoded = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? [];
  const material = fromBase64(encoded, 1 + KEY_SIZE);
  const algorithm = (Object.keys(TYPES) as Algorithm[]).find((candidate) => TYPES[candidate] === material?.[0]);
  return material && algorithm && isKeyName(name) ? { name, keyId: Buffer.from(id, 'hex'), algorithm, key: material.subarray(1) } : null;
}

/** A key that signatures are checked with: a C2SP verifier key ("vkey"). */
export class Verifier {
  /** The first four bytes of a hash over name, type and key: a signature line names its key by it. */
  readonly keyId: Buffer;
  private readonly material: Buffer;
  private readonly key: KeyObject;

  private constructor(
    readonly name: string,
    readonly algorithm: Algorithm,
    publicKey: Buffer,
  ) {
    this.material = Buffer.concat([Buffer.from([TYPES[algorithm]]), publicKey]);
    this.keyId = keyIdOf(name, this.material);
    this.key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) }, format: 'jwk' });
  }

  /**
   * Reads a verifier key.
   * @throws NoteError for malformed text, another kind of key, and an id that isn't the key's.
   */
  static parse(vkey: string): Verifier {
    const parsed = parseKey(vkey);
    if (!parsed) throw new NoteError(`"${vkey}" is not a verifier key for Ed25519 (name+id+base64).`);
    const verifier = new Verifier(parsed.name, parsed.algorithm, parsed.key);
    if (!verifier.keyId.equals(parsed.keyId)) throw new NoteError(`The id in "${vkey}" is not that of its key and name: it was changed or copied wrongly.`);
    return verifier;
  }

  /**
   * The verifier of a public key.
   * @throws NoteError for a name that can't stand in a signature line, and a key that has not 32 bytes.
   */
  static of(name: string, algorithm: Algorithm, publicKey: Buffer): Verifier {
    if (publicKey.length !== KEY_SIZE) throw new NoteError('A public key for Ed25519 has 32 bytes.');
    if (!isKeyName(name)) throw new NoteError(`"${name}" can not be the name of a key: it is empty or has spaces or a plus.`);
    return new Verifier(name, algorithm, publicKey);
  }

  /** Whether this key signed the text in the way of its algorithm. */
  verifies(noteText: string, signature: Buffer): boolean {
    if (this.algorithm === 'ed25519') return signature.length === SIGNATURE_SIZE && verify(null, Buffer.from(noteText, 'utf8'), this.key, signature);
    const seconds = cosignedAt(signature);
    return seconds !== null && seconds < 2n ** 63n && verify(null, cosignedMessage(noteText, seconds), this.key, signature.subarray(TIME_SIZE));
  }

  /** The verifier key as text. */
  toString(): string {
    return `${this.name}+${this.keyId.toString('hex')}+${toBase64(this.material)}`;
  }
}

/** Something that signs with one key, here or elsewhere. */
export interface Signer {
  /** The key that its signatures are checked with. */
  verifier(): Verifier;
  /** The Ed25519 signature over a message: 64 bytes. */
  sign(message: Buffer): Promise<Buffer>;
}

/** A private key in this process. Its fields are out of reach of whatever prints objects. */
export class LocalSigner implements Signer {
  readonly #key: KeyObject;
  readonly #verifier: Verifier;

  private constructor(name: string, algorithm: Algorithm, key: KeyObject) {
    this.#key = key;
    this.#verifier = Verifier.of(name, algorithm, rawKey(createPublicKey(key), 'x'));
  }

  /** A new key: of a log, or of a witness. */
  static generate(name: string, algorithm: Algorithm = 'ed25519'): LocalSigner {
    return new LocalSigner(name, algorithm, generateKeyPairSync('ed25519').privateKey);
  }

  /**
   * Reads a private key, PRIVATE+KEY+name+id+base64(type ‖ seed).
   * @throws NoteError that tells nothing of the key.
   */
  static parse(text: string): LocalSigner {
    const parsed = text.startsWith(PRIVATE) ? parseKey(text.slice(PRIVATE.length)) : null;
    if (!parsed) throw new NoteError('The signing key is not of the form PRIVATE+KEY+name+id+base64 for Ed25519.');
    const signer = new LocalSigner(parsed.name, parsed.algorithm, createPrivateKey({ key: Buffer.concat([PKCS8, parsed.key]), format: 'der', type: 'pkcs8' }));
    if (!signer.verifier().keyId.equals(parsed.keyId)) throw new NoteError('The id in the signing key is not that of its key and name: it was changed or copied wrongly.');
    return signer;
  }

  /** The private key as text, for the file it is kept in and nowhere else. */
  toString(): string {
    const { name, keyId, algorithm } = this.#verifier;
    return `${PRIVATE}${name}+${keyId.toString('hex')}+${toBase64(Buffer.concat([Buffer.from([TYPES[algorithm]]), rawKey(this.#key, 'd')]))}`;
  }

  verifier(): Verifier {
    return this.#verifier;
  }

  async sign(message: Buffer): Promise<Buffer> {
    return sign(null, message, this.#key);
  }
}

/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The 32 bytes of a key: x, the public, or d, the private one (RFC 8037). */
const rawKey = (key: KeyObject, part: 'x' | 'd'): Buffer => Buffer.from(key.export({ format: 'jwk' })[part] ?? '', 'base64url');
