import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import type { Parties } from './audience.js';
import { sectionReach } from './audience.js';
import type { Writing } from './desk.js';
import { type Form, shownNumber } from './form.js';
import { useReachWords } from './reach-words.js';
import { Seen } from './seen.js';
import { ViewAs } from './view-as.js';

/** Beside the form: what is being written as it will be read, or as an organisation will see it. */
export function Preview({ form, parties, writing }: { form: Form; parties: Parties; writing: Writing }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const viewer = useViewer();
  const says = useReachWords(parties);
  const [as, look] = useState<'mine' | 'others'>('mine');
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 id="preview">{texts.preview}</h2>
      <div className="switch" role="group" aria-label={texts.preview}>
        <button type="button" aria-pressed={as === 'mine'} onClick={() => look('mine')}>{texts.asWritten}</button>
        <button type="button" aria-pressed={as === 'others'} onClick={() => look('others')}>{texts.viewAs}</button>
      </div>
      {as === 'mine' ? (
        <Seen bulletin={{
          ...form, originator: viewer?.organisation.name ?? '', facts: { ...form.facts, potentialVictims: shownNumber(form.facts.potentialVictims), identifiedVictims: shownNumber(form.facts.identifiedVictims) },
          sections: form.sections.map((section) => ({ ...section, note: section.audience === null ? null : says(sectionReach(section.audience, form, parties), form.tlp) })),
        }} />
      ) : <ViewAs form={form} parties={parties} writing={writing} />}
    </section>
  );
}
