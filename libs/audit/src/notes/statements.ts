import { isId } from '@hub/kernel';
import { fromBase64, parseUint64, toBase64 } from '../merkle/encoding.js';
import { HASH_SIZE } from '../merkle/hashing.js';
import { parseInstant } from './instants.js';
import { Verifier } from './keys.js';
import { assertNoteText } from './note.js';
import { NoteError } from './note.errors.js';

/** How far a holder's records go at one size of the log; given to the holder only. */
export interface Head {
  readonly origin: string;
  readonly holder: string;
  readonly size: bigint;
  readonly root: Buffer;
  /** Of the holder's last record in a tree of that size; 0 if there is none. */
  readonly counter: bigint;
  /** That record's leaf; null if there is none. */
  readonly lastLeaf: Buffer | null;
}

/** The promise that what a batch of answers disclosed will be in the log. */
export interface ReceiptStatement {
  readonly origin: string;
  readonly issued: Date;
  /** How many answers the batch has. */
  readonly count: bigint;
  /** Of the RFC 6962 tree over them. */
  readonly root: Buffer;
}

/** That another key, or another log, goes on from here; signed by the old and the new key. */
export interface Handover {
  /** rotation: the same log with a new key. restore: a new log that goes on from a backup of the old one. */
  readonly kind: 'rotation' | 'restore';
  readonly oldOrigin: string;
  /** rotation: the checkpoint at which it was decided. restore: what was restored; beyond it the old log is gone. */
  readonly oldSize: bigint;
  readonly oldRoot: Buffer;
  readonly newOrigin: string;
  readonly newKey: Verifier;
  readonly instant: Date;
  readonly reason: string;
}

/** First lines: they keep statements apart from each other and, not being followed by a size, from checkpoints. */
const HEAD = 'contact-point/audit/head/v1';
const RECEIPT = 'contact-point/audit/receipt/v1';
const HANDOVER = 'contact-point/audit/handover/v1';

/** @throws NoteError where the head would not read back. */
export function formatHead({ origin, holder, size, root, counter, lastLeaf }: Head): string {
  return readable(lines(HEAD, origin, holder, size, toBase64(root), counter, lastLeaf ? toBase64(lastLeaf) : '-'), parseHead);
}

/**
 * Reads the text of a head.
 * @throws NoteError with what is malformed.
 */
export function parseHead(text: string): Head {
  const [origin, holder, size, root, counter, leaf] = fields(text, HEAD, 'head', 6);
  if (!isId(holder)) throw new NoteError(`"${holder}" in the head is not an organisation.`);
  const head = { origin, holder, size: uint64(size, 'head'), root: hashOf(root, 'head'), counter: uint64(counter, 'head'), lastLeaf: leaf === '-' ? null : hashOf(leaf, 'head') };
  if ((head.counter === 0n) !== (head.lastLeaf === null)) throw new NoteError('The head names a last leaf without a counter, or a counter without a last leaf.');
  return head;
}

/** @throws NoteError where the statement would not read back. */
export function formatReceipt({ origin, issued, count, root }: ReceiptStatement): string {
  return readable(lines(RECEIPT, origin, issued.toISOString(), count, toBase64(root)), parseReceipt);
}

/**
 * Reads the text of a receipt's note.
 * @throws NoteError with what is malformed.
 */
export function parseReceipt(text: string): ReceiptStatement {
  const [origin, issued, count, root] = fields(text, RECEIPT, 'receipt', 4);
  const statement = { origin, issued: instantOf(issued, 'receipt'), count: uint64(count, 'receipt'), root: hashOf(root, 'receipt') };
  if (statement.count === 0n) throw new NoteError('The receipt is for no answer.');
  return statement;
}

/** @throws NoteError where the handover would not read back. */
export function formatHandover({ kind, oldOrigin, oldSize, oldRoot, newOrigin, newKey, instant, reason }: Handover): string {
  return readable(lines(HANDOVER, kind, oldOrigin, oldSize, toBase64(oldRoot), newOrigin, newKey, instant.toISOString(), reason), parseHandover);
}

/**
 * Reads the text of a handover.
 * @throws NoteError with what is malformed, or contradicts its kind.
 */
export function parseHandover(text: string): Handover {
  const [kind, oldOrigin, oldSize, oldRoot, newOrigin, key, instant, reason] = fields(text, HANDOVER, 'handover', 8);
  if (kind !== 'rotation' && kind !== 'restore') throw new NoteError(`"${kind}" is not a kind of handover (rotation, restore).`);
  if ((kind === 'rotation') !== (oldOrigin === newOrigin)) throw new NoteError('A rotation keeps the origin of the log, and a restore changes it: this handover does otherwise.');
  const newKey = Verifier.parse(key);
  if (newKey.algorithm !== 'ed25519' || newKey.name !== newOrigin) throw new NoteError('The new key of the handover is not one that signs for the new origin.');
  if (reason.trim() === '') throw new NoteError('The handover gives no reason.');
  return { kind, oldOrigin, oldSize: uint64(oldSize, 'handover'), oldRoot: hashOf(oldRoot, 'handover'), newOrigin, newKey, instant: instantOf(instant, 'handover'), reason };
}

/** What stands between handover notes in one text. */
const SEPARATOR = '----\n';

/** Handover notes, oldest first, as one text. */
export const joinHandovers = (notes: readonly string[]): string => notes.join(SEPARATOR);

/** The notes of such a text, unread. A reason may be written like the separator: what follows it tells them apart. */
export const splitHandovers = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)----\n(?=contact-point\/audit\/handover\/)/));

const lines = (...values: readonly (string | bigint | Verifier)[]): string => `${values.join('\n')}\n`;

function readable(text: string, parse: (text: string) => object): string {
  parse(text);
  return text;
}

type Texts<N extends number, T extends string[] = []> = T['length'] extends N ? T : Texts<N, [...T, string]>;

function fields<N extends number>(text: string, first: string, what: string, count: N): Texts<N> {
  assertNoteText(text);
  const [title, ...values] = text.split('\n').slice(0, -1);
  if (title !== first) throw new NoteError(`The note is not a ${what}: it begins with "${title}".`);
  if (values.length !== count || values.includes('')) throw new NoteError(`A ${what} has ${count} lines after its first, none of them empty.`);
  return values as Texts<N>;
}

function uint64(text: string, what: string): bigint {
  const value = parseUint64(text);
  if (value === null) throw new NoteError(`"${text}" in the ${what} is not a number of the log.`);
  return value;
}

function hashOf(text: string, what: string): Buffer {
  const hash = fromBase64(text, HASH_SIZE);
  if (!hash) throw new NoteError(`"${text}" in the ${what} is not base64 of 32 bytes.`);
  return hash;
}

function instantOf(text: string, what: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new NoteError(`"${text}" in the ${what} is not an instant (RFC 3339, UTC).`);
  return instant;
}
