import type { HubContext } from '@hub/access';
import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { pathOf } from '../identity.inputs.js';
import type { LiveToken } from './api-token.repository.js';
import { ApiToken, ApiTokenPayload, CreateApiTokenInput } from './api-token.types.js';
import { ApiTokensService } from './api-tokens.service.js';

/** Personal API tokens, in and out of GraphQL. */
@Resolver()
export class ApiTokensResolver {
  constructor(private readonly tokens: ApiTokensService) {}

  @Query(() => [ApiToken], { description: 'Your API tokens that are good, the newest first.' })
  async apiTokens(@Context() context: HubContext): Promise<ApiToken[]> {
    return (await this.tokens.list(context)).map((token) => toApiToken(token, context));
  }

  @Mutation(() => ApiTokenPayload, { description: 'Makes an API token. INVALID_INPUT for `input.password` where it is wrong; CONFLICT where you have 20 already.' })
  async createApiToken(@Args('input') input: CreateApiTokenInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ApiTokenPayload> {
    const { apiToken, token } = await this.tokens.create(context, input, pathOf(info));
    return { apiToken: toApiToken(apiToken, context), token };
  }

  @Mutation(() => Boolean, { description: 'Ends one of your API tokens at once, on open sockets too. NOT_FOUND for any other.' })
  async revokeApiToken(@Args('id', { type: () => ID, description: 'The token.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.tokens.revoke(context, id, pathOf(info));
    return true;
  }
}

const toApiToken = ({ id, name, scope, created_at, expires_at, last_used_at }: LiveToken, { actor }: HubContext): ApiToken =>
  ({ id, name, scope, createdAt: created_at, expiresAt: expires_at, lastUsedAt: last_used_at, current: actor.sessionId === id });
