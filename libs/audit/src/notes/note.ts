import { fromBase64, toBase64 } from '../merkle/encoding.js';
import { isKeyName, type Signer, type Verifier } from './keys.js';
import { NoteError, UnknownKeysError } from './note.errors.js';

/** One signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

/** A signed note, read but not verified (C2SP signed-note). */
export interface Note {
  /** What is signed, with its last line break. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Signatures that are read of one note; C2SP signed-note asks for 16 at least and some limit. */
const MAX_SIGNATURES = 100;
const DASH = '— ';

/**
 * Takes only what can be the text of a note.
 * @throws NoteError where it doesn't end its last line, or has control characters or half characters.
 */
export function assertNoteText(text: string): void {
  if (!text.endsWith('\n')) throw new NoteError('The text of the note does not end with a line break.');
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new NoteError('There is a control character in the note.');
  if (/[\ud800-\udfff]/u.test(text)) throw new NoteError('There is half a character in the note: it is not UTF-8.');
}

/**
 * Reads a note.
 * @throws NoteError with what is malformed.
 */
export function parseNote(text: string): Note {
  assertNoteText(text);
  const blank = text.lastIndexOf('\n\n');
  if (blank < 0) throw new NoteError('There is no blank line between the text of the note and its signatures.');
  const lines = text.slice(blank + 2).split('\n').slice(0, -1);
  if (lines.length === 0) throw new NoteError('The note has no signature.');
  if (lines.length > MAX_SIGNATURES) throw new NoteError(`The note has ${lines.length} signatures; ${MAX_SIGNATURES} are the most.`);
  return { text: text.slice(0, blank + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [name = '', encoded = '', ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= 4 || more.length > 0) throw new NoteError(`"${line}" is not a signature line (— name base64).`);
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** A signature line, without its line break. */
export const signatureLine = ({ name, keyId }: Verifier, signature: Buffer): string => `${DASH}${name} ${toBase64(Buffer.concat([keyId, signature]))}`;

/**
 * Signs a text with each signer.
 * @throws NoteError where the text can't be a note's, or a signer is a witness's (those cosign).
 */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  assertNoteText(text);
  if (signers.length === 0) throw new NoteError('A note needs a signer.');
  const lines: string[] = [];
  for (const signer of signers) {
    const verifier = signer.verifier();
    if (verifier.algorithm !== 'ed25519') throw new NoteError(`The key of ${verifier.name} is a witness's: it does not sign notes.`);
    lines.push(signatureLine(verifier, await signer.sign(Buffer.from(text, 'utf8'))));
  }
  return `${text}\n${lines.join('\n')}\n`;
}

/**
 * Reads a note and checks it with the keys that are trusted; signatures of other keys say nothing.
 * @returns the note, and the verifier keys by which it is signed (each once).
 * @throws NoteError where it is malformed or a trusted key's signature is false; UnknownKeysError where none of them signed.
 */
export function verifyNote(text: string, verifiers: readonly Verifier[]): { note: Note; by: string[] } {
  const note = parseNote(text);
  const by = new Set<string>();
  for (const signature of note.signatures) {
    for (const verifier of verifiersOf(signature, verifiers)) {
      if (!verifier.verifies(note.text, signature.signature)) throw new NoteError(`The signature of ${verifier.name} is false: the text, or the signature, was changed.`);
      by.add(verifier.toString());
    }
  }
  if (by.size === 0) throw new UnknownKeysError(note.signatures.map(({ name }) => name));
  return { note, by: [...by] };
}

/** The trusted keys that a signature line names: by name and id, never by one of them alone. */
function verifiersOf({ name, keyId }: NoteSignature, verifiers: readonly Verifier[]): Verifier[] {
  const named = verifiers.filter((verifier) => verifier.name === name && verifier.keyId.equals(keyId));
  if (new Set(named.map(String)).size > 1) throw new NoteError(`Two of the trusted keys of ${name} have the same id: which of them signed can not be told.`);
  return named.slice(0, 1);
}

/**
 * Adds signature lines, such as those of witnesses, to a note; those that it has already are left out.
 * @throws NoteError where note or lines are malformed.
 */
export function addSignatures(note: string, lines: readonly string[]): string {
  const { text } = parseNote(note);
  const present = note.slice(text.length + 1).split('\n').slice(0, -1);
  const all = new Set([...present, ...lines.map((line) => line.replace(/\n$/, ''))]);
  const signed = `${text}\n${[...all].join('\n')}\n`;
  parseNote(signed);
  return signed;
}
