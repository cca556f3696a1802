import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { DateTimeScalar } from '@hub/platform';
import { FEATURES } from '../../../hub/src/hub.module.js';

const isResolver = (provider: unknown): provider is Type => typeof provider === 'function' && Reflect.hasMetadata('graphql:resolver_type', provider);

/** The hub's schema as text, made from the resolvers of its modules: no database is needed. */
export async function schemaOfModules(): Promise<string> {
  const resolvers = FEATURES.flatMap((module) => (Reflect.getMetadata('providers', module) as unknown[]).filter(isResolver));
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await app.get(GraphQLSchemaFactory).create(resolvers, [], { scalarsMap: [{ type: Date, scalar: DateTimeScalar }] });
    return printSchema(lexicographicSortSchema(schema));
  } finally {
    await app.close();
  }
}
