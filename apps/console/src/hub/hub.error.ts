/** Why an operation has no answer: a code of the hub's own, or OFFLINE where it could not be reached at all. */
export class HubError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The input that is wrong, such as `input.code`. */
    readonly field: string | null = null,
    /** By which the hub's operator finds what failed. */
    readonly correlationId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
    /** What else the hub says of it, such as what stands there now. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Whether it failed with this code. */
export const failedWith = (error: unknown, code: string): boolean => error instanceof HubError && error.code === code;
