import { Field, ID, ObjectType } from '@nestjs/graphql';
import { CountryCodeScalar as CountryCode, DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { Person } from '@hub/parties';
import { BulletinKind, HandlingCondition, Tlp, Urgency } from '../bulletin.enums.js';
import { Audience, CaseFacts, PersonAtRisk } from '../bulletin.types.js';
import { LocalTime } from '../stages/local-time.js';

@ObjectType({ description: 'An audience as AudienceInput takes it, to be written again as it is, and whom it reaches.' })
export class WrittenAudience {
  @Field({ description: 'All organisations of the hub; with TLP:CLEAR the public.' }) everyone: boolean;
  @Field(() => [ID], { description: 'Organisations named as such; not those of circles, nor those that a release admits.' }) organisationIds: string[];
  @Field(() => [ID], { description: 'Circles named.' }) circleIds: string[];
  @Field(() => [ID], { description: 'With TLP:RED: persons named.' }) personIds: string[];
  @Field(() => Audience, { description: 'Whom that reaches: circles with the members that count, releases too.' }) reach: Audience;
}

@ObjectType({ description: 'A section as BulletinSectionInput takes it.' })
export class EditableSection {
  @Field(() => ID, { description: 'The same through all versions.' }) id: string;
  @Field({ description: 'Heading, as plain text.' }) heading: string;
  @Field(() => Markdown, { description: 'Text in CommonMark.' }) body: string;
  @Field(() => WrittenAudience, { nullable: true, description: 'For whom alone it is; null: for all recipients. Null too where `complete` is false.' }) audience: WrittenAudience | null;
}

@ObjectType({ description: 'A stage as BulletinStageInput takes it.' })
export class EditableStage {
  @Field(() => LocalTime, { nullable: true, description: 'From when on; null: with the publication.' }) at: LocalTime | null;
  @Field(() => LocalTime, { nullable: true, description: 'Until when; null: as the bulletin.' }) until: LocalTime | null;
  @Field(() => WrittenAudience, { description: 'Who receives beside those who receive otherwise.' }) audience: WrittenAudience;
}

@ObjectType({ description: 'What a revision begins with: the working copy, or where there is none what is published, in the words of ReviseBulletinInput. Releases, which stay where a revision does not name them, stand elsewhere.' })
export class EditableBulletin {
  @Field({ description: 'Whether sections stand with their audiences. False with TLP:RED for others than its author: which of the named sees which section is told to nobody else, so that they can not give `sections` anew.' }) complete: boolean;
  @Field(() => BulletinKind, { description: 'Kind.' }) kind: BulletinKind;
  @Field(() => Tlp, { description: 'Mark.' }) tlp: Tlp;
  @Field(() => Urgency, { description: 'Urgency.' }) urgency: Urgency;
  @Field(() => LanguageTag, { description: 'Language of the text.' }) language: string;
  @Field({ description: 'Title.' }) title: string;
  @Field(() => String, { nullable: true, description: "The originator's own document number (文書番号)." }) documentNumber: string | null;
  @Field(() => [HandlingCondition], { description: 'What a reader may do with it, beside the mark.' }) handling: HandlingCondition[];
  @Field(() => String, { nullable: true, description: 'Handling in words.' }) handlingNote: string | null;
  @Field(() => [CountryCode], { description: 'Countries concerned.' }) countries: string[];
  @Field(() => CaseFacts, { nullable: true, description: 'Coded facts.' }) facts: CaseFacts | null;
  @Field(() => WrittenAudience, { description: 'Who receives.' }) audience: WrittenAudience;
  @Field({ description: 'Whether recipients see who else receives.' }) recipientsVisible: boolean;
  @Field(() => DateTime, { nullable: true, description: 'By when recipients are to acknowledge.' }) acknowledgeBy: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it is to go out, once approved.' }) releaseAt: string | null;
  @Field(() => LocalTime, { nullable: true, description: 'The same as its author said it, where that was by a wall clock.' }) releaseOn: LocalTime | null;
  @Field(() => DateTime, { nullable: true, description: 'From when on it has expired.' }) expiresAt: string | null;
  @Field(() => LocalTime, { nullable: true, description: 'The same as its author said it, where that was by a wall clock.' }) expiresOn: LocalTime | null;
  @Field(() => PersonAtRisk, { nullable: true, description: 'What allows a bulletin about an identifiable person.' }) personAtRisk: PersonAtRisk | null;
  @Field(() => [Person], { description: 'With TLP:RED: who is asked to approve.' }) approvers: Person[];
  @Field(() => [EditableSection], { description: 'Sections that the asker may see, in their order.' }) sections: EditableSection[];
  @Field(() => [EditableStage], { description: 'Who receives later, or for a time, those whose time has come or is over among them: a revision gives all of them anew, or none.' }) stages: EditableStage[];
}
