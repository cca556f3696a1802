import { writeId } from '@hub/kernel';

/** One holder's copy, packed. Ids are 16 bytes each; subjects and versions lie side by side. */
export interface PackedCopy {
  readonly holder: Buffer;
  readonly id: Buffer;
  readonly bodyHash: Buffer;
  readonly subjects: Buffer;
  /** Four bytes for each subject: the version, 0 for none. */
  readonly versions: Buffer;
}

/** An act as it waits for its seal: all that stands beside the bodies in the log. */
export interface PackedAct {
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly action: string;
  readonly organisation: Buffer | null;
  /** Marks of who acted, side by side. */
  readonly tag: Buffer | null;
  readonly copies: readonly PackedCopy[];
}

/** A copy about to be packed. */
export interface CopyToPack {
  readonly holder: string;
  readonly id: string;
  readonly subjects: readonly string[];
  readonly versions: readonly (number | null)[];
}

const ID = 16;
const HASH = 32;
const TAG = 16;
/** Which layout this is; and which of organisation and tag there are, and whether there are several tags. */
const LAYOUT = 1;
const HAS = { organisation: 1, tag: 2, severalTags: 4 };

/**
 * Packs an act: layout, what there is, occurredAt (8), action (1 + n), organisation (16), tag (16; of several their number (2), then each), number of copies (2), and of each
 * copy holder (16), id (16), bodyHash (32), number of subjects (4), subjects (16 each), versions (4 each). Numbers are big-endian.
 * @throws TypeError for what is no id.
 */
export function packAct({ occurredAt, action, organisation, tag, copies, bodyHashes }: {
  readonly occurredAt: number; readonly action: string; readonly organisation: string | null; readonly tag: Buffer | null; readonly copies: readonly CopyToPack[];
  /** One for each copy. */
  readonly bodyHashes: readonly Buffer[];
}): Buffer {
  const name = Buffer.from(action, 'utf8');
  const size = copies.reduce((sum, { subjects }) => sum + 2 * ID + HASH + 4 + (ID + 4) * subjects.length, 15 + name.length + ID + (tag?.length ?? 0));
  const out = Buffer.allocUnsafe(size);
  out[0] = LAYOUT;
  const isSeveral = tag !== null && tag.length > TAG;
  out[1] = (organisation === null ? 0 : HAS.organisation) | (tag === null ? 0 : HAS.tag) | (isSeveral ? HAS.severalTags : 0);
  let at = out.writeDoubleBE(occurredAt, 2);
  at = out.writeUInt8(name.length, at);
  at += name.copy(out, at);
  if (organisation !== null) at = writeId(out, organisation, at);
  if (isSeveral) at = out.writeUInt16BE(tag.length / TAG, at);
  if (tag !== null) at += tag.copy(out, at);
  at = out.writeUInt16BE(copies.length, at);
  for (const [index, { holder, id, subjects, versions }] of copies.entries()) {
    at = writeId(out, holder, at);
    at = writeId(out, id, at);
    at += bodyHashes[index]?.copy(out, at) ?? 0;
    at = out.writeUInt32BE(subjects.length, at);
    for (const subject of subjects) at = writeId(out, subject, at);
    for (const version of versions) at = out.writeInt32BE(version ?? 0, at);
  }
  return out.subarray(0, at);
}

/**
 * Reads a packed act; its parts lie in the bytes given.
 * @throws Error for anything else.
 */
export function unpackAct(bytes: Buffer): PackedAct {
  let at = 0;
  const take = (size: number): Buffer => {
    if (at + size > bytes.length) throw new Error('a packed act was cut off');
    return bytes.subarray(at, (at += size));
  };
  const [layout, has = 0] = take(2);
  if (layout !== LAYOUT) throw new Error(`an act is packed in the layout ${layout}, which this version does not know`);
  const occurredAt = take(8).readDoubleBE();
  const action = take(take(1).readUInt8()).toString('utf8');
  const organisation = (has & HAS.organisation) === 0 ? null : take(ID);
  const tag = (has & HAS.tag) === 0 ? null : take(TAG * ((has & HAS.severalTags) === 0 ? 1 : take(2).readUInt16BE()));
  const copies = Array.from({ length: take(2).readUInt16BE() }, () => {
    const [holder, id, bodyHash] = [take(ID), take(ID), take(HASH)];
    const count = take(4).readUInt32BE();
    return { holder, id, bodyHash, subjects: take(ID * count), versions: take(4 * count) };
  });
  if (at !== bytes.length) throw new Error('there is more in a packed act than its copies');
  return { occurredAt, action, organisation, tag, copies };
}
