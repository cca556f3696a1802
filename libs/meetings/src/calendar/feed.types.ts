import { Field, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';

@ObjectType({ description: "The own calendar feed (iCalendar): the meetings of one's organisation, by title, place and times alone." })
export class CalendarFeed {
  @Field(() => DateTime, { description: 'When its address was made.' }) createdAt: Date;
  @Field(() => String, { nullable: true, description: 'Its address, shown this once: whoever has it reads the feed. Null afterwards, and at a repetition under the same Idempotency-Key: make another then.' }) address: string | null;
}

@ObjectType({ description: 'A calendar feed that was made.' })
export class CalendarFeedPayload {
  @Field(() => CalendarFeed, { description: 'As it stands now.' }) feed: CalendarFeed;
}
