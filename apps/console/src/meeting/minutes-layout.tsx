import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { Markdown } from '../ui/markdown.js';
import { Text } from '../ui/text.js';
import type { Minutes } from './read.js';

/** The minutes as whoever asks may read them. */
export function MinutesLayoutText({ minutes: { layout, state }, keeps, editionId }: { minutes: Minutes; keeps: boolean; editionId: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { title, status, facts, sections } = layout;
  return (
    <article className="card minutes-text">
      <h2><Text>{title}</Text></h2>
      <p className="quiet"><Text>{status}</Text></p>
      <dl className="facts">{facts.map(({ label, value }) => <div key={label}><dt><Text>{label}</Text></dt><dd><Text>{value}</Text></dd></div>)}</dl>
      {state === 'DRAFT' && !keeps && <p className="quiet">{words.draftHidden}</p>}
      {sections.map(({ itemId, position, heading, body, original, attendance, decisions, actions, remarks }) => (
        <section key={itemId}>
          <h3>{position}. <Text>{heading}</Text></h3>
          {attendance && <p className="quiet"><Text>{attendance}</Text></p>}
          {original && <p className="quiet">{words.onlyIn[original]}</p>}
          {body && <Markdown text={body} level={4} />}
          {decisions.length > 0 && <><h4>{words.decisions}</h4><ol>{decisions.map((each, index) => <li key={index}><Text>{each}</Text></li>)}</ol></>}
          {actions.length > 0 && <><h4>{words.takenOn}</h4><ul>{actions.map(({ owner, text, due }, index) => <li key={index}><Text>{text}</Text> <span className="quiet block"><Text>{owner}</Text> · <Text>{due}</Text></span></li>)}</ul></>}
          {remarks.length > 0 && <><h4>{words.reservations}</h4><ul>{remarks.map((each, index) => <li key={index}><Text>{each}</Text></li>)}</ul></>}
        </section>
      ))}
      {keeps && state !== 'APPROVED' && <p className="no-print"><Link className="target" href={`/meeting/${editionId}/session`}>{words.writeText}</Link></p>}
    </article>
  );
}
