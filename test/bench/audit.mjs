// `npm run bench -- audit`: what the log costs. How fast the hub's own Sealer seals, how long a proof takes, how many bytes
// an entry has, as the log grows.
//   --quick   small logs and few repetitions, to see that it works; the figures say little.
// The server is that of DATABASE_URL (a superuser; databases named bench_log_… are made there, and kept for the next run), or
// the embedded PostgreSQL under .data/bench.
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { once } from 'node:events';
import { enterActs, KINDS, openLog } from './lib/log-world.mjs';
import { median, percentile, table } from './lib/load.mjs';
import { ROOT } from './lib/root.mjs';
import { connect } from './lib/world.mjs';

const quick = process.argv.includes('--quick');
const SIZES = (quick ? [1e4, 1e5] : [1e4, 1e5, 1e6, 1e7]).map((size) => size - (size % 64));
const ROUNDS = quick ? 1 : 3;
const ENTRIES = quick ? 4_000 : 40_000;
const PROOFS = quick ? 200 : 2_000;
/** Records of one act of the kind, about. */
const RECORDS = { 'acts of one holder': 1, 'pages of 20': 19 };

const say = (line = '') => process.stdout.write(`${line}\n`);
const number = (value) => Math.round(value).toLocaleString('en');

const { LogReader, rootAt, verifyConsistency, verifyInclusion, leafHash } = await import(join(ROOT, 'dist/libs/audit/src/index.js'));
const { Database, migrate, startEmbeddedPostgres } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: join(ROOT, '.data/bench'), onProgress: say });
const server = process.env.DATABASE_URL ?? embedded.superuserUrl;

/** A process that does nothing but seal. */
async function startSealer(url, keys) {
  const child = fork(join(ROOT, 'test/bench/lib/sealing.mjs'), { 
    env: { PATH: process.env.PATH, HUB_DATA_DIR: join(ROOT, '.data'), DATABASE_URL: url, ...keys }, execArgv: ['--max-semi-space-size=64'], // as the image starts the hub
  });
  await once(child, 'message');
  return {
    async seal() {
      child.send('seal');
      const [figures] = await once(child, 'message');
      return figures;
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

/** How fast what waits is sealed on top of a log of that size: medians. */
async function sealRate({ url, keys }) {
  const sealer = await startSealer(url, keys);
  const rates = {};
  for (const kind of Object.keys(KINDS)) {
    await enterActs(url, keys, kind, Math.ceil(4_000 / RECORDS[kind]));
    await sealer.seal(); // Code that has run before is what a hub has.
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await enterActs(url, keys, kind, Math.ceil(ENTRIES / RECORDS[kind]));
      rounds.push(await sealer.seal());
    }
    const of = (figure) => median(rounds.map(figure));
    rates[kind] = {
      perSecond: of(({ records, seconds }) => records / seconds), actsPerSecond: of(({ acts, seconds }) => acts / seconds),
      cpuMicros: of(({ records, cpuSeconds }) => (1e6 * cpuSeconds) / records), peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
      sealMs: of(({ seals, seconds }) => (1000 * seconds) / seals),
    };
  }
  await sealer.stop();
  return rates;
}

/** How long the hub's reader takes to make a proof, and that the proof proves. */
async function proofTimes(url, size) {
  const database = await Database.open({ url, poolSize: 2, entities: [] });
  const reader = new LogReader(database);
  const { root } = await reader.ofSize(BigInt(size));
  const times = { inclusion: [], consistency: [] };
  for (let round = -50; round < PROOFS; round += 1) {
    const index = BigInt(randomInt(size));
    const from = BigInt(1 + randomInt(size - 1));
    const inclusion = await timed(() => reader.inclusion(index, BigInt(size)));
    const consistency = await timed(() => reader.consistency(from, BigInt(size)));
    if (round >= 0) {
      times.inclusion.push(inclusion.ms);
      times.consistency.push(consistency.ms);
    }
    if (round % 20 !== 0) continue;
    const [leaf] = (await reader.leaves(index - (index % 64n), 64)).slice(Number(index % 64n));
    if (!verifyInclusion({ leafHash: leafHash(leaf), index, size: BigInt(size), proof: inclusion.result, root })) throw new Error(`The proof of ${index} in ${size} proves nothing.`);
    const fromRoot = await rootAt(from, (nodes) => reader.nodes(nodes));
    if (!verifyConsistency({ from, to: BigInt(size), fromRoot, toRoot: root, proof: consistency.result })) throw new Error(`The proof from ${from} to ${size} proves nothing.`);
  }
  await database.close();
  return times;
}

async function timed(work) {
  const begun = performance.now();
  const result = await work();
  return { result, ms: performance.now() - begun };
}

/** Bytes on disk for one record, by table and index, of each kind of act. */
async function bytes() {
  const sizes = new Map();
  for (const kind of Object.keys(KINDS)) {
    const { url, keys } = await openLog(server, 0, { migrate, log: say });
    await enterActs(url, keys, kind, Math.ceil(ENTRIES / RECORDS[kind]));
    const sealer = await startSealer(url, keys);
    const { records } = await sealer.seal();
    await sealer.stop();
    const client = await connect(url);
    const { rows } = await client.query(`SELECT relname AS name, (CASE relkind WHEN 'r' THEN pg_table_size(oid) ELSE pg_relation_size(oid) END)::int AS size FROM pg_class WHERE relnamespace = 'hub'::regnamespace
      AND relkind IN ('r', 'i') AND (relname LIKE 'log\\_%') AND pg_table_size(oid) > 100000 ORDER BY relname`);
    await client.end();
    for (const { name, size } of rows) sizes.set(name, { ...sizes.get(name), [kind]: size / records });
  }
  const sum = (kind) => [...sizes.values()].reduce((total, row) => total + (row[kind] ?? 0), 0);
  say('\nBytes on disk for each record');
  say(table([...[...sizes].map(([relation, row]) => ({ relation, ...Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, number(row[kind] ?? 0)])) })),
    { relation: 'together', ...Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, number(sum(kind))])) }]));
  return Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, Math.round(sum(kind))]));
}

try {
  const client = await connect(server);
  const { rows } = await client.query(`SELECT name, setting || coalesce(unit, '') AS setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name`,
    [['fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method', 'server_version', 'shared_buffers']]);
  await client.end();
  say(`PostgreSQL ${rows.map(({ name, setting }) => `${name}=${setting}`).join(' ')}; Node ${process.version}`);
  const results = [];
  for (const size of SIZES) {
    const log = await openLog(server, size, { migrate, log: say });
    results.push({ size, times: await proofTimes(log.url, size), rates: await sealRate(log) });
    say(`  ${number(size)} entries: done`);
  }
  const perEntry = await bytes();
  const [kinds, largest] = [Object.keys(KINDS), results.at(-1)];
  say(`\nSealed records/s by size of the log (medians of ${ROUNDS} × ${number(ENTRIES)} records, commit by commit, one process)`);
  say(table(results.flatMap(({ size, rates }) => kinds.map((kind) => ({
    entries: number(size), acts: kind, 'records/s': number(rates[kind].perSecond), 'acts/s': number(rates[kind].actsPerSecond),
    'CPU µs/record': rates[kind].cpuMicros.toFixed(1), 'ms/seal': rates[kind].sealMs.toFixed(0), 'peak MB': number(rates[kind].peakBytes / 1e6),
  })))));
  say(`\nProofs, milliseconds, one after the other (${number(PROOFS)} of each, random places; every twentieth verified)`);
  say(table(results.flatMap(({ size, times }) => Object.entries(times).map(([proof, each]) => ({ entries: number(size), proof, p50: percentile(each, 0.5).toFixed(2), p95: percentile(each, 0.95).toFixed(2) })))));
  const rate = (result) => Math.min(...kinds.map((kind) => result.rates[kind].perSecond));
  say(JSON.stringify({
    bench: 'audit', quick, sealPerSecond: Math.round(rate(largest)), sealPerSecondByKind: Object.fromEntries(kinds.map((kind) => [kind, Math.round(largest.rates[kind].perSecond)])),
    proofP95Ms: Number(Math.max(...Object.values(largest.times).map((each) => percentile(each, 0.95))).toFixed(3)), entries: largest.size,
    bytesPerRecord: perEntry, peakBytes: Math.max(...results.flatMap(({ rates }) => kinds.map((kind) => rates[kind].peakBytes))),
    growth: Number((rate(results[0]) / rate(largest)).toFixed(3)),
  }));
} finally {
  await embedded?.stop();
}
