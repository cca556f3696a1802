import type { FigureProblem } from '@hub/statistics';
import type { Terminal } from '../terminal/terminal.js';
import { table } from '../terminal/table.js';
import type { RowOutcome } from './figures-import.js';

type Result = RowOutcome['result'];

const DONE: Record<Result, string> = {
  added: 'added 登録', submitted: 'submitted 提出', present: 'present 登録済み', returned: 'returned 差戻し', differs: 'differs 相違', bad: 'bad 不備',
};
const WOULD: Record<Result, string> = { ...DONE, added: 'new 新規', submitted: 'to submit 未提出' };

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Bad rows, each with line, column and reason. */
export function reportProblems(terminal: Terminal, file: string, problems: readonly FigureProblem[]): void {
  if (problems.length === 0) return;
  const rows = problems.map(({ line, column, value, reason }) => [String(line), column || '—', shortened(value) || '—', reason]);
  terminal.out(`Bad rows in ${file} / 不備のある行:`);
  for (const line of table(['Line 行', 'Column 列', 'Value 値', 'Reason 理由'], rows)) terminal.out(line);
  terminal.out('');
}

/** What became of each row. */
export function reportOutcomes(terminal: Terminal, outcomes: readonly RowOutcome[], dryRun: boolean): void {
  const words = dryRun ? WOULD : DONE;
  const rows = outcomes.map(({ line, row, title, result, detail }) => [String(line), `${row.year} ${row.scope}`, words[result], title, detail]);
  for (const line of table(['Line 行', 'Figure 年・集計', 'Result 結果', 'Title 件名', 'Remark 備考'], rows)) terminal.out(line);
}

/** The counts, and what to do next. Returns the exit code: 2 where a row needs a person's look. */
export function summarise(terminal: Terminal, outcomes: readonly RowOutcome[], problems: readonly FigureProblem[], dryRun: boolean): 0 | 2 {
  const count = (...results: Result[]): number => outcomes.filter(({ result }) => results.includes(result)).length;
  const bad = new Set([...problems.map(({ line }) => line), ...outcomes.filter(({ result }) => result === 'bad').map(({ line }) => line)]).size;
  const entered = count('added');
  terminal.out('');
  terminal.out(`${dryRun ? 'Dry run; nothing was changed / 試行（変更なし）' : 'Result / 結果'}: ${entered} ${dryRun ? 'new 新規' : 'added 登録'}, `
    + `${count('submitted')} ${dryRun ? 'to submit 未提出' : 'submitted 提出'}, ${count('present', 'returned')} present 登録済み, ${count('differs')} differ 相違, ${bad} bad 不備.`);
  if (count('differs') > 0) terminal.out('What differs was not overwritten: revise the bulletin in the hub, or correct the file. / 相違は上書きしていません。');
  if (count('returned') > 0) terminal.out('What was returned waits for its authors in the hub. / 差戻し分は起案者の対応待ちです。');
  if (bad > 0) terminal.out('Correct the bad rows and run the command again: nothing is added twice. / 不備を直して再実行してください。二重登録はされません。');
  if (!dryRun && entered + count('submitted') > 0) terminal.out('A second person publishes them: hubctl publish figures / 別の担当者が公表します。');
  return bad + count('differs') > 0 ? 2 : 0;
}
