import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebhookTargets } from './webhook.addresses.js';
import { type Outgoing, type Resolve, WebhookSender } from './webhook.sender.js';

let server: http.Server;
let port: number;
let requests: { host: string | undefined; body: string }[];
let answer: (response: http.ServerResponse) => void;
let connections: number;
beforeEach(async () => {
  requests = [];
  connections = 0;
  answer = (response) => response.writeHead(204).end();
  server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); }).on('end', () => {
      requests.push({ host: request.headers.host, body });
      answer(response);
    });
  });
  server.on('connection', () => { connections += 1; });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as net.AddressInfo);
});
afterEach(() => new Promise<void>((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
}));

const never = new AbortController().signal;
const message = async (): Promise<Outgoing> => ({ headers: { 'content-length': '2' }, body: '{}' });
const sender = (allow: string[], resolve: Resolve, timeout = 2_000): WebhookSender => new WebhookSender(new WebhookTargets(allow, false), resolve, timeout);
const to = (...addresses: string[]): Resolve => async () => addresses.map((address) => ({ address, family: net.isIP(address) }));

it('names are looked up once: what a name means a moment later changes nothing', async () => {
  let asked = 0;
  const rebinding: Resolve = async () => [{ address: (asked += 1) === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  const sent = await sender(['127.0.0.1'], rebinding).send(`http://hooks.example:${port}/`, message, never);
  expect(sent).toMatchObject({ outcome: 'DELIVERED', status: 204, sent: true });
  expect(asked).toBe(1);
  expect(requests).toEqual([{ host: `hooks.example:${port}`, body: '{}' }]);
});

it('one address that is not public closes the name, whichever comes first, and nothing connects', async () => {
  for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['127.0.0.1', '8.8.8.8'], ['::1'], ['::ffff:127.0.0.1'], ['169.254.169.254'], ['fd00:ec2::254'], ['10.0.0.1']]) {
    let prepared = false;
    const sent = await sender([], to(...addresses)).send(`http://hooks.example:${port}/`, async () => { prepared = true; return message(); }, never);
    expect([addresses, sent.outcome, sent.sent, prepared]).toEqual([addresses, 'CLOSED_ADDRESS', false, false]);
  }
  expect(connections).toBe(0);
});

it('an address written as a number is looked at like any other', async () => {
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost.']) {
    expect([host, (await sender([], async () => [{ address: '127.0.0.1', family: 4 }]).send(`http://${host}:${port}/`, message, never)).outcome]).toEqual([host, 'CLOSED_ADDRESS']);
  }
  expect(connections).toBe(0);
});

it('the message is made when there is a connection, and nothing leaves where there is nothing to send or it was not recorded', async () => {
  let early = 0;
  const open = sender(['127.0.0.1'], to('127.0.0.1'));
  expect(await open.send(`http://hooks.example:${port}/`, async () => { await sleep(50); early = requests.length; return null; }, never)).toMatchObject({ outcome: 'WITHHELD', sent: false });
  expect(await sender(['127.0.0.1'], to('127.0.0.1')).send('http://hooks.example:1/', async () => { throw new Error('asked'); }, never)).toMatchObject({ outcome: 'UNREACHABLE', sent: false });
  await sleep(20);
  expect([early, requests, connections]).toEqual([0, [], 1]);
});

it('the answer’s body is not read, an endless one holds nobody up, and no redirect is followed', async () => {
  let written = 0;
  answer = (response) => {
    response.writeHead(200);
    const more = (): void => { if (!response.destroyed && written < 1e9) { written += 65_536; response.write(Buffer.alloc(65_536), more); } };
    more();
  };
  const open = sender(['127.0.0.1'], to('127.0.0.1'));
  expect(await open.send(`http://hooks.example:${port}/`, message, never)).toMatchObject({ outcome: 'DELIVERED' });
  expect(written).toBeLessThan(1e8);
  answer = (response) => response.writeHead(307, { location: `http://hooks.example:${port}/else` }).end();
  expect(await open.send(`http://hooks.example:${port}/`, message, never)).toMatchObject({ outcome: 'REDIRECTED', status: 307 });
  expect(requests).toHaveLength(2);
});

it('time is limited, wherever it goes: the name, the connection, TLS, the answer', async () => {
  const silent = net.createServer((socket) => socket.on('error', () => undefined).resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port: silentPort } = silent.address() as net.AddressInfo;
  const endless: Resolve = () => new Promise(() => undefined);
  answer = () => undefined;
  expect(await sender([], endless, 100).send('http://hooks.example/', message, never)).toMatchObject({ outcome: 'TIMED_OUT', sent: false });
  expect(await sender(['127.0.0.1'], to('127.0.0.1'), 100).send(`https://hooks.example:${silentPort}/`, message, never)).toMatchObject({ outcome: 'TIMED_OUT', sent: false });
  expect(await sender(['127.0.0.1'], to('127.0.0.1'), 100).send(`http://hooks.example:${port}/`, message, never)).toMatchObject({ outcome: 'TIMED_OUT', sent: true });
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 50);
  expect(await sender(['127.0.0.1'], to('127.0.0.1')).send(`http://hooks.example:${port}/`, message, stopping.signal)).toMatchObject({ outcome: 'INTERRUPTED', sent: true });
  await new Promise<void>((resolve) => silent.close(() => resolve()));
}, 10_000);

it('what speaks no TLS says so, and a name that is not found is no other than one that is closed', async () => {
  expect(await sender(['127.0.0.1'], to('127.0.0.1')).send(`https://hooks.example:${port}/`, message, never)).toMatchObject({ outcome: 'UNTRUSTED', sent: false });
  expect(await sender([], async () => { throw new Error('ENOTFOUND'); }).send('https://hooks.example/', message, never)).toMatchObject({ outcome: 'CLOSED_ADDRESS' });
});
