import 'reflect-metadata';
import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import {
  FIELD_RESOLVER_MIDDLEWARE_METADATA,
  PARAM_ARGS_METADATA,
  RESOLVER_NAME_METADATA,
  RESOLVER_PROPERTY_METADATA,
  RESOLVER_TYPE_METADATA,
} from '@nestjs/graphql/dist/graphql.constants.js';
import { GqlParamtype } from '@nestjs/graphql/dist/enums/gql-paramtype.enum.js';

/** A parameter as its decorator describes it: `@Parent()`, `@Args('language')`, `@Context('actor')`, … */
interface Parameter {
  readonly index: number;
  readonly data?: string;
  readonly pipes?: readonly unknown[];
}
type Pick = (source: unknown, args: Record<string, unknown>, context: unknown, info: GraphQLResolveInfo) => unknown;
type Method = (...values: unknown[]) => unknown;

interface Subscribing { readonly subscribe: GraphQLFieldResolver<unknown, unknown>; readonly resolve?: GraphQLFieldResolver<unknown, unknown> }
/** What Nest has found in all modules: by type and field, a method to call or, of subscriptions, two. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, GraphQLFieldResolver<unknown, unknown> | Subscribing>>>>;

/** Types of arguments that no pipe has anything to check in. */
const PLAIN = new Set<unknown>([String, Number, Boolean, Array, Object, undefined]);

const part = (value: unknown, name: string | undefined): unknown => (name === undefined ? value : (value as Record<string, unknown> | null | undefined)?.[name]);

const PICKS: Readonly<Record<number, (name: string | undefined) => Pick>> = {
  [GqlParamtype.ROOT]: () => (source) => source,
  [GqlParamtype.ARGS]: (name) => (_source, args) => part(args, name),
  [GqlParamtype.CONTEXT]: (name) => (_source, _args, context) => part(context, name),
  [GqlParamtype.INFO]: (name) => (_source, _args, _context, info) => part(info, name),
};

/** How the method's parameters are filled, or null where Nest must do it: pipes, or an argument whose class may have rules. */
function picksOf(prototype: object, method: string): Pick[] | null {
  const parameters = (Reflect.getMetadata(PARAM_ARGS_METADATA, prototype.constructor, method) ?? {}) as Record<string, Parameter>;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as unknown[];
  const picks: Pick[] = [];
  for (const [key, { index, data, pipes = [] }] of Object.entries(parameters)) {
    const kind = Number(key.split(':')[0]);
    const pick = PICKS[kind];
    if (!pick || pipes.length > 0 || (kind === GqlParamtype.ARGS && !PLAIN.has(types[index]))) return null;
    picks[index] = pick(data);
  }
  // A parameter without a decorator would be left a hole.
  return picks.length === types.length && Object.keys(picks).length === types.length ? picks : null;
}

function direct(instance: object, method: Method, picks: readonly Pick[]): GraphQLFieldResolver<unknown, unknown> {
  const [first, second, third] = picks;
  if (picks.length === 1 && first) return (source, args, context, info) => method.call(instance, first(source, args, context, info));
  if (picks.length === 2 && first && second) {
    return (source, args, context, info) => method.call(instance, first(source, args, context, info), second(source, args, context, info));
  }
  if (picks.length === 3 && first && second && third) {
    return (source, args, context, info) =>
      method.call(instance, first(source, args, context, info), second(source, args, context, info), third(source, args, context, info));
  }
  return (source, args, context, info) => method.apply(instance, picks.map((pick) => pick(source, args, context, info)));
}

/**
 * Lets the schema call `@ResolveField` methods as they stand. Nest calls each through pipes, interceptors and a dozen
 * promises, forty times for a page of twenty, and took longer for that than for all the rest; the hub has neither guards nor
 * interceptors on fields. Root fields, and fields that a pipe looks at, stay Nest's. Returns how many fields it changed.
 */
export function callFieldsDirectly(schema: GraphQLSchema, modules: ModulesContainer): number {
  const scanner = new MetadataScanner();
  let changed = 0;
  for (const { providers } of modules.values()) {
    for (const wrapper of providers.values()) {
      const instance = wrapper.instance as object | undefined;
      if (!instance || typeof instance !== 'object' || !wrapper.isDependencyTreeStatic()) continue;
      const type = schema.getType((Reflect.getMetadata(RESOLVER_TYPE_METADATA, instance.constructor) as string | undefined) ?? '');
      if (!isObjectType(type)) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, Method>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const method = prototype[name];
        if (!method || !Reflect.getMetadata(RESOLVER_PROPERTY_METADATA, method) || Reflect.getMetadata(FIELD_RESOLVER_MIDDLEWARE_METADATA, method)) continue;
        const field = type.getFields()[(Reflect.getMetadata(RESOLVER_NAME_METADATA, method) as string | undefined) ?? name];
        const picks = picksOf(prototype, name);
        if (!field || !picks) continue;
        field.resolve = direct(instance, method, picks);
        changed += 1;
      }
    }
  }
  return changed;
}

/** Gives the schema's fields their resolvers. A resolver of what the schema does not have is a mistake. */
export function giveResolvers(schema: GraphQLSchema, resolvers: Resolvers): void {
  for (const [name, ofFields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There are resolvers of ${name}, which is no object of the schema.`);
    for (const [key, resolver] of Object.entries(ofFields)) {
      const field = type.getFields()[key];
      if (!field) throw new Error(`There is a resolver of ${name}.${key}, which the schema does not have.`);
      if (typeof resolver === 'function') field.resolve = resolver;
      else Object.assign(field, { subscribe: resolver.subscribe, resolve: resolver.resolve });
    }
  }
}
