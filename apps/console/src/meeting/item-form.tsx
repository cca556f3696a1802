import type { ReactNode } from 'react';
import type { MeetingItemPurpose } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { type AgendaItemFragment, proposeItem, updateItem } from './agenda.generated.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { bothTexts, Choices } from './parts.js';

const PURPOSES: readonly MeetingItemPurpose[] = ['INFORMATION', 'DISCUSSION', 'DECISION'];

/** Ids of bulletins in what somebody pasted: their addresses, or the ids themselves. */
export const bulletinIdsIn = (text: string): string[] => [...new Set(text.toLowerCase().match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [])];

/** Proposing an item in the own organisation's name, or changing it while it waits. */
export function ItemForm({ meeting: { edition, organisationId }, item, onDone }: { meeting: Meeting; item?: AgendaItemFragment; onDone?: () => void }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
    const titleIn = (code: string): string => item?.titles.find(({ language }) => language === code)?.text ?? '';
  const [draft, set, clear] = useDraft(`item ${item?.id ?? edition.id}`, { ja: titleIn('ja'), en: titleIn('en'), purpose: item?.purpose ?? ('DISCUSSION' as MeetingItemPurpose), minutes: String(item?.minutes ?? 20), presenter: item?.presenter ?? '', open: 'all', audience: [] as string[], bulletins: '' });
  const close = (): void => {
    clear();
    onDone?.();
  };
  const propose = useChange(proposeItem, close);
  const update = useChange(updateItem, close);
  const of = { titles: bothTexts(draft.ja, draft.en), purpose: draft.purpose, minutes: Number(draft.minutes), presenter: draft.presenter.trim() };
  const save = (): void => (item
    ? update.mutate({ input: { id: item.id, expectedRevision: item.revision, ...of } })
    : propose.mutate({ input: { editionId: edition.id, ...of, audience: draft.open === 'all' ? null : draft.audience, bulletinIds: bulletinIdsIn(draft.bulletins) } }));
  return (
    <ChangeForm change={item ? update : propose} label={item ? does.save : words.propose} done={item ? undefined : words.proposed} needs={[`${draft.ja}${draft.en}`, draft.minutes]} onSubmit={save} {...(onDone ? { onCancel: close } : {})} look={item ? 'second' : 'first'}>
      <div className="filters-row">
        <Field label={words.inJapanese(words.itemTitle)} name="titleJa" value={draft.ja} onChange={(ja) => set({ ja })} />
        <Field label={words.inEnglish(words.itemTitle)} name="titleEn" value={draft.en} onChange={(en) => set({ en })} />
        <Choice label={words.purpose} value={draft.purpose} onChange={(purpose) => set({ purpose })} options={PURPOSES.map((each) => [each, words.purposes[each]])} />
        <Field label={words.lasts} name="itemMinutes" type="number" value={draft.minutes} onChange={(minutes) => set({ minutes })} />
        <Field label={words.presenter} value={draft.presenter} onChange={(presenter) => set({ presenter })} maxLength={200} />
      </div>
      {!item && (
        <>
          <Choices legend={words.whoSees} name="audience" value={draft.open} onChange={(open) => set({ open })} options={[['all', words.seenByAll], ['some', words.seenBySome]]} />
          {draft.open === 'some' && <Checks label={words.seenBySomeHelp} value={draft.audience} onChange={(audience) => set({ audience })} options={edition.parties.filter(({ organisation }) => organisation.id !== organisationId).map(({ organisation: { id, name } }) => [id, name])} />}
          <details className="fold"><summary>{words.about}</summary><Area label={words.bulletinsPasted} help={words.bulletinsHelp} value={draft.bulletins} onChange={(bulletins) => set({ bulletins })} rows={2} /><p role="status" className="quiet">{bulletinIdsIn(draft.bulletins).length > 0 ? words.bulletinsFound(bulletinIdsIn(draft.bulletins).length) : ''}</p></details>
        </>
      )}
    </ChangeForm>
  );
}
