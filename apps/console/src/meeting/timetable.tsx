import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Text } from '../ui/text.js';
import type { Agenda } from './read.js';
import { useLocalTimes } from './parts.js';
import { zoneLabel } from './local.js';

/** The day as it is laid out, breaks among it. What is closed is a slot of its length. `documents`: how many an item has, by its id, where the items stand below. */
export function Timetable({ agenda: { slots, overflowMinutes }, zone, documents }: { agenda: Agenda; zone: string; documents: ReadonlyMap<string, number> | null }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
  return (
    <section>
      <h2>{words.timetable} <span className="quiet">{zoneLabel(zone)}</span></h2>
      <div className="table-wide" tabIndex={0} role="group" aria-label={words.timetable}>
        <table className="timetable" data-overflows={overflowMinutes > 0}>
          <thead><tr><th scope="col">{words.time}</th><th scope="col">{words.item}</th><th scope="col">{words.purpose}</th><th scope="col">{words.presenter}</th><th scope="col" className="number">{words.lengthName}</th></tr></thead>
          <tbody>
            {slots.map(({ kind, ref, title, presenter, purpose, minutes, startsLocal, endsLocal, proposer }, index) => (
              <tr key={ref ?? index} data-kind={kind}>
                <th scope="row">{startsLocal ? <>{local.time(startsLocal)}–{local.time(endsLocal ?? startsLocal)}</> : words.noTime}</th>
                <td>{title ? <Text>{title}</Text> : words.slotKinds[kind]}{proposer && <span className="quiet block"><Text>{proposer.name}</Text></span>}{ref !== null && (documents?.get(ref) ?? 0) > 0 && <a className="target" href={`#item-${ref}`}>{words.documents.count(documents?.get(ref) ?? 0)}</a>}</td>
                <td>{purpose && words.purposes[purpose]}</td>
                <td>{presenter && <Text>{presenter}</Text>}</td>
                <td className="number">{words.minutes(minutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
