// One embedded PostgreSQL for a whole run of tests, with one migrated template that each test file clones.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export default async function globalSetup() {
  if (globalThis.hubTestServer) return; // several projects in one run share it
  const server = fork(fileURLToPath(new URL('./test-server.mjs', import.meta.url)), { execArgv: [], env: { ...process.env, NODE_OPTIONS: '' } });
  globalThis.hubTestServer = server;
  const [answer] = await Promise.race([once(server, 'message'), once(server, 'exit')]);
  if (!answer?.url) throw new Error('The test database could not be started: is dist/ built? (npm test does that)');
  process.env.HUB_TEST_POSTGRES = answer.url;
}
