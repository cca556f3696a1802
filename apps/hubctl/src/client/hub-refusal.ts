import { Failure } from '../failure.js';

/** What the hub says in `errors[].extensions`. */
export interface RefusalDetails {
  code: string;
  field?: string;
  retryAfterSeconds?: number;
  currentRevision?: number;
  correlationId?: string;
  allowed?: string[];
}

/** The hub understood the operation, and said no. */
export class HubRefusal extends Error {
  constructor(
    message: string,
    readonly details: RefusalDetails,
  ) {
    super(message);
    this.name = 'HubRefusal';
  }

  get code(): string {
    return this.details.code;
  }
}

/** The connection broke, or the hub could not take the operation now. Whoever tries again with the same key does it once. */
export class HubUnreachable extends Failure {}

/** A refusal that ends the command, as a sentence that says what to do. */
export function failureOf({ message, details, code }: HubRefusal): Failure {
  switch (code) {
    case 'UNAUTHENTICATED':
      return new Failure(message, 'Your session has ended or the token is not good: sign in again, or give a fresh HUB_TOKEN (unset it to be asked for e-mail and password).');
    case 'FORBIDDEN':
      if (details.allowed?.includes('enrolSecondFactor')) return new Failure(message, 'Sign in on the web page of the hub once, enrol a second factor there, then run the command again.');
      return new Failure(message, 'Sign in as somebody with the right to it: unset HUB_TOKEN, or give that person’s token.');
    case 'RATE_LIMITED':
      return new Failure(message, `Wait ${details.retryAfterSeconds ?? 60} seconds, then run the command again.`);
    case 'INTERNAL':
      return new Failure(message, `Run the command again; if it fails again, tell whoever runs the hub this number: ${details.correlationId ?? 'unknown'}.`);
    case 'GRAPHQL_VALIDATION_FAILED':
      return new Failure(`The hub does not know this operation (${message}).`, 'hubctl and hub are of different versions: update the older one.');
    case 'INVALID_INPUT':
    case 'BAD_USER_INPUT':
      return new Failure(`${message}${details.field ? ` (${details.field})` : ''}`, 'Correct it, and run the command again.');
    default:
      return new Failure(message, 'Run the command again.');
  }
}
