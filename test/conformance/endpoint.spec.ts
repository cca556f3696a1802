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

  describe('HTTP', () => {
    const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${hub.url}${path}`, { headers });

    it('takes queries by GET only with a header that a foreign page can not send, and no mutations', async () => {
      expect((await get('/graphql?query=%7BwhoAmI%7D')).status).toBe(400);
      const headers = { 'apollo-require-preflight': '1' };
      expect(await (await get('/graphql?query=%7BwhoAmI%7D', headers)).json()).toEqual({ data: { whoAmI: 'nobody' } });
      expect((await get('/graphql?query=mutation%7Bwrite(input:%7Btitle:%22x%22,mark:RED%7D)%7Bid%7D%7D', headers)).status).toBe(405);
      expect(hub.written).toEqual([]);
    });

    it.each([
      ['text/plain', '{"query":"{whoAmI}"}', 415],
      ['application/x-www-form-urlencoded', 'query={whoAmI}', 415],
      ['multipart/form-data; boundary=x', '--x--', 415],
      ['application/json', '{"query": ', 400],
      ['application/json', '{"query":"{whoAmI}","__proto__":{"x":1}}', 400],
      ['application/json', '', 400],
    ])('refuses %s %s', async (type, body, status) => {
      const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    });

    it('answers unknown addresses alike, whatever they are', async () => {
      const [one, two] = await Promise.all([get('/admin'), get('/x?token=1')]);
      expect(one.status).toBe(404);
      expect(await one.text()).toBe(await two.text());
    });

    it('sends headers that let nothing run, be framed, guessed or kept', async () => {
      const { headers } = await post(hub, '{ whoAmI }');
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'content-type': 'application/json; charset=utf-8',
      });
      expect(headers.get('x-powered-by')).toBeNull();
    });

    it('speaks application/graphql-response+json to those who ask for it', async () => {
      const { headers } = await post(hub, '{ whoAmI }', { headers: { accept: 'application/graphql-response+json' } });
      expect(headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
      expect((await post(hub, '{ whoAmI }', { headers: { accept: 'text/csv' } })).status).toBe(406);
    });
  });

  describe('what is observed', () => {
    it('is one line per request, without anything that was said in it', async () => {
      await post(hub, 'query Page($id: ID!) { note(id: $id) { id title } }', {
        variables: { id: 'note-7', email: 'taro@example.jp' },
        person: 'hanako',
        headers: { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Browser of Taro' },
      });
      expect(hub.lines).toHaveLength(1);
      expect(hub.lines[0]).toMatchObject({ level: 'info', method: 'POST', route: '/graphql', status: 200, operation: { type: 'query', name: 'Page', outcome: 'OK' } });
      expect(JSON.stringify(hub.lines)).not.toMatch(/taro|hanako|note-7|203\.0|Bearer/i);
    });

    it('takes a request id that is a short token, and no other', async () => {
      const id = async (value: string): Promise<string | null> => (await post(hub, '{ whoAmI }', { headers: { 'x-request-id': value } })).headers.get('x-request-id');
      expect(await id('edge-12345678')).toBe('edge-12345678');
      expect(await id('a')).toMatch(/^[0-9a-f-]{36}$/);
      expect(await id('taro@example.jp forged')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('names no operation that could hold more than a name', async () => {
      await post(hub, 'query user_203_0_113_9 { whoAmI }');
      expect((hub.lines[0]?.operation as { name?: string }).name).toBeUndefined();
    });

    it('is counted, for this machine', async () => {
      await post(hub, '{ nothing }');
      const text = await (await fetch(`${hub.url}/metrics`)).text();
      expect(text).toMatch(/hub_http_request_seconds_count\{method="POST",route="\/graphql",status="200"\} \d+/);
      expect(text).toMatch(/hub_graphql_operation_seconds_count\{type="query",outcome="OK"\} \d+/);
      expect(text).toMatch(/outcome="GRAPHQL_VALIDATION_FAILED"\} \d+/);
      expect((await fetch(`${hub.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
    });

    it('says whether it lives and whether it is ready, and which parts are not', async () => {
      const [live, ready] = await Promise.all([fetch(`${hub.url}/health/live`), fetch(`${hub.url}/health/ready`)]);
      expect([live.status, ready.status]).toEqual([200, 200]);
      hub.readiness.add('database', () => Promise.reject(new Error('password authentication failed for user "hub"')));
      const failing = await fetch(`${hub.url}/health/ready`);
      expect([failing.status, await failing.json()]).toEqual([503, { status: 'unavailable', failing: ['database'] }]);
      hub.readiness.add('database', () => Promise.resolve());
    });
  });
});
