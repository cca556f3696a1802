import { randomFillSync, randomUUID } from 'node:crypto';
import { v7, validate } from 'uuid';

/** A random identifier (UUID version 4): it tells nothing, neither when a thing was made nor how many there are. */
export const newId = (): string => randomUUID();

// A page of bulletins makes as many ids as it has originators: asking the system each time took a twentieth of the answer.
const random = Buffer.alloc(16 * 256);
let unused = random.length;
let latest = 0;
let sequence = 0;

/** 16 random bytes, good until the next are asked for. */
function freshBytes(): Buffer {
  if (unused === random.length) {
    randomFillSync(random);
    unused = 0;
  }
  return random.subarray(unused, (unused += 16));
}

/**
 * An identifier that begins with its time (UUID version 7, RFC 9562) and is random otherwise: it tells of no other that was made
 * beside it. For rows that are many, so that an index grows at its end.
 */
export function newTimedId(): string {
  const bytes = freshBytes();
  // eslint-disable-next-line no-restricted-syntax -- the order of rows in an index
  return v7({ random: bytes, msecs: Date.now(), seq: bytes.readUInt32BE(6) });
}

/** A time-ordered identifier (UUID version 7, RFC 9562), for records that are never shown to anyone but their holder. */
export function newOrderedId(): string {
  const bytes = freshBytes();
  // eslint-disable-next-line no-restricted-syntax -- the order of rows in an index, never an instant that is told to anybody
  const now = Date.now();
  // Ids made within one millisecond follow each other too.
  sequence = now > latest ? bytes.readUInt32BE(6) >>> 1 : sequence + 1;
  latest = Math.max(latest, now);
  return v7({ random: bytes, msecs: latest, seq: sequence });
}

/** Whether a string is a UUID; anything else can't name a thing of the hub. */
export const isId = (value: string): boolean => validate(value);

const DIGITS = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) DIGITS[digit.charCodeAt(0)] = DIGITS[digit.toUpperCase().charCodeAt(0)] = value;

/**
 * Writes the 16 bytes of an id, and returns where they end. A seal writes tens of thousands: by way of a hex string it takes five times as long.
 * @throws TypeError for what is no UUID.
 */
export function writeId(buffer: Buffer, id: string, at: number): number {
  let sound = id.length === 36 ? 0 : -1;
  for (let byte = 0, digit = 0; byte < 16; byte += 1, digit += 2) {
    if (digit === 8 || digit === 13 || digit === 18 || digit === 23) {
      if (id.charCodeAt(digit) !== 45) sound = -1;
      digit += 1;
    }
    const high = DIGITS[id.charCodeAt(digit)] ?? -1;
    const low = DIGITS[id.charCodeAt(digit + 1)] ?? -1;
    sound |= high | low;
    buffer[at + byte] = (high << 4) | low;
  }
  if (sound < 0) throw new TypeError(`${id} is not a UUID`);
  return at + 16;
}

/** The id that 16 bytes stand for. */
export function readId(buffer: Buffer, at = 0): string {
  const hex = buffer.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
