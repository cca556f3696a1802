import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin } from '@hub/bulletins';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';

/** Why copies are to be destroyed. */
export enum RecallCause { WITHDRAWN = 'WITHDRAWN', NARROWED = 'NARROWED', STRUCK = 'STRUCK' }
/** What an organisation says of its copies. */
export enum DestructionOutcome { DESTROYED = 'DESTROYED', NO_COPIES = 'NO_COPIES', CANNOT_DESTROY = 'CANNOT_DESTROY' }
/** How a request stands. */
export enum DestructionState { OPEN = 'OPEN', OVERDUE = 'OVERDUE', DESTROYED = 'DESTROYED', NO_COPIES = 'NO_COPIES', CANNOT_DESTROY = 'CANNOT_DESTROY' }
/** On which side of a request the asker stands. */
export enum RecallSide { ASKED = 'ASKED', ORIGINATED = 'ORIGINATED' }

const OUTCOMES = {
  DESTROYED: { description: 'All copies are destroyed: files, prints, mails, notes. / 破棄済み' },
  NO_COPIES: { description: 'No copies were kept. / 写しは保有していない' },
  CANNOT_DESTROY: { description: 'Copies can not be destroyed; the remark says why. / 破棄できない（理由を付記）' },
};
registerEnumType(RecallCause, { name: 'RecallCause', description: 'Why copies are to be destroyed.', valuesMap: {
  WITHDRAWN: { description: 'The bulletin was withdrawn.' }, NARROWED: { description: 'The bulletin is not for the organisation any more.' },
  STRUCK: { description: 'A passage was struck: copies that hold it are to be destroyed.' } } });
registerEnumType(DestructionOutcome, { name: 'DestructionOutcome', description: 'What an organisation says of its copies.', valuesMap: OUTCOMES });
registerEnumType(DestructionState, { name: 'DestructionState', description: 'How a request for destruction stands at the instant of the operation.', valuesMap: {
  OPEN: { description: 'Not answered; the time is not over.' }, OVERDUE: { description: 'Not answered, and the time is over.' }, ...OUTCOMES } });
registerEnumType(RecallSide, { name: 'RecallSide', description: 'On which side of a request for destruction the asker stands.', valuesMap: {
  ASKED: { description: 'What the own organisation has to confirm.' }, ORIGINATED: { description: 'What others have to confirm of bulletins that the asker edits.' } } });

@ObjectType({ description: 'That an organisation was shown a version, as the audit log of the originator says. Lists and alerts that showed its title count too.' })
export class BulletinOpening {
  /** `organisation` is made of it. */
  organisationId: string;
  @Field(() => Int, { nullable: true, description: "The version, in the asker's own count; null for one that the asker can not read." }) version: number | null;
  @Field(() => DateTime, { description: 'The first time.' }) firstAt: string;
  @Field(() => DateTime, { description: 'The last time.' }) lastAt: string;
  @Field(() => Int, { description: 'How often.' }) times: number;
}

@ObjectType({ description: "What an organisation is asked to destroy. Seen by those of it who may know, and by the bulletin's editors; with TLP:RED by those named alone. Whoever was never shown the bulletin is not asked." })
export class DestructionRequest {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => RecallCause, { description: 'Why.' }) cause: RecallCause;
  @Field(() => ID, { description: 'The bulletin.' }) bulletinId: string;
  @Field({ description: "The bulletin's reference, by which copies are found." }) reference: string;
  /** `organisation` and `originator` are made of them. */
  organisationId: string;
  originatorId: string;
  @Field(() => DateTime, { description: 'When it was asked.' }) askedAt: string;
  @Field(() => DateTime, { description: 'By when it is to be confirmed.' }) dueAt: string;
  @Field(() => DestructionState, { description: 'How it stands.' }) state: DestructionState;
  @Field(() => DateTime, { nullable: true, description: 'When it was confirmed.' }) confirmedAt: string | null;
  @Field(() => String, { nullable: true, description: "The organisation's remark." }) remark: string | null;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) revision: number;
}

@ObjectType({ description: 'A request in a list.' })
export class DestructionRequestEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => DestructionRequest, { description: 'The request.' }) node: DestructionRequest;
}

@ObjectType({ description: 'A page of requests, the newest first (Relay Cursor Connections).' })
export class DestructionRequestConnection {
  @Field(() => [DestructionRequestEdge], { description: 'With cursors.' }) edges: DestructionRequestEdge[];
  @Field(() => [DestructionRequest], { description: 'The same without the edges.' }) nodes: DestructionRequest[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: "Who has what of a bulletin, and what became of it: for the originator's editors." })
export class Recall {
  @Field(() => Bulletin, { description: 'As it stands; a withdrawn one stays a tombstone for recipients.' }) bulletin: unknown;
  @Field(() => [BulletinOpening], { description: 'Who was shown which version and when, others than the originator itself; by organisation, then version.' }) openings: BulletinOpening[];
  @Field(() => [DestructionRequest], { description: 'Who was asked, and what each has answered; the newest first, at most 500.' }) requests: DestructionRequest[];
  @Field({ description: 'Whether organisations are still being asked: that takes a second or two.' }) asking: boolean;
}

@ObjectType({ description: 'What asking for destruction gives back.' })
export class RecallPayload {
  @Field(() => Recall, { description: 'As it stands now.' }) recall: Recall;
}

@ObjectType({ description: 'What confirming gives back.' })
export class DestructionRequestPayload {
  @Field(() => DestructionRequest, { description: 'As it stands now.' }) request: DestructionRequest;
}
