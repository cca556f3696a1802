import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';

/** How a request stands, as it is shown. */
export enum ReleaseRequestState { ASKED = 'ASKED', GRANTED = 'GRANTED', REFUSED = 'REFUSED', WITHDRAWN = 'WITHDRAWN', ENDED = 'ENDED' }
/** Whose requests. */
export enum ReleaseRequestSide { ASKED_BY_US = 'ASKED_BY_US', ASKED_OF_US = 'ASKED_OF_US' }

registerEnumType(ReleaseRequestState, { name: 'ReleaseRequestState', description: 'How a request for release stands at the instant of the operation.', valuesMap: {
  ASKED: { description: 'Not answered yet.' },
  GRANTED: { description: 'Granted, in whole or in part, and approved by a second person of the originator.' },
  REFUSED: { description: 'Refused, or not answered in time.' },
  WITHDRAWN: { description: 'Taken back by who asked.' },
  ENDED: { description: 'Was granted, and has ended.' } } });
registerEnumType(ReleaseRequestSide, { name: 'ReleaseRequestSide', description: 'Whose requests for release.', valuesMap: {
  ASKED_BY_US: { description: 'Those of the own organisation.' },
  ASKED_OF_US: { description: "Those about the own organisation's bulletins. For their editors." } } });

@ObjectType({ description: 'What was granted.' })
export class ReleaseGrant {
  @Field(() => [ID], { description: 'The sections that the release opens, beside title and facts. Those written later it does not.' }) sectionIds: string[];
  @Field({ description: 'Whether it is less than was asked for.' }) inPart: boolean;
  @Field(() => String, { nullable: true, description: 'What the third organisation may do with it, beside the mark and the handling of the bulletin.' }) conditions: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From this instant on it has ended; null: with the bulletin.' }) until: Date | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the third organisation is told who asked. For editors; null for others.' }) namesAsker: boolean | null;
  /** `grantedBy` is made of it. */
  decidedBy: string | null;
}

@ObjectType({ description: `A recipient's request that the originator release a bulletin marked AMBER to a third organisation (TLP 2.0: AMBER is passed on with the source's permission only).
Seen by the organisation that asks and by the bulletin's editors. The answer says nothing of who receives already.` })
export class ReleaseRequest {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => ReleaseRequestState, { description: 'How it stands at the instant of the operation.' }) state: ReleaseRequestState;
  @Field({ description: 'For editors: an officer has granted it, and it waits for a second person to approve the working copy (`publishBulletin`). False for others.' }) awaitsApproval: boolean;
  @Field(() => Bulletin, { description: 'The bulletin, as the asker of this operation may see it.' }) bulletin: BulletinRow;
  /** `askedBy` and `recipient` are made of them. */
  askerId: string;
  recipientId: string;
  @Field(() => [ID], { nullable: true, description: 'The sections asked for; null: the bulletin as the organisation that asks sees it.' }) sectionIds: string[] | null;
  @Field({ description: 'What for.' }) purpose: string;
  @Field(() => String, { nullable: true, description: 'The terms that are offered.' }) terms: string | null;
  @Field(() => DateTime, { description: 'When it was asked.' }) askedAt: Date;
  @Field(() => DateTime, { description: 'From this instant on silence is a refusal.' }) answerBy: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was answered or taken back.' }) answeredAt: Date | null;
  @Field({ description: 'REFUSED because nobody answered in time.' }) silent: boolean;
  @Field(() => String, { nullable: true, description: 'Why it was refused, where the originator says so.' }) reason: string | null;
  @Field(() => ReleaseGrant, { nullable: true, description: 'What was granted; for editors also what waits for approval.' }) grant: ReleaseGrant | null;
  @Field(() => Int, { nullable: true, description: 'For editors: what `expectedRevision` is compared with. Null for others.' }) revision: number | null;
}

@ObjectType({ description: "A release to the asker's organisation, by the originator." })
export class ReceivedRelease {
  @Field(() => ID, { description: 'Identifier; `subjectId` of its alerts.' }) id: string;
  bulletinId: string;
  @Field(() => String, { nullable: true, description: 'What the organisation may do with it, beside the mark and the handling of the bulletin.' }) conditions: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From this instant on it has ended; null: with the bulletin.' }) until: Date | null;
  @Field(() => DateTime, { description: 'When it was released.' }) releasedAt: Date;
  /** `askedBy` is made of it. */
  askedById: string | null;
}

@ObjectType({ description: 'A request in a list.' })
export class ReleaseRequestEdge {
  @Field({ description: 'Cursor.' }) cursor: string;
  @Field(() => ReleaseRequest, { description: 'Request.' }) node: ReleaseRequest;
}

@ObjectType({ description: 'Requests, the newest first.' })
export class ReleaseRequestConnection {
  @Field(() => [ReleaseRequestEdge], { description: 'With their cursors.' }) edges: ReleaseRequestEdge[];
  @Field(() => [ReleaseRequest], { description: 'The same without cursors.' }) nodes: ReleaseRequest[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What changing a request gives back.' })
export class ReleaseRequestPayload {
  @Field(() => ReleaseRequest, { description: 'As it stands now.' }) request: ReleaseRequest;
}

