import type { GraphQLFormattedError } from 'graphql';
import type { DocumentCheck } from './execution/document-check.js';
import type { LiveConnection } from './execution/live-operation.js';
import type { OperationRunner, Subscribed } from './execution/operation-runner.js';
import type { HubContextBase } from './execution/response-gate.js';
import type { Variables } from './limits/cost.js';
import type { Caller } from './limits/limits.js';

/** A subscription as a client asks for it. */
export interface SubscribeRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
}

interface Parts<C extends HubContextBase> {
  readonly runner: OperationRunner<C>;
  readonly check: DocumentCheck;
  readonly callerOf: (context: C) => Caller;
  readonly observe: (outcome: string, seconds: number) => void;
}

/** Begins subscriptions for whatever transport: the rules, limits, errors and gate of HTTP. */
export class Subscriptions<C extends HubContextBase> {
  private parts: Parts<C> | null = null;

  /** Gives it what it works with; the GraphQL module does. */
  attach(parts: Parts<C>): void {
    this.parts = parts;
  }

  /** Begins one on a connection. */
  async begin({ query, operationName, variables }: SubscribeRequest, connection: LiveConnection<C>): Promise<Subscribed> {
    if (!this.parts) throw new Error('no GraphQL endpoint yet');
    const { runner, check, callerOf, observe } = this.parts;
    const startedAt = performance.now();
    const { context } = connection;
    const caller = callerOf(context);
    const checked = await check.check(query, operationName, caller, context.requestId);
    const begun = 'errors' in checked ? { refused: checked.errors } : await runner.subscribe(checked.document, checked.operation, variables ?? {}, connection, caller);
    observe('refused' in begun ? codeOf(begun.refused) : 'OK', (performance.now() - startedAt) / 1000);
    return begun;
  }
}

const codeOf = ([first]: readonly GraphQLFormattedError[]): string => String(first?.extensions?.['code'] ?? 'INTERNAL');
