// Runs in a process of its own: what the hub's libs put on globalThis would reach every test through Jest's environment.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dist = new URL('../../../../dist/libs/', import.meta.url);
const { startEmbeddedPostgres, migrate } = await import(new URL('platform/src/index.js', dist));
const { createTemplate } = await import(new URL('testing/src/database.js', dist));

const dataDir = mkdtempSync(join(tmpdir(), 'hub-test-'));
const postgres = await startEmbeddedPostgres({ dataDir, settings: { max_connections: '300' } });
process.once('disconnect', async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
await createTemplate(postgres.superuserUrl, migrate);
process.send({ url: postgres.superuserUrl });
