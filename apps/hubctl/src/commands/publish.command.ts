import type { Command } from 'commander';
import { type SignInOptions, signedIn } from '../client/session.js';
import { Failure } from '../failure.js';
import { FIGURES } from '../import/imported-bulletins.js';
import { Batch, type Waiting } from '../publish/batch.js';
import type { Shell } from '../shell.js';
import { table } from '../terminal/table.js';
import { printable } from '../terminal/terminal.js';
import { SIGN_IN_HELP, withSignIn } from './sign-in-options.js';

interface PublishOptions extends SignInOptions {
  dryRun?: boolean;
  text?: boolean;
  yes?: boolean;
}

/** `hubctl publish …`: the second person's approval of what was imported. */
export function addPublish(program: Command, shell: Shell): void {
  const group = program.command('publish').summary('approve and publish what was imported').description('Approves and publishes what was imported, as the second person (four eyes).')
    .addHelpText('after', '\nExample:\n  $ hubctl publish figures');
  withSignIn(group.command('figures'))
    .summary('approve and publish the yearly figures that wait')
    .description('Lists the yearly figures of your organisation that wait for approval and, once you confirm, approves each exactly as listed; the last approval that your organisation’s route asks for publishes it. Whoever drafted them can not approve them.')
    .option('--dry-run', 'list what waits, and change nothing')
    .option('--text', 'show the whole text of each, not its title only')
    .option('--yes', 'do not ask for confirmation')
    .addHelpText('after', `${SIGN_IN_HELP}

Exit code: 0 everything that waited was approved, or nothing waits; 2 some could not be; 1 failure.

Examples:
  $ hubctl publish figures --dry-run --text
  $ hubctl publish figures
  $ hubctl publish figures --yes --email releaser@npa.example --password-stdin < password.txt`)
    .action((options: PublishOptions) => signedIn(shell, options, async (client, viewer) => {
      const batch = new Batch(client, viewer.person.id);
      await publish(shell, options, batch, await batch.waiting(FIGURES));
    }));
}

async function publish(shell: Shell, options: PublishOptions, batch: Batch, waiting: readonly Waiting[]): Promise<void> {
  const { terminal } = shell;
  const ready = waiting.filter(({ own }) => !own);
  show(shell, waiting, options.text ?? false);
  if (options.dryRun || waiting.length === 0) return;
  if (ready.length === 0) {
    throw new Failure('You drafted or edited all of them, so somebody else approves them. / 起案者は承認できません。', 'Ask another officer of your organisation to run this command.');
  }
  if (!options.yes) {
    if (!terminal.interactive) throw new Failure('Nobody can be asked here whether to publish.', 'Look at the list above, then run the command again with --yes.');
    const answer = await terminal.ask(`Approve and publish these ${ready.length} to everyone? / ${ready.length} 件を承認し公表しますか？ [y/N] `);
    if (!/^(y|yes|はい)$/i.test(answer.normalize('NFKC').trim())) return terminal.out('Nothing was published. / 公表していません。');
  }
  const done: string[][] = [];
  let refused = waiting.length - ready.length;
  for (const [index, item] of ready.entries()) {
    terminal.progress(`${index + 1} of ${ready.length} / ${ready.length} 件中 ${index + 1} 件目`);
    const { ok, result } = await batch.approve(item);
    if (!ok) refused += 1;
    done.push([result, item.title]);
  }
  for (const line of table(['Result 結果', 'Title 件名'], done)) terminal.out(line);
  terminal.out(`\n${waiting.length - refused} approved 承認, ${refused} left 未処理.`);
  shell.exitCode = refused > 0 ? 2 : 0;
}

function show({ terminal }: Shell, waiting: readonly Waiting[], text: boolean): void {
  if (waiting.length === 0) return terminal.out('No figures wait for approval. / 承認待ちの統計はありません。');
  terminal.out(`Waiting for approval / 承認待ち: ${waiting.length}`);
  const rows = waiting.map(({ title, by, own, revision }) => [title, by, own ? 'your own: not yours to approve 自分の起案' : revision ? 'revision of what is published 改訂' : '']);
  for (const line of table(['Title 件名', 'Drafted by 起案者', 'Remark 備考'], rows)) terminal.out(line);
  for (const { title, sections } of text ? waiting : []) {
    terminal.out(`\n━━ ${printable(title)}`);
    for (const { heading, body } of sections) {
      terminal.out(`\n## ${printable(heading)}`);
      for (const line of body.split('\n')) terminal.out(printable(line));
    }
  }
  terminal.out('');
}
