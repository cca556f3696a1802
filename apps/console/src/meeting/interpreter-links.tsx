import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Confirm } from '../ui/confirm.js';
import { instantAt } from '../ui/days.js';
import { Field } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import { endInterpreterLink, type InterpreterLinksQuery, linkInterpreter } from './interpretation.generated.js';
import { type Edition, isOver } from './meeting.js';

/** A link as its maker's organisation sees it. */
export type InterpreterLink = InterpreterLinksQuery['meetingLinks']['nodes'][number];

/** Personal links of an interpreter, made by the own organisation: each shown once, and taken back. */
export function InterpreterLinks({ interpreterId, called, edition, links, makes }: { interpreterId: string; called: string; edition: Edition; links: readonly InterpreterLink[]; makes: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { interpreting } = words;
  const [draft, set, clear] = useDraft(`interpreter-link ${interpreterId}`, { expires: edition.endsLocal?.slice(0, 16) ?? '' });
  const make = useChange(linkInterpreter, clear);
  const revoke = useChange(endInterpreterLink);
  const address = make.data?.createMeetingInterpreterLink.address;
  return (
    <>
      {links.length > 0 && (
        <ul className="plain rows links-of" aria-label={interpreting.linkOf(called)}>
          {links.map(({ id, state, expiresAt, openedAt, revokedAt }) => (
            <li key={id} className="row">
              <p>{interpreting.links} {!(isOver(edition) && state === 'GOOD') && <span className={state === 'GOOD' ? 'label label-good' : 'label'}>{words.linkStates[state]}</span>} <span className="quiet">{revokedAt ? <>{words.revokedAt} <Moment at={revokedAt} /></> : <>{words.expiresAt} <Moment at={expiresAt} /></>} · {openedAt ? <>{words.openedAt} <Moment at={openedAt} /></> : words.neverOpened}</span></p>
              {state === 'GOOD' && !isOver(edition) && <Confirm look="text" label={words.revoke} aria-label={words.of(words.revoke, interpreting.linkOf(called))} title={words.revokeSure(called)} act={words.yes(words.revoke)} isPending={revoke.isPending} onConfirm={() => revoke.mutate({ id })} />}
            </li>
          ))}
        </ul>
      )}
      <Refused error={revoke.error} />
      {address && <Once title={interpreting.linkOf(called)} label={words.address} value={new URL(address, location.href).href} onDone={make.reset}><p>{words.shownOnceBody}</p></Once>}
      {makes && (
        <details className="fold">
          <summary aria-label={interpreting.linkFor(called)}>{interpreting.link}</summary>
          <p className="quiet">{interpreting.linkBody}</p>
          <ChangeForm change={make} label={interpreting.link} look="second" needs={[draft.expires]} onSubmit={() => make.mutate({ input: { interpreterId, expiresAt: instantAt(draft.expires, edition.zone) } })}>
            <Field label={words.expires} name="linkExpires" type="datetime-local" value={draft.expires} onChange={(expires) => set({ expires })} help={words.byClock(edition.zone)} />
          </ChangeForm>
        </details>
      )}
    </>
  );
}
