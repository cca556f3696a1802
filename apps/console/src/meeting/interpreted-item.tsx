import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Confirm } from '../ui/confirm.js';
import { Choice } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import { assignInterpreter, clearInterpreter, type InterpreterFragment, revokeClearance, unassignInterpreter } from './interpretation.generated.js';
import { type Interpretation, isAssigning, isInterpreted, useInterpreting, type Warning } from './interpreting.js';
import { pairsFor, pairsOf } from './languages.js';
import type { Meeting } from './meeting.js';
import { useLocalTimes } from './parts.js';

type Interpreted = Interpretation['items'][number];
interface Props { readonly of: Interpreted; readonly meeting: Meeting; readonly interpreters: readonly InterpreterFragment[] }

/** Whether he is let in as far as the console can know: not where the item is about bulletins, which the hub looks at. */
const isLetIn = ({ item: { audience }, clearances }: Interpreted, { id, organisation }: InterpreterFragment): boolean => audience === null || audience.some((one) => one.id === organisation.id) || clearances.some(({ interpreter }) => interpreter.id === id);

/** An item: what it needs, who interprets it, and whom its proposer lets in. */
export function InterpretedItem({ of, meeting, interpreters, warnings }: Props & { warnings: readonly Warning[] }): ReactNode {
  const { texts: { meeting: { interpreting: words } } } = useLanguage();
  const local = useLocalTimes();
  const { amiss, between } = useInterpreting();
  const { item, needed, startsLocal, endsLocal } = of;
  const open = isAssigning(meeting);
  const isProposers = item.proposer.id === meeting.organisationId && meeting.speaks;
  const past = isInterpreted(meeting);
  const more = warnings.filter(({ lack }) => lack !== 'NO_INTERPRETER');
  const pairs = pairsOf(needed);
  return (
    <article className="card interpreted" id={`interpret-${item.id}`} tabIndex={-1}>
      <h3><Text>{item.title}</Text></h3>
      <p className="quiet">{startsLocal && <>{local.time(startsLocal)}–{local.time(endsLocal ?? startsLocal)} · </>}<Text>{item.proposer.name}</Text></p>
      {pairs.length === 0 ? <p>{words.noneNeeded}</p> : <ul className="plain labels" aria-label={words.needed}>{pairs.map(({ key, between: languages, covered }) => <li key={key} className={covered ? 'label label-good' : past ? 'label' : 'label label-warning'}>{words.pair(between(languages), covered ? words.covered : words.open)}</li>)}</ul>}
      {more.length > 0 && <Notice kind="warning">{more.map((warning, index) => <p key={index}>{amiss(warning)}</p>)}</Notice>}
      <Assigned of={of} meeting={meeting} isProposers={isProposers} needs={pairs.length > 0} />
      <Cleared of={of} isProposers={isProposers && !past} />
      {open && <Assign of={of} meeting={meeting} interpreters={interpreters} isProposers={isProposers} />}
      {open && isProposers && <Clear of={of} meeting={meeting} interpreters={interpreters} />}
    </article>
  );
}

function Assigned({ of: { item, assignments }, meeting, isProposers, needs }: { of: Interpreted; meeting: Meeting; isProposers: boolean; needs: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { interpreting } = words;
  const { between, name } = useInterpreting();
  const end = useChange(unassignInterpreter);
  const past = isInterpreted(meeting);
  const ends = ({ organisation }: InterpreterFragment): boolean => !past && (meeting.isCoordinator || isProposers || (meeting.names && organisation.id === meeting.organisationId));
  if (assignments.length === 0) return needs && !past ? <p className="quiet">{interpreting.nobodyAssigned}</p> : null;
  return (
    <>
      <h4 id={`assigned-${item.id}`}>{interpreting.assigned}</h4>
      <ul className="plain rows" aria-labelledby={`assigned-${item.id}`}>
        {assignments.map(({ id, interpreter, between: languages, counts }) => (
          <li key={id} className="row">
            <p><Text>{name(interpreter)}</Text> {between(languages)} {!counts && !past && <span className="label label-warning">{interpreting.notCounting}</span>}<span className="quiet block"><Text>{interpreter.organisation.name}</Text></span></p>
            {ends(interpreter) && <Confirm look="text" label={interpreting.endAssignment} aria-label={words.of(interpreting.endAssignment, visible(name(interpreter)))} title={interpreting.endSure(visible(name(interpreter)))} act={words.yes(interpreting.endAssignment)} isPending={end.isPending} onConfirm={() => end.mutate({ id })} />}
          </li>
        ))}
      </ul>
      <Refused error={end.error} />
    </>
  );
}

function Cleared({ of: { item, clearances }, isProposers }: { of: Interpreted; isProposers: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { interpreting } = words;
  const { name } = useInterpreting();
  const revoke = useChange(revokeClearance);
  if (clearances.length === 0) return <Refused error={revoke.error} />;
  return (
    <>
      <h4 id={`cleared-${item.id}`}>{interpreting.clearances}</h4>
      <ul className="plain rows" aria-labelledby={`cleared-${item.id}`}>
        {clearances.map(({ interpreter, givenAt }) => (
          <li key={interpreter.id} className="row">
            <p><Text>{name(interpreter)}</Text><span className="quiet block"><Text>{interpreter.organisation.name}</Text> · {interpreting.lettingIn} <Moment at={givenAt} /></span></p>
            {isProposers && <Confirm look="text" label={interpreting.clearEnd} aria-label={words.of(interpreting.clearEnd, visible(name(interpreter)))} title={interpreting.clearEndSure(visible(name(interpreter)))} act={words.yes(interpreting.clearEnd)} isPending={revoke.isPending} onConfirm={() => revoke.mutate({ input: { itemId: item.id, interpreterId: interpreter.id } })} />}
          </li>
        ))}
      </ul>
      <Refused error={revoke.error} />
    </>
  );
}

/** Assigning somebody: who coordinates and its proposer anybody, a party its own. */
function Assign({ of, meeting, interpreters, isProposers }: Props & { isProposers: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { interpreting } = words;
  const { between, name } = useInterpreting();
  const { item, needed } = of;
  const [draft, set, clear] = useDraft(`assign ${item.id}`, { interpreterId: '', pair: '' });
  const assign = useChange(assignInterpreter, clear);
  const offered = interpreters.filter(({ organisation }) => meeting.isCoordinator || isProposers || (meeting.names && organisation.id === meeting.organisationId));
  if (!meeting.isCoordinator && !isProposers && offered.length === 0) return null;
  const pairs = (id: string): string[] => pairsFor(offered.find((one) => one.id === id)?.languages ?? [], needed);
  return (
    <details className="fold">
      <summary aria-label={interpreting.assignFor(visible(item.title))}>{interpreting.assign}</summary>
      {offered.length === 0 ? <p className="quiet">{interpreting.nobodyToAssign}</p> : (
        <ChangeForm change={assign} label={interpreting.assign} look="second" needs={[draft.interpreterId, draft.pair]} onSubmit={() => assign.mutate({ input: { itemId: item.id, interpreterId: draft.interpreterId, between: draft.pair.split(' ') } })}>
          <div className="filters-row">
            <Choice label={interpreting.interpreter} value={draft.interpreterId} onChange={(interpreterId) => set({ interpreterId, pair: pairs(interpreterId)[0] ?? '' })} options={[['', words.choose], ...offered.map((one) => [one.id, isLetIn(of, one) ? name(one) : interpreting.needsClearance(name(one))] as const)]} />
            <Choice label={interpreting.between} value={draft.pair} onChange={(pair) => set({ pair })} options={[...(draft.pair === '' ? [['', words.choose] as const] : []), ...pairs(draft.interpreterId).map((key) => [key, between(key.split(' '))] as const)]} />
          </div>
        </ChangeForm>
      )}
    </details>
  );
}

/** Letting somebody in whose organisation is not let in: in the name of its proposer. */
function Clear({ of, meeting, interpreters }: Props): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { interpreting } = words;
  const { name } = useInterpreting();
  const { item } = of;
  const [draft, set, clear] = useDraft(`clear ${item.id}`, { interpreterId: '' });
  const change = useChange(clearInterpreter, clear);
  const offered = interpreters.filter((one) => one.organisation.id !== meeting.organisationId && (!isLetIn(of, one) || (item.bulletinIds.length > 0 && of.clearances.every(({ interpreter }) => interpreter.id !== one.id))));
  if (offered.length === 0) return null;
  const chosen = offered.find(({ id }) => id === draft.interpreterId);
  return (
    <details className="fold">
      <summary aria-label={interpreting.clearFor(visible(item.title))}>{interpreting.clear}</summary>
      <p className="quiet">{interpreting.clearBody}</p>
      <Choice label={interpreting.interpreter} value={draft.interpreterId} onChange={(interpreterId) => set({ interpreterId })} options={[['', words.choose], ...offered.map((one) => [one.id, `${name(one)} (${one.organisation.name})`] as const)]} />
      <p><Confirm label={interpreting.clearDo} title={interpreting.clearSure(chosen ? visible(name(chosen)) : '')} act={words.yes(interpreting.clearDo)} isDisabled={!chosen} isPending={change.isPending} onConfirm={() => change.mutate({ input: { itemId: item.id, interpreterId: draft.interpreterId } })}><p>{interpreting.clearBody}</p></Confirm></p>
      <Refused error={change.error} />
    </details>
  );
}
