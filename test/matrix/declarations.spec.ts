import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import { ROOT } from '../architecture/source-graph.js';
import { ARGUMENTS } from './declarations.arguments.js';
import { FIELDS } from './declarations.js';
import { OPERATIONS } from './operations.js';

const schema = buildSchema(readFileSync(join(ROOT, 'apps/hub/schema.graphql'), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** What is on one side only. */
function expectSame(what: string, there: readonly string[], declared: Iterable<string>): void {
  const known = new Set(declared);
  const missing = there.filter((name) => !known.has(name));
  const gone = [...known].filter((name) => !there.includes(name));
  if (missing.length + gone.length > 0) {
    throw new Error([...missing.map((name) => `${name} is not declared: say in test/matrix who may see it, or what could be tried with it`), ...gone.map((name) => `${name} is declared as ${what} and is not in the schema`)].join('\n'));
  }
}

describe('the matrix covers the schema', () => {
  it('every field of every type', () => {
    const there = types.filter(isObjectType).filter(({ name }) => !ROOTS.includes(name)).flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expectSame('field', there, FIELDS.keys());
  });

  it('every operation', () => {
    const there = ROOTS.flatMap((root) => Object.keys((schema.getType(root) as ReturnType<typeof schema.getQueryType>)?.getFields() ?? {}).map((field) => `${root}.${field}`));
    expectSame('operation', there, OPERATIONS.keys());
  });

  it('every argument, and every field of every input', () => {
    const there = types.flatMap((type) => {
      if (isInputObjectType(type)) return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => field.args.map(({ name }) => `${type.name}.${field.name}.${name}`));
    });
    expectSame('argument', there, ARGUMENTS.keys());
  });
});
