import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, GraphQLSchema, isObjectType, isSpecifiedScalarType } from 'graphql';
import { createTestHub, type TestHub } from '@hub/testing';
import { schemaText } from '../../apps/hub/src/schema-text.js';

const COMMITTED = 'apps/hub/schema.graphql';
const CONTRACT = '../shared/contract.graphql';

/** Parts of the contract that join when they are built. */
const LATER = new Set(['Date']);

describe('the schema', () => {
  let hub: TestHub;
  let text: string;
  beforeAll(async () => {
    hub = await createTestHub();
    text = schemaText(hub.hub.app);
  });
  afterAll(() => hub.close());

  it('stands in apps/hub/schema.graphql as it is (HUB_WRITE_SCHEMA=1 writes it)', () => {
    if (process.env['HUB_WRITE_SCHEMA']) writeFileSync(COMMITTED, text);
    expect(text).toBe(readFileSync(COMMITTED, 'utf8'));
  });

  const whereContractIs = existsSync(CONTRACT) ? it : it.skip;
  whereContractIs('keeps what clients rely on (skipped where ../shared/contract.graphql is absent)', () => {
    const contract = buildSchema(readFileSync(CONTRACT, 'utf8'));
    const breaking = findBreakingChanges(withoutLater(contract), buildSchema(text));
    expect(breaking.map(({ type, description }) => `${type}: ${description}`)).toEqual([]);
  });

  it('describes every type, field, argument and value', () => {
    const silent: string[] = [];
    const schema = buildSchema(text);
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
      if (!type.description && !['Query', 'Mutation', 'Subscription'].includes(type.name)) silent.push(type.name);
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) if (!field.description) silent.push(`${type.name}.${field.name}`);
    }
    expect(silent).toEqual([]);
  });
});

function withoutLater(contract: GraphQLSchema): GraphQLSchema {
  const config = contract.toConfig();
  return new GraphQLSchema({ ...config, types: config.types.filter(({ name }) => !LATER.has(name)) });
}
