import { SystemClock } from '@hub/kernel';
import { run } from './program.js';
import { ConsoleTerminal } from './terminal/console-terminal.js';

process.exitCode = await run(process.argv.slice(2), { env: process.env, terminal: new ConsoleTerminal(process), clock: new SystemClock(), exitCode: 0 });
