import { invalid } from './domain-error.js';

/** The largest page that a client may ask for. */
export const MAX_PAGE = 100;

/** Arguments of a Relay connection as they arrive. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** A page to read: how many rows, in which direction, from which key on (exclusive). */
export interface PageRequest<K> {
  limit: number;
  backward: boolean;
  after: K | null;
  before: K | null;
}

/** Rows of one page in the connection's order, with what lies beyond its ends. */
export interface Page<T> {
  items: T[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/**
 * Reads a connection's arguments (Relay Cursor Connections): `first`/`after` forward, `last`/`before` backward.
 * Neither `first` nor `last` means `first: 20`; both together, a negative or too large number, or a cursor that the hub
 * did not give is INVALID_INPUT with the argument's name as field.
 */
export function pageRequest<K>(args: PageArgs, decode: (cursor: string) => K | null): PageRequest<K> {
  const { first, last } = args;
  if (first != null && last != null) throw invalid('last', 'Give either first or last, not both.');
  for (const [field, value] of [['first', first], ['last', last]] as const) {
    if (value != null && (value < 0 || value > MAX_PAGE)) {
      throw invalid(field, `${field} must be between 0 and ${MAX_PAGE}.`);
    }
  }
  const key = (field: 'after' | 'before'): K | null => {
    const cursor = args[field];
    if (cursor == null) return null;
    const decoded = decode(cursor);
    if (decoded === null) throw invalid(field, `${field} is not a cursor that this hub gave.`);
    return decoded;
  };
  return { limit: last ?? first ?? 20, backward: last != null, after: key('after'), before: key('before') };
}

/**
 * Cuts the page out of rows that were read one beyond the limit, in the direction of reading.
 * What lies on the other side is known only as far as a cursor says so.
 */
export function cutPage<T, K>(rows: T[], request: PageRequest<K>): Page<T> {
  const more = rows.length > request.limit;
  const items = more ? rows.slice(0, request.limit) : rows;
  return request.backward
    ? { items: [...items].reverse(), hasNextPage: request.before !== null, hasPreviousPage: more }
    : { items, hasNextPage: more, hasPreviousPage: request.after !== null };
}

/** An opaque cursor of a keyset: the key's parts as base64url JSON. */
export const encodeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of a cursor, or null where the text is none. */
export function decodeCursor(cursor: string): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}
