import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';

/** What the meeting wants of somebody. */
export enum MeetingTaskKind { POLL = 'POLL', DELEGATES = 'DELEGATES', REVIEW = 'REVIEW', ACTIONS = 'ACTIONS', DECIDE_DAY = 'DECIDE_DAY', ITEMS = 'ITEMS', OPEN_REVIEW = 'OPEN_REVIEW', APPROVE_MINUTES = 'APPROVE_MINUTES' }
registerEnumType(MeetingTaskKind, { name: 'MeetingTaskKind', description: 'What the meeting wants of somebody.', valuesMap: {
  POLL: { description: 'The own organisation has not said to each slot of the poll; until its deadline. Contact point, deputy, ADMINISTRATOR and CONTACT_POINT.' },
  DELEGATES: { description: 'It has named nobody, nor said that it sends nobody. Likewise.' },
  REVIEW: { description: 'It attended, and has not answered the minutes as a whole; until the announced day. Contact point, deputy and ADMINISTRATOR.' },
  ACTIONS: { description: 'It has taken on what is open, and overdue or due within 30 days. OFFICER, CONTACT_POINT and ADMINISTRATOR, of items that are open to them.' },
  DECIDE_DAY: { description: 'The deadline of the poll is over, and no day is decided. COORDINATOR.' },
  ITEMS: { description: 'Proposed items wait to be accepted or declined, closed ones among them; until the meeting. COORDINATOR.' },
  OPEN_REVIEW: { description: 'The meeting is over, and the review of its minutes not opened. COORDINATOR.' },
  APPROVE_MINUTES: { description: 'The announced day of the review is over, and the minutes are not approved. COORDINATOR.' } } });

@ObjectType({ description: 'Something that the meeting wants of the asker. It tells how much there is, and nothing of what it is about.' })
export class MeetingTask {
  editionId: string;
  @Field(() => MeetingTaskKind, { description: 'What.' }) kind: MeetingTaskKind;
  @Field(() => DateTime, { nullable: true, description: 'By when; of several the first one. Of actions the last minute of the day.' }) dueAt: Date | null;
  @Field({ description: 'Whether that is over.' }) overdue: boolean;
  @Field(() => Int, { description: 'How many: actions, items; else 1.' }) count: number;
}
