import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalisedString } from '@hub/parties';
import { DateScalar, DateTimeScalar as DateTime } from '@hub/platform';
import { MeetingAgendaSlot } from '../agenda/agenda.types.js';
import { MeetingEdition } from '../editions/edition.types.js';
import { MeetingDeadlineKind, MeetingMatter, MeetingQuorumBasis, MeetingQuorumSafety, MinutesWait, MinutesWaitsFor } from './overview.enums.js';

@ObjectType({ description: 'An organisation in the overview, in few words: there may be hundreds. `organisation` shows it whole.' })
export class MeetingOverviewOrganisation {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => String, { description: 'Its code.' }) code: string;
  @Field(() => String, { description: "Its name in the viewer's language, else English." }) name: string;
}

@ObjectType({ description: 'What the parties are asked for now, and who has not replied. Matters that nobody is asked for now are not listed.' })
export class MeetingUnanswered {
  @Field(() => MeetingMatter, { description: 'What they are asked for.' }) matter: MeetingMatter;
  @Field(() => DateTime, { description: 'Until when.' }) deadline: Date;
  @Field(() => Boolean, { description: 'Whether that is over.' }) late: boolean;
  @Field(() => Int, { description: 'How many organisations are asked.' }) asked: number;
  @Field(() => [MeetingOverviewOrganisation], { description: 'Those that have not replied, by English name.' }) missing: MeetingOverviewOrganisation[];
}

@ObjectType({ description: 'A deadline that is near, or over while something is still missing.' })
export class MeetingDeadline {
  @Field(() => MeetingDeadlineKind, { description: 'What ends or begins.' }) kind: MeetingDeadlineKind;
  @Field(() => DateTime, { description: 'When.' }) at: Date;
  @Field({ description: "The same by the clock of the edition's zone: 2027-02-18T13:30." }) atLocal: string;
  @Field(() => Boolean, { description: 'Whether it is over.' }) late: boolean;
}

@ObjectType({ description: 'Whether enough organisations come.' })
export class MeetingQuorumOutlook {
  @Field(() => MeetingQuorumBasis, { description: 'What it is reckoned by.' }) basis: MeetingQuorumBasis;
  @Field(() => MeetingQuorumSafety, { description: 'Whether it is safe.' }) safety: MeetingQuorumSafety;
  @Field(() => Int, { description: 'How many it takes: the quorum of the newest poll, else more than half of those that take part.' }) needed: number;
  @Field(() => Int, { description: 'Organisations that come, or are there.' }) coming: number;
  @Field(() => Int, { description: 'Organisations that do not.' }) notComing: number;
  @Field(() => Int, { description: 'Organisations of which it is not known.' }) open: number;
  @Field(() => [MeetingOverviewOrganisation], { description: 'Organisations that must attend and do not come, or have not said.' }) mustAttend: MeetingOverviewOrganisation[];
  @Field(() => String, { nullable: true, description: 'POLL: the slot that it is reckoned for, by the clock of the edition’s zone; null: nobody was asked about it.' }) slotLocal: string | null;
}

@ObjectType({ description: 'What does not fit, or waits to be fitted in, until the session ends.' })
export class MeetingOverflow {
  @Field(() => Int, { description: 'Minutes by which the agenda is longer than the day; 0: it fits.' }) minutes: number;
  @Field(() => [MeetingAgendaSlot], { description: 'Items that end after the day does. What is closed to the asker is a slot of its length.' }) slots: MeetingAgendaSlot[];
  @Field(() => Int, { description: 'Proposals that wait to be judged, closed ones among them.' }) proposals: number;
  @Field(() => Int, { description: 'Minutes that those need.' }) proposedMinutes: number;
}

@ObjectType({ description: 'What the minutes wait for, and from whom.' })
export class MeetingMinutesWait {
  @Field(() => MinutesWait, { description: 'What for.' }) wait: MinutesWait;
  @Field(() => MinutesWaitsFor, { description: 'Whom for.' }) waitsFor: MinutesWaitsFor;
  @Field(() => [MeetingOverviewOrganisation], { description: 'ORGANISATIONS: which. EXTENSION: who asked.' }) organisations: MeetingOverviewOrganisation[];
  @Field(() => ID, { nullable: true, description: 'The item; null: the minutes as a whole.' }) itemId: string | null;
  @Field(() => Int, { description: 'How many of it: comments, objections, answers that are missing; else 1.' }) count: number;
}

@ObjectType({ description: 'Something taken on that is open, and overdue or due soon. `meetingAction` shows it whole.' })
export class MeetingActionDue {
  @Field(() => ID, { description: 'The action.' }) id: string;
  @Field(() => ID, { description: 'The item where it was agreed.' }) itemId: string;
  @Field(() => MeetingOverviewOrganisation, { description: 'Which organisation does it.' }) owner: MeetingOverviewOrganisation;
  @Field(() => [LocalisedString], { description: 'What is to be done, by language.' }) texts: LocalisedString[];
  @Field(() => DateScalar, { description: 'Its last day.' }) dueOn: string;
  @Field(() => Boolean, { description: 'Whether that is over.' }) overdue: boolean;
}

@ObjectType({ description: 'What a coordinator has to know of an edition now. Of closed items it tells him nothing that the agenda does not.' })
export class MeetingOverview {
  @Field(() => MeetingEdition, { description: 'The edition.' }) edition: MeetingEdition;
  @Field(() => [MeetingUnanswered], { description: 'Who has not replied, by what they are asked for.' }) unanswered: MeetingUnanswered[];
  @Field(() => [MeetingDeadline], { description: 'Deadlines within `days`, and those that are over while something is missing, the first one first.' }) deadlines: MeetingDeadline[];
  @Field(() => MeetingQuorumOutlook, { description: 'Whether the quorum is safe.' }) quorum: MeetingQuorumOutlook;
  @Field(() => MeetingOverflow, { description: 'What overflows.' }) overflow: MeetingOverflow;
  @Field(() => [MeetingMinutesWait], { description: 'What the minutes wait for, and from whom; empty before the session ends and once they are approved.' }) minutes: MeetingMinutesWait[];
  @Field(() => [MeetingActionDue], { description: 'Open actions that are overdue, or due within `days`, of whichever edition, the oldest first; as far as their items are open to the asker.' }) actions: MeetingActionDue[];
}
