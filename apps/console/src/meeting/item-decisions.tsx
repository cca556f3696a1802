import type { ReactNode } from 'react';
import type { MinutesLanguage } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Confirm } from '../ui/confirm.js';
import { Text } from '../ui/text.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import { textIn } from './parts.js';
import { recordDecision, revokeDecision } from './session.generated.js';
import type { Session } from './read.js';

/** What was written in one language or both, as the minutes take it. */
export const minutesTexts = (ja: string, en: string): { language: MinutesLanguage; text: string }[] => [{ language: 'JA' as const, text: ja.trim() }, { language: 'EN' as const, text: en.trim() }].filter(({ text }) => text !== '');

/** Decisions of an item, taken down as they are taken. */
export function ItemDecisions({ itemId, decisions, writes }: { itemId: string; decisions: Session['items'][number]['decisions']; writes: boolean }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const revoke = useChange(revokeDecision);
  const [draft, set, clear] = useDraft(`decision ${itemId}`, { ja: '', en: '' });
  const record = useChange(recordDecision, clear);
  if (!writes && decisions.length === 0) return null;
  return (
    <div className="decisions">
      <h3>{words.decisions}</h3>
      <ol className="rows">
        {decisions.map(({ id, texts }) => (
          <li key={id}><span className="row"><span><Text>{textIn(texts, code)}</Text></span>{writes && <Confirm look="text" label={words.revokeDecision} title={words.revokeDecisionSure} act={words.yes(words.revokeDecision)} isPending={revoke.isPending} onConfirm={() => revoke.mutate({ id })} />}</span></li>
        ))}
      </ol>
      <Refused error={revoke.error} />
      {writes && (
        <details className="fold">
          <summary>{words.addDecision}</summary>
          <ChangeForm change={record} label={words.addDecision} look="second" needs={[`${draft.ja}${draft.en}`]} onSubmit={() => record.mutate({ input: { itemId, texts: minutesTexts(draft.ja, draft.en) } })}>
            <div className="two"><Area label={words.inJapanese(words.decision)} value={draft.ja} onChange={(ja) => set({ ja })} rows={2} lang="ja" maxLength={2000} /><Area label={words.inEnglish(words.decision)} value={draft.en} onChange={(en) => set({ en })} rows={2} lang="en" maxLength={2000} /></div>
          </ChangeForm>
        </details>
      )}
    </div>
  );
}
