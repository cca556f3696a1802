import { AlertTide } from '@hub/alerts';
import { addPerson } from '@hub/testing';
import { until } from './support/alert-socket.js';
import { to } from './support/alerting.js';
import { liveHub } from './support/live-hub.js';

const live = liveHub();

describe('over the socket', () => {
  it('queries and mutations are refused, and do nothing', async () => {
    const socket = await live.open(live.hub, live.world.author.token);
    socket.subscribe({}, { id: 'q', query: '{ viewer { language } }' });
    socket.subscribe({}, { id: 'm', query: 'mutation { draftBulletin(input: { kind: NOTICE, tlp: GREEN, title: "X", language: "en", audience: { everyone: true }, sections: [] }) { bulletin { id } } }' });
    await until('two errors', () => socket.messages.filter(({ type }) => type === 'error').length === 2);
    expect(socket.messages.filter(({ type }) => type === 'error').map(({ payload }) => payload?.[0]?.extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect((await live.hub.superuser('SELECT count(*)::int AS n FROM hub.bulletins')).rows[0].n).toBe(0);
  });

  it('nobody in particular follows nothing, and a token that does not hold opens nothing', async () => {
    const nobody = await live.open(live.hub, null);
    nobody.send({ type: 'connection_init' });
    await until('an acknowledgement', () => nobody.messages.length > 0);
    nobody.subscribe();
    await until('an error', () => nobody.messages.some(({ type }) => type === 'error'));
    expect(nobody.messages.at(-1)?.payload?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await (await live.open(live.hub, 'a.b.c')).isClosed()).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  it('a page from elsewhere may not connect, the own may', async () => {
    const elsewhere = await live.open(live.hub, null, { headers: { origin: 'https://evil.example' } });
    expect(elsewhere.closed).toMatchObject({ code: 1006 });
    const own = await live.open(live.hub, live.world.reader.token, { headers: { origin: live.hub.config.http.publicUrl } });
    own.subscribe();
    await own.has(1);
  });

  it('a message has 64 KB at most, and no compression is agreed on', async () => {
    const socket = await live.open(live.hub, live.world.reader.token);
    expect(socket.socket.extensions).toBe('');
    socket.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(65_000) } }));
    await until('a pong', () => socket.messages.some(({ type }) => type === 'pong'));
    socket.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(66_000) } }));
    expect(await socket.isClosed()).toMatchObject({ code: 1009 });
  });

  it('the same is refused as over HTTP, in the same words', async () => {
    const repeat = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');
    const inner = (text: string): string => `subscription { alerts { ... on Alert { ${text} } } }`;
    const hostile: [string, object?][] = [
      ['{'], ['subscription'], ['subscription { }'], ['subscription { nothing }'], ['subscription { alerts }'], [inner('secret')], [inner('bulletin { originator { principal } }')], [inner('bulletin { titel }')],
      ['subscription { a: alerts { __typename } b: alerts { __typename } }'], ['subscription { __schema { types { name } } }'], [inner('bulletin { ...F }')], [`${inner('bulletin { ...F }')} fragment F on Bulletin { ...F }`],
      [`subscription { alerts(first: 5) { __typename } }`], ['subscription { alerts(after: 5) { __typename } }'], ['subscription { alerts(after: { a: 1 }) { __typename } }'], ['subscription { alerts(filter: { kinds: [NOPE] }) { __typename } }'],
      ['subscription { alerts(filter: { hidden: true }) { __typename } }'], ['subscription ($a: Nope) { alerts { __typename } }'], ['subscription ($a: String) { alerts { __typename } }'], ['subscription { alerts(after: $a) { __typename } }'],
      ['subscription ($a: String) { alerts(after: $a) { __typename } }', { a: 5 }], ['subscription ($a: String!) { alerts(after: $a) { __typename } }', {}], ['subscription ($a: String!) { alerts(after: $a) { __typename } }', { a: null }],
      ['subscription ($f: AlertFilter) { alerts(filter: $f) { __typename } }', { f: { kinds: ['NOPE'] } }], ['subscription ($f: AlertFilter) { alerts(filter: $f) { __typename } }', { f: { nope: 1 } }], ['subscription ($f: AlertFilter) { alerts(filter: $f) { __typename } }', { f: { countries: ['xx'] } }],
      ['subscription ($a: String) { alerts(after: $a) { __typename } }', { a: 'x\u0000' }], ['subscription { alerts(after: "\\u0000") { __typename } }'], ['subscription ($a: String) { alerts(after: $a) { __typename } }', { a: 'x\ud800' }],
      [inner(`bulletin { ${'originator { contactPoint { organisation { '.repeat(5)} id ${'} } } '.repeat(5)} }`)], [inner(repeat(401, () => 'cursor'))], [inner(repeat(101, (n) => `a${n}: cursor`))], [inner(repeat(51, () => 'cursor @include(if: true)'))], [inner(repeat(2_100, () => 'cursor'))],
      [`${inner(repeat(61, () => '...A'))} fragment A on Alert { cursor }`], [inner('cursor @nope')], ['subscription A { alerts { __typename } } subscription B { alerts { __typename } }'], ['query { viewer { nope } }'], ['mutation { nope }'],
      ['subscription { alerts { __typename } } { viewer { language } }'], [inner('bulletin { versions { version version: publishedAt } }')],
    ];
    expect(hostile.length).toBeGreaterThanOrEqual(40);
    const socket = await live.open(live.hub, live.world.reader.token);
    const found: unknown[] = [];
    for (const [index, [query, variables]] of hostile.entries()) {
      const http = await live.hub.graphql(query, { token: live.world.reader.token, ...(variables ? { variables } : {}) });
      socket.subscribe(variables, { id: `h${index}`, query });
      await until(`an error for ${query.slice(0, 100)}`, () => socket.closed !== null || socket.messages.some(({ type, id }) => type === 'error' && id === `h${index}`));
      const over = socket.messages.find(({ type, id }) => type === 'error' && id === `h${index}`)?.payload;
      if (JSON.stringify(over) !== JSON.stringify(http.errors)) found.push([query.slice(0, 120), http.errors, over, socket.closed]);
    }
    expect(found).toEqual([]);
  });

  it('one person, and one address, has so many connections and no more', async () => {
    await live.restart({ HUB_SOCKETS_PER_PERSON: '2', HUB_SOCKETS_PER_ADDRESS: '4' });
    const { reader, other } = live.world;
    const [one, two] = [await live.open(live.hub, reader.token), await live.open(live.hub, reader.token)];
    expect(await (await live.open(live.hub, reader.token)).isClosed()).toMatchObject({ code: 4429 });
    const [three] = [await live.open(live.hub, other.token), await live.open(live.hub, null)];
    expect((await live.open(live.hub, null)).closed).toMatchObject({ code: 1006 });
    one.cut();
    await until('a free place', async () => (await live.open(live.hub, reader.token)).closed === null, 5_000);
    expect([two.closed, three?.closed]).toEqual([null, null]);
  });

  it('who does not take what he is sent is cut off with his cursor, and goes on from it', async () => {
    const { reader, recipient } = live.world;
    const [stalled, healthy] = [await live.following(live.hub, reader), await live.following(live.hub, await addPerson(live.hub, recipient))];
    await stalled.has(1);
    await healthy.has(1);
    stalled.socket.pause();
    const sections = Array.from({ length: 2 }, (_, n) => ({ heading: `H${n}`, body: 'x'.repeat(50_000) }));
    const title = (n: number): string => `N${n}`;
    let count = 0;
    // Until the buffers of both ends are full, and then some.
    const tide = live.hub.hub.app.get(AlertTide);
    const cut = (): boolean => stalled.socket.readyState !== stalled.socket.OPEN || !hasLive(tide, reader.id);
    while (count < 900 && !cut()) {
      count += 1;
      // It lives, however long this takes; it only takes nothing (RFC 6455, 5.5.3: a pong that nobody asked for).
      if (stalled.socket.readyState === stalled.socket.OPEN) stalled.socket.pong();
      await live.newBulletin({ tlp: 'GREEN', title: title(count), ...to(recipient), sections });
    }
    stalled.socket.resume();
    const { code, reason } = await stalled.isClosed();
    expect(code).toBe(4413);
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    expect(reason).toBe(stalled.got().at(-1)?.cursor);
    const resumed = await live.following(live.hub, reader, { after: reason });
    const all = (): string[] => [...stalled.lines(), ...resumed.lines()].slice(1);
    await until('the rest', () => all().length >= count);
    expect(all()).toEqual(Array.from({ length: count }, (_, n) => `PUBLISHED ${title(n + 1)}`));
    await healthy.has(count + 1);
    expect(healthy.closed).toBeNull();
  });
});

/** Whether somebody is still followed for. */
const hasLive = (tide: AlertTide, personId: string): boolean =>
  [...(tide as unknown as { all: Set<{ operation: { connection: { context: { actor: { personId?: string } } } } }> }).all].some(({ operation }) => operation.connection.context.actor.personId === personId);
