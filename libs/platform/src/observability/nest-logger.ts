import type { LoggerService } from '@nestjs/common';
import type { HubLogger } from './logger.js';

/** Contexts in which Nest tells each module, route and provider that it made: of interest to developers only. */
const CHATTER = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication', 'GraphQLModule']);

/** Contexts in which Nest repeats what a resolver threw, message and all; the hub logs that itself, without. */
const REPEATING = new Set(['ExceptionsHandler', 'ExternalExceptionFilter', 'ExternalExceptionsHandler', 'RpcExceptionsHandler']);

type PinoMethod = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's own messages as lines of the hub's log. */
export class NestLogger implements LoggerService {
  constructor(private readonly log_: HubLogger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context !== undefined && CHATTER.has(context) ? 'debug' : 'info', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: PinoMethod, message: unknown, rest: readonly unknown[]): void {
    const context = contextOf(rest);
    if (context !== undefined && REPEATING.has(context)) return;
    const error = [message, ...rest].find((part) => part instanceof Error);
    const text = typeof message === 'string' && !error ? message : 'Nest reported an error';
    this.log_[level]({ context, ...(error ? { err: error } : {}) }, text);
  }
}

/** Nest puts the name of the speaking class last; a stack trace, which it may put before, is no context. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' && !last.includes('\n') ? last : undefined;
}
