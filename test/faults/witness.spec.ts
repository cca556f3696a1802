import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consistencyProof, formatCheckpoint, leafHash, LocalSigner, MemoryTree, parseCheckpoint, parseNote, signNote, Verifier } from '@hub/audit';
import { originHash } from '../../apps/hubctl/src/audit/witness/witnessed-log.js';

const ORIGIN = 'hub.example.jp/audit';
const log = LocalSigner.generate(ORIGIN);
const treeOf = (size: number, mark = ''): MemoryTree => new MemoryTree(Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`${mark}${at}`))));

/** Kills the process by itself once the checkpoint is in its place, and before anything else happens. */
const DIES_ONCE_KEPT = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const rename = fs.promises.rename;
  fs.promises.rename = async (from, to) => {
    await rename(from, to);
    if (to.endsWith('.checkpoint')) process.kill(process.pid, 'SIGKILL');
  };
  syncBuiltinESMExports();
`)}`;

interface Running { child: ChildProcess; url: string; vkey: string; said: () => string }

describe('hubctl witness, as a process', () => {
  let folder: string;
  const running = new Set<ChildProcess>();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'witness-'));
  });
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
    rmSync(folder, { recursive: true });
  });

  function spawned(...nodeOptions: string[]): { child: ChildProcess; said: () => string } {
    const args = ['witness', '--log', log.verifier().toString(), '--state', folder, '--name', 'witness.example/1', '--listen', '127.0.0.1:0'];
    const child = spawn(process.execPath, [...nodeOptions, 'dist/apps/hubctl/src/main.js', ...args], { env: { PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { text += part.toString(); });
    return { child, said: () => text };
  }
  async function start(...nodeOptions: string[]): Promise<Running> {
    const { child, said } = spawned(...nodeOptions);
    for (;;) {
      const url = /Listening on (http:\S+)\/add-checkpoint/.exec(said())?.[1];
      if (url) return { child, said, url, vkey: /^witness\.example\S+$/m.exec(said())?.[0] ?? '' };
      if (child.exitCode !== null) throw new Error(`the witness ended: ${said()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const ended = async ({ child }: { child: ChildProcess }): Promise<unknown> => (child.exitCode ?? child.signalCode ?? (await once(child, 'exit'))[0]);
  const note = (tree: MemoryTree): Promise<string> => signNote(formatCheckpoint({ origin: ORIGIN, size: tree.size, root: tree.root(), sealedAt: new Date() }), [log]);
  async function post(url: string, from: number, to: number, mark = ''): Promise<{ status: number; text: string }> {
    const tree = treeOf(to, mark);
    const proof = from === 0 ? [] : await consistencyProof(BigInt(from), BigInt(to), tree.read);
    const body = `old ${from}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${await note(tree)}`;
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  }

  it('makes its key once, for its owner only, and says its verifier key', async () => {
    const first = await start();
    expect(first.said()).toMatch(/A new key was made in .*witness\.key\. Keep it secret/);
    expect(statSync(join(folder, 'witness.key')).mode & 0o777).toBe(0o600);
    expect(Verifier.parse(first.vkey)).toMatchObject({ name: 'witness.example/1', algorithm: 'cosignature/v1' });
    expect(first.said()).not.toContain(readFileSync(join(folder, 'witness.key'), 'utf8').trim());
    first.child.kill('SIGTERM');
    expect(await ended(first)).toBe(0);
    const second = await start();
    expect(second.vkey).toBe(first.vkey);
    expect(second.said()).not.toMatch(/new key/);
  }, 60_000);

  it('killed after it has kept a checkpoint and before it answers, it has signed it, and signs no other', async () => {
    const dying = await start('--import', DIES_ONCE_KEPT);
    await expect(post(dying.url, 0, 5)).rejects.toThrow();
    await ended(dying);
    const kept = readFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), 'utf8');
    expect(parseCheckpoint(parseNote(kept).text).size).toBe(5n);

    const { url } = await start();
    expect(await post(url, 0, 5)).toEqual({ status: 409, text: '5\n' });
    expect(await post(url, 0, 5, 'other')).toEqual({ status: 409, text: '5\n' });
    expect((await post(url, 5, 5, 'other')).status).toBe(422);
    const again = await post(url, 5, 5);
    expect(again.status).toBe(200);
    expect((await post(url, 5, 9)).status).toBe(200);
  }, 60_000);

  it('killed at any moment, it has never signed what does not continue what it signed before', async () => {
    let signed = 0;
    for (let round = 0; round < 5; round += 1) {
      const { child, url } = await start();
      const size = Number((await post(url, 1_000, 1_000)).text.trim());
      expect(size).toBeGreaterThanOrEqual(signed);
      const marks = ['', '', 'other', ''];
      const answers = marks.map((mark, at) => post(url, size, size + 1 + at, size === 0 ? '' : mark).catch(() => null));
      await new Promise((resolve) => setTimeout(resolve, round * 5));
      child.kill('SIGKILL');
      const statuses = await Promise.all(answers);
      for (const [at, answer] of statuses.entries()) {
        if (answer?.status !== 200) continue;
        expect(marks[at]).toBe('');
        signed = Math.max(signed, size + 1 + at);
      }
      await ended({ child });
    }
  }, 120_000);

  it('keeps a second witness out of its folder, and takes over from one that was killed', async () => {
    const first = await start();
    const second = spawned();
    expect(await ended(second)).toBe(1);
    expect(second.said()).toMatch(/Another witness uses .*\n→ Stop it, or give this one its own --state/);
    first.child.kill('SIGKILL');
    await ended(first);
    await start();
  }, 60_000);

  it.each([
    ['a key that others can read', (): void => writeFileSync(join(folder, 'witness.key'), 'x', { mode: 0o644 }), /can be read by others on this machine\.\n→ Take that right from them/],
    ['a file that is no key', (): void => writeFileSync(join(folder, 'witness.key'), 'x', { mode: 0o600 }), /holds no key of a witness\.\n→ Restore it/],
    ["a log's key in its place", (): void => writeFileSync(join(folder, 'witness.key'), LocalSigner.generate('x').toString(), { mode: 0o600 }), /holds no key of a witness/],
    ['a broken memory', (): void => writeFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), 'x'), /is broken, or not signed by this witness's key\.\n→ Restore it from a backup/],
  ])('does not start with %s, and says why', async (_, prepare, said) => {
    prepare();
    const witness = spawned();
    expect(await ended(witness)).toBe(1);
    expect(witness.said()).toMatch(said);
    expect(witness.said()).not.toMatch(/\n\s+at /);
  }, 60_000);

  it('stops when asked, after what it is answering', async () => {
    const witness = await start();
    const answers = Array.from({ length: 10 }, () => post(witness.url, 0, 400));
    await Promise.race(answers);
    witness.child.kill('SIGTERM');
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await ended(witness)).toBe(0);
    expect(witness.said()).toMatch(/Stopping …/);
  }, 60_000);
});
