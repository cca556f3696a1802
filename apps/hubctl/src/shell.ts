import type { Clock } from '@hub/kernel';
import type { Terminal } from './terminal/terminal.js';

/** What every command works with. */
export interface Shell {
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
  clock: Clock;
  /** 0: all is well. 2: done, but something needs a person's look. 1 is for failures, which are thrown. */
  exitCode: 0 | 2;
}
