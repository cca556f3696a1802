import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CountryCodeScalar as CountryCode, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, PageInfo } from '@hub/platform';
import { BulletinKind, ExploitationType, Urgency } from '@hub/bulletins';

/** When somebody is mailed. */
export enum MailRhythm { AT_ONCE = 'AT_ONCE', HOURLY = 'HOURLY', DAILY = 'DAILY', OFF = 'OFF' }
/** How a mail stands. */
export enum MailState { WAITING = 'WAITING', SENT = 'SENT', WITHHELD = 'WITHHELD', CANCELLED = 'CANCELLED' }

registerEnumType(MailRhythm, { name: 'MailRhythm', description: 'When somebody is mailed of alerts. Of IMMEDIATE bulletins at once in any case, unless OFF, or `urgencies` of the filter leaves them out.', valuesMap: {
  AT_ONCE: { description: 'At once; at most one mail a minute, what comes meanwhile stands in the next.' },
  HOURLY: { description: 'What has come, at each full hour of the zone.' },
  DAILY: { description: 'What has come, once a day at `dailyAt`.' },
  OFF: { description: 'Never.' } } });
registerEnumType(MailState, { name: 'MailState', description: 'How a mail stands.', valuesMap: {
  WAITING: { description: 'Waits for its first or next attempt.' },
  SENT: { description: 'The mail server has taken it.' },
  WITHHELD: { description: 'An attempt broke off, and then there was nothing to tell any more.' },
  CANCELLED: { description: 'The person wants no mail any more.' } } });

@ObjectType({ description: 'What to be mailed of: as AlertFilter; null where that does not matter.' })
export class MailFilter {
  @Field(() => [BulletinKind], { nullable: true, description: 'One of these kinds.' }) kinds: BulletinKind[] | null;
  @Field(() => [Urgency], { nullable: true, description: 'One of these urgencies.' }) urgencies: Urgency[] | null;
  @Field(() => [CountryCode], { nullable: true, description: "Matches the bulletin's countries and the citizenships in its facts." }) countries: string[] | null;
  @Field(() => [ExploitationType], { nullable: true, description: 'One of these types of exploitation in its facts.' }) exploitation: ExploitationType[] | null;
}

@ObjectType({ description: `How the asker wants to be mailed of alerts, and how that goes. A mail says of a bulletin its reference, kind and urgency, and never its title, text or any person; of TLP:RED, or
what names persons, only that something waits.` })
export class MailSettings {
  @Field({ description: 'Whether this hub sends mail at all: false where its operator has set no mail server (SMTP_URL).' }) configured: boolean;
  @Field({ description: 'Where mail goes: the address by which the asker signs in.' }) address: string;
  @Field(() => MailRhythm, { description: 'When. OFF until it is chosen.' }) rhythm: MailRhythm;
  @Field({ description: 'When the daily mail comes: HH:MM by the clock in `zone`.' }) dailyAt: string;
  @Field(() => String, { nullable: true, description: 'When quiet hours begin, HH:MM by the clock in `zone`; null for none. Only what is IMMEDIATE comes in them.' }) quietFrom: string | null;
  @Field(() => String, { nullable: true, description: 'When they end; they may go over midnight.' }) quietUntil: string | null;
  @Field({ description: 'IANA time zone, such as Asia/Tokyo.' }) zone: string;
  @Field(() => LanguageTag, { nullable: true, description: "ja or en; null: the person's language where it is Japanese, else English." }) language: string | null;
  @Field(() => MailFilter, { description: 'What to be mailed of.' }) filter: MailFilter;
  @Field(() => DateTime, { nullable: true, description: 'Since when no mail was taken; null while the last one was.' }) failingSince: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'What was refused is tried again then, or as soon as these settings or the address are changed.' }) heldUntil: Date | null;
  @Field(() => String, { nullable: true, description: 'How the last attempt ended, in words.' }) lastResult: string | null;
  @Field(() => Int, { description: 'For expectedRevision; 0 before the first change.' }) revision: number;
}

@ObjectType({ description: 'The settings after the change.' })
export class MailSettingsPayload {
  @Field(() => MailSettings, { description: 'As they stand now.' }) settings: MailSettings;
}

@ObjectType({ description: 'One attempt at handing a mail over to the mail server.' })
export class MailAttempt {
  @Field(() => Int, { description: 'From 1.' }) number: number;
  @Field(() => DateTime, { description: 'When it began.' }) beganAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is under way.' }) endedAt: Date | null;
  @Field(() => Int, { nullable: true, description: "The mail server's reply code (RFC 5321), where it refused." }) status: number | null;
  @Field({ description: 'How it ended, in words.' }) result: string;
}

@ObjectType({ description: 'One mail to one person, with all attempts. Says nothing of what it is about.' })
export class MailDelivery {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => MailState, { description: 'How it stands.' }) state: MailState;
  @Field(() => DateTime, { description: 'When it was made.' }) createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it is tried next, at the earliest.' }) nextAttemptAt: Date | null;
  @Field(() => [MailAttempt], { description: 'In the order in which they were made.' }) attempts: MailAttempt[];
}

@ObjectType({ description: 'A mail in a list.' })
export class MailDeliveryEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => MailDelivery, { description: 'The mail.' }) node: MailDelivery;
}

@ObjectType({ description: 'A page of mails, the newest first (Relay Cursor Connections).' })
export class MailDeliveryConnection {
  @Field(() => [MailDeliveryEdge], { description: 'With cursors.' }) edges: MailDeliveryEdge[];
  @Field(() => [MailDelivery], { description: 'The same without the edges.' }) nodes: MailDelivery[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'Somebody of the own organisation whom mail does not reach.' })
export class MailFailure {
  personId: string;
  @Field(() => DateTime, { description: 'Since when no mail was taken.' }) failingSince: Date;
  @Field(() => DateTime, { nullable: true, description: 'Where the address or a mail was refused: when it is tried again, unless address or settings change before.' }) heldUntil: Date | null;
  @Field(() => String, { nullable: true, description: 'How the last attempt ended, in words.' }) lastResult: string | null;
  @Field(() => Int, { description: 'Mails that wait.' }) waiting: number;
}
