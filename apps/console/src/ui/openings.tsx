import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Empty } from './states.js';
import { Moment } from './moment.js';
import { Text } from './text.js';

interface Opening { readonly organisation: { readonly id: string; readonly name: string }; readonly version?: number | null; readonly firstAt: string; readonly lastAt: string; readonly times: number }

/** Which organisation opened which version of a bulletin, when and how often: for its originator. */
export function Openings({ of, label }: { of: readonly Opening[]; label: string }): ReactNode {
  const { texts: { bulletin: texts }, moments } = useLanguage();
  if (of.length === 0) return <Empty title={texts.noReaders} />;
  return (
    <div className="table-wide" tabIndex={0} role="group" aria-label={label}>
      <table>
        <thead><tr><th scope="col">{texts.organisation}</th><th scope="col">{texts.version}</th><th scope="col">{texts.first}</th><th scope="col">{texts.last}</th><th scope="col" className="number">{texts.times}</th></tr></thead>
        <tbody>
          {of.map(({ organisation, version, firstAt, lastAt, times }) => (
            <tr key={`${organisation.id} ${version}`}><th scope="row"><Text>{organisation.name}</Text></th><td>{version == null ? '–' : moments.number(version)}</td><td><Moment at={firstAt} /></td><td><Moment at={lastAt} /></td><td className="number">{moments.number(times)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
