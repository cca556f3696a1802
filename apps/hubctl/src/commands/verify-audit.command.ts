import type { Command } from 'commander';
import { asCheck, CHECK_EXIT_CODES, checking } from '../audit/checking.js';
import { repeatable } from '../audit/repeatable.js';
import type { VerifyOptions } from '../audit/verify-options.js';
import type { Shell } from '../shell.js';
import { SIGN_IN_HELP, withSignIn } from './sign-in-options.js';

/** `hubctl verify-audit`: what a partner does who trusts nobody. */
export function addVerifyAudit(program: Command, shell: Shell): void {
  withSignIn(asCheck(program.command('verify-audit')))
    .summary('check that the audit log hides and changes nothing')
    .description('Checks a hub’s audit log without trusting the hub: who signed it, that it continues what you saw the last time, and, for your organisation, that every record is in it, none is missing, and what your receipts promise is there. Remembers what it found good for the next time. With --bundle it checks an exported file and asks nobody.')
    .argument('[url]', 'the hub (default: HUB_URL)')
    .option('--public', 'without signing in: the public checkpoint and tiles only')
    .option('--bundle <file>', 'check this file (hubctl export-audit), offline')
    .option('--state <file>', 'what is remembered (default: a file for each hub in your configuration folder)')
    .option('--key <vkey>', 'the log’s verifier key, from whoever runs the hub; pins it on the first run')
    .option('--witness <vkey>', 'a witness whose cosignature counts (repeatable)', repeatable)
    .option('--policy <n>', 'how many of the witnesses must have signed (default: all given)')
    .option('--receipts <file>', 'receipts that were kept (the header Hub-Audit-Receipt), one a line')
    .option('--accept-restore', 'go on from a log that was restored from a backup and says so')
    .addHelpText('after', `${SIGN_IN_HELP}

${CHECK_EXIT_CODES}

Examples:
  $ hubctl verify-audit https://hub.example.jp --key 'hub.example.jp/audit+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  $ hubctl verify-audit https://hub.example.jp --receipts receipts.txt --witness VKEY --witness VKEY --witness VKEY --policy 2
  $ hubctl verify-audit https://hub.example.jp --public
  $ hubctl verify-audit --bundle audit.jsonl --key VKEY`)
    .action((url: string | undefined, options: VerifyOptions) => checking(shell, async () => {
      const { verifyAudit } = await import('../audit/verify-audit.js');
      return verifyAudit(shell, url, options);
    }));
}
