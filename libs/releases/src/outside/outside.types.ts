import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';

/** How a release to somebody outside the hub stands. */
export enum OutsideReleaseState { PROPOSED = 'PROPOSED', READY = 'READY', OPENED = 'OPENED', LOCKED = 'LOCKED', EXPIRED = 'EXPIRED', REVOKED = 'REVOKED' }

registerEnumType(OutsideReleaseState, { name: 'OutsideReleaseState', description: 'How a release to somebody outside the hub stands at the instant of the operation.', valuesMap: {
  PROPOSED: { description: 'Waits for a second person.' },
  READY: { description: 'Opens once, with its code.' },
  OPENED: { description: 'Was opened, and does not open again.' },
  LOCKED: { description: 'Five codes were tried: it does not open any more.' },
  EXPIRED: { description: 'Its time is over.' },
  REVOKED: { description: 'Taken back.' } } });

@ObjectType({ description: 'One view of a bulletin for somebody outside the hub, under the responsibility of its originator. For editors of the bulletin. It opens only while the bulletin is as it was approved for it: what was revised, narrowed, withdrawn or has expired since does not.' })
export class OutsideRelease {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => OutsideReleaseState, { description: 'How it stands.' }) state: OutsideReleaseState;
  @Field(() => Bulletin, { description: 'The bulletin, as the asker of this operation may see it.' }) bulletin: BulletinRow;
  @Field({ description: 'Who reads.' }) readerName: string;
  @Field({ description: "Whose: the reader's organisation." }) readerOrganisation: string;
  @Field({ description: 'What for.' }) purpose: string;
  @Field(() => String, { nullable: true, description: 'Of a bulletin about an identifiable person: why this reader may know.' }) safetyCheck: string | null;
  @Field(() => [ID], { description: 'The sections shown, beside title, mark and handling.' }) sectionIds: string[];
  @Field(() => DateTime, { description: 'From this instant on it does not open.' }) expiresAt: Date;
  @Field(() => DateTime, { description: 'When it was proposed.' }) proposedAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When a second person approved it.' }) approvedAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was opened.' }) openedAt: Date | null;
  @Field(() => Int, { description: 'Codes tried, the right one among them; five at most.' }) attempts: number;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
  /** `proposedBy` and `approvedBy` are made of them. */
  proposedById: string;
  approvedById: string | null;
}

@ObjectType({ description: 'A release to somebody outside in a list.' })
export class OutsideReleaseEdge {
  @Field({ description: 'Cursor.' }) cursor: string;
  @Field(() => OutsideRelease, { description: 'Release.' }) node: OutsideRelease;
}

@ObjectType({ description: 'Releases to people outside, the newest first.' })
export class OutsideReleaseConnection {
  @Field(() => [OutsideReleaseEdge], { description: 'With their cursors.' }) edges: OutsideReleaseEdge[];
  @Field(() => [OutsideRelease], { description: 'The same without cursors.' }) nodes: OutsideRelease[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What changing a release to somebody outside gives back.' })
export class OutsideReleasePayload {
  @Field(() => OutsideRelease, { description: 'As it stands now.' }) release: OutsideRelease;
}

@ObjectType({ description: 'What approving a release to somebody outside gives back: address and code, this once. Send the address, and give the code by telephone.' })
export class OutsideReleaseKeyPayload {
  @Field(() => OutsideRelease, { description: 'As it stands now.' }) release: OutsideRelease;
  @Field(() => String, { nullable: true, description: 'The address. Shown this once; null where the call was repeated (Idempotency-Key).' }) address: string | null;
  @Field(() => String, { nullable: true, description: 'The code, eight digits. Shown this once, kept as a hash; null where the call was repeated.' }) code: string | null;
}
