import type { ReactNode } from 'react';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { differenceOf } from '../../ui/difference.js';
import { Field } from '../../ui/field.js';
import { Lines } from '../../ui/form.js';
import { Markdown } from '../../ui/markdown.js';
import { Pieces } from '../../ui/pieces.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import type { Correction } from './correction.js';

type Changed = Correction['sections'][string];

/** A section as it stands; and, once it is taken in hand, as it should stand, with what that changes. */
export function SectionCorrection({ section: { heading, body }, language, value, onChange }: { section: { heading: string; body: string }; language: string; value: Changed | null; onChange: (value: Changed | null) => void }): ReactNode {
  const { texts: { proposals } } = useLanguage();
  if (!value) {
    return (
      <section className="card correct-section">
        <h2><Text lang={language}>{heading}</Text></h2>
        <Markdown text={body} lang={language} />
        <p className="row-start"><Button onPress={() => onChange({ heading, body, remove: false })} aria-label={proposals.correctOf(visible(heading))}>{proposals.correct}</Button> <Button look="text" onPress={() => onChange({ heading, body, remove: true })} aria-label={proposals.removeOf(visible(heading))}>{proposals.remove}</Button></p>
      </section>
    );
  }
  if (value.remove) {
    return (
      <section className="card correct-section">
        <h2><del><Text lang={language}>{heading}</Text></del></h2>
        <p>{proposals.removes}</p>
        <Button onPress={() => onChange(null)}>{proposals.leave}</Button>
      </section>
    );
  }
  const changed = value.heading !== heading || value.body !== body;
  return (
    <section className="card correct-section">
      <Field label={proposals.heading} value={value.heading} onChange={(text) => onChange({ ...value, heading: text })} maxLength={200} />
      <Lines label={proposals.body} name="section" value={value.body} onChange={(text) => onChange({ ...value, body: text })} rows={8} maxLength={50_000} />
      {changed && (
        <div className="difference" lang={language} aria-label={proposals.changes} role="group">
          <p className="difference-heading"><Pieces of={differenceOf(heading, value.heading, language)} /></p>
          <p className="difference-body"><Pieces of={differenceOf(body, value.body, language)} /></p>
        </div>
      )}
      <Button onPress={() => onChange(null)}>{proposals.leave}</Button>
    </section>
  );
}
