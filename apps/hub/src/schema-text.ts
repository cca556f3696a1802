import type { INestApplicationContext } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';

/** The hub's schema as text, as it stands in apps/hub/schema.graphql. */
export const schemaText = (app: INestApplicationContext): string => `${printSchema(lexicographicSortSchema(app.get(GraphQLSchemaHost).schema))}\n`;
