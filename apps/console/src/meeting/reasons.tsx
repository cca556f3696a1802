import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Text } from '../ui/text.js';

/** What speaks against a day, and for whom. */
export function Reasons({ of }: { of: readonly { readonly code: string; readonly name: string; readonly organisation: { readonly name: string } | null }[] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return of.map(({ code, name, organisation }, index) => (
    <span key={`${code} ${index}`}>{index > 0 && words.comma}<Text>{name}</Text>{organisation && <> ({<Text>{organisation.name}</Text>})</>}</span>
  ));
}
