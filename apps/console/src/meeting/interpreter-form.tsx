import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { CodePicker } from '../ui/code-picker.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/states.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import { enterInterpreter, type InterpreterFragment, updateInterpreter } from './interpretation.generated.js';
import { useInterpreting } from './interpreting.js';
import { INTERPRETED } from './languages.js';

const orNull = (text: string): string | null => text.trim() || null;

/** Entering an interpreter for the own organisation, or changing one. */
export function InterpreterForm({ editionId, interpreter, onDone }: { editionId: string; interpreter?: InterpreterFragment; onDone: () => void }): ReactNode {
  const { texts: { meeting: words, do: does }, moments } = useLanguage();
  const { interpreting } = words;
  const { language } = useInterpreting();
  const [tooFew, setTooFew] = useState(false);
  const [draft, set, clear] = useDraft(`interpreter ${interpreter?.id ?? editionId}`, {
    familyName: interpreter?.familyName ?? '', givenName: interpreter?.givenName ?? '', kana: interpreter?.kana ?? '', latinFamilyName: interpreter?.latinFamilyName ?? '', latinGivenName: interpreter?.latinGivenName ?? '',
    agency: interpreter?.agency ?? '', contact: interpreter?.contact ?? '', languages: interpreter?.languages ?? ['ja'],
  });
  const close = (): void => {
    clear();
    onDone();
  };
  const enter = useChange(enterInterpreter, close);
  const update = useChange(updateInterpreter, close);
  const { familyName, givenName, languages } = draft;
  const input = { familyName, givenName, languages, kana: orNull(draft.kana), latinFamilyName: orNull(draft.latinFamilyName), latinGivenName: orNull(draft.latinGivenName), agency: draft.agency.trim(), contact: draft.contact.trim() };
  const save = (): void => {
    setTooFew(languages.length < 2);
    if (languages.length < 2) return;
    if (interpreter) update.mutate({ input: { id: interpreter.id, expectedRevision: interpreter.revision, ...input } });
    else enter.mutate({ input: { editionId, ...input } });
  };
  const [ja, en, ...others] = INTERPRETED;
  const offered: (readonly [string, string])[] = [ja, en, ...[...others].sort((a, b) => moments.collator.compare(language(a), language(b)))].map((tag) => [tag, language(tag)]);
  return (
    <ChangeForm change={interpreter ? update : enter} label={interpreter ? does.save : interpreting.enter} needs={[familyName, givenName]} onSubmit={save} onCancel={close}>
      <div className="filters-row">
        <Field label={words.familyName} name="familyName" value={familyName} onChange={(value) => set({ familyName: value })} />
        <Field label={words.givenName} name="givenName" value={givenName} onChange={(value) => set({ givenName: value })} />
        <Field label={words.kana} value={draft.kana} onChange={(kana) => set({ kana })} />
        <Field label={words.latinFamily} value={draft.latinFamilyName} onChange={(latinFamilyName) => set({ latinFamilyName })} />
        <Field label={words.latinGiven} value={draft.latinGivenName} onChange={(latinGivenName) => set({ latinGivenName })} />
        <Field label={interpreting.agency} value={draft.agency} onChange={(agency) => set({ agency })} help={interpreting.agencyHelp} maxLength={200} />
        <Field label={interpreting.contact} value={draft.contact} onChange={(contact) => set({ contact })} help={interpreting.contactHelp} maxLength={500} />
      </div>
      <CodePicker label={interpreting.speaks} options={[...offered, ...languages.filter((tag) => offered.every(([each]) => each !== tag)).map((tag) => [tag, language(tag)] as const)]} value={languages} onChange={(chosen) => { set({ languages: chosen }); setTooFew(false); }} />
      {tooFew && <Notice kind="warning" role="alert"><p>{interpreting.twoLanguages}</p></Notice>}
      {interpreter && <p className="help">{interpreting.languagesWarn}</p>}
    </ChangeForm>
  );
}
