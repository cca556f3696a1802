import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { Role } from '@hub/access';
import { LocalSigner } from '@hub/audit';
import { StrikeRepeats } from '@hub/recall';
import { BackupKeys, PurgeRun } from '@hub/retention';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '@hub/platform';
import { addPerson, createTestHub, data, FakeClock, type TestHub, type TestPerson, word } from '@hub/testing';
import { withdraw } from '../features/support/alerting.js';
import { fileWorld, type FileWorld } from '../features/support/filing.js';
import { hubctl, type Ran } from '../features/support/hubctl.js';
import { strikePassage } from '../features/support/recalling.js';
import { after, day, placeHold, setRule } from '../features/support/retaining.js';
import { filesWith } from './support/files.js';

/** Chance alone: no compression finds anything in them. */
const [marker, fileMarker, kept, struck] = [0, 1, 2, 3].map(() => `marker${randomBytes(24).toString('hex')}`) as [string, string, string, string];
const PASSWORD = randomBytes(12).toString('hex');
let folder: string;
let keys: string;
let postgres: EmbeddedPostgres;
let world: FileWorld;
let people: TestPerson[];
let gone: { id: string; fileIds: string[] };
let stays: { id: string };
const backups: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-purged-'));
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'database') });
  // What is written ahead is taken away once it is not needed, and not kept to be written over.
  await asked(postgres.superuserUrl, 'ALTER SYSTEM SET wal_recycle = off', "ALTER SYSTEM SET min_wal_size = '32MB'", 'SELECT pg_reload_conf()');
  await migrate(postgres.superuserUrl);
  // Logins as in production: one that reads everything and writes nothing, and one that owns what is restored and passes no row security.
  await asked(postgres.superuserUrl, `CREATE ROLE hub_backup LOGIN BYPASSRLS PASSWORD '${PASSWORD}'`, 'GRANT pg_read_all_data TO hub_backup',
    `CREATE ROLE hub_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${PASSWORD}'`, 'GRANT hub_app, hub_authority TO hub_owner');
  world = await fileWorld({ clock: new FakeClock(new Date()), databaseUrl: postgres.superuserUrl });
  keys = dirname(world.hub.config.audit.keyring);
});
afterAll(async () => {
  await world.close();
  await postgres.stop();
  for (const path of [folder, keys]) rmSync(path, { recursive: true, force: true });
});

async function asked(url: string, ...statements: string[]): Promise<pg.QueryResult | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let answer: pg.QueryResult | null = null;
    for (const statement of statements) answer = await client.query(statement);
    return answer;
  } finally {
    await client.end();
  }
}

/** Files in which a text stands, as it is or as bytes are written in a dump: the whole data folder of the database, a dump, keys, files, backups. */
async function placesOf(...texts: string[]): Promise<string[]> {
  const { hub } = world;
  const { rows: [setting] } = await hub.superuser<{ data_directory: string }>('SHOW data_directory');
  const { rows: tables } = await hub.superuser<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'hub'`);
  await hub.superuser('CHECKPOINT');
  for (const { name } of tables) await hub.superuser(`COPY hub.${name} TO '${join(setting?.data_directory ?? '', `dump-${name}`)}'`);
  const ways = texts.flatMap((text) => [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').slice(0, -4)]);
  return filesWith([folder, setting?.data_directory ?? folder, keys], ways);
}

/** What operators do, and the turning of the write-ahead log does by and by. */
async function tidy(): Promise<void> {
  const { hub } = world;
  const ran = await hubctl(hub, ['compact'], { env: commandIn() });
  if (ran.code !== 0) throw new Error(ran.text);
  for (let n = 0; n < 3; n += 1) {
    await hub.superuser('SELECT pg_switch_wal()');
    await hub.superuser('CHECKPOINT');
  }
}

const commandIn = (env: Record<string, string> = {}) => {
  const { hub } = world;
  return {
    NODE_ENV: 'test', HUB_DATA_DIR: join(folder, 'none'), DATABASE_URL: hub.databaseUrl, HUB_TOKEN_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`, HUB_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
    HUB_AUDIT_KEYRING: hub.config.audit.keyring, HUB_ATTACHMENT_DIR: hub.config.attachments.folder, ...env,
  };
};
async function backUp(): Promise<string> {
  const file = join(folder, `backup-${backups.length}.age`);
  const ran = await hubctl(world.hub, ['backup', file], { env: commandIn({ BACKUP_DATABASE_URL: as('hub_backup').href }) });
  if (ran.code !== 0) throw new Error(ran.text);
  backups.push(file);
  return file;
}

/** The address of a database, by default the hub's, for one of these logins. */
function as(login: 'hub_backup' | 'hub_owner', database?: string): URL {
  const url = new URL(world.hub.databaseUrl);
  [url.username, url.password] = [login, PASSWORD];
  if (database) url.pathname = `/${database}`;
  return url;
}

/** Restores into a database of its own beside the first. */
async function restore(file: string, name: string): Promise<{ ran: Ran; url: string }> {
  const url = new URL(world.hub.databaseUrl);
  await asked(url.href, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0 OWNER hub_owner`);
  url.pathname = `/${name}`;
  return { ran: await hubctl(world.hub, ['restore', file], { env: commandIn({ DATABASE_URL: as('hub_owner', name).href, HUB_ATTACHMENT_DIR: join(folder, name) }) }), url: url.href };
}

const askFor = async (hub: TestHub, by: TestPerson, id: string): Promise<{ title: string; purge: { days: number } | null; sections: { body: string }[]; attachments: { id: string }[] }> =>
  data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { title purge { days } sections { body } attachments { id } } }', { token: await hub.tokenFor(by.id), variables: { id } })).bulletin;

it('what is kept stands in the database, and in no backup in plain', async () => {
  const { hub, author, recipient } = world;
  const administrator = await addPerson(hub, author.organisationId, { roles: [Role.ADMINISTRATOR] });
  people = [author, world.second, recipient, administrator];
  data(await setRule(hub, administrator, { kind: 'BULLETIN', days: 30, expectedRevision: 0 }));
  const bytes = await word([{ name: 'word/more.xml', text: `<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fileMarker}</w:p>`, stored: true }]);
  const audience = { organisationIds: [recipient.organisationId] };
  gone = await world.published({ tlp: 'AMBER', audience, title: `A ${marker}`, sections: [{ heading: marker, body: `${marker} at the pier` }] }, [{ name: 'report.docx', bytes }]);
  stays = await world.published({ tlp: 'AMBER', audience, title: `Kept ${kept}`, sections: [{ heading: kept, body: kept }, { heading: 'Who', body: `Ask ${struck}` }] }, []);
  const { id, revision } = data(await hub.graphql('mutation ($input: ReleaseOutsideInput!) { releaseOutside(input: $input) { release { id revision } } }', { token: author.token, variables: { input: {
    bulletinId: stays.id, readerName: 'X', readerOrganisation: 'X', purpose: 'X', expiresAt: new Date(hub.clock.now().getTime() + 20 * 86_400_000).toISOString() } } })).releaseOutside.release;
  data(await hub.graphql('mutation ($input: OutsideReleaseInput!) { approveOutsideRelease(input: $input) { code } }', { token: world.second.token, variables: { input: { id, expectedRevision: revision } } }));
  data(await hub.graphql('mutation ($input: OpenThreadInput!) { openThread(input: $input) { thread { id } } }', { token: recipient.token, variables: { input: { bulletinId: gone.id, subject: marker, body: `Is it ${marker}?`, language: 'en' } } }));
  data(await hub.graphql('mutation ($input: ProposeCorrectionInput!) { proposeCorrection(input: $input) { proposal { id } } }', { token: recipient.token, variables: { input: { bulletinId: gone.id, version: 1, reason: marker, credit: false, title: `B ${marker}` } } }));
  const found = await placesOf(marker);
  for (const where of ['/base/', '/pg_wal/', '/dump-bulletin_sections', '/dump-thread_messages', '/dump-proposals']) expect(found.filter((file) => file.includes(where))).not.toEqual([]);
  expect(await placesOf(fileMarker)).toEqual([]);
  const file = await backUp();
  expect(readFileSync(file).includes(marker)).toBe(false);
  // Whoever does not see all rows makes no backup, and nothing is restored over somebody.
  expect(await hubctl(hub, ['backup', join(folder, 'blind.age')], { env: commandIn({ BACKUP_DATABASE_URL: as('hub_owner').href }) })).toMatchObject({ code: 1, text: expect.stringMatching(/hub_owner does not see all rows[^]*BACKUP_DATABASE_URL/) });
  expect(await hubctl(hub, ['restore', file], { env: commandIn() })).toMatchObject({ code: 1, text: expect.stringMatching(/has organisations in it/) });
}, 120_000);

it('a purge takes it from database, files and log, and a restored backup has it purged again before anybody is answered', async () => {
  const { hub, author, recipient } = world;
  const revisionOf = async ({ id }: { id: string }): Promise<number> => data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { revision } }', { token: author.token, variables: { id } })).bulletin.revision;
  for (const bulletin of [gone, stays]) await withdraw(hub, author, { id: bulletin.id, revision: await revisionOf(bulletin) });
  await after(hub, people, 0);
  const last = await backUp();
  data(await strikePassage(hub, author, { bulletinId: stays.id, expectedRevision: await revisionOf(stays), text: struck }));
  data(await placeHold(hub, author, { bulletinId: stays.id, reason: 'Proceedings', reviewOn: day(hub, 300) }));
  expect(await after(hub, people, 30)).toMatchObject({ purged: 1 });
  await tidy();
  expect(await placesOf(marker, struck)).toEqual([]);
  expect((await placesOf(kept)).some((file) => file.endsWith('/dump-bulletin_sections'))).toBe(true);
  expect(readFileSync(join(keys, 'backup-keys', 'purges.jsonl'), 'utf8')).toContain(gone.id);

  const { ran, url } = await restore(last, 'restored');
  expect(ran).toMatchObject({ code: 0, text: expect.stringMatching(/The backup of .* is in .*restored\. Everybody signs in again/) });
  expect((await asked(url, 'SELECT FROM hub.bulletin_sections'))?.rowCount).toBeGreaterThan(1);
  expect((await asked(url, 'SELECT FROM hub.sessions WHERE ended_at IS NULL'))?.rowCount).toBe(0);
  const view = 'SELECT state FROM hub.outside_releases';
  expect([(await asked(hub.databaseUrl, view))?.rows, (await asked(url, view))?.rows]).toEqual([[{ state: 'READY' }], [{ state: 'REVOKED' }]]);
  // The schema is the same, and so is what was not purged.
  const shape = `SELECT string_agg(concat_ws(' ', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)), E'\\n' ORDER BY c.conrelid::regclass::text, c.conname) AS text FROM pg_constraint c WHERE c.connamespace = 'hub'::regnamespace
    UNION ALL SELECT string_agg(concat_ws(' ', relname, relrowsecurity, relforcerowsecurity), E'\\n' ORDER BY relname) FROM pg_class WHERE relnamespace = 'hub'::regnamespace AND relkind = 'r'
    UNION ALL SELECT string_agg(concat_ws(' ', tgrelid::regclass, tgname, tgenabled), E'\\n' ORDER BY tgrelid::regclass::text, tgname) FROM pg_trigger WHERE NOT tgisinternal`;
  expect((await asked(url, shape))?.rows).toEqual((await asked(hub.databaseUrl, shape))?.rows);
  const again = await createTestHub({ clock: hub.clock, databaseUrl: url, env: {
    HUB_AUDIT_KEY: `${LocalSigner.generate('test.contact-point/audit-2').toString()},${String(hub.config.audit.keys?.[0])}`, HUB_AUDIT_KEYRING: hub.config.audit.keyring, HUB_ATTACHMENT_DIR: join(folder, 'restored'),
  } });
  try {
    expect(await askFor(again, author, gone.id)).toMatchObject({ purge: { days: 30 }, sections: [], attachments: [] });
    expect(await askFor(again, recipient, gone.id)).toMatchObject({ sections: [] });
    // What was struck since is struck again, and tells as it did.
    expect((await askFor(again, author, stays.id)).sections).toMatchObject([{ body: kept }, { body: expect.stringMatching(/^Ask (\[struck\]|［削除］)$/) }]);
    expect((await again.superuser('SELECT id, struck_at, struck_by FROM hub.strikes')).rows).toEqual((await hub.superuser('SELECT id, struck_at, struck_by FROM hub.strikes')).rows);
    expect((await again.recorded({ action: 'bulletin.strike-repeated' })).map(({ subject, holder }) => [subject, holder])).toEqual([[stays.id, author.organisationId]]);
    expect(await again.hub.app.get(StrikeRepeats).run()).toBe(0);
    expect((await again.recorded({ action: 'retention.purge-repeated' })).map(({ subject }) => subject)).toEqual([gone.id]);
    expect(await again.hub.app.get(PurgeRun).repeat()).toBe(0);
    // Who was told before is told again: nothing of what was held after the backup is lost at once.
    expect(await again.hub.app.get(PurgeRun).run()).toMatchObject({ purged: 0 });
    expect((await again.superuser('SELECT FROM hub.bulletin_versions WHERE bulletin_id = $1', [gone.id])).rowCount).toBe(0);
  } finally {
    await again.close();
  }
}, 120_000);

it('once the keys of its days are over, a backup is noise, and restoring says so', async () => {
  const { hub } = world;
  await asked(hub.databaseUrl, 'DROP DATABASE restored WITH (FORCE)');
  rmSync(join(folder, 'restored'), { recursive: true, force: true });
  hub.clock.advance(4 * 86_400_000);
  await hub.hub.app.get(PurgeRun).run();
  expect(await new BackupKeys(hub.config).identities()).not.toEqual([]);
  hub.clock.advance(2 * 86_400_000);
  await hub.hub.app.get(PurgeRun).run();
  expect(await new BackupKeys(hub.config).identities()).toEqual([]);
  for (const [index, file] of backups.entries()) {
    const { ran } = await restore(file, `noise_${index}`);
    expect(ran).toMatchObject({ code: 1, text: expect.stringMatching(/No key opens .*: keys of backups are destroyed 35 days after they were made[^]*復号できません/) });
  }
  await tidy();
  expect(await placesOf(marker, fileMarker)).toEqual([]);
  expect(readdirSync(join(keys, 'attachment-keys'))).toEqual([]);
}, 120_000);
