import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalisedText } from '@hub/kernel';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';
import { MeetingAct, MeetingState } from './edition.enums.js';

@ObjectType({ description: 'One edition of the Contact Point Meeting, from planning to the closed minutes. Its parties and coordinators see it; items and minutes have scopes of their own.' })
export class MeetingEdition {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => Int, { description: 'Which one in the series (第N回).' }) number: number;
  @Field(() => Int, { description: 'The calendar year that it belongs to.' }) year: number;
  /** `title` and `titles` are made of it. */
  names: LocalisedText;
  @Field(() => MeetingState, { description: 'Where it stands.' }) state: MeetingState;
  @Field(() => MeetingState, { nullable: true, description: 'Where it stood when it was postponed; null otherwise.' }) postponedFrom: MeetingState | null;
  @Field(() => String, { nullable: true, description: 'Why it was postponed or cancelled.' }) reason: string | null;
  @Field(() => String, { description: 'The zone of its local times (IANA), such as Asia/Tokyo.' }) zone: string;
  @Field(() => String, { nullable: true, description: 'When it begins, as the clock on the wall shows it: 2027-02-18T13:30. Null: no day is decided.' }) startsLocal: string | null;
  @Field(() => String, { nullable: true, description: 'When it ends, likewise.' }) endsLocal: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The instant of `startsLocal` by the rules of the zone.' }) startsAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'The instant of `endsLocal`.' }) endsAt: Date | null;
  /** `place` is made of it. */
  places: LocalisedText;
  @Field(() => [Int], { description: 'Months (1 to 12) in which it might be held: those of the editions before.' }) suggestedMonths: number[];
  /** `previous` is made of it. */
  previousId: string | null;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
  @Field(() => DateTime, { nullable: true, description: 'When it was closed.' }) closedAt: Date | null;
}

@ObjectType({ description: 'An organisation that takes part in an edition.' })
export class MeetingParty {
  editionId: string;
  organisationId: string;
  @Field(() => Boolean, { description: 'Whether no day is decided without it.' }) mustAttend: boolean;
}

@ObjectType({ description: 'A step that an edition took.' })
export class MeetingStep {
  @Field(() => MeetingAct, { nullable: true, description: 'What was done; null: it was opened.' }) act: MeetingAct | null;
  @Field(() => MeetingState, { description: 'Where it led.' }) state: MeetingState;
  @Field(() => DateTime, { description: 'When.' }) at: Date;
  /** `by` is made of it. */
  byId: string | null;
  @Field(() => String, { nullable: true, description: 'Why, where a reason is asked for.' }) reason: string | null;
}

@ObjectType({ description: 'An edition in a list.' })
export class MeetingEditionEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => MeetingEdition, { description: 'The edition.' }) node: MeetingEdition;
}

@ObjectType({ description: 'A page of editions, the newest first (Relay Cursor Connections).' })
export class MeetingEditionConnection {
  @Field(() => [MeetingEditionEdge], { description: 'With cursors.' }) edges: MeetingEditionEdge[];
  @Field(() => [MeetingEdition], { description: 'The same without cursors.' }) nodes: MeetingEdition[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What changing an edition gives back.' })
export class MeetingEditionPayload {
  @Field(() => MeetingEdition, { description: 'As it stands now.' }) edition: MeetingEdition;
  @Field(() => MeetingEdition, { nullable: true, description: 'The next edition, where closing this one opened it.' }) next: MeetingEdition | null;
}
