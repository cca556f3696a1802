import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { Folded } from '@hub/parties';
import { DateTimeScalar as DateTime, MarkdownScalar as Markdown } from '@hub/platform';
import { CommentOutcome, MinutesLanguage, MinutesResponseKind } from './minutes.enums.js';

@InputType({ isAbstract: true })
abstract class OnMinutesInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: 'The revision of its minutes that the change is based on.' })
  expectedRevision: number;
}

@InputType({ description: 'Until when the organisations review the minutes.' })
export class ReviewWindowInput extends OnMinutesInput {
  @Field(() => DateTime, { description: 'At least three days from now, at most 120; an extension later than the day announced.' })
  closesAt: Date;
}

@InputType({ description: 'Minutes, as they were read.' })
export class ApproveMinutesInput extends OnMinutesInput {}

@InputType({ description: 'Asks for more time.' })
export class AskMinutesExtensionInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => String, { description: 'Why, at most 1,000 characters; shown to all parties.' })
  @Folded() @MinLength(1) @MaxLength(1000)
  reason: string;
}

@InputType({ description: 'A comment on the minutes, with another text where one is proposed.' })
export class CommentOnMinutesInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { nullable: true, description: 'The item; null: the minutes as a whole.' })
  @IsOptional()
  itemId?: string | null;

  @Field(() => MinutesLanguage, { description: 'The language of the text that it is about.' })
  language: MinutesLanguage;

  @Field(() => Markdown, { description: 'What is said, 1 to 10,000 characters.' })
  @MinLength(1) @MaxLength(10_000)
  body: string;

  @Field(() => String, { nullable: true, description: 'With `proposal`: the passage of the text of the item that should be replaced, as it stands there once.' })
  @IsOptional() @MinLength(1) @MaxLength(10_000)
  passage?: string | null;

  @Field(() => String, { nullable: true, description: 'With `passage`: what should stand there; empty: nothing.' })
  @IsOptional() @MaxLength(10_000)
  proposal?: string | null;
}

@InputType({ description: 'What becomes of a comment.' })
export class AnswerMinutesCommentInput {
  @Field(() => ID, { description: 'The comment.' })
  id: string;

  @Field(() => CommentOutcome, { description: 'TAKEN_UP puts what was proposed into the text, unless the secretary has written it already.' })
  outcome: CommentOutcome;

  @Field(() => Markdown, { nullable: true, description: 'What there is to say; with DECLINED it is the reason, and must be said. At most 10,000 characters.' })
  @IsOptional() @MinLength(1) @MaxLength(10_000)
  answer?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'With TAKEN_UP: the text says it already, in other words perhaps.' })
  alreadyWritten: boolean;
}

@InputType({ description: "The own organisation's answer. It replaces the one given before." })
export class RespondToMinutesInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { nullable: true, description: 'The item that a reservation or objection is about, so that only those read it who see the item; null: the minutes as a whole. APPROVED of an item takes back what was said of it.' })
  @IsOptional()
  itemId?: string | null;

  @Field(() => MinutesResponseKind, { description: 'The answer. NO_OBJECTION_RECEIVED is noted by the hub alone.' })
  response: MinutesResponseKind;

  @Field(() => Markdown, { nullable: true, description: 'The reservation or objection, at most 10,000 characters; with nothing else.' })
  @IsOptional() @MinLength(1) @MaxLength(10_000)
  body?: string | null;
}

@InputType({ description: 'A note that lets an objection stand in the minutes.' })
export class NoteMinutesObjectionInput {
  @Field(() => ID, { description: 'The objection.' })
  id: string;

  @Field(() => Markdown, { description: '1 to 10,000 characters.' })
  @MinLength(1) @MaxLength(10_000)
  note: string;
}
