import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, PageInfo } from '@hub/platform';

/** How somebody is told. */
export enum DutyChannel { SMS = 'SMS', VOICE = 'VOICE' }
/** Languages in which somebody is told. */
export const DUTY_LANGUAGES = ['ja', 'en'] as const;
/** One of them. */
export type DutyLanguage = (typeof DUTY_LANGUAGES)[number];
/** A day of the week. */
export enum Weekday { MONDAY = 'MONDAY', TUESDAY = 'TUESDAY', WEDNESDAY = 'WEDNESDAY', THURSDAY = 'THURSDAY', FRIDAY = 'FRIDAY', SATURDAY = 'SATURDAY', SUNDAY = 'SUNDAY' }
/** How a call stands. */
export enum DutyCallState { WAITING = 'WAITING', TAKEN = 'TAKEN', EXHAUSTED = 'EXHAUSTED', DROPPED = 'DROPPED' }
/** What became of calling the person on duty, as the originator is told. */
export enum DutyOutcome { CALLED = 'CALLED', NOT_REACHED = 'NOT_REACHED', NOBODY = 'NOBODY' }

registerEnumType(DutyChannel, { name: 'DutyChannel', description: 'How a person on duty is told to open the hub.', valuesMap: {
  SMS: { description: 'A short message.' }, VOICE: { description: 'A telephone call that reads it out.' } } });
registerEnumType(Weekday, { name: 'Weekday', description: 'A day of the week.', valuesMap: Object.fromEntries(Object.values(Weekday).map((day) => [day, { description: `${day.charAt(0)}${day.slice(1).toLowerCase()}.` }])) });
registerEnumType(DutyCallState, { name: 'DutyCallState', description: 'How a call stands.', valuesMap: {
  WAITING: { description: 'Waits for its next attempt.' },
  TAKEN: { description: 'The gateway has taken it (2xx). Whether somebody heard it, an answer on the hub tells.' },
  EXHAUSTED: { description: 'Every attempt failed.' },
  DROPPED: { description: 'Not made, or not tried again: the organisation has answered as acting, or it is no longer its to answer.' } } });
registerEnumType(DutyOutcome, { name: 'DutyOutcome', description: "What became of calling an organisation's person on duty, up to the moment of telling.", valuesMap: {
  CALLED: { description: 'The gateway has taken the call; there is no answer on the hub.' },
  NOT_REACHED: { description: 'The gateway did not take the call; it is tried again.' },
  NOBODY: { description: 'No duty person is known: there is none on its rota who may be called, or the hub has no gateway. Telephone.' } } });

@ObjectType({ description: 'Hours by the wall clock of a time zone. Those that end at or before they begin go on into the next day; days are the ones on which they begin.' })
export class DutyHours {
  @Field({ description: 'IANA time zone, such as Asia/Tokyo.' }) zone: string;
  @Field({ description: 'From, HH:MM.' }) from: string;
  @Field({ description: 'Until, HH:MM; the same as `from`: for 24 hours.' }) until: string;
  @Field(() => [Weekday], { description: 'On these days of the week; none: on all.' }) weekdays: Weekday[];
  @Field(() => DateScalar, { nullable: true, description: 'The first day; null: from always on.' }) firstDay: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day; null: for ever.' }) lastDay: string | null;
}

@ObjectType({ description: 'Somebody on the rota.' })
export class DutyShift {
  @Field(() => ID, { description: 'Opaque; another one with every change of the rota.' }) id: string;
  /** `person` is made of it. */
  personId: string | null;
  @Field(() => String, { nullable: true, description: 'Who answers there, where it is not a person of the hub.' }) label: string | null;
  @Field({ description: 'The number, E.164. Shown to the administrators and contact points of the own organisation alone.' }) telephone: string;
  @Field(() => DutyChannel, { description: 'By SMS or by voice.' }) channel: DutyChannel;
  @Field(() => LanguageTag, { description: 'In which language: ja or en.' }) language: DutyLanguage;
  @Field(() => DutyHours, { nullable: true, description: 'When; null: otherwise, after all whose hours it is.' }) hours: DutyHours | null;
}

@ObjectType({ description: "The own organisation's duty rota. Called first are those whose hours it is, then those without hours, each in the order of the list; the next one where nobody has answered as acting within five minutes, or at once where the gateway fails." })
export class DutyRota {
  @Field(() => Int, { description: "The organisation's revision, for expectedRevision." }) revision: number;
  @Field(() => [DutyShift], { description: 'In the order of calling.' }) shifts: DutyShift[];
}

@ObjectType({ description: 'What changing the rota gives back.' })
export class DutyRotaPayload {
  @Field(() => DutyRota, { description: 'As it stands now.' }) rota: DutyRota;
}

@ObjectType({ description: 'One attempt at a call.' })
export class DutyAttempt {
  @Field(() => Int, { description: 'From 1.' }) number: number;
  @Field(() => DateTime, { description: 'When it began.' }) beganAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is under way.' }) endedAt: Date | null;
  @Field(() => Int, { nullable: true, description: "The gateway's HTTP status, where there was an answer." }) status: number | null;
  @Field({ description: 'How it ended, in words.' }) result: string;
}

@ObjectType({ description: 'A call of a person on duty, with all attempts. Says nothing of what it was about.' })
export class DutyCall {
  @Field(() => ID, { description: 'The id that the gateway got with every attempt.' }) id: string;
  /** `person` is made of it. */
  personId: string | null;
  @Field(() => String, { nullable: true, description: 'Who answers there, where it is not a person of the hub.' }) label: string | null;
  @Field(() => DutyChannel, { description: 'By SMS or by voice.' }) channel: DutyChannel;
  @Field(() => DutyCallState, { description: 'How it stands.' }) state: DutyCallState;
  @Field(() => DateTime, { description: 'When it was made.' }) createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it is tried next.' }) nextAttemptAt: Date | null;
  @Field(() => [DutyAttempt], { description: 'In the order in which they were made.' }) attempts: DutyAttempt[];
}

@ObjectType({ description: 'A call in a list.' })
export class DutyCallEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => DutyCall, { description: 'The call.' }) node: DutyCall;
}

@ObjectType({ description: 'A page of calls, the newest first (Relay Cursor Connections).' })
export class DutyCallConnection {
  @Field(() => [DutyCallEdge], { description: 'With cursors.' }) edges: DutyCallEdge[];
  @Field(() => [DutyCall], { description: 'The same without the edges.' }) nodes: DutyCall[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'An organisation that has not answered an IMMEDIATE bulletin as acting. For those who see its acknowledgements.' })
export class Unanswered {
  /** `organisation` and `dutyTelephone` are made of it. */
  organisationId: string;
  @Field(() => DutyOutcome, { description: 'What became of calling its person on duty, up to then.' }) duty: DutyOutcome;
}
