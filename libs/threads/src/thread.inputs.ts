import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsUUID, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { AudienceInput } from '@hub/bulletins';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown } from '@hub/platform';
import { ThreadMessageKind, ThreadState } from './thread.enums.js';

@InputType({ isAbstract: true })
abstract class MessageInput {
  @Field(() => Markdown, { description: 'Text in CommonMark, 1 to 20,000 characters.' }) @MinLength(1) @MaxLength(20_000) body: string;
  @Field(() => LanguageTag, { description: 'Language of the text.' }) language: string;
  @Field(() => [ID], { nullable: true, description: 'Bulletins that it cites, among those that the author sees. Each reader sees only those that he may see himself.' }) @IsOptional() @ArrayMaxSize(20) citedBulletinIds?: string[] | null;
}

@InputType({ description: "Consent that an answer, or a part of it, goes into the bulletin's next version." })
export class PromotionConsentInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether the section may name the organisation as its source.' }) credit: boolean;
}

@InputType({ description: 'Opens a thread. OFFICER or CONTACT_POINT of a recipient, with the originator alone; or editors of the bulletin.' })
export class OpenThreadInput extends MessageInput {
  @Field(() => ID, { description: 'The bulletin.' }) bulletinId: string;
  @Field({ description: 'What it is about, 1 to 200 characters.' }) @MinLength(1) @MaxLength(200) subject: string;
  @Field(() => ThreadMessageKind, { defaultValue: ThreadMessageKind.QUESTION, description: 'QUESTION; or, by a recipient of a REQUEST_FOR_INFORMATION, ANSWER: then the originator is who asked.' }) kind: ThreadMessageKind;
  @Field(() => [ID], { nullable: true, description: 'By the originator: the recipients asked, each a recipient of the bulletin.' }) @IsOptional() @ArrayMaxSize(50) @IsUUID(undefined, { each: true }) organisationIds?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'With several recipients it must be true: each learns who the others are, and reads what they write.' }) @IsOptional() recipientsKnowEachOther?: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'By when an answer is wanted; with a QUESTION only.' }) @IsOptional() dueAt?: Date | null;
}

@InputType({ isAbstract: true })
abstract class OnThreadInput {
  @Field(() => ID, { description: 'The thread.' }) threadId: string;
  @Field(() => Int, { description: 'The revision that was read.' }) expectedRevision: number;
}

@InputType({ description: 'Which thread, as it was read.' })
export class ThreadRevisionInput extends OnThreadInput {}

@InputType({ description: 'A message. A QUESTION is for the side that asked, an ANSWER for the other, a REMARK for either.' })
export class PostMessageInput extends MessageInput {
  @Field(() => ID, { description: 'The thread.' }) threadId: string;
  @Field(() => Int, { description: 'The revision that was read.' }) expectedRevision: number;
  @Field(() => ThreadMessageKind, { description: 'What it is.' }) kind: ThreadMessageKind;
  @Field(() => PromotionConsentInput, { nullable: true, description: 'With an ANSWER: it may go into the bulletin. Can be given and taken back later (consentToPromotion).' }) @IsOptional() @ValidateNested() @Type(() => PromotionConsentInput) promotion?: PromotionConsentInput | null;
}

@InputType({ description: 'What is still missing, as a question.' })
export class ReopenThreadInput extends MessageInput {
  @Field(() => ID, { description: 'The thread.' }) threadId: string;
  @Field(() => Int, { description: 'The revision that was read.' }) expectedRevision: number;
  @Field(() => DateTime, { nullable: true, description: 'By when another answer is wanted; absent: no time.' }) @IsOptional() dueAt?: Date | null;
}

@InputType({ description: "Whose task a thread is within the asker's own organisation. Others are not told." })
export class AssignThreadInput {
  @Field(() => ID, { description: 'The thread.' }) threadId: string;
  @Field(() => ID, { nullable: true, description: 'Whose task it was when it was read; null: nobody’s.' }) @IsOptional() expectedAssigneeId?: string | null;
  @Field(() => ID, { nullable: true, description: 'An active person of the own organisation who sees the thread; null: nobody.' }) @IsOptional() personId?: string | null;
}

@InputType({ description: 'Up to which message the asker has read.' })
export class MarkThreadReadInput {
  @Field(() => ID, { description: 'The thread.' }) threadId: string;
  @Field(() => Int, { description: "The last message that he was shown, by its number. The mark never goes back, nor beyond the thread's last message." }) upTo: number;
}

@InputType({ description: "Consent that an answer goes into the bulletin's next version, or its end." })
export class ConsentToPromotionInput {
  @Field(() => ID, { description: 'The answer, one of the own organisation.' }) messageId: string;
  @Field(() => Boolean, { description: 'True: it may. False: it may no more; what was promoted before stays.' }) consent: boolean;
  @Field(() => Boolean, { defaultValue: false, description: 'Whether the section may name the organisation as its source.' }) credit: boolean;
}

@InputType({ description: "Puts an answer, or a part of it, as a section into the bulletin's working copy. Nothing is published by that." })
export class PromoteAnswerInput {
  @Field(() => ID, { description: 'The answer; its organisation must have consented.' }) messageId: string;
  @Field(() => Int, { description: "The bulletin's revision that the editor saw." }) expectedRevision: number;
  @Field({ description: 'Heading of the section, 1 to 200 characters.' }) @MinLength(1) @MaxLength(200) heading: string;
  @Field(() => String, { nullable: true, description: 'The part of the answer that is taken, word for word; absent: the whole.' }) @IsOptional() @MinLength(1) @MaxLength(20_000) excerpt?: string | null;
  @Field(() => AudienceInput, { nullable: true, description: "A part of the bulletin's recipients; absent: all of them." }) @IsOptional() @ValidateNested() @Type(() => AudienceInput) audience?: AudienceInput | null;
}

@InputType({ description: 'Conditions, all of which must hold; of a list one is enough.' })
export class ThreadFilter {
  @Field(() => [ThreadState], { nullable: true, description: 'States.' }) @IsOptional() @ArrayMaxSize(10) states?: ThreadState[] | null;
  @Field(() => ID, { nullable: true, description: 'On this bulletin.' }) @IsOptional() bulletinId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Whose task within the own organisation is the asker's, or is not: what has been handed over is its successor's as long as the handover stands." }) @IsOptional() assignedToMe?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'With unread messages, or without.' }) @IsOptional() unread?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'That wait for an answer beyond their time, or do not.' }) @IsOptional() overdue?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "That wait for an answer of the asker's own organisation, or do not." }) @IsOptional() toAnswer?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Answered, and waiting for the asker's own organisation, which asked, to accept or to ask again; or not." }) @IsOptional() toAccept?: boolean | null;
}

@ArgsType()
export class ThreadsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null;
  @Field(() => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null;
  @Field(() => ThreadFilter, { nullable: true, description: 'Conditions.' }) @ValidateNested() @IsOptional() @Type(() => ThreadFilter) filter?: ThreadFilter | null;
}

@ArgsType()
export class ThreadMessagesArgs {
  @Field(() => Int, { nullable: true, description: 'The next so many, at most 100 (20 where neither first nor last is given).' }) first?: number | null;
  @Field(() => String, { nullable: true, description: 'After this cursor.' }) after?: string | null;
  @Field(() => Int, { nullable: true, description: 'The last so many before `before`.' }) last?: number | null;
  @Field(() => String, { nullable: true, description: 'Before this cursor.' }) before?: string | null;
}
