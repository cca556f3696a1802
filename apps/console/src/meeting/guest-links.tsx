import type { ReactNode } from 'react';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { instantAt } from '../ui/days.js';
import { Choice, Field } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import { isOver, type Meeting } from './meeting.js';
import { createGuestLink, meetingGuestLinks, revokeGuestLink } from './people.generated.js';

/** Personal links for people without an account: made by coordinators, shown once, taken back by whoever sees them. */
export function GuestLinks({ meeting: { edition, isCoordinator, names } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
  const over = isOver(edition);
  const links = usePages('meeting', meetingGuestLinks, { id: edition.id }, ({ meetingLinks: { pageInfo: { hasNextPage, endCursor } } }) => ({ hasNextPage, endCursor }));
  const revoke = useChange(revokeGuestLink);
  const [draft, set, clear] = useDraft(`link ${edition.id}`, { holder: '', organisationId: '', expires: '' });
  const make = useChange(createGuestLink, clear);
  if (!isCoordinator && !names) return null;
  const nodes = links.data?.pages.flatMap(({ meetingLinks }) => meetingLinks.nodes).filter(({ interpreterId }) => interpreterId === null) ?? [];
  const made = make.data?.createMeetingLink;
  if ((!isCoordinator || over) && nodes.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.links}</h2>
      <p className="quiet">{over ? words.over.links : words.linksBody}</p>
      {links.error && !links.data && <Failed error={links.error} onRetry={() => void links.refetch()} />}
      {!links.data && !links.error && <Loading />}
      <ul className="plain rows">
        {nodes.map(({ id, holder, organisation, state, expiresAt, openedAt, revokedAt }) => (
          <li key={id} className="row">
            <p>
              <Text>{holder}</Text> {!(over && state === 'GOOD') && <span className={state === 'GOOD' ? 'label label-good' : 'label'}>{words.linkStates[state]}</span>}
              <span className="quiet block">{organisation ? <>{words.speaksFor} <Text>{organisation.name}</Text></> : words.forHimself} · {revokedAt ? <>{words.revokedAt} <Moment at={revokedAt} /></> : <>{words.expiresAt} <Moment at={expiresAt} /></>} · {openedAt ? <>{words.openedAt} <Moment at={openedAt} /></> : words.neverOpened}</span>
            </p>
            {state === 'GOOD' && !over && <Confirm look="text" label={words.revoke} title={words.revokeSure(holder)} act={words.yes(words.revoke)} aria-label={words.of(words.revoke, holder)} isPending={revoke.isPending} onConfirm={() => revoke.mutate({ id })} />}
          </li>
        ))}
      </ul>
      {links.hasNextPage && <Button onPress={() => void links.fetchNextPage()} isPending={links.isFetchingNextPage}>{does.more}</Button>}
      <Refused error={revoke.error} />
      {made?.address && <Once title={words.linkOf(made.link.holder)} label={words.address} value={new URL(made.address, location.href).href} onDone={make.reset}><p>{words.shownOnceBody}</p></Once>}
      {isCoordinator && !over && (
        <details className="fold">
          <summary>{words.makeLink}</summary>
          <ChangeForm change={make} label={words.makeLink} look="second" needs={[draft.holder, draft.expires]} onSubmit={() => make.mutate({ input: { editionId: edition.id, holder: draft.holder.trim(), organisationId: draft.organisationId || null, expiresAt: instantAt(draft.expires, edition.zone) } })}>
            <div className="filters-row">
              <Field label={words.holder} name="holder" value={draft.holder} onChange={(holder) => set({ holder })} help={words.holderHelp} maxLength={200} />
              <Choice label={words.speaksFor} value={draft.organisationId} onChange={(organisationId) => set({ organisationId })} options={[['', words.forHimself], ...edition.parties.map(({ organisation: { id, name } }) => [id, name] as const)]} />
              <Field label={words.expires} name="expires" type="datetime-local" value={draft.expires} onChange={(expires) => set({ expires })} help={words.byClock(edition.zone)} />
            </div>
          </ChangeForm>
        </details>
      )}
    </section>
  );
}
