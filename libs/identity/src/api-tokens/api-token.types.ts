import { DateTimeScalar as DateTime } from '@hub/platform';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsNotEmpty, Max, MaxLength, Min } from 'class-validator';
import { Folded, PASSWORD_INPUT } from '../identity.inputs.js';

/** How far a token goes, within what its person may do. */
export enum ApiTokenScope {
  READ_ONLY = 'READ_ONLY',
  FULL = 'FULL',
}

registerEnumType(ApiTokenScope, {
  name: 'ApiTokenScope',
  description: 'How far a token goes: never further than its person at that moment.',
  valuesMap: {
    READ_ONLY: { description: 'Queries, subscriptions and downloads. Every change is FORBIDDEN.' },
    FULL: { description: 'Everything that its person may do.' },
  },
});

/** A token, as its person sees it. */
@ObjectType({ description: 'One of your API tokens: for a program that asks in your name, without a password. It ends on its day, when you revoke it, and with every change that ends your sessions.' })
export class ApiToken {
  @Field(() => ID, { description: 'For revokeApiToken.' }) id: string;
  @Field({ description: 'What it is for.' }) name: string;
  @Field(() => ApiTokenScope, { description: 'How far it goes.' }) scope: ApiTokenScope;
  @Field(() => DateTime, { description: 'When it was made.' }) createdAt: Date;
  @Field(() => DateTime, { description: 'When it ends.' }) expiresAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null: never.' }) lastUsedAt: Date | null;
  @Field({ description: 'Whether it is the one that asks.' }) current: boolean;
}

/** A token that was just made. */
@ObjectType({ description: 'A token that was just made.' })
export class ApiTokenPayload {
  @Field(() => ApiToken, { description: 'The token.' }) apiToken: ApiToken;
  @Field(() => String, {
    nullable: true,
    description: 'For `Authorization: Bearer` and the `authorization` of `connection_init`, like an access token. Shown this once; null in a repetition under an Idempotency-Key.',
  })
  token: string | null;
}

/** A token to make. */
@InputType({ description: 'A token to make.' })
export class CreateApiTokenInput {
  @Field({ description: 'What it is for; at most 100 characters.' })
  @Folded() @IsNotEmpty() @MaxLength(100)
  name: string;

  @Field(() => ApiTokenScope, { defaultValue: ApiTokenScope.READ_ONLY, description: 'How far it goes.' })
  scope: ApiTokenScope;

  @Field(() => Int, { defaultValue: 90, description: 'Days until it ends: 1 to 365.' })
  @Min(1) @Max(365)
  days: number;

  @Field({ description: 'Your password: an open screen is not enough.' })
  @MaxLength(PASSWORD_INPUT)
  password: string;
}
