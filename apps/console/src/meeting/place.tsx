import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Edition } from './meeting.js';
import { updateMeeting } from './meeting.generated.js';
import { bothTexts } from './parts.js';

/** Where it is held, as a coordinator sets it. */
export function Place({ edition: { id, revision, place } }: { edition: Edition }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
    const of = (code: string): string => place.find(({ language }) => language === code)?.text ?? '';
  const [draft, set, clear] = useDraft(`place ${id}`, { ja: of('ja'), en: of('en') });
  const change = useChange(updateMeeting, clear);
  return (
    <details className="fold">
      <summary>{words.changePlace}</summary>
      <ChangeForm change={change} label={does.save} done={words.saved} look="second" onSubmit={() => change.mutate({ input: { id, expectedRevision: revision, place: bothTexts(draft.ja, draft.en) } })}>
        <div className="filters-row">
          <Field label={words.inJapanese(words.where)} value={draft.ja} onChange={(ja) => set({ ja })} />
          <Field label={words.inEnglish(words.where)} value={draft.en} onChange={(en) => set({ en })} />
        </div>
      </ChangeForm>
    </details>
  );
}
