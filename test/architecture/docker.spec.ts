import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '@hub/platform';
import { Client } from 'pg';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** `docker compose`, or the program of the same purpose before it became a plug-in. */
const compose = [['docker', 'compose'], ['docker-compose']].find(([file = '', ...args]) => spawnSync(file, [...args, 'version']).status === 0);
const psql = spawnSync('psql', ['--version']).status === 0;

const SECRETS = {
  POSTGRES_PASSWORD: 'super',
  HUB_OWNER_PASSWORD: 'owner-password',
  HUB_APP_PASSWORD: 'app-password',
  HUB_TOKEN_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
  HUB_AUDIT_KEY: 'PRIVATE+KEY+hub.example.jp/audit+00000000+AAAA',
  HUB_ENCRYPTION_KEY: Buffer.alloc(32, 2).toString('base64'),
  HUB_PUBLIC_URL: 'https://hub.example.jp',
};

const config = (env: Record<string, string>, file = 'compose.yaml'): { status: number | null; said: string } => {
  const [program = '', ...args] = compose ?? [];
  const { status, stdout, stderr } = spawnSync(program, [...args, '-f', join(root, 'docker', file), 'config'], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

describe('the compose file', () => {
  if (!compose) it.skip('is accepted by docker compose (which is not installed here: apt-get install docker-compose)', () => undefined);
  else {
    it('is accepted, and gives the hub two different roles', () => {
      const { status, said } = config(SECRETS);
      expect(said).toContain('postgresql://hub_app:app-password@database:5432/hub');
      expect(said).toContain('postgresql://hub_owner:owner-password@database:5432/hub');
      expect(said).toMatch(/NODE_ENV: production/);
      expect(status).toBe(0);
    });

    it.each(Object.keys(SECRETS))('refuses to go on without %s', (name) => {
      const { status, said } = config(Object.fromEntries(Object.entries(SECRETS).filter(([key]) => key !== name)));
      expect(status).not.toBe(0);
      expect(said).toContain(name);
    });

    const SEVERAL = { ...SECRETS, NATS_PASSWORD: 'nats-password' };

    it('for several hubs is accepted: each role runs, all on one database and one NATS, behind the one proxy that they believe', () => {
      const { status, said } = config(SEVERAL, 'compose.several.yaml');
      expect(said.match(/HUB_ROLES: \w+/g)?.sort()).toEqual(['HUB_ROLES: api', 'HUB_ROLES: api', 'HUB_ROLES: jobs', 'HUB_ROLES: seal']);
      for (const setting of ['DATABASE_URL: postgresql://hub_app:app-password@database:5432/hub', 'NATS_URL: nats://hub:nats-password@nats:4222', 'HUB_TRUST_PROXY: 172.30.77.2']) {
        expect(said.match(new RegExp(`\\b(?<!_)${setting}`, 'g'))).toHaveLength(4);
      }
      expect(said).toContain('ipv4_address: 172.30.77.2');
      expect(status).toBe(0);
    });

    it.each(Object.keys(SEVERAL))('for several hubs refuses to go on without %s', (name) => {
      const { status, said } = config(Object.fromEntries(Object.entries(SEVERAL).filter(([key]) => key !== name)), 'compose.several.yaml');
      expect(status).not.toBe(0);
      expect(said).toContain(name);
    });

    it('for several hubs passes all settings that the one for one hub does', () => {
      const settings = (file: string): string[] => [...new Set(read(`docker/${file}`).match(/\$\{[A-Z_]+/g))].filter((name) => !/PORT|TRUST_PROXY/.test(name));
      expect(settings('compose.several.yaml')).toEqual(expect.arrayContaining(settings('compose.yaml')));
    });
  }
});

describe('the image', () => {
  const lines = read('docker/Dockerfile').replace(/\\\n/g, ' ').split('\n');
  const allowed = read('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));

  it('copies only what exists and what .dockerignore lets through', () => {
    const sources = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      if (!existsSync(join(root, source))) throw new Error(`docker/Dockerfile copies ${source}, which does not exist.`);
      expect(allowed).toContain(source);
    }
  });

  it('starts the built hub, not as root, and asks it whether it is ready', () => {
    expect(lines.findLastIndex((line) => line.startsWith('USER '))).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(lines.at(lines.findLastIndex((line) => line.startsWith('USER ')))).toBe('USER node');
    expect(lines.find((line) => line.startsWith('CMD '))).toContain('dist/apps/hub/src/main.js');
    expect(lines.find((line) => line.startsWith('HEALTHCHECK '))).toContain('/health/ready');
  });
});

const withPsql = psql ? describe : describe.skip;
withPsql('the roles script (needs psql)', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-docker-'));
    server = await startEmbeddedPostgres({ dataDir: folder });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (url: string, sql: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
    } finally {
      await client.end();
    }
  };

  it('makes roles with which the owner migrates, and the hub neither owns anything nor passes row security', async () => {
    await ask(server.superuserUrl, 'create database hub');
    const { port, username, password } = new URL(server.superuserUrl);
    const env = { PATH: process.env['PATH'], ...SECRETS, POSTGRES_DB: 'hub', PGHOST: '127.0.0.1', PGPORT: port, PGUSER: username, PGPASSWORD: password };
    const script = spawnSync('bash', [join(root, 'docker/postgres/roles.sh')], { env, encoding: 'utf8' });
    expect(script.stderr).toBe('');
    expect(script.status).toBe(0);
    const urlOf = (role: string, word: string): string => `postgresql://${role}:${word}@127.0.0.1:${port}/hub`;
    expect((await migrate(urlOf('hub_owner', SECRETS.HUB_OWNER_PASSWORD))).length).toBeGreaterThan(0);
    const app = urlOf('hub_app', SECRETS.HUB_APP_PASSWORD);
    expect(await ask(app, 'select count(*)::int from pg_class where relowner = current_user::regrole')).toEqual([0]);
    expect(await ask(app, 'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user')).toEqual([false]);
    await expect(ask(app, 'create table public.mine (id int)')).rejects.toMatchObject({ code: '42501' });
  });
});
