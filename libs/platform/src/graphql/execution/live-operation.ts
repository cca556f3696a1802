import { hash } from 'node:crypto';
import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import type { Answer } from './answer.js';
import type { HubContextBase, Released } from './response-gate.js';

/** The connection that a subscription stands on. */
export interface LiveConnection<C extends HubContextBase> {
  /** Who is at the other end, as was last found. */
  readonly context: C;
  /** Ends it because its client does not take what it is sent: tells up to where it was sent. */
  cutOff(cursor: string): void;
  /** Ends it because the session has ended. */
  sessionEnded(): void;
}

/** What became of one event: the answer (null: nothing to show), and to whom it may go: the first, then the others in their order; null: not to him, now. */
export interface Delivered {
  readonly answer: Answer | null;
  readonly released: readonly (Released | null)[];
}

/** A subscription that stands: valid, within the limits, its arguments accepted. */
export interface LiveOperation<C extends HubContextBase> {
  /** Two operations of one key show the same event in the same way to whoever may see the same. */
  readonly key: string;
  readonly connection: LiveConnection<C>;
  /**
   * Reads an event as the first (`produce`; null: not for him), executes the operation on it once, and asks the gate for him and each of the
   * others by himself. The others are who they were last found to be; they MUST be of the same scope.
   */
  deliver(first: C, others: readonly C[], produce: (context: C) => Promise<object | null>): Promise<Delivered>;
}

/** A subscription's answers, one after the other as they are asked for. */
export interface LiveAnswers extends AsyncIterableIterator<Answer> {
  /** Where an answer goes while the next one is asked for, past the iterator: thousands are handed theirs in one go. Whoever sets it says by `taken` when each has been taken. */
  outlet: ((answer: Answer) => void) | null;
  /** What went to the outlet has been taken: the next may come. */
  taken(): void;
}

/** What the resolver of a subscription gives back: it is told the operation, and makes its answers. */
export abstract class Feed<C extends HubContextBase> implements AsyncIterable<never> {
  /** Arguments that say where the stream begins, and nothing of how an event is shown. */
  abstract readonly startArguments: readonly string[];

  /** The operation's answers. */
  abstract follow(operation: LiveOperation<C>): LiveAnswers;

  /** graphql-js takes nothing else for a source; the hub's own runner reads it by `follow`. */
  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error('a feed is followed');
  }
}

/** What decides how an event is shown, but for who sees it: document, operation, and variables, without those that say where to begin. */
export function keyOf(document: DocumentNode, operation: OperationDefinitionNode, coerced: Record<string, unknown>, startArguments: readonly string[]): string {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  const starts = operation.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? (field.arguments ?? []) : []))
    .flatMap(({ name, value }) => (startArguments.includes(name.value) && value.kind === Kind.VARIABLE && uses.get(value.name.value) === 1 ? [value.name.value] : []));
  const kept = Object.entries(coerced).filter(([name]) => !starts.includes(name));
  return hash('sha256', JSON.stringify([document.loc?.source.body, operation.name?.value ?? null, kept]), 'base64');
}
