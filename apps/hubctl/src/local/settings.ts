import { randomBytes } from 'node:crypto';
import { type HubConfig, loadConfig } from '@hub/platform';

/** Has the form of a key and is none. */
const NO_AUDIT_KEY = 'PRIVATE+KEY+none+00000000+AA==';

/**
 * The hub's settings as far as its database goes. Commands that sign no token and encrypt nothing need no secrets: what
 * is not given is made up for this one process, and nothing is written to disk.
 */
export function databaseSettings(env: NodeJS.ProcessEnv): HubConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  return loadConfig({
    HUB_TOKEN_KEYS: `hubctl:${randomBytes(32).toString('base64')}`,
    HUB_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    HUB_PUBLIC_URL: 'https://hub.invalid',
    HUB_AUDIT_KEY: NO_AUDIT_KEY,
    HUB_AUDIT_KEYRING: '/nonexistent/audit-keyring.json',
    ...(given['MIGRATION_DATABASE_URL'] ? { DATABASE_URL: given['MIGRATION_DATABASE_URL'] } : {}),
    ...given,
  });
}

/** Where the database is, for people: never its password. */
export function placeOf({ database: { url, migrationUrl }, dataDir }: HubConfig): string {
  const address = migrationUrl ?? url;
  if (!address) return `the embedded PostgreSQL in ${dataDir}`;
  const { host, pathname } = new URL(address);
  return `${host || 'this machine'}${pathname}`;
}
