import { once } from 'node:events';
import net from 'node:net';
import { SMTPServer } from 'smtp-server';
import { NotPrepared } from '../sending/attempts.js';
import { MailSender, type OutgoingMail } from './mail.sender.js';

const FROM = 'contact-point@hub.example';
const mail: OutgoingMail = { to: 'a@b.example', raw: Buffer.from('Subject: x\r\n\r\nx\r\n') };
const never = new AbortController().signal;

let server: SMTPServer;
let arrived: string[];
let url: string;
let logins: string[];
let mayEnd: () => Promise<void>;
beforeEach(async () => {
  [arrived, logins] = [[], []];
  mayEnd = async () => undefined;
  server = new SMTPServer({
    authOptional: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'], closeTimeout: 50,
    onAuth({ username, password }, _session, done) {
      logins.push(`${username}:${password}`);
      done(null, { user: username ?? '' });
    },
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => { text += part.toString(); });
      stream.on('end', () => void mayEnd().then(() => { arrived.push(text); done(); }));
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  url = `smtp://127.0.0.1:${(server.server.address() as net.AddressInfo).port}`;
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

const send = (prepare: () => Promise<OutgoingMail | null>, { smtpUrl = url, production = false, signal = never } = {}): ReturnType<MailSender['send']> =>
  new MailSender({ smtpUrl, from: FROM }, production).send(prepare, signal);

it('hands over what was prepared once the server stood ready', async () => {
  expect(await send(async () => mail)).toEqual({ outcome: 'SENT', status: null });
  expect(arrived).toEqual([expect.stringContaining('Subject: x')]);
});

it('signs in with the name and password of SMTP_URL', async () => {
  await send(async () => mail, { smtpUrl: url.replace('//', '//hub:p%40ss%2Fword@') });
  expect(logins).toEqual(['hub:p@ss/word']);
});

it.each([['WITHHELD', async (): Promise<null> => null], ['NOT_RECORDED', async (): Promise<null> => { throw new NotPrepared('no'); }]] as const)('hands nothing over where nothing was prepared (%s)', async (outcome, prepare) => {
  expect(await send(prepare)).toEqual({ outcome, status: null });
  expect(arrived).toEqual([]);
});

it('has nothing prepared where nobody answers', async () => {
  let prepared = 0;
  const prepare = async (): Promise<OutgoingMail> => { prepared += 1; return mail; };
  const closed = net.createServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as net.AddressInfo;
  closed.close();
  expect(await send(prepare, { smtpUrl: `smtp://127.0.0.1:${port}` })).toEqual({ outcome: 'UNREACHABLE', status: null });
  expect(prepared).toBe(0);
});

it('in production goes over TLS or not at all, unless SMTP_URL says otherwise', async () => {
  expect(await send(async () => mail, { production: true })).toMatchObject({ outcome: 'UNTRUSTED' });
  expect(arrived).toEqual([]);
  expect(await send(async () => mail, { production: true, smtpUrl: `${url}?requireTLS=false` })).toMatchObject({ outcome: 'SENT' });
});

it('cannot know whether it arrived where the connection breaks before the answer', async () => {
  mayEnd = async () => {
    // smtp-server's types hide the socket that a client would lose.
    for (const connection of server.connections) (connection as unknown as { _socket: net.Socket })._socket.destroy();
  };
  expect(await send(async () => mail)).toEqual({ outcome: 'BROKEN', status: null });
});

it('is broken off when the hub stops', async () => {
  const stopping = new AbortController();
  mayEnd = async () => { stopping.abort(); await new Promise(() => undefined); };
  expect(await send(async () => mail, { signal: stopping.signal })).toEqual({ outcome: 'INTERRUPTED', status: null });
});
