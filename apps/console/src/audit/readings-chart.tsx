import { type ReactNode, useEffect, useState } from 'react';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { readings } from './audit.generated.js';
import { readingsByTime, type Row } from './readings.js';

/** So many pages of the record are drawn at first, and more with each wish for more. */
const PAGES = 20;
const [LEFT, STEP, ROW, BAR] = [8, 44, 84, 40];

/** Who read a bulletin over time: of the record of access, as a chart and as a table. */
export function ReadingsChart({ subject }: { subject: string }): ReactNode {
  const { texts: { readings: texts, do: does }, preferences: { zone }, moments } = useLanguage();
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = usePages('audit', readings, { subject }, ({ auditTrail: { pageInfo } }) => pageInfo);
  const [most, setMost] = useState(PAGES);
  const more = hasNextPage && (data?.pages.length ?? 0) < most;
  useEffect(() => {
    if (more && !isFetching && !error) void fetchNextPage();
  }, [more, isFetching, error, fetchNextPage]);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data || more) return <Loading />;
  const read = data.pages.flatMap(({ auditTrail: { nodes } }) => nodes);
  const { stretches, rows } = readingsByTime(read, zone);
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return <Empty title={texts.none} />;
  const nameOf = (stretch: string): string => (stretch.length === 10 ? moments.day(`${stretch}T12:00:00Z`) : stretch.replace('-', '/'));
  return (
    <div className="readings">
      {hasNextPage && <Notice role="status"><p>{texts.cut(moments.number(read.length))}</p><Button onPress={() => setMost(most + PAGES)}>{does.more}</Button></Notice>}
      <Bars rows={rows} stretches={stretches} label={texts.chart(moments.list(rows.map(({ name, total }) => texts.ofOne(visible(name), total))), nameOf(first), nameOf(last))} />
      <div className="table-wide" tabIndex={0} role="group" aria-label={texts.table}>
        <table>
          <caption>{texts.table}</caption>
          <thead><tr><th scope="col">{texts.when}</th><th scope="col">{texts.who}</th><th scope="col" className="number">{texts.times}</th></tr></thead>
          <tbody>
            {stretches.flatMap((stretch, index) => rows.filter(({ counts }) => (counts[index] ?? 0) > 0).map(({ id, name, counts }) => (
              <tr key={`${stretch} ${id}`}><th scope="row">{nameOf(stretch)}</th><td><Text>{name}</Text></td><td className="number">{moments.number(counts[index] ?? 0)}</td></tr>
            )))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** A strip for each organisation, with a bar and its number wherever it read. */
function Bars({ rows, stretches, label }: { rows: readonly Row[]; stretches: readonly string[]; label: string }): ReactNode {
  const { moments } = useLanguage();
  const top = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  const [wide, high] = [Math.max(320, LEFT * 2 + stretches.length * STEP), rows.length * ROW + 28];
  const short = (stretch: string): string => (stretch.length === 10 ? `${Number(stretch.slice(5, 7))}/${Number(stretch.slice(8))}` : stretch.replace('-', '/'));
  return (
    <figure className="chart">
      <div className="table-wide" tabIndex={0} role="group" aria-label={label}>
        <svg viewBox={`0 0 ${wide} ${high}`} width={wide} height={high} role="img" aria-label={label} className="chart-fixed">
          {rows.map(({ id, name, counts }, row) => {
            // Nearer to its own name above than to the next one's below.
            const base = (row + 1) * ROW - 16;
            return (
              <g key={id}>
                <text className="chart-name" x={LEFT} y={row * ROW + 16}>{visible(name)}</text>
                <path className="chart-grid" d={`M ${LEFT} ${base} H ${wide - LEFT}`} />
                {counts.map((count, index) => (count === 0 ? null : (
                  <g key={stretches[index]}>
                    <rect className="chart-bar" x={LEFT + index * STEP + 8} y={base - Math.max(3, (count / top) * (BAR - 14))} width={STEP - 16} height={Math.max(3, (count / top) * (BAR - 14))} />
                    <text className="chart-x" x={LEFT + index * STEP + STEP / 2} y={base - Math.max(3, (count / top) * (BAR - 14)) - 4}>{moments.number(count)}</text>
                  </g>
                )))}
              </g>
            );
          })}
          {stretches.map((stretch, index) => <text key={stretch} className="chart-x" x={LEFT + index * STEP + STEP / 2} y={high - 8}>{short(stretch)}</text>)}
        </svg>
      </div>
    </figure>
  );
}
