import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttachmentChecks, AttachmentUpkeep } from '@hub/attachments';
import { addPerson, FakeClock, pdf, photograph, type TestPerson, word } from '@hub/testing';
import { type FileWorld, fileWorld } from '../features/support/filing.js';
import { Dice, figure, SOAK, Tally, times, until } from './support/campaign.js';
import { freePort, HubProcess } from './support/hub-process.js';

const UPLOADS = times(12, 200);
let world: FileWorld;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attachments-'));
  env = { HUB_ATTACHMENT_DIR: join(folder, 'files'), HUB_ATTACHMENT_KEYS: join(folder, 'keys') };
  // The hub's own process has no other clock than the machine's.
  world = await fileWorld({ env, clock: new FakeClock(new Date()) });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const there = (part: string): string[] => (existsSync(join(folder, part)) ? readdirSync(join(folder, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)) : []);

/** Sends bytes, and breaks off after so many of them. */
function sendAndBreakOff(url: string, token: string, id: string, offset: number, bytes: Buffer, after: number): Promise<void> {
  return new Promise((resolve) => {
    const request = http.request(`${url}/uploads/${id}`, { method: 'PATCH', headers: {
      authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': bytes.length } });
    request.on('error', () => resolve());
    request.on('close', () => resolve());
    request.on('response', (response) => response.resume());
    request.write(bytes.subarray(0, after), () => request.destroy());
  });
}

/** The hub's own process, for the campaign in which it is killed. */
async function start(): Promise<HubProcess> {
  const port = await freePort();
  return HubProcess.start({
    ...env, NODE_ENV: 'test', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: world.hub.databaseUrl, HUB_DATA_DIR: folder, HUB_DEMO: 'false', HUB_PUBLIC_URL: world.hub.config.http.publicUrl,
    HUB_TOKEN_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`, HUB_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'), HUB_ROLES: 'api,jobs', HUB_AUDIT_KEY: world.hub.config.audit.keys?.join() ?? '', HUB_AUDIT_KEYRING: world.hub.config.audit.keyring,
  });
}

it(`of ${UPLOADS} uploads that are killed at random no half file is ever given out, and no space leaks`, async () => {
  const dice = new Dice();
  const outcomes = new Tally();
  const makers = [(): Promise<Buffer> => photograph(900, 700), (): Promise<Buffer> => pdf(30), (): Promise<Buffer> => word([{ name: 'word/media/noise.bin', text: randomBytes(Math.floor(dice.below(2_500_000))) }])];
  const names = ['a.jpg', 'a.pdf', 'a.docx'];
  // One person may have some thirty on their way.
  const senders: TestPerson[] = [];
  for (let n = 0; n < UPLOADS; n += 20) senders.push(await addPerson(world.hub, world.author.organisationId));
  let hub = SOAK ? await start() : null;
  const wrong: string[] = [];
  for (let n = 0; n < UPLOADS; n += 1) {
    const kind = Math.floor(dice.below(3));
    const author = senders[n % senders.length] as TestPerson;
    const bytes = await (makers[kind] as () => Promise<Buffer>)();
    const { id } = await world.begin(author, names[kind] as string, bytes.length);
    const url = hub?.url ?? world.hub.url;
    for (let breaks = 0; breaks < 3; breaks += 1) {
      const offset = (await world.upload(author, id)).received;
      const rest = bytes.subarray(offset);
      if (rest.length === 0) break;
      if (dice.percent(35)) {
        const whole = await fetch(`${url}/uploads/${id}`, { method: 'PATCH', body: new Uint8Array(rest), headers: { authorization: `Bearer ${author.token}`, 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' } }).catch(() => null);
        outcomes.add(`part ${whole?.status ?? 'cut'}`);
      } else {
        await sendAndBreakOff(url, author.token, id, offset, rest, Math.floor(dice.below(rest.length)));
        outcomes.add('broken off');
      }
      if (hub && dice.percent(8)) {
        hub.signal('SIGKILL');
        await hub.gone();
        hub = await start();
        outcomes.add('hub killed');
      }
      // Whoever vanished loses his claim, by the clock.
      if (dice.percent(50)) world.hub.clock.advance(125_000);
      const stands = await world.upload(author, id);
      const given = await world.get(author, `/attachments/${id}`);
      if (given.status !== 404) wrong.push(`${id} was given out while ${stands.state}`);
      if (stands.received > bytes.length || (stands.state !== 'RECEIVING' && stands.received < bytes.length)) wrong.push(`${id} is ${stands.state} with ${stands.received} of ${bytes.length}`);
    }
    const { state, refusal } = await world.upload(author, id);
    outcomes.add(state);
    if (refusal) wrong.push(`${id} was refused: ${refusal}`);
    if (n % 10 === 9) await world.hub.hub.app.get(AttachmentUpkeep).run();
  }
  hub?.signal('SIGTERM');
  await hub?.gone();
  world.hub.clock.advance(700_000);
  await until('everything that arrived was looked at', async () => {
    await world.hub.hub.app.get(AttachmentChecks).run();
    return (await world.hub.superuser(`SELECT 1 FROM hub.attachments WHERE state = 'CHECKING'`)).rows.length === 0;
  });
  const { rows } = await world.hub.superuser(`SELECT id, state, refusal FROM hub.attachments`);
  for (const { id, state, refusal } of rows) if (state === 'REFUSED') wrong.push(`${id} was refused: ${refusal}`);
  world.hub.clock.advance(50 * 3_600_000);
  await world.hub.hub.app.get(AttachmentUpkeep).run();
  expect(wrong).toEqual([]);
  expect((await world.hub.superuser('SELECT id FROM hub.attachments')).rows).toEqual([]);
  expect([...there('files'), ...there('keys')]).toEqual([]);
  expect(outcomes.of('broken off')).toBeGreaterThan(5);
  figure(`${UPLOADS} uploads: ${outcomes.toString()}; nothing half given out, nothing left`);
}, 1_800_000);

it('a large file does not enter memory at once: neither as it comes, nor as it is looked at, nor as it is given out', async () => {
  const megabytes = times(24, 96);
  const hub = await start();
  world.hub.clock.set(new Date());
  world.author.token = await world.hub.tokenFor(world.author.id);
  const peak = (): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${hub.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  try {
    const bytes = await word([{ name: 'word/media/noise.bin', text: randomBytes(megabytes * 1_048_576), stored: true }]);
    const { author } = world;
    // What any first file costs (libraries, buffers) is there before.
    const send = async (content: Buffer): Promise<string> => {
      const { id } = await world.begin(author, 'large.docx', content.length);
      const response = await fetch(`${hub.url}/uploads/${id}`, { method: 'PATCH', body: new Uint8Array(content), headers: { authorization: `Bearer ${author.token}`, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
      expect(response.status).toBe(204);
      await until('it was looked at', async () => (await world.upload(author, id)).state === 'READY', 120_000);
      return id;
    };
    await send(await word([{ name: 'word/media/noise.bin', text: randomBytes(4 * 1_048_576), stored: true }]));
    const before = peak();
    const id = await send(bytes);
    const bulletin = (await world.ask(author, 'mutation { draftBulletin(input: { kind: NOTICE, tlp: GREEN, title: "N", language: "en", audience: { everyone: true }, sections: [] }) { bulletin { id revision } } }')).draftBulletin.bulletin;
    await world.attach(author, bulletin, id);
    const given = await fetch(`${hub.url}/attachments/${id}`, { headers: { authorization: `Bearer ${author.token}` } });
    let size = 0;
    for await (const part of given.body as unknown as AsyncIterable<Uint8Array>) size += part.length;
    expect(size).toBeGreaterThan(megabytes * 1_000_000);
    const grown = peak() - before;
    figure(`a file of ${megabytes} MB raised the hub's memory by ${grown.toFixed(0)} MB at its peak`);
    expect(grown).toBeLessThan(SOAK ? 96 : 64);
  } finally {
    hub.signal('SIGTERM');
    await hub.gone();
  }
}, 300_000);
