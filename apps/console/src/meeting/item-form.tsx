import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MeetingItemPurpose } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { Notice } from '../ui/states.js';
import { type AgendaItemFragment, proposeItem, updateItem } from './agenda.generated.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { bothTexts, Choices } from './parts.js';

const PURPOSES: readonly MeetingItemPurpose[] = ['INFORMATION', 'DISCUSSION', 'DECISION'];

/** Ids of bulletins in what somebody pasted: their addresses, or the ids themselves. */
export const bulletinIdsIn = (text: string): string[] => [...new Set(text.toLowerCase().match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [])];
const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one));

/** Proposing an item in the own organisation's name, or changing one; for whom it is, is its proposer's alone to change. */
export function ItemForm({ meeting: { edition, organisationId, isCoordinator }, item, onDone }: { meeting: Meeting; item?: AgendaItemFragment; onDone?: () => void }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
  const isOwn = !item || item.proposer.id === organisationId;
  const titleIn = (code: string): string => item?.titles.find(({ language }) => language === code)?.text ?? '';
  const audienceNow = item?.audience?.map(({ id }) => id).filter((id) => id !== organisationId) ?? [];
  const [draft, set, clear] = useDraft(`item ${item?.id ?? edition.id}`, {
    ja: titleIn('ja'), en: titleIn('en'), purpose: item?.purpose ?? ('DISCUSSION' as MeetingItemPurpose), minutes: String(item?.minutes ?? 20), presenter: item?.presenter ?? '',
    open: item?.audience ? 'some' : 'all', audience: audienceNow, linked: item?.bulletinIds ?? ([] as string[]), bulletins: '',
  });
  const close = (): void => {
    clear();
    onDone?.();
  };
  const propose = useChange(proposeItem, close);
  const update = useChange(updateItem, close);
  const pasted = bulletinIdsIn(draft.bulletins);
  const audience = draft.open === 'all' ? null : draft.audience;
  const bulletinIds = [...new Set([...draft.linked, ...pasted])];
  // Titles in further languages stay.
  const titles = [...bothTexts(draft.ja, draft.en), ...(item?.titles.filter(({ language }) => language !== 'ja' && language !== 'en') ?? [])];
  const of = { titles, purpose: draft.purpose, minutes: Number(draft.minutes), presenter: draft.presenter.trim() };
  const save = (): void => {
    if (!item) return propose.mutate({ input: { editionId: edition.id, ...of, audience, bulletinIds } });
    const otherAudience = isOwn && ((audience === null) !== (item.audience === null) || !same(audience ?? [], audienceNow));
    return update.mutate({ input: { id: item.id, expectedRevision: item.revision, ...of, ...(otherAudience ? { audience } : {}), ...(isOwn && !same(bulletinIds, item.bulletinIds) ? { bulletinIds } : {}) } });
  };
  return (
    <ChangeForm change={item ? update : propose} label={item ? does.save : words.propose} done={item ? undefined : words.proposed} needs={[`${draft.ja}${draft.en}`, draft.minutes]} onSubmit={save} {...(onDone ? { onCancel: close } : {})} look={item ? 'second' : 'first'}>
      {item?.state === 'ACCEPTED' && <Notice><p>{!isCoordinator ? words.itemChanges.waitsAnew : edition.state === 'AGENDA_FROZEN' ? words.itemChanges.nextVersion : words.itemChanges.stays}</p>{!isOwn && <p>{words.itemChanges.notWhom}</p>}</Notice>}
      <div className="filters-row">
        <Field label={words.inJapanese(words.itemTitle)} name="titleJa" value={draft.ja} onChange={(ja) => set({ ja })} />
        <Field label={words.inEnglish(words.itemTitle)} name="titleEn" value={draft.en} onChange={(en) => set({ en })} />
        <Choice label={words.purpose} value={draft.purpose} onChange={(purpose) => set({ purpose })} options={PURPOSES.map((each) => [each, words.purposes[each]])} />
        <Field label={words.lasts} name="itemMinutes" type="number" value={draft.minutes} onChange={(minutes) => set({ minutes })} />
        <Field label={words.presenter} name="presenter" value={draft.presenter} onChange={(presenter) => set({ presenter })} maxLength={200} />
      </div>
      {isOwn && (
        <>
          <Choices legend={words.whoSees} name={item ? `audience ${item.id}` : 'audience'} value={draft.open} onChange={(open) => set({ open })} options={[['all', words.seenByAll], ['some', words.seenBySome]]} />
          {draft.open === 'some' && <Checks label={words.seenBySomeHelp} value={draft.audience} onChange={(chosen) => set({ audience: chosen })} options={edition.parties.filter(({ organisation }) => organisation.id !== organisationId).map(({ organisation: { id, name } }) => [id, name])} />}
          {item && <p className="help">{words.itemChanges.notWider}</p>}
          <details className="fold" open={draft.linked.length > 0}>
            <summary>{words.about}</summary>
            {draft.linked.length > 0 && (
              <ul className="plain rows">
                {draft.linked.map((id, index) => (
                  <li key={id} className="row"><Link className="target" href={`/bulletins/${id}`}>{words.bulletinNo(index + 1)}</Link><Button look="text" aria-label={words.of(words.remove, words.bulletinNo(index + 1))} onPress={() => set({ linked: draft.linked.filter((each) => each !== id) })}>{words.remove}</Button></li>
                ))}
              </ul>
            )}
            <Area label={words.bulletinsPasted} help={words.bulletinsHelp} value={draft.bulletins} onChange={(bulletins) => set({ bulletins })} rows={2} /><p role="status" className="quiet">{pasted.length > 0 ? words.bulletinsFound(pasted.length) : ''}</p>
          </details>
        </>
      )}
    </ChangeForm>
  );
}
