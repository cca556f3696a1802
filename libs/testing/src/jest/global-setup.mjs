// One embedded PostgreSQL for a whole run of tests, with one migrated template that each test file clones.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function globalSetup() {
  if (globalThis.hubTestPostgres) return; // several projects in one run share it
  const root = new URL('../../../../dist/libs/', import.meta.url);
  const { startEmbeddedPostgres, migrate } = await import(new URL('platform/src/index.js', root));
  const { createTemplate } = await import(new URL('testing/src/database.js', root));
  const postgres = await startEmbeddedPostgres({ dataDir: mkdtempSync(join(tmpdir(), 'hub-test-')), settings: { max_connections: '300' } });
  globalThis.hubTestPostgres = postgres;
  process.env.HUB_TEST_POSTGRES = postgres.superuserUrl;
  await createTemplate(postgres.superuserUrl, migrate);
}
