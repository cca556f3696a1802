import type { MeetingAgendaOfQuery } from './agenda.generated.js';
import type { MeetingMinutesOfQuery } from './minutes.generated.js';
import type { MeetingDelegationsQuery } from './people.generated.js';
import type { MeetingPollOfQuery } from './poll.generated.js';
import type { MeetingSessionOfQuery } from './session.generated.js';

/** The agenda with its items, as it stands or as it was fixed. */
export type Agenda = MeetingAgendaOfQuery['meetingEdition']['agenda'];
/** What a party answered. */
export type Delegation = MeetingDelegationsQuery['meetingEdition']['delegations'][number];
/** The minutes, with their review. */
export type Minutes = NonNullable<MeetingMinutesOfQuery['meetingEdition']['minutes']>;
/** The items of the session, for their titles. */
export type Items = MeetingMinutesOfQuery['meetingEdition']['session']['items'];
/** The poll, with everybody's answers. */
export type Poll = NonNullable<MeetingPollOfQuery['meetingEdition']['poll']>;
/** The session: attendance, notes, decisions. */
export type Session = MeetingSessionOfQuery['meetingEdition']['session'];
/** Who takes part from elsewhere. */
export interface Remote { readonly organisationId: string; readonly zone: string }
