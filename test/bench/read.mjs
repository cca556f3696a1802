// `npm run bench -- read`: reading, side by side in one run.
//   --quick   small worlds and short rounds, to see that it works; the figures say little.
// The server is that of DATABASE_URL (a superuser; databases named bench_… are made there, and kept for the next run), or
// the embedded PostgreSQL under .data/bench.
import { join } from 'node:path';
import { CONNECTIONS, median, once, percentile, rounds, table } from './lib/load.mjs';
import { listBody, oneBody, searchBody } from './lib/question.mjs';
import { compile, ROOT, serve, serveHub, signIn, stopAll } from './lib/servers.mjs';
import { makeTypicalTables } from './lib/typical-world.mjs';
import { BUSY_ORGANISATION, checkWorld, connect, openWorld, ORGANISATIONS } from './lib/world.mjs';
import { searchWords } from './lib/world-steps.mjs';

const quick = process.argv.includes('--quick');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7).split(',');
const wanted = (part) => !only || only.includes(part);
const SIZES = quick ? { main: 10_000, small: 2_000, large: 20_000 } : { main: 100_000, small: 10_000, large: 1_000_000 };
const TIMES = quick ? { rounds: 2, seconds: 2 } : { rounds: 5, seconds: 6 };
const PAIRS = quick ? 200 : 2_000;
/** How many organisations publish: pages of five originators and more, and pages of as many as chance has it, about 18. */
const MIXES = [6, ORGANISATIONS];
const SEARCHES = quick ? 30 : 200;

const say = (line = '') => process.stdout.write(`${line}\n`);
const ms = (value) => value.toFixed(2);

const { migrate, startEmbeddedPostgres } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: join(ROOT, '.data/bench'), onProgress: say });
const server = process.env.DATABASE_URL ?? embedded.superuserUrl;
const world = async (size, { terms = false, originators = ORGANISATIONS } = {}) => {
  const opened = await openWorld(server, { size, terms, originators, migrate, log: say });
  say(`World of ${size.toLocaleString('en')} bulletins × ${ORGANISATIONS} organisations, ${originators} of which publish; ${await checkWorld(opened.url)} bulletins are as the hub would have written them.`);
  return opened;
};
const believed = (actors) => actors.map((_, index) => ({ 'x-actor': String(index) }));

/** (a) bare, (b) the hub, (c) as most would write it: the same rows and bytes, in turn. */
async function sideBySide(originators) {
  const { url, actors, keys } = await world(SIZES.main, { originators });
  await makeTypicalTables(url);
  // As in production: what seals is a process of its own, at work beside the answers, on the same cores.
  const hub = await serveHub(url, 4701, { ...keys, HUB_ROLES: 'api,jobs' });
  const sealer = await serveHub(url, 4705, { ...keys, HUB_ROLES: 'seal' });
  const servers = [
    { ...(await serve('bare', join(ROOT, 'test/bench/lib/bare.mjs'), 4702, { DATABASE_URL: url })), actors: believed(actors) },
    { ...(await serve('bare, JSON by SQL', join(ROOT, 'test/bench/lib/bare.mjs'), 4703, { DATABASE_URL: url, BARE: 'text' })), actors: believed(actors) },
    { ...hub, actors: await signIn(hub, actors), settle: () => sealed(url) },
    { ...(await serve('typical', await compile('test/bench/typical/main.ts'), 4704, { DATABASE_URL: url })), actors: believed(actors) },
  ].map((each) => ({ ...each, body: listBody }));
  const bytes = await assertSame(servers);
  const results = await rounds(servers, { ...TIMES, log: say });
  const entries = await ledger(url);
  say(`\nA page of 20 with originator and sections, ${originators} organisations that publish, ${SIZES.main.toLocaleString('en')} bulletins, ${CONNECTIONS} connections, ${actors.length} actors taking turns,`);
  say(`${TIMES.rounds} rounds of ${TIMES.seconds} s in turn, medians; ${bytes} bytes each, the same from all four. The hub entered ${entries} disclosures in its ledger.`);
  say(table(servers.map(({ name }) => ({ server: name, 'requests/s': results[name].perSecond.toFixed(0), 'p50 ms': ms(results[name].p50), 'p95 ms': ms(results[name].p95), 'of bare': (results[name].perSecond / results.bare.perSecond).toFixed(2) }))));
  for (const each of [...servers, sealer]) await each.stop();
  return { ratio: results.hub.perSecond / results.bare.perSecond, overTypical: results.hub.perSecond / results.typical.perSecond, perSecond: Object.fromEntries(servers.map(({ name }) => [name, Math.round(results[name].perSecond)])) };
}

/** All servers must give every actor the same bytes. Returns the mean size. */
async function assertSame(servers) {
  const sizes = [];
  for (let actor = 0; actor < ORGANISATIONS; actor += 7) {
    const answers = [];
    for (const { url, actors, body } of servers) answers.push((await once({ url, body, headers: actors[actor] })).text.trimEnd()); // Apollo ends with a newline
    const other = answers.findIndex((text) => text !== answers[0]);
    if (other >= 0) {
      const at = [...answers[0]].findIndex((character, index) => character !== answers[other][index]);
      throw new Error(`${servers[other].name} answers otherwise to actor ${actor}: … ${answers[0].slice(at - 60, at + 100)} …, … ${answers[other].slice(at - 60, at + 100)} …`);
    }
    const { nodes } = JSON.parse(answers[0]).data.bulletins;
    if (nodes.length !== 20 || new Set(nodes.map((node) => node.originator.name)).size < 5) throw new Error(`Actor ${actor} has no page of 20 with five originators.`);
    sizes.push(Buffer.byteLength(answers[0]));
  }
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}

async function ledger(url) {
  const client = await connect(url);
  const { rows } = await client.query('SELECT (SELECT count(*) FROM hub.log_records)::int AS n');
  await client.end();
  return rows[0].n;
}

/** Waits until all that was entered is sealed: the next one's turn is its own. */
async function sealed(url) {
  const client = await connect(url);
  while ((await client.query('SELECT 1 FROM hub.ledger_unsealed LIMIT 1')).rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await client.end();
}

/** The same page from a small and a large world, in turn. */
async function growth(large) {
  const small = await world(SIZES.small);
  const hubs = [];
  for (const [name, { url, actors, keys }, port] of [['small', small, 4711], ['large', large, 4712]]) {
    const hub = await serveHub(url, port, keys);
    hubs.push({ ...hub, name, actors: await signIn(hub, actors), body: listBody });
  }
  const results = await rounds(hubs, { ...TIMES, log: say });
  const growth = results.large.p95 / results.small.p95;
  say(`\nThe same page from the hub, p95 at ${CONNECTIONS} connections, as the world grows`);
  say(table([[SIZES.small, results.small], [SIZES.large, results.large]].map(([size, result]) => ({ bulletins: size.toLocaleString('en'), 'requests/s': result.perSecond.toFixed(0), 'p50 ms': ms(result.p50), 'p95 ms': ms(result.p95) }))));
  say(`  growth of p95: ${growth.toFixed(2)}`);
  for (const hub of hubs) await hub.stop();
  return growth;
}

/** Words with few, some and many hits, of which the asker sees next to nothing, a tenth, or all; one asker at a time. */
async function search({ url, size, actors, keys }) {
  const hub = await serveHub(url, 4721, keys);
  const [headers] = await signIn(hub, [actors[BUSY_ORGANISATION - 1]]);
  const cases = searchWords(size).map((word) => ({ ...word, times: [] }));
  for (let round = -5; round < SEARCHES; round += 1) {
    for (const each of cases) {
      const { text, milliseconds } = await once({ url: hub.url, body: searchBody(each.word), headers });
      const found = JSON.parse(text).data?.bulletins.nodes.length;
      if (found !== Math.min(20, each.visible)) throw new Error(`${each.word}: ${found} found, ${each.visible} visible: ${text.slice(0, 300)}`);
      if (round >= 0) each.times.push(milliseconds);
    }
  }
  say(`\nSearch in ${size.toLocaleString('en')} bulletins, first page of 20, one request at a time, ${SEARCHES} of each in turn`);
  say(table(cases.map(({ hits, share, visible, times }) => ({ hits: hits.toLocaleString('en'), 'visible to the asker': `${share * 100} % = ${visible.toLocaleString('en')}`, 'p50 ms': ms(percentile(times, 0.5)), 'p95 ms': ms(percentile(times, 0.95)) }))));
  const at = (hits, share) => percentile(cases.find((each) => each.hits === hits && each.share === share).times, 0.5);
  const most = Math.max(...cases.map(({ hits }) => hits));
  say(`  what is hidden costs: ${most.toLocaleString('en')} hits with ${Math.round(most * 0.0001)} visible ${ms(at(most, 0.0001))} ms, 10 hits, all visible, ${ms(at(10, 1))} ms`);
  await hub.stop();
  return Math.max(...cases.map(({ times }) => percentile(times, 0.95)));
}

/** A bulletin that the asker may not see and one that never was: the same bytes, in the same time. */
async function hiddenOrAbsent() {
  const { url, actors, keys } = await world(SIZES.main);
  const hub = await serveHub(url, 4731, keys);
  const asker = 7;
  const [headers] = await signIn(hub, [actors[asker]]);
  const client = await connect(url);
  const { rows } = await client.query(`SELECT id AS hidden, gen_random_uuid() AS absent FROM hub.bulletins WHERE NOT readers && $1 ORDER BY random() LIMIT $2`, [actors[asker].principals, PAIRS + 50]);
  await client.end();
  const differences = [];
  for (const [index, pair] of rows.entries()) {
    const answers = {};
    for (const kind of index % 2 ? ['hidden', 'absent'] : ['absent', 'hidden']) answers[kind] = await once({ url: hub.url, body: oneBody(pair[kind]), headers });
    if (answers.hidden.text !== answers.absent.text || answers.hidden.status !== answers.absent.status || !answers.hidden.text.includes('NOT_FOUND')) {
      throw new Error(`Hidden and absent differ: ${answers.hidden.text} ${answers.absent.text}`);
    }
    if (index >= 50) differences.push(answers.hidden.milliseconds - answers.absent.milliseconds);
  }
  const difference = median(differences);
  say(`\n${differences.length.toLocaleString('en')} pairs of a hidden bulletin and one that never was: the same bytes; median difference ${difference.toFixed(4)} ms`);
  await hub.stop();
  return difference;
}

try {
  const client = await connect(server);
  const { rows } = await client.query(`SELECT name, setting || coalesce(unit, '') AS setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name`,
    [['fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method', 'server_version', 'shared_buffers']]);
  await client.end();
  say(`PostgreSQL ${rows.map(({ name, setting }) => `${name}=${setting}`).join(' ')}; Node ${process.version}`);
  const summary = { bench: 'read', quick };
  if (wanted('ratio')) Object.assign(summary, await sideBySide(MIXES[0]), { manyOriginators: await sideBySide(MIXES[1]) });
  if (wanted('pairs')) summary.hiddenAbsentMs = await hiddenOrAbsent();
  if (wanted('growth') || wanted('search')) {
    const large = await world(SIZES.large, { terms: true });
    if (wanted('growth')) summary.growthP95 = await growth(large);
    if (wanted('search')) summary.searchP95Ms = await search(large);
  }
  stopAll();
  say(JSON.stringify(summary, (_key, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)));
} finally {
  stopAll();
  await embedded?.stop();
}
