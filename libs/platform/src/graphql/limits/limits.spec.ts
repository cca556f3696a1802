import { buildSchema, getIntrospectionQuery, type GraphQLError, type OperationDefinitionNode, parse, specifiedRules, validate } from 'graphql';
import { MAX_ERRORS, OperationLimits } from './limits.js';

const schema = buildSchema(`
  scalar Markdown
  type Query { page(first: Int, last: Int, after: String): Page! many(first: Int = 50): Page! list(first: Int): [Item!]! one: Item name: String }
  type Mutation { write(text: String): Item }
  type Page { edges: [Edge!]! nodes: [Item!]! info: Info! }
  type Info { next: Boolean }
  type Edge { node: Item! }
  type Item { id: ID! text: Markdown parts: [Item!]! inner: Page! owner: Item }
`);
const limits = new OperationLimits(() => schema);
const signedIn = { signedIn: true, introspection: true };
const repeat = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Message of the refusal, or null. */
function refusal(source: string, variables: Record<string, unknown> = {}, caller = signedIn): string | null {
  try {
    const document = parse(source, limits.parseOptions);
    const [error] = validate(schema, document, [...specifiedRules, ...limits.rules], { maxErrors: MAX_ERRORS });
    if (error) throw error;
    limits.assertWithin(document, document.definitions[0] as OperationDefinitionNode, variables, caller);
    return null;
  } catch (error) {
    return (error as GraphQLError).message;
  }
}

/** Cost as the refusal of a far too expensive multiple tells it. */
function costOf(fields: string, variables: Record<string, unknown> = {}, head = 'query Q'): number {
  const strict = new OperationLimits(() => schema, { tokens: 2_000, depth: 20, fields: 500, spreads: 500, aliases: 100, directives: 50, page: 1_000, cost: -1, anonymousCost: -1 });
  const document = parse(`${head} { ${fields} }`);
  try {
    strict.assertWithin(document, document.definitions[0] as OperationDefinitionNode, variables, signedIn);
  } catch (error) {
    return Number(/about (\d+)/.exec((error as Error).message)?.[1]);
  }
  return 0;
}

describe('the limits', () => {
  it.each([
    ['what is usual', '{ page(first: 20) { nodes { id text parts { id text } owner { id } } edges { node { id } } info { next } } }', {}],
    ['the largest page with much in it', '{ page(first: 100) { nodes { id text parts { text } owner { id } } } }', {}],
    ['an introspection query', getIntrospectionQuery(), {}],
    ['one hundred aliases', `{ ${repeat(100, (i) => `a${i}: name`)} }`, {}],
    ['no page size at all', 'query Q($first: Int) { page(first: $first) { nodes { id } } }', {}],
  ])('allow %s', (_, source, variables) => expect(refusal(source, variables)).toBeNull());

  it.each([
    ['depth', `{ one { ${'owner { '.repeat(12)} id ${'} '.repeat(12)} } }`, /14 levels/],
    ['depth through fragments', `{ one { ...A } } ${repeat(13, (i) => `fragment ${String.fromCharCode(65 + i)} on Item { owner { ...${String.fromCharCode(66 + i)} } }`)} fragment N on Item { id }`, /15 levels/],
    ['fields', `{ ${repeat(401, () => 'name')} }`, /401 fields/],
    ['spreads', `{ one { ${repeat(61, () => '...A')} } } fragment A on Item { id }`, /61 fragment spreads/],
    ['aliases', `{ ${repeat(101, (i) => `a${i}: name`)} }`, /101 aliases/],
    ['directives', `{ ${repeat(51, () => 'name @include(if: true)')} }`, /51 directives/],
    ['tokens', `{ ${repeat(2_000, () => 'name')} }`, /2000 tokens/],
    ['page size', '{ page(first: 101) { nodes { id } } }', /at most 100 items/],
    ['page size backwards', '{ page(last: 101) { nodes { id } } }', /at most 100 items/],
    ['page size within', '{ page(first: 1) { nodes { inner(first: 1) { info { next } } } } }', /Unknown argument/],
    ['cost of pages in pages', '{ page(first: 100) { nodes { inner { nodes { inner { nodes { parts { id } } } } } } } }', /objects/],
  ])('hold for %s', (_, source, message) => expect(refusal(source)).toMatch(message));

  it('read page sizes from variables, with each request anew', () => {
    const source = 'query Q($n: Int = 30) { page(first: $n) { nodes { id } } }';
    const document = parse(source);
    const operation = document.definitions[0] as OperationDefinitionNode;
    const check = (variables: Record<string, unknown>) => () => limits.assertWithin(document, operation, variables, signedIn);
    expect(check({ n: 100 })).not.toThrow();
    expect(check({ n: 101 })).toThrow(/at most 100/);
    expect(check({})).not.toThrow();
  });

  it('count objects, pages multiplied', () => {
    expect(costOf('one { id }')).toBe(2);
    expect(costOf('page(first: 10) { nodes { owner { id } } }')).toBe(Math.ceil(1 + 10 * (1 + 1 + 0.1)));
    expect(costOf('page(first: 10) { edges { node { id } } }')).toBe(Math.ceil(1 + 10 * (1 + 1 + 0.1)));
    expect(costOf('list(first: 10) { id }')).toBe(11);
    expect(costOf('many { nodes { id } }')).toBe(Math.ceil(1 + 50 * 1.1));
    expect(costOf('page { nodes { id } }')).toBe(Math.ceil(1 + 20 * 1.1));
    expect(costOf('page(first: $n) { nodes { id } }', { n: 7 }, 'query Q($n: Int)')).toBe(Math.ceil(1 + 7 * 1.1));
    expect(costOf('one { text }')).toBe(2);
    expect(costOf('write { id }', {}, 'mutation M')).toBe(12);
  });

  it('count the same through fragments as without', () => {
    const direct = costOf('page(first: 10) { nodes { parts { id text } } }');
    expect(costOf('...P } fragment P on Query { page(first: 10) { ...N } } fragment N on Page { ... on Page { nodes { ...I } } } fragment I on Item { parts { id text }')).toBe(direct);
  });

  it('are quick with fragments that double at each step', () => {
    const source = `{ one { ...F0 } } ${repeat(29, (i) => `fragment F${i} on Item { owner { ...F${i + 1} ...F${i + 1} } }`)} fragment F29 on Item { id }`;
    const generous = new OperationLimits(() => schema, { tokens: 2_000, depth: 50, fields: 500, spreads: 500, aliases: 100, directives: 50, page: 100, cost: 10_000, anonymousCost: 1 });
    const document = parse(source);
    const startedAt = performance.now();
    expect(() => generous.assertWithin(document, document.definitions[0] as OperationDefinitionNode, {}, signedIn)).toThrow(/objects/);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('end validation where a document is too large to be compared with itself', () => {
    const document = parse(`{ ${repeat(401, () => 'name')} }`);
    const errors = validate(schema, document, [...specifiedRules, ...limits.rules], { maxErrors: MAX_ERRORS });
    expect(errors.at(-1)?.message).toMatch(/aborted/);
  });

  it('allow anonymous callers less', () => {
    const source = '{ page(first: 100) { nodes { id text parts { text } parts { text parts { text } } owner { id } } } }';
    expect(refusal(source)).toBeNull();
    expect(refusal(source, {}, { signedIn: false, introspection: false })).toMatch(/objects/);
  });

  it('keep strangers out of the schema, however the document came to be known', () => {
    const source = '{ name ...S } fragment S on Query { __type(name: "Item") { name } }';
    expect(refusal(source)).toBeNull();
    expect(refusal(source, {}, { signedIn: false, introspection: false })).toMatch(/signed in/);
    expect(refusal('{ __typename name }', {}, { signedIn: false, introspection: false })).toBeNull();
  });

  it('take no text with NUL or half a character', () => {
    expect(refusal('{ page(after: "\\u0000") { nodes { id } } }')).toMatch(/NUL/);
    expect(refusal('query Q($a: String) { page(after: $a) { nodes { id } } }', { a: 'x\ud800' })).toMatch(/NUL/);
    expect(refusal('query Q($a: String) { page(after: $a) { nodes { id } } }', { a: '👩‍⚕️' })).toBeNull();
  });
});
