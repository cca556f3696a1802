import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';

/** Whether a link opens. */
export enum MeetingLinkState { GOOD = 'GOOD', EXPIRED = 'EXPIRED', REVOKED = 'REVOKED' }

registerEnumType(MeetingLinkState, { name: 'MeetingLinkState', description: 'Whether a personal link opens, at the instant of the operation.', valuesMap: {
  GOOD: { description: 'It opens, while its edition is not over and its organisation takes part.' },
  EXPIRED: { description: 'Its time is over.' },
  REVOKED: { description: 'Taken back.' } } });

@ObjectType({ description: 'A personal address for somebody without an account, bound to one edition: for polls, delegate forms and documents that are not confidential. COORDINATOR sees all; of those that speak for the own organisation its ADMINISTRATOR and CONTACT_POINT.' })
export class MeetingLink {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  editionId: string;
  /** `organisation` is made of it. */
  organisationId: string | null;
  @Field({ description: 'Whose it is, as the coordinator has written it.' }) holder: string;
  @Field(() => ID, { nullable: true, description: 'The interpreter whose it is (`createMeetingInterpreterLink`); null: no interpreter’s.' }) interpreterId: string | null;
  @Field(() => MeetingLinkState, { description: 'Whether it opens.' }) state: MeetingLinkState;
  @Field(() => DateTime, { description: 'From this instant on it does not open.' }) expiresAt: Date;
  @Field(() => DateTime, { description: 'When it was made.' }) createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was taken back.' }) revokedAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was opened last.' }) openedAt: Date | null;
}

@ObjectType({ description: 'A link in a list.' })
export class MeetingLinkEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => MeetingLink, { description: 'The link.' }) node: MeetingLink;
}

@ObjectType({ description: 'A page of links, the newest first (Relay Cursor Connections).' })
export class MeetingLinkConnection {
  @Field(() => [MeetingLinkEdge], { description: 'With cursors.' }) edges: MeetingLinkEdge[];
  @Field(() => [MeetingLink], { description: 'The same without cursors.' }) nodes: MeetingLink[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What making or taking back a link gives back.' })
export class MeetingLinkPayload {
  @Field(() => MeetingLink, { description: 'As it stands now.' }) link: MeetingLink;
  @Field(() => String, { nullable: true, description: 'The address, for its holder alone. Shown this once, when it is made; null where the call was repeated (Idempotency-Key), and on taking back.' }) address: string | null;
}
