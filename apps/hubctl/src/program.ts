import { Command, CommanderError } from 'commander';
import { addAuditKey } from './commands/audit-key.command.js';
import { addBackup } from './commands/backup.command.js';
import { addCompact } from './commands/compact.command.js';
import { addDemo } from './commands/demo.command.js';
import { addExport } from './commands/export.command.js';
import { addExportAudit } from './commands/export-audit.command.js';
import { addFirstAdministrator } from './commands/first-administrator.command.js';
import { addFsck } from './commands/fsck.command.js';
import { addImport } from './commands/import.command.js';
import { addMigrate } from './commands/migrate.command.js';
import { addPublish } from './commands/publish.command.js';
import { addSchema } from './commands/schema.command.js';
import { addVerifyAudit } from './commands/verify-audit.command.js';
import { addWitness } from './commands/witness.command.js';
import { tell } from './failure.js';
import type { Shell } from './shell.js';

const EXAMPLES = `
Examples:
  $ hubctl migrate
  $ hubctl import figures npa-annual.csv --dry-run
  $ hubctl import figures --help
  $ hubctl verify-audit https://hub.example.jp

Exit code: 0 done; 2 done, but something needs a person's look; 1 failed, and said what to do.
Commands that check the audit log have their own: see hubctl verify-audit --help.`;

function programOf(shell: Shell): Command {
  const program = new Command('hubctl')
    .description('The command line of Contact Point. / コンタクトポイントのコマンドライン')
    .configureOutput({ writeOut: (text) => shell.terminal.out(text.trimEnd()), writeErr: (text) => shell.terminal.say(text.trimEnd()) })
    .showHelpAfterError('(add --help for the options)')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  for (const add of [addMigrate, addFirstAdministrator, addDemo, addBackup, addCompact, addImport, addExport, addPublish, addAuditKey, addVerifyAudit, addExportAudit, addWitness, addFsck, addSchema]) add(program, shell);
  return program;
}

/** Runs one command line and returns its exit code. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  try {
    await programOf(shell).parseAsync(args, { from: 'user' });
    return shell.exitCode;
  } catch (error) {
    // Commander has said by itself what was wrong with the command line.
    if (error instanceof CommanderError) return error.exitCode;
    shell.terminal.say(`\n${tell(error)}`);
    return 1;
  }
}
