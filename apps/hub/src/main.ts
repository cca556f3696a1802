import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { guardProcess, type HubConfig, loadConfig, stopGracefully } from '@hub/platform';
import { StartupError } from '@hub/kernel';

import { createHub, type Hub } from './create-hub.js';
import { recordStart } from './hub-started.js';
import { type ReadyDatabase, readyDatabase } from './database-address.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Listens, or says why that can't be. */
async function listen({ app }: Hub, { http: { host, port } }: HubConfig): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartupError(`Port ${port} on ${host} is taken by another program.`, `Stop it, or choose another port: PORT=${port + 1} npm start`, { cause: error });
    if (code === 'EACCES') throw new StartupError(`Port ${port} may not be opened by this user.`, 'Choose a port above 1023: PORT=4000 npm start', { cause: error });
    if (code === 'EADDRNOTAVAIL') throw new StartupError(`This machine has no address ${host}.`, 'Set HOST to an address of this machine, such as 127.0.0.1.', { cause: error });
    throw error;
  }
}

function welcome(config: HubConfig, accounts: readonly string[]): void {
  say('');
  say(`  Contact Point is ready at ${config.http.publicUrl}`);
  say(`  Open it in a browser for the console.   GraphQL: ${config.http.publicUrl}/graphql   GraphiQL: ${config.http.publicUrl}/graphiql`);
  if (accounts.length > 0) {
    say('');
    say('  Demo accounts (fictional people and cases; real yearly figures):');
    for (const line of accounts) say(`    ${line}`);
  }
  say('');
  say('  Stop with Ctrl-C.');
}

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  let database: ReadyDatabase | null = null;
  let hub: Hub | null = null;
  let accounts: string[] = [];
  try {
    database = await readyDatabase(config, say, endWithDatabase);
    hub = await createHub({ config, databaseUrl: database.url, pages: fileURLToPath(new URL('../..', import.meta.url)) });
    if (config.demo) accounts = await loadDemo(hub);
    await recordStart(hub, config);
    await listen(hub, config);
  } catch (error) {
    await hub?.app.close().catch(() => undefined);
    await hub?.close().catch(() => undefined);
    await database?.stop();
    throw error;
  }
  const [running, ready] = [hub, database];
  guardProcess(running.log);
  stopGracefully({
    readiness: running.readiness, log: running.log, server: running.app.getHttpServer(),
    closeHttp: () => running.app.close(),
    closeRest: async () => {
      await running.close();
      await ready.stop();
    },
  });
  welcome(config, accounts);
}

/** Without its database the hub can do nothing: better gone, and started again, than there and failing. */
function endWithDatabase(how: string): void {
  process.stderr.write(`\nThe hub's own database ended: ${how}.\nStart the hub again; what was confirmed is kept.\n`);
  process.exit(1);
}

/** The demo world's code is not even read where it was not asked for. */
async function loadDemo(hub: Hub): Promise<string[]> {
  const [{ seedDemoOnce, demoAccounts }, { seedDemoMeetingsOnce }] = await Promise.all([import('./demo/seed.js'), import('./demo/seed-meeting.js')]);
  await seedDemoOnce(hub, say);
  await seedDemoMeetingsOnce(hub, say);
  return demoAccounts();
}

start().catch((error: unknown) => {
  if (error instanceof StartupError) process.stderr.write(`\n${error.what}\n${error.todo}\n`);
  else process.stderr.write(`\nThe hub could not start: ${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 2_000).unref();
});
