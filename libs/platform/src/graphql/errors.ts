import { DomainError, type ErrorCode } from '@hub/kernel';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import type { HubLogger } from '../observability/index.js';

/** All codes that a client can meet in `errors[].extensions.code`. */
export type ResponseCode =
  | ErrorCode
  | 'INTERNAL'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT';

/** HTTP status of a request that failed before anything was executed (GraphQL over HTTP, section 6.4). */
const STATUS: Record<ResponseCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  TOO_COMPLEX: 400,
  UNAVAILABLE: 503,
  INTERNAL: 500,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
};

const INTERNAL_MESSAGE = 'Something went wrong in the hub. / システムエラーが発生しました。';

/** What error formatting needs to know of the request. */
export interface Correlation {
  /** Stands in the answer and on the log line of an INTERNAL error. */
  readonly requestId: string;
  readonly log: HubLogger;
}

/** An error that a request gets before anything is executed, with the HTTP status that belongs to it. */
export function requestError(code: ResponseCode, message: string, extensions: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions, http: { status: STATUS[code] } } });
}

/** Whatever was thrown before execution (authentication, headers), as an error that may be shown. */
export function shownRequestError(error: unknown, { requestId, log }: Correlation): GraphQLError {
  if (error instanceof GraphQLError && error.extensions.http) return error;
  const known = domainError(error);
  if (known) {
    logUnavailable(known, { requestId, log });
    return requestError(known.code, known.message, known.details);
  }
  log.error({ err: error, correlationId: requestId }, 'A request failed before execution.');
  return requestError('INTERNAL', INTERNAL_MESSAGE, { correlationId: requestId });
}

/** UNAVAILABLE tells the caller to come again, and whoever runs the hub, in the log, why. */
export function logUnavailable({ code, cause }: DomainError, { requestId, log }: Correlation): void {
  if (code === 'UNAVAILABLE' && cause !== undefined) log.error({ err: cause, correlationId: requestId }, 'The hub could not answer.');
}

/** The error's first cause, through the wrappers of graphql-js. */
export function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function domainError(error: unknown): DomainError | undefined {
  const cause = rootCause(error);
  return cause instanceof DomainError ? cause : undefined;
}

/** Whether graphql-js refused an argument at execution (a null variable where the argument takes none): the caller's fault. */
const isArgumentError = (error: GraphQLError, cause: unknown): boolean =>
  cause instanceof GraphQLError && error.nodes !== undefined && error.nodes.length > 0 && error.nodes.every(({ kind }) => kind !== Kind.FIELD);

/**
 * The errors of an execution as they may be shown: those with a meaning for the caller as they are, everything else as
 * INTERNAL with the request's id and no detail. What the log gets of the latter holds no message either.
 */
export function shownExecutionErrors(errors: readonly GraphQLError[], { requestId, log }: Correlation): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { locations, path } = error;
    const cause = rootCause(error);
    if (cause instanceof DomainError) {
      logUnavailable(cause, { requestId, log });
      return { message: cause.message, locations, path, extensions: { code: cause.code, ...cause.details } };
    }
    if (isArgumentError(error, cause)) return { message: error.message, locations, path, extensions: { code: 'BAD_USER_INPUT' } };
    log.error({ err: cause, correlationId: requestId, path: path?.join('.') }, 'A resolver failed.');
    return { message: INTERNAL_MESSAGE, locations, path, extensions: { code: 'INTERNAL', correlationId: requestId } };
  });
}

/** Codes under which Apollo reports that the request itself makes no sense. */
const MALFORMED = new Set(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);
const KNOWN = new Set(Object.keys(STATUS));

/** Whether a rule of the hub refused the document as too large. Apollo wraps what rules report. */
const isTooComplex = (error: unknown): boolean =>
  error instanceof GraphQLError && error.originalError instanceof GraphQLError && error.originalError.extensions.code === 'TOO_COMPLEX';

/** Of a document that is too large, that alone is told, once. */
export function onlyTooComplex(errors: readonly GraphQLError[]): void {
  const first = errors.find(isTooComplex);
  if (first) (errors as GraphQLError[]).splice(0, errors.length, first);
}

/** The contract's code for an error that arose in Apollo or graphql-js before execution. */
function codeOf(formatted: GraphQLFormattedError, error: unknown): ResponseCode {
  if (isTooComplex(error)) return 'TOO_COMPLEX';
  const code = String(formatted.extensions?.code);
  if (code === 'GRAPHQL_PARSE_FAILED' && /contains more tha[nt] \d+ tokens/.test(formatted.message)) return 'TOO_COMPLEX';
  if (MALFORMED.has(code)) return 'BAD_USER_INPUT';
  return KNOWN.has(code) ? (code as ResponseCode) : 'INTERNAL';
}

/** Apollo's `formatError`, for everything that failed before execution. Errors of execution never come here. */
export function formatRequestError(log: HubLogger, currentRequestId: () => string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(formatted, error);
    const { locations } = formatted;
    if (code !== 'INTERNAL') return { message: formatted.message, locations, extensions: { ...formatted.extensions, code } };
    const correlationId = String(formatted.extensions?.correlationId ?? currentRequestId());
    if (formatted.extensions?.correlationId === undefined) log.error({ err: rootCause(error), correlationId }, 'A request failed.');
    return { message: INTERNAL_MESSAGE, extensions: { code, correlationId } };
  };
}

/** Parser and rules quote the schema. To those who may not see it, an error says that the document is wrong, and where. */
export function hideSchema(errors: readonly GraphQLError[]): void {
  for (const error of errors) {
    if (error.extensions.code === 'GRAPHQL_VALIDATION_FAILED' && !isTooComplex(error)) {
      error.message = 'This does not fit the schema, which is shown to those who are signed in. / サインインするとスキーマを参照できます。';
    }
  }
}

/** Guesses at what was meant name what exists. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .+\?$/s, '');
}
