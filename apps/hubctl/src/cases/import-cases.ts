import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { CASE_ID, type CaseProblem, type CaseRecord, FILE_LIMIT, FIELDS, nameOfCase, readCases, readRow, reasonOf, type ReadRow, UnreadableCases, writerOf } from '@hub/cases';
import type { HubClient } from '../client/hub-client.js';
import { type SignInOptions, signedIn } from '../client/session.js';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';

type Outcome = 'ADDED' | 'REVISED' | 'PRESENT' | 'DIFFERS';
interface Report { rows: { line: number; outcome: Outcome; bulletin: { reference: string; state: string } | null }[]; problems: { line: number; column: string; reason: string }[] }
interface GoodRow { readonly line: number; readonly record: CaseRecord; readonly occurrence: number }
interface Problem { readonly line: number; readonly column: string; readonly reason: string }

const ANSWER = '{ rows { line outcome bulletin { reference state } } problems { line column reason } }';
const IMPORT = `mutation ($input: CaseFileInput!) { report: importCases(input: $input) ${ANSWER} }`;
const PREVIEW = `query ($input: CaseFileInput!) { report: previewCaseImport(input: $input) ${ANSWER} }`;
/** Rows, and characters, of one request. */
const PART = { rows: 100, text: 300_000 };
const SHOWN = 200;

// What is deprecated is sent too: the hub keeps what was read.
const COLUMNS = [{ heading: CASE_ID, field: CASE_ID }, ...FIELDS.map((field) => ({ heading: field.name, field }))] as const;

/** Reads the file here, and sends its good rows in parts. What is left out for want of consent never leaves this machine. */
export async function importCases(shell: Shell, file: string, options: SignInOptions & { dryRun?: boolean }): Promise<void> {
  const { terminal } = shell;
  const dryRun = options.dryRun ?? false;
  const { rows, problems, withheld } = goodRows(file);
  terminal.say(`${file}: ${rows.length} good rows / 有効な行`);
  const counts: Record<Outcome, number> = { ADDED: 0, REVISED: 0, PRESENT: 0, DIFFERS: 0 };
  const differing: Report['rows'] = [];
  let done = 0;
  const take = (report: Report): void => {
    for (const row of report.rows) {
      counts[row.outcome] += 1;
      if (row.outcome === 'DIFFERS') differing.push(row);
    }
    problems.push(...report.problems);
  };
  try {
    if (rows.length > 0) {
      await signedIn(shell, options, async (client) => {
        for (const part of partsOf(rows)) {
          take(await send(client, part, dryRun));
          done += part.length;
          terminal.progress(`Row ${done} of ${rows.length} / ${rows.length} 行中 ${done} 行目`);
        }
      });
    }
  } catch (error) {
    if (done > 0) terminal.out(`Stopped after ${done} of ${rows.length} rows; what is in stays in. / 途中で停止しました。登録済みの行はそのままです。`);
    throw error;
  }
  showProblems(terminal, file, problems);
  if (differing.length > 0) showDiffering(terminal, differing);
  const bad = new Set(problems.map(({ line }) => line)).size;
  terminal.out(`${dryRun ? 'Dry run; nothing was changed / 試行（変更なし）' : 'Result / 結果'}: ${counts.ADDED} ${dryRun ? 'new 新規' : 'added 登録'}, ${counts.REVISED} ${dryRun ? 'to revise 更新対象' : 'revised 更新'}, `
    + `${counts.PRESENT} present 登録済み, ${counts.DIFFERS} differ 相違, ${bad} bad 不備.`);
  if (withheld > 0) terminal.out(`Of ${withheld} rows without consent (con_Consent) whatever names somebody, or could, was left out. / 同意のない ${withheld} 行は個人を特定し得る項目を除きました。`);
  if (counts.DIFFERS > 0) terminal.out('What differs is no draft any more and was not changed: revise or withdraw the bulletin in the hub. / 相違は下書きではないため変更していません。');
  if (bad > 0) terminal.out('Correct the bad rows and run the command again: nothing is added twice. / 不備を直して再実行してください。二重登録はされません。');
  shell.exitCode = bad + counts.DIFFERS > 0 ? 2 : 0;
}

async function send(client: HubClient, part: readonly GoodRow[], dryRun: boolean): Promise<Report> {
  const writer = writerOf('CSV', COLUMNS);
  const text = [writer.begin(), writer.some(part.map(({ record: { caseId, fields, person } }) => ({ caseId, values: { ...fields, ...person } })))].join('');
  const input = { text, lines: part.map(({ line }) => line), occurrences: part.map(({ occurrence }) => occurrence) };
  return (await client.run<{ report: Report }>(dryRun ? PREVIEW : IMPORT, { input }, dryRun ? {} : { idempotencyKey: randomUUID() })).report;
}

function goodRows(file: string): { rows: GoodRow[]; problems: Problem[]; withheld: number } {
  const rows: GoodRow[] = [];
  const problems: Problem[] = [];
  const met = new Map<string, number>();
  let withheld = 0;
  const tell = ({ line, column, code }: CaseProblem): void => void problems.push({ line, column, reason: reasonOf(code) });
  for (const read of readRows(file)) {
    if ('problems' in read) {
      read.problems.forEach(tell);
      continue;
    }
    const { line, record } = read;
    const occurrence = (met.get(nameOfCase(record)) ?? 0) + 1;
    met.set(nameOfCase(record), occurrence);
    if (record.caseId !== null && occurrence > 1) tell({ line, column: CASE_ID, code: 'CASE_TWICE' });
    else rows.push({ line, record, occurrence });
    withheld += Number(read.withheld.length > 0);
  }
  if (rows.length + problems.length === 0) throw new Failure(`${file} holds no cases.`, 'Give a file with a header of HTCDS 2.0 and a row for each case.');
  return { rows, problems, withheld };
}

function* readRows(file: string): Generator<ReadRow> {
  try {
    const { columns, rows } = readCases(bytesOf(file));
    for (const row of rows) {
      const read = readRow(columns, row);
      if (read) yield read;
    }
  } catch (error) {
    if (!(error instanceof UnreadableCases)) throw error;
    throw new Failure(`${file}${error.column ? `, ${error.column}` : ''}: ${error.message}`, 'No row can be read. Give CSV, XLSX or JSON with the names or labels of HTCDS 2.0.');
  }
}

function bytesOf(file: string): Buffer {
  try {
    if (statSync(file).size > FILE_LIMIT) throw new UnreadableCases('FILE_TOO_LARGE');
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UnreadableCases) throw error;
    throw new Failure(`${file} can't be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`, 'Check the name; it means the folder in which the command was typed.');
  }
}

function* partsOf(rows: readonly GoodRow[]): Generator<GoodRow[]> {
  let part: GoodRow[] = [];
  let size = 0;
  for (const row of rows) {
    const more = JSON.stringify(row.record).length;
    if (part.length > 0 && (part.length >= PART.rows || size + more > PART.text)) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(row);
    size += more;
  }
  if (part.length > 0) yield part;
}

function showProblems(terminal: Terminal, file: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  terminal.out(`Bad rows in ${file} / 不備のある行:`);
  const rows = [...problems].sort((a, b) => a.line - b.line).map(({ line, column, reason }) => [String(line), column || '—', reason]);
  for (const line of table(['Line 行', 'Column 列', 'Reason 理由'], rows.slice(0, SHOWN))) terminal.out(line);
  terminal.out(rows.length > SHOWN ? `… and ${rows.length - SHOWN} more / ほか ${rows.length - SHOWN} 件\n` : '');
}

function showDiffering(terminal: Terminal, differing: Report['rows']): void {
  terminal.out('Differ from what is in the hub / 相違:');
  const rows = differing.slice(0, SHOWN).map(({ line, bulletin }) => [String(line), bulletin?.reference ?? '—', bulletin?.state ?? '—']);
  for (const line of table(['Line 行', 'Bulletin 文書', 'State 状態'], rows)) terminal.out(line);
  terminal.out('');
}
