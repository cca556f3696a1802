import { DomainError } from '@hub/kernel';
import fc from 'fast-check';
import { buildSchema, execute, type ExecutionResult, type GraphQLObjectType, type OperationDefinitionNode, parse, validate } from 'graphql';
import { DateTimeScalar } from '../scalars/index.js';
import { compileOperation, objection } from './compile.js';
import { Executor } from './executor.js';

const schema = buildSchema(`
  scalar DateTime
  scalar Fussy
  enum Mark { RED CLEAR }
  input Filter { marks: [Mark!] after: DateTime text: String = "all" depth: Int! = 1 inner: Filter }
  interface Named { name: String! }
  type Person implements Named { name: String! mark: Mark age: Int at: DateTime friends: [Person!] best: Person boss: Person! maybe: [Person] strict: [Person!]! loose: [[Int]] failing: String failingStrict: String! fussy: Fussy later: String slow(ms: Int = 1): Int }
  type Robot implements Named { name: String! model: Int! }
  union Any = Person | Robot
  type Query {
    person(id: ID): Person
    must: Person!
    people(first: Int = 2): [Person!]!
    people2(first: Int! = 2): [Person]
    echo(filter: Filter, at: DateTime, list: [Int], id: ID, flag: Boolean, mark: Mark, real: Float): String
    any: [Any!]!
    named: Named
    boom: Int
    thrown: Int!
  }
`);

type Source = Record<string, unknown>;
const typeOf = (name: string): GraphQLObjectType => schema.getType(name) as GraphQLObjectType;
const resolve = (type: string, field: string, resolver: (source: Source, args: Source) => unknown): void => {
  const target = typeOf(type).getFields()[field];
  if (target) target.resolve = resolver as never;
};

const person = (id: number): Source => ({ kind: 'Person', name: `P${id}`, mark: id % 2 ? 'RED' : 'CLEAR', age: id, at: new Date(id * 1000), id, fussy: id, loose: [[1, null], null, [id]] });

Object.assign(schema.getType('DateTime') as object, {
  parseValue: DateTimeScalar.parseValue.bind(DateTimeScalar),
  parseLiteral: DateTimeScalar.parseLiteral.bind(DateTimeScalar),
  serialize: DateTimeScalar.serialize.bind(DateTimeScalar),
});
Object.assign(schema.getType('Fussy') as object, {
  serialize: (value: unknown) => {
    if (value === 3) throw new Error('3 is no Fussy');
    return value;
  },
});
Object.assign(schema.getType('Any') as object, { resolveType: ({ kind }: Source) => kind });
Object.assign(schema.getType('Named') as object, { resolveType: ({ kind }: Source) => kind });
resolve('Query', 'person', (_, { id }) => (id == null ? null : person(Number(id))));
resolve('Query', 'must', () => person(1));
resolve('Query', 'people', (_, { first }) => Promise.resolve(Array.from({ length: first as number }, (__, i) => person(i))));
resolve('Query', 'people2', (_, { first }) => Array.from({ length: first as number }, (__, i) => (i === 1 ? null : Promise.resolve(person(i)))));
resolve('Query', 'echo', (_, args) => JSON.stringify(args));
resolve('Query', 'any', () => [person(1), { kind: 'Robot', name: 'R', model: 7 }]);
resolve('Query', 'named', () => ({ kind: 'Robot', name: 'R', model: 7 }));
resolve('Query', 'boom', () => {
  throw new DomainError('FORBIDDEN', 'no');
});
resolve('Query', 'thrown', () => Promise.reject(new Error('late')));
resolve('Person', 'friends', ({ id }) => (id === 2 ? null : [person(2), person(3)]));
resolve('Person', 'best', ({ id }) => (id === 3 ? new Error('returned') : person((id as number) + 1)));
resolve('Person', 'boss', ({ id }) => Promise.resolve(id === 3 ? null : person((id as number) + 1)));
resolve('Person', 'maybe', ({ id }) => [person(4), null, id === 2 ? Promise.reject(new Error('item')) : person(5)]);
resolve('Person', 'strict', ({ id }) => [person(4), Promise.resolve(id === 2 ? null : person(5))]);
resolve('Person', 'failing', ({ id }) => {
  if (id === 2) throw new DomainError('NOT_FOUND', 'gone');
  return 'fine';
});
resolve('Person', 'failingStrict', async ({ id }) => {
  if (id === 3) throw new Error('strict');
  return 'fine';
});
resolve('Person', 'later', ({ id }) => new Promise((done) => setTimeout(() => done(`later ${String(id)}`), 1)));
resolve('Person', 'slow', (_, { ms }) => ms);

// A non-null field that fails at once, while its siblings still wait, makes graphql-js abandon their promises: here they wait too.

/** Everything of a result that a client may see. */
const seen = ({ data, errors }: ExecutionResult): unknown => ({
  data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
  errors: (errors ?? [])
    .map(({ message, path, locations }) => JSON.stringify({ message, path, locations }))
    .sort(),
});

async function compare(source: string, variables: Record<string, unknown> = {}): Promise<{ ours: ExecutionResult; theirs: ExecutionResult; compiled: boolean }> {
  const document = parse(source);
  expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode;
  const theirs = await execute({ schema, document: parse(source), contextValue: {}, variableValues: variables });
  const executor = new Executor(schema);
  const values = executor.coerce(operation, variables);
  if (values.errors) return { ours: { errors: values.errors }, theirs, compiled: false };
  let ours: ExecutionResult = {};
  for (let use = 0; use < 6; use++) ours = await executor.run(document, operation, {}, variables, values.coerced);
  return { ours, theirs, compiled: objection(schema, document, operation) === null };
}

const fields = '{ name mark age at fussy loose }';
const cases: [string, Record<string, unknown>?][] = [
  [`{ person(id: 1) ${fields} }`],
  ['{ person { name } }'],
  ['query Q($id: ID!) { person(id: $id) { name age } }', { id: 4 }],
  [`query Q($id: ID) { person(id: $id) ${fields} }`],
  ['query Q($first: Int!) { people(first: $first) { name } }', { first: 3 }],
  ['query Q($first: Int) { people(first: $first) { name } }', {}],
  ['query Q($first: Int = 1) { people(first: $first) { name } }', {}],
  ['{ people { name friends { name best { name } } } }'],
  ['{ people(first: 4) { name boss { name boss { name } } } }'],
  ['{ people2(first: 3) { name boss { name } } }'],
  ['{ person(id: 2) { boss { boss { name } } name } }'],
  ['{ must { boss { boss { boss { name } } } } person(id: 1) { name } }'],
  ['{ person(id: 1) { maybe { name } } b: person(id: 2) { maybe { name } } }'],
  ['{ person(id: 1) { strict { name } } b: person(id: 2) { strict { name } name } }'],
  ['{ person(id: 2) { failing name } c: person(id: 3) { failingStrict name } }'],
  ['{ people(first: 4) { failing failingStrict } }'],
  ['{ people2(first: 4) { failing failingStrict later } }'],
  ['{ a: person(id: 3) { fussy } b: person(id: 5) { fussy } c: person(id: 6) { fussy } }'],
  ['{ boom person(id: 1) { name } }'],
  ['{ thrown person(id: 1) { name } }'],
  ['{ person(id: 3) { best { name } name } }'],
  ['{ ...F } fragment F on Query { person(id: 1) { ...G name } } fragment G on Person { age best { ...H } } fragment H on Person { name }'],
  ['{ person(id: 1) { best { name } ...G } } fragment G on Person { best { age best { mark } } }'],
  ['query Q($yes: Boolean!, $no: Boolean!) { person(id: 1) { name @include(if: $yes) age @include(if: $no) mark @skip(if: $yes) at @skip(if: $no) best @include(if: $no) { name } } }', { yes: true, no: false }],
  ['query Q($yes: Boolean!) { person(id: 1) { ... on Person @include(if: $yes) { name } ... @skip(if: $yes) { age } age @include(if: $yes) } }', { yes: true }],
  ['query Q($a: Boolean!, $b: Boolean!) { person(id: 1) { best @include(if: $a) { name } best @include(if: $b) { age } } }', { a: false, b: true }],
  ['query Q($f: Filter) { echo(filter: $f) }', { f: { marks: ['RED'], after: '2026-06-01T09:00:00+09:00', inner: { depth: 2 } } }],
  ['query Q($f: Filter) { echo(filter: $f) }', { f: null }],
  ['query Q($f: Filter) { echo(filter: $f) }', {}],
  ['query Q($m: [Mark!], $d: Int!) { echo(filter: { marks: $m, depth: $d, inner: { depth: $d } }) }', { m: 'RED', d: 3 }],
  ['query Q($m: [Mark!], $t: String) { echo(filter: { marks: $m, text: $t }) }', {}],
  ['query Q($d: Int) { echo(filter: { depth: $d }) }', {}],
  ['query Q($d: Int) { echo(filter: { depth: $d }) }', { d: null }],
  ['query Q($a: Int!) { echo(list: [1, $a, 3]) }', { a: 2 }],
  ['{ echo(at: "2026-06-01T00:00:00Z", id: 7, flag: true, mark: RED, real: 1.5, list: 3) }'],
  [`{ echo(at: null, id: ${JSON.stringify(`é"\\\u2028\`$`)}, list: []) }`],
  [`{ echo(id: "${'$'}{process.exit(1)}") }`],
  ['query Q($at: DateTime!) { echo(at: $at) }', { at: '2026-06-01T00:00:00Z' }],
  ['query Q($at: DateTime = "2026-06-01T00:00:00Z") { echo(at: $at) }', {}],
  ['query Q($id: ID = "x", $flag: Boolean = false) { echo(id: $id, flag: $flag) }', { flag: null }],
  ['{ any { ... on Person { name age } ... on Robot { model } __typename } named { name __typename } }'],
  ['{ __typename person(id: 1) { __typename name } }'],
  ['{ a_b: person(id: 1) { c: name } a: person(id: 2) { b_c: name } }'],
  ['{ __proto__: person(id: 1) { name } constructor: person(id: 2) { toString: name valueOf: age hasOwnProperty: mark } }'],
  ['{ person(id: 1) { slow a: slow(ms: 5) } }'],
  ['{ person(id: 2) { x: friends { name } y: loose } }'],
  ['{ __schema { queryType { name } } }'],
];

const RUNS = 400;

describe('the executor', () => {
  it.each(cases.map(([source, variables = {}]) => [source, variables] as const))('gives what graphql-js gives: %s', async (source, variables) => {
    const { ours, theirs } = await compare(source, variables);
    expect(seen(ours)).toEqual(seen(theirs));
  });

  it('compiles what is asked often, and only that', () => {
    const document = parse('{ person(id: 1) { name } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    expect(compileOperation(schema, document, operation)).toBeInstanceOf(Function);
  });

  it.each([
    ['mutations', 'mutation { __typename }'],
    ['unions and interfaces', '{ any { __typename } }'],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['names that could collide in generated code', '{ a_b: boom }'],
    ['names that are special in JavaScript', '{ __proto__: boom }'],
    ['nullable variables within a value', 'query Q($t: String) { echo(filter: { text: $t }) }'],
    ['nullable variables within a list', 'query Q($a: Int) { people(first: 1) { name } echo(list: [$a]) }'],
    ['nullable variables where null is refused', 'query Q($first: Int = 1) { people2(first: $first) { name } }'],
  ])('leaves %s to graphql-js', (_, source) => {
    const document = parse(source);
    expect(compileOperation(schema, document, document.definitions[0] as OperationDefinitionNode)).toBeNull();
  });

  it('refuses wrong variables as graphql-js does', async () => {
    for (const [source, variables] of [
      ['query Q($f: Filter) { echo(filter: $f) }', { f: { nonsense: 1 } }],
      ['query Q($f: Filter) { echo(filter: $f) }', { f: [] }],
      ['query Q($f: Filter) { echo(filter: $f) }', { f: { after: 'yesterday' } }],
      ['query Q($id: ID!) { person(id: $id) { name } }', {}],
      ['query Q($first: Int!) { people(first: $first) { name } }', { first: 2 ** 40 }],
    ] as const) {
      const { ours, theirs } = await compare(source, variables);
      expect(theirs.data).toBeUndefined();
      expect(seen(ours)).toEqual(seen(theirs));
    }
  });

  const scalars = ['name', 'mark', 'age', 'at', 'fussy', 'loose', 'failing', 'failingStrict', 'later', '__typename'];
  const selection: fc.Arbitrary<string> = fc.letrec<{ set: string }>((tie) => ({
    set: fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: fc.tuple(fc.constantFrom('', 'x: ', 'y: ', 'zz: '), fc.constantFrom(...scalars)).map(([alias, name]) => `${alias}${name}`) },
          { weight: 3, arbitrary: fc.tuple(fc.constantFrom('friends', 'best', 'boss', 'maybe', 'strict'), tie('set')).map(([name, set]) => `${name} ${set}`) },
          { weight: 1, arbitrary: tie('set').map((set) => `... on Person ${set}`) },
          { weight: 1, arbitrary: fc.tuple(fc.constantFrom('include', 'skip'), fc.constantFrom('yes', 'no'), tie('set')).map(([d, v, set]) => `... @${d}(if: $${v}) ${set}`) },
        ),
        { minLength: 1, maxLength: 4, depthIdentifier: 'deep' },
      )
      .map((parts) => `{ ${parts.join(' ')} }`),
  })).set;

  it('gives the same data for random queries, and an error wherever graphql-js has one', async () => {
    let compiledQueries = 0;
    await fc.assert(
      fc.asyncProperty(selection, fc.integer({ min: 0, max: 5 }), fc.constantFrom('person', 'people', 'people2', 'must'), async (set, id, root) => {
        const argument = root === 'person' ? `(id: ${id})` : root === 'must' ? '' : `(first: ${id})`;
        const source = `query Q($yes: Boolean!, $no: Boolean!) { ${root}${argument} ${set} other: person(id: 1) { name @include(if: $yes) age @include(if: $no) } }`;
        const document = parse(source);
        fc.pre(source.length < 1_500 && validate(schema, document).length === 0);
        const { ours, theirs, compiled } = await compare(source, { yes: true, no: false });
        if (compiled) compiledQueries++;
        const paths = ({ errors }: ExecutionResult): string[] => [...new Set((errors ?? []).map(({ path }) => JSON.stringify(path)))].sort();
        expect(JSON.parse(JSON.stringify(ours.data ?? null))).toEqual(JSON.parse(JSON.stringify(theirs.data ?? null)));
        // Of several failures that null the same parent graphql-js tells the first, graphql-jit each.
        expect(paths(ours)).toEqual(expect.arrayContaining(paths(theirs)));
      }),
      { numRuns: RUNS },
    );
    expect(compiledQueries).toBeGreaterThan(RUNS / 4);
  });
});
