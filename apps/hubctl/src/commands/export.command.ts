import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type SignInOptions, signedIn } from '../client/session.js';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { printable } from '../terminal/terminal.js';
import { SIGN_IN_HELP, withSignIn } from './sign-in-options.js';

const FORMATS = ['csv', 'xlsx', 'json'];
interface ExportOptions extends SignInOptions { format: string; out: string; reason?: string; request?: string; own?: boolean; citizenship?: string[]; from?: string; until?: string }

/** `hubctl export …`: what the person signed in may see, into a file. */
export function addExport(program: Command, shell: Shell): void {
  const group = program.command('export').summary('write what you may see into a file').description('Writes what you may see into a file. Each thing is on record with its originator before its bytes leave the hub.');
  withSignIn(group.command('cases'))
    .summary('write case records as HTCDS 2.0')
    .description('Writes the case records that you may see as HTCDS 2.0, never of TLP:RED. More than a few persons (HUB_EXPORT_PERSONS of the hub, counted over 24 hours) take a second person: the command then gives the number of the request, which another officer approves, and with which you run it again.')
    .requiredOption('--out <file>', 'the file to write; it is there once all of it is')
    .option('--format <format>', FORMATS.join(', '), 'csv')
    .option('--reason <text>', 'why, for the second person and the record')
    .option('--request <id>', 'go on with an export that was asked for')
    .option('--own', "your organisation's cases only")
    .option('--citizenship <codes...>', 'of these citizenships only, such as PH')
    .option('--from <day>', 'published (drafts: written) from this day on, such as 2026-01-01')
    .option('--until <day>', 'and before this one')
    .addHelpText('after', `${SIGN_IN_HELP}

Exit code: 0 written; 2 waits for the second person; 1 could not be done, and nothing was written.

Examples:
  $ hubctl export cases --format xlsx --reason "Yearly review" --out cases.xlsx
  $ hubctl export approve 5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11
  $ hubctl export cases --request 5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11 --out cases.xlsx`)
    .action((options: ExportOptions) => exportCases(shell, options));
  withSignIn(group.command('approve'))
    .summary('approve an export that a colleague asked for')
    .description('Approves exactly that export, within 24 hours. For officers, and not for whoever asked for it.')
    .argument('<id>', 'the number of the request')
    .option('--yes', 'do not ask')
    .addHelpText('after', SIGN_IN_HELP)
    .action((id: string, options: SignInOptions & { yes?: boolean }) => approve(shell, id, options));
}

async function exportCases(shell: Shell, options: ExportOptions): Promise<void> {
  const { terminal } = shell;
  const { format, out, reason, request, own = false, citizenship = [] } = options;
  if (!FORMATS.includes(format)) throw new Failure(`There is no format ${format}.`, `Give ${FORMATS.join(', ')}.`);
  if (!request && !reason) throw new Failure('Nobody knows why.', 'Give --reason, which the second person and the record see.');
  const filter = { ownOnly: own, citizenships: citizenship, ...day('from', options.from), ...day('until', options.until) };
  const { exportById, fetchExport, requestExport } = await import('../cases/export-cases.js');
  await signedIn(shell, options, async (client) => {
    const asked = request ? await exportById(client, request) : await requestExport(client, { format: format.toUpperCase(), filter, reason }, randomUUID());
    if (asked.state === 'WAITING') {
      terminal.out(`${asked.persons} persons: a second person approves this by ${asked.expiresAt}. / ${asked.persons} 人分のため、別の職員の承認が必要です。`);
      terminal.out(`  hubctl export approve ${asked.id}\n  hubctl export cases --request ${asked.id} --out ${out}`);
      shell.exitCode = 2;
      return;
    }
    const bytes = await fetchExport(client, asked, out, terminal);
    terminal.out(`${out}: ${asked.persons} cases, ${bytes} bytes. It names people: keep it as you keep them. / ${asked.persons} 件。個人情報として管理してください。`);
  });
}

async function approve(shell: Shell, id: string, options: SignInOptions & { yes?: boolean }): Promise<void> {
  const { terminal } = shell;
  const { approveExport, exportById, filterInWords } = await import('../cases/export-cases.js');
  await signedIn(shell, options, async (client) => {
    const asked = await exportById(client, id);
    terminal.out(printable(`${asked.requestedBy?.displayName ?? '—'}: ${asked.persons} persons as ${asked.format}. ${asked.reason}`));
    terminal.out(printable(filterInWords(asked.filter)));
    if (!options.yes && !/^y/i.test(await terminal.ask('Approve? / 承認しますか？ [y/N] '))) {
      shell.exitCode = 2;
      return;
    }
    const { expiresAt } = await approveExport(client, asked, randomUUID());
    terminal.out(`Approved; it can be fetched until ${expiresAt}. / 承認しました。`);
  });
}

function day(name: string, text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new Failure(`--${name} is "${text}".`, 'Write a day like 2026-01-31.');
  return { [name]: `${text}T00:00:00.000Z` };
}
