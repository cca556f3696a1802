// `npm run bench -- fanout`: one bulletin, TLP:AMBER, to open sockets of 200 organisations, side by side in one run: the hub, a bare `ws` broadcast of
// the same bytes, and graphql-ws as it comes with an in-memory pub/sub. At 10,000 sockets each is another person's, 50 of an organisation; every
// operation has its own id, and there are three documents.
//   --quick   few sockets and rounds, to see that it works; the figures say little.
//   --sizes=1000,10000   how many sockets; --rounds=N   how often each has its turn.
//   --cpu-prof=FOLDER   the hub writes its CPU profile there when it ends.
// The time runs from the publication's commit (its notification by PostgreSQL, which the hub gets at the same moment), or from the call of the broadcast, to the
// last frame at the last client. What everybody spent on a processor meanwhile stands beside it: on few processors that is what decides. Whoever has not his turn is stopped (SIGSTOP), server and clients. The server is that of DATABASE_URL (a superuser), or
// the embedded PostgreSQL under .data/bench.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import { DOCUMENTS } from './lib/fanout-documents.mjs';
import { openFanoutWorld, openSessions, PERSONS } from './lib/fanout-world.mjs';
import { median, percentile, table } from './lib/load.mjs';
import { ask, ROOT, serve, serveHub, signIn, stopAll } from './lib/servers.mjs';
import { connect, ORGANISATIONS } from './lib/world.mjs';

const quick = process.argv.includes('--quick');
const profile = process.argv.find((argument) => argument.startsWith('--cpu-prof='))?.slice(11);
const SIZES = process.argv.find((argument) => argument.startsWith('--sizes='))?.slice(8).split(',').map(Number) ?? (quick ? [200, 1_000] : [1_000, 5_000, 10_000]);
const ROUNDS = Number(process.argv.find((argument) => argument.startsWith('--rounds='))?.slice(9) ?? (quick ? 3 : 7));
/** Before the first size: so long engines compile what is done often, in all of them; and before each other. */
const WARM_UP = quick ? [1, 1] : [10, 3];
/** For what fell due while one was stopped. */
const CALM_MS = 1_000;

const say = (line = '') => process.stdout.write(`${line}\n`);
const now = () => Number(process.hrtime.bigint()) / 1e6;

const { migrate, startEmbeddedPostgres } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: join(ROOT, '.data/bench'), onProgress: say });
const server = process.env.DATABASE_URL ?? embedded.superuserUrl;

/** Clients of one contestant. */
class Clients {
  constructor(shared) {
    this.child = fork(join(ROOT, 'test/bench/lib/fanout-clients.mjs'), shared ? ['shared'] : [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
    this.child.on('message', (message) => this.take(message));
    this.child.on('exit', (code) => this.take({ failed: `the clients ended with ${code}` }));
  }

  /** The next thing that they say. */
  next(message) {
    const said = new Promise((resolve, reject) => { this.take = (what) => (what.failed ? reject(new Error(what.failed)) : resolve(what)); });
    if (message) this.child.send(message);
    return said;
  }
}

/** Time on a processor so far of some processes, of all their threads, in milliseconds: Linux's own count, in nanoseconds. */
const cpuOf = (pids) => pids.reduce((sum, pid) => {
  try {
    return sum + readdirSync(`/proc/${pid}/task`).reduce((own, task) => own + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]), 0) / 1e6;
  } catch {
    return sum;
  }
}, 0);
/** Processes of the database server, where it is ours: the children of its first one. */
const databasePids = () => (embedded ? readFileSync(`/proc/${embedded.pid}/task/${embedded.pid}/children`, 'utf8').trim().split(' ') : []);

const memoryOf = (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;

/** A contestant: its processes, its clients, and how it publishes (`publish` returns when that began). */
function contestant(name, { url, pid, others = [], publish, settle = async () => undefined, clientsOf, shared = false }) {
  const clients = new Clients(shared);
  const all = [pid, ...others, clients.child.pid];
  const empty = memoryOf(pid);
  return {
    name, pid,
    stop: () => all.forEach((one) => process.kill(one, 'SIGSTOP')),
    go: () => all.forEach((one) => existsSync(`/proc/${one}`) && process.kill(one, 'SIGCONT')),
    async open(from, to) {
      await clients.next({ open: { url: `${url.replace('http', 'ws')}/graphql`, clients: clientsOf(from, to) } });
      await sleep(3 * CALM_MS);
      return (memoryOf(pid) - empty) / to;
    },
    async round() {
      await clients.next('expect');
      await sleep(CALM_MS);
      const report = clients.next();
      const cpu = () => ({ server: cpuOf([pid]), database: cpuOf(databasePids()), others: cpuOf(others), clients: cpuOf([clients.child.pid]) });
      const before = cpu();
      const begun = await publish();
      const { arrived, ...rest } = await report;
      const after = cpu();
      const spent = Object.fromEntries(Object.entries(after).map(([who, until]) => [who, until - before[who]]));
      await settle(rest);
      const times = arrived.map((at) => at - begun);
      return { ...rest, ...spent, times, last: Math.max(...times), p99: percentile(times, 0.99), first: Math.min(...times) };
    },
  };
}

const operations = (from, to, token = () => null) => Array.from({ length: to - from }, (_, n) => ({ id: `op-${from + n}-${(from + n) % 3}-${(n * 7919).toString(36)}`, query: DOCUMENTS[(from + n) % 3], token: token(from + n) }));

async function hubContestant({ url, people, keys }, database) {
  const tokenKey = randomBytes(32);
  const settings = { ...keys, HUB_TOKEN_KEYS: `bench:${tokenKey.toString('base64')}`, HUB_SOCKETS_PER_PERSON: '1000', HUB_SOCKETS_PER_ADDRESS: '100000',
    // Nobody answers the bulletins of this run or of one before it: their author would be told so in the middle of a round.
    HUB_DUTY_MINUTES: '1440' };
  const hub = await serveHub(url, 4761, { ...settings, HUB_ROLES: 'api,jobs', args: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [] });
  const sealer = await serveHub(url, 4762, { ...settings, HUB_ROLES: 'seal' });
  const sessions = await openSessions(url, people.slice(0, Math.max(...SIZES)));
  const issued = Math.floor(Date.now() / 1000);
  const tokens = sessions.map(({ sid, sub }) => jwt.sign({ sub, sid, iat: issued, exp: issued + 3_600 }, tokenKey, { algorithm: 'HS256', keyid: 'bench', issuer: hub.url, audience: 'contact-point' }));
  // The author, and his colleague who approves; where there are few sockets neither of them has one.
  const [author, second] = await signIn(hub, [people[0], people[ORGANISATIONS]]);
  const organisationIds = people.slice(0, ORGANISATIONS).map(({ organisationId }) => organisationId);
  let committed;
  database.on('notification', () => committed?.(now()));
  await database.query('LISTEN hub_outbox');
  const run = async (query, input, headers) => {
    const { data, errors } = await ask(hub.url, `mutation ($input: ${query[0].toUpperCase()}${query.slice(1)}Input!) { ${query}(input: $input) { bulletin { id revision } } }`, { input }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data[query].bulletin;
  };
  let number = 0;
  return contestant('hub', {
    ...hub, others: [sealer.pid], clientsOf: (from, to) => operations(from, to, (at) => tokens[at]),
    async publish() {
      number += 1;
      const { id, revision } = await run('draftBulletin', {
        kind: 'ALERT', tlp: 'AMBER', urgency: 'IMMEDIATE', title: `Recruitment by a false agency, ${number}`, language: 'en', audience: { organisationIds },
        sections: [{ heading: 'Situation', body: 'Young women are recruited for work in restaurants, and their passports are taken on arrival.' }, { heading: 'Request', body: 'Call the duty desk if you meet somebody who was.' }],
      }, author);
      await run('publishBulletin', { id, expectedRevision: revision }, author);
      const begun = new Promise((resolve) => { committed = resolve; });
      const [at] = await Promise.all([begun, run('publishBulletin', { id, expectedRevision: revision }, second)]);
      committed = null;
      return at;
    },
    // Every receipt's act must be in the ledger; and what was entered is sealed before somebody else's turn.
    async settle({ acts }) {
      const { rows: [{ entered }] } = await database.query('SELECT count(*)::int AS entered FROM hub.log_bodies WHERE act_id = ANY ($1::uuid[])', [acts]);
      if (entered !== new Set(acts).size || entered === 0) throw new Error(`${acts.length} acts on receipts, ${entered} in the ledger`);
      while ((await database.query('SELECT 1 FROM hub.ledger_unsealed LIMIT 1')).rows.length > 0) await sleep(20);
    },
  });
}

async function other(name, script, port, body, shared = false) {
  const { url, pid } = await serve(name, join(ROOT, script), port, {});
  return contestant(name, {
    url, pid, clientsOf: operations, shared,
    publish: async () => Number(await (await fetch(url, { method: 'POST', body: JSON.stringify(body()) })).text()),
  });
}

const contestants = [];
let listener;
try {
  const database = await connect(server);
  const { rows } = await database.query(`SELECT name, setting || coalesce(unit, '') AS setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name`,
    [['fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method', 'server_version', 'shared_buffers']]);
  await database.end();
  say(`PostgreSQL ${rows.map(({ name, setting }) => `${name}=${setting}`).join(' ')}; Node ${process.version}`);
  const world = await openFanoutWorld(server, migrate);
  listener = await connect(world.url);
  // The server ends before it where something fails.
  listener.on('error', () => undefined);
  let sample;
  const hub = await hubContestant(world, listener);
  contestants.push(hub, await other('bare ws', 'test/bench/lib/fanout-bare.mjs', 4763, () => ({ frames: sample.frames }), true),
    await other('graphql-ws', 'test/bench/lib/fanout-pubsub.mjs', 4764, () => ({ alert: JSON.parse(sample.frames[2]).payload.data.alerts })));
  contestants.forEach(({ stop }) => stop());
  const summary = { bench: 'fanout', quick };
  let from = 0;
  for (const size of SIZES) {
    const memory = {};
    for (const each of contestants) {
      each.go();
      memory[each.name] = await each.open(from, size);
      each.stop();
    }
    const results = Object.fromEntries(contestants.map(({ name }) => [name, []]));
    const warmUp = WARM_UP[from === 0 ? 0 : 1];
    for (let round = -warmUp; round < ROUNDS; round += 1) {
      const turn = (round + warmUp) % contestants.length;
      for (const each of round < 0 ? contestants : [...contestants.slice(turn), ...contestants.slice(0, turn)]) {
        each.go();
        const result = await each.round();
        each.stop();
        if (each === hub) sample = result;
        if (round >= 0) results[each.name].push(result);
        say(`  ${size.toLocaleString('en')} sockets, ${round < 0 ? 'warming up' : `round ${round + 1}`}: ${each.name} ${result.first.toFixed(0)} to ${result.last.toFixed(0)} ms`);
      }
    }
    from = size;
    const of = (name, figure) => median(results[name].map((result) => result[figure]));
    const bare = of('bare ws', 'last');
    say(`\nOne bulletin to ${size.toLocaleString('en')} sockets of ${ORGANISATIONS} organisations (${size / ORGANISATIONS} of the ${PERSONS} people of each, a socket each), three documents, ${ROUNDS} rounds in turn, medians`);
    say(table(contestants.map(({ name }) => ({
      server: name, 'first ms': of(name, 'first').toFixed(0), 'p99 ms': of(name, 'p99').toFixed(0), 'last frame ms': of(name, 'last').toFixed(0), 'of bare': (of(name, 'last') / bare).toFixed(2),
      'bytes of a frame': results[name][0].bytes.toFixed(0), 'kB per socket': (memory[name] / 1024).toFixed(0),
      'cpu ms: server': of(name, 'server').toFixed(0), database: name === 'hub' ? of(name, 'database').toFixed(0) : '–', sealer: name === 'hub' ? of(name, 'others').toFixed(0) : '–', clients: of(name, 'clients').toFixed(0), 'acts entered': name === 'hub' ? new Set(results[name][0].acts).size : '–',
    }))));
    summary[size] = { ...Object.fromEntries(contestants.map(({ name }) => [name.replace(/\W/g, '_'), Math.round(of(name, 'last'))])), ratio: Number((of('hub', 'last') / bare).toFixed(3)) };
  }
  summary.ratio = summary[Math.max(...SIZES)].ratio;
  if (profile) {
    hub.go();
    process.kill(hub.pid, 'SIGTERM');
    await sleep(15 * CALM_MS);
  }
  await listener.end();
  say(JSON.stringify(summary));
} catch (error) {
  say(error.stack);
  process.exitCode = 1;
} finally {
  contestants.forEach(({ go }) => go());
  stopAll();
  await embedded?.stop();
}
process.exit();
