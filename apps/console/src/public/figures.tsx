import { type ReactNode, useState } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { LineChart } from '../ui/line-chart.js';
import { Failed } from '../ui/states.js';
import { type Figure, figuresIn, yearsOf } from './yearly.js';
import { yearlyFigures } from './public.generated.js';

const NOTHING = {};
const SCOPES = ['NPA', 'GOV'] as const;

/** The yearly figures as a chart and as a table, one count at a time: they are never mixed. */
export function YearlyFigures(): ReactNode {
  const { texts: { figures: texts }, moments } = useLanguage();
  const { data, error, refetch } = useReading('public', yearlyFigures, NOTHING, { anonymous: true });
  const all = figuresIn(data?.bulletins.nodes ?? []);
  const scopes = SCOPES.filter((scope) => all.some((figure) => figure.scope === scope));
  const [chosen, choose] = useState<Figure['scope'] | null>(null);
  const scope = chosen ?? scopes[0];
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!scope) return null;
  const years = yearsOf(all.filter((figure) => figure.scope === scope));
  const series = (['cases', 'arrested', 'victims'] as const).map((name) => ({ name: texts[name], values: years.map(({ figure }) => figure?.[name] ?? null) }));
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  const said = (value: number | null | undefined): string => (value == null ? '–' : moments.number(value));
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{texts.title}</h2>
      <p>{texts.scopes[scope]}</p>
      {scopes.length > 1 && <div className="switch" role="group" aria-label={texts.count}>{scopes.map((each) => <button key={each} type="button" aria-pressed={each === scope} onClick={() => choose(each)}>{texts.scopeNames[each]}</button>)}</div>}
      <LineChart label={texts.chart(texts.scopeNames[scope], String(first), String(last))} xs={years.map(({ year }) => String(year))} series={series} say={moments.number} />
      <details className="fold" open>
        <summary>{texts.table}</summary>
        <div className="table-wide" tabIndex={0} role="group" aria-label={texts.table}>
          <table>
            <caption>{texts.title} – {texts.scopeNames[scope]}</caption>
            <thead><tr><th scope="col">{texts.year}</th>{series.map(({ name }) => <th key={name} scope="col" className="number">{name}</th>)}</tr></thead>
            <tbody>{years.map(({ year, figure }) => <tr key={year}><th scope="row">{year}</th><td className="number">{said(figure?.cases)}</td><td className="number">{said(figure?.arrested)}</td><td className="number">{said(figure?.victims)}</td></tr>)}</tbody>
          </table>
        </div>
        <p className="quiet">{texts.notZero}</p>
      </details>
    </section>
  );
}
