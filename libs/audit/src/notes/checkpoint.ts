import { fromBase64, parseUint64, toBase64 } from '../merkle/encoding.js';
import { HASH_SIZE } from '../merkle/hashing.js';
import { parseInstant } from './instants.js';
import { assertNoteText } from './note.js';
import { NoteError } from './note.errors.js';

/** The log at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log: also the name of the key that signs. */
  readonly origin: string;
  readonly size: bigint;
  readonly root: Buffer;
  /** Lines after the first three, as they are. */
  readonly extensions: readonly string[];
  /** When it was sealed, from the extension line `sealed …`; null for logs that don't say, or say it twice. */
  readonly sealedAt: Date | null;
}

const SEALED = 'sealed ';

/**
 * The text of a checkpoint of this log, to be signed.
 * @throws NoteError for an origin, size or root that no checkpoint can have.
 */
export function formatCheckpoint({ origin, size, root, sealedAt }: { readonly origin: string; readonly size: bigint; readonly root: Buffer; readonly sealedAt: Date }): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n${SEALED}${sealedAt.toISOString()}\n`;
  const parsed = parseCheckpoint(text);
  if (parsed.origin !== origin) throw new NoteError('An origin is one line.');
  return text;
}

/**
 * Reads the text of a checkpoint (of a note: its `text`, without signatures).
 * @throws NoteError with what is malformed.
 */
export function parseCheckpoint(text: string): Checkpoint {
  assertNoteText(text);
  const [origin = '', size = '', root = '', ...extensions] = text.split('\n').slice(0, -1);
  if (origin === '') throw new NoteError('The checkpoint has no origin.');
  const number = parseUint64(size);
  if (number === null) throw new NoteError(`"${size}" is not the size of a tree.`);
  const hash = fromBase64(root, HASH_SIZE);
  if (!hash) throw new NoteError(`"${root}" is not a root hash (base64 of 32 bytes).`);
  if (extensions.includes('')) throw new NoteError('There is an empty line in the checkpoint.');
  const [sealed, again] = extensions.filter((line) => line.startsWith(SEALED));
  return { origin, size: number, root: hash, extensions, sealedAt: sealed === undefined || again !== undefined ? null : parseInstant(sealed.slice(SEALED.length)) };
}
