import { get } from 'node:http';
import { AlertTide } from '@hub/alerts';
import type { TestPerson } from '@hub/testing';
import { until } from './support/alert-socket.js';
import { distribute, page } from './support/alerting.js';
import { amber, liveHub } from './support/live-hub.js';

const live = liveHub();
const streams: AbortController[] = [];
afterEach(() => streams.splice(0).forEach((stream) => stream.abort()));

interface Event { id?: string; event?: string; data: { cursor: string; kind?: string; reason?: string; auditReceipt?: string; bulletin?: { title: string; sections: { body: string }[] } } }

/** An event stream, as it comes. */
async function listen({ token }: Pick<TestPerson, 'token'>, { query = '', lastEventId }: { query?: string; lastEventId?: string } = {}): Promise<{ status: number; type: string | null; events: () => Event[]; ended: () => boolean }> {
  const abort = new AbortController();
  streams.push(abort);
  const response = await fetch(`${live.hub.url}/alerts${query}`, { signal: abort.signal, headers: { authorization: `Bearer ${token}`, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) } });
  let text = '';
  let ended = false;
  void (async () => {
    for await (const bytes of response.body ?? []) text += Buffer.from(bytes as Uint8Array).toString();
  })().catch(() => undefined).finally(() => { ended = true; });
  const events = (): Event[] => text.split('\n\n').slice(0, -1).filter((block) => block !== ':').map((block) => {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    return { ...fields, data: JSON.parse(fields['data'] ?? '{}') as Event['data'] };
  });
  if (!response.ok) await until('the refusal', () => ended);
  return { status: response.status, type: response.headers.get('content-type'), events, ended: () => ended };
}

it('the stream comes as Server-Sent Events too, and goes on after the last event’s id', async () => {
  const { reader, recipient } = live.world;
  const first = await listen(reader);
  expect([first.status, first.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await until('the start', () => first.events().length === 1);
  expect(first.events()[0]).toMatchObject({ event: 'reset', data: { reason: 'START' } });
  await live.newBulletin(amber('One', recipient));
  await until('the first', () => first.events().length === 2);
  const [start, one] = first.events();
  expect(one).toMatchObject({ event: 'alert', data: { kind: 'PUBLISHED', bulletin: { title: 'One', sections: [{ body: 'Text' }] } } });
  expect(one?.id).toBe(one?.data.cursor);
  expect(one?.data.auditReceipt).toMatch(/.{40}/);
  expect((await page(live.hub, reader)).nodes[0]?.cursor).toBe(one?.id);
  await live.newBulletin(amber('Two', recipient));
  const again = await listen(reader, { lastEventId: start?.id ?? '' });
  await until('both', () => again.events().length === 2);
  expect(again.events().map(({ data }) => data.bulletin?.title)).toEqual(['One', 'Two']);
});

it('filters by its parameters, and refuses what the subscription refuses', async () => {
  const { reader, recipient } = live.world;
  const stream = await listen(reader, { query: '?kinds=ALERT,STATISTICS' });
  await live.newBulletin(amber('Notice', recipient));
  await live.newBulletin({ ...amber('Alert', recipient), kind: 'ALERT' });
  await until('the alert', () => stream.events().length === 2);
  expect(stream.events().map(({ data }) => data.bulletin?.title)).toEqual([undefined, 'Alert']);
  expect(await listen(reader, { query: '?kinds=NOPE' })).toMatchObject({ status: 400 });
  expect(await listen(reader, { lastEventId: 'made-up' })).toMatchObject({ status: 400 });
  expect(await listen({ token: 'a.b.c' })).toMatchObject({ status: 401 });
  expect((await fetch(`${live.hub.url}/alerts`)).status).toBe(401);
});

it('ends within a second of the session, and nothing follows', async () => {
  const { reader, recipient } = live.world;
  const stream = await listen(reader);
  await until('the start', () => stream.events().length === 1);
  await live.hub.graphql('mutation { signOut }', { token: reader.token });
  await until('the end', () => stream.ended(), 1_000);
  await live.newBulletin(amber('Later', recipient));
  await distribute(live.hub);
  expect(stream.events().map(({ event }) => event)).toEqual(['reset', 'end']);
  expect((await listen(reader)).status).toBe(401);
});

it('leaves nothing behind when the client goes', async () => {
  const { reader } = live.world;
  const followers = (live.hub.hub.app.get(AlertTide) as unknown as { all: Set<unknown> }).all;
  const request = get(`${live.hub.url}/alerts`, { headers: { authorization: `Bearer ${reader.token}` } }, (response) => response.resume());
  request.on('error', () => undefined);
  await until('a follower', () => followers.size === 1);
  request.destroy();
  await until('none', () => followers.size === 0);
});
