import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { MeetingEdition } from '../editions/edition.types.js';
import { MeetingInterpretationLack } from './interpretation.enums.js';

@ObjectType({ description: 'A stretch of the day, by the clock of the meeting.' })
export class MeetingInterpreterTime {
  @Field(() => String, { nullable: true, description: 'When it begins: 2027-02-18T13:30; null while no day is decided.' }) startsLocal: string | null;
  @Field(() => String, { nullable: true, description: 'When it ends.' }) endsLocal: string | null;
}

@ObjectType({ description: 'Somebody who interprets at a meeting, without an account. Name, languages and agency are for all who take part; which items he interprets, for whom those are open to.' })
export class MeetingInterpreter {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  editionId: string;
  /** `organisation` is made of it. */
  organisationId: string;
  @Field(() => String, { description: 'Family name.' }) familyName: string;
  @Field(() => String, { description: 'Given name.' }) givenName: string;
  @Field(() => String, { nullable: true, description: 'The reading of the name in kana (ふりがな).' }) kana: string | null;
  @Field(() => String, { nullable: true, description: 'Family name in Latin letters.' }) latinFamilyName: string | null;
  @Field(() => String, { nullable: true, description: 'Given name in Latin letters.' }) latinGivenName: string | null;
  @Field(() => [LanguageTag], { description: 'The languages that he speaks, signed ones too.' }) languages: string[];
  @Field(() => String, { description: 'The agency that he works for; empty: the organisation itself.' }) agency: string;
  @Field(() => String, { nullable: true, description: 'How he is reached; null for others than those who keep his organisation’s interpreters, and COORDINATOR.' }) contact: string | null;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
}

@ObjectType({ description: 'That somebody interprets an item between two languages, both ways.' })
export class MeetingInterpreterAssignment {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  itemId: string;
  /** `interpreter` is made of it. */
  interpreterId: string;
  @Field(() => [LanguageTag], { description: 'The two languages, without region or script: they are one to interpreters.' }) between: string[];
  @Field(() => Boolean, { description: 'Whether it counts: he is let into the item now, and said to speak both.' }) counts: boolean;
  @Field(() => DateTime, { description: 'Since when.' }) assignedAt: Date;
}

@ObjectType({ description: 'That the proposer of an item lets somebody in who interprets for none of those that it is open to.' })
export class MeetingInterpreterClearance {
  itemId: string;
  /** `interpreter` is made of it. */
  interpreterId: string;
  @Field(() => DateTime, { description: 'Since when.' }) givenAt: Date;
}

@ObjectType({ description: 'Two languages between which an item needs interpretation, both ways.' })
export class MeetingLanguagePair {
  @Field(() => LanguageTag, { description: 'A language that is spoken there by somebody who needs no interpretation (where all need some: by anybody).' }) floor: string;
  @Field(() => LanguageTag, { description: 'The language into which somebody needs it.' }) wanted: string;
  @Field(() => Boolean, { description: 'Whether somebody interprets between them.' }) covered: boolean;
}

@ObjectType({ description: 'How an item of the agenda is interpreted. For whom the item is open to.' })
export class MeetingItemInterpretation {
  /** `item` is made of it. */
  itemId: string;
  @Field(() => String, { nullable: true, description: 'When it begins, by the clock of the meeting; null while no day is decided.' }) startsLocal: string | null;
  @Field(() => String, { nullable: true, description: 'When it ends.' }) endsLocal: string | null;
  @Field(() => [MeetingLanguagePair], { description: 'What is needed, by the languages of delegates who come and whom it is open to. It tells not whose they are.' }) needed: MeetingLanguagePair[];
  @Field(() => [MeetingInterpreterAssignment], { description: 'Who interprets.' }) assignments: MeetingInterpreterAssignment[];
  @Field(() => [MeetingInterpreterClearance], { description: 'Whom its proposer has let in.' }) clearances: MeetingInterpreterClearance[];
}

@ObjectType({ description: 'An item that is closed to who coordinates. For COORDINATOR: that it lacks an interpreter, and neither between which languages nor who is there.' })
export class ClosedMeetingInterpretation {
  @Field(() => ID, { description: 'Which: as `ref` of its slot.' }) ref: string;
  @Field(() => Boolean, { description: 'Whether an interpreter is needed who is not there yet. Its proposer sees to it.' }) lacking: boolean;
}

@ObjectType({ description: 'Something that is amiss with the interpretation of an item.' })
export class MeetingInterpretationWarning {
  @Field(() => MeetingInterpretationLack, { description: 'What.' }) lack: MeetingInterpretationLack;
  /** `item` is made of it. */
  itemId: string;
  /** `interpreter` is made of it. */
  interpreterId: string | null;
  @Field(() => [LanguageTag], { description: 'Between which languages, into which, or in which a document is missing.' }) languages: string[];
}

@ObjectType({ description: 'When somebody is busy.' })
export class MeetingInterpreterBusy {
  /** `interpreter` is made of it. */
  interpreterId: string;
  @Field(() => [MeetingInterpreterTime], { description: 'At which times he interprets.' }) times: MeetingInterpreterTime[];
}

@ObjectType({ description: 'How the day is interpreted, as far as its items are open to the asker.' })
export class MeetingInterpretation {
  @Field(() => [MeetingItemInterpretation], { description: 'Items on the agenda, in order.' }) items: MeetingItemInterpretation[];
  @Field(() => [ClosedMeetingInterpretation], { description: 'Items that are closed to the asker. For COORDINATOR; empty for others.' }) closed: ClosedMeetingInterpretation[];
  @Field(() => [MeetingInterpreterBusy], { description: 'When interpreters are busy, be it with what is closed to the asker. For COORDINATOR; empty for others.' }) busy: MeetingInterpreterBusy[];
  @Field(() => [MeetingInterpretationWarning], { description: 'What is amiss, item by item.' }) warnings: MeetingInterpretationWarning[];
}

@ObjectType({ description: 'What entering or changing an interpreter gives back.' })
export class MeetingInterpreterPayload {
  @Field(() => MeetingInterpreter, { description: 'As he stands now.' }) interpreter: MeetingInterpreter;
}

@ObjectType({ description: 'What a change to the interpretation gives back.' })
export class MeetingInterpretationPayload {
  @Field(() => MeetingEdition, { description: 'The edition as it stands now.' }) edition: MeetingEdition;
}
