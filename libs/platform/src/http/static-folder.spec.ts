import { get, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { serveFolder } from './static-folder.js';

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

describe('a served folder', () => {
  let root: string;
  let app: FastifyInstance;
  let port: number;
  /** By node:http, because fetch puts paths right before it sends them. */
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((done, fail) => {
      get({ host: '127.0.0.1', port, path, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => done({ status: response.statusCode, headers: response.headers, body }));
      }).on('error', fail);
    });

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'hub-static-'));
    mkdirSync(join(root, 'web', 'assets'), { recursive: true });
    writeFileSync(join(root, 'secret.json'), '{"secret":1}');
    writeFileSync(join(root, 'web', 'index.html'), '<p>hello</p>');
    writeFileSync(join(root, 'web', 'assets', 'main-aB3_d9Xz.js'), 'run()');
    writeFileSync(join(root, 'web', '.stamp'), 'not served');
    symlinkSync(join(root, 'secret.json'), join(root, 'web', 'link.json'));
    app = fastify();
    serveFolder(app, '/graphiql', join(root, 'web'));
    serveFolder(app, '/console', join(root, 'web'), { fallback: true });
    await app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = app.server.address() as AddressInfo);
  });
  afterAll(async () => {
    await app.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('gives its page, which may run its own scripts only', async () => {
    const { status, headers, body } = await ask('/graphiql/');
    expect([status, body]).toEqual([200, '<p>hello</p>']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.split('; ').find((part) => part.startsWith('script-src'))).not.toMatch(/unsafe|http/);
  });

  it('leads to the page without a slash too', async () => {
    const { status, headers } = await ask('/graphiql');
    expect([status, headers.location]).toEqual([308, '/graphiql/']);
  });

  it('lets hashed assets be kept for ever, and others be asked for again', async () => {
    const { headers } = await ask('/graphiql/assets/main-aB3_d9Xz.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    const again = await ask('/graphiql/assets/main-aB3_d9Xz.js', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it.each(['/graphiql/../secret.json', '/graphiql/%2e%2e/secret.json', '/graphiql/..%2fsecret.json', '/graphiql/link.json', '/graphiql/.stamp', '/graphiql//index.html', '/graphiql/nothing', '/console/x.js', '/graphiql/%00'])('does not have %s', async (url) => {
    const { status, body } = await ask(url);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('"secret"');
  });

  it('gives its page for every address of an app that routes in the browser', async () => {
    expect((await ask('/console/bulletins/1')).body).toBe('<p>hello</p>');
  });
});
