/** How a key signs: the note's text as it is, or, as a witness, a time and the text (C2SP signed-note, tlog-cosignature). */
export type Algorithm = 'ed25519' | 'cosignature/v1';

/** What witnesses sign in place of a checkpoint's text (C2SP tlog-cosignature): a header, a time in seconds, the text. */
export const cosignedMessage = (noteText: string, seconds: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${noteText}`, 'utf8');

/** Bytes of the time that stands before a witness's signature. */
export const TIME_SIZE = 8;

/** The time in a cosignature/v1, in seconds; null where it is longer or shorter than such a signature. */
export const cosignedAt = (signature: Buffer): bigint | null => (signature.length === TIME_SIZE + SIGNATURE_SIZE ? signature.readBigUInt64BE() : null);

/** Bytes of an Ed25519 signature (RFC 8032). */
export const SIGNATURE_SIZE = 64;
