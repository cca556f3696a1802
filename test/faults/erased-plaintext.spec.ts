import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { OrganisationKind, Role } from '@hub/access';
import { Keyring, openRecord } from '@hub/audit';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '@hub/platform';
import { addOrganisation, addPerson, createTestHub, data, FakeClock, type TestHub } from '@hub/testing';
import { until } from './support/campaign.js';
import { ask } from './support/client.js';
import { filesWith } from './support/files.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';

/** Chance alone: PostgreSQL's compression finds nothing in it. */
const marker = `marker-${randomBytes(24).toString('hex')}`;
/** Stands in a table, so that the search must find it. */
const KNOWN = 'Known by everybody';
let folder: string;
let postgres: EmbeddedPostgres;
let hub: TestHub;
let child: HubProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-plaintext-'));
  postgres = await startEmbeddedPostgres({ dataDir: folder });
  await migrate(postgres.superuserUrl);
  hub = await createTestHub({ clock: new FakeClock(new Date()), databaseUrl: postgres.superuserUrl });
  // A hub as operators run it, with every timer, and a log that holds all it ever writes.
  child = await HubProcess.start({ ...besides(hub, await freePort()), LOG_LEVEL: 'debug' });
});
afterAll(async () => {
  await child.kill();
  await hub.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(hub.config.audit.keyring), { recursive: true, force: true });
});

/** The text itself, and as bytes are written in a dump. */
const waysToWrite = (text: string): string[] => [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').slice(0, -4)];

/** Where a text stands: in the database's whole folder, a dump, the keyring's folder, or what the hub has logged. */
async function placesOf(text: string): Promise<string[]> {
  await hub.superuser('CHECKPOINT');
  const { rows: [setting] } = await hub.superuser<{ data_directory: string }>('SHOW data_directory');
  const home = setting?.data_directory ?? '';
  const { rows: tables } = await hub.superuser<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'hub'`);
  // Each table as a dump has it, written by the server beside its data.
  for (const { name } of tables) await hub.superuser(`COPY hub.${name} TO '${join(home, `dump-${name}`)}'`);
  const keys = dirname(hub.config.audit.keyring);
  const ways = waysToWrite(text);
  const found = filesWith([folder, home, keys], ways);
  return [...found, ...(ways.some((way) => child.output.includes(way)) ? ['the log'] : [])];
}

it('what an act says stands nowhere in plain, and once it is erased nothing opens it any more', async () => {
  const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  const ngo = await addOrganisation(hub, { name: KNOWN });
  const coordinator = await addPerson(hub, npa, { roles: [Role.COORDINATOR] });
  const contact = await addPerson(hub, npa, { roles: [Role.CONTACT_POINT] });
  const administrator = await addPerson(hub, ngo, { roles: [Role.ADMINISTRATOR] });
  const mutate = async (token: string, text: string, variables = {}): Promise<Record<string, { erasure: { id: string } }>> => {
    const reply = await ask(child.url, { query: `mutation ${text}`, token, variables });
    if (reply.code !== 'OK') throw new Error(reply.text);
    return reply.data as Record<string, { erasure: { id: string } }>;
  };
  await mutate(coordinator.token, '($input: SuspendOrganisationInput!) { suspendOrganisation(input: $input) { organisation { id } } }', { input: { organisationId: ngo, reason: marker } });
  await mutate(coordinator.token, `{ reinstateOrganisation(input: { organisationId: "${ngo}" }) { organisation { id } } }`);
  const records = await hub.recorded({ action: 'organisation.suspended' });
  expect(records.map(({ holder, detail }) => [holder, detail])).toEqual(expect.arrayContaining([[npa, { reason: marker }], [ngo, { reason: marker }]]) as unknown);

  const known = await placesOf(KNOWN);
  expect(known.some((file) => file.includes('/base/'))).toBe(true);
  expect(known.some((file) => file.includes('/pg_wal/'))).toBe(true);
  expect(known.some((file) => file.endsWith('/dump-organisations'))).toBe(true);
  expect(await placesOf(marker)).toEqual([]);

  // Asked for and consented to through the hub with the timers: it is carried out at once.
  const entry = records.find(({ holder }) => holder === npa)?.id;
  const { id } = (await mutate(contact.token, `{ requestAuditErasure(input: { entryId: "${entry}", reason: "Too much was written" }) { erasure { id } } }`))['requestAuditErasure']?.erasure ?? { id: '' };
  await mutate(administrator.token, `{ consentToAuditErasure(input: { erasureId: "${id}" }) { erasure { id } } }`);
  await until('it is erased', async () => {
    const answer = await hub.graphql('{ auditErasures { nodes { state } } }', { token: contact.token });
    return data(answer).auditErasures.nodes[0].state === 'DONE';
  }, 4_000);

  expect(await hub.recorded({ action: 'organisation.suspended' })).toEqual([]);
  expect((await hub.recorded({ action: 'organisation.reinstated' })).length).toBe(2);
  expect(await placesOf(marker)).toEqual([]);
  const { rows } = await hub.superuser<{ holder: string; actId: string; bodyHash: Buffer; bodies: string }>(`SELECT holder_id AS holder, act_id AS "actId", body_hash AS "bodyHash", encode(sealed, 'base64') AS bodies FROM hub.log_records JOIN hub.log_bodies USING (act_id) WHERE action = 'organisation.suspended'`);
  expect(rows).toHaveLength(2);
  const opened: unknown[] = [];
  const keyring = Keyring.open(hub.config.audit.keyring, new Date(0));
  const ring = (JSON.parse(readFileSync(hub.config.audit.keyring, 'utf8')) as { keys: { id: string; acts?: Record<string, string> }[] }).keys;
  const tried = ring.flatMap(({ id: keyId, acts = {} }) => [rows[0]?.actId ?? '', ...Object.keys(acts)].map((actId) => ({ keyId, actId })));
  for (const { holder, bodyHash, bodies } of rows) for (const key of tried) opened.push(attempt(() => openRecord(keyring, holder, { bodyHash, bodies, ...key })));
  expect(opened.length).toBeGreaterThan(4);
  expect(opened.filter((plain) => plain !== null)).toEqual([]);
}, 300_000);

/** Null where it fails: a wrong key opens nothing. */
function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    return null;
  }
}
