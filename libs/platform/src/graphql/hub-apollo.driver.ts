import { ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { GraphQLSchemaBuilder } from '@nestjs/graphql/dist/graphql-schema.builder.js';
import { ResolversExplorerService } from '@nestjs/graphql/dist/services/resolvers-explorer.service.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import type { OperationTrace, RequestTrace } from '../observability/index.js';
import { callFieldsDirectly, giveResolvers, type Resolvers } from './execution/direct-fields.js';

/** Nest's options for Apollo, with what the hub adds. */
export interface HubDriverConfig extends ApolloDriverConfig {
  /** Makes an operation's context; what it throws must be fit to be shown. */
  createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<BaseContext>;
}

/** The HTTP request as Apollo gets it, with the trace that the log line of the request is made from. */
export interface TracedRequest extends HTTPGraphQLRequest {
  trace: RequestTrace;
}

/** Notes on the request's trace what was executed. */
export function noteOperation(request: object | undefined, operation: OperationTrace): void {
  if (request && 'trace' in request) (request as TracedRequest).trace.operation = operation;
}

/** The headers that Apollo and the hub's plug-in look at; copying the others for each request would be for nothing. */
const READ_HEADERS = ['accept', 'content-type', 'x-apollo-operation-name', 'apollo-require-preflight'] as const;

function toApollo({ method, url, headers, body, trace }: FastifyRequest): TracedRequest {
  const read = new HeaderMap();
  for (const name of READ_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') read.set(name, value);
  }
  const at = url.indexOf('?');
  return { method, headers: read, search: at < 0 ? '' : url.slice(at), body, trace };
}

/** Apollo Server behind Nest and Fastify, with as little between socket and executor as there can be. */
@Injectable()
export class HubApolloDriver extends ApolloDriver {
  @Inject(ModulesContainer) private readonly modules: ModulesContainer;
  @Inject(ResolversExplorerService) private readonly resolvers: ResolversExplorerService;
  @Inject(GraphQLSchemaBuilder) private readonly schemas: GraphQLSchemaBuilder;

  /** Nest prints the schema, reads it again with the resolvers, and copies these back to the one that it printed: a third of a hub's start. Here they go there at once. */
  override async generateSchema(options: ApolloDriverConfig): Promise<GraphQLSchema> {
    const schema = await this.schemas.build(options.autoSchemaFile ?? true, options, this.resolvers.getAllCtors());
    giveResolvers(schema, this.resolvers.explore() as Resolvers);
    return options.sortSchema ? lexicographicSortSchema(schema) : schema;
  }

  protected override async registerFastify(options: ApolloDriverConfig): Promise<void> {
    const { path = '/graphql', createContext, schema, plugins = [] } = options as HubDriverConfig & { schema: GraphQLSchema };
    callFieldsDirectly(schema, this.modules);
    const fastify = this.httpAdapterHost.httpAdapter.getInstance<FastifyInstance>();
    const server = new ApolloServer<BaseContext>({
      ...options,
      schema,
      typeDefs: undefined,
      resolvers: undefined,
      plugins: [...plugins, { serverWillStart: async () => ({ drainServer: async () => void (await fastify.close()) }) }],
    } as ConstructorParameters<typeof ApolloServer<BaseContext>>[0]);
    await server.start();
    this.apolloServer = server;

    fastify.route({
      url: path,
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      handler: async (request, reply) => {
        const { status, headers, body } = await server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: toApollo(request),
          context: () => createContext(request, reply),
        });
        for (const [name, value] of headers) reply.header(name, value);
        reply.code(status ?? 200);
        // Nothing is sent in parts: the gate stands before the whole answer.
        if (body.kind !== 'complete') throw new Error('an answer in parts');
        // As bytes: a string would be measured here and encoded again, more slowly, by the socket.
        return Buffer.from(body.string);
      },
    });
  }
}
