import type { ReactNode } from 'react';

/** A line of a chart; null: there is no value. */
export interface Series { readonly name: string; readonly values: readonly (number | null)[] }

const [WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM] = [760, 320, 56, 190, 16, 36];
const MARKS = ['circle', 'square', 'triangle'] as const;
const APART = 20;

/** A round number at or above the greatest value, for the top of the scale. */
export function topOf(greatest: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, greatest)));
  return [1, 2, 5, 10].map((times) => times * unit).find((top) => top >= greatest) ?? 10 * unit;
}

/** Values over time as lines: each line has marks and a stroke of its own and its name at its end, so that colours are not needed. The same stands in a table beside it. */
export function LineChart({ label, xs, series, say }: { label: string; xs: readonly string[]; series: readonly Series[]; say: (value: number) => string }): ReactNode {
  const top = topOf(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const x = (index: number): number => LEFT + (xs.length === 1 ? 0.5 : index / (xs.length - 1)) * (WIDE - LEFT - RIGHT);
  const y = (value: number): number => HIGH - BOTTOM - (value / top) * (HIGH - TOP - BOTTOM);
  const every = Math.ceil(xs.length / 10);
  const names = apart(series.map(({ name, values }, index) => {
    const last = values.findLastIndex((value) => value !== null);
    return { name, index, at: y(values[last] ?? 0) };
  }));
  return (
    <figure className="chart">
      <div className="table-wide" tabIndex={0} role="group" aria-label={label}>
        <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={label}>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <path className="chart-grid" d={`M ${LEFT} ${y(share * top)} H ${WIDE - RIGHT}`} />
              <text className="chart-scale" x={LEFT - 8} y={y(share * top) + 5}>{say(share * top)}</text>
            </g>
          ))}
          {xs.map((name, index) => (index % every === 0 ? <text key={name} className="chart-x" x={x(index)} y={HIGH - 10}>{name}</text> : null))}
          {series.map(({ name, values }, index) => (
            <g key={name} className="chart-line" data-series={index}>
              <path d={pathOf(values, x, y)} />
              {values.map((value, at) => (value === null ? null : <Point key={xs[at]} kind={MARKS[index % MARKS.length] ?? 'circle'} x={x(at)} y={y(value)} />))}
            </g>
          ))}
          {names.map(({ name, index, at }) => (
            <g key={name} className="chart-line" data-series={index}>
              <Point kind={MARKS[index % MARKS.length] ?? 'circle'} x={WIDE - RIGHT + 22} y={at} />
              <text className="chart-name" x={WIDE - RIGHT + 34} y={at + 5}>{name}</text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}

function Point({ kind, x, y }: { kind: (typeof MARKS)[number]; x: number; y: number }): ReactNode {
  if (kind === 'circle') return <circle cx={x} cy={y} r="4.5" />;
  return kind === 'square' ? <rect x={x - 4.5} y={y - 4.5} width="9" height="9" /> : <path className="chart-mark" d={`M ${x} ${y - 6} L ${x + 6} ${y + 5} H ${x - 6} Z`} />;
}

/** A line through the values; where there is none it breaks off. */
function pathOf(values: readonly (number | null)[], x: (index: number) => number, y: (value: number) => number): string {
  return values.map((value, index) => (value === null ? '' : `${index === 0 || values[index - 1] === null ? 'M' : 'L'} ${x(index)} ${y(value)}`)).join(' ');
}

/** Names that would stand on each other are moved apart. */
function apart<T extends { readonly at: number }>(names: readonly T[]): T[] {
  const sorted = [...names].sort((a, b) => a.at - b.at);
  const placed: T[] = [];
  for (const name of sorted) placed.push({ ...name, at: Math.max(name.at, (placed.at(-1)?.at ?? 0) + APART) });
  return placed;
}
