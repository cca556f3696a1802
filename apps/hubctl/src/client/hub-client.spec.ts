import { jest } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HubClient } from './hub-client.js';
import { HubRefusal, HubUnreachable } from './hub-refusal.js';

type Answer = (response: ServerResponse) => void;

const json = (body: object, status = 200): Answer => (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const cut: Answer = (response) => void response.destroy();
const refusal = (code: string): Answer => json({ data: null, errors: [{ message: `It is ${code}.`, extensions: { code } }] });

describe('The client of a hub', () => {
  const requests: IncomingHttpHeaders[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    request.resume().on('end', () => (answers.shift() ?? json({ data: { done: true } }))(response));
  });
  let client: HubClient;
  let url: URL;

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  beforeEach(() => {
    requests.length = 0;
    answers.length = 0;
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
    client = new HubClient(url, undefined, [1, 1, 1]);
  });

  it('sends again with the same key when the connection breaks', async () => {
    answers.push(cut, json({}, 502), refusal('UNAVAILABLE'));
    await expect(client.run('mutation { x }', {}, { idempotencyKey: 'k1' })).resolves.toEqual({ done: true });
    expect(requests.map((headers) => headers['idempotency-key'])).toEqual(['k1', 'k1', 'k1', 'k1']);
  });

  it('gives up in the end, and says what to do', async () => {
    answers.push(cut, cut, cut, cut);
    await expect(client.run('{ x }')).rejects.toThrow(/can't be reached: the connection broke.*npm start.*HUB_URL/);
  });

  it('does not try a sign-in again: it would count as an attempt', async () => {
    answers.push(cut);
    await expect(client.run('mutation { signIn }', {}, { again: false })).rejects.toBeInstanceOf(HubUnreachable);
    expect(requests).toHaveLength(1);
  });

  it('renews its token once when the hub no longer takes it', async () => {
    const renew = jest.fn(async () => 'second');
    client.authorise('first', renew);
    answers.push(refusal('UNAUTHENTICATED'));
    await client.run('{ x }');
    expect(requests.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer second']);
    answers.push(refusal('UNAUTHENTICATED'), refusal('UNAUTHENTICATED'));
    await expect(client.run('{ x }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(renew).toHaveBeenCalledTimes(2);
  });

  it('hands on what the hub says no to', async () => {
    answers.push(json({ data: null, errors: [{ message: 'No.', extensions: { code: 'CONFLICT', currentRevision: 3 } }] }));
    const error: unknown = await client.run('{ x }').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HubRefusal);
    expect(error).toMatchObject({ message: 'No.', details: { code: 'CONFLICT', currentRevision: 3 } });
  });

  it('knows when something else answers', async () => {
    answers.push((response) => void response.writeHead(200).end('<html>'), json({ errors: [{ message: 'Not found.' }] }, 404));
    await expect(client.run('{ x }')).rejects.toThrow(/is no hub \(HTTP 200\)/);
    await expect(client.run('{ x }')).rejects.toThrow(/is no hub \(HTTP 404\)/);
  });
});
