import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ErasureStep } from '@hub/audit';

const dist = (path: string): string => JSON.stringify(pathToFileURL(fileURLToPath(new URL(`../../../dist/${path}`, import.meta.url))).href);

/** The built hub without its server: carries out erasures once, and ends itself by SIGKILL after a step, if one is named. */
const PROGRAM = `
  import 'reflect-metadata';
  const { createHub } = await import(${dist('apps/hub/src/create-hub.js')});
  const { ErasureRun } = await import(${dist('libs/audit/src/index.js')});
  const { loadConfig } = await import(${dist('libs/platform/src/index.js')});
  const config = loadConfig({ ...process.env, HUB_ROLES: 'api' });
  const hub = await createHub({ config, databaseUrl: config.database.url });
  const run = hub.app.get(ErasureRun);
  run.onStep = (step) => { if (step === process.env.DIES_AFTER) process.kill(process.pid, 'SIGKILL'); };
  process.stdout.write(JSON.stringify(await run.run()));
  await hub.app.close();
  await hub.close();
`;

/** Runs it to its end, whatever that is. */
export async function eraseInProcess(env: Record<string, string>, diesAfter?: ErasureStep): Promise<{ code: number | null; signal: string | null; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)), stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_NO_WARNINGS: '1', ...env, ...(diesAfter ? { DIES_AFTER: diesAfter } : {}) },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { code, signal, said };
}
