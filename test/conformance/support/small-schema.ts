import {
  CountryCodeScalar,
  DateTimeScalar,
  InputValidationPipe,
  JsonObjectScalar,
  LanguageTagScalar,
  MarkdownScalar,
} from '@hub/platform';
import { DomainError, notFound } from '@hub/kernel';
import { UsePipes } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Int, Mutation, ObjectType, Parent, Query, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator';

/** The context of the small world. */
export interface SmallContext {
  requestId: string;
  person: string | null;
  attempt: number;
  reads: { count: number };
  /** What mutations wrote. */
  hub: { written: string[] };
}

/** A small world with the shapes of the hub's: pages, nested lists, nullable and other fields, errors of every kind. */
export enum Mark {
  RED = 'RED',
  CLEAR = 'CLEAR',
}
registerEnumType(Mark, { name: 'Mark', description: 'How far a note may go.' });

@ObjectType({ description: 'A part of a note.' })
export class Part {
  @Field({ description: 'What it is about.' }) heading: string;
  @Field(() => MarkdownScalar, { description: 'What it says.' }) body: string;
}

@ObjectType({ description: 'Who wrote it.' })
export class Author {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field({ description: 'Name.' }) name: string;
  @Field(() => CountryCodeScalar, { nullable: true, description: 'Country.' }) country: string | null;
}

@ObjectType({ description: 'A note.' })
export class Note {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field({ description: 'Title.' }) title: string;
  @Field(() => Mark, { description: 'Mark.' }) mark: Mark;
  @Field(() => LanguageTagScalar, { description: 'Language.' }) language: string;
  @Field(() => DateTimeScalar, { description: 'When it was written.' }) writtenAt: Date;
  @Field(() => Author, { description: 'Who wrote it.' }) author: Author;
  @Field(() => [Part], { description: 'Its parts.' }) parts: Part[];
  @Field(() => JsonObjectScalar, { nullable: true, description: 'More.' }) more: object | null;
}

@ObjectType({ description: 'One note of a page.' })
export class NoteEdge {
  @Field({ description: 'Cursor.' }) cursor: string;
  @Field(() => Note, { description: 'The note.' }) node: Note;
}

@ObjectType({ description: 'A page of notes.' })
export class NoteConnection {
  @Field(() => [NoteEdge], { description: 'Notes with cursors.' }) edges: NoteEdge[];
  @Field(() => [Note], { description: 'Notes.' }) nodes: Note[];
}

@InputType({ description: 'A part to write.' })
export class PartInput {
  @Field({ description: 'Heading.' }) @MaxLength(10) heading: string;
}

@InputType({ description: 'A note to write.' })
export class NoteInput {
  @Field({ description: 'Title.' }) @MaxLength(20) title: string;
  @Field(() => Mark, { description: 'Mark.' }) mark: Mark;
  @Field(() => [PartInput], { nullable: true, description: 'Parts.' })
  @ValidateNested({ each: true })
  @Type(() => PartInput)
  @ArrayMaxSize(3)
  parts?: PartInput[];
}

const part = (index: number): Part => ({ heading: `Part ${index}`, body: 'それは本文です。 '.repeat(8) });

/** Note number `index`. */
export const note = (index: number): Note => ({
  id: `note-${index}`,
  title: `Note ${index}`,
  mark: Mark.CLEAR,
  language: 'ja',
  writtenAt: new Date(1_780_272_000_000 + index),
  author: { id: `author-${index % 5}`, name: `Author ${index % 5}`, country: 'PH' },
  parts: [part(1), part(2)],
  more: null,
});

const page = (first: number): NoteConnection => {
  const nodes = Array.from({ length: first }, (_, index) => note(index));
  return { nodes, edges: nodes.map((node) => ({ cursor: node.id, node })) };
};

@Resolver(() => Note)
@UsePipes(new InputValidationPipe())
export class NoteResolver {
  @Query(() => NoteConnection, { description: 'Notes.' })
  async notes(@Args('first', { type: () => Int, nullable: true }) first: number | undefined, @Context() context: SmallContext): Promise<NoteConnection> {
    context.reads.count++;
    return page(first ?? 20);
  }

  @Query(() => Note, { nullable: true, description: 'One note.' })
  async note(@Args('id', { type: () => ID }) id: string): Promise<Note> {
    if (id === 'broken') throw new Error('the table "secrets" of taro@example.jp is broken');
    if (id === 'busy') throw new DomainError('RATE_LIMITED', 'Too many.', { retryAfterSeconds: 7 });
    // What the schema promises never to be null, broken.
    if (id === 'null') return { ...note(1), title: null as unknown as string };
    if (id === 'no-country') return { ...note(1), author: { id: '1', name: 'x', country: 'XX' } };
    if (!id.startsWith('note-')) throw notFound();
    return note(Number(id.slice(5)));
  }

  @Query(() => String, { description: 'Who asks.' })
  whoAmI(@Context() context: SmallContext): string {
    return context.person ?? 'nobody';
  }

  @Query(() => String, { description: 'Takes a while.' })
  async slow(@Args('ms', { type: () => Int }) ms: number): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return 'done';
  }

  @Mutation(() => Note, { description: 'Writes a note.' })
  write(@Args('input') input: NoteInput, @Context() context: SmallContext): Note {
    context.reads.count++;
    context.hub.written.push(input.title);
    return { ...note(0), title: input.title, mark: input.mark };
  }

  @ResolveField(() => String, { description: 'Title and author.' })
  summary(@Parent() { title, author }: Note): string {
    return `${title} (${author.name})`;
  }
}
