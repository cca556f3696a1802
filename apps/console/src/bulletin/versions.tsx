import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Pieces } from '../ui/pieces.js';
import { Failed, Loading } from '../ui/states.js';
import { oldText } from './bulletin.generated.js';
import type { Bulletin } from './bulletin.js';
import { type Change, differenceOf, pairSections } from '../ui/difference.js';

/** The versions that somebody can read, and what changed from each to the next. */
export function Versions({ bulletin: { id, versions, language }, home }: { bulletin: Bulletin; home: string }): ReactNode {
  const { texts: { bulletin: texts } } = useLanguage();
  const [compared, compare] = useState<number | null>(null);
  if (versions.length === 0) return null;
  return (
    <details className="fold">
      <summary>{texts.versions} ({versions.length})</summary>
      {versions.length === 1 && <p>{texts.onlyOne}</p>}
      <ol className="plain versions" reversed>
        {[...versions].reverse().map(({ version, publishedAt }, index, all) => {
          const earlier = all[index + 1]?.version;
          return (
            <li key={version}>
              <p className="row"><strong>{texts.versionN(version)}</strong> {publishedAt && <Moment at={publishedAt} />}</p>
              {versions.length > 1 && <p className="row"><Link href={`${home}/${id}?version=${version}`} className="target">{texts.readVersion}</Link>
                {earlier !== undefined && <Button aria-expanded={compared === version} onPress={() => compare(compared === version ? null : version)}>{texts.compare}</Button>}</p>}
              {compared === version && earlier !== undefined && <Difference id={id} from={earlier} to={version} language={language} />}
            </li>
          );
        })}
      </ol>
    </details>
  );
}

function Difference({ id, from, to, language }: { id: string; from: number; to: number; language: string }): ReactNode {
  const { texts: { bulletin: texts } } = useLanguage();
  const [before, after] = [useReading(`bulletin ${id}`, oldText, { id, version: from }), useReading(`bulletin ${id}`, oldText, { id, version: to })];
  const error = before.error ?? after.error;
  if (error) return <Failed error={error} onRetry={() => void Promise.all([before.refetch(), after.refetch()])} />;
  const [old, now] = [before.data?.bulletin, after.data?.bulletin];
  if (!old || !now) return <Loading />;
  const pairs = pairSections(old.sections, now.sections);
  const title = differenceOf(old.title, now.title, language);
  const changed = pairs.map(({ id: section, before: was, after: is }) => ({ section, heading: differenceOf(was?.heading ?? '', is?.heading ?? '', language), body: differenceOf(was?.body ?? '', is?.body ?? '', language) }));
  const isSame = (pieces: readonly Change[]): boolean => pieces.every(({ kind }) => kind === 'same');
  const different = changed.filter(({ heading, body }) => !isSame(heading) || !isSame(body));
  return (
    <div className="difference" lang={language}>
      <p className="quiet">{texts.compareWith(from, to)} — <ins>{texts.added}</ins> <del>{texts.deleted}</del></p>
      {isSame(title) && different.length === 0 && <p>{texts.same}</p>}
      {!isSame(title) && <p className="difference-heading"><Pieces of={title} /></p>}
      {different.map(({ section, heading, body }) => (
        <div key={section}>
          <p className="difference-heading"><Pieces of={heading} /></p>
          <p className="difference-body"><Pieces of={body} /></p>
        </div>
      ))}
    </div>
  );
}
