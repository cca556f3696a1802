import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { APP_HEADERS, type Headers, PAGE_HEADERS } from './security-headers.js';

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
  /** Whether it gets smaller; fonts and pictures are compressed already. */
  text: boolean;
  compressed?: Promise<Buffer>;
}

const compress = promisify(brotliCompress);

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
      text: /^text|json|svg/.test(type),
      headers: {
        ...headers,
        'content-type': type,
        etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
        vary: 'accept-encoding',
        // Vite puts a hash of the content into the names of assets; a page's own name stays.
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    });
  }
  return files;
}

/** The file, compressed once for all who take Brotli. What is in these files is public: there is nothing to guess by their size. */
async function give(file: StaticFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { bytes, headers, text } = file;
  reply.headers(headers);
  if (request.headers['if-none-match'] === headers['etag']) return reply.code(304).send();
  if (!text || !/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(bytes);
  file.compressed ??= compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  return reply.header('content-encoding', 'br').send(await file.compressed);
}

/**
 * Serves a built web app under `prefix` (such as `/graphiql`). The folder is read once: what is not in it then can't be
 * asked for, by any spelling of a path. `prefix` itself and `prefix/` give index.html.
 */
export function serveFolder(fastify: FastifyInstance, prefix: string, folder: string): void {
  const files = readFolder(folder, PAGE_HEADERS);
  fastify.get(`${prefix}/*`, (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    const file = files.get(path === '' ? 'index.html' : path);
    return file ? give(file, request, reply) : reply.callNotFound();
  });
  fastify.get(prefix, (_request, reply) => reply.redirect(`${prefix}/`, 308));
}

/**
 * Serves a built app that routes in the browser, at the root: its files, and its page for each of `paths` (`/bulletins/:id`). A browser that
 * opens any other address gets the page too, with the status 404: the app says so in words. Whoever does not ask for a page gets the API's answer.
 */
export function serveApp(fastify: FastifyInstance, folder: string, paths: readonly string[]): void {
  const files = readFolder(folder, APP_HEADERS);
  const page = files.get('index.html');
  if (!page) throw new Error(`There is no index.html in ${folder}.`);
  for (const [path, file] of files) if (file !== page) fastify.get(`/${path}`, (request, reply) => give(file, request, reply));
  for (const path of paths) fastify.get(path, (request, reply) => give(page, request, reply));
  fastify.get('/*', (request, reply) => (/\btext\/html\b/.test(request.headers.accept ?? '') ? give(page, request, reply.code(404)) : reply.callNotFound()));
}
