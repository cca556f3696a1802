import type { Command } from 'commander';
import type { Shell } from '../shell.js';

/** `hubctl verify-audit`: placeholder until the verification is there. */
export function addVerifyAudit(program: Command, _shell: Shell): void {
  program.command('verify-audit');
}
