import { DomainError } from '@hub/kernel';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { StaleActorError } from '../../database/actor-key.js';
import type { HubLogger } from '../../observability/index.js';
import { logUnavailable, requestError, rootCause, shownExecutionErrors, shownRequestError, withoutSuggestion } from '../errors.js';
import type { Variables } from '../limits/cost.js';
import type { Caller, OperationLimits } from '../limits/limits.js';
import type { Answer } from './answer.js';
import type { Executor } from './executor.js';
import { type Delivered, Feed, keyOf, type LiveAnswers, type LiveConnection } from './live-operation.js';
import type { HubContextBase, OperationMeta, Released, ResponseGate } from './response-gate.js';

/** What running an operation takes, whatever the transport. */
export interface RunnerOptions<C extends HubContextBase> {
  executor: Executor;
  limits: OperationLimits;
  gate: ResponseGate<C>;
  /** The context of a repetition: who asks is looked up anew, and nothing read so far is kept. */
  renewContext: (context: C) => Promise<C>;
  log: HubLogger;
}

/** A subscription's answers, or why there are none. */
export type Subscribed = { answers: LiveAnswers } | { refused: readonly GraphQLFormattedError[] };

/** An operation that may be executed. */
interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly raw: Variables;
  readonly coerced: Record<string, unknown>;
}

/** Executions of one query, the first included, before the hub gives up on an answer that keeps being taken back. */
const ATTEMPTS = 3;

const GIVEN_UP = 'Access is changing right now. Try again in a moment. / アクセス権の変更中です。少し待ってから再度お試しください。';
const UNSEEN =
  'Your access changed while this was being done. Read the current state before you repeat it. / 処理中にアクセス権が変更されました。再実行の前に現在の状態を確認してください。';
const NO_RECORD = 'What would be shown can not be recorded, so nothing is shown. Try again in a moment. / 記録できないため表示できません。少し待ってから再度お試しください。';
const HIDDEN_VALUE = 'has an invalid value. / 値が正しくありません。';

const refusal = (error: GraphQLError): Answer => {
  const { http, ...extensions } = error.extensions as { http?: { status?: number } };
  return { errors: [{ message: error.message, extensions }], status: http?.status ?? 400 };
};

const unavailable = (message: string): Answer => ({ data: null, errors: [{ message, extensions: { code: 'UNAVAILABLE' } }] });

/** Runs queries and mutations: limits, variables, execution, gate; and again, where a query's answer was taken back. */
export class OperationRunner<C extends HubContextBase> {
  constructor(private readonly options: RunnerOptions<C>) {}

  /** Answers one operation of a valid document. Never throws. */
  async answer(document: DocumentNode, operation: OperationDefinitionNode | undefined, variables: Variables, context: C, caller: Caller): Promise<Answer> {
    try {
      const prepared = this.prepare(document, operation, variables, caller);
      if ('errors' in prepared) return prepared;
      if (prepared.operation.operation === OperationTypeNode.SUBSCRIPTION) throw requestError('BAD_USER_INPUT', 'Subscriptions need a WebSocket.');
      return await this.execute(prepared, context);
    } catch (error) {
      return refusal(shownRequestError(error, { requestId: context.requestId, log: this.options.log }));
    }
  }

  /** Begins a subscription of a valid document. Never throws. */
  async subscribe(document: DocumentNode, operation: OperationDefinitionNode | undefined, variables: Variables, connection: LiveConnection<C>, caller: Caller): Promise<Subscribed> {
    const { context } = connection;
    const { executor, log } = this.options;
    const correlation = { requestId: context.requestId, log };
    try {
      const prepared = this.prepare(document, operation, variables, caller);
      if ('errors' in prepared) return { refused: prepared.errors ?? [] };
      if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION) throw requestError('BAD_USER_INPUT', 'Queries and mutations go over HTTP.');
      const source = await executor.source(document, prepared.operation, context, variables);
      if (!(source instanceof Feed)) return { refused: shownExecutionErrors('errors' in source ? (source.errors ?? []) : [], correlation) };
      const feed = source as Feed<C>;
      const key = keyOf(document, prepared.operation, prepared.coerced, feed.startArguments);
      return { answers: feed.follow({ key, connection, deliver: (first, others, produce) => this.deliver(prepared, first, others, produce) }) };
    } catch (error) {
      return { refused: refusal(shownRequestError(error, correlation)).errors ?? [] };
    }
  }

  /** Limits and variables, the same for every transport. */
  private prepare(document: DocumentNode, operation: OperationDefinitionNode | undefined, raw: Variables, caller: Caller): Prepared | Answer & { errors: readonly GraphQLFormattedError[] } {
    const { executor, limits } = this.options;
    if (!operation) throw requestError('BAD_USER_INPUT', 'The document has no such operation: give operationName.');
    limits.assertWithin(document, operation, raw, caller);
    const values = executor.coerce(operation, raw);
    if (values.errors) return { errors: values.errors.map((error) => variableError(error, caller)), status: 400 };
    return { document, operation, raw, coerced: values.coerced };
  }

  private async execute({ document, operation, raw, coerced }: Prepared, first: C): Promise<Answer> {
    const { executor, renewContext, log } = this.options;
    const meta: OperationMeta = { type: operation.operation, name: operation.name?.value };
    let context = first;
    const selectedFields = fieldsOf(document);
    for (let attempt = 1; ; attempt++) {
      context.selectedFields = selectedFields;
      const { data, errors } = await executor.run(document, operation, context, raw, coerced);
      const verdict = errors?.some((error) => rootCause(error) instanceof StaleActorError) ? 'retry' : await this.release(context, meta);
      if (verdict === 'released') {
        return errors && errors.length > 0 ? { data, errors: shownExecutionErrors(errors, { requestId: context.requestId, log }) } : { data };
      }
      if (verdict !== 'retry') return verdict;
      // A mutation may have taken effect: it is never done twice.
      if (meta.type === 'mutation') return unavailable(UNSEEN);
      if (attempt === ATTEMPTS) return unavailable(GIVEN_UP);
      context = await renewContext(context);
    }
  }

  /** One event: read and executed once, released to each by himself. What is not released is tried again by who follows. */
  private async deliver({ document, operation, raw, coerced }: Prepared, leader: C, others: readonly C[], produce: (context: C) => Promise<object | null>): Promise<Delivered> {
    const { executor, log } = this.options;
    const forAll = (released: Released | null): Delivered => ({ answer: null, released: new Array<Released | null>(others.length + 1).fill(released) });
    leader.selectedFields = fieldsOf(document);
    const event = await produce(leader).catch((error: unknown) => {
      if (error instanceof StaleActorError) return undefined;
      throw error;
    });
    if (event === undefined) return forAll(null);
    if (event === null) return forAll({ receipt: undefined });
    // The root field of a subscription resolves to the event itself.
    const { data, errors = [] } = await executor.run(document, operation, leader, raw, coerced, event);
    if (errors.some((error) => isPassing(rootCause(error)))) return forAll(null);
    const meta: OperationMeta = { type: 'subscription', name: operation.name?.value };
    const released = await this.unlessUnrecorded(leader, () => this.options.gate.releaseAll(leader, others, meta));
    if (!Array.isArray(released)) return forAll(null);
    const shown = errors.length > 0 ? { errors: shownExecutionErrors(errors, { requestId: leader.requestId, log }) } : {};
    return { answer: { data, ...shown }, released };
  }

  private release(context: C, meta: OperationMeta): Promise<'released' | 'retry' | Answer> {
    return this.unlessUnrecorded(context, () => this.options.gate.release(context, meta));
  }

  /** Without a record there is no answer, whatever went wrong with recording. */
  private async unlessUnrecorded<V>({ requestId }: C, ask: () => Promise<V>): Promise<V | Answer> {
    try {
      return await ask();
    } catch (error) {
      const correlation = { requestId, log: this.options.log };
      if (!(error instanceof DomainError)) {
        correlation.log.error({ err: error, correlationId: correlation.requestId }, 'The gate failed.');
        return unavailable(NO_RECORD);
      }
      logUnavailable(error, correlation);
      return unavailable(error.message);
    }
  }
}

/** What may be otherwise in a moment: rights that have changed, a database that can't answer. */
const isPassing = (cause: unknown): boolean => cause instanceof StaleActorError || (cause instanceof DomainError && cause.code === 'UNAVAILABLE');

const FIELDS = new WeakMap<DocumentNode, ReadonlySet<string>>();

/** Names of all fields in a document, found once: documents are kept from one request to the next. */
function fieldsOf(document: DocumentNode): ReadonlySet<string> {
  let fields = FIELDS.get(document);
  if (!fields) {
    const names = new Set<string>();
    visit(document, { Field: ({ name }) => void names.add(name.value) });
    FIELDS.set(document, (fields = names));
  }
  return fields;
}

/** What graphql-js says of a variable quotes types: only to those who may see the schema. */
function variableError({ message, locations, nodes }: GraphQLError, { signedIn, introspection }: Caller): GraphQLFormattedError {
  const node = nodes?.[0];
  const name = node?.kind === 'VariableDefinition' ? `$${node.variable.name.value}` : 'A variable';
  const shown = introspection ? (signedIn ? message : withoutSuggestion(message)) : `${name} ${HIDDEN_VALUE}`;
  return { message: shown, locations, extensions: { code: 'BAD_USER_INPUT' } };
}
