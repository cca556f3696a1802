import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { DateTimeScalar } from '@hub/platform';
import { FEATURES } from '../../../hub/src/hub.module.js';

const isResolver = (provider: unknown): provider is Type => typeof provider === 'function' && Reflect.hasMetadata('graphql:resolver_type', provider);

const list = (key: string, module: object): unknown[] => (Reflect.getMetadata(key, module) as unknown[] | undefined) ?? [];

/** These modules, and those that they are made of; each once. */
function withImports(modules: readonly object[], found = new Set<object>()): Set<object> {
  for (const module of modules.filter((one) => !found.has(one))) {
    found.add(module);
    withImports(list('imports', module).filter((one) => typeof one === 'function'), found);
  }
  return found;
}

/** The hub's schema as text, made from the resolvers of its modules: no database is needed. */
export async function schemaOfModules(): Promise<string> {
  const resolvers = [...withImports(FEATURES)].flatMap((module) => list('providers', module).filter(isResolver));
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await app.get(GraphQLSchemaFactory).create(resolvers, [], { scalarsMap: [{ type: Date, scalar: DateTimeScalar }] });
    return printSchema(lexicographicSortSchema(schema));
  } finally {
    await app.close();
  }
}
