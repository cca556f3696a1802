import type { Command } from 'commander';
import { asCheck, CHECK_EXIT_CODES, checking } from '../audit/checking.js';
import type { Shell } from '../shell.js';

/** `hubctl fsck`: the whole audit log, made anew from what anyone can read. */
export function addFsck(program: Command, shell: Shell): void {
  asCheck(program.command('fsck'))
    .summary('recompute the whole audit log')
    .description('Reads every entry of a hub’s audit log, makes the tree anew, and compares each tile at each level and the signed root with it. Needs no sign-in: all of it is public, and tells nothing of what the entries say.')
    .argument('[url]', 'the hub (default: HUB_URL)')
    .option('--key <vkey>', 'the log’s verifier key; without it the hub’s own word is taken')
    .addHelpText('after', `
${CHECK_EXIT_CODES}

Examples:
  $ hubctl fsck https://hub.example.jp
  $ hubctl fsck https://hub.example.jp --key 'hub.example.jp/audit+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'`)
    .action((url: string | undefined, { key }: { key?: string }) => checking(shell, async () => {
      const { fsckHub } = await import('../audit/fsck/fsck.js');
      return fsckHub(shell, url, key);
    }));
}
