import { HubError } from './hub.error.js';
import type { Operation } from './operation.js';

/** What the hub answers with. */
export interface Answer { data?: unknown; errors?: { message: string; extensions?: Record<string, unknown> }[] }
const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Sends an operation to the hub; throws a HubError. The cookie of the session goes along where `cookie` says so, and never else. */
export async function ask<Result, Variables>(
  { text }: Operation<Result, Variables>, variables: Variables, { token, language, cookie = false, keepalive = false, signal, key }: { token: string | null; language: string; cookie?: boolean; keepalive?: boolean; signal?: AbortSignal; key?: string },
): Promise<Result> {
  let answer: Answer;
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json', 'accept-language': language,
        ...(token ? { authorization: `Bearer ${token}` } : {}), ...(cookie ? { 'hub-console': '1' } : {}), ...(key ? { 'idempotency-key': key } : {}),
      },
      body: JSON.stringify({ query: text, variables }), credentials: cookie ? 'same-origin' : 'omit', cache: 'no-store', keepalive, ...(signal ? { signal } : {}),
    });
    answer = (await response.json()) as Answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new HubError('OFFLINE', String(error));
  }
  const error = errorIn(answer);
  if (error) throw error;
  return answer.data as Result;
}

/** What an answer says went wrong; null: nothing. */
export function errorIn({ errors: [first] = [] }: Answer): HubError | null {
  if (!first) return null;
  const { code, field, correlationId, retryAfterSeconds } = first.extensions ?? {};
  return new HubError(asText(code) ?? 'INTERNAL', first.message, asText(field), asText(correlationId), typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null, first.extensions);
}
