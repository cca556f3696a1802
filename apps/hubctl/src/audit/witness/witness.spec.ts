import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { consistencyProof, EMPTY_ROOT, formatCheckpoint, leafHash, LocalSigner, MemoryTree, parseCheckpoint, parseNote, signNote, verifyCosignature, verifyNote } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { witness } from './witness.js';
import { originHash } from './witnessed-log.js';

const ORIGIN = 'hub.example.jp/audit';
const NOW = new Date('2026-04-01T09:30:00.500Z');
const clock = new (class extends Clock { now = (): Date => NOW; })();
const log = LocalSigner.generate(ORIGIN);
const own = LocalSigner.generate('witness.example/1', 'cosignature/v1');

const treeOf = (size: number, mark = ''): MemoryTree => new MemoryTree(Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`${mark}${at}`))));
const checkpoint = (tree: MemoryTree, { signer = log, origin = ORIGIN, root = tree.root() } = {}): Promise<string> =>
  signNote(formatCheckpoint({ origin, size: tree.size, root, sealedAt: NOW }), [signer]);
const base64 = (hashes: readonly Buffer[]): string => hashes.map((hash) => `${hash.toString('base64')}\n`).join('');
const bodyOf = (old: number | string, proof: readonly Buffer[], note: string): string => `old ${old}\n${base64(proof)}\n${note}`;

describe('A witness', () => {
  let folder: string;
  let server: FastifyInstance;
  let url: string;
  const events: string[] = [];

  async function start(): Promise<void> {
    server = await witness({ folder, signer: own, logs: [log.verifier()], clock, onEvent: (line) => events.push(line) });
    await server.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  }
  async function post(body: string | Buffer): Promise<{ status: number; type: string | null; text: string }> {
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  }
  const grow = async (from: number, to: number, mark = ''): Promise<string> => {
    const tree = treeOf(to, mark);
    return bodyOf(from, from === 0 ? [] : await consistencyProof(BigInt(from), BigInt(to), tree.read), await checkpoint(tree));
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'witness-'));
    events.length = 0;
    await start();
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('cosigns the first checkpoint, and what continues it', async () => {
    expect((await post(await grow(0, 5))).status).toBe(200);
    const { status, text } = await post(await grow(5, 12));
    expect(status).toBe(200);
    expect(text).toMatch(/^— witness\.example\/1 [A-Za-z0-9+/=]+\n$/);
    const note = parseNote(`${await checkpoint(treeOf(12))}${text}`);
    expect(verifyCosignature(note, own.verifier())).toEqual(new Date('2026-04-01T09:30:00Z'));
  });

  it('cosigns the same checkpoint again', async () => {
    await post(await grow(0, 5));
    expect((await post(await grow(5, 5))).status).toBe(200);
  });

  it('cosigns an empty log, and its first entries after it', async () => {
    expect((await post(await grow(0, 0))).status).toBe(200);
    expect((await post(await grow(0, 3))).status).toBe(200);
  });

  it('shows what it signed last, with both signatures', async () => {
    const shown = (): Promise<Response> => fetch(`${url}/${originHash(ORIGIN)}/checkpoint`);
    expect((await shown()).status).toBe(404);
    await post(await grow(0, 5));
    const note = await (await shown()).text();
    expect(verifyNote(note, [log.verifier(), own.verifier()]).by).toHaveLength(2);
    expect(parseCheckpoint(parseNote(note).text).size).toBe(5n);
  });

  it.each<[string, () => Promise<string | Buffer>]>([
    ['nothing', async () => ''],
    ['no empty line', async () => 'old 0\nx\n'],
    ['no old size', async () => `size 0\n\n${await checkpoint(treeOf(1))}`],
    ['an old size with a leading zero', async () => bodyOf('00', [], await checkpoint(treeOf(1)))],
    ['an old size that is negative', async () => bodyOf('-1', [], await checkpoint(treeOf(1)))],
    ['an old size past 64 bits', async () => bodyOf('18446744073709551616', [], await checkpoint(treeOf(1)))],
    ['64 hashes', async () => bodyOf(1, Array<Buffer>(64).fill(EMPTY_ROOT), await checkpoint(treeOf(2)))],
    ['a hash of 31 bytes', async () => bodyOf(1, [EMPTY_ROOT.subarray(1)], await checkpoint(treeOf(2)))],
    ['a hash in the other alphabet', async () => `old 1\n${'_'.repeat(43)}=\n\n${await checkpoint(treeOf(2))}`],
    ['a hash with loose bits', async () => `old 1\n${'A'.repeat(42)}B=\n\n${await checkpoint(treeOf(2))}`],
    ['a line ended by CR LF', async () => `old 0\r\n\n${await checkpoint(treeOf(1))}`],
    ['no checkpoint', async () => 'old 0\n\nhello\n'],
    ['a note that is no checkpoint', async () => `old 0\n\n${await signNote(`${ORIGIN}\nfive\n`, [log])}`],
    ['bytes that are not UTF-8', async () => Buffer.from([0x6f, 0x6c, 0x64, 0x20, 0x30, 0x0a, 0x0a, 0xff])],
    ['an old size beyond the checkpoint', async () => bodyOf(7, [], await checkpoint(treeOf(5)))],
  ])('answers 400 to %s', async (_, body) => {
    const { status, text } = await post(await body());
    expect(status).toBe(400);
    expect(text).toMatch(/^[A-Z"].*\.\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('answers 403 to another key of the same name, and to a signature that is false', async () => {
    expect((await post(bodyOf(0, [], await checkpoint(treeOf(5), { signer: LocalSigner.generate(ORIGIN) })))).status).toBe(403);
    const note = await checkpoint(treeOf(5));
    expect((await post(bodyOf(0, [], note.replace('\n5\n', '\n6\n')))).status).toBe(403);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('answers 404 to a log that it does not know', async () => {
    expect((await post(bodyOf(0, [], await checkpoint(treeOf(5), { origin: 'another.example' })))).status).toBe(404);
  });

  it('answers 409 with the size that it signed last', async () => {
    expect(await post(await grow(3, 5))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '0\n' });
    await post(await grow(0, 5));
    expect(await post(await grow(3, 8))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
    expect(await post(await grow(0, 8))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
  });

  it.each<[string, () => Promise<string>]>([
    ['a fork of the same size', async () => bodyOf(5, [], await checkpoint(treeOf(5, 'other')))],
    ['a fork that is longer', async () => grow(5, 9, 'other')],
    ['a proof with one bit changed', async () => {
      const proof = await consistencyProof(5n, 9n, treeOf(9).read);
      proof[1] = Buffer.from(proof[1] as Buffer).fill((proof[1]?.[31] ?? 0) ^ 1, 31);
      return bodyOf(5, proof, await checkpoint(treeOf(9)));
    }],
    ['no proof', async () => bodyOf(5, [], await checkpoint(treeOf(9)))],
    ['a proof where the size is the same', async () => bodyOf(5, [EMPTY_ROOT], await checkpoint(treeOf(5)))],
  ])('answers 422 to %s, and signs nothing', async (_, body) => {
    await post(await grow(0, 5));
    const before = readFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), 'utf8');
    const { status, text } = await post(await body());
    expect(status).toBe(422);
    expect(text).not.toContain('witness.example');
    expect(readFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), 'utf8')).toBe(before);
  });

  it('answers 422 to a proof from nothing, and to an empty tree with another root', async () => {
    expect((await post(bodyOf(0, [EMPTY_ROOT], await checkpoint(treeOf(5))))).status).toBe(422);
    expect((await post(bodyOf(0, [], await checkpoint(treeOf(0), { root: leafHash(EMPTY_ROOT) })))).status).toBe(422);
  });

  it('reads no more than it has to', async () => {
    expect((await post(Buffer.alloc(70_000, 0x61))).status).toBe(413);
  });

  it('makes one chain of 50 requests at once', async () => {
    const bodies = await Promise.all(Array.from({ length: 50 }, (_, at) => grow(0, 10 + at, `${at} `)));
    const answers = await Promise.all(bodies.map((body) => post(body)));
    const signed = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []));
    expect(signed).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
    const note = readFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), 'utf8');
    expect(parseCheckpoint(parseNote(note).text).size).toBe(BigInt(10 + (signed[0] ?? 0)));
  });

  it('remembers when it is started again', async () => {
    await post(await grow(0, 5));
    await server.close();
    await start();
    expect((await post(await grow(0, 6))).status).toBe(409);
    expect((await post(await grow(5, 6, 'other'))).status).toBe(422);
    expect((await post(await grow(5, 6))).status).toBe(200);
  });

  it.each([
    ['cut off', (note: string) => note.slice(0, -20)],
    ['changed', (note: string) => note.replace('\n5\n', '\n4\n')],
    ['emptied', () => ''],
  ])('does not start with a memory that was %s', async (_, broken) => {
    await post(await grow(0, 5));
    await server.close();
    const file = join(folder, `${originHash(ORIGIN)}.checkpoint`);
    writeFileSync(file, broken(readFileSync(file, 'utf8')));
    await expect(start()).rejects.toThrow(/is broken, or not signed by this witness's key\. Restore it from a backup/);
    writeFileSync(file, '');
    rmSync(file);
    await start();
  });

  it('signs nothing that it can not keep', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    const { status, text } = await post(await grow(0, 5));
    expect(status).toBe(503);
    expect(text).toMatch(/could not be kept on disk, so it is not signed/);
    rmSync(folder);
    folder = mkdtempSync(join(tmpdir(), 'witness-'));
  });
});
