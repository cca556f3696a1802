import type { PersonActor } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import type { UnitOfWork } from '@hub/platform';
import type { BreakRules } from '../agenda/timetable.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import type { MinutesState } from '../minutes/minutes.enums.js';
import type { PartyReply } from '../schedule/ranking.js';
import type { MeetingOverviewOrganisation } from './overview.types.js';


/** What is known of an organisation: of whom it sends (null: nothing), whether it was there (null: not noted), what it said of the minutes. */
export interface PartyFacts {
  /** Null in a review where nothing of it is missing and nothing waits for it. */
  readonly organisation: MeetingOverviewOrganisation | null;
  /** False: it attended, and takes part no longer. */
  readonly takesPart: boolean;
  readonly mustAttend: boolean;
  readonly delegates: boolean | null;
  readonly present: boolean | null;
  readonly commented: boolean;
  readonly answered: boolean;
}

/** A slot that the parties were asked about. */
export interface SlotFacts { readonly id: string; readonly startsLocal: string; readonly endsLocal: string }

/** What the database knows of an edition, for who coordinates. */
export interface OverviewFacts {
  readonly edition: MeetingEdition;
  readonly breaks: BreakRules;
  /** The newest poll; with slots and replies as long as they say who comes. */
  readonly poll: { readonly deadline: Date; readonly open: boolean; readonly quorum: number; readonly slots: readonly SlotFacts[]; readonly replies: readonly PartyReply[] } | null;
  readonly invitation: { readonly days: number; readonly time: string } | null;
  readonly parties: readonly PartyFacts[];
  /** Until the session ends: the agenda in order; what is not seen is told by its length. */
  readonly slots: readonly { readonly minutes: number; readonly itemId: string; readonly proposerId: string; readonly seen: boolean }[];
  readonly proposals: { readonly waiting: number; readonly minutes: number };
  readonly minutes: {
    readonly state: MinutesState; readonly closesAt: Date | null; readonly extensionAskedById: string | null; readonly extendedFrom: Date | null;
    /** Items without text, comments without answer, objections that stand: of what is seen. */
    readonly blank: readonly string[]; readonly comments: readonly { readonly itemId: string | null; readonly count: number }[];
    readonly objections: readonly { readonly itemId: string | null; readonly organisationIds: readonly string[] }[];
    /** Whether there is any, seen or not. */
    readonly blocked: { readonly objection: boolean; readonly comment: boolean } | null;
  } | null;
  readonly actions: readonly { readonly id: string; readonly itemId: string; readonly owner: MeetingOverviewOrganisation; readonly named: LocalisedText; readonly dueOn: string; readonly overdue: boolean }[];
}

type OverviewObjections = NonNullable<OverviewFacts['minutes']>['objections'];

/** As JSON says it: instants are text, an empty list may be null. */
type Raw<T> = T extends Date ? string : T extends readonly (infer E)[] ? readonly Raw<E>[] | null : T extends object ? { readonly [K in keyof T]: Raw<T[K]> } : T;

/** A party as hub.overview_of writes it. */
type Party = readonly [...organisation: [string, string, string] | [null, null, null], takesPart: boolean, mustAttend: boolean, delegates: boolean | null, present: boolean | null, commented: boolean, answered: boolean];
const partyOf = ([id, code, name, takesPart, mustAttend, delegates, present, commented, answered]: Party): PartyFacts =>
  ({ organisation: id === null ? null : { id, code, name }, takesPart, mustAttend, delegates, present, commented, answered });

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function factsOf(overview: string, parties: string, breaks: BreakRules): OverviewFacts {
  const { edition, poll, minutes, slots, actions, ...rest } = JSON.parse(overview) as Raw<Omit<OverviewFacts, 'parties' | 'breaks'>>;
  return {
    ...(rest as Pick<OverviewFacts, 'invitation' | 'proposals'>),
    edition: { ...(edition as MeetingEdition), startsAt: dateOf(edition.startsAt), endsAt: dateOf(edition.endsAt), closedAt: dateOf(edition.closedAt) },
    poll: poll && { ...poll, deadline: new Date(poll.deadline), slots: poll.slots ?? [], replies: (poll.replies ?? []) as readonly PartyReply[] },
    minutes: minutes && {
      ...minutes, closesAt: dateOf(minutes.closesAt), extendedFrom: dateOf(minutes.extendedFrom), blank: minutes.blank ?? [], comments: minutes.comments ?? [],
      objections: (minutes.objections ?? []) as OverviewObjections,
    },
    parties: (JSON.parse(parties) as readonly Party[]).map(partyOf), breaks, slots: slots ?? [], actions: (actions ?? []) as OverviewFacts['actions'],
  };
}

/** The facts in one round trip, organisations named in a language; null: there is no such edition, or somebody else asks than who coordinates. */
export async function overviewFacts(uow: UnitOfWork, { sessionId, epoch, instant }: PersonActor, editionId: string, days: number, language: string): Promise<{ epoch: number; facts: OverviewFacts | null }> {
  // LATERAL: asked by whom the function has let in.
  const [row] = await uow.readAtOnce<{ epoch: number; overview: string | null; parties: string | null; breaks: BreakRules | null }>('meeting-overview', `SELECT m.epoch, m.overview, m.parties, x.breaks
    FROM hub.meeting_overview($1, $2, $3, $4, $5, $6) m CROSS JOIN LATERAL (SELECT CASE WHEN m.overview IS NOT NULL THEN hub.agenda_breaks($4, NULL) END AS breaks) x`, [sessionId, epoch, instant, editionId, days, language]);
  return { epoch: row?.epoch ?? 0, facts: row?.overview == null || !row.breaks ? null : factsOf(row.overview, row.parties ?? '[]', row.breaks) };
}
