import type { HubLogger } from './logger.js';

/**
 * Keeps one request's loose end from ending everybody else's work. graphql-js abandons promises of a list whose first
 * item fails at once; what they reject with later is nobody's to handle, and would stop Node. It is logged instead.
 * An exception outside any promise leaves the process in an unknown state: it is logged, and the process ends.
 */
export function guardProcess(log: HubLogger, on: Pick<NodeJS.EventEmitter, 'on'> = process, exit: (code: number) => void = (code) => process.exit(code)): void {
  on.on('unhandledRejection', (reason) => log.error({ err: reason }, 'A rejection that nobody handled.'));
  on.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'An exception that nobody handled: the process ends.');
    log.flush(() => exit(1));
  });
}
