import type { ReactNode } from 'react';
import type { MeetingEra } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Choice, Field } from '../ui/field.js';
import { Lines } from '../ui/form.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import { bothTexts } from './parts.js';
import { type MeetingPapersOfQuery, setLetter } from './papers.generated.js';

type Edition = MeetingPapersOfQuery['meetingEdition'];

/** What the letter of invitation says beside the edition: its official number and date, who sends it, and its text, to begin with the `standard` one. */
export function Letter({ editionId, letter, standard }: { editionId: string; letter: Edition['letter']; standard: Edition['standardLetter'] }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
  const of = (code: string): string => letter?.sender.find(({ language }) => language === code)?.text ?? '';
  const standardIn = (code: string): string => standard.find(({ language }) => language === code)?.text ?? '';
  const bodyIn = (code: string): string => letter?.body.find(({ language }) => language === code)?.text ?? standardIn(code);
  const own = (code: 'ja' | 'en', text: string): string => (text.trim() === standardIn(code).trim() ? '' : text);
  const [draft, set, clear] = useDraft(`letter ${editionId}`, { documentNumber: letter?.documentNumber ?? '', datedOn: letter?.datedOn ?? '', era: letter?.era ?? ('JAPANESE' as MeetingEra), ja: of('ja'), en: of('en'), bodyJa: bodyIn('ja'), bodyEn: bodyIn('en') });
  const change = useChange(setLetter, clear);
  const save = (): void => change.mutate({ input: { editionId, expectedRevision: letter?.revision ?? 0, documentNumber: draft.documentNumber, datedOn: draft.datedOn, era: draft.era, sender: bothTexts(draft.ja, draft.en), body: bothTexts(own('ja', draft.bodyJa), own('en', draft.bodyEn)) } });
  return (
    <details className="fold" open={letter === null}>
      <summary>{letter ? words.letterChange : words.letterWrite}</summary>
      <p className="quiet">{words.letterBody}</p>
      <ChangeForm change={change} label={does.save} look="second" needs={[draft.documentNumber, draft.datedOn, draft.ja, draft.en]} onSubmit={save}>
        <div className="filters-row">
          <Field label={words.documentNumber} name="documentNumber" value={draft.documentNumber} onChange={(documentNumber) => set({ documentNumber })} help={words.documentNumberHelp} maxLength={100} />
          <Field label={words.datedOn} name="datedOn" type="date" value={draft.datedOn} onChange={(datedOn) => set({ datedOn })} />
          <Choice label={words.era} value={draft.era} onChange={(era) => set({ era })} options={(['JAPANESE', 'WESTERN'] as const).map((era) => [era, words.eras[era]])} />
          <Field label={words.inJapanese(words.sender)} name="senderJa" value={draft.ja} onChange={(ja) => set({ ja })} maxLength={200} />
          <Field label={words.inEnglish(words.sender)} name="senderEn" value={draft.en} onChange={(en) => set({ en })} maxLength={200} />
        </div>
        <Lines label={words.inJapanese(words.letterText)} name="bodyJa" value={draft.bodyJa} onChange={(bodyJa) => set({ bodyJa })} help={words.letterTextHelp} maxLength={4000} />
        <Lines label={words.inEnglish(words.letterText)} name="bodyEn" value={draft.bodyEn} onChange={(bodyEn) => set({ bodyEn })} help={words.letterTextHelp} maxLength={4000} />
      </ChangeForm>
    </details>
  );
}
