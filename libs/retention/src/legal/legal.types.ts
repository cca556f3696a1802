import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin } from '@hub/bulletins';
import { Organisation } from '@hub/parties';
import { DateScalar, DateTimeScalar as DateTime, PageInfo } from '@hub/platform';

/** How a demand stands. */
export enum LegalDemandState { OPEN = 'OPEN', ANSWERED = 'ANSWERED', REFUSED = 'REFUSED' }

registerEnumType(LegalDemandState, { name: 'LegalDemandState', description: 'How a legal demand stands.', valuesMap: {
  OPEN: { description: 'It has no answer yet. / 未回答' },
  ANSWERED: { description: 'Something was handed over, or it was answered that there is nothing. / 回答済み' },
  REFUSED: { description: 'It was refused. / 拒否' } } });

@ObjectType({ description: 'That the law forbids to tell the originators.' })
export class LegalSecrecy {
  @Field({ description: 'Why.' }) reason: string;
  @Field({ description: 'By which law or order.' }) basis: string;
  @Field(() => DateScalar, { description: 'When it is to be looked at again; who registered it and the contact point are alerted then (LEGAL, SECRECY_REVIEW).' }) reviewOn: string;
}

@ObjectType({ description: 'A bulletin in the scope of a demand.' })
export class LegalDemandBulletin {
  @Field(() => ID, { description: 'The bulletin.' }) bulletinId: string;
  @Field(() => Bulletin, { nullable: true, description: 'As the asker may see it.' }) bulletin: unknown;
  @Field(() => [Int], { description: "The versions that were handed over, in the organisation's own count; none: nothing of it." }) versions: number[];
}

@ObjectType({ description: 'What was answered to a demand.' })
export class LegalAnswer {
  @Field(() => DateTime, { description: 'When.' }) answeredAt: Date;
  @Field(() => String, { nullable: true, description: 'To whom something was handed over; null where it was refused.' }) handedTo: string | null;
  @Field(() => String, { nullable: true, description: 'What was said; of a refusal, why.' }) text: string | null;
}

@ObjectType({ description: "A demand of an authority for information, which the own organisation has received: for its officers, contact points and administrators, and nobody else. / 法令に基づく照会" })
export class LegalDemand {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field({ description: 'Who demands.' }) authority: string;
  @Field({ description: 'By which law, such as 刑事訴訟法第197条第2項.' }) legalBasis: string;
  @Field(() => String, { nullable: true, description: "The authority's own number." }) reference: string | null;
  @Field(() => DateScalar, { description: 'When it was received.' }) receivedOn: string;
  @Field({ description: 'What is demanded, in words.' }) scope: string;
  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be answered; an alert comes three days before (LEGAL, ANSWER_DUE).' }) dueOn: string | null;
  @Field(() => LegalDemandState, { description: 'How it stands.' }) state: LegalDemandState;
  @Field(() => LegalSecrecy, { nullable: true, description: 'Whether the law forbids to tell the originators; null: they were told.' }) secrecy: LegalSecrecy | null;
  @Field(() => [LegalDemandBulletin], { description: 'The bulletins in scope, as far as the asker may know of them.' }) bulletins: LegalDemandBulletin[];
  @Field(() => LegalAnswer, { nullable: true, description: 'What was answered.' }) answer: LegalAnswer | null;
  @Field(() => DateTime, { description: 'When it was registered.' }) registeredAt: Date;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) revision: number;
  /** `registeredBy` and `answeredBy` are made of them. */
  registeredById: string;
  answeredById: string | null;
}

@ObjectType({ description: 'A demand in a list.' })
export class LegalDemandEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => LegalDemand, { description: 'The demand.' }) node: LegalDemand;
}

@ObjectType({ description: 'A page of demands, the newest first (Relay Cursor Connections).' })
export class LegalDemandConnection {
  @Field(() => [LegalDemandEdge], { description: 'With cursors.' }) edges: LegalDemandEdge[];
  @Field(() => [LegalDemand], { description: 'The same without the edges.' }) nodes: LegalDemand[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: "That another organisation was demanded to hand over a bulletin of the own organisation's, and what became of it. / 自機関の文書に対する照会の通知" })
export class LegalNotice {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => ID, { description: 'The bulletin.' }) bulletinId: string;
  @Field(() => Bulletin, { nullable: true, description: 'As the asker may see it.' }) bulletin: unknown;
  @Field(() => Organisation, { nullable: true, description: 'Who received the demand.' }) receiver: unknown;
  receiverId: string;
  @Field({ description: 'Who demands.' }) authority: string;
  @Field({ description: 'By which law.' }) legalBasis: string;
  @Field(() => String, { nullable: true, description: "The authority's own number." }) reference: string | null;
  @Field(() => DateScalar, { description: 'When it was received.' }) receivedOn: string;
  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be answered.' }) dueOn: string | null;
  @Field(() => DateTime, { description: 'When the own organisation was told.' }) toldAt: Date;
  @Field(() => LegalDemandState, { description: 'How it stands.' }) state: LegalDemandState;
  @Field(() => [Int], { description: "The versions of it that were handed over, in the receiver's own count." }) versions: number[];
  @Field(() => String, { nullable: true, description: 'To whom; null where nothing of this bulletin was.' }) handedTo: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was answered.' }) answeredAt: Date | null;
}

@ObjectType({ description: 'A notice in a list.' })
export class LegalNoticeEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => LegalNotice, { description: 'The notice.' }) node: LegalNotice;
}

@ObjectType({ description: 'A page of notices, the newest first (Relay Cursor Connections).' })
export class LegalNoticeConnection {
  @Field(() => [LegalNoticeEdge], { description: 'With cursors.' }) edges: LegalNoticeEdge[];
  @Field(() => [LegalNotice], { description: 'The same without the edges.' }) nodes: LegalNotice[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What changing a demand gives back.' })
export class LegalDemandPayload {
  @Field(() => LegalDemand, { description: 'As it stands now.' }) demand: LegalDemand;
}
