import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { Role } from '@hub/access';
import { WebhookDeliveries } from '@hub/alerts';
import { addAccount, addOrganisation, addPerson, createTestHub, data, FakeClock, publishNew, TEST_PASSWORD, type TestAccount, type TestHub, type TestPerson } from '@hub/testing';
import { distribute, to } from './support/alerting.js';
import { AlertSocket, until } from './support/alert-socket.js';
import { type Receiver, startReceiver } from './support/receiver.js';
import { ALLOW } from './support/webhooking.js';

const SAMPLES = fileURLToPath(new URL('../../apps/console/src/developers/samples', import.meta.url));
const LANGUAGES = ['ts', 'py', 'sh'] as const;
type Language = (typeof LANGUAGES)[number];

let hub: TestHub;
let official: TestAccount;
let author: TestPerson;
let second: TestPerson;
let receiver: Receiver;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contact-point-samples-'));
  hub = await createTestHub({ clock: new FakeClock(new Date()), env: ALLOW });
  const [home, recipient] = [await addOrganisation(hub), await addOrganisation(hub)];
  author = await addPerson(hub, home);
  second = await addPerson(hub, home);
  official = await addAccount(hub, recipient, { roles: [Role.OFFICER, Role.ADMINISTRATOR] });
  receiver = await startReceiver();
});
afterEach(() => running.splice(0).forEach(kill));
afterAll(async () => {
  await receiver?.close();
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A sample as it is run: TypeScript without its types, for a Node.js that doesn't take them away itself. */
function commandOf(name: string, language: Language): [string, string[]] {
  const file = join(SAMPLES, `${name}.${language}`);
  if (language !== 'ts') return [language === 'py' ? 'python3' : 'bash', [file]];
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext } }).outputText);
  return [process.execPath, [script]];
}

/** Ends one at once, with what it has started itself. */
function kill({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
}

interface Run { readonly child: ChildProcess; readonly lines: () => string[]; readonly said: () => string; readonly end: Promise<number | null> }

/** Runs one with this in its environment and, if there is something, at its input. */
function run(name: string, language: Language, env: Record<string, string>, input = ''): Run {
  const [program, args] = commandOf(name, language);
  const child = spawn(program, args, { env: { PATH: process.env['PATH'] ?? '', HUB_URL: hub.url, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1', LANG: 'C.UTF-8', ...env }, cwd: folder, stdio: 'pipe', detached: true });
  running.push(child);
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { error += text; });
  child.stdin.on('error', () => undefined).end(input);
  return { child, lines: () => out.split('\n').slice(0, -1), said: () => error, end: new Promise((resolve) => child.once('close', resolve)) };
}

const makeToken = async (): Promise<{ token: string; id: string }> => {
  const { token, apiToken } = data(await hub.graphql('mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } } }', { token: official.token, variables: { input: { name: 'Sample', password: TEST_PASSWORD } } })).createApiToken as { token: string; apiToken: { id: string } };
  return { token, id: apiToken.id };
};
const revoke = (id: string) => hub.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) }', { token: official.token, variables: { id } });
const publish = async (title: string): Promise<{ id: string }> => {
  hub.clock.advance(1_000);
  const bulletin = await publishNew(hub, author, second, { tlp: 'AMBER', title, ...to(official.organisationId), sections: [{ heading: 'x', body: 'x' }] });
  await distribute(hub);
  return bulletin;
};

describe('the samples of “use it from code”', () => {
  it.each(LANGUAGES)('read all bulletins page by page (%s), and say why they are refused', async (language) => {
    const { token, id } = await makeToken();
    const titles = [`一件目 ${language}`, `Second ${language}`];
    for (const title of titles) await publish(title);
    const read = run('query', language, { HUB_TOKEN: token });
    expect([await read.end, read.said()]).toEqual([0, '']);
    expect(read.lines().slice(0, 2).map((line) => line.split('\t').slice(1))).toEqual([...titles].reverse().map((title) => ['TLP:AMBER', expect.any(String), title]));
    await revoke(id);
    const refused = run('query', language, { HUB_TOKEN: token });
    expect(await refused.end).not.toBe(0);
    expect(refused.said()).toContain('UNAUTHENTICATED');
  });

  it.each(LANGUAGES)('follow alerts, go on after a break without a gap, and end once the token is revoked (%s)', async (language) => {
    const { token, id } = await makeToken();
    const env = { HUB_TOKEN: token, CURSOR_FILE: join(folder, `cursor-${language}`) };
    const first = run('follow', language, env);
    await until(`a start ${first.said()}`, () => first.lines().length > 0);
    expect(first.lines()).toEqual(['reset\tSTART']);
    await publish(`Live ${language}`);
    await until('a live alert', () => first.lines().length > 1);
    kill(first.child);
    await first.end;
    await publish(`Meanwhile ${language}`);
    const again = run('follow', language, env);
    await until(`what came meanwhile ${again.said()}`, () => again.lines().some((line) => line.includes('Meanwhile')));
    await publish(`Afterwards ${language}`);
    await until('what came after', () => again.lines().some((line) => line.includes('Afterwards')));
    // What was handled last before the break may come twice, as the samples say: it is kept after it was done.
    expect([...new Set([...first.lines().slice(1), ...again.lines()].map((line) => line.split('\t').at(2)))]).toEqual([`Live ${language}`, `Meanwhile ${language}`, `Afterwards ${language}`]);
    await revoke(id);
    expect(await again.end).toBe(1);
    expect(again.said()).toContain('The token is not good');
  });

  it.each(LANGUAGES)('take a webhook that the hub signed, read what it is about, and refuse one that was changed (%s)', async (language) => {
    const { token } = await makeToken();
    const { webhook, secret } = data(await hub.graphql('mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret } }', { token: official.token, variables: { input: { url: receiver.url } } })).createWebhook as { webhook: { id: string }; secret: string };
    receiver.received.splice(0);
    await publish(`Told ${language}`);
    const jobs = hub.hub.app.get(WebhookDeliveries);
    await jobs.run();
    await jobs.settled();
    const [message] = receiver.received;
    if (!message) throw new Error('nothing was received');
    await hub.graphql('mutation ($id: ID!) { removeWebhook(id: $id) }', { token: official.token, variables: { id: webhook.id } });
    const headers = Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, message.headers[name] ?? '']));
    const env = { HUB_TOKEN: token, WEBHOOK_SECRET: secret };
    if (language === 'sh') {
      const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase().replace('-', '_'), value]));
      const taken = run('receive', language, { ...env, ...named }, message.body);
      expect([await taken.end, taken.said()]).toEqual([0, '']);
      expect(taken.lines().map((line) => line.split('\t').at(2))).toEqual([`Told ${language}`]);
      expect(await run('receive', language, { ...env, ...named }, `${message.body} `).end).toBe(1);
      return;
    }
    const port = await freePort();
    const server = run('receive', language, { ...env, PORT: String(port) });
    await until(`a receiver ${server.said()}`, () => server.lines().includes('ready'));
    const send = (body: string) => fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', headers, body });
    expect((await send(`${message.body} `)).status).toBe(401);
    expect((await send(message.body)).status).toBe(204);
    await until('what it is about', () => server.lines().length > 1);
    expect((await send(message.body)).status).toBe(204);
    expect(server.lines().slice(1).map((line) => line.split('\t').at(2))).toEqual([`Told ${language}`]);
  });
});

describe('an API token on a socket', () => {
  it('follows alerts, and is shut out as it is revoked', async () => {
    const { token, id } = await makeToken();
    const socket = await AlertSocket.open(hub, token);
    socket.subscribe();
    await socket.has(1);
    await publish('Over a socket');
    await socket.has(2);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Over a socket']);
    await revoke(id);
    await publish('After the end');
    expect((await socket.isClosed()).code).toBeGreaterThanOrEqual(4400);
    expect(socket.lines()).toHaveLength(2);
  });
});

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
});
