import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getVariableValues,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { type CompiledOperation, compileOperation, eventTypeOf } from './compile.js';

/** Uses after which an operation is compiled: documents that come once are not worth it, nor can they be made to cost it. */
const HOT = 3;
/** Compiled operations that are kept, the least recently used one given up first. */
const KEPT = 500;

interface Plan {
  uses: number;
  /** By the type of the event that a subscription is told. Undefined: not tried yet; null: graphql-js runs it. */
  readonly compiled: Map<GraphQLObjectType | null, CompiledOperation | null>;
}

/** Variables after graphql-js has coerced them, or what was wrong with them. */
export type CoercedVariables = { errors: readonly GraphQLError[] } | { errors?: undefined; coerced: Record<string, unknown> };

const NONE: CoercedVariables = { coerced: {} };

/** Executes operations of valid documents: by graphql-jit where that is sound and the operation is asked often, else by graphql-js. */
export class Executor {
  private readonly plans = new Map<OperationDefinitionNode, Plan>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Coerces the request's variables. */
  coerce({ variableDefinitions }: OperationDefinitionNode, variables: Record<string, unknown>): CoercedVariables {
    if (!variableDefinitions || variableDefinitions.length === 0) return NONE;
    return getVariableValues(this.schema, variableDefinitions, variables, { maxErrors: 5 }) as CoercedVariables;
  }

  /** Runs the operation once. `raw` are the variables as sent, `coerced` the same after `coerce`; `root` an event, where it is a subscription. */
  run(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    context: unknown,
    raw: Record<string, unknown>,
    coerced: Record<string, unknown>,
    root?: unknown,
  ): ExecutionResult | Promise<ExecutionResult> {
    const type = root === undefined ? null : eventTypeOf(this.schema, operation, root, context);
    const compiled = root === undefined || type ? this.planOf(document, operation, type) : null;
    if (compiled) return compiled(context, coerced, root);
    return execute({
      schema: this.schema,
      document,
      rootValue: root,
      contextValue: context,
      variableValues: raw,
      operationName: operation.name?.value,
    });
  }

  /** What a subscription's resolver gives: its source, or why there is none. */
  source(document: DocumentNode, operation: OperationDefinitionNode, context: unknown, raw: Record<string, unknown>): Promise<AsyncIterable<unknown> | ExecutionResult> {
    return createSourceEventStream({ schema: this.schema, document, contextValue: context, variableValues: raw, operationName: operation.name?.value });
  }

  private planOf(document: DocumentNode, operation: OperationDefinitionNode, event: GraphQLObjectType | null): CompiledOperation | null | undefined {
    let plan = this.plans.get(operation);
    if (plan) {
      // Back to the end of the map, whose beginning is given up; not on each use, which would cost more than it saves.
      if (plan.uses++ % 64 === 0) {
        this.plans.delete(operation);
        this.plans.set(operation, plan);
      }
    } else {
      plan = { uses: 1, compiled: new Map() };
      this.plans.set(operation, plan);
      if (this.plans.size > KEPT) this.plans.delete(this.plans.keys().next().value as OperationDefinitionNode);
    }
    let compiled = plan.compiled.get(event);
    if (compiled === undefined && plan.uses > HOT) plan.compiled.set(event, (compiled = compileOperation(this.schema, document, operation, event)));
    return compiled;
  }
}
