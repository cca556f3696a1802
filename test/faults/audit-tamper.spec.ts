import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalSigner, SealNow, Witnessing } from '@hub/audit';
import { createTestHub, FakeClock, type TestHub } from '@hub/testing';
import { witness } from '../../apps/hubctl/src/audit/witness/witness.js';
import { amberFor, type AuditParties, auditParties, list, published, read } from '../features/support/audit-parties.js';
import { figure } from './support/campaign.js';
import { alarms, asBefore, keep, loseHeadFile, type Remembered, remember } from './support/log-alarms.js';

const KEY = LocalSigner.parse('PRIVATE+KEY+test.contact-point/audit+a4444b43+ASjoaCaesGx37OfNJmEIOXEKCXAZlEJ7Pj1NA29GiScX').verifier();

let hub: TestHub;
let of: AuditParties;
let folder: string;
let server: Awaited<ReturnType<typeof witness>>;
let partners: Remembered[];
let bulletin: string;
let today: Awaited<ReturnType<typeof keep>>;
let yesterday: Awaited<ReturnType<typeof keep>>;

/** Reads of every kind; the receipts that the embassy got for its own. */
async function goOn(times: number): Promise<string[]> {
  const receipts: string[] = [];
  for (let n = 0; n < times; n += 1) {
    receipts.push((await read(hub, of.ph.officer, bulletin)).receipt, (await read(hub, of.ph.reader, bulletin)).receipt);
    await list(hub, of.npa.second);
    hub.clock.advance(20_000);
    await hub.hub.app.get(SealNow).run();
    await hub.hub.app.get(Witnessing).run();
  }
  return receipts;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tamper-witness-'));
  const own = LocalSigner.generate('witness.example/1', 'cosignature/v1');
  const clock = new FakeClock();
  server = await witness({ folder, signer: own, logs: [KEY], clock, onEvent: () => undefined });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = (server.server as Server).address() as AddressInfo;
  hub = await createTestHub({ clock, env: { HUB_AUDIT_WITNESSES: `${own.verifier().toString()}@http://127.0.0.1:${port}` } });
  of = await auditParties(hub);
  bulletin = await published(hub, of.npa, amberFor(of.ph));
  const receipts = await goOn(4);
  yesterday = await keep(hub, 'yesterday');
  receipts.push(...(await goOn(4)));
  partners = [await remember(hub, of.ph.administrator, receipts), await remember(hub, of.npa.administrator, [])];
  hub.clock.advance(60_000);
  await goOn(2);
  today = await keep(hub, 'today');
});
afterAll(async () => {
  await hub.close();
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => today.back());

/** What a superuser does, with the embassy's id as :ph and the bulletin's as :bulletin. */
const tamper = (sql: string): Promise<unknown> => hub.superuser(asBefore(sql.replaceAll(':ph', `'${of.ph.id}'`).replaceAll(':br', `'${of.br.id}'`).replaceAll(':bulletin', `'${bulletin}'`)));

const RECORD = 'UPDATE hub.log_records SET';
const THIRD = 'WHERE holder_id = :ph AND counter = 3';
const LAST = '(SELECT max(counter) FROM hub.log_records WHERE holder_id = :ph)';
const NEWEST = 'WHERE number = (SELECT max(number) FROM hub.log_seals)';
const swap = (table: string, key: string, where: string, a: string, b: string): string =>
  `UPDATE hub.${table} SET ${key} = -1 WHERE ${where} ${key} = ${a}; UPDATE hub.${table} SET ${key} = ${a} WHERE ${where} ${key} = ${b}; UPDATE hub.${table} SET ${key} = ${b} WHERE ${where} ${key} = -1`;

const EDITS: [string, string][] = [
  ['a record’s leaf', `${RECORD} leaf = sha256(leaf) ${THIRD}`],
  ['a record’s link salt', `${RECORD} link_salt = sha256(link_salt) ${THIRD}`],
  ['a record’s body hash', `${RECORD} body_hash = sha256(body_hash) ${THIRD}`],
  ['a bit of a record’s body', `UPDATE hub.log_bodies SET sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1) WHERE act_id = (SELECT act_id FROM hub.log_records ${THIRD})`],
  ['a record’s body for that of the next', `${RECORD} (act_id, key_id, body_hash) = (SELECT n.act_id, n.key_id, n.body_hash FROM hub.log_records n WHERE n.holder_id = :ph AND n.counter = 4) ${THIRD}`],
  ['when a record happened', `${RECORD} occurred_at = occurred_at - interval '1 day' ${THIRD}`],
  ['what a record was of', `${RECORD} action = 'bulletin.listed' ${THIRD}`],
  ['whose act a record was', `${RECORD} organisation_id = :br ${THIRD}`],
  ['in which version it was', `${RECORD} subject_versions = array_fill(77, ARRAY[cardinality(subject_ids)]) WHERE holder_id = :ph AND counter = (SELECT max(counter) FROM hub.log_records WHERE holder_id = :ph AND action LIKE 'bulletin.%')`],
  ['what a record was about', `${RECORD} subject_ids = ARRAY[gen_random_uuid()] ${THIRD}`],
  ['a record’s id', `${RECORD} id = gen_random_uuid() ${THIRD}`],
  ['a record’s act', `${RECORD} act_id = gen_random_uuid() ${THIRD}`],
  ['a record’s place', `${RECORD} log_index = log_index + 1 ${THIRD}`],
  ['a leaf among the entries', `UPDATE hub.log_chunks SET leaves = set_byte(leaves, 5, get_byte(leaves, 5) # 1) WHERE number = 1`],
  ['a subtree of sixty-four', `UPDATE hub.log_subtrees SET hash = sha256(hash) WHERE level = 6 AND number = 0`],
  ['a subtree of a tile', `UPDATE hub.log_subtrees SET hash = sha256(hash) WHERE level = 8 AND number = 0`],
  ['the newest root', `UPDATE hub.log_seals SET root = sha256(root) ${NEWEST}`],
  ['the newest frontier', `UPDATE hub.log_seals SET frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1) ${NEWEST}`],
  ['the newest size', `UPDATE hub.log_seals SET size = size + 64 ${NEWEST}`],
  ['the newest checkpoint', `UPDATE hub.log_seals SET checkpoint = (SELECT s.checkpoint FROM hub.log_seals s WHERE s.number = 3) ${NEWEST}`],
];
const REMOVALS: [string, string][] = [
  ['a record', `DELETE FROM hub.log_records ${THIRD}`],
  ['a record’s body', `DELETE FROM hub.log_bodies WHERE act_id = (SELECT act_id FROM hub.log_records ${THIRD})`],
  ['the last record', `DELETE FROM hub.log_records WHERE holder_id = :ph AND counter = ${LAST}`],
  ['the last records that a partner has a receipt for', `DELETE FROM hub.log_records WHERE holder_id = :ph AND counter > ${LAST} - 6`],
  ['the same, with all that leads to them', `DELETE FROM hub.log_subjects WHERE holder_id = :ph AND block >= (${LAST} - 6) >> 9; DELETE FROM hub.log_records WHERE holder_id = :ph AND counter > ${LAST} - 6`],
  ['a record, the others moved up', `DELETE FROM hub.log_records ${THIRD}; ${RECORD} counter = -counter WHERE holder_id = :ph; ${RECORD} counter = CASE WHEN counter < -3 THEN -counter - 1 ELSE -counter END WHERE holder_id = :ph`],
  ['all records of a holder', 'DELETE FROM hub.log_records WHERE holder_id = :ph'],
  ['a record to another holder', `${RECORD} holder_id = :br, counter = 1000 ${THIRD}`],
  ['a chunk of entries', 'DELETE FROM hub.log_chunks WHERE number = 1'],
  ['a subtree', 'DELETE FROM hub.log_subtrees WHERE level = 6 AND number = 0'],
  ['the newest seal', `DELETE FROM hub.log_seals ${NEWEST}`],
  ['the seal that a partner remembers', `DELETE FROM hub.log_seals WHERE size = :size`],
];
const REORDERINGS: [string, string][] = [
  ['two records of a holder', swap('log_records', 'counter', 'holder_id = :ph AND', '3', '4')],
  ['the places of two records', `${RECORD} log_index = CASE counter WHEN 3 THEN (SELECT log_index FROM hub.log_records WHERE holder_id = :ph AND counter = 4) ELSE (SELECT log_index FROM hub.log_records WHERE holder_id = :ph AND counter = 3) END WHERE holder_id = :ph AND counter IN (3, 4)`],
  ['two chunks', swap('log_chunks', 'number', '', '1', '2')],
  ['two subtrees', swap('log_subtrees', 'number', 'level = 6 AND', '0', '1')],
  ['two seals', `UPDATE hub.log_seals SET number = -number WHERE number IN (2, (SELECT max(number) FROM hub.log_seals)); UPDATE hub.log_seals SET number = CASE number WHEN -2 THEN (SELECT -min(number) FROM hub.log_seals) ELSE 2 END WHERE number < 0`],
  ['two leaves of a chunk', `UPDATE hub.log_chunks SET leaves = substring(leaves FROM 33 FOR 32) || substring(leaves FROM 1 FOR 32) || substring(leaves FROM 65) WHERE number = 1`],
];

/** Alarms at once, and after the hub has gone on for a while. */
async function alarmsAfter(sql: string): Promise<string[]> {
  // The hub runs on, and has sealed just now.
  await goOn(1);
  await tamper(sql.replaceAll(':size', partners[0]?.size ?? ''));
  const found = await alarms(hub, partners);
  await goOn(1).catch(() => undefined);
  return [...new Set([...found, ...(await alarms(hub, partners))])];
}

it('an untouched log alarms nobody, now and later', async () => {
  expect(await alarms(hub, partners)).toEqual([]);
  await goOn(2);
  expect(await alarms(hub, partners)).toEqual([]);
});

describe('a superuser who changes', () => {
  it.each(EDITS)('%s is noticed', async (what, sql) => {
    const found = await alarmsAfter(sql);
    figure(`changed ${what}: ${found.join(', ')}`);
    expect(found).not.toEqual([]);
  });
});

describe('a superuser who removes', () => {
  it.each(REMOVALS)('%s is noticed', async (what, sql) => {
    const found = await alarmsAfter(sql);
    figure(`removed ${what}: ${found.join(', ')}`);
    expect(found).not.toEqual([]);
  });
});

describe('a superuser who reorders', () => {
  it.each(REORDERINGS)('%s is noticed', async (what, sql) => {
    const found = await alarmsAfter(sql);
    figure(`reordered ${what}: ${found.join(', ')}`);
    expect(found).not.toEqual([]);
  });
});

describe('an old backup', () => {
  it('is refused by the hub itself: running, and at its next start', async () => {
    await yesterday.back({ file: false });
    await expect(hub.hub.app.get(SealNow).run()).rejects.toThrow(/was restored from a backup/);
    await expect(createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock })).rejects.toThrow(/was restored from a backup/);
    expect((await hub.superuser('SELECT 1 FROM hub.log_seals')).rows).toHaveLength((await hub.superuser('SELECT 1 FROM yesterday.log_seals')).rows.length);
  });

  it('is refused where another hub has done all the sealing since, and when it has grown past what was signed', async () => {
    const other = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    try {
      await read(hub, of.ph.officer, bulletin);
      await hub.hub.app.get(SealNow).run();
      await yesterday.back({ file: false });
      await expect(other.hub.app.get(SealNow).run()).rejects.toThrow(/was restored from a backup/);
      // A hub of another machine, without the file, goes on.
      await yesterday.back({ file: false });
      const putBack = loseHeadFile(hub);
      for (let n = 0; n < 30; n += 1) {
        await read(hub, of.ph.officer, bulletin);
        await hub.hub.app.get(SealNow).run();
      }
      putBack();
      await expect(other.hub.app.get(SealNow).run()).rejects.toThrow(/was restored from a backup/);
    } finally {
      await other.close();
    }
  });

  it.each([0, 4, 40])('whose file beside it was taken away too alarms partners and witness, after %i more seals', async (seals) => {
    await yesterday.back({ file: false });
    loseHeadFile(hub);
    for (let n = 0; n < seals; n += 1) {
      await read(hub, of.ph.officer, bulletin);
      hub.clock.advance(20_000);
      await hub.hub.app.get(SealNow).run();
    }
    const found = await alarms(hub, partners);
    const refused = await hub.hub.app.get(Witnessing).run().then(() => null, (error: AggregateError) => (error.errors as Error[])[0]?.message ?? '');
    figure(`an old backup, ${seals} seals later: ${[...found, `witness: ${refused}`].join(', ')}`);
    expect(found.filter((alarm) => alarm.startsWith('verifier'))).not.toEqual([]);
    if (seals > 0) expect(found).toEqual(expect.arrayContaining(['verifier: receipt-unmet']));
    if (seals > 20) expect(refused).toMatch(/answered 4\d\d/);
  });
});
