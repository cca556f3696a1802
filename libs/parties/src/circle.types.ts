import type { LocalisedText } from '@hub/kernel';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

/** A circle as resolvers hand it on. */
@ObjectType({ description: 'A standing group of organisations that an audience can name. Its members are fixed into the audience at publication.' })
export class Circle {
  @Field(() => ID, { description: 'Random; tells nothing.' }) id: string;
  @Field(() => String, { description: 'Short name in capitals.' }) code: string;
  @Field(() => Int, { nullable: true, description: 'What `expectedRevision` is compared with. Coordinators only.' }) revision: number | null;
  /** Not fields as they stand: `name`, `names` and `members` are made of them. */
  texts: LocalisedText;
  memberIds: string[];
}

/** What changing a circle answers. */
@ObjectType({ description: 'The circle after the change.' })
export class CirclePayload {
  @Field(() => Circle, { description: 'The circle.' }) circle: Circle;
}
