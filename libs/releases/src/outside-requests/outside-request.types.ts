import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';
import { OutsideRelease } from '../outside/outside.types.js';

/** How a request is shown. */
export enum OutsideReleaseRequestState { ASKED = 'ASKED', GRANTED = 'GRANTED', REFUSED = 'REFUSED', WITHDRAWN = 'WITHDRAWN' }

registerEnumType(OutsideReleaseRequestState, { name: 'OutsideReleaseRequestState', description: 'How a request to show a bulletin to somebody outside the hub stands at the instant of the operation.', valuesMap: {
  ASKED: { description: 'Not answered yet.' },
  GRANTED: { description: 'Granted, in whole or in part, and approved by a second person of the originator, who sends the address and gives the code.' },
  REFUSED: { description: 'Refused, or not answered in time.' },
  WITHDRAWN: { description: 'Taken back by who asked.' } } });

@ObjectType({ description: 'What was granted of a request.' })
export class OutsideReleaseGrant {
  @Field(() => [ID], { description: 'The sections that the reader is shown, beside title, mark and handling.' }) sectionIds: string[];
  @Field({ description: 'Whether it is less than was asked for.' }) inPart: boolean;
  @Field(() => DateTime, { description: 'From this instant on the view does not open.' }) opensUntil: Date;
}

@ObjectType({ description: `A recipient's request that the originator show a bulletin marked AMBER or GREEN to somebody outside the hub (a ministry at home, a hospital, a lawyer).
Seen by the organisation that asks and by the bulletin's editors. The answer says nothing of what the originator has shown to whom before.` })
export class OutsideReleaseRequest {
  @Field(() => ID, { description: 'Identifier; `subjectId` of its alerts.' }) id: string;
  @Field(() => OutsideReleaseRequestState, { description: 'How it stands at the instant of the operation.' }) state: OutsideReleaseRequestState;
  @Field({ description: 'For editors: it was granted, and the view waits for a second person (`approveOutsideRelease`). False for others.' }) awaitsApproval: boolean;
  @Field(() => Bulletin, { description: 'The bulletin, as the asker of this operation may see it.' }) bulletin: BulletinRow;
  /** `askedBy` is made of it. */
  askerId: string;
  @Field(() => [ID], { nullable: true, description: 'The sections asked for; null: the bulletin as the organisation that asks sees it.' }) sectionIds: string[] | null;
  @Field({ description: 'Who is to read.' }) readerName: string;
  @Field({ description: "The reader's organisation." }) readerOrganisation: string;
  @Field({ description: 'How the originator reaches the reader.' }) contact: string;
  @Field({ description: 'What for.' }) purpose: string;
  @Field(() => String, { nullable: true, description: 'The terms that are offered.' }) terms: string | null;
  @Field(() => DateTime, { description: 'When it was asked.' }) askedAt: Date;
  @Field(() => DateTime, { description: 'From this instant on silence is a refusal.' }) answerBy: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was answered or taken back.' }) answeredAt: Date | null;
  @Field({ description: 'REFUSED because nobody answered in time.' }) silent: boolean;
  @Field(() => String, { nullable: true, description: 'Why it was refused, where the originator says so.' }) reason: string | null;
  @Field(() => OutsideReleaseGrant, { nullable: true, description: 'What was granted; for editors also what waits for approval.' }) grant: OutsideReleaseGrant | null;
  @Field(() => ID, { nullable: true, description: 'For editors: the view that was proposed by granting. Null for others.' }) releaseId: string | null;
  @Field(() => Int, { nullable: true, description: 'For editors: what `expectedRevision` is compared with. Null for others.' }) revision: number | null;
}

@ObjectType({ description: 'A request in a list.' })
export class OutsideReleaseRequestEdge {
  @Field({ description: 'Cursor.' }) cursor: string;
  @Field(() => OutsideReleaseRequest, { description: 'Request.' }) node: OutsideReleaseRequest;
}

@ObjectType({ description: 'Requests to show bulletins to people outside, the newest first.' })
export class OutsideReleaseRequestConnection {
  @Field(() => [OutsideReleaseRequestEdge], { description: 'With their cursors.' }) edges: OutsideReleaseRequestEdge[];
  @Field(() => [OutsideReleaseRequest], { description: 'The same without cursors.' }) nodes: OutsideReleaseRequest[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What changing such a request gives back.' })
export class OutsideReleaseRequestPayload {
  @Field(() => OutsideReleaseRequest, { description: 'As it stands now.' }) request: OutsideReleaseRequest;
}

@ObjectType({ description: 'What granting such a request gives back.' })
export class OutsideReleaseGrantPayload {
  @Field(() => OutsideReleaseRequest, { description: 'As it stands now.' }) request: OutsideReleaseRequest;
  @Field(() => OutsideRelease, { description: 'The view that a second person approves (`approveOutsideRelease`).' }) release: OutsideRelease;
}
