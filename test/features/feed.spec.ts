import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { createTestHub, publishNew, type TestHub } from '@hub/testing';
import { type AlertWorld, alertWorld, revise, to, withdraw } from './support/alerting.js';

let hub: TestHub;
let world: AlertWorld;
beforeEach(async () => {
  hub = await createTestHub({ env: { HUB_PUBLIC_URL: 'https://hub.example' } });
  world = await alertWorld(hub);
});
afterEach(() => hub.close());

interface Entry { id: string; title: string; published: string; updated: string; author: { name: string }; summary: string; content: { '#text': string }; '@xml:lang': string }
interface Feed { id: string; title: string; updated: string; link: { '@rel': string; '@href': string }[]; entry: Entry[]; 'at:deleted-entry': { '@ref': string; '@when': string }[]; '@xml:lang': string }

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', isArray: (name) => ['entry', 'link', 'at:deleted-entry'].includes(name), parseTagValue: false, trimValues: false });
const get = (path = '/feed.atom', headers: Record<string, string> = {}): Promise<Response> => fetch(hub.url + path, { headers });
async function feed(path?: string, headers?: Record<string, string>): Promise<Feed> {
  const text = await (await get(path, headers)).text();
  expect(XMLValidator.validate(text)).toBe(true);
  const { feed: parsed } = parser.parse(text) as { feed: Feed };
  return { ...parsed, entry: parsed.entry ?? [], 'at:deleted-entry': parsed['at:deleted-entry'] ?? [] };
}
const clear = (input: object = {}): Promise<{ id: string; revision: number }> => publishNew(hub, world.author, world.second, { tlp: 'CLEAR', title: 'Public', ...input });

describe('the feed', () => {
  it('has what is TLP:CLEAR and public, and of it what everybody may see, the newest first', async () => {
    const { id } = await clear({ sections: [{ heading: 'What', body: 'Text' }, { heading: 'Few', body: 'Akebonosugi', ...to(world.recipient) }] });
    hub.clock.advance(1_000);
    const { id: second } = await clear({ title: '二番目', language: 'ja' });
    for (const tlp of ['GREEN', 'AMBER', 'CLEAR', 'AMBER_STRICT']) await publishNew(hub, world.author, world.second, { tlp, title: 'Akebonosugi', ...to(world.recipient) });
    await publishNew(hub, world.author, world.second, { title: 'Akebonosugi' });
    const found = await feed();
    expect(found.entry.map((entry) => [entry.id, entry.title, entry['@xml:lang']])).toEqual([[`urn:uuid:${second}`, '二番目', 'ja'], [`urn:uuid:${id}`, 'Public', 'en']]);
    expect(found.entry[1]).toMatchObject({ published: '2026-11-23T00:00:00.000Z', updated: '2026-11-23T00:00:00.000Z', content: { '#text': 'What\n\nText' }, summary: expect.stringMatching(/^[A-Z]+-2026-/) });
    expect(await (await get()).text()).not.toContain('Akebonosugi');
    expect((await get()).headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  });

  it('tells from when what was withdrawn or has expired is gone, and nothing of it', async () => {
    const bulletin = await clear({ title: 'Akebonosugi' });
    const { id } = await clear({ title: 'Akebonosugi', expiresAt: '2026-11-23T00:10:00.000Z' });
    hub.clock.advance(60_000);
    await withdraw(hub, world.author, bulletin);
    hub.clock.advance(600_000);
    const found = await feed();
    expect(found.entry).toEqual([]);
    expect(found['at:deleted-entry'].map((gone) => [gone['@ref'], gone['@when']]).sort()).toEqual([[`urn:uuid:${bulletin.id}`, '2026-11-23T00:01:00.000Z'], [`urn:uuid:${id}`, '2026-11-23T00:10:00.000Z']].sort());
    expect(await (await get()).text()).not.toContain('Akebonosugi');
  });

  it('does not show by any date that something changed for others', async () => {
    const section = { heading: 'Few', body: 'One', ...to(world.recipient) };
    const bulletin = await clear({ sections: [{ heading: 'What', body: 'Text' }, section] });
    const before = await (await get()).text();
    hub.clock.advance(60_000);
    const { data: { bulletin: { sections } } } = await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id heading body } } }', { token: world.author.token, variables: { id: bulletin.id } });
    const revised = await revise(hub, world, bulletin, { sections: [sections[0], { ...section, id: sections[1].id, body: 'Two' }] });
    expect(await (await get()).text()).toBe(before);
    hub.clock.advance(60_000);
    await revise(hub, world, revised, { title: 'For all' });
    expect((await feed()).entry[0]).toMatchObject({ title: 'For all', published: '2026-11-23T00:00:00.000Z', updated: '2026-11-23T00:02:00.000Z' });
  });

  it('is sound XML, whatever stands in a bulletin', async () => {
    const title = `<b>"&amp;' ]]> ￾ 😀`;
    await clear({ title, sections: [{ heading: '</content><entry>', body: 'a < b && "c"\n<script>' }] });
    const { entry: [entry] } = await feed();
    expect(entry?.title).toBe(`<b>"&amp;' ]]>  😀`.replace('&amp;', '&amp;'));
    expect(entry?.content['#text']).toBe('</content><entry>\n\na < b && "c"\n<script>');
  });

  it('is sent again only where it has changed', async () => {
    const bulletin = await clear();
    const first = await get();
    const [etag, date] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
    expect((await get('/feed.atom', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/feed.atom', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    expect((await get('/feed.atom', { 'if-modified-since': date })).status).toBe(304);
    expect((await get('/feed.atom', { 'if-none-match': '"x"', 'if-modified-since': date })).status).toBe(200);
    // Something that goes without a trace changes it too, in the same second.
    await clear({ title: 'Second' });
    await get();
    await revise(hub, world, bulletin, { tlp: 'GREEN', ...to(world.recipient) });
    expect((await feed()).entry.map(({ title }) => title)).toEqual(['Second']);
    expect((await get('/feed.atom', { 'if-modified-since': date })).status).toBe(200);
    expect((await get('/feed.atom', { 'if-none-match': etag })).status).toBe(200);
  });

  it('speaks Japanese or English, as asked for', async () => {
    await clear();
    expect(await feed('/feed.atom', { 'accept-language': 'ja,en;q=0.5' })).toMatchObject({ '@xml:lang': 'ja', title: 'コンタクトポイント：公開情報' });
    expect(await feed('/feed.atom?lang=en', { 'accept-language': 'ja' })).toMatchObject({ '@xml:lang': 'en', title: 'Contact Point: public bulletins', link: expect.arrayContaining([{ '@rel': 'self', '@href': 'https://hub.example/feed.atom?lang=en', '@type': 'application/atom+xml' }]) });
    expect((await get()).headers.get('vary')).toBe('Accept-Language');
  });

  it('has pages, each with the way to the next', async () => {
    for (let count = 0; count < 53; count += 1) {
      await clear({ title: `No ${count}` });
      hub.clock.advance(1_000);
    }
    const first = await feed();
    expect(first.entry).toHaveLength(50);
    const next = first.link.find((link) => link['@rel'] === 'next')?.['@href'] ?? '';
    const second = await feed(next.replace('https://hub.example', ''));
    expect(second.entry.map(({ title }) => title)).toEqual(['No 2', 'No 1', 'No 0']);
    expect(second.link.some((link) => link['@rel'] === 'next')).toBe(false);
    expect((await get('/feed.atom?after=x')).status).toBe(400);
  }, 120_000);

  it('is counted as read by the public, and entered in no record', async () => {
    await clear();
    const counted = async (): Promise<number> => Number(/^hub_public_reads_total (\d+)/m.exec(await (await get('/metrics')).text())?.[1] ?? 0);
    const before = await counted();
    await get();
    expect(await counted()).toBe(before + 1);
    expect(await hub.recorded({ action: 'bulletin.listed' })).toEqual([]);
  });
});
