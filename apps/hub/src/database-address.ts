import pg from 'pg';
import { type HubConfig, migrate, startEmbeddedPostgres } from '@hub/platform';

/** Where the hub's database is, ready to be used. */
export interface ReadyDatabase {
  url: string;
  /** Whether it was started with the hub. */
  embedded: boolean;
  stop(): Promise<void>;
}

/** Finds or starts the database and brings it to today's schema. */
export async function readyDatabase(config: HubConfig, onProgress: (line: string) => void, onCrash: (how: string) => void = () => undefined): Promise<ReadyDatabase> {
  const { url, migrationUrl } = config.database;
  if (url) {
    await migrate(migrationUrl ?? url, onProgress);
    return { url, embedded: false, stop: () => Promise.resolve() };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, onProgress, onCrash });
  try {
    const own = new URL(postgres.superuserUrl);
    await createDatabase(own.href);
    own.pathname = '/hub';
    await migrate(own.href, onProgress);
    return { url: own.href, embedded: true, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function createDatabase(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'hub'`);
    if (rowCount === 0) await client.query(`CREATE DATABASE hub ENCODING 'UTF8' TEMPLATE template0`);
  } finally {
    await client.end();
  }
}
