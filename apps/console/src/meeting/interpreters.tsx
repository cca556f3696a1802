import { type ReactNode, useState } from 'react';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Failed } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { Refused, useChange } from './change.js';
import { type InterpreterFragment, interpreterLinks, removeInterpreter } from './interpretation.generated.js';
import { InterpreterForm } from './interpreter-form.js';
import { type InterpreterLink, InterpreterLinks } from './interpreter-links.js';
import { type Interpretation, keepsInterpreters, useInterpreting } from './interpreting.js';
import type { Meeting } from './meeting.js';
import { useLocalTimes } from './parts.js';

type Busy = Interpretation['busy'];

/** Who interprets. Each organisation enters its own, and makes links for anybody, which it alone sees. */
export function Interpreters({ meeting, interpreters, busy }: { meeting: Meeting; interpreters: readonly InterpreterFragment[]; busy: Busy }): ReactNode {
  const { texts: { meeting: { interpreting: words } } } = useLanguage();
  const [enters, setEnters] = useState(false);
  const keeps = keepsInterpreters(meeting);
  const links = usePages('meeting', interpreterLinks, { id: meeting.edition.id }, ({ meetingLinks: { pageInfo: { hasNextPage, endCursor } } }) => ({ hasNextPage, endCursor }));
  const made = links.data?.pages.flatMap(({ meetingLinks }) => meetingLinks.nodes) ?? [];
  const own = ({ organisation }: InterpreterFragment): number => (organisation.id === meeting.organisationId ? 0 : 1);
  return (
    <section className="card">
      <h2>{words.interpreters}</h2>
      {interpreters.length === 0 && <p className="quiet">{words.nobody}</p>}
      <ul className="plain rows">
        {[...interpreters].sort((a, b) => own(a) - own(b)).map((interpreter) => (
          <InterpreterRow key={interpreter.id} interpreter={interpreter} meeting={meeting} busy={busy.find(({ interpreter: { id } }) => id === interpreter.id)?.times ?? []} links={made.filter(({ interpreterId }) => interpreterId === interpreter.id)} />
        ))}
      </ul>
      {links.error && !links.data && <Failed error={links.error} onRetry={() => void links.refetch()} />}
      {links.hasNextPage && <Button onPress={() => void links.fetchNextPage()} isPending={links.isFetchingNextPage}>{words.moreLinks}</Button>}
      {keeps && (
        <>
          <p className="quiet">{words.enterBody}</p>
          {enters ? <InterpreterForm editionId={meeting.edition.id} onDone={() => setEnters(false)} /> : <Button onPress={() => setEnters(true)}>{words.enter}</Button>}
        </>
      )}
    </section>
  );
}

function InterpreterRow({ interpreter, meeting, busy, links }: { interpreter: InterpreterFragment; meeting: Meeting; busy: Busy[number]['times']; links: readonly InterpreterLink[] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { interpreting } = words;
  const { language, name } = useInterpreting();
  const local = useLocalTimes();
  const [edits, setEdits] = useState(false);
  const remove = useChange(removeInterpreter);
  const { id, revision, familyName, givenName, kana, latinFamilyName, latinGivenName, languages, agency, contact, organisation } = interpreter;
  const keeps = keepsInterpreters(meeting);
  const isOwn = organisation.id === meeting.organisationId;
  const called = visible(name(interpreter));
  const times = busy.flatMap(({ startsLocal, endsLocal }) => (startsLocal ? [`${local.time(startsLocal)}–${local.time(endsLocal ?? startsLocal)}`] : []));
  return (
    <li className="interpreter">
      <p>
        <strong><Text>{`${familyName} ${givenName}`}</Text></strong>{kana && <> (<Text>{kana}</Text>)</>}{latinFamilyName && <> <Text>{`${latinFamilyName} ${latinGivenName ?? ''}`}</Text></>} {isOwn && <span className="label">{interpreting.own}</span>}
        <span className="quiet block"><Text>{organisation.name}</Text>{agency !== '' && <> · <Text>{agency}</Text></>}</span>
      </p>
      <p className="labels">{languages.map((tag) => <span key={tag} className="label">{language(tag)}</span>)}</p>
      {contact && <p className="quiet">{interpreting.contact}: <Text>{contact}</Text></p>}
      {times.length > 0 && <p className="quiet">{interpreting.busy(times.join(words.comma))}</p>}
      {keeps && isOwn && (edits ? <InterpreterForm editionId={meeting.edition.id} interpreter={interpreter} onDone={() => setEdits(false)} /> : (
        <div className="buttons">
          <Button look="text" aria-label={words.of(words.edit, called)} onPress={() => setEdits(true)}>{words.edit}</Button>
          <Confirm look="text" label={words.remove} aria-label={words.of(words.remove, called)} title={interpreting.removeSure(called)} act={words.yes(words.remove)} isPending={remove.isPending} onConfirm={() => remove.mutate({ input: { id, expectedRevision: revision } })} />
        </div>
      ))}
      <Refused error={remove.error} />
      <InterpreterLinks interpreterId={id} called={called} edition={meeting.edition} links={links} makes={keeps} />
    </li>
  );
}
