/** The codes that a client may meet in `errors[].extensions.code`, beside graphql-js's own. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'TOO_COMPLEX'
  | 'UNAVAILABLE';

/** What a client gets beside the code. */
export interface ErrorDetails {
  /** INVALID_INPUT: path of the field, such as `input.sections.0.heading`. */
  field?: string;
  /** CONFLICT: the revision that stands now. */
  currentRevision?: number;
  /** RATE_LIMITED: seconds until another attempt makes sense. */
  retryAfterSeconds?: number;
  /** What is allowed instead, in words of the API. */
  allowed?: readonly string[];
  /** CONFLICT between two who write one text: the text that stands now, and where theirs and yours differ. */
  text?: string;
  differences?: readonly Readonly<Record<string, unknown>>[];
}

/** A failure with a meaning for the caller. Its message is written for a person and holds nothing out of scope. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DomainError';
  }
}

/** The one answer for what does not exist and for what the asker may not see: the same bytes. */
export const notFound = (): DomainError => new DomainError('NOT_FOUND', 'Not found. / 見つかりません。');

/** A value that can't be taken, with the path of its field. */
export const invalid = (field: string, message: string): DomainError =>
  new DomainError('INVALID_INPUT', message, { field });

/** The asker is known, and may see the thing, but may not do this to it. */
export const forbidden = (message: string): DomainError => new DomainError('FORBIDDEN', message);

/** A conflict with what stands now. */
export const conflict = (message: string, details: ErrorDetails = {}): DomainError =>
  new DomainError('CONFLICT', message, details);
