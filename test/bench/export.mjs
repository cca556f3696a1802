// `npm run bench -- export`: 100,000 cases to CSV over HTTP into a file, each in the ledger before its bytes leave, against a bare COPY of the same rows (a plain
// table of texts: no rights, no record, no JSON) into a file. In turn; medians. `ratio` is the hub's time by the bare one's.
//   --quick   10,000 cases, one round, to see that it works; the figures say little.
// The server is that of DATABASE_URL (a superuser; a database named bench_… is made there, and kept), or the embedded PostgreSQL under .data/bench.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openExportWorld } from './lib/export-world.mjs';
import { table } from './lib/load.mjs';
import { ask, ROOT, serveHub, signIn, stopAll } from './lib/servers.mjs';
import { connect } from './lib/world.mjs';

const quick = process.argv.includes('--quick');
const SIZE = quick ? 10_000 : 100_000;
const ROUNDS = quick ? 1 : 5;
const MOST_MB = 200;
const say = (line = '') => process.stdout.write(`${line}\n`);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const { migrate, startEmbeddedPostgres } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
const { COLUMNS } = await import(join(ROOT, 'dist/libs/cases/src/index.js'));
const columns = COLUMNS.map(({ heading }) => heading);
const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: join(ROOT, '.data/bench'), onProgress: say });
const server = process.env.DATABASE_URL ?? embedded.superuserUrl;
const folder = mkdtempSync(join(tmpdir(), 'bench-export-'));

/** What pg hands on of a COPY, into a file. */
class CopyToFile {
  constructor(text, file) {
    this.text = text;
    this.out = createWriteStream(file);
    this.done = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
  }
  submit(connection) { connection.query(this.text); }
  // pg reads the next into the same memory.
  handleCopyData({ chunk }) { this.out.write(Buffer.from(chunk)); }
  handleCommandComplete() { this.out.end(() => this.resolve()); }
  handleError(error) { this.reject(error); }
  handleReadyForQuery() {}
}

async function bare(client, file) {
  const begun = performance.now();
  const copy = new CopyToFile('COPY bench.flat TO STDOUT (FORMAT csv, HEADER)', file);
  client.query(copy);
  await copy.done;
  return performance.now() - begun;
}

async function exported(hub, headers, file) {
  const { data, errors } = await ask(hub.url, 'mutation { requestCaseExport(input: { format: CSV, reason: "bench" }) { export { path state persons } } }', {}, headers);
  if (data?.requestCaseExport.export.state !== 'READY') throw new Error(JSON.stringify(errors ?? data));
  const begun = performance.now();
  const response = await fetch(hub.url + data.requestCaseExport.export.path, { headers });
  if (!response.ok) throw new Error(await response.text());
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
  return performance.now() - begun;
}

const memory = (pid, name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Rows without their order, line ends and the mark, so that both files can be laid side by side. */
async function digest(file) {
  const rows = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) rows.push(createHash('sha256').update(line.replace(/^\uFEFF/u, '')).digest('base64'));
  return createHash('sha256').update(rows.sort().join()).digest('hex');
}

try {
  const { url, keys, reader } = await openExportWorld(server, { size: SIZE, columns, migrate, log: say });
  const client = await connect(url);
  // Where something fails the server is stopped under it: what failed is to be told, and not that.
  client.on('error', () => undefined);
  const { rows } = await client.query(`SELECT name, setting || coalesce(unit, '') AS setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name`, [['fsync', 'full_page_writes', 'synchronous_commit', 'server_version']]);
  say(`PostgreSQL ${rows.map(({ name, setting }) => `${name}=${setting}`).join(' ')}; Node ${process.version}`);
  // What earlier runs exported on the same day would ask for a second person.
  await client.query('TRUNCATE hub.case_exports');
  const hub = await serveHub(url, 4751, { ...keys, HUB_ROLES: 'api', HUB_EXPORT_PERSONS: '1000000' });
  const [headers] = await signIn(hub, [reader]);
  const [hubFile, bareFile] = [join(folder, 'hub.csv'), join(folder, 'bare.csv')];
  await bare(client, bareFile);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const idle = memory(hub.pid, 'VmRSS');
  const times = { hub: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await bare(client, bareFile));
    times.hub.push(await exported(hub, headers, hubFile));
  }
  const above = memory(hub.pid, 'VmHWM') - idle;
  if ((await digest(hubFile)) !== (await digest(bareFile))) throw new Error('The files differ.');
  const { rows: [{ acts }] } = await client.query(`SELECT count(*)::int AS acts FROM hub.ledger_unsealed`);
  const [theirs, ours] = [median(times.bare), median(times.hub)];
  say(`${SIZE.toLocaleString('en')} cases, ${(statSync(hubFile).size / 1e6).toFixed(1)} MB of CSV, ${ROUNDS} rounds in turn, medians; the same rows in both files`);
  say(table([{ what: 'bare COPY to a file', seconds: (theirs / 1000).toFixed(2), 'cases/s': Math.round(SIZE / theirs * 1000) }, { what: 'the hub, over HTTP to a file', seconds: (ours / 1000).toFixed(2), 'cases/s': Math.round(SIZE / ours * 1000) }]));
  say(`The hub idle ${idle.toFixed(0)} MB, at its peak ${(idle + above).toFixed(0)} MB, ${above.toFixed(0)} MB above; ${acts} acts in the ledger, not sealed meanwhile.`);
  if (above > MOST_MB) process.exitCode = 1;
  await client.end();
  await hub.stop();
  say(JSON.stringify({ bench: 'export', quick, cases: SIZE, ratio: Number((ours / theirs).toFixed(2)), seconds: { hub: Number((ours / 1000).toFixed(2)), bare: Number((theirs / 1000).toFixed(2)) }, memory: { idleMB: Math.round(idle), peakMB: Math.round(idle + above), aboveMB: Math.round(above), mostMB: MOST_MB } }));
} finally {
  stopAll();
  rmSync(folder, { recursive: true, force: true });
  await embedded?.stop();
}
