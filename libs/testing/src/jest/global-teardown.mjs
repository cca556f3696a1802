import { once } from 'node:events';

export default async function globalTeardown() {
  const server = globalThis.hubTestServer;
  globalThis.hubTestServer = undefined;
  if (!server || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.disconnect();
  await ended;
}
