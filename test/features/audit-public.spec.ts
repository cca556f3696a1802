import { randomUUID } from 'node:crypto';
import { AuditLog, entryBundle, leafHash, rootOf, SealNow, TILE_WIDTH, tilePath, tileWidth } from '@hub/audit';
import { createTestHub, type TestHub } from '@hub/testing';
import { amberFor, type AuditParties, auditParties, published, read } from './support/audit-parties.js';
import { freshOf, keysOf, verified } from './support/audit-reading.js';

const MINUTE = 60_000;

let hub: TestHub;
let of: AuditParties;
beforeAll(async () => {
  hub = await createTestHub();
  of = await auditParties(hub);
});
afterAll(() => hub.close());

const get = (path: string): Promise<Response> => fetch(`${hub.url}/audit/${path}`);
const bytesOf = async (path: string): Promise<Buffer | null> => {
  const response = await get(path);
  return response.status === 200 ? Buffer.from(await response.arrayBuffer()) : null;
};
const sizeNow = async (): Promise<bigint> => verified(await (await get('checkpoint')).text(), await keysOf(hub)).size;

const seal = (): Promise<boolean> => hub.hub.app.get(SealNow).run();

/** Enters acts, each held by so many that nobody is. */
const enterActs = (acts: number, holders: number): Promise<void> => hub.uow.realm('worker', hub.clock.now(), async (tx) => {
  const log = hub.hub.app.get<AuditLog>(AuditLog as never);
  const holderIds = Array.from({ length: holders }, () => randomUUID());
  for (let n = 0; n < acts; n += 1) await log.record(tx, { action: 'test.done', occurredAt: hub.clock.now(), personId: null, organisationId: null, subjectId: null, detail: {}, holderIds });
});

/** All leaves that the database holds. */
async function leaves(): Promise<Buffer[]> {
  const { rows } = await hub.superuser<{ leaves: Buffer }>('SELECT leaves FROM hub.log_chunks ORDER BY number');
  return rows.flatMap((row) => Array.from({ length: 64 }, (_, index) => row.leaves.subarray(32 * index, 32 * index + 32)));
}

describe('what anybody can read of the log', () => {
  it('is a checkpoint that moves once a minute, by sixty-four entries and their multiples, whatever happens', async () => {
    await seal();
    let before = await sizeNow();
    const id = await published(hub, of.npa, amberFor(of.ph));
    for (let minute = 0; minute < 6; minute += 1) {
      const busy = minute % 2 === 0;
      for (let step = 0; step < 4; step += 1) {
        if (busy) await read(hub, of.ph.officer, id);
        await seal();
        expect(await sizeNow()).toBe(before);
        hub.clock.advance(MINUTE / 4 - (step === 3 ? 1 : 0));
      }
      await seal();
      expect(await sizeNow()).toBe(before); // a millisecond early
      hub.clock.advance(1);
      await seal();
      const after = await sizeNow();
      expect(after).toBeGreaterThan(before);
      expect(after % 64n).toBe(0n);
      if (!busy) expect(after - before).toBe(64n);
      before = after;
    }
  });

  it('is the tree below that checkpoint, in tiles of every level and bundles of entries, as its leaves make it', async () => {
    await enterActs(400, 165); // one seal of 66,000 records: a full tile of the second level, and a third
    await seal();
    hub.clock.advance(MINUTE);
    await seal();
    const size = await sizeNow();
    const all = (await leaves()).slice(0, Number(size));
    expect(BigInt(all.length)).toBe(size);
    let row = all.map(leafHash);
    let served = 0;
    for (let level = 0; row.length > 0; level += 1) {
      for (let index = 0; index * TILE_WIDTH < row.length; index += 1) {
        const hashes = row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
        const path = tilePath(level, BigInt(index), hashes.length);
        expect([path, (await bytesOf(path))?.equals(Buffer.concat(hashes))]).toEqual([path, true]);
        served += 1;
        if (level > 0) continue;
        const bundle = tilePath('entries', BigInt(index), hashes.length);
        expect([bundle, (await bytesOf(bundle))?.equals(entryBundle(all.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)))]).toEqual([bundle, true]);
      }
      row = Array.from({ length: Math.floor(row.length / TILE_WIDTH) }, (_, index) => rootOf(row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)));
    }
    expect(served).toBeGreaterThan(258);
    expect(rootOf(all.map(leafHash))).toEqual(verified(await (await get('checkpoint')).text(), await keysOf(hub)).root);
  });

  it('says nothing of what is beyond that checkpoint, not even that it is there', async () => {
    const size = await sizeNow();
    await enterActs(5, 60);
    await seal();
    const { checkpoint: fresh } = await freshOf(hub, of.ph.reader);
    expect(fresh.size).toBeGreaterThanOrEqual(size + 256n);
    expect(await sizeNow()).toBe(size);
    const absent = await get('tile/0/999.p/7').then(async (response) => [response.status, await response.text()]);
    expect(absent[0]).toBe(404);
    const beyond = [0, 1, 2, 3, 'entries'].flatMap((level) => {
      const known = level as number | 'entries';
      const last = (size >> BigInt(known === 'entries' ? 0 : 8 * known)) / 256n;
      const width = tileWidth(known, last, size);
      return [tilePath(known, last, width + 1), tilePath(known, last, 255), tilePath(known, last, TILE_WIDTH), tilePath(known, last + 1n, 1), tilePath(known, last + 1n, TILE_WIDTH)];
    });
    const malformed = ['tile/0/1', 'tile/00/000', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/x000/001', 'tile/-1/000', 'tile/64/000', 'tile/0/000/', 'tile/entries', 'tile/0/000.p/1/2', "tile/0/000'--", 'tile/0/x999/x999/x999/x999/x999/x999/999', 'tile/'];
    for (const path of [...beyond, ...malformed]) {
      const response = await get(path);
      expect([path, response.status, await response.text()]).toEqual([path, ...absent]);
    }
  });

  it('goes without a session, and nothing in it is of any use without one: keys and handovers are the log’s own', async () => {
    expect((await get('keys')).headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await keysOf(hub)).toHaveLength(1);
    expect(await (await get('handovers')).text()).toBe('');
    for (const path of ['', 'entries', 'records', 'trail', 'checkpoint/fresh', 'tile']) expect((await get(path)).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await fetch(`${hub.url}/audit/checkpoint`, { method })).status).toBe(404);
  });
});
