/** Why the hub can't start, and what the person at the keyboard can do about it. */
export class StartupError extends Error {
  constructor(
    readonly what: string,
    readonly todo: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${todo}`, options);
    this.name = 'StartupError';
  }
}
