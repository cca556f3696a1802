import { WitnessRefusal } from './refusal.js';

/** What a log sends to have its checkpoint cosigned. */
export interface AddCheckpoint {
  oldSize: bigint;
  proof: Buffer[];
  /** The signed checkpoint, as it came. */
  note: string;
}

const MOST_HASHES = 63;
const MOST = (1n << 64n) - 1n;
const OLD = /^old (0|[1-9]\d{0,19})$/;
const HASH = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Reads the body of add-checkpoint: a line `old SIZE`, up to 63 hashes, an empty line, the checkpoint (C2SP tlog-witness).
 * Throws WitnessRefusal 400 with the line that is wrong.
 */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  const text = utf8(body);
  const gap = text.indexOf('\n\n');
  if (gap < 0) throw new WitnessRefusal(400, 'The empty line between proof and checkpoint is missing.');
  const [first = '', ...hashes] = text.slice(0, gap).split('\n');
  const size = OLD.exec(first)?.[1];
  if (size === undefined || BigInt(size) > MOST) throw new WitnessRefusal(400, 'The first line must be "old" and the size that was last cosigned.');
  if (hashes.length > MOST_HASHES) throw new WitnessRefusal(400, `A proof has at most ${MOST_HASHES} hashes; this one has ${hashes.length}.`);
  return { oldSize: BigInt(size), proof: hashes.map(hashOf), note: text.slice(gap + 2) };
}

function utf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new WitnessRefusal(400, 'The body is not UTF-8.');
  }
}

function hashOf(line: string, index: number): Buffer {
  const hash = Buffer.from(line, 'base64');
  // Base64 has several spellings of the same bytes; one of them is right.
  if (!HASH.test(line) || hash.toString('base64') !== line) throw new WitnessRefusal(400, `Line ${index + 2} is no base64 of 32 bytes.`);
  return hash;
}
