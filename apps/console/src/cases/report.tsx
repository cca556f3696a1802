import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { CaseOutcome } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { saidIn } from '../ui/said.js';
import { Empty } from '../ui/states.js';
import { Text } from '../ui/text.js';
import type { ReportFragment } from './cases.generated.js';

const OUTCOMES: readonly CaseOutcome[] = ['ADDED', 'REVISED', 'PRESENT', 'DIFFERS'];
/** So many lines are shown at first, and with each wish for more. */
const SHOWN = 50;

/** What became of a file row by row, or in a preview what would: numbers first, then what is wrong, then the rows. */
export function Report({ report: { rows, problems }, isPreview }: { report: ReportFragment; isPreview: boolean }): ReactNode {
  const { texts: { cases: words }, moments, code } = useLanguage();
  if (rows.length + problems.length === 0) return <Empty title={words.noRows} />;
  const counted = OUTCOMES.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length] as const).filter(([, count]) => count > 0);
  const badRows = new Set(problems.map(({ line }) => line)).size;
  return (
    <section aria-labelledby="report" className="case-report">
      <h2 id="report">{isPreview ? words.preview : words.report}</h2>
      <ul>
        {counted.map(([outcome, count]) => <li key={outcome}>{(isPreview ? words.would : words.did)[outcome](count)}</li>)}
        {problems.length > 0 && <li><strong className="overdue">{words.bad(badRows)}</strong></li>}
      </ul>
      {problems.length > 0 && (
        <Long
          label={words.problems} of={problems} head={[words.line, words.column, words.problem]}
          row={({ line, column, reason }, index) => <tr key={index}><th scope="row" className="number">{moments.number(line)}</th><td>{column === '' ? words.wholeRow : <Text>{column}</Text>}</td><td><Text>{saidIn(reason, code)}</Text></td></tr>}
        />
      )}
      {rows.length > 0 && (
        <Long
          label={words.rows} of={rows} head={[words.line, words.outcome, words.withheld]}
          row={({ line, outcome, withheld, bulletin }) => (
            <tr key={line}>
              <th scope="row" className="number">{moments.number(line)}</th>
              <td>{words.outcomes[outcome]}{bulletin && <> <Link href={`/bulletins/${bulletin.id}`} className="target">{bulletin.reference}</Link></>}</td>
              <td>{withheld.length === 0 ? '–' : <Text>{withheld.join(', ')}</Text>}</td>
            </tr>
          )}
        />
      )}
    </section>
  );
}

/** A table that may be long: begun, and gone on with by a button. */
function Long<T>({ label, of, head, row }: { label: string; of: readonly T[]; head: readonly string[]; row: (one: T, index: number) => ReactNode }): ReactNode {
  const { texts, moments } = useLanguage();
  const [shown, show] = useState(SHOWN);
  return (
    <>
      <div className="table-wide" tabIndex={0} role="group" aria-label={label}>
        <table>
          <caption>{label} ({moments.number(of.length)})</caption>
          <thead><tr>{head.map((name, index) => <th key={name} scope="col" className={index === 0 ? 'number' : undefined}>{name}</th>)}</tr></thead>
          <tbody>{of.slice(0, shown).map(row)}</tbody>
        </table>
      </div>
      {of.length > shown && <Button onPress={() => show(shown + SHOWN)}>{texts.do.more}</Button>}
    </>
  );
}
