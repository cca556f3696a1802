import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Openings } from '../ui/openings.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { readersOf } from './bulletin.generated.js';
import type { Bulletin } from './bulletin.js';

/** Who receives, for those who may know, and what each has answered. */
export function Recipients({ bulletin: { audience, acknowledgements } }: { bulletin: Bulletin }): ReactNode {
  const { texts } = useLanguage();
  if (!audience && !acknowledgements) return null;
  return (
    <details className="fold">
      <summary>{texts.bulletin.recipients}</summary>
      {audience?.everyone && <p>{texts.bulletin.everyone}</p>}
      {audience && audience.organisations.length > 0 && !acknowledgements && <ul>{audience.organisations.map(({ id, name }) => <li key={id}><Text>{name}</Text></li>)}</ul>}
      {audience && audience.persons.length > 0 && <><h3>{texts.bulletin.people}</h3><ul>{audience.persons.map(({ id, displayName }) => <li key={id}><Text>{displayName}</Text></li>)}</ul></>}
      {acknowledgements && acknowledgements.length > 0 && (
        <div className="table-wide" tabIndex={0} role="group" aria-label={texts.bulletin.answers}>
          <table>
            <caption>{texts.bulletin.answers}</caption>
            <thead><tr><th scope="col">{texts.bulletin.organisation}</th><th scope="col">{texts.bulletin.answer}</th><th scope="col">{texts.audit.when}</th></tr></thead>
            <tbody>
              {acknowledgements.map(({ organisation, kind, acknowledgedAt, dueAt }) => (
                <tr key={organisation.id}><th scope="row"><Text>{organisation.name}</Text></th><td>{kind ? texts.answers[kind] : texts.bulletin.noAnswer}</td><td>{acknowledgedAt ? <Moment at={acknowledgedAt} /> : dueAt ? <><SaysWhen text={texts.bulletin.acknowledgeDue} at={dueAt} /></> : '–'}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

/** Who was shown it, from the log; asked for when it is opened. */
export function Readers({ bulletin: { id } }: { bulletin: Bulletin }): ReactNode {
  const { texts: { bulletin: texts } } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.readers}</summary>
      <p className="quiet">{texts.readersBody}</p>
      {open && <ReadersTable id={id} />}
      <p><Link href={`/audit?subject=${id}`} className="target">{texts.readRecord}</Link></p>
    </details>
  );
}

function ReadersTable({ id }: { id: string }): ReactNode {
  const { texts: { bulletin: texts } } = useLanguage();
  const { data, error, refetch } = useReading(`readers ${id}`, readersOf, { id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Openings of={data.recall.openings} label={texts.readers} />;
}
