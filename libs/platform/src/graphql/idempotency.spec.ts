import { DomainError } from '@hub/kernel';
import { idempotencyKey } from './idempotency.js';

const body = { query: 'mutation { x }', variables: { b: 1, a: { d: [1, { f: 1, e: 2 }], c: null } }, operationName: 'X' };
const hash = (request: unknown): string | undefined => idempotencyKey('key', request)?.bodyHash.toString('hex');

describe('the Idempotency-Key', () => {
  it('may be absent', () => expect(idempotencyKey(undefined, body)).toBeNull());

  it.each(['a', 'x'.repeat(255), '!~"#'])('takes %s', (key) => expect(idempotencyKey(key, body)).toMatchObject({ key }));

  it.each([[''], ['x'.repeat(256)], ['a b'], ['鍵'], ['a\n'], [['a', 'b']]])('refuses %j', (header) => {
    expect(() => idempotencyKey(header, body)).toThrow(DomainError);
    expect(() => idempotencyKey(header, body)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', details: { field: 'Idempotency-Key' } }));
  });

  it('knows a body again, whatever the order of its keys', () => {
    expect(hash({ operationName: 'X', variables: { a: { c: null, d: [1, { e: 2, f: 1 }] }, b: 1 }, query: body.query })).toBe(hash(body));
    expect(hash(body)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    [{ ...body, query: 'mutation { y }' }],
    [{ ...body, operationName: 'Y' }],
    [{ ...body, variables: { ...body.variables, b: '1' } }],
    [{ ...body, variables: { ...body.variables, a: { d: [{ f: 1, e: 2 }, 1], c: null } } }],
    [{ query: body.query }],
  ])('tells other bodies apart (%#)', (other) => expect(hash(other)).not.toBe(hash(body)));

  it('takes absent and empty variables for the same', () => {
    expect(hash({ query: 'x' })).toBe(hash({ query: 'x', variables: {}, operationName: null }));
  });
});
