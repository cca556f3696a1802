import { createUnionType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { Unanswered } from './duty/duty.types.js';

/** What happened. */
export enum AlertKind { PUBLISHED = 'PUBLISHED', REVISED = 'REVISED', WITHDRAWN = 'WITHDRAWN', EXPIRED = 'EXPIRED', ACCESS_LOST = 'ACCESS_LOST', ACKNOWLEDGEMENT_DUE = 'ACKNOWLEDGEMENT_DUE', UNANSWERED = 'UNANSWERED',
  THREAD = 'THREAD', PROPOSAL = 'PROPOSAL', RELEASE = 'RELEASE', RECALL = 'RECALL', STRUCK = 'STRUCK', TRANSLATION = 'TRANSLATION', REGISTER = 'REGISTER', HANDOVER = 'HANDOVER', IMPORT = 'IMPORT', LEGAL = 'LEGAL', RETENTION = 'RETENTION', MEETING = 'MEETING' }
/** Why a client must read afresh. */
export enum AlertResetReason { START = 'START', TOO_OLD = 'TOO_OLD' }

registerEnumType(AlertKind, { name: 'AlertKind', description: 'What happened, for the asker: to a bulletin, or to something else that `subjectId` names and `change` tells more of.', valuesMap: {
  PUBLISHED: { description: 'It can be seen now: published, or opened to the asker.' },
  REVISED: { description: 'Something in it that the asker may see has changed.' },
  WITHDRAWN: { description: 'Taken back by its originator. Passes every filter.' },
  EXPIRED: { description: 'Its time is over, from the instant that the alert names. Passes every filter.' },
  ACCESS_LOST: { description: 'The asker has been shown it and may see it no more: the id alone. Passes every filter.' },
  ACKNOWLEDGEMENT_DUE: { description: "The asker's organisation has not answered: before the due time to its officers, at the due time to the contact point too, later to the deputy too; with TLP:RED to the persons named." },
  UNANSWERED: { description: 'Nobody of an organisation that it reached has answered the IMMEDIATE bulletin as acting in time: to the originator, for those who see its acknowledgements. `unanswered` says which one, and its duty telephone.' },
  THREAD: { description: 'Of questions and answers on a bulletin.' },
  PROPOSAL: { description: 'Of a proposed correction.' },
  RELEASE: { description: 'Of releasing a bulletin onward.' },
  RECALL: { description: 'Of a recall: copies are to be destroyed.' },
  STRUCK: { description: 'Something was struck from all versions of a bulletin.' },
  TRANSLATION: { description: 'Of a translation.' },
  REGISTER: { description: 'Of the register of contact points.' },
  HANDOVER: { description: 'Of a handover to a successor.' },
  IMPORT: { description: 'Of an import.' },
  LEGAL: { description: 'Of a legal demand, or of what must be kept.' },
  RETENTION: { description: 'Of what is to be purged, or was.' },
  MEETING: { description: 'Of the Contact Point Meeting.' } } });
registerEnumType(AlertResetReason, { name: 'AlertResetReason', description: 'Why to read `bulletins` afresh.', valuesMap: {
  START: { description: 'No cursor was given.' },
  TOO_OLD: { description: 'Alerts after the cursor are not kept any more.' } } });

@ObjectType({ description: 'One event for the asker. Cursors are opaque, ordered, and good for resuming after any disconnection, by anybody of the same organisation.' })
export class Alert {
  @Field({ description: 'Where it stands in the stream: good for `after`.' }) cursor: string;
  @Field(() => AlertKind, { description: 'What happened.' }) kind: AlertKind;
  @Field(() => DateTime, { description: 'When it happened, in UTC.' }) occurredAt: string;
  @Field(() => ID, { nullable: true, description: 'The bulletin that it is about or belongs to; null where there is none.' }) bulletinId: string | null;
  @Field(() => Bulletin, { nullable: true, description: 'As the asker may see it at the moment of delivery; null once access is lost.' }) bulletin: BulletinRow | null;
  @Field(() => ID, { nullable: true, description: 'Of alerts on something else: its id, to query it by. Null where the bulletin itself is what it is about.' }) subjectId: string | null;
  @Field(() => String, { nullable: true, description: 'Of alerts on something else: what happened to it, a word in upper case such as ANSWERED or DUE.' }) change: string | null;
  @Field(() => Unanswered, { nullable: true, description: 'Of UNANSWERED: who has not answered, and where to telephone.' }) unanswered: Unanswered | null;
}

@ObjectType({ description: 'Start (no cursor was given), or the cursor is older than what is kept: read `bulletins` afresh and go on from `cursor`.' })
export class AlertReset {
  @Field({ description: 'Where the stream stands now.' }) cursor: string;
  @Field(() => AlertResetReason, { description: 'Why the client has to read afresh.' }) reason: AlertResetReason;
}

/** What a subscription delivers. */
export const AlertDelivery = createUnionType({
  name: 'AlertDelivery',
  description: 'An alert, or that the client must read `bulletins` afresh.',
  types: () => [Alert, AlertReset] as const,
  resolveType: (value: Alert | AlertReset) => ('reason' in value ? AlertReset : Alert),
});

@ObjectType({ description: 'An alert in a list.' })
export class AlertEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => Alert, { description: 'The alert.' }) node: Alert;
}

@ObjectType({ description: 'A page of alerts, in the order in which they came (Relay Cursor Connections).' })
export class AlertConnection {
  @Field(() => [AlertEdge], { description: 'With cursors.' }) edges: AlertEdge[];
  @Field(() => [Alert], { description: 'The same without the edges.' }) nodes: Alert[];
  @Field(() => PageInfo, { description: 'What lies beyond this page. After a long stretch in which nothing was for the asker a page may hold fewer than asked for although more follow: go on from `endCursor`.' }) pageInfo: PageInfo;
}
