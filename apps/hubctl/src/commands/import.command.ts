import type { Command } from 'commander';
import type { HubClient } from '../client/hub-client.js';
import { type SignInOptions, signedIn } from '../client/session.js';
import type { ParsedFigures } from '@hub/statistics';
import { readFigures } from '../import/figures-file.js';
import { FiguresImport, type RowOutcome } from '../import/figures-import.js';
import { reportOutcomes, reportProblems, summarise } from '../import/report.js';
import type { Shell } from '../shell.js';
import { SIGN_IN_HELP, withSignIn } from './sign-in-options.js';

interface ImportOptions extends SignInOptions {
  dryRun?: boolean;
}

/** `hubctl import …`: data from files, drafted as bulletins. */
export function addImport(program: Command, shell: Shell): void {
  const group = program.command('import').summary('draft bulletins from files').description('Drafts bulletins from files, row by row, each once.')
    .addHelpText('after', '\nExample:\n  $ hubctl import figures npa-annual.csv --dry-run');
  withSignIn(group.command('figures'))
    .summary('draft yearly figures from a CSV file')
    .description('Drafts each year of a CSV file as a TLP:CLEAR bulletin of the kind STATISTICS and submits it for the second person. A bad row is reported and the others go in; a row that is in already is left as it is.')
    .argument('<file>', 'CSV: year,scope,cases_cleared,persons_arrested,victims,source and more')
    .option('--dry-run', 'show what would happen, and change nothing')
    .addHelpText('after', `${SIGN_IN_HELP}

Exit code: 0 all rows are in; 2 some are bad or differ from what is in the hub; 1 the import could not be done
(run it again: it goes on where it stopped).

Examples:
  $ hubctl import figures npa-annual.csv --dry-run
  $ HUB_URL=https://hub.example.jp hubctl import figures npa-annual.csv
  $ hubctl import figures npa-annual.csv --email officer@npa.example --password-stdin < password.txt`)
    .action((file: string, options: ImportOptions) => importFigures(shell, file, options));
  withSignIn(group.command('cases'))
    .summary('draft cases from an HTCDS 2.0 file (CSV, XLSX, JSON)')
    .description(`Drafts each case of a file by IOM's Human Trafficking Case Data Standard 2.0 as a bulletin of your own organisation, seen by nobody else; nothing is published. A bad row is reported and the others go in; a case that is in already is left as it is, and the draft of one that has changed is revised. Without consent (con_Consent) names, birth dates, telephones, places and free words stay on this machine.`)
    .argument('<file>', 'CSV, XLSX or JSON with the names or labels of HTCDS 2.0, and case_id where there is a number')
    .option('--dry-run', 'show what would happen, and change nothing')
    .addHelpText('after', `${SIGN_IN_HELP}

Exit code: 0 all rows are in; 2 some are bad or differ from what is in the hub; 1 the import could not be done
(run it again: it goes on where it stopped).

Examples:
  $ hubctl import cases cases.xlsx --dry-run
  $ hubctl import cases cases.csv`)
    .action(async (file: string, options: ImportOptions) => {
      const { importCases } = await import('../cases/import-cases.js');
      await importCases(shell, file, options);
    });
}

async function importFigures(shell: Shell, file: string, options: ImportOptions): Promise<void> {
  const { terminal, clock } = shell;
  const dryRun = options.dryRun ?? false;
  const figures = readFigures(file, clock.now().getFullYear());
  terminal.say(`${file}: ${figures.rows.length} good rows / 有効な行`);
  reportProblems(terminal, file, figures.problems);
  const outcomes: RowOutcome[] = [];
  if (figures.rows.length > 0) {
    try {
      await signedIn(shell, options, (client) => takeAll(shell, client, figures, dryRun, outcomes));
    } catch (error) {
      if (outcomes.length > 0) {
        reportOutcomes(terminal, outcomes, dryRun);
        terminal.out(`\nStopped after ${outcomes.length} of ${figures.rows.length} rows; what is in stays in. / 途中で停止しました。登録済みの行はそのままです。`);
      }
      throw error;
    }
    reportOutcomes(terminal, outcomes, dryRun);
  }
  shell.exitCode = summarise(terminal, outcomes, figures.problems, dryRun);
}

async function takeAll({ terminal }: Shell, client: HubClient, { rows, lines }: ParsedFigures, dryRun: boolean, outcomes: RowOutcome[]): Promise<void> {
  const work = new FiguresImport(client, dryRun);
  await work.prepare();
  for (const [index, row] of rows.entries()) {
    terminal.progress(`Row ${index + 1} of ${rows.length} / ${rows.length} 行中 ${index + 1} 行目: ${row.year} ${row.scope}`);
    outcomes.push(await work.take(row, lines[index] ?? 0));
  }
}
