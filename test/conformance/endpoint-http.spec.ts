import { post, type SmallHub, startSmallHub } from './support/small-hub.js';

describe('the endpoint over HTTP', () => {
  let hub: SmallHub;
  beforeAll(async () => {
    hub = await startSmallHub({ production: true });
  });
  afterAll(() => hub.close());
  beforeEach(() => {
    hub.lines.length = 0;
    hub.written.length = 0;
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
