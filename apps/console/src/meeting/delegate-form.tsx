import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { useLanguage } from '../languages/language.context.js';
import { Choice, Field } from '../ui/field.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import { bothTexts } from './parts.js';
import { type DelegateFragment, nameDelegate, updateDelegate } from './people.generated.js';

/** Languages that delegates speak here; the hub takes any. */
const LANGUAGES = ['ja', 'en', 'es', 'pt', 'fil', 'th', 'vi', 'id', 'km', 'zh', 'ko', 'ne'];
const orNull = (text: string): string | null => text.trim() || null;

/** Naming a delegate, or changing one. */
export function DelegateForm({ editionId, organisation, delegate, onDone }: { editionId: string; organisation: { organisationId?: string }; delegate?: DelegateFragment; onDone: () => void }): ReactNode {
  const { texts: { meeting: words, do: does }, moments } = useLanguage();
    const { details, titles = [] } = delegate ?? {};
  const titleIn = (code: string): string => titles.find(({ language }) => language === code)?.text ?? '';
  const [draft, set, clear] = useDraft(`delegate ${delegate?.id ?? `${editionId} ${organisation.organisationId ?? ''}`}`, {
    familyName: delegate?.familyName ?? '', givenName: delegate?.givenName ?? '', kana: delegate?.kana ?? '', latinFamilyName: delegate?.latinFamilyName ?? '', latinGivenName: delegate?.latinGivenName ?? '', titleJa: titleIn('ja'), titleEn: titleIn('en'),
    email: details?.email ?? '', language: details?.language ?? 'ja', interpretation: details?.interpretation ?? '', dietary: details?.dietary ?? '', accessNeeds: details?.accessNeeds ?? '', remote: details?.remote ?? false,
  });
  const close = (): void => {
    clear();
    onDone();
  };
  const name = useChange(nameDelegate, close);
  const update = useChange(updateDelegate, close);
  const { familyName, givenName, language, dietary, accessNeeds, remote } = draft;
  const input = {
    familyName, givenName, language, dietary, accessNeeds, remote, kana: orNull(draft.kana), latinFamilyName: orNull(draft.latinFamilyName), latinGivenName: orNull(draft.latinGivenName), email: orNull(draft.email), interpretation: orNull(draft.interpretation), titles: bothTexts(draft.titleJa, draft.titleEn),
  };
  const save = (): void => (delegate
    ? update.mutate({ input: { id: delegate.id, expectedRevision: delegate.revision, ...input } })
    : name.mutate({ input: { editionId, ...organisation, ...input } }));
  const languages: readonly (readonly [string, string])[] = LANGUAGES.map((code) => [code, moments.language(code)]);
  return (
    <ChangeForm change={delegate ? update : name} label={delegate ? does.save : words.nameDelegate} needs={[familyName, givenName]} onSubmit={save} onCancel={close}>
      <div className="filters-row">
        <Field label={words.familyName} name="familyName" value={draft.familyName} onChange={(value) => set({ familyName: value })} />
        <Field label={words.givenName} name="givenName" value={draft.givenName} onChange={(value) => set({ givenName: value })} />
        <Field label={words.kana} name="kana" value={draft.kana} onChange={(kana) => set({ kana })} help={words.kanaHelp} />
        <Field label={words.latinFamily} value={draft.latinFamilyName} onChange={(latinFamilyName) => set({ latinFamilyName })} />
        <Field label={words.latinGiven} value={draft.latinGivenName} onChange={(latinGivenName) => set({ latinGivenName })} />
        <Field label={words.inJapanese(words.delegateTitle)} value={draft.titleJa} onChange={(titleJa) => set({ titleJa })} />
        <Field label={words.inEnglish(words.delegateTitle)} value={draft.titleEn} onChange={(titleEn) => set({ titleEn })} />
        <Field label={words.email} name="delegate-email" type="email" value={draft.email} onChange={(email) => set({ email })} help={words.emailHelp} />
        <Choice label={words.speaks} value={draft.language} onChange={(value) => set({ language: value })} options={languages} />
        <Choice label={words.interpretation} value={draft.interpretation} onChange={(interpretation) => set({ interpretation })} options={[['', words.noInterpretation], ...languages]} />
        <Field label={words.dietary} value={draft.dietary} onChange={(value) => set({ dietary: value })} help={words.needsHelp} />
        <Field label={words.access} value={draft.accessNeeds} onChange={(value) => set({ accessNeeds: value })} />
      </div>
      <p><Checkbox className="check" isSelected={remote} onChange={(value) => set({ remote: value })}><span className="check-box" aria-hidden="true" />{words.remote}</Checkbox></p>
    </ChangeForm>
  );
}
