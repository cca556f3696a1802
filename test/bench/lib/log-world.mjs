// Worlds of the audit log: trees of many entries with their records, and acts that wait to be sealed.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { beginLog, IDENTITY } from './log.mjs';
import { ROOT } from './root.mjs';
import { connect, keptDatabase } from './world.mjs';

const { enter, formatCheckpoint, Frontier, Keyring, leafHash, LocalSigner, signNote } = await import(join(ROOT, 'dist/libs/audit/src/index.js'));

const HOLDERS = 200;
const CHUNK = 64;
const CHUNKS_AT_ONCE = 1_000;

/**
 * A log of that many entries (a multiple of 64), kept from run to run. Leaves are random; the tree over them is right, and
 * each has a record of one subject with a body of 320 bytes, so that tables and indexes are as large as they would be.
 */
export async function openLog(server, size, { migrate, log }) {
  const name = `bench_log_${size}`;
  const url = await keptDatabase(server, name, [new URL(import.meta.url)], async (made) => {
    await migrate(made);
    const begun = performance.now();
    await fillLog(made, size);
    log(`  ${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  });
  if (size === 0) return { url, keys: await beginLog(url, name) };
  const keys = await beginLog(url, name, IDENTITY);
  await takeBack(url, size);
  return { url, keys };
}

async function fillLog(url, size) {
  const client = await connect(url);
  await client.query(`SET synchronous_commit = off; SET jit = off; SET maintenance_work_mem = '1GB'`);
  await plant(client, size);
  // As a hub would have written them: in order of time, holders taking turns, ids and subjects random. An index is made sooner than kept up.
  const { rows } = await client.query(`SELECT 'hub.' || relname AS index, conrelid::regclass AS owner, conname, pg_get_constraintdef(con.oid) AS made, pg_get_indexdef(i.indexrelid) AS indexdef
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_constraint con ON con.conindid = c.oid
    WHERE i.indrelid IN ('hub.log_records'::regclass, 'hub.log_subjects'::regclass, 'hub.log_bodies'::regclass)`);
  for (const { index, owner, conname } of rows) await client.query(conname ? `ALTER TABLE ${owner} DROP CONSTRAINT ${conname}` : `DROP INDEX ${index}`);
  await client.query(`
    CREATE SCHEMA bench;
    CREATE TABLE bench.holder AS SELECT i, gen_random_uuid() AS id, 0::bigint AS last FROM generate_series(0, ${HOLDERS - 1}) i;
    INSERT INTO hub.log_records (holder_id, counter, id, act_id, log_index, occurred_at, action, organisation_id, subject_ids, subject_versions, leaf, link_salt, body_hash, key_id)
    SELECT h.id, n / ${HOLDERS} + 1, gen_random_uuid(), lpad(to_hex(n), 32, '0')::uuid, n, now(), 'bulletin.listed', h.id, ARRAY[gen_random_uuid()], '{1}', leaf, leaf, leaf, h.id
    FROM hub.log_chunks c, generate_series(0, 63) i, LATERAL (SELECT 64 * c.number + i AS n, substring(c.leaves, 32 * i + 1, 32) AS leaf) l
    JOIN bench.holder h ON h.i = n % ${HOLDERS};
    INSERT INTO hub.log_bodies (act_id, sealed) SELECT act_id, decode(repeat(encode(leaf, 'hex'), 10), 'hex') FROM hub.log_records;
    INSERT INTO hub.log_subjects (subject_id, holder_id, block) SELECT subject_ids[1], holder_id, counter >> 9 FROM hub.log_records`);
  for (const { owner, conname, made, indexdef } of rows) await client.query(conname ? `ALTER TABLE ${owner} ADD CONSTRAINT ${conname} ${made}` : indexdef);
  await client.query('UPDATE bench.holder h SET last = coalesce((SELECT max(r.counter) FROM hub.log_records r WHERE r.holder_id = h.id), 0)');
  await client.query('VACUUM (ANALYZE)');
  await client.end();
}

/** The tree: chunks of random leaves, the subtrees over them that are kept, and its seal. */
async function plant(client, size) {
  const tree = Frontier.of(0n, []);
  for (let first = 0; first < size / CHUNK; first += CHUNKS_AT_ONCE) {
    const chunks = Array.from({ length: Math.min(CHUNKS_AT_ONCE, size / CHUNK - first) }, () => randomBytes(32 * CHUNK));
    const subtrees = [];
    const note = (level, index, hash) => void ((level === 6 || (level > 0 && level % 8 === 0)) && subtrees.push({ level, index: String(index), hash }));
    for (const chunk of chunks) for (let at = 0; at < chunk.length; at += 32) tree.append(leafHash(chunk.subarray(at, at + 32)), note);
    await client.query('INSERT INTO hub.log_chunks (number, leaves) SELECT $1 + c.n - 1, c.leaves FROM unnest($2::bytea[]) WITH ORDINALITY c (leaves, n)', [first, chunks]);
    await client.query('INSERT INTO hub.log_subtrees (level, number, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])',
      [subtrees.map(({ level }) => level), subtrees.map(({ index }) => index), subtrees.map(({ hash }) => hash)]);
  }
  if (size === 0) return;
  const [root, sealedAt, signer] = [tree.root(), new Date(), LocalSigner.generate('bench.example/planted')];
  const checkpoint = await signNote(formatCheckpoint({ origin: 'bench.example/planted', size: tree.size, root, sealedAt }), [signer]);
  await client.query('INSERT INTO hub.log_seals (number, size, root, frontier, sealed_at, checkpoint) VALUES (1, $1, $2, $3, $4, $5)', [size, root, Buffer.concat([...tree.hashes]), sealedAt, checkpoint]);
}

/** Takes back what earlier runs have sealed beyond the size. */
async function takeBack(url, size) {
  const client = await connect(url);
  await client.query(`
    WITH gone AS (DELETE FROM hub.log_records r USING bench.holder h WHERE r.holder_id = h.id AND r.counter > h.last RETURNING r.holder_id, r.counter, r.subject_ids, r.act_id),
      bodies AS (DELETE FROM hub.log_bodies b USING gone g WHERE b.act_id = g.act_id)
    DELETE FROM hub.log_subjects s USING gone g WHERE s.subject_id = ANY (g.subject_ids) AND s.holder_id = g.holder_id AND s.block = g.counter >> 9;
    DELETE FROM hub.log_chunks WHERE number >= ${size / CHUNK};
    DELETE FROM hub.log_subtrees WHERE (number + 1) << level > ${size};
    DELETE FROM hub.log_seals WHERE size > ${size}`);
  await client.query('VACUUM');
  await client.end();
}

/** Kinds of act that wait: of one holder each, and pages of 20 bulletins, of as many originators as chance has it (about 19 of 200). */
export const KINDS = {
  'acts of one holder': (holders, bulletins, i) => {
    const organisation = holders[i % holders.length];
    return { action: 'session.opened', person: randomUUID(), organisation, subject: null, detail: { method: 'password' }, holders: [organisation] };
  },
  'pages of 20': (holders, bulletins, i) => ({
    action: 'bulletin.listed', person: randomUUID(), organisation: holders[i % holders.length], request: randomUUID(),
    shown: Array.from({ length: 20 }, () => bulletins[Math.floor(Math.random() * bulletins.length)]),
  }),
};

/** Enters so many acts, as the gate or a use case does: encrypted, each under its own key. */
export async function enterActs(url, keys, kind, count) {
  const client = await connect(url);
  const keyring = Keyring.open(keys.HUB_AUDIT_KEYRING, new Date());
  const { rows: holders } = await client.query('SELECT id FROM bench.holder ORDER BY i');
  const ids = holders.map(({ id }) => id);
  const bulletins = Array.from({ length: 5_000 }, (_, i) => ({ bulletin: randomUUID(), originator: ids[(i * 7) % ids.length], number: 1, seen: 1, sections: [randomUUID(), randomUUID(), randomUUID()] }));
  const at = new Date().toISOString();
  for (let done = 0; done < count; done += 1_000) {
    const acts = Array.from({ length: Math.min(1_000, count - done) }, (_, i) => enter(keyring, { at, ...KINDS[kind](ids, bulletins, done + i) }));
    await client.query('INSERT INTO hub.ledger_unsealed (act_id, key_id, packed) SELECT a.id, $1, a.packed FROM unnest($2::uuid[], $3::bytea[]) a (id, packed)',
      [acts[0].keyId, acts.map(({ actId }) => actId), acts.map(({ packed }) => packed)]);
    await client.query('INSERT INTO hub.log_bodies (act_id, sealed) SELECT * FROM unnest($1::uuid[], $2::bytea[])', [acts.map(({ actId }) => actId), acts.map(({ bodies }) => bodies)]);
  }
  await client.query('VACUUM ANALYZE hub.ledger_unsealed');
  await client.query('CHECKPOINT');
  await client.end();
}
