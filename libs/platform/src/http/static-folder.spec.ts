import { get, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { serveApp, serveFolder } from './static-folder.js';

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
    writeFileSync(join(root, 'web', 'assets', 'font-aB3_d9Xz.woff2'), 'glyphs');
    writeFileSync(join(root, 'web', '.stamp'), 'not served');
    symlinkSync(join(root, 'secret.json'), join(root, 'web', 'link.json'));
    app = fastify();
    serveFolder(app, '/graphiql', join(root, 'web'));
    serveApp(app, join(root, 'web'), ['/', '/bulletins/:id']);
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

  it.each(['/graphiql/../secret.json', '/graphiql/%2e%2e/secret.json', '/graphiql/..%2fsecret.json', '/graphiql/link.json', '/graphiql/.stamp', '/graphiql//index.html', '/graphiql/nothing', '/assets/x.js', '/../secret.json', '/%2e%2e/secret.json', '/link.json', '/.stamp', '/graphiql/%00'])('does not have %s', async (url) => {
    const { status, body } = await ask(url);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('"secret"');
  });

  it('compresses text for those who take it, and says so to caches', async () => {
    const { headers } = await ask('/assets/main-aB3_d9Xz.js', { 'accept-encoding': 'gzip, br' });
    expect([headers['content-encoding'], headers['vary']]).toEqual(['br', 'accept-encoding']);
    expect((await ask('/assets/font-aB3_d9Xz.woff2', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
    expect((await ask('/assets/main-aB3_d9Xz.js')).body).toBe('run()');
  });

  it.each(['/', '/bulletins/1'])('gives an app its page at %s, in which nothing stands inline', async (path) => {
    const { status, headers, body } = await ask(path);
    expect([status, body]).toEqual([200, '<p>hello</p>']);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('gives browsers the page of an app at an address that it does not have, as not found, and others the API’s answer', async () => {
    const { status, body } = await ask('/nowhere', { accept: 'text/html,*/*' });
    expect([status, body]).toEqual([404, '<p>hello</p>']);
    expect((await ask('/nowhere', { accept: 'application/json' })).body).not.toContain('hello');
  });
});
