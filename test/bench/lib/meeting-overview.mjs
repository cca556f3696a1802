// The coordinator's overview with 200 organisations and ten years' history, beside its bare SQL: the same rows, bytes and concurrency, in turn.
import { join } from 'node:path';
import { CONNECTIONS, once, rounds } from './load.mjs';
import { openMeetingWorld } from './meeting-world.mjs';
import { ROOT, serve, serveHub, signIn, stopAll } from './servers.mjs';
import { ORGANISATIONS } from './world.mjs';

const FACE = 'code name';
const QUERY = `query Overview($id: ID!) { meetingOverview(editionId: $id) {
  edition { id number state }
  unanswered { matter deadline late asked missing { ${FACE} } }
  deadlines { kind at atLocal late }
  quorum { basis safety needed coming notComing open mustAttend { ${FACE} } }
  overflow { minutes proposals proposedMinutes }
  minutes { wait waitsFor count itemId organisations { ${FACE} } }
  actions { id dueOn overdue texts { language text } owner { ${FACE} } }
} }`;

export async function measure({ quick, say, table }) {
  const { migrate, startEmbeddedPostgres } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
  const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: join(ROOT, '.data/bench'), onProgress: say });
  try {
    const { url, edition, keys, coordinator } = await openMeetingWorld(process.env.DATABASE_URL ?? embedded.superuserUrl, { migrate, log: say });
    const body = JSON.stringify({ query: QUERY, variables: { id: edition } });
    // As in production: what seals is a process of its own.
    const hub = await serveHub(url, 4741, { ...keys, HUB_ROLES: 'api,jobs' });
    const servers = [
      { ...(await serve('bare', join(ROOT, 'test/bench/lib/meeting-overview-bare.mjs'), 4742, { DATABASE_URL: url })), actors: [{}], body },
      { ...hub, actors: await signIn(hub, [coordinator]), body },
    ];
    const [bare, hubs] = await Promise.all(servers.map(async (server) => (await once({ url: server.url, body, headers: server.actors[0] })).text.trimEnd()));
    if (bare !== hubs) throw new Error(`They answer otherwise:\n${bare}\n${hubs}`);
    const results = await rounds(servers, { ...(quick ? { rounds: 2, seconds: 2 } : { rounds: 5, seconds: 6 }), log: say });
    say(`\nThe overview, ${ORGANISATIONS} organisations, ten years before it, ${CONNECTIONS} connections; ${Buffer.byteLength(bare)} bytes, the same from both`);
    say(table(servers.map(({ name }) => ({ server: name, 'requests/s': results[name].perSecond.toFixed(0), 'p50 ms': results[name].p50.toFixed(2), 'p95 ms': results[name].p95.toFixed(2), 'of bare': (results[name].perSecond / results.bare.perSecond).toFixed(2) }))));
    return { ratio: results.hub.perSecond / results.bare.perSecond, perSecond: Object.fromEntries(servers.map(({ name }) => [name, results[name].perSecond])), p95Ms: results.hub.p95, bytes: Buffer.byteLength(bare) };
  } finally {
    stopAll();
    await embedded?.stop();
  }
}
