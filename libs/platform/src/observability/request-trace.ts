import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of a GraphQL operation without knowing its content. */
export interface OperationTrace {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The operation's name where it can't hold anything but a name; else absent. */
  readonly name?: string;
  /** First characters of the document's SHA-256. */
  readonly hash: string;
  /** `OK`, or the code of the first error. */
  readonly outcome: string;
}

/** One request on its way through the hub. */
export interface RequestTrace {
  /** Stands on each log line that the request causes. */
  readonly id: string;
  /** When it came in, in milliseconds of `performance.now()`. */
  readonly startedAt: number;
  operation?: OperationTrace;
}

const traces = new AsyncLocalStorage<RequestTrace>();

/** Runs `work`, and all that it starts, as part of the request. */
export const traced = <T>(trace: RequestTrace, work: () => T): T => traces.run(trace, work);

/** The request that is being served here, if any. */
export const currentTrace = (): RequestTrace | undefined => traces.getStore();

const SAFE_ID = /^[\w-]{8,64}$/;

/** A caller's request id, where it is a short token that can't forge a log line; else undefined. */
export const safeRequestId = (header: unknown): string | undefined =>
  typeof header === 'string' && SAFE_ID.test(header) ? header : undefined;
