import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../languages/language.context.js';
import { excerptOf } from '../ui/hits.js';
import { Mark, UrgencyLabel } from '../ui/mark.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Text } from '../ui/text.js';
import type { RowFragment } from './bulletins.generated.js';

/** A bulletin in a list: its mark first, then what it is. */
export const BulletinRow = memo(function BulletinRow({ bulletin, words, query }: { bulletin: RowFragment; words: readonly string[]; query: string }): ReactNode {
  const texts = useTexts();
  const { id, reference, title, tlp, kind, state, urgency, language, publishedAt, originator, acknowledgement, sections } = bulletin;
  const excerpt = words.length > 0 ? sections?.map(({ heading, body }) => excerptOf(`${heading}:\n${body}`, words)).find((text) => text !== null) : undefined;
  return (
    <li className="bulletin-row" data-tlp={tlp}>
      <p className="labels">
        <Mark tlp={tlp} /> <UrgencyLabel urgency={urgency} />
        {state !== 'PUBLISHED' && <span className="label">{texts.states[state]}</span>}
        {acknowledgement && (acknowledgement.kind
          ? <span className="label label-good">{texts.bulletins.answered}</span>
          : acknowledgement.dueAt && <span className="label label-warning"><SaysWhen text={texts.bulletins.toAnswer} at={acknowledgement.dueAt} /></span>)}
      </p>
      <h2 className="row-title"><Link href={`/bulletins/${id}${query}`} className="title-link"><Text words={words} lang={language}>{title}</Text></Link></h2>
      {excerpt && <p className="excerpt"><Text words={words} lang={language}>{excerpt}</Text></p>}
      <p className="quiet meta">
        <span>{texts.kinds[kind]}</span> <span><Text>{originator.name}</Text></span> <span><Text>{reference}</Text></span> {publishedAt && <span><Moment at={publishedAt} /></span>}
      </p>
    </li>
  );
});
