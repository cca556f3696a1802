// The sealing process of the audit benchmark: the hub's own Sealer, and nothing beside it. Its parent says when.
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const { openAudit } = await import(join(ROOT, 'dist/libs/audit/src/index.js'));
const { SystemClock } = await import(join(ROOT, 'dist/libs/kernel/src/index.js'));
const { Database, loadConfig, UnitOfWork } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));

const config = loadConfig(process.env);
const database = await Database.open({ url: config.database.url, poolSize: 2, entities: [] });
const { sealer } = await openAudit({ config, database, unitOfWork: new UnitOfWork(database), clock: new SystemClock() });

/** Seals all that waits. */
async function sealAll() {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const done = { acts: 0, records: 0, seals: 0 };
  for (let more = true; more; ) {
    const outcome = await sealer.seal();
    more = outcome.more;
    done.acts += outcome.acts;
    done.records += outcome.records;
    done.seals += 1;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { ...done, seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

process.on('message', async (message) => {
  if (message === 'seal') return process.send(await sealAll());
  await database.close();
  process.disconnect();
});
process.send('ready');
