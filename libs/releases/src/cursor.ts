import { decodeCursor, isId } from '@hub/kernel';

/** A cursor of a list by instant and id; null for what is none. */
export function instantCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}
