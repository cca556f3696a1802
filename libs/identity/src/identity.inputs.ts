import { normaliseInput } from '@hub/kernel';
import { Transform } from 'class-transformer';
import type { GraphQLResolveInfo } from 'graphql';

/** Full-width and half-width forms folded together, before any check. */
export const Folded = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseInput(value) : value));

/** Longest password that is looked at; whether it can be one is said by the policy. */
export const PASSWORD_INPUT = 1024;

/** Where a mutation stands in the request: one Idempotency-Key may cover several. */
export const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);
