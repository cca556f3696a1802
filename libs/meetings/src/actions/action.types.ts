import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalisedText } from '@hub/kernel';
import { DateScalar, DateTimeScalar as DateTime, MarkdownScalar as Markdown } from '@hub/platform';
import { MeetingActionState } from '../minutes/minutes.enums.js';

@ObjectType({ description: 'What the owner reported of something that it took on.' })
export class MeetingActionReport {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => MeetingActionState, { description: 'How it stood then.' }) state: MeetingActionState;
  @Field(() => Markdown, { description: 'What was done.' }) body: string;
  @Field(() => DateTime, { description: 'When.' }) at: string;
}

@ObjectType({ description: 'What an organisation took on in a meeting. Seen by who sees the item where it was agreed.' })
export class MeetingAction {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => ID, { description: 'The item where it was agreed.' }) itemId: string;
  editionId: string;
  ownerId: string;
  /** `texts` is made of it. */
  named: LocalisedText;
  @Field(() => DateScalar, { description: "The last day for it, by the clock of the edition's zone." }) dueOn: string;
  @Field(() => MeetingActionState, { description: 'Whether it is done.' }) state: MeetingActionState;
  @Field(() => Boolean, { description: 'Whether it is open and that day is over.' }) overdue: boolean;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
  @Field(() => DateTime, { description: 'When it was agreed.' }) at: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was done or dropped.' }) endedAt: Date | null;
  @Field(() => Int, { description: 'Into how many later editions it was carried because it was open.' }) carried: number;
  @Field(() => [MeetingActionReport], { description: 'What its owner reported, the oldest first.' }) reports: MeetingActionReport[];
}

@ObjectType({ description: 'What changing it gives back.' })
export class MeetingActionPayload {
  @Field(() => MeetingAction, { description: 'As it stands now.' }) action: MeetingAction;
}

@ObjectType({ description: "How what was taken on has come along since the edition before, for the asker's organisation: its own first." })
export class MeetingProgressReport {
  @Field(() => Int, { description: 'How many the asker sees in all.' }) total: number;
  @Field(() => Int, { description: 'How many are done.' }) done: number;
  @Field(() => Int, { description: 'How many are open.' }) open: number;
  @Field(() => Int, { description: 'How many of the open ones are overdue.' }) overdue: number;
  @Field(() => [MeetingAction], { description: 'What the own organisation took on, by day.' }) own: MeetingAction[];
  @Field(() => [MeetingAction], { description: 'What others took on, by organisation and day.' }) others: MeetingAction[];
  @Field(() => Markdown, { description: 'The whole in CommonMark.' }) markdown: string;
}
