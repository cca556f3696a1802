// `npm run bench -- ledger`: what the disclosure ledger costs. In turn: the hub with its ledger off; with its ledger on (entry
// before answer, receipts), what it entered being sealed between the turns; and with the sealer at work beside it on this machine.
// `ratio` is the ledger's, `withSealing` that of all of it together.
//   --quick         small worlds and short rounds, to see that it works; the figures say little.
//   --one-process   the hub seals in the process that answers, not in one of its own (HUB_ROLES).
// The server is that of DATABASE_URL (a superuser; databases named bench_… are made there, and kept for the next run), or
// the embedded PostgreSQL under .data/bench.
import { join } from 'node:path';
import { CONNECTIONS, once, rounds, table } from './lib/load.mjs';
import { listBody } from './lib/question.mjs';
import { ROOT, serveHub, signIn, stopAll } from './lib/servers.mjs';
import { checkWorld, connect, openWorld, ORGANISATIONS } from './lib/world.mjs';

const quick = process.argv.includes('--quick');
const oneProcess = process.argv.includes('--one-process');
const SIZE = quick ? 10_000 : 100_000;
const TIMES = quick ? { rounds: 2, seconds: 2 } : { rounds: 5, seconds: 6 };
/** How many organisations publish: pages of about five originators, and pages of as many as chance has it, about 18. */
const MIXES = [{ originators: 6, ports: [4741, 4742] }, { originators: ORGANISATIONS, ports: [4743, 4744] }];

const say = (line = '') => process.stdout.write(`${line}\n`);
const ms = (value) => value.toFixed(1);

const { migrate, startEmbeddedPostgres } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: join(ROOT, '.data/bench'), onProgress: say });
const server = process.env.DATABASE_URL ?? embedded.superuserUrl;

async function onAndOff({ originators, ports: [on, off] }) {
  const { url, actors, keys } = await openWorld(server, { size: SIZE, originators, migrate, log: say });
  say(`World of ${SIZE.toLocaleString('en')} bulletins × ${ORGANISATIONS} organisations, ${originators} of which publish; ${await checkWorld(url)} bulletins are as the hub would have written them.`);
  const client = await connect(url);
  const waits = [];
  const hub = await serveHub(url, on, { ...keys, name: 'ledger on', HUB_ROLES: oneProcess ? 'api,jobs,seal' : 'api,jobs' });
  const sealer = oneProcess ? null : await serveHub(url, on + 10, { ...keys, name: 'sealer', HUB_ROLES: 'seal' });
  const bare = await serveHub(url, off, { ...keys, name: 'ledger off', script: 'test/bench/lib/ledger-off.mjs', HUB_ROLES: 'api,jobs' });
  // Held, not ended: a sealer is one of the hub's processes, and ready when it is wanted.
  const hold = () => sealer && process.kill(sealer.pid, 'SIGSTOP');
  const go = () => sealer && process.kill(sealer.pid, 'SIGCONT');
  const settle = async () => {
    go();
    waits.push(await sealed(client));
  };
  const servers = [];
  const [onActors, offActors] = [await signIn(hub, actors), await signIn(bare, actors)];
  if (sealer) servers.push({ ...hub, actors: onActors, body: listBody, prepare: hold, settle });
  servers.push({ ...hub, name: 'ledger on, sealing beside', actors: onActors, body: listBody, settle }, { ...bare, actors: offActors, body: listBody });
  await assertSame(servers);
  await sealed(client);
  const results = await rounds(servers, { ...TIMES, log: say });
  const { rows: [made] } = await client.query(`SELECT count(*)::int AS records, count(*) FILTER (WHERE holder_id = organisation_id)::int AS acts FROM hub.log_records WHERE action = 'bulletin.listed'`);
  await client.end();
  for (const server of [hub, bare, sealer]) await server?.stop();
  const [all, none] = [results['ledger on, sealing beside'].perSecond, results['ledger off'].perSecond];
  const entering = results['ledger on']?.perSecond ?? null;
  const lag = waits.sort((a, b) => b.seconds - a.seconds)[0];
  say(`\n${originators} originators: a request makes ${(made.records / made.acts).toFixed(1)} records (one for the reader's organisation, one for each other originator shown)`);
  say(table(servers.map(({ name }) => ({ hub: name, 'requests/s': results[name].perSecond.toFixed(0), 'p50 ms': ms(results[name].p50), 'p95 ms': ms(results[name].p95) }))));
  say(`  ratio ${entering === null ? '' : `${(entering / none).toFixed(3)}, `}with sealing on the same cores ${(all / none).toFixed(3)}; at most ${lag.acts} acts waited when a turn ended, sealed ${lag.seconds.toFixed(2)} s later`);
  return { ratio: (entering ?? all) / none, withSealing: all / none, perSecond: { on: entering ?? all, withSealing: all, off: none }, recordsPerRequest: made.records / made.acts };
}

/** Waits until nothing waits to be sealed. How much it was, and how long it took. */
async function sealed(client) {
  const begun = performance.now();
  const waiting = async () => (await client.query('SELECT count(*)::int AS n FROM hub.ledger_unsealed')).rows[0].n;
  const acts = await waiting();
  while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return { acts, seconds: (performance.now() - begun) / 1000 };
}

/** Both must give every actor the same bytes; only the answers of the one that enters them carry a receipt. */
async function assertSame(servers) {
  const [on, off] = [servers[0], servers.at(-1)];
  for (let actor = 0; actor < on.actors.length; actor += 7) {
    const [a, b] = [await once({ ...on, headers: on.actors[actor] }), await once({ ...off, headers: off.actors[actor] })];
    if (a.text !== b.text) throw new Error(`The hubs answer actor ${actor} otherwise: ${a.text.slice(0, 200)} ${b.text.slice(0, 200)}`);
    if (!a.receipt || b.receipt) throw new Error('An answer that is entered has a receipt, and no other.');
    const { nodes } = JSON.parse(a.text).data.bulletins;
    if (nodes.length !== 20) throw new Error(`Actor ${actor} has no page of 20.`);
  }
}

try {
  const client = await connect(server);
  const { rows } = await client.query(`SELECT name, setting || coalesce(unit, '') AS setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name`,
    [['fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method', 'server_version', 'shared_buffers']]);
  await client.end();
  say(`PostgreSQL ${rows.map(({ name, setting }) => `${name}=${setting}`).join(' ')}; Node ${process.version}`);
  say(`A page of 20 with originator and sections, ${CONNECTIONS} connections, ${ORGANISATIONS} actors taking turns, ${TIMES.rounds} rounds of ${TIMES.seconds} s in turn, medians. Load, hub, sealer and`);
  say(`PostgreSQL share this machine. The hub seals in ${oneProcess ? 'the process that answers: there is no figure without sealing' : 'a process of its own (HUB_ROLES=seal)'}.`);
  const [few, many] = [await onAndOff(MIXES[0]), await onAndOff(MIXES[1])];
  const rounded = (figures) => Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toFixed(3)) : rounded(value)]));
  say(JSON.stringify({ bench: 'ledger', quick, oneProcess, ...rounded(few), manyOriginators: rounded(many) }));
} finally {
  stopAll();
  await embedded?.stop();
}
