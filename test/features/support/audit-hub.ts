import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { entryBundle, joinHandovers, leafHash, parseCheckpoint, parseNote, parseTilePath, rootOf, TILE_WIDTH, tileWidth, toBase64 } from '@hub/audit';
import type { AuditLogInMemory, Opening } from './audit-log.js';

/** What GraphQL answers may be changed on their way out, by field. */
export type Falsified = Record<string, (answer: never) => unknown>;

/** A hub as far as its audit log goes, over real sockets. The token is the organisation's id. */
export interface AuditHub {
  url: string;
  /** Answers at these paths instead: bytes, or null for 404. */
  paths: Map<string, Buffer | null>;
  falsified: Falsified;
  requests: string[];
  close(): Promise<void>;
}

/** Serves a log as the hub does. */
export async function auditHub(log: AuditLogInMemory): Promise<AuditHub> {
  const server = createServer((request, response) => {
    void answer(request).then((body) => (body === null ? response.writeHead(404).end() : response.end(body)), () => response.writeHead(500).end());
  });
  async function answer(request: IncomingMessage): Promise<Buffer | string | null> {
    const path = (request.url ?? '').slice(1);
    hub.requests.push(path);
    if (hub.paths.has(path)) return hub.paths.get(path) ?? null;
    if (path === 'audit/checkpoint') return log.public;
    if (path === 'audit/keys') return log.keys.map((key) => `${key.verifier().toString()}\n`).join('');
    if (path === 'audit/handovers') return joinHandovers(log.handovers);
    if (path === 'graphql') return graphql(request);
    return path.startsWith('audit/tile/') ? tile(log, path.slice('audit/'.length)) : null;
  }
  async function graphql(request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(parts).toString()) as { query: string; variables: Record<string, string> };
    const holder = (request.headers.authorization ?? '').replace('Bearer ', '');
    const field = /\{\s*(\w+)/.exec(query)?.[1] ?? '';
    const data: unknown = await resolve(log, field, variables, holder);
    return JSON.stringify({ data: { [field]: hub.falsified[field] ? hub.falsified[field](data as never) : data } });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub: AuditHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths: new Map(), falsified: {}, requests: [],
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return hub;
}

async function resolve(log: AuditLogInMemory, field: string, variables: Record<string, string>, holder: string): Promise<unknown> {
  const number = (name: string): bigint => BigInt(variables[name] ?? 0);
  switch (field) {
    case 'viewer': return { person: { id: 'p', displayName: 'A. Reader' }, organisation: { id: holder, name: 'Embassy' }, roles: ['CONTACT_POINT'] };
    case 'auditCheckpoint': return log.fresh;
    case 'auditHead': return log.head(holder, number('size'));
    case 'auditConsistencyProof': return { hashes: (await log.consistency(number('from'), number('to'))).map(toBase64) };
    case 'auditExport': {
      const due = log.of(holder).filter(({ counter, index }) => counter >= number('from') && index < number('size')).slice(0, Number(variables['first']));
      return Promise.all(due.map(async (opening) => exported(opening, await log.inclusion(opening.index, number('size')))));
    }
    default: throw new Error(`no field ${field}`);
  }
}

const exported = ({ entryId, counter, index, leaf, link, linkSalt, bodyHash, body, bodySalt }: Opening, hashes: Buffer[]): object => ({
  entryId, counter: String(counter), index: String(index), leaf: toBase64(leaf), link: toBase64(link), linkSalt: toBase64(linkSalt), bodyHash: toBase64(bodyHash),
  body: body && toBase64(body), bodySalt: bodySalt && toBase64(bodySalt), hashes: hashes.map(toBase64),
});

/** The tile at a path of the public checkpoint's tree. */
export function tile(log: AuditLogInMemory, path: string): Buffer | null {
  const { size } = parseCheckpoint(parseNote(log.public).text);
  const wanted = parseTilePath(path);
  if (!wanted || wanted.width > tileWidth(wanted.level, wanted.index, size)) return null;
  const first = Number(wanted.index) * TILE_WIDTH;
  if (wanted.level === 'entries') return entryBundle(log.leaves.slice(first, first + wanted.width));
  const span = TILE_WIDTH ** wanted.level;
  const rootAt = (at: number): Buffer => rootOf(log.leaves.slice(at * span, (at + 1) * span).map((leaf) => leafHash(leaf)));
  return Buffer.concat(Array.from({ length: wanted.width }, (_, at) => rootAt(first + at)));
}
