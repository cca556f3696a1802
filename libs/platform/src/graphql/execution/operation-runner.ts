import { DomainError } from '@hub/kernel';
import {
  type DocumentNode,
  type ExecutionResult,
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
import type { Executor } from './executor.js';
import type { HubContextBase, OperationMeta, ResponseGate } from './response-gate.js';

/** What running an operation takes, whatever the transport. */
export interface RunnerOptions<C extends HubContextBase> {
  executor: Executor;
  limits: OperationLimits;
  gate: ResponseGate<C>;
  /** The context of a repetition: who asks is looked up anew, and nothing read so far is kept. */
  renewContext: (context: C) => Promise<C>;
  log: HubLogger;
}

/** An operation's answer, its errors as they may be shown. */
export interface Answer {
  data?: ExecutionResult['data'];
  errors?: readonly GraphQLFormattedError[];
  /** HTTP status, where nothing was executed. */
  status?: number;
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
    const { executor, limits, log } = this.options;
    const correlation = { requestId: context.requestId, log };
    try {
      if (!operation) throw requestError('BAD_USER_INPUT', 'The document has no such operation: give operationName.');
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw requestError('BAD_USER_INPUT', 'Subscriptions need a WebSocket.');
      limits.assertWithin(document, operation, variables, caller);
      const values = executor.coerce(operation, variables);
      if (values.errors) return { errors: values.errors.map((error) => variableError(error, caller)), status: 400 };
      return await this.execute(document, operation, variables, values.coerced, context);
    } catch (error) {
      return refusal(shownRequestError(error, correlation));
    }
  }

  private async execute(document: DocumentNode, operation: OperationDefinitionNode, raw: Variables, coerced: Variables, first: C): Promise<Answer> {
    const { executor, renewContext, log } = this.options;
    const meta: OperationMeta = { type: operation.operation as OperationMeta['type'], name: operation.name?.value };
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

  /** Without a record there is no answer, whatever went wrong with recording. */
  private async release(context: C, meta: OperationMeta): Promise<'released' | 'retry' | Answer> {
    try {
      return await this.options.gate.release(context, meta);
    } catch (error) {
      const correlation = { requestId: context.requestId, log: this.options.log };
      if (!(error instanceof DomainError)) {
        correlation.log.error({ err: error, correlationId: correlation.requestId }, 'The gate failed.');
        return unavailable(NO_RECORD);
      }
      logUnavailable(error, correlation);
      return unavailable(error.message);
    }
  }
}

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
