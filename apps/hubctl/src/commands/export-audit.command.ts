import type { Command } from 'commander';
import { type SignInOptions, signedIn } from '../client/session.js';
import { hubAddress } from '../client/settings.js';
import type { Shell } from '../shell.js';
import { SIGN_IN_HELP, withSignIn } from './sign-in-options.js';

/** `hubctl export-audit`: an organisation's records in a file that can be verified offline. */
export function addExportAudit(program: Command, shell: Shell): void {
  withSignIn(program.command('export-audit'))
    .summary('write your organisation’s audit records into a file')
    .description('Writes all audit records of your organisation, with the proof of each, into one file. It can be verified offline and years later (hubctl verify-audit --bundle). For administrators and contact points. The file opens the records: keep it as you keep them.')
    .argument('[url]', 'the hub (default: HUB_URL)')
    .requiredOption('--out <file>', 'the file to write; it is there once all of it is')
    .addHelpText('after', `${SIGN_IN_HELP}

Exit code: 0 written; 1 could not be done, and nothing was written.

Examples:
  $ hubctl export-audit https://hub.example.jp --out audit.jsonl
  $ hubctl verify-audit --bundle audit.jsonl --key VKEY`)
    .action((url: string | undefined, options: SignInOptions & { out: string }) => signedIn(shell, { ...options, url }, async (client, viewer) => {
      const { exportAudit } = await import('../audit/bundle/export-audit.js');
      await exportAudit({ client, holder: viewer.organisation.id, hub: hubAddress(shell.env, url), file: options.out, terminal: shell.terminal });
    }));
}
