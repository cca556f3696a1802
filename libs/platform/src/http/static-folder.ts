import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Headers, PAGE_HEADERS } from './security-headers.js';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.json': 'application/json; charset=utf-8',
};

interface StaticFile {
  bytes: Buffer;
  headers: Record<string, string>;
}

function readFolder(folder: string, headers: Headers): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const hashed = /-[\w-]{8,}\.\w+$/.test(entry.name);
    files.set(relative(folder, path).split(sep).join('/'), {
      bytes,
      headers: {
        ...headers,
        'content-type': type,
        etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
        // Vite puts a hash of the content into the names of assets; a page's own name stays.
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    });
  }
  return files;
}

/**
 * Serves a built web app under `prefix` (such as `/graphiql`). The folder is read once: what is not in it then can't be
 * asked for, by any spelling of a path. `prefix` itself and `prefix/` give index.html; with `fallback`, so does every
 * unknown path without a dot, for apps that route in the browser.
 */
export function serveFolder(fastify: FastifyInstance, prefix: string, folder: string, { fallback = false } = {}): void {
  const files = readFolder(folder, PAGE_HEADERS);
  const find = (path: string): StaticFile | undefined =>
    files.get(path === '' ? 'index.html' : path) ?? (fallback && !path.includes('.') ? files.get('index.html') : undefined);

  fastify.get(prefix === '/' ? '/*' : `${prefix}/*`, (request, reply) => {
    const file = find((request.params as { '*': string })['*']);
    if (!file) return reply.callNotFound();
    reply.headers(file.headers);
    return request.headers['if-none-match'] === file.headers.etag ? reply.code(304).send() : reply.send(file.bytes);
  });
  if (prefix !== '/') fastify.get(prefix, (_request, reply) => reply.redirect(`${prefix}/`, 308));
}
