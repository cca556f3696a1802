import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { OperationTrace } from '../../observability/index.js';
import { hideSchema, onlyTooComplex, withoutSuggestion } from '../errors.js';
import type { Caller } from '../limits/limits.js';
import type { Answer } from './answer.js';
import type { OperationRunner } from './operation-runner.js';
import type { HubContextBase } from './response-gate.js';

/** What the plug-in works with. */
export interface ExecutionOptions<C extends HubContextBase> {
  runner: OperationRunner<C>;
  callerOf: (context: C) => Caller;
  /** Told of each operation; `request` is the object that Apollo was given for the HTTP request. */
  onOperation: (operation: OperationTrace, seconds: number, request: object | undefined) => void;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** Accept headers of the usual clients, which all mean plain JSON; others are negotiated by Apollo. */
const PLAIN_ACCEPT = new Set([undefined, '*/*', 'application/json', 'application/json, */*', 'application/json, text/plain, */*']);

/** A name made of letters can't hold an address, a number or a sentence. */
const PLAIN_NAME = /^[A-Za-z]{1,40}$/;

type Operation = Parameters<OperationRunner<HubContextBase>['answer']>[1];

function traceOf(operation: Operation, hash: string, errors: Answer['errors'] | readonly GraphQLError[]): OperationTrace {
  const name = operation?.name?.value;
  return {
    type: operation?.operation ?? 'query',
    name: name !== undefined && PLAIN_NAME.test(name) ? name : undefined,
    hash: hash.slice(0, 12),
    outcome: errors?.[0] ? String(errors[0].extensions?.code ?? 'INTERNAL') : 'OK',
  };
}

/**
 * Answers operations in Apollo's stead (`responseForOperation`): within the limits, by the hub's own executor, and with
 * the gate before the answer.
 */
export function executionPlugin<C extends HubContextBase>(options: ExecutionOptions<C>): ApolloServerPlugin<C> {
  const { runner, callerOf } = options;

  // One listener serves all requests: it keeps nothing of any of them.
  const listener: GraphQLRequestListener<C> = {
    async didEncounterErrors({ errors, contextValue, operation, queryHash, request }) {
      const caller = callerOf(contextValue);
      onlyTooComplex(errors);
      if (!caller.introspection) hideSchema(errors);
      else if (!caller.signedIn) for (const error of errors) error.message = withoutSuggestion(error.message);
      options.onOperation(traceOf(operation ?? undefined, queryHash ?? '', errors), 0, request.http);
    },
    async responseForOperation({ request, document, operation, queryHash, contextValue, response: { http } }) {
      const startedAt = performance.now();
      const answer = await runner.answer(document, operation, request.variables ?? {}, contextValue, callerOf(contextValue));
      options.onOperation(traceOf(operation, queryHash ?? '', answer.errors), (performance.now() - startedAt) / 1000, request.http);
      if (answer.status !== undefined) http.status = answer.status;
      if (PLAIN_ACCEPT.has(request.http?.headers.get('accept'))) http.headers.set('content-type', JSON_TYPE);
      const { errors, data } = answer;
      return { http, body: { kind: 'single', singleResult: data === undefined ? { errors } : { errors, data } } };
    },
  };
  return { requestDidStart: async () => listener };
}
