import type { ReactNode } from 'react';
import { useReading } from '../../hub/queries.js';
import { useReload, useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Refused } from '../../ui/form.js';
import { Moment } from '../../ui/moment.js';
import { Pieces } from '../../ui/pieces.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { Under, type Worked } from '../under.js';
import { Decide } from './decide.js';
import type { Part } from './proposal.js';
import { oneProposal, withdrawProposal } from './proposals.generated.js';

/** One proposed correction, laid beside what the bulletin says now. */
export function ProposalPage({ id, proposalId }: { id: string; proposalId: string }): ReactNode {
  const { texts: { proposals } } = useLanguage();
  return <Under id={id} room="proposals" title={proposals.one}>{(bulletin) => <Reading bulletin={bulletin} proposalId={proposalId} />}</Under>;
}

function Reading({ bulletin, proposalId }: { bulletin: Worked; proposalId: string }): ReactNode {
  const { texts, moments } = useLanguage();
  const { proposals } = texts;
  const viewer = useViewer();
  const room = `bulletin ${bulletin.id}`;
  const reload = useReload(room);
  const { data, error, refetch } = useReading(room, oneProposal, { id: proposalId });
  const withdraw = useSending(withdrawProposal, [room, 'home']);
  const { value: chosen, set } = useTyped<{ keys: readonly string[] | null }>(`parts ${proposalId}`, { keys: null });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { proposal } = data;
  if (!proposal) return <Notice title={texts.state.notFound}><p>{texts.state.notFoundBody}</p></Notice>;
  const isOpen = proposal.state === 'OPEN';
  const decides = isOpen && bulletin.isEditor;
  const fit = proposal.parts.filter(({ standing }) => standing !== 'CONFLICTS').map(({ key }) => key);
  const keys = (chosen.keys ?? fit).filter((key) => fit.includes(key));
  const headingOf = (sectionId: string | null | undefined): string | null => bulletin.sections.find(({ id }) => id === sectionId)?.heading ?? null;
  return (
    <>
      <p className="labels"><span className={isOpen ? 'label label-warning' : 'label'}>{proposals.states[proposal.state]}</span>{proposal.stale && isOpen && <span className="label label-warning">{proposals.stale}</span>}</p>
      <p className="quiet meta"><span><Text>{proposal.organisation.name}</Text></span>{proposal.proposedBy && <span><Text>{proposal.proposedBy.displayName}</Text></span>} <Moment at={proposal.proposedAt} /> <span>{proposals.toVersion(proposal.version)}</span></p>
      {proposal.reason && <blockquote><Text>{proposal.reason}</Text></blockquote>}
      {proposal.stale && isOpen && <Notice kind="warning"><p>{proposals.staleBody}</p></Notice>}
      {proposal.state === 'DECLINED' && <Notice title={proposals.states.DECLINED}>{proposal.decisionReason && <p><Text>{proposal.decisionReason}</Text></p>}{proposal.endedAt && <p className="quiet">{moments.full(proposal.endedAt)}</p>}</Notice>}
      {proposal.state === 'TAKEN_UP' && <Notice kind="good" title={proposals.states.TAKEN_UP}><p>{bulletin.isEditor ? proposals.takenUpEditor : proposals.takenUpBody}</p></Notice>}
      <p className="quiet"><ins>{texts.bulletin.added}</ins> <del>{texts.bulletin.deleted}</del></p>
      <ul className="plain case-list">
        {proposal.parts.map((part) => (
          <PartOf key={part.key} part={part} heading={headingOf(part.sectionId)} language={bulletin.language} isOpen={isOpen}
            chosen={decides ? keys.includes(part.key) : null} onChoose={(take) => set({ keys: take ? [...keys, part.key] : keys.filter((key) => key !== part.key) })} />
        ))}
      </ul>
      {decides && <Decide proposal={proposal} bulletin={bulletin} keys={keys} onLoad={reload} />}
      {isOpen && proposal.organisation.id === viewer?.organisation.id && (
        <p className="no-print"><Button isPending={withdraw.isPending} onPress={() => withdraw.mutate({ id: proposal.id })}>{proposals.withdraw}</Button></p>
      )}
      <Refused error={withdraw.error} onLoad={reload} />
    </>
  );
}

function PartOf({ part: { field, standing, takenUp, before, current, result, difference }, heading, language, isOpen, chosen, onChoose }: { part: Part; heading: string | null; language: string; isOpen: boolean; chosen: boolean | null; onChoose: (take: boolean) => void }): ReactNode {
  const { texts: { proposals } } = useLanguage();
  const name = `${proposals.fields[field]}${heading ? ` – ${heading}` : ''}`;
  const changes = difference.map(({ kind, text }) => ({ kind: kind === 'ADDED' ? 'added' as const : kind === 'REMOVED' ? 'removed' as const : 'same' as const, text }));
  return (
    <li className="part" data-standing={standing ?? 'NONE'}>
      {chosen === null ? <h2><Text>{name}</Text></h2> : (
        <h2><label className="pick"><input type="checkbox" checked={chosen} disabled={standing === 'CONFLICTS'} onChange={({ target }) => onChoose(target.checked)} /><Text>{name}</Text></label></h2>
      )}
      {isOpen && standing && standing !== 'APPLIES' && <p className={standing === 'CONFLICTS' ? 'overdue' : 'quiet'}>{proposals.standings[standing]}</p>}
      {!isOpen && takenUp && <p className="good">{proposals.partTaken}</p>}
      <p className="difference difference-body" lang={language}><Pieces of={changes} /></p>
      {isOpen && current !== before && current != null && <><p className="quiet">{proposals.now}</p><p className="difference-body now" lang={language}><Text>{current}</Text></p></>}
      {isOpen && standing === 'APPLIES' && current !== before && result != null && <><p className="quiet">{proposals.then}</p><p className="difference-body now" lang={language}><Text>{result}</Text></p></>}
    </li>
  );
}
