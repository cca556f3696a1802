import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Choice, Field } from '../ui/field.js';
import { Text } from '../ui/text.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import { minutesTexts } from './item-decisions.js';
import { textIn, useLocalTimes } from './parts.js';
import { recordAction, type SessionActionFragment } from './session.generated.js';

/** What organisations take on, taken down where it is agreed. */
export function ItemActions({ itemId, organisations, actions, writes }: { itemId: string; organisations: readonly { readonly id: string; readonly name: string }[]; actions: readonly SessionActionFragment[]; writes: boolean }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const local = useLocalTimes();
  const [draft, set, clear] = useDraft(`action ${itemId}`, { ja: '', en: '', ownerId: '', dueOn: '' });
  const record = useChange(recordAction, clear);
  if (!writes && actions.length === 0) return null;
  return (
    <div className="taken-on">
      <h3>{words.takenOn}</h3>
      <ul className="rows">{actions.map(({ id, owner, dueOn, state, texts }) => <li key={id}><Text>{textIn(texts, code)}</Text> <span className="quiet block"><Text>{owner.name}</Text> · {words.dueOn(local.day(dueOn))} · {words.actionStates[state]}</span></li>)}</ul>
      {writes && (
        <details className="fold">
          <summary>{words.addAction}</summary>
          <ChangeForm change={record} label={words.addAction} look="second" needs={[`${draft.ja}${draft.en}`, draft.ownerId, draft.dueOn]} onSubmit={() => record.mutate({ input: { itemId, ownerId: draft.ownerId, dueOn: draft.dueOn, texts: minutesTexts(draft.ja, draft.en) } })}>
            <div className="two"><Area label={words.inJapanese(words.actionText)} value={draft.ja} onChange={(ja) => set({ ja })} rows={2} lang="ja" maxLength={2000} /><Area label={words.inEnglish(words.actionText)} value={draft.en} onChange={(en) => set({ en })} rows={2} lang="en" maxLength={2000} /></div>
            <div className="filters-row">
              <Choice label={words.ownerName} value={draft.ownerId} onChange={(ownerId) => set({ ownerId })} options={[['', words.choose], ...organisations.map(({ id, name }) => [id, name] as const)]} />
              <Field label={words.lastDay} name="dueOn" type="date" value={draft.dueOn} onChange={(dueOn) => set({ dueOn })} />
            </div>
          </ChangeForm>
        </details>
      )}
    </div>
  );
}
