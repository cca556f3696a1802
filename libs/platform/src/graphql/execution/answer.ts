import type { ExecutionResult, GraphQLFormattedError } from 'graphql';

/** An operation's answer, its errors as they may be shown. */
export interface Answer {
  data?: ExecutionResult['data'];
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
  /** HTTP status, where nothing was executed. */
  status?: number;
}
