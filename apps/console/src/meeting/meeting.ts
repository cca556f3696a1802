import { useViewer } from '../session/session.context.js';
import { useReading } from '../hub/queries.js';
import { readMeeting, type ReadMeetingQuery } from './meeting.generated.js';

/** An edition as it was read. */
export type Edition = ReadMeetingQuery['meetingEdition'];

/** Whether an edition is over: closed, or called off. What stands there is read. */
export const isOver = ({ state }: Pick<Edition, 'state'>): boolean => state === 'CLOSED' || state === 'CANCELLED';
/** Whether delegates are named: from the day's being decided until the session ends. */
export const isNaming = ({ state }: Pick<Edition, 'state'>): boolean => ['SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION'].includes(state);

/** Whether an edition is ahead: until it begins. */
export const isPlanned = ({ state }: Pick<Edition, 'state'>): boolean => ['PLANNING', 'POLLING', 'SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN', 'POSTPONED'].includes(state);

/** An edition, and what whoever looks at it does in it. */
export interface Meeting {
  readonly edition: Edition;
  readonly organisationId: string;
  readonly isCoordinator: boolean;
  /** Whether his organisation takes part. */
  readonly takesPart: boolean;
  /** Whether he answers for it: contact point, deputy or administrator. */
  readonly answers: boolean;
  /** Whether he names its delegates. */
  readonly names: boolean;
  /** Whether he speaks in its name: items, comments, reports. */
  readonly speaks: boolean;
}

/** Reads an edition, and says what the viewer is in it. */
export function useMeeting(id: string): { meeting: Meeting | null; error: Error | null; refetch: () => void } {
  const viewer = useViewer();
  const { data, error, refetch } = useReading('meeting', readMeeting, { id });
  const again = (): void => void refetch();
  if (!data || !viewer) return { meeting: null, error, refetch: again };
  const { meetingEdition: edition, viewer: { organisation } } = data;
  const has = (...roles: readonly string[]): boolean => viewer.roles.some((role) => roles.includes(role));
  const heads = [organisation.contactPoint?.id, organisation.deputy?.id].includes(viewer.person.id);
  return {
    meeting: {
      edition, organisationId: organisation.id, isCoordinator: has('COORDINATOR'), takesPart: edition.parties.some((party) => party.organisation.id === organisation.id),
      answers: heads || has('ADMINISTRATOR'), names: heads || has('CONTACT_POINT', 'ADMINISTRATOR'), speaks: has('OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'),
    },
    error: null, refetch: again,
  };
}
