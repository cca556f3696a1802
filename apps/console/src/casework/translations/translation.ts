import type { TranslationLabel } from '../../hub/enums.generated.js';
import type { MadeFragment, TranslatableQuery } from './translations.generated.js';

/** A bulletin as far as it is translated. */
export type Original = NonNullable<TranslatableQuery['bulletin']>;
/** What is translated: the title, or a section. */
export interface Source { readonly id: string | null; readonly heading: string; readonly body: string | null }
/** Who translated: `person` is empty for whoever writes it down, OUTSIDE for somebody or something outside of the hub, named in `name`. */
export interface Translator { readonly label: TranslationLabel; readonly person: string; readonly name: string }
/** Not a person of the hub. */
export const OUTSIDE = 'outside';

/** A language without its region. */
export const sourceOf = (tag: string): string => tag.split('-')[0] ?? tag;

/** The translator as the hub takes him. */
export const translatorIn = ({ label, person, name }: Translator): { label: TranslationLabel; translatorId: string | null; translatorName: string | null } =>
  ({ label, translatorId: person === '' || person === OUTSIDE ? null : person, translatorName: person === OUTSIDE ? name.trim() : null });

/** The own organisation's translation into a language, which is replaced and not added. */
export const ownOf = (all: readonly MadeFragment[], language: string, organisationId: string | undefined): MadeFragment | null =>
  all.find((each) => each.language === language && each.organisation.id === organisationId) ?? null;
