import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag, MarkdownScalar as Markdown, PageInfo } from '@hub/platform';
import { ThreadMessageKind, ThreadState } from './thread.enums.js';

@ObjectType({ description: "The author's organisation agrees that an answer goes into the bulletin's next version. Known to that organisation and to the bulletin's editors." })
export class PromotionConsent {
  @Field({ description: 'Whether the section may name the organisation as its source.' }) credit: boolean;
  @Field(() => DateTime, { description: 'Since when.' }) consentedAt: string;
}

@ObjectType({ description: 'A message of a thread; never changed once posted.' })
export class ThreadMessage {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => Int, { description: 'Its number in the thread, from 1, without gaps.' }) number: number;
  @Field(() => ThreadMessageKind, { description: 'What it is.' }) kind: ThreadMessageKind;
  @Field(() => Markdown, { description: 'Text in CommonMark.' }) body: string;
  @Field(() => LanguageTag, { description: 'Language of the text.' }) language: string;
  @Field(() => DateTime, { description: 'When it was posted.' }) postedAt: string;
  @Field(() => PromotionConsent, { nullable: true, description: "For the author's organisation and the bulletin's editors: the consent that it goes into the bulletin. Null where there is none, and for others." }) promotion: PromotionConsent | null;
  organisationId: string;
  authorId: string;
  citedIds: string[];
}

@ObjectType({ description: 'A message with its cursor.' })
export class ThreadMessageEdge {
  @Field({ description: 'Opaque; good for `after` and `before`.' }) cursor: string;
  @Field(() => ThreadMessage, { description: 'The message.' }) node: ThreadMessage;
}

@ObjectType({ description: 'Messages, the oldest first.' })
export class ThreadMessageConnection {
  @Field(() => [ThreadMessageEdge], { description: 'With cursors.' }) edges: ThreadMessageEdge[];
  @Field(() => [ThreadMessage], { description: 'Without.' }) nodes: ThreadMessage[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: `A question on a bulletin and its answers, between the originator and a recipient, or several recipients who know of each other.
Seen by those who see the bulletin's content at that instant and are of a recipient that takes part, or edit the bulletin: who loses the bulletin loses its threads.` })
export class Thread {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field({ description: 'What it is about, in a line.' }) subject: string;
  @Field(() => ThreadState, { description: 'How far it has come.' }) state: ThreadState;
  @Field(() => Int, { description: 'What `expectedRevision` is compared with. Moves with each message and each change of state.' }) revision: number;
  @Field(() => DateTime, { nullable: true, description: 'By when an answer is wanted.' }) dueAt: string | null;
  @Field({ description: 'Whether an answer is waited for and the time is over.' }) overdue: boolean;
  @Field(() => DateTime, { description: 'When it was opened.' }) openedAt: string;
  @Field(() => DateTime, { description: 'Last message or change of state: what lists are sorted by.' }) changedAt: string;
  @Field(() => Int, { description: 'How many messages there are.' }) messageCount: number;
  @Field(() => Int, { description: "Messages of others beyond the asker's own mark (see markThreadRead)." }) unread: number;
}

@ObjectType({ description: 'A thread in a list.' })
export class ThreadEdge {
  @Field({ description: 'Opaque; good for `after` with the same filter.' }) cursor: string;
  @Field(() => Thread, { description: 'The thread.' }) node: Thread;
}

@ObjectType({ description: 'Threads, those first in which something happened last.' })
export class ThreadConnection {
  @Field(() => [ThreadEdge], { description: 'With cursors.' }) edges: ThreadEdge[];
  @Field(() => [Thread], { description: 'Without.' }) nodes: Thread[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'The thread after the change, as the asker may see it.' })
export class ThreadPayload {
  @Field(() => Thread, { description: 'The thread.' }) thread: Thread;
}
