import { type ReactNode, useSyncExternalStore } from 'react';

/** A line of a chart; null: there is no value. */
export interface Series { readonly name: string; readonly values: readonly (number | null)[] }

/** Sizes of the drawing: beside the lines there is room for their names; on a phone they stand below. */
const BROAD = { wide: 760, high: 320, left: 56, right: 190, labels: 10 };
const NARROW = { wide: 360, high: 260, left: 40, right: 14, labels: 5 };
const [TOP, BOTTOM] = [16, 36];
const MARKS = ['circle', 'square', 'triangle'] as const;
const APART = 20;

/** A round number at or above the greatest value, for the top of the scale; its half is round too. */
export function topOf(greatest: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, greatest)));
  return [1, 1.6, 2, 4, 6, 8, 10].map((times) => times * unit).find((top) => top >= greatest) ?? 10 * unit;
}

/** Values over time as lines: each line has marks and a stroke of its own and its name at its end, so that colours are not needed. The same stands in a table beside it. */
export function LineChart({ label, xs, series, say }: { label: string; xs: readonly string[]; series: readonly Series[]; say: (value: number) => string }): ReactNode {
  const top = topOf(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const isNarrow = useNarrow();
  const { wide, high, left, right, labels } = isNarrow ? NARROW : BROAD;
  const x = (index: number): number => left + (xs.length === 1 ? 0.5 : index / (xs.length - 1)) * (wide - left - right);
  const y = (value: number): number => high - BOTTOM - (value / top) * (high - TOP - BOTTOM);
  const every = Math.ceil(xs.length / labels);
  const names = apart(series.map(({ name, values }, index) => {
    const last = values.findLastIndex((value) => value !== null);
    return { name, index, at: y(values[last] ?? 0) };
  }));
  return (
    <figure className="chart">
      <div className="table-wide" tabIndex={0} role="group" aria-label={label}>
        <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={label}>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <path className="chart-grid" d={`M ${left} ${y(share * top)} H ${wide - right}`} />
              <text className="chart-scale" x={left - 8} y={y(share * top) + 5}>{say(share * top)}</text>
            </g>
          ))}
          {xs.map((name, index) => (index % every === 0 ? <text key={name} className="chart-x" x={x(index)} y={high - 10}>{name}</text> : null))}
          {series.map(({ name, values }, index) => (
            <g key={name} className="chart-line" data-series={index}>
              <path d={pathOf(values, x, y)} />
              {values.map((value, at) => (value === null ? null : <Point key={xs[at]} kind={MARKS[index % MARKS.length] ?? 'circle'} x={x(at)} y={y(value)} />))}
            </g>
          ))}
          {!isNarrow && names.map(({ name, index, at }) => (
            <g key={name} className="chart-line" data-series={index}>
              <Point kind={MARKS[index % MARKS.length] ?? 'circle'} x={wide - right + 22} y={at} />
              <text className="chart-name" x={wide - right + 34} y={at + 5}>{name}</text>
            </g>
          ))}
        </svg>
      </div>
      {isNarrow && (
        <figcaption className="chart-legend">
          {series.map(({ name }, index) => <span key={name}><svg viewBox="0 0 40 14" width="40" height="14" aria-hidden="true"><g className="chart-line" data-series={index}><path d="M 0 7 H 40" /><Point kind={MARKS[index % MARKS.length] ?? 'circle'} x={20} y={7} /></g></svg> {name}</span>)}
        </figcaption>
      )}
    </figure>
  );
}

const NARROW_SCREEN = '(max-width: 44rem)';

/** Whether the screen is a phone's. */
function useNarrow(): boolean {
  return useSyncExternalStore((listener) => {
    const list = matchMedia(NARROW_SCREEN);
    list.addEventListener('change', listener);
    return () => list.removeEventListener('change', listener);
  }, () => matchMedia(NARROW_SCREEN).matches);
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
