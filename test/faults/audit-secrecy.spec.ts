import { randomUUID } from 'node:crypto';
import { AuditLog, bodyHashOf, Keyring, leafOf, linkBytes, openRecord, parseEntryBundle, SealNow, sha256, tilePath, tileWidth } from '@hub/audit';
import { createTestHub, type TestHub } from '@hub/testing';
import { amberFor, type AuditParties, auditParties, list, published, read } from '../features/support/audit-parties.js';
import { exportOf, freshOf } from '../features/support/audit-reading.js';
import { Dice, figure, SOAK, times } from './support/campaign.js';

const SEALS = times(300, 3_000);
/** So many standard deviations are chance once in a thousand million million runs. */
const FAR = 8;

let hub: TestHub;
let of: AuditParties;
beforeAll(async () => {
  hub = await createTestHub();
  of = await auditParties(hub);
});
afterAll(() => hub.close());

interface Opened { holder: string; counter: bigint; index: number; leaf: Buffer; previous: Buffer | null; linkSalt: Buffer; bodySalt: Buffer; body: Buffer }

/** Every record with its opening: what nobody but the hub has together. */
async function opened(): Promise<Opened[]> {
  const keyring = hub.hub.app.get<Keyring>(Keyring as never);
  const { rows } = await hub.superuser(`SELECT holder_id AS holder, counter, log_index::int AS index, key_id AS "keyId", act_id AS "actId", body_hash AS "bodyHash", encode(sealed, 'base64') AS bodies, leaf, link_salt AS "linkSalt",
    lag(leaf) OVER (PARTITION BY holder_id ORDER BY counter) AS previous FROM hub.log_records JOIN hub.log_bodies USING (act_id) ORDER BY log_index`);
  return rows.map((row) => {
    const open = openRecord(keyring, row.holder, row);
    if (!open) throw new Error('a record that does not open');
    return { ...row, counter: BigInt(row.counter), bodySalt: open.salt, body: open.bytes };
  });
}

/** All entries that anybody can read. */
async function publicLeaves(): Promise<Buffer[]> {
  const { rows: [{ size } = { size: 0 }] } = await hub.superuser<{ size: number }>('SELECT s.size::int AS size FROM hub.log_publications p JOIN hub.log_seals s ON s.number = p.seal_number ORDER BY p.published_at DESC LIMIT 1');
  const leaves: Buffer[] = [];
  for (let index = 0n; index * 256n < BigInt(size); index += 1n) {
    leaves.push(...parseEntryBundle(Buffer.from(await (await fetch(`${hub.url}/audit/${tilePath('entries', index, tileWidth('entries', index, BigInt(size)))}`)).arrayBuffer())));
  }
  return leaves;
}

/** How far counts are from all alike, in standard deviations (Pearson's chi-square). */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const freedom = counts.length - 1;
  return (counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) - freedom) / Math.sqrt(2 * freedom);
}
const tally = (values: Iterable<number>, bins: number): number[] => {
  const counts = Array<number>(bins).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

describe('whoever has all of one party’s openings, everything public, and knows all that another party did', () => {
  it('can compute not one of the other’s leaves: only the salts are missing', async () => {
    const { npa, ph, br } = of;
    for (let n = 0; n < 6; n += 1) {
      const id = await published(hub, npa, amberFor(ph, br));
      for (const person of [ph.officer, br.officer, br.reader]) await read(hub, person, id);
      for (const person of [br.officer, ph.reader]) await list(hub, person);
      await read(hub, npa.reader, await published(hub, br, amberFor(npa, ph)));
    }
    const { checkpoint } = await freshOf(hub, ph.administrator);
    hub.clock.advance(60_000);
    await hub.hub.app.get(SealNow).run();
    const leaves = await publicLeaves();
    const known = new Set(leaves.map((leaf) => leaf.toString('base64')));
    const all = await opened();
    const theirs = all.filter(({ holder }) => holder !== ph.id);
    const own = await exportOf(hub, ph.administrator, checkpoint.size);
    expect(theirs.length).toBeGreaterThan(30);
    expect(own.length).toBeGreaterThan(10);

    // The means: A's salts and leaves, what is public, and what can be derived of ids and bodies that are known.
    const fromOwn = own.flatMap(({ linkSalt, bodySalt, bodyHash, leaf, link, body }) => [
      ...[linkSalt, bodySalt ?? '', bodyHash, leaf].map((text) => Buffer.from(text, 'base64')), ...[link, body ?? ''].map((text) => sha256(Buffer.from(text, 'base64'))),
    ]);
    const common = [Buffer.alloc(32), Buffer.alloc(32, 255), sha256(), checkpoint.root, ...leaves.slice(0, 64), ...fromOwn].filter(({ length }) => length === 32);
    const leafWith = ({ holder, counter, previous, body }: Opened, linkSalt: Buffer, bodySalt: Buffer): string =>
      leafOf({ link: linkBytes({ holder, counter, previous }), linkSalt, bodyHash: bodyHashOf(bodySalt, body) }).toString('base64');
    let tried = 0;
    const computed: string[] = [];
    for (const record of theirs) {
      const particular = [sha256(record.body), sha256(Buffer.from(record.holder)), sha256(linkBytes(record)), ...(record.previous ? [record.previous, sha256(record.previous)] : [])];
      const means = [...particular, ...common];
      const pairs = means.flatMap((salt, at): [Buffer, Buffer][] => [[salt, salt], [salt, means[at + 1] ?? salt], [Buffer.alloc(32), salt], [salt, Buffer.alloc(32)]]);
      // Even one of the two salts helps nobody.
      pairs.push(...means.map((salt): [Buffer, Buffer] => [record.linkSalt, salt]), ...means.map((salt): [Buffer, Buffer] => [salt, record.bodySalt]));
      for (const [linkSalt, bodySalt] of pairs) {
        tried += 1;
        if (known.has(leafWith(record, linkSalt, bodySalt))) computed.push(`${record.holder} ${record.counter}`);
      }
      // The trial is a fair one: with both salts it succeeds.
      expect(known.has(leafWith(record, record.linkSalt, record.bodySalt))).toBe(true);
    }
    figure(`secrecy: ${tried} trials on ${theirs.length} leaves of others, all but the salts known; computed: ${computed.length}`);
    expect(computed).toEqual([]);
  });

  it('has no salt of the other’s: none is ever used twice, or to be told from chance', async () => {
    const all = await opened();
    const salts = all.flatMap(({ linkSalt, bodySalt }) => [linkSalt, bodySalt]);
    expect(new Set(salts.map((salt) => salt.toString('base64'))).size).toBe(salts.length);
    expect(chiSquare(tally(Buffer.concat(salts), 256))).toBeLessThan(FAR);
  });
});

describe(`${SEALS} seals${SOAK ? ', in full' : ''}`, () => {
  it('tell records from padding neither by their places nor by their bytes', async () => {
    const { rows: [{ first } = { first: 0 }] } = await hub.superuser<{ first: number }>('SELECT max(size)::int AS first FROM hub.log_seals');
    const dice = new Dice();
    const log = hub.hub.app.get<AuditLog>(AuditLog as never);
    const [ph, npa] = [of.ph.id, of.npa.id];
    for (let n = 0; n < SEALS; n += 1) {
      await hub.uow.realm('worker', hub.clock.now(), async (tx) => {
        // One embassy acts much, another rarely: neither shows.
        const acts = 1 + Math.floor(dice.below(12));
        for (let act = 0; act < acts; act += 1) {
          await log.record(tx, { action: 'test.done', occurredAt: hub.clock.now(), personId: null, organisationId: ph, subjectId: randomUUID(), detail: {}, holderIds: dice.percent(20) ? [ph, npa] : [ph] });
        }
      });
      await hub.hub.app.get(SealNow).run();
    }
    const { rows } = await hub.superuser<{ holder: string; counter: number; index: number; act: string; leaf: Buffer }>(
      'SELECT holder_id AS holder, counter::int AS counter, log_index::int AS index, act_id AS act, leaf FROM hub.log_records WHERE log_index >= $1 ORDER BY holder_id, counter', [first]);
    const places = rows.map(({ index }) => index % 64);
    const far = { places: chiSquare(tally(places, 64)), distances: 0, sides: 0, records: 0, padding: 0 };

    // The copies of one act are no nearer to each other than any two entries; 0 can't be.
    const byAct = new Map<string, number[]>();
    for (const { act, index } of rows) byAct.set(act, [...(byAct.get(act) ?? []), index]);
    const pairs = [...byAct.values()].flatMap(([a, b]) => (a !== undefined && b !== undefined ? [(a - b + 64) % 64] : []));
    far.distances = chiSquare(tally(pairs.map((distance) => distance - 1), 63));

    // What came first stands before what came next as often as behind it.
    const next = rows.flatMap((row, at) => {
      const after = rows[at + 1];
      return after?.holder === row.holder && Math.floor(after.index / 64) === Math.floor(row.index / 64) ? [after.index > row.index ? 1 : 0] : [];
    });
    far.sides = Math.abs(chiSquare(tally(next, 2)));

    const { rows: chunks } = await hub.superuser<{ number: number; leaves: Buffer }>('SELECT number::int AS number, leaves FROM hub.log_chunks WHERE number >= $1', [first / 64]);
    const taken = new Set(rows.map(({ index }) => index));
    const padding = chunks.flatMap(({ number, leaves }) => Array.from({ length: 64 }, (_, at) => at).filter((at) => !taken.has(64 * number + at)).map((at) => leaves.subarray(32 * at, 32 * at + 32)));
    far.records = chiSquare(tally(Buffer.concat(rows.map(({ leaf }) => leaf)), 256));
    far.padding = chiSquare(tally(Buffer.concat(padding), 256));
    figure(`secrecy: ${rows.length} records among ${padding.length} leaves of padding; standard deviations from chance: ${Object.entries(far).map(([what, by]) => `${what} ${by.toFixed(1)}`).join(', ')}`);
    expect(chunks).toHaveLength(SEALS);
    expect(rows.length).toBeGreaterThan(4 * SEALS);
    expect(Object.entries(far).filter(([, by]) => by > FAR)).toEqual([]);
  }, SOAK ? 1_800_000 : 180_000);

  it('are as large whatever is in them: the next multiple of sixty-four', async () => {
    const log = hub.hub.app.get<AuditLog>(AuditLog as never);
    const sizeOf = async (records: number): Promise<number> => {
      const before = (await freshOf(hub, of.ph.reader)).checkpoint.size;
      await hub.uow.realm('worker', hub.clock.now(), (tx) => log.record(tx, {
        action: 'test.done', occurredAt: hub.clock.now(), personId: null, organisationId: null, subjectId: null, detail: {}, holderIds: Array.from({ length: records }, () => randomUUID()),
      }));
      return Number((await freshOf(hub, of.ph.reader)).checkpoint.size - before);
    };
    for (const [records, size] of [[1, 64], [2, 64], [63, 64], [64, 64], [65, 128], [128, 128], [129, 192]] as const) expect([records, await sizeOf(records)]).toEqual([records, size]);
  });
});
