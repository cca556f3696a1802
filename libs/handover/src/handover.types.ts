import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { BulletinRow } from '@hub/bulletins';
import { DateTimeScalar as DateTime } from '@hub/platform';

/** Why somebody hands over. */
export enum HandoverReason { LEAVE = 'LEAVE', ROTATION = 'ROTATION', DEPARTURE = 'DEPARTURE' }
registerEnumType(HandoverReason, { name: 'HandoverReason', description: 'Why somebody hands over.', valuesMap: {
  LEAVE: { description: 'He comes back at the end of it, and with him what was handed over.' }, ROTATION: { description: 'He has another task.' }, DEPARTURE: { description: 'He leaves the organisation.' } } });

@ObjectType({ description: 'Who answers for what is somebody else’s: for a time, or for good. It gives nobody a right to read, to edit or to approve.' })
export class Handover {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  /** `person` and `successor` are made of them. */
  personId: string;
  successorId: string;
  @Field(() => HandoverReason, { description: 'Why.' }) reason: HandoverReason;
  @Field(() => DateTime, { description: 'From then on.' }) from: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until then; what was handed over comes back by itself. Null: for good.' }) until: Date | null;
  @Field(() => Boolean, { description: "Whether it stands at the operation's instant." }) stands: boolean;
  @Field(() => DateTime, { nullable: true, description: 'When it ended, or was ended.' }) endedAt: Date | null;
}

@ObjectType({ description: 'What changing a handover gives back.' })
export class HandoverPayload {
  @Field(() => Handover, { description: 'As it stands now.' }) handover: Handover;
}

/** Numbers of what is somebody's. */
export interface Things { readonly drafts: number; readonly published: number; readonly approvals: number; readonly answers: number }

@ObjectType({ description: 'What would pass to a successor, in numbers. Of TLP:RED those count that the asker works on himself; of others it says nothing.' })
export class HandoverOverview {
  personId: string;
  @Field(() => Int, { description: 'Working copies of which he is the author. They are the officers’ of his organisation anyway: what passes is who answers for them.' }) drafts: number;
  @Field(() => Int, { description: 'Published bulletins of which he is the author.' }) published: number;
  @Field(() => Int, { description: 'Working copies that wait for approval and name him, or the approval route does. An approval is his own and does not pass: the stand-in of the route approves, or the route is changed.' }) approvals: number;
  @Field(() => Int, { description: 'Bulletins of others that he has answered with RECEIVED for the organisation: somebody should still say whether it acts.' }) answers: number;
}

@ObjectType({ description: 'Somebody who has left or is suspended, and what of his nobody has taken over: plan a handover. Numbers as in HandoverOverview.' })
export class LeftBehind {
  personId: string;
  @Field(() => Int, { description: 'Working copies of which he is the author.' }) drafts: number;
  @Field(() => Int, { description: 'Published bulletins of which he is the author; these alone need nobody.' }) published: number;
  @Field(() => Int, { description: 'Working copies that wait for his approval.' }) approvals: number;
  @Field(() => Int, { description: 'Bulletins of others that he has answered with RECEIVED.' }) answers: number;
}

@ObjectType({ description: 'A bulletin marked TLP:RED of which somebody who goes is one of the few. Its author names another one by an ordinary revision; nothing opens by itself.' })
export class SuccessorAsked {
  bulletin: BulletinRow;
  personId: string;
  organisationId: string;
  @Field(() => DateTime, { description: 'When it was asked.' }) askedAt: Date;
  @Field(() => Boolean, { description: 'Whether he is the author: while he is there he can make somebody else it (handOverAuthorship); once he has left, the bulletin can only be withdrawn, or drafted anew.' }) author: boolean;
}
