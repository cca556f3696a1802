import { Field, ID, InputType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';
import { HandoverReason } from './handover.types.js';

@InputType({ description: 'Who hands over to whom, and when.' })
export class PlanHandoverInput {
  @Field(() => ID, { nullable: true, description: 'Who hands over, of the own organisation; absent: the asker. He may have left.' })
  personId?: string | null;

  @Field(() => ID, { description: 'Another active person of the own organisation with a reading role; an officer, where he is one.' })
  successorId: string;

  @Field(() => DateTime, { nullable: true, description: 'From then on; absent: from now on. Not in the past.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until then: with LEAVE, and only with it. After `from`.' })
  until?: Date | null;

  @Field(() => HandoverReason, { description: 'Why.' })
  reason: HandoverReason;
}
