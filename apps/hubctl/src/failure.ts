import { DomainError, StartupError } from '@hub/kernel';

/** Why a command could not do its work, and what the person at the keyboard can do about it. */
export class Failure extends Error {
  constructor(
    readonly what: string,
    readonly todo: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${todo}`, options);
    this.name = 'Failure';
  }
}

const isSaid = (error: unknown): error is { what: string; todo: string } => error instanceof Failure || error instanceof StartupError;

/** A failure in two lines: what happened, and what to do. Never a stack trace. */
export function tell(error: unknown): string {
  if (isSaid(error)) return `${error.what}\n→ ${error.todo}`;
  if (error instanceof DomainError) return `${error.message}\n→ Correct it, and run the command again.`;
  const { code } = error as NodeJS.ErrnoException;
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return `hubctl could not finish: ${message || code || 'unknown error'}\n→ Run the command again; if it fails again, give this line to whoever runs the hub.`;
}
