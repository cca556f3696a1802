import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure } from './support/campaign.js';
import { ask, OPERATIONS as Q } from './support/client.js';
import { type DebianPostgres, hasDebianPostgres, startDebianPostgres } from './support/debian-postgres.js';
import { freePort, HubProcess } from './support/hub-process.js';
import { askDatabase, WORLD } from './support/own-database.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { organisation { name(language: "en") } } } }';
const password = 'contact-point-demo-2026';

if (!hasDebianPostgres) figure("outside-database: /usr/lib/postgresql/15/bin is absent, so nothing is tried on Debian's PostgreSQL 15 (apt-get install postgresql-15).");
const onDebian = hasDebianPostgres ? describe : describe.skip;

onDebian("the whole hub on Debian's PostgreSQL 15", () => {
  let postgres: DebianPostgres;
  let hub: HubProcess | undefined;
  let env: Record<string, string>;
  // The audit log's keys, and the newest seal, are kept beside a database and not in it.
  const folder = mkdtempSync(join(tmpdir(), 'hub-outside-'));

  beforeAll(async () => {
    postgres = await startDebianPostgres();
    env = {
      PORT: String(await freePort()), HUB_DEMO: 'true', HUB_DATA_DIR: folder, DATABASE_URL: postgres.appUrl, MIGRATION_DATABASE_URL: postgres.ownerUrl,
      HUB_TOKEN_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`, HUB_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
    };
  }, 300_000);

  afterAll(async () => {
    await hub?.kill();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('migrates as its owner, works as a role that owns nothing, and loads the demo world', async () => {
    const started = performance.now();
    hub = await HubProcess.start(env);
    figure(`outside-database: PostgreSQL 15, first start with the demo world ${((performance.now() - started) / 1000).toFixed(1)} s`);
    expect(hub.output).toContain('migrated: 0001');
    const owned = await askDatabase(postgres.superuserUrl, `SELECT relname FROM pg_class WHERE relowner = 'hub_app'::regrole UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'hub_app'::regrole`);
    expect(owned).toEqual([]);
    const sessions = await askDatabase(postgres.superuserUrl, `SELECT DISTINCT usename AS "user" FROM pg_stat_activity WHERE application_name = 'contact-point'`);
    expect(sessions).toEqual([{ user: 'hub_app' }]);
    expect((await askDatabase(postgres.superuserUrl, WORLD)).length).toBeGreaterThan(80);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
  }, 300_000);

  it('lets an embassy sign in, read, search and find what changed, and shows it nothing else', async () => {
    const url = hub?.url ?? '';
    const signIn = async (email: string): Promise<string> => {
      const { code, data } = await ask(url, { query: SIGN_IN, variables: { input: { email, password } } });
      expect([email, code]).toEqual([email, 'OK']);
      return data.signIn.accessToken;
    };
    const token = await signIn('officer@embassy-ph.example');
    const list = await ask(url, { query: Q.list, variables: { first: 20 }, token });
    expect(list.data.bulletins.nodes).toHaveLength(20);
    const found = await ask(url, { query: Q.list, variables: { filter: { text: '興行' } }, token });
    expect(found.code).toBe('OK');
    const drafted = await ask(url, {
      query: Q.draft, token: await signIn('officer@npa.example'),
      variables: { input: { kind: 'NOTICE', tlp: 'GREEN', title: '府中の講習会', language: 'ja', audience: { everyone: true }, sections: [{ heading: '日時', body: '12月1日' }] } },
    });
    const { id, revision } = drafted.data.draftBulletin.bulletin;
    expect((await ask(url, { query: Q.one, variables: { id }, token })).code).toBe('NOT_FOUND');
    const published = await ask(url, { query: Q.publish, variables: { input: { id, expectedRevision: revision } }, token: await signIn('officer@npa.example') });
    expect(published.data.publishBulletin.bulletin.state).toBe('PUBLISHED');
    const hits = await ask(url, { query: Q.list, variables: { filter: { text: '講習会' } }, token });
    expect(hits.data.bulletins.nodes.map(({ title }: { title: string }) => title)).toContain('府中の講習会');
    expect((await ask(url, { query: Q.list, variables: { first: 100 } })).data.bulletins.nodes.map(({ id: seen }: { id: string }) => seen)).not.toContain(id);
  }, 300_000);

  it('stops without stopping the database, and starts again quickly', async () => {
    hub?.signal('SIGTERM');
    expect(await hub?.gone()).toEqual({ code: 0, signal: null });
    expect(await askDatabase(postgres.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    hub = await HubProcess.start(env);
    for (const word of ['migrated', 'Loading']) expect(hub.output).not.toContain(word);
  }, 300_000);

  it('says what to do when the login may not migrate', async () => {
    await hub?.kill();
    await askDatabase(postgres.superuserUrl, 'CREATE DATABASE bare ENCODING UTF8 TEMPLATE template0');
    await askDatabase(postgres.superuserUrl, 'CREATE ROLE poor LOGIN');
    const url = postgres.superuserUrl.replace('postgres@', 'poor@').replace(/\/hub$/, '/bare');
    for (const statement of ['GRANT CREATE ON DATABASE "bare" TO "poor";', 'GRANT hub_app TO "poor";', 'GRANT hub_authority TO "poor";']) {
      const poor = HubProcess.spawn({ ...env, DATABASE_URL: url, MIGRATION_DATABASE_URL: url });
      expect((await poor.gone()).code).toBe(1);
      expect(poor.output).toMatch(/The role poor may not/);
      expect(poor.output).toContain(statement);
      expect(poor.output).not.toMatch(/^\s+at /m);
      // Doing as told helps.
      await askDatabase(postgres.superuserUrl, statement);
    }
    hub = await HubProcess.start({ ...env, HUB_DEMO: 'false', DATABASE_URL: url, MIGRATION_DATABASE_URL: url, HUB_AUDIT_KEYRING: join(folder, 'bare', 'audit-keyring.json') });
  }, 300_000);
});
