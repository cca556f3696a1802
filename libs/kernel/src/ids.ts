import { randomFillSync, randomUUID } from 'node:crypto';
import { v7, validate } from 'uuid';

/** A random identifier (UUID version 4): it tells nothing, neither when a thing was made nor how many there are. */
export const newId = (): string => randomUUID();

// A page of bulletins makes as many ids as it has originators: asking the system each time took a twentieth of the answer.
const random = Buffer.alloc(16 * 256);
let unused = random.length;
let latest = 0;
let sequence = 0;

/** A time-ordered identifier (UUID version 7, RFC 9562), for records that are never shown to anyone but their holder. */
export function newOrderedId(): string {
  if (unused === random.length) {
    randomFillSync(random);
    unused = 0;
  }
  const bytes = random.subarray(unused, (unused += 16));
  // eslint-disable-next-line no-restricted-syntax -- the order of rows in an index, never an instant that is told to anybody
  const now = Date.now();
  // Ids made within one millisecond follow each other too.
  sequence = now > latest ? bytes.readUInt32BE(6) >>> 1 : sequence + 1;
  latest = Math.max(latest, now);
  return v7({ random: bytes, msecs: latest, seq: sequence });
}

/** Whether a string is a UUID; anything else can't name a thing of the hub. */
export const isId = (value: string): boolean => validate(value);
