import { writeId } from '@hub/kernel';

/** How elements of a type are written; object ids of types (pg_type.dat) are the same in every PostgreSQL. */
interface Element<T> {
  readonly oid: number;
  readonly size: (value: T) => number;
  readonly write: (buffer: Buffer, value: T, at: number) => void;
}

const HEADER = 20;
const NULL = -1;
/** Timestamps are counted from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

const writeInt8 = (buffer: Buffer, value: number, at: number): void => {
  buffer.writeInt32BE(Math.floor(value / 2 ** 32), at);
  buffer.writeUInt32BE(value >>> 0, at + 4);
};
const bytea: Element<Uint8Array> = { oid: 17, size: ({ length }) => length, write: (buffer, value, at) => buffer.set(value, at) };
const int8: Element<number> = { oid: 20, size: () => 8, write: writeInt8 };
const int4: Element<number> = { oid: 23, size: () => 4, write: (buffer, value, at) => void buffer.writeInt32BE(value, at) };
const text: Element<string> = { oid: 25, size: (value) => Buffer.byteLength(value), write: (buffer, value, at) => void buffer.write(value, at) };
const timestamptz: Element<number> = { oid: 1184, size: () => 8, write: (buffer, value, at) => writeInt8(buffer, (value - EPOCH_MS) * 1000, at) };
const uuid: Element<string> = { oid: 2950, size: () => 16, write: (buffer, value, at) => void writeId(buffer, value, at) };

/** As PostgreSQL's array_recv reads it: one dimension, then each element behind its length. */
function arrayOf<T>({ oid, size, write }: Element<T>, values: readonly (T | null)[]): Buffer {
  const length = values.reduce<number>((sum, value) => sum + 4 + (value === null ? 0 : size(value)), HEADER);
  const buffer = Buffer.allocUnsafe(length);
  [1, values.includes(null) ? 1 : 0, oid, values.length, 1].forEach((value, index) => buffer.writeInt32BE(value, 4 * index));
  let at = HEADER;
  for (const value of values) {
    const bytes = value === null ? NULL : size(value);
    at = buffer.writeInt32BE(bytes, at);
    if (value === null) continue;
    write(buffer, value, at);
    at += bytes;
  }
  return buffer;
}

/** The same of elements of one size that lie side by side in `runs` already, as PostgreSQL writes them. */
function arrayOfRuns(oid: number, size: number, runs: readonly Buffer[]): Buffer {
  const count = runs.reduce((sum, { length }) => sum + length, 0) / size;
  const buffer = Buffer.allocUnsafe(HEADER + count * (4 + size));
  [1, 0, oid, count, 1].forEach((value, index) => buffer.writeInt32BE(value, 4 * index));
  let at = HEADER;
  for (const run of runs) {
    for (let from = 0; from < run.length; from += size) {
      at = buffer.writeInt32BE(size, at);
      at += run.copy(buffer, at, from, from + size);
    }
  }
  return buffer;
}

type ArrayOf<T> = (values: readonly (T | null)[]) => Buffer;

/**
 * Arrays as parameters, in PostgreSQL's binary format: for statements that carry thousands of values, of which text would have to
 * be made here and parsed there. The statement must know the parameter's type, which is never guessed from these bytes.
 */
export const binaryArray: {
  readonly bytea: ArrayOf<Uint8Array>; readonly int4: ArrayOf<number>; readonly int8: ArrayOf<number>; readonly text: ArrayOf<string>;
  /** Milliseconds since 1970. */
  readonly timestamptz: ArrayOf<number>;
  readonly uuid: ArrayOf<string>;
  /** 16 bytes each. */
  readonly uuidBytes: ArrayOf<Uint8Array>;
  /** UUIDs in buffers of 16 bytes each, side by side. */
  readonly uuidRuns: (runs: readonly Buffer[]) => Buffer;
  /** Integers in buffers of four bytes each, big-endian, side by side. */
  readonly int4Runs: (runs: readonly Buffer[]) => Buffer;
} = {
  bytea: (values) => arrayOf(bytea, values), int4: (values) => arrayOf(int4, values), int8: (values) => arrayOf(int8, values), text: (values) => arrayOf(text, values),
  timestamptz: (values) => arrayOf(timestamptz, values), uuid: (values) => arrayOf(uuid, values),
  uuidBytes: (values) => arrayOf({ ...bytea, oid: uuid.oid }, values),
  uuidRuns: (runs) => arrayOfRuns(uuid.oid, 16, runs), int4Runs: (runs) => arrayOfRuns(int4.oid, 4, runs),
};
