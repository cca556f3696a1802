import { type Command, CommanderError } from 'commander';
import { tell } from '../failure.js';
import type { Shell } from '../shell.js';

/** How checks end: the log is as it must be; something is wrong with it; it could not be checked. */
export const CHECK_EXIT_CODES = 'Exit code: 0 everything is as it must be; 1 something is wrong with the log, and said what; 2 it could not be checked.';

/** Makes a command one that checks: a wrong command line is no sign of a wrong log, so it ends with 2. */
export const asCheck = (command: Command): Command =>
  command.exitOverride((error) => {
    throw new CommanderError(error.exitCode === 0 ? 0 : 2, error.code, error.message);
  });

/** Runs a check. Whatever keeps it from checking is said and ends with 2: 1 is kept for a log that is not as it must be. */
export async function checking(shell: Shell, check: () => Promise<0 | 1 | 2>): Promise<void> {
  try {
    shell.exitCode = await check();
  } catch (error) {
    shell.terminal.say(`\n${tell(error)}`);
    shell.exitCode = 2;
  }
}
