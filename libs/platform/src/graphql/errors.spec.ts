import { DomainError } from '@hub/kernel';
import { GraphQLError, Kind } from 'graphql';
import { createLogger } from '../observability/index.js';
import { formatRequestError, onlyTooComplex, requestError, rootCause, shownExecutionErrors, shownRequestError, withoutSuggestion } from './errors.js';

const lines: string[] = [];
const correlation = { requestId: 'request-1', log: createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }) };
/** As a resolver throws it, which may be anything, though graphql-js calls it an Error. */
const located = (cause: unknown): GraphQLError => new GraphQLError(cause instanceof Error ? cause.message : String(cause), { path: ['a', 0], originalError: cause as Error, nodes: { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'a' } } });

describe('errors of an execution', () => {
  beforeEach(() => {
    lines.length = 0;
  });

  it('keep what has a meaning for the caller', () => {
    const [shown] = shownExecutionErrors([located(new DomainError('CONFLICT', 'Newer.', { currentRevision: 4 }))], correlation);
    expect(shown).toMatchObject({ message: 'Newer.', path: ['a', 0], extensions: { code: 'CONFLICT', currentRevision: 4 } });
    expect(lines).toEqual([]);
  });

  it('say of what is UNAVAILABLE why, in the log alone', () => {
    const cause = Object.assign(new Error('permission denied for table secrets'), { code: '42501' });
    const [shown] = shownExecutionErrors([located(new DomainError('UNAVAILABLE', 'Later.', {}, { cause }))], correlation);
    expect(shown).toMatchObject({ message: 'Later.', extensions: { code: 'UNAVAILABLE' } });
    expect(JSON.stringify(shown)).not.toContain('42501');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ level: 'error', correlationId: 'request-1', err: expect.objectContaining({ code: '42501' }) })]);
  });

  it.each([
    ['errors of the database', Object.assign(new Error('duplicate key (email)=(taro@example.jp)'), { code: '23505', detail: 'Key (email)=(taro@example.jp) already exists.' })],
    ['faults', new TypeError("Cannot read properties of undefined (reading 'taro')")],
    ['GraphQL errors that somebody made up', new GraphQLError('taro', { extensions: { code: 'FORBIDDEN', secret: 'taro' } })],
    ['strings', 'taro'],
  ])('hide %s, in the answer and in the log', (_, cause) => {
    const [shown] = shownExecutionErrors([located(cause)], correlation);
    expect(shown?.extensions).toEqual({ code: 'INTERNAL', correlationId: 'request-1' });
    expect(JSON.stringify(shown) + lines.join('')).not.toContain('taro');
    expect(lines).toHaveLength(1);
  });

  it('are looked for below all wrappers', () => {
    const cause = new DomainError('NOT_FOUND', 'Not found.');
    expect(rootCause(located(located(cause)))).toBe(cause);
  });
});

describe('errors before an execution', () => {
  const format = formatRequestError(correlation.log, () => 'request-1');
  const formatted = (error: GraphQLError): unknown => format(error.toJSON(), error).extensions?.code;

  it.each([
    ['BAD_REQUEST', 'BAD_USER_INPUT'],
    ['OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT'],
    ['PERSISTED_QUERY_NOT_SUPPORTED', 'BAD_USER_INPUT'],
    ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED'],
    ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
    ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['INTERNAL_SERVER_ERROR', 'INTERNAL'],
    [undefined, 'INTERNAL'],
  ])('have a code of the contract: %s is %s', (code, expected) => {
    expect(formatted(new GraphQLError('x', { extensions: { code } }))).toBe(expected);
  });

  it('have the HTTP status of their code', () => {
    expect(shownRequestError(new DomainError('RATE_LIMITED', 'Later.', { retryAfterSeconds: 3 }), correlation).extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 3, http: { status: 429 } });
    expect(shownRequestError(new Error('secret'), correlation)).toMatchObject({ message: expect.not.stringContaining('secret') as string, extensions: { code: 'INTERNAL', http: { status: 500 } } });
    const refused = requestError('TOO_COMPLEX', 'Too large.');
    expect(shownRequestError(refused, correlation)).toBe(refused);
  });

  it('tell of a document that is too large only that, once', () => {
    const wrapped = new GraphQLError('x', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' }, originalError: requestError('TOO_COMPLEX', 'x') });
    const errors = [new GraphQLError('other'), wrapped, wrapped, new GraphQLError('aborted')];
    onlyTooComplex(errors);
    expect(errors).toEqual([wrapped]);
    expect(formatted(wrapped)).toBe('TOO_COMPLEX');
  });

  it.each([
    ['Cannot query field "a" on type "B". Did you mean "c", "d", or "e"?', 'Cannot query field "a" on type "B".'],
    ['Value "X" does not exist in "Y" enum. Did you mean the enum value "Z"?', 'Value "X" does not exist in "Y" enum.'],
    ['Nothing to hide.', 'Nothing to hide.'],
  ])('lose their suggestions: %s', (message, expected) => expect(withoutSuggestion(message)).toBe(expected));
});
