import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartupError } from '@hub/kernel';
import { describeVariables, loadConfig } from './config.js';

const key = Buffer.alloc(32, 7).toString('base64');
const AUDIT_KEY = `PRIVATE+KEY+hub.example/audit+0a1b2c3d+${Buffer.alloc(33, 1).toString('base64')}`;
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://hub:very-secret@db/hub',
  HUB_PUBLIC_URL: 'https://hub.example/',
  HUB_TOKEN_KEYS: `a:${key},b:${key}`,
  HUB_ENCRYPTION_KEY: key,
  HUB_AUDIT_KEY: AUDIT_KEY,
  HUB_AUDIT_KEYRING: '/keys/audit-keyring.json',
};

const failure = (env: NodeJS.ProcessEnv): StartupError => {
  try {
    loadConfig(env);
  } catch (error) {
    return error as StartupError;
  }
  throw new Error('The configuration was accepted.');
};

describe('the configuration', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hub-config-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('sends mail only with a server and a sender', () => {
    const from = 'contact-point@hub.example';
    expect(loadConfig({ HUB_DATA_DIR: dir }).mail).toBeUndefined();
    expect(loadConfig({ HUB_DATA_DIR: dir, SMTP_URL: 'smtps://a:b@mail.example:465', HUB_MAIL_FROM: from }).mail).toEqual({ smtpUrl: 'smtps://a:b@mail.example:465', from });
    expect(failure({ HUB_DATA_DIR: dir, SMTP_URL: 'smtp://mail.example' }).what).toContain('HUB_MAIL_FROM is missing and SMTP_URL needs it');
    for (const bad of ['Hub <a@b.example>', 'a@b.example,c@d.example', 'nobody']) expect(failure({ HUB_DATA_DIR: dir, HUB_MAIL_FROM: bad }).what).toContain('HUB_MAIL_FROM must be');
    expect(failure({ HUB_DATA_DIR: dir, SMTP_URL: 'http://a:secret@mail.example', HUB_MAIL_FROM: from }).what).not.toContain('secret');
  });

  it('needs nothing in development', () => {
    const config = loadConfig({ HUB_DATA_DIR: dir });
    expect(config).toMatchObject({
      environment: 'development',
      demo: true,
      dataDir: dir,
      http: { host: '127.0.0.1', port: 4000, publicUrl: 'http://127.0.0.1:4000', trustProxy: false },
      database: { poolSize: 10 },
      sessions: { accessTokenMinutes: 10, refreshDays: 14 },
    });
    expect([...config.roles]).toEqual(['api', 'jobs', 'seal']);
    expect(config.audit).toEqual({ keyring: join(dir, 'audit-keyring.json'), witnesses: [] });
    expect(config.secrets.encryptionKey).toHaveLength(32);
  });

  it('is frozen to its depths', () => {
    const config = loadConfig({ HUB_DATA_DIR: dir });
    expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.secrets.tokenKeys[0], { id: 'x' })).toThrow(TypeError);
  });

  it('makes development secrets once, for its owner only', () => {
    const first = loadConfig({ HUB_DATA_DIR: dir });
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(loadConfig({ HUB_DATA_DIR: dir }).secrets).toEqual(first.secrets);
    const text = readFileSync(join(dir, 'secrets.json'), 'utf8');
    expect(text).toContain(first.secrets.encryptionKey.toString('base64'));
  });

  it('says what to do about broken development secrets', () => {
    writeFileSync(join(dir, 'secrets.json'), '{}');
    expect(failure({ HUB_DATA_DIR: dir }).todo).toMatch(/Delete the file/);
  });

  it('says what to do about a folder that can not be written', () => {
    writeFileSync(join(dir, 'file'), '');
    chmodSync(dir, 0o700);
    expect(failure({ HUB_DATA_DIR: join(dir, 'file', 'data') }).todo).toMatch(/HUB_DATA_DIR/);
  });

  it('names every secret that production misses', () => {
    const { what } = failure({ NODE_ENV: 'production' });
    for (const name of ['DATABASE_URL', 'HUB_PUBLIC_URL', 'HUB_TOKEN_KEYS', 'HUB_ENCRYPTION_KEY', 'HUB_AUDIT_KEY', 'HUB_AUDIT_KEYRING']) expect(what).toContain(`${name} is missing`);
  });

  it('takes a complete production environment', () => {
    const config = loadConfig(production);
    expect(config).toMatchObject({ production: true, demo: false, http: { publicUrl: 'https://hub.example' } });
    expect(config.secrets.tokenKeys.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(config.audit).toEqual({ keys: [AUDIT_KEY], lostKey: undefined, keyring: '/keys/audit-keyring.json', witnesses: [] });
    expect(loadConfig({ ...production, HUB_AUDIT_LOST_KEY: 'hub.example/audit+0a1b2c3d+AQ==' }).audit.lostKey).toBe('hub.example/audit+0a1b2c3d+AQ==');
    expect(loadConfig({ ...production, HUB_AUDIT_WITNESSES: 'w.example+0a1b2c3d+BA==@https://w.example/' }).audit.witnesses).toEqual([{ vkey: 'w.example+0a1b2c3d+BA==', url: 'https://w.example' }]);
  });

  it('asks in production for a gateway that is encrypted and knows the hub', () => {
    expect(failure({ ...production, DUTY_GATEWAY_URL: 'http://sms.example/' }).what).toMatch(/DUTY_GATEWAY_URL must begin with https[^]*DUTY_GATEWAY_TOKEN is missing/);
    const gateway = { DUTY_GATEWAY_URL: 'https://sms.example/calls', DUTY_GATEWAY_TOKEN: '0123456789abcdef' };
    expect(loadConfig({ ...production, ...gateway }).duty).toEqual({ minutes: 15, gateway: { url: gateway.DUTY_GATEWAY_URL, token: gateway.DUTY_GATEWAY_TOKEN } });
    expect(loadConfig(production).duty).toEqual({ minutes: 15 });
  });

  it('takes one NATS server or several, and nothing else for one', () => {
    expect(loadConfig({ HUB_DATA_DIR: dir }).nats).toBeUndefined();
    expect(loadConfig({ HUB_DATA_DIR: dir, NATS_URL: 'nats://hub:pass@a:4222, tls://b:4222' }).nats).toEqual(['nats://hub:pass@a:4222', 'tls://b:4222']);
    expect(failure({ HUB_DATA_DIR: dir, NATS_URL: 'https://hub:pass@a' })).toMatchObject({ what: expect.not.stringContaining('hub:pass') as string });
    expect(failure({ HUB_DATA_DIR: dir, NATS_URL: 'https://hub:pass@a' }).what).toContain('NATS_URL');
  });

  it('refuses the demo world in production', () => {
    expect(failure({ ...production, HUB_DEMO: 'true' }).what).toContain('HUB_DEMO');
  });

  it('loads no demo world into an outside database unless asked', () => {
    const env = { HUB_DATA_DIR: dir, DATABASE_URL: 'postgres://localhost/hub' };
    expect(loadConfig(env).demo).toBe(false);
    expect(loadConfig({ ...env, HUB_DEMO: 'true' }).demo).toBe(true);
  });

  it('lists all problems at once and repeats no secret', () => {
    const { what, todo } = failure({
      PORT: '99999',
      DATABASE_URL: 'mysql://hub:very-secret@db/hub',
      HUB_TOKEN_KEYS: 'short:c2VjcmV0',
      HUB_ROLES: 'api,king',
    });
    expect(what).toContain('4 problems');
    for (const name of ['PORT', 'DATABASE_URL', 'HUB_TOKEN_KEYS', 'HUB_ROLES']) expect(what).toContain(name);
    expect(what).not.toMatch(/very-secret|c2VjcmV0/);
    expect(todo).toMatch(/start again/);
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '1.5'],
    ['DB_POOL_SIZE', '1'],
    ['HUB_TRUST_PROXY', 'true'],
    ['HUB_TRUST_PROXY', '1'],
    ['HUB_TRUST_PROXY', '10.0.0.0/64'],
    ['HUB_ENCRYPTION_KEY', 'c2hvcnQ='],
    ['HUB_TOKEN_KEYS', `a:${key},a:${key}`],
    ['HUB_TOTP_ROLES', 'KING'],
    ['HUB_AUDIT_KEY', 'PRIVATE+KEY+broken'],
    ['HUB_AUDIT_LOST_KEY', 'hub.example/audit'],
    ['HUB_AUDIT_WITNESSES', 'https://witness.example'],
    ['HUB_AUDIT_WITNESSES', 'w.example+0a1b2c3d+BA==@nowhere'],
    ['HUB_METRICS_TOKEN', 'short'],
    ['HUB_DUTY_MINUTES', '0'],
    ['DUTY_GATEWAY_URL', 'sms'],
    ['DUTY_GATEWAY_TOKEN', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s', (name, value) => {
    expect(failure({ HUB_DATA_DIR: dir, [name]: value }).what).toContain(name);
  });

  it.each([
    ['false', false],
    ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
  ])('reads HUB_TRUST_PROXY=%s', (text, expected) => {
    expect(loadConfig({ HUB_DATA_DIR: dir, HUB_TRUST_PROXY: text }).http.trustProxy).toEqual(expected);
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ HUB_DATA_DIR: dir, PORT: '', DATABASE_URL: ' ' }).http.port).toBe(4000);
  });

  it('describes every variable', () => {
    expect(describeVariables().filter(({ description }) => description.length < 10)).toEqual([]);
  });
});
