import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { ActionsPart } from './actions.js';
import { AgendaPart } from './agenda.js';
import { Editions, OpenEdition } from './editions.js';
import { InterpretationPart } from './interpretation.js';
import { isOver, type Meeting, useMeeting } from './meeting.js';
import { meetingEditions } from './meeting.generated.js';
import { MinutesPart } from './minutes.js';
import { useLocalTimes } from './parts.js';
import { PapersPart } from './papers.js';
import { PeoplePart } from './people.js';
import { SchedulePart } from './schedule.js';
import { SessionPart } from './session.js';
import { Stand } from './stand.js';

const NOTHING = {};
/** Parts of an edition, in the order of the year. */
const PARTS = ['schedule', 'people', 'agenda', 'interpretation', 'session', 'minutes', 'actions', 'papers'] as const;
type Part = (typeof PARTS)[number];
const SHOWS: Record<Part, (props: { meeting: Meeting }) => ReactNode> = { schedule: SchedulePart, people: PeoplePart, agenda: AgendaPart, interpretation: InterpretationPart, session: SessionPart, minutes: MinutesPart, actions: ActionsPart, papers: PapersPart };
const isPart = (part: string): part is Part => (PARTS as readonly string[]).includes(part);

/** The meeting: the edition that is open, or one by its id. */
export function MeetingPage({ id, part }: { id?: string; part?: string }): ReactNode {
  return id === undefined ? <Current /> : <EditionPage key={id} id={id} part={part} />;
}

/** The edition that is open, else the newest. */
function Current(): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const viewer = useViewer();
  const { data, error, refetch } = useReading('meeting', meetingEditions, NOTHING);
  if (error && !data) return <Page title={words.title}><Failed error={error} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={words.title}><Loading /></Page>;
  const { nodes } = data.meetingEditions;
  const opens = viewer?.roles.includes('COORDINATOR') ?? false;
  const current = nodes.find((each) => !isOver(each)) ?? nodes[0];
  if (current) return <EditionPage key={current.id} id={current.id} isCurrent />;
  return (
    <Page title={words.title}>
      <Empty title={words.none}>{opens ? null : words.noneBody}</Empty>
      {opens && <OpenEdition />}
    </Page>
  );
}

function EditionPage({ id, part, isCurrent = false }: { id: string; part?: string; isCurrent?: boolean }): ReactNode {
  const { texts: { meeting: words, state } } = useLanguage();
  const local = useLocalTimes();
  const { meeting, error, refetch } = useMeeting(id);
  if (part !== undefined && !isPart(part)) return <Page title={state.noPage}><Notice><p>{state.noPageBody}</p></Notice></Page>;
  if (error && !meeting) return <Page title={words.title}><Failed error={error} onRetry={refetch} /></Page>;
  if (!meeting) return <Page title={words.title}><Loading /></Page>;
  const { title, state: stands, startsLocal, zone } = meeting.edition;
  const Shown = part === undefined ? null : SHOWS[part];
  return (
    <Page title={part === undefined ? title : `${words.parts[part]} – ${title}`} wide heading={<><Text>{title}</Text><span className="heading-second">{words.parts[part ?? 'stand']}</span></>} lead={<>{words.states[stands]}{startsLocal && <> · {local.full(startsLocal, zone)}</>}</>}>
      <nav className="submenu parts" aria-label={words.partsOf}>
        <ul>
          <li><Link href={`/meeting/${id}`} aria-current={part === undefined ? 'page' : undefined}>{words.parts.stand}</Link></li>
          {PARTS.map((each) => <li key={each}><Link href={`/meeting/${id}/${each}`} aria-current={each === part ? 'page' : undefined}>{words.parts[each]}</Link></li>)}
        </ul>
      </nav>
      {part !== undefined && isOver(meeting.edition) && <p className="quiet over">{words.over.body[stands === 'CANCELLED' ? 'CANCELLED' : 'CLOSED']}</p>}
      {Shown ? <Shown meeting={meeting} /> : <Stand meeting={meeting} />}
      {part === undefined && <Editions meeting={meeting} isCurrent={isCurrent} />}
    </Page>
  );
}
