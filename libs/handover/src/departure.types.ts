import { Field, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';

@ObjectType({ description: 'That an organisation leaves the hub, or has left. What it published stays under its name, edited by nobody; what it has not answered stays unanswered; nothing of it opens to anybody else.' })
export class Departure {
  /** `organisation` and `successor` are made of them. */
  organisationId: string;
  successorId: string | null;
  @Field(() => DateTime, { description: 'At that instant its people’s sessions and memberships end, and nothing reaches it any more.' }) leavesAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it left; null: not yet, and the declaration can be taken back.' }) leftAt: Date | null;
}

@ObjectType({ description: 'What declaring a departure gives back.' })
export class DeparturePayload {
  @Field(() => Departure, { description: 'As it was declared.' }) departure: Departure;
}
