import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';

@InputType({ description: 'When the own organisation leaves the hub, and to whom others should turn then.' })
export class DepartOrganisationInput {
  @Field(() => Int, { description: "The organisation's revision that the change is based on." })
  expectedRevision: number;

  @Field(() => DateTime, { description: 'At least a day from now.' })
  leavesAt: Date;

  @Field(() => ID, { nullable: true, description: 'Another organisation that takes part, to which others should turn. It gets nothing by it. Null: none.' })
  successorId?: string | null;
}
