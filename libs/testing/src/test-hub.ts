import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jwt from 'jsonwebtoken';
import type { Pool } from 'pg';
import { ApplicationScope, type Actor, Scope } from '@hub/access';
import { Keyring, openRecord, SealNow } from '@hub/audit';
import { newId } from '@hub/kernel';
import { createLogger, type HubConfig, loadConfig, UnitOfWork } from '@hub/platform';
import { createHub, type Hub } from '../../../apps/hub/src/create-hub.js';
import { asSuperuser, createTestDatabase } from './database.js';
import { FakeClock } from './fake-clock.js';

/** Which layers of access control stand: both as in production, or one alone, so that neither hides the other's holes. */
export type Layers = 'both' | 'rows' | 'application';

/** What a test may choose. */
export interface TestHubOptions {
  layers?: Layers;
  clock?: FakeClock;
  poolSize?: number;
  env?: Record<string, string>;
  /** Another database than a fresh clone: several hubs on one. */
  databaseUrl?: string;
  /** Serves the built web pages too, at an address that the hub itself knows: browsers are told by it which pages are its own. */
  pages?: boolean;
}

/** A GraphQL answer, with what HTTP said. */
export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; [key: string]: unknown } }[];
}

/** A record of the audit log in plain. */
export interface Recorded {
  holder: string;
  counter: number;
  id: string;
  actId: string;
  action: string;
  organisation: string | null;
  person: string | null;
  persons?: string[];
  subject: string | null;
  detail: Record<string, unknown>;
  occurredAt: string;
}

/** A hub of a test's own, on real HTTP and a real database. */
export interface TestHub {
  url: string;
  databaseUrl: string;
  clock: FakeClock;
  hub: Hub;
  config: HubConfig;
  uow: UnitOfWork;
  /** Looks past every rule. */
  superuser: Pool['query'];
  /** Sends an operation. */
  graphql(query: string, options?: { token?: string | null; variables?: object; headers?: Record<string, string>; operationName?: string }): Promise<Answer>;
  /** Seals, and gives every record in the log in plain, by holder and counter. */
  recorded(where?: { action?: string; subject?: string }): Promise<Recorded[]>;
  /** Opens a session of a person without signing in, and gives its access token. */
  tokenFor(personId: string): Promise<string>;
  close(): Promise<void>;
}

/** The application's condition taken away: everybody stands for every principal there is. */
class NoScope extends Scope {
  principals(_actor: Actor): number[] {
    return Array.from({ length: 1000 }, (_, index) => index + 1);
  }
}

/** Row security taken away: the tables are open, and the database believes everybody to be everyone. */
async function openRows(url: string): Promise<void> {
  await asSuperuser(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'hub'`);
    for (const { name } of rows) await client.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    await client.query(`CREATE OR REPLACE FUNCTION hub.principals() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT array_agg(n) FROM generate_series(1, 1000) n $$`);
  });
}

/** Signs the audit logs of tests, and nothing else. */
const AUDIT_KEY = 'PRIVATE+KEY+test.contact-point/audit+a4444b43+ASjoaCaesGx37OfNJmEIOXEKCXAZlEJ7Pj1NA29GiScX';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a hub on a fresh clone of the migrated template. */
export async function createTestHub({ layers = 'both', clock = new FakeClock(), poolSize = 4, env = {}, databaseUrl, pages = false }: TestHubOptions = {}): Promise<TestHub> {
  const own = databaseUrl ? null : await createTestDatabase();
  const url = databaseUrl ?? own?.url ?? '';
  if (layers === 'application') await openRows(url);
  // Hubs on one database share their keys.
  const keys = join(tmpdir(), `contact-point-keys-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`);
  const listenAt = pages ? await freePort() : 0;
  const config = loadConfig({
    NODE_ENV: 'test', HUB_DATA_DIR: '/nonexistent', HOST: '127.0.0.1', PORT: String(listenAt || 4000), DATABASE_URL: url, DB_POOL_SIZE: String(poolSize), HUB_ROLES: 'api',
    HUB_TOKEN_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`, HUB_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
    HUB_AUDIT_KEY: AUDIT_KEY, HUB_AUDIT_KEYRING: join(keys, 'audit-keyring.json'), HUB_ATTACHMENT_DIR: join(keys, 'attachments'), ...env,
  });
  const hub = await createHub({
    config, databaseUrl: url, clock, ...(pages ? { pages: fileURLToPath(new URL('../../../dist/apps', import.meta.url)) } : {}), log: createLogger({ level: process.env['HUB_TEST_LOG'] ? 'debug' : 'silent', errorMessages: true }),
    scope: layers === 'rows' ? new NoScope() : new ApplicationScope(),
  });
  await hub.app.listen(listenAt, '127.0.0.1');
  const { port } = hub.app.getHttpServer().address() as { port: number };
  const base = `http://127.0.0.1:${port}`;
  const { default: pg } = await import('pg');
  const superuser = new pg.Pool({ connectionString: url, max: 2 });
  superuser.on('error', () => undefined); // the test may drop the database under it
  const [key] = config.secrets.tokenKeys;

  return {
    url: base, databaseUrl: url, clock, hub, config,
    uow: hub.app.get(UnitOfWork),
    superuser: superuser.query.bind(superuser) as Pool['query'],
    async graphql(query, { token, variables, headers = {}, operationName } = {}) {
      const response = await fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
        body: JSON.stringify({ query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) }),
      });
      const text = await response.text();
      const { data, errors } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
      return { status: response.status, text, headers: response.headers, data, ...(errors ? { errors } : {}) };
    },
    async recorded({ action, subject } = {}) {
      await hub.app.get(SealNow).run();
      const keyring = hub.app.get<Keyring>(Keyring as never);
      keyring.freshen();
      const { rows } = await superuser.query(`SELECT holder_id AS holder, counter, key_id AS "keyId", act_id AS "actId", body_hash AS "bodyHash", encode(sealed, 'base64') AS bodies FROM hub.log_records JOIN hub.log_bodies USING (act_id) ORDER BY holder_id, counter`);
      return rows
        .map((row) => ({ ...(JSON.parse(openRecord(keyring, row.holder, row)?.bytes.toString() ?? '{}') as Recorded), holder: row.holder as string, actId: row.actId as string, counter: Number(row.counter) }))
        .filter((record) => (action === undefined || record.action === action) && (subject === undefined || record.subject === subject));
    },
    async tokenFor(personId) {
      const sessionId = newId();
      const now = clock.now();
      await superuser.query('INSERT INTO hub.sessions (id, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [sessionId, personId, now, new Date(now.getTime() + 30 * 86_400_000)]);
      const seconds = Math.floor(now.getTime() / 1000);
      return jwt.sign({ sub: personId, sid: sessionId, iat: seconds, exp: seconds + 30 * 86_400 }, key.secret, {
        algorithm: 'HS256', keyid: key.id, issuer: config.http.publicUrl, audience: 'contact-point',
      });
    },
    async close() {
      // A connection on which nothing was ever said would be waited for, for a minute.
      const patience = setTimeout(() => void hub.app.getHttpServer().closeAllConnections(), 2_000);
      await hub.app.close().finally(() => clearTimeout(patience));
      await hub.close();
      await superuser.end();
      await own?.drop();
      if (own) rmSync(keys, { recursive: true, force: true });
    },
  };
}
