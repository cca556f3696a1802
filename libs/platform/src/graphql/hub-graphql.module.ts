import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { type DynamicModule, type FactoryProvider, Module, type ModuleMetadata } from '@nestjs/common';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubConfig } from '../config/index.js';
import { currentTrace, HUB_LOGGER, type HubLogger, Metrics } from '../observability/index.js';
import { formatRequestError, shownRequestError } from './errors.js';
import { DocumentStore } from './execution/document-store.js';
import { executionPlugin } from './execution/execution.plugin.js';
import { DocumentCheck } from './execution/document-check.js';
import { Executor } from './execution/executor.js';
import { OperationRunner } from './execution/operation-runner.js';
import type { HubContextBase, ResponseGate } from './execution/response-gate.js';
import { HubApolloDriver, type HubDriverConfig, noteOperation } from './hub-apollo.driver.js';
import { type Caller, MAX_ERRORS, OperationLimits } from './limits/limits.js';
import { DateTimeScalar } from './scalars/index.js';
import type { Subscriptions } from './subscriptions.js';

/** What the application gives to the GraphQL endpoint. */
export interface HubGraphqlDeps<C extends HubContextBase> {
  config: Pick<HubConfig, 'production'>;
  /** Authenticates and makes the context of one operation: a plain object, since Apollo copies it. May throw DomainErrors. */
  createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<C>;
  /** The context of a repetition, after the gate said `retry`: the actor looked up anew, nothing read yet. */
  renewContext: (context: C) => Promise<C>;
  gate: ResponseGate<C>;
  isSignedIn: (context: C) => boolean;
  /** Gets what subscriptions over other transports are begun with. */
  subscriptions?: Subscriptions<C>;
}

/** How `forRootAsync` gets them. */
export interface HubGraphqlAsyncOptions<C extends HubContextBase> extends Pick<ModuleMetadata, 'imports'> {
  inject?: FactoryProvider['inject'];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Nest's own factories are typed so: what is injected can't be known here
  useFactory: (...deps: any[]) => HubGraphqlDeps<C> | Promise<HubGraphqlDeps<C>>;
}

/** The GraphQL endpoint `/graphql`: schema code first and in memory, limits, gate, errors of the contract only. */
@Module({})
export class HubGraphqlModule {
  /** `resolvers` are found in all modules, as Nest does. Needs ObservabilityModule. */
  static forRootAsync<C extends HubContextBase>({ imports = [], inject = [], useFactory }: HubGraphqlAsyncOptions<C>): DynamicModule {
    return {
      module: HubGraphqlModule,
      imports: [
        GraphQLModule.forRootAsync<HubDriverConfig>({
          driver: HubApolloDriver,
          imports,
          inject: [HUB_LOGGER, Metrics, GraphQLSchemaHost, ...inject],
          useFactory: async (log: HubLogger, metrics: Metrics, host: GraphQLSchemaHost, ...deps: unknown[]) =>
            apolloOptions(await useFactory(...deps), log, metrics, host),
        }),
      ],
    };
  }
}

function apolloOptions<C extends HubContextBase>(deps: HubGraphqlDeps<C>, log: HubLogger, metrics: Metrics, host: GraphQLSchemaHost): HubDriverConfig {
  const limits = new OperationLimits(() => host.schema);
  const requestId = (): string => currentTrace()?.id ?? 'none';
  let executor: Executor | undefined;
  const runner = new OperationRunner<C>({
    gate: deps.gate, renewContext: deps.renewContext, log, limits,
    get executor() {
      executor ??= new Executor(host.schema);
      return executor;
    },
  });
  const callerOf = (context: C): Caller => {
    const signedIn = deps.isSignedIn(context);
    return { signedIn, introspection: signedIn || !deps.config.production };
  };
  deps.subscriptions?.attach({ runner, callerOf, check: new DocumentCheck(() => host.schema, limits, log), observe: (outcome, seconds) => metrics.observeOperation('subscription', outcome, seconds) });
  return {
    path: '/graphql',
    createContext: async (request, reply) => {
      try {
        return await deps.createContext(request, reply);
      } catch (error) {
        throw shownRequestError(error, { requestId: request.id, log });
      }
    },
    autoSchemaFile: true,
    sortSchema: true,
    // Apollo looks at the schema again, and so does the test of what lies beside the hub.
    buildSchemaOptions: { scalarsMap: [{ type: Date, scalar: DateTimeScalar }], skipCheck: true },
    fieldResolverEnhancers: [],
    autoTransformHttpErrors: false,
    preserveHttpStatusForExecutionErrors: false,
    graphiql: false,
    // The hub decides by itself who may see the schema, per request: see OperationLimits.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: limits.parseOptions,
    validationRules: [...limits.rules],
    validationOptions: { maxErrors: MAX_ERRORS },
    documentStore: new DocumentStore(),
    stringifyResult: (value) => JSON.stringify(value),
    formatError: formatRequestError(log, requestId),
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      executionPlugin<C>({
        runner,
        callerOf,
        onOperation(operation, seconds, request) {
          noteOperation(request, operation);
          metrics.observeOperation(operation.type, operation.outcome, seconds);
        },
      }),
    ],
  };
}
