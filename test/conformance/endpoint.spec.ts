import { getIntrospectionQuery } from 'graphql';
import { post, type Reply, type SmallHub, startSmallHub } from './support/small-hub.js';

const NOTES = 'query Notes($first: Int) { notes(first: $first) { nodes { id title parts { heading body } } } }';
const codes = ({ body }: Reply): unknown[] => (body.errors ?? []).map(({ extensions }) => extensions.code);

describe('the endpoint', () => {
  let hub: SmallHub;
  beforeAll(async () => {
    hub = await startSmallHub({ production: true });
  });
  afterAll(() => hub.close());
  beforeEach(() => {
    hub.gate = async () => 'released';
    hub.lines.length = 0;
    hub.written.length = 0;
  });

  describe('errors', () => {
    it('tells domain errors with their code and details', async () => {
      const { body, status } = await post(hub, '{ note(id: "busy") { id } }');
      expect(status).toBe(200);
      expect(body).toEqual({
        errors: [{ message: 'Too many.', locations: [{ line: 1, column: 3 }], path: ['note'], extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 7 } }],
        data: { note: null },
      });
    });

    it.each([
      ['a resolver that throws', '{ note(id: "broken") { id } }'],
      ['null where there can be none', '{ note(id: "null") { title } }'],
      ['a value that its scalar refuses', '{ note(id: "no-country") { author { country } } }'],
    ])('tells nothing of %s but an id, which the log has too', async (_, query) => {
      const reply = await post(hub, query);
      const [error] = reply.body.errors ?? [];
      expect(error?.extensions).toEqual({ code: 'INTERNAL', correlationId: reply.headers.get('x-request-id') });
      expect(reply.text).not.toMatch(/secrets|taro|XX|stack|title\./i);
      const line = hub.lines.find(({ level }) => level === 'error');
      expect(line).toMatchObject({ correlationId: error?.extensions.correlationId, requestId: error?.extensions.correlationId });
      expect(JSON.stringify(line)).not.toMatch(/secrets|taro/);
    });

    it.each([
      ['a document that does not parse', '{ note(', 400, 'GRAPHQL_PARSE_FAILED'],
      ['a document that does not fit', '{ nothing }', 400, 'GRAPHQL_VALIDATION_FAILED'],
      ['an unknown operation', 'query A { whoAmI } query B { whoAmI }', 400, 'BAD_USER_INPUT'],
      ['no document', '', 400, 'BAD_USER_INPUT'],
    ])('answers %s with status and code', async (_, query, status, code) => {
      const reply = await post(hub, query);
      expect([reply.status, ...codes(reply)]).toEqual([status, code]);
    });

    it('answers wrong variables with BAD_USER_INPUT and no data', async () => {
      const reply = await post(hub, NOTES, { variables: { first: 'many' }, person: 'a' });
      expect([reply.status, ...codes(reply)]).toEqual([400, 'BAD_USER_INPUT']);
      expect(reply.body).not.toHaveProperty('data');
      expect(reply.body.errors?.[0]?.message).toContain('Int cannot represent');
    });

    it('answers a token that is not good before anything is executed', async () => {
      const reply = await post(hub, '{ whoAmI }', { headers: { authorization: 'Bearer nonsense' } });
      expect([reply.status, ...codes(reply)]).toEqual([401, 'UNAUTHENTICATED']);
      expect(reply.body).not.toHaveProperty('data');
    });

    it('tells nothing of a fault in authentication', async () => {
      const reply = await post(hub, '{ whoAmI }', { headers: { authorization: 'Bearer fault' } });
      expect([reply.status, ...codes(reply)]).toEqual([500, 'INTERNAL']);
      expect(reply.text).not.toContain('sessions');
    });

    it('names the field of an input that breaks a rule', async () => {
      const write = 'mutation W($input: NoteInput!) { write(input: $input) { title } }';
      const reply = await post(hub, write, { variables: { input: { title: 'x', mark: 'RED', parts: [{ heading: 'fine' }, { heading: 'far too long for it' }] } } });
      expect(reply.body.errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.parts.1.heading' });
      expect(hub.written).toEqual([]);
    });

    it.each([['\u0000'], ['half \ud83d']])('refuses text that is none (%j) before PostgreSQL does', async (id) => {
      const byVariable = await post(hub, 'query N($id: ID!) { note(id: $id) { id } }', { variables: { id } });
      const byLiteral = await post(hub, `{ note(id: ${JSON.stringify(id)}) { id } }`);
      expect([byVariable.status, ...codes(byVariable)]).toEqual([400, 'BAD_USER_INPUT']);
      expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(codes(byLiteral)[0]);
    });
  });

  describe('limits', () => {
    const many = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');

    it.each([
      ['aliases', `{ ${many(101, (i) => `a${i}: whoAmI`)} }`, 'TOO_COMPLEX'],
      ['directives', `{ ${many(51, () => 'whoAmI @include(if: true)')} }`, 'TOO_COMPLEX'],
      ['tokens', `{ ${many(2_001, () => 'whoAmI')} }`, 'TOO_COMPLEX'],
      ['page size', '{ notes(first: 101) { nodes { id } } }', 'TOO_COMPLEX'],
      ['the largest page', '{ notes(first: 100) { nodes { id title author { name } parts { heading } } } }', null],
      ['cost', `{ ${many(30, (i) => `a${i}: notes(first: 100) { nodes { parts { heading body } } }`)} }`, 'TOO_COMPLEX'],
    ])('hold for %s', async (_, query, code) => {
      const reply = await post(hub, query, { person: 'a' });
      expect(codes(reply)).toEqual(code === null ? [] : [code]);
      expect(reply.status).toBe(code === null ? 200 : 400);
    });

    it('hold for page sizes in variables, each time', async () => {
      expect(codes(await post(hub, NOTES, { variables: { first: 100 }, person: 'a' }))).toEqual([]);
      expect(codes(await post(hub, NOTES, { variables: { first: 101 }, person: 'a' }))).toEqual(['TOO_COMPLEX']);
      expect(codes(await post(hub, NOTES, { variables: { first: 3 }, person: 'a' }))).toEqual([]);
    });

    it('refuse bodies above 1 MB', async () => {
      const reply = await post(hub, '{ whoAmI }', { variables: { x: 'x'.repeat(1_048_576) } });
      expect([reply.status, ...codes(reply)]).toEqual([413, 'TOO_COMPLEX']);
    });

    it('allow no batches', async () => {
      const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([{ query: '{ whoAmI }' }]) });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    });
  });

  describe('the schema', () => {
    it('is shown to those who are signed in, and to nobody else', async () => {
      const shown = await post(hub, getIntrospectionQuery(), { person: 'a' });
      expect(shown.body.data).toHaveProperty('__schema');
      const hidden = await post(hub, getIntrospectionQuery());
      expect([hidden.status, ...codes(hidden)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      expect(hidden.text).not.toContain('NoteConnection');
      expect(codes(await post(hub, '{ __type(name: "Note") { name } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      expect((await post(hub, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    });

    it.each([
      ['{ note(id: "x") { titel } }'],
      ['{ whoAmJ }'],
      ['{ notes }'],
      ['{ note(id: "x") { author } }'],
      ['{ note(id: "x", mark: RED) { id } }'],
      ['query Q($x: Nothing) { whoAmI }'],
      ['mutation { write(input: { title: "x", mark: GREEN }) { id } }'],
    ])('is not told to strangers by errors: %s', async (query) => {
      const { text } = await post(hub, query);
      expect(text).not.toMatch(/Note|Author|did you mean|String|whoAmI|title"|Mark|CLEAR/);
      const told = await post(hub, query, { person: 'a' });
      expect(codes(told)[0]).toBe('GRAPHQL_VALIDATION_FAILED');
    });

    it('is not told to strangers by errors of variables, nor are they given back', async () => {
      const write = 'mutation W($input: NoteInput!) { write(input: $input) { title } }';
      const { text } = await post(hub, write, { variables: { input: { title: 'secret-title', mark: 'GREEN' } } });
      expect(text).not.toMatch(/Mark|CLEAR|secret-title/);
      const told = await post(hub, write, { variables: { input: { title: 'x', mark: 'CLEER' } }, person: 'a' });
      expect(told.body.errors?.[0]?.message).toMatch(/Did you mean the enum value "CLEAR"/);
    });
  });

  describe('the gate', () => {
    it('stands before every answer, the ones with errors too', async () => {
      const asked: unknown[] = [];
      hub.gate = async ({ reads }, operation) => {
        asked.push([operation.type, operation.name, reads.count]);
        return 'released';
      };
      await post(hub, NOTES);
      await post(hub, 'mutation M { write(input: { title: "x", mark: RED }) { id } }');
      await post(hub, '{ note(id: "gone") { id } }');
      expect(asked).toEqual([
        ['query', 'Notes', 1],
        ['mutation', 'M', 1],
        ['query', undefined, 0],
      ]);
    });

    it('makes a query be read again, in a new context', async () => {
      const attempts: number[] = [];
      hub.gate = async ({ attempt, reads }) => {
        attempts.push(attempt, reads.count);
        return attempt < 3 ? 'retry' : 'released';
      };
      expect((await post(hub, NOTES, { variables: { first: 1 } })).body.data).toHaveProperty('notes');
      expect(attempts).toEqual([1, 1, 2, 1, 3, 1]);
    });

    it('lets nothing out after three attempts', async () => {
      hub.gate = async () => 'retry';
      const reply = await post(hub, NOTES);
      expect(codes(reply)).toEqual(['UNAVAILABLE']);
      expect(reply.body.data).toBeNull();
    });

    it('never does a mutation twice', async () => {
      hub.gate = async () => 'retry';
      const reply = await post(hub, 'mutation { write(input: { title: "once", mark: RED }) { title } }');
      expect(codes(reply)).toEqual(['UNAVAILABLE']);
      expect(reply.body.data).toBeNull();
      expect(hub.written).toEqual(['once']);
    });

    it('lets nothing out where nothing can be recorded', async () => {
      hub.gate = () => Promise.reject(new Error('connection to 10.0.0.7 lost'));
      const reply = await post(hub, NOTES);
      expect(codes(reply)).toEqual(['UNAVAILABLE']);
      expect(reply.text).not.toMatch(/Note 1|10\.0/);
    });
  });
});
