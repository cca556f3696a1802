import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';

/** How it goes with the mailbox. */
export enum MeetingMailboxState { WAITING = 'WAITING', WORKING = 'WORKING', FAILING = 'FAILING' }
/** Why it can't be read. */
export enum MeetingMailboxFailure { UNREACHABLE = 'UNREACHABLE', REFUSED = 'REFUSED', INTERRUPTED = 'INTERRUPTED' }

registerEnumType(MeetingMailboxState, { name: 'MeetingMailboxState', description: 'How it goes with the mailbox of the meeting.', valuesMap: {
  WAITING: { description: 'No hub has looked into it yet.' }, WORKING: { description: 'It was read the last time.' }, FAILING: { description: 'It could not be read the last time. Replies wait in it; nothing is lost.' } } });
registerEnumType(MeetingMailboxFailure, { name: 'MeetingMailboxFailure', description: 'Why the mailbox can not be read.', valuesMap: {
  UNREACHABLE: { description: 'Its server does not answer, or not as an IMAP server with good TLS does.' }, REFUSED: { description: 'Its server does not take name and password, or has no such folder.' },
  INTERRUPTED: { description: 'It broke off while it was read, or the hub could not keep what was in it.' } } });

@ObjectType({ description: 'The mailbox of the meeting, from which replies are taken in (`MEETING_IMAP_URL`). Coordinators are alerted (MAILBOX_FAILING) once it could not be read ten times in a row, in about five minutes, and once it can be read again (MAILBOX_WORKING).' })
export class MeetingMailboxStatus {
  @Field(() => ID, { nullable: true, description: "What alerts about it name as `subjectId`; null before it was first looked into." }) id: string | null;
  @Field(() => MeetingMailboxState, { description: 'How it goes.' }) state: MeetingMailboxState;
  @Field(() => MeetingMailboxFailure, { nullable: true, description: 'FAILING: why, the last time.' }) failure: MeetingMailboxFailure | null;
  @Field(() => Int, { description: 'FAILING: how often in a row; else 0.' }) failures: number;
  @Field(() => DateTime, { nullable: true, description: 'FAILING: since when.' }) failingSince: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was last read to its end.' }) readAt: Date | null;
}
