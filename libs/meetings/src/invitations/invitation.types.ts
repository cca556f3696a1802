import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalisedText } from '@hub/kernel';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, PageInfo } from '@hub/platform';
import { MailDoubt, MeetingDelegateReply } from './reply.js';

/** How an organisation answered. */
export enum MeetingDelegationReply { WAITING = 'WAITING', NAMED = 'NAMED', NOBODY = 'NOBODY' }
/** What became of a calendar message. */
export enum MeetingMailState { WAITING = 'WAITING', SENT = 'SENT', REFUSED = 'REFUSED', FAILED = 'FAILED', SUPERSEDED = 'SUPERSEDED' }
/** What became of a mail that came. */
export enum MeetingInboxState { APPLIED = 'APPLIED', SUPERSEDED = 'SUPERSEDED', KEPT = 'KEPT' }
/** What a coordinator decides on one. */
export enum MeetingMailDecision { APPLY = 'APPLY', DISMISS = 'DISMISS', DECLINE = 'DECLINE' }

registerEnumType(MeetingDelegationReply, { name: 'MeetingDelegationReply', description: 'What an organisation answered when it was asked for delegates.', valuesMap: {
  WAITING: { description: 'Nothing yet.' }, NAMED: { description: 'It has named somebody.' }, NOBODY: { description: 'It sends nobody.' } } });
registerEnumType(MeetingDelegateReply, { name: 'MeetingDelegateReply', description: 'What a delegate answered to the invitation (PARTSTAT of RFC 5545).', valuesMap: {
  ACCEPTED: { description: 'Comes.' }, DECLINED: { description: 'Does not come.' }, TENTATIVE: { description: 'May come.' } } });
registerEnumType(MeetingMailState, { name: 'MeetingMailState', description: 'What became of a message to a delegate.', valuesMap: {
  WAITING: { description: 'Waits, or is tried again.' }, SENT: { description: 'The mail server took it.' }, REFUSED: { description: 'The address was refused; nothing more is tried.' },
  FAILED: { description: 'It could not be sent in time.' }, SUPERSEDED: { description: 'A newer message took its place.' } } });
registerEnumType(MeetingInboxState, { name: 'MeetingInboxState', description: 'What became of a mail that came.', valuesMap: {
  APPLIED: { description: 'It was taken as the reply.' }, SUPERSEDED: { description: 'A newer reply of the same person had come before.' }, KEPT: { description: 'It is kept for a coordinator to look at.' } } });
registerEnumType(MailDoubt, { name: 'MeetingMailDoubt', description: 'Why a mail was not taken by itself.', valuesMap: {
  UNREADABLE: { description: 'The calendar in it can not be read, or the mail itself.' }, NO_REPLY: { description: 'There is no reply in it.' }, UNKNOWN_MEETING: { description: 'It is about no meeting that invitations went out for.' },
  UNKNOWN_ATTENDEE: { description: 'Who replies is no delegate, or several delegates have the address.' }, UNTRUSTED: { description: 'The sender is not the delegate, or the receiving mail server does not vouch for it.' },
  COUNTER: { description: 'The delegate proposes another time or place.' }, DELEGATED: { description: 'Somebody else is sent, or it does not say whether the delegate comes.' },
  AHEAD: { description: 'It answers what was not sent yet, or is dated more than a day ahead.' }, TOO_LARGE: { description: 'It has more than 1 MB, of which the beginning is kept; the rest is in the mailbox.' } } });
registerEnumType(MeetingMailDecision, { name: 'MeetingMailDecision', description: 'What a coordinator decides on a mail that was kept.', valuesMap: {
  APPLY: { description: 'Take it as the reply.' }, DISMISS: { description: 'Nothing follows from it.' }, DECLINE: { description: 'Decline the time proposed: DECLINECOUNTER goes out.' } } });

@ObjectType({ description: 'That the parties were asked for delegates.' })
export class MeetingInvitation {
  @Field(() => DateTime, { description: 'When.' }) invitedAt: Date;
  @Field(() => String, { nullable: true, description: "By when they are to be named, by the edition's wall clock: 2027-02-04T17:00. It moves with the start; null while no day is decided." }) deadlineLocal: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The same as an instant.' }) deadline: Date | null;
  @Field(() => Int, { description: 'How many times the meeting has moved since (SEQUENCE of RFC 5545).' }) sequence: number;
  @Field(() => [Int], { description: 'How many days before the deadline who has not answered is reminded, the earliest first.' }) remindBeforeDeadline: number[];
  @Field(() => [Int], { description: 'How many days before the start everybody is reminded of it, likewise.' }) remindBeforeStart: number[];
}

@ObjectType({ description: 'The newest message that went to a delegate.' })
export class MeetingMessage {
  @Field(() => String, { description: 'REQUEST, CANCEL or DECLINECOUNTER (RFC 5546).' }) method: string;
  @Field(() => Int, { description: 'SEQUENCE of RFC 5545.' }) sequence: number;
  @Field(() => MeetingMailState, { description: 'What became of it.' }) state: MeetingMailState;
  @Field(() => Int, { description: 'Attempts so far.' }) attempts: number;
  @Field(() => String, { nullable: true, description: 'How the last attempt ended, in words.' }) lastResult: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it is tried next.' }) nextAttemptAt: Date | null;
}

@ObjectType({ description: 'What those who name a delegate, and coordinators, know of him.' })
export class MeetingDelegateDetails {
  @Field(() => String, { nullable: true, description: 'Where the invitation goes; null: to nobody.' }) email: string | null;
  @Field(() => LanguageTag, { description: 'The language that is written and spoken to him.' }) language: string;
  @Field(() => LanguageTag, { nullable: true, description: 'The language into which he needs interpretation; null: none.' }) interpretation: string | null;
  @Field(() => String, { description: 'What he eats or does not. Emptied when the edition closes.' }) dietary: string;
  @Field(() => String, { description: 'What access he needs. Emptied when the edition closes.' }) accessNeeds: string;
  @Field(() => Boolean, { description: 'Whether he takes part from elsewhere.' }) remote: boolean;
  @Field(() => Boolean, { description: "Whether a coordinator named him on his organisation's behalf." }) onBehalf: boolean;
  @Field(() => MeetingDelegateReply, { nullable: true, description: 'What he answered to the invitation that stands; null: nothing.' }) reply: MeetingDelegateReply | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was taken.' }) repliedAt: Date | null;
  @Field(() => String, { description: 'What he wrote with it.' }) comment: string;
  @Field(() => MeetingMessage, { nullable: true, description: 'The newest message to him.' }) message: MeetingMessage | null;
}

@ObjectType({ description: 'Somebody whom an organisation sends.' })
export class MeetingDelegate {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  organisationId: string;
  @Field(() => String, { description: 'Family name.' }) familyName: string;
  @Field(() => String, { description: 'Given name.' }) givenName: string;
  @Field(() => String, { nullable: true, description: 'The reading of the name (ふりがな).' }) kana: string | null;
  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' }) latinFamilyName: string | null;
  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' }) latinGivenName: string | null;
  /** `titles` is made of it. */
  title: LocalisedText;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
  @Field(() => MeetingDelegateDetails, { nullable: true, description: "For his own organisation's contact points and administrators, and for coordinators; null for others." }) details: MeetingDelegateDetails | null;
}

@ObjectType({ description: 'What an organisation answered, and whom it sends.' })
export class MeetingDelegation {
  organisationId: string;
  @Field(() => MeetingDelegationReply, { nullable: true, description: "Its answer, for its own contact points and administrators, and for coordinators; null for others." }) reply: MeetingDelegationReply | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the answer is missing; null likewise.' }) missing: boolean | null;
  @Field(() => [MeetingDelegate], { description: 'Whom it sends, in the order of naming.' }) delegates: MeetingDelegate[];
}

@ObjectType({ description: 'A delegate after a change.' })
export class MeetingDelegatePayload {
  @Field(() => MeetingDelegate, { description: 'As he stands now.' }) delegate: MeetingDelegate;
}

@ObjectType({ description: 'A mail that came for meetings. COORDINATOR only.' })
export class MeetingMail {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => DateTime, { description: 'When it came.' }) receivedAt: Date;
  @Field(() => String, { description: 'Whom it says it comes from; empty where that can not be read.' }) sender: string;
  @Field(() => String, { description: 'Its subject.' }) subject: string;
  @Field(() => String, { description: 'What is written in it, at most 4,000 characters. Written by anybody: do not trust it.' }) body: string;
  @Field(() => MeetingInboxState, { description: 'What became of it.' }) state: MeetingInboxState;
  @Field(() => MailDoubt, { nullable: true, description: 'Why it was kept.' }) because: MailDoubt | null;
  @Field(() => ID, { nullable: true, description: 'The edition that it is about.' }) editionId: string | null;
  @Field(() => ID, { nullable: true, description: 'The delegate whom it names.' }) delegateId: string | null;
  @Field(() => String, { nullable: true, description: 'Its method (RFC 5546).' }) method: string | null;
  @Field(() => String, { nullable: true, description: 'Who is said to answer.' }) attendee: string | null;
  @Field(() => String, { nullable: true, description: 'What is answered (PARTSTAT).' }) partstat: string | null;
  @Field(() => String, { description: 'The comment in the reply.' }) comment: string;
  @Field(() => String, { nullable: true, description: 'The start that is proposed, as it is written there, with its zone.' }) starts: string | null;
  @Field(() => String, { nullable: true, description: 'The end, likewise.' }) ends: string | null;
  @Field(() => String, { nullable: true, description: 'The place.' }) place: string | null;
  @Field(() => MeetingMailDecision, { nullable: true, description: 'What was decided.' }) decision: MeetingMailDecision | null;
  @Field(() => DateTime, { nullable: true, description: 'When.' }) resolvedAt: Date | null;
}

@ObjectType({ description: 'A mail in a list.' })
export class MeetingMailEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => MeetingMail, { description: 'The mail.' }) node: MeetingMail;
}

@ObjectType({ description: 'A page of mails, the newest first (Relay Cursor Connections).' })
export class MeetingMailConnection {
  @Field(() => [MeetingMailEdge], { description: 'With cursors.' }) edges: MeetingMailEdge[];
  @Field(() => [MeetingMail], { description: 'The same without cursors.' }) nodes: MeetingMail[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'A mail after a decision.' })
export class MeetingMailPayload {
  @Field(() => MeetingMail, { description: 'As it stands now.' }) mail: MeetingMail;
}
