import { createHash } from 'node:crypto';
import { DomainError, invalid } from '@hub/kernel';
import { hasBrokenText } from './limits/shape.js';

/** A request's Idempotency-Key, as it came. Whose key it is, the caller knows. */
export interface RequestKey {
  readonly key: string;
  /** SHA-256 of the request's query, variables and operation name. */
  readonly bodyHash: Buffer;
}

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** JSON in which the order of an object's keys makes no difference. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, canonical(item)]));
}

/**
 * Reads the Idempotency-Key header: null where there is none, INVALID_INPUT where it is not 1 to 255 visible ASCII
 * characters. `body` is the request's JSON.
 */
export function idempotencyKey(header: string | string[] | undefined, body: unknown): RequestKey | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !VISIBLE_ASCII.test(header)) {
    throw invalid('Idempotency-Key', 'The header Idempotency-Key must be 1 to 255 visible ASCII characters.');
  }
  if (typeof body !== 'object' || body === null || hasBrokenText(body)) throw new DomainError('INVALID_INPUT', 'The request has no body.', { field: 'query' });
  const { query, variables, operationName } = body as Record<string, unknown>;
  const text = JSON.stringify([query ?? null, canonical(variables ?? {}), operationName ?? null]);
  return { key: header, bodyHash: createHash('sha256').update(text).digest() };
}
