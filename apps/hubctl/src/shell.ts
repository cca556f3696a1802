import type { Clock } from '@hub/kernel';
import type { Terminal } from './terminal/terminal.js';

/** What every command works with. */
export interface Shell {
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
  clock: Clock;
  /**
   * 0: all is well. 2: done, but something needs a person's look. 1 is for failures, which are thrown. Commands that check
   * a log set 1 where it is wrong, and 2 where it could not be checked.
   */
  exitCode: 0 | 1 | 2;
}
