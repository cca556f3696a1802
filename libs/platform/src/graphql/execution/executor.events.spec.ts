import { buildSchema, execute, type ExecutionResult, type GraphQLObjectType, type OperationDefinitionNode, parse, validate } from 'graphql';
import { compileOperation, eventTypeOf } from './compile.js';
import { Executor } from './executor.js';

const schema = buildSchema(`
  interface Named { name: String! }
  type Person implements Named { name: String! age: Int best: Person boss: Person! friends: [Person!] failing: String any: Any }
  type Robot implements Named { name: String! model: Int! }
  union Any = Person | Robot
  type Query { any: Any }
  type Subscription { told(id: ID): Any! }
`);

const robot = { kind: 'Robot', name: 'R', model: 7 };
const other = { kind: 'Person', name: 'O', age: 4 };
const resolvers: Record<string, Record<string, (source: unknown) => unknown>> = {
  Subscription: { told: (event) => event },
  Person: { best: () => other, boss: () => Promise.resolve(other), friends: () => [other, Promise.resolve(other)], failing: () => Promise.reject(new Error('late')), any: () => robot },
};
for (const [type, fields] of Object.entries(resolvers)) {
  for (const [field, resolve] of Object.entries(fields)) Object.assign((schema.getType(type) as GraphQLObjectType).getFields()[field] ?? {}, { resolve });
}
for (const name of ['Any', 'Named']) Object.assign(schema.getType(name) as object, { resolveType: ({ kind }: { kind: string }) => kind });

/** Everything of a result that a client may see. */
const seen = ({ data, errors }: ExecutionResult): unknown => JSON.parse(JSON.stringify({ data, errors: errors?.map(({ message, path, locations }) => ({ message, path, locations })) }));

describe('the executor of events', () => {
  const told = ['Person', 'Robot'].map((kind) => ({ kind, name: kind, model: 7, age: 3 }));

  it.each([
    'subscription { told { __typename ... on Person { name age best { name } } ... on Robot { model } } }',
    'subscription { told { ...R ...P ... on Named { name } } } fragment R on Robot { name model } fragment P on Person { boss { name } failing }',
    'subscription S($id: ID) { t: told(id: $id) { ... on Person { age friends { name } } ... on Robot { n: name } } }',
    'subscription { told { ... on Person { any { ... on Robot { model } } } ... on Robot { name } } }',
  ])('gives what graphql-js gives, whatever type an event has: %s', async (source) => {
    const document = parse(source);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode;
    const executor = new Executor(schema);
    for (const event of told) {
      const theirs = await execute({ schema, document: parse(source), contextValue: {}, variableValues: {}, rootValue: event });
      for (let use = 0; use < 6; use++) expect(seen(await executor.run(document, operation, {}, {}, {}, event))).toEqual(seen(theirs));
      expect(theirs.data).not.toBeNull();
    }
  });

  it('compiles them by type', () => {
    const document = parse('subscription { told { ... on Person { name } ... on Robot { name } } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    expect(eventTypeOf(schema, operation, told[1], {})).toBe(schema.getType('Robot'));
    expect(compileOperation(schema, document, operation, schema.getType('Robot') as GraphQLObjectType)).toBeInstanceOf(Function);
    expect(compileOperation(schema, document, operation)).toBeNull();
    expect(eventTypeOf(schema, operation, { kind: 'Query' }, {})).toBeNull();
  });
});
