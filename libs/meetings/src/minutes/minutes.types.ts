import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { MeetingEdition } from '../editions/edition.types.js';
import { CommentOutcome, MinutesLanguage, MinutesResponseKind, MinutesState } from './minutes.enums.js';
import { MeetingText } from './session.types.js';

@ObjectType({ description: 'What an organisation says of the draft. Of an item: seen by who sees the item; otherwise by all parties.' })
export class MinutesComment {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  editionId: string;
  @Field(() => ID, { nullable: true, description: 'The item; null: the minutes as a whole.' }) itemId: string | null;
  organisationId: string;
  @Field(() => LanguageTag, { description: 'Its language, and that of the text that it is about.' }) language: string;
  @Field(() => Markdown, { description: 'What is said.' }) body: string;
  @Field(() => String, { nullable: true, description: 'The passage that should be replaced, word for word.' }) passage: string | null;
  @Field(() => String, { nullable: true, description: 'What should stand there.' }) proposal: string | null;
  @Field(() => DateTime, { description: 'When.' }) at: Date;
  @Field(() => CommentOutcome, { nullable: true, description: 'What became of it; null: not answered yet.' }) outcome: CommentOutcome | null;
  @Field(() => Markdown, { nullable: true, description: 'What the secretary says to it.' }) answer: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was answered.' }) answeredAt: Date | null;
}

@ObjectType({ description: "How an organisation answers the minutes: as a whole, as it sees them; and reservations or objections of single items, seen by who sees the item. The newest answer counts." })
export class MinutesResponse {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  editionId: string;
  @Field(() => ID, { nullable: true, description: 'The item; null: the minutes as a whole.' }) itemId: string | null;
  organisationId: string;
  @Field(() => MinutesResponseKind, { description: 'The answer.' }) response: MinutesResponseKind;
  @Field(() => Markdown, { nullable: true, description: 'The reservation or objection.' }) body: string | null;
  @Field(() => DateTime, { description: 'When it was given, or silence noted.' }) at: Date;
  @Field(() => Boolean, { description: 'Whether text that the asker sees was changed since.' }) textChangedSince: boolean;
  @Field(() => Markdown, { nullable: true, description: 'With which note an objection stays in the minutes; it blocks them no longer.' }) note: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was noted.' }) notedAt: Date | null;
}

@ObjectType({ description: 'That one organisation asked for more time, and what came of it.' })
export class MinutesExtension {
  organisationId: string;
  @Field(() => String, { description: 'Why.' }) reason: string;
  @Field(() => DateTime, { nullable: true, description: 'The day that was announced before, where more time was given.' }) extendedFrom: Date | null;
}

@ObjectType({ description: 'That a part of approved minutes was purged: a bulletin that its item was about had been kept as long as its rule says. The record `meeting.item-purged` of each organisation that knew the item says so too.' })
export class MinutesPurge {
  @Field(() => DateTime, { description: 'When.' }) at: Date;
  @Field(() => Int, { description: 'The rule: so many days, from `since` on.' }) days: number;
  @Field(() => DateTime, { description: 'When the bulletin had ended, from which the days count.' }) since: Date;
}

@ObjectType({ description: 'A part of approved minutes. SHA-256 over a zero byte, the salt and the content (UTF-8) is its leaf, unless `purged` or `struckAt` says why it is not any more.' })
export class MinutesPart {
  @Field(() => Int, { description: 'Its leaf, from 0.' }) part: number;
  @Field(() => ID, { nullable: true, description: 'The item; null: what all parties know.' }) itemId: string | null;
  @Field(() => String, { nullable: true, description: '32 random bytes, base64. Null once it was purged.' }) salt: string | null;
  @Field(() => String, { nullable: true, description: 'JSON, to the byte. Null once it was purged.' }) content: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When something in it was first struck (削除), which its leaf has and it has no more: it can’t be verified since.' }) struckAt: Date | null;
  @Field(() => MinutesPurge, { nullable: true, description: 'That it was purged, in the place of what it said: its leaf stays, and there is nothing to verify.' }) purged: MinutesPurge | null;
}

@ObjectType({ description: 'With what approved minutes are checked, without the parts that one may not see.' })
export class MinutesSeal {
  @Field(() => String, { description: 'Root of the tree over all leaves (RFC 9162), base64; the record `minutes.approved` of each organisation that attended has it too.' }) root: string;
  @Field(() => [String], { description: 'All leaves, base64: one for what all know, and one for each item. They say nothing of what is in them.' }) leaves: string[];
  @Field(() => [MinutesPart], { description: 'The parts that the asker may see.' }) parts: MinutesPart[];
}

@ObjectType({ description: 'What somebody took on, as it stands in the minutes.' })
export class MinutesTask {
  @Field(() => String, { description: 'What.' }) text: string;
  @Field(() => String, { description: 'Who: the name of the organisation.' }) owner: string;
  @Field(() => String, { description: 'By when, as written in the language.' }) due: string;
}

@ObjectType('MinutesSection', { description: 'An item in the minutes, in one language.' })
export class MinutesSectionType {
  @Field(() => ID, { description: 'The item.' }) itemId: string;
  @Field(() => Int, { description: 'Its place in the agenda.' }) position: number;
  @Field(() => String, { description: 'Its title.' }) heading: string;
  @Field(() => String, { nullable: true, description: 'Who came or went for it.' }) attendance: string | null;
  @Field(() => Markdown, { description: 'What was written.' }) body: string;
  @Field(() => MinutesLanguage, { nullable: true, description: 'The language of `body`, where there is no text in the one asked for.' }) original: MinutesLanguage | null;
  @Field(() => [String], { description: 'What was decided.' }) decisions: string[];
  @Field(() => [MinutesTask], { description: 'What was taken on.' }) actions: MinutesTask[];
  @Field(() => [String], { description: 'Reservations and objections.' }) remarks: string[];
}

@ObjectType({ description: 'A label and its value.' })
export class MinutesFact {
  @Field(() => String, { description: 'Label.' }) label: string;
  @Field(() => String, { description: 'Value.' }) value: string;
}

@ObjectType('MinutesLayout', { description: 'The minutes in one language as the asker may see them: items closed to him are not in them.' })
export class MinutesLayoutType {
  @Field(() => MinutesLanguage, { description: 'The language.' }) language: MinutesLanguage;
  @Field(() => String, { description: 'Title.' }) title: string;
  @Field(() => String, { description: 'Whether they are a draft or approved.' }) status: string;
  @Field(() => [MinutesFact], { description: 'When, where and who.' }) facts: MinutesFact[];
  @Field(() => [MinutesSectionType], { description: 'Item by item.' }) sections: MinutesSectionType[];
  @Field(() => [String], { description: 'How the organisations answered.' }) responses: string[];
  @Field(() => Markdown, { description: 'The whole in CommonMark.' }) markdown: string;
}

@ObjectType({ description: 'The minutes of an edition, laid out from agenda, attendance, notes, decisions and what was taken on.' })
export class MeetingMinutes {
  editionId: string;
  @Field(() => MinutesState, { description: 'Where they stand.' }) state: MinutesState;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with.' }) revision: number;
  @Field(() => DateTime, { nullable: true, description: 'When the review opened.' }) openedAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Until when comments and answers are taken. Who has said nothing by then is recorded as NO_OBJECTION_RECEIVED.' }) closesAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When they were approved.' }) approvedAt: Date | null;
  extensionAskedById: string | null;
  extensionReason: string | null;
  extendedFrom: Date | null;
  root: Buffer | null;
  leaves: Buffer[] | null;
}

@ObjectType({ description: 'What writing of an item gives back.' })
export class MeetingTextPayload {
  @Field(() => MeetingText, { description: 'As it stands now.' }) text: MeetingText;
}

@ObjectType({ description: 'What a change to session or minutes gives back.' })
export class MeetingMinutesPayload {
  @Field(() => MeetingEdition, { description: 'The edition.' }) edition: MeetingEdition;
}
