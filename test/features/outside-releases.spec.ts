import { createHash } from 'node:crypto';
import { Role } from '@hub/access';
import { addPerson, type Answer, data } from '@hub/testing';
import { distribute, withdraw } from './support/alerting.js';
import { DAY, HOUR, MINUTE, type ReleaseWorld, releaseWorld } from './support/releasing.js';

let world: ReleaseWorld;
beforeAll(async () => {
  world = await releaseWorld();
});
beforeEach(() => world.people());
afterAll(() => world.hub.close());

const RELEASE = 'id state readerName readerOrganisation purpose safetyCheck sectionIds expiresAt openedAt attempts revision proposedBy { id } approvedBy { id }';
interface Seen { id: string; state: string; revision: number; attempts: number; sectionIds: string[]; approvedBy: { id: string } | null }
interface Key { release: Seen; address: string; code: string }

const code = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;
const propose = (bulletinId: string, input: object = {}, person = world.author): Promise<Answer> =>
  world.hub.graphql(`mutation ($input: ReleaseOutsideInput!) { releaseOutside(input: $input) { release { ${RELEASE} } } }`, { token: person.token, variables: { input: {
    bulletinId, readerName: 'Dr. Suzuki', readerOrganisation: 'Harbour Hospital', purpose: 'To treat her tonight', expiresAt: new Date(world.hub.clock.now().getTime() + DAY).toISOString(), ...input } } });
const approve = (id: string, expectedRevision: number, person = world.second, headers = {}): Promise<Answer> =>
  world.hub.graphql(`mutation ($input: OutsideReleaseInput!) { approveOutsideRelease(input: $input) { release { ${RELEASE} } address code } }`, { token: person.token, headers, variables: { input: { id, expectedRevision } } });
const revoke = (id: string, expectedRevision: number, person = world.author): Promise<Answer> =>
  world.hub.graphql(`mutation ($input: OutsideReleaseInput!) { revokeOutsideRelease(input: $input) { release { ${RELEASE} } } }`, { token: person.token, variables: { input: { id, expectedRevision } } });
const list = (bulletinId: string, person = world.author): Promise<Answer> =>
  world.hub.graphql(`query ($id: ID!) { outsideReleases(bulletinId: $id) { nodes { ${RELEASE} } } }`, { token: person.token, variables: { id: bulletinId } });
const ready = async (bulletinId: string, input: object = {}): Promise<Key> => {
  const { id, revision } = data(await propose(bulletinId, input)).releaseOutside.release as Seen;
  return data(await approve(id, revision)).approveOutsideRelease;
};
const here = (address: string): string => `${world.hub.url}${address.replace(/^https?:\/\/[^/]+/, '')}`;
const look = async (address: string): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await fetch(here(address));
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const open = async (address: string, given: string): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await fetch(here(address), { method: 'POST', body: new URLSearchParams({ code: given }) });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const wrong = (right: string): string => String((Number(right) + 1) % 100_000_000).padStart(8, '0');

describe('a view for somebody outside the hub', () => {
  it('is proposed by one editor and approved by another, who alone is shown address and code, once', async () => {
    const { id } = await world.amber();
    const proposed = data(await propose(id)).releaseOutside.release;
    expect(proposed).toMatchObject({ state: 'PROPOSED', readerName: 'Dr. Suzuki', readerOrganisation: 'Harbour Hospital', attempts: 0, proposedBy: { id: world.author.id }, approvedBy: null });
    expect(code(await approve(proposed.id, proposed.revision, world.author))).toBe('FORBIDDEN');
    const key = data(await approve(proposed.id, proposed.revision, world.second, { 'idempotency-key': 'once' })).approveOutsideRelease as Key;
    expect(key).toMatchObject({ address: expect.stringMatching(/\/outside\/[\w-]{43}$/), code: expect.stringMatching(/^\d{8}$/), release: { state: 'READY', approvedBy: { id: world.second.id } } });
    expect(data(await approve(proposed.id, proposed.revision, world.second, { 'idempotency-key': 'once' })).approveOutsideRelease).toMatchObject({ address: null, code: null });
    expect(code(await approve(proposed.id, proposed.revision))).toBe('CONFLICT');
    const { rows } = await world.hub.superuser('SELECT * FROM hub.outside_releases');
    for (const secret of [key.code, key.address.split('/').at(-1)]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('leads a second person to what waits, of all bulletins, and nobody else', async () => {
    const { id } = await world.amber();
    const { id: release } = data(await propose(id)).releaseOutside.release as Seen;
    const waits = async (person = world.second): Promise<string[]> =>
      data(await world.hub.graphql('{ outsideReleases(toApprove: true, first: 100) { nodes { id bulletin { id } } } }', { token: person.token })).outsideReleases.nodes.filter((each: { bulletin: { id: string } }) => each.bulletin.id === id).map((each: Seen) => each.id);
    expect(await waits()).toEqual([release]);
    expect([await waits(world.author), await waits(world.asker)]).toEqual([[], []]);
    world.hub.clock.advance(DAY);
    expect(await waits()).toEqual([]);
    const later = data(await propose(id)).releaseOutside.release as Seen;
    expect(await waits()).toEqual([later.id]);
    data(await approve(later.id, later.revision));
    expect(await waits()).toEqual([]);
  });

  it('asks for the code in the same bytes at every address, and says nothing of the bulletin before', async () => {
    const { id } = await world.amber();
    const { address } = await ready(id);
    const [good, none] = [await look(address), await look('/outside/nothing')];
    expect(good.text).toBe(none.text);
    expect(good.text).not.toMatch(/Secret|AMBER|Suzuki|Harbour/);
    expect(good.headers.get('cache-control')).toBe('no-store');
    expect(good.headers.get('x-robots-tag')).toContain('noindex');
    // Its own style and nothing else.
    const style = createHash('sha256').update(/<style>([^<]*)<\/style>/.exec(good.text)?.[1] ?? '').digest('base64');
    expect(good.headers.get('content-security-policy')).toBe(`default-src 'none'; style-src 'sha256-${style}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`);
    expect(good.headers.get('referrer-policy')).toBe('no-referrer');
    expect(good.text).toMatch(/電話.*by telephone/s);
    expect((await look(address)).status).toBe(200);
  });

  it('lets a slip of the finger be mended, and says the same whatever was not right', async () => {
    const { id } = await world.amber({ handling: ['PROTECTION_ONLY'] });
    const { address, code } = await ready(id);
    const [slip, nowhere] = [await open(address, wrong(code)), await open('/outside/nothing', code)];
    expect([slip.status, slip.text]).toEqual([403, nowhere.text]);
    expect(slip.text).toMatch(/もう一度入力[\s\S]*once more[\s\S]*<form method="post"/);
    const opened = await open(address, code.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)));
    expect(opened.status).toBe(200);
    expect(opened.text).toContain('被害者の保護の目的に限る / For protection only');
  });

  it('opens once with its code, with the mark of who reads and when, and the receipt of a record that was made before', async () => {
    const { id } = await world.amber({ title: 'Night <shift> & more' });
    const [route] = (await world.bulletin(world.author, id)).sections;
    const { address, code: right, release } = await ready(id, { sectionIds: [route?.id] });
    const opened = await open(address, `${right.slice(0, 4)} ${right.slice(4)}`);
    expect(opened.status).toBe(200);
    for (const part of ['Night &lt;shift&gt; &amp; more', 'By sea', 'Dr. Suzuki', 'Harbour Hospital', 'To treat her tonight', 'TLP:AMBER', world.hub.clock.now().toISOString()]) expect(opened.text).toContain(part);
    expect(opened.text).not.toContain('At the harbour');
    expect(opened.text).toMatch(/<code>[^<]{40,}<\/code>/);
    expect(opened.headers.get('cache-control')).toBe('no-store');
    for (const again of [await open(address, right), await open(address, wrong(right))]) {
      expect(again.status).toBe(403);
      expect(again.text).not.toMatch(/Night|sea/);
    }
    const [read] = await world.hub.recorded({ action: 'bulletin.read', subject: id }).then((all) => all.filter(({ person }) => person === null));
    expect(read).toMatchObject({ holder: world.author.organisationId, organisation: world.author.organisationId, detail: { bulletins: [{ id, sections: [route?.id], version: 1 }] } });
    expect(await world.hub.recorded({ action: 'outside-release.opened', subject: id })).toMatchObject([{ holder: world.author.organisationId, person: null, detail: { release: release.id } }]);
    expect(data(await list(id)).outsideReleases.nodes).toMatchObject([{ id: release.id, state: 'OPENED', attempts: 1 }]);
    await distribute(world.hub);
    const { alerts } = data(await world.hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } }', { token: world.author.token }));
    expect(alerts.nodes).toContainEqual({ kind: 'RELEASE', change: 'OPENED_OUTSIDE', subjectId: release.id });
  });

  it('opens for one of twenty who come at once', async () => {
    const { id } = await world.amber();
    const { address, code: right } = await ready(id);
    const openings = await Promise.all(Array.from({ length: 20 }, () => open(address, right)));
    expect(openings.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(openings.filter(({ text }) => text.includes('Secret matter'))).toHaveLength(1);
    expect((await world.hub.recorded({ action: 'outside-release.opened', subject: id }))).toHaveLength(1);
  });

  it('is locked after five codes, the right one then too, and what is not right is one and the same', async () => {
    const { id } = await world.amber();
    const { address, code: right, release } = await ready(id);
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt += 1) answers.push(await open(address, wrong(right)));
    answers.push(await open(address, right), await open('/outside/nothing', right), await open(address, ''));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(data(await list(id)).outsideReleases.nodes).toMatchObject([{ id: release.id, state: 'LOCKED', attempts: 5 }]);
  });

  it.each<[string, (bulletin: { id: string; revision: number }, key: Key) => Promise<unknown>]>([
    ['revoked', (_bulletin, { release }) => revoke(release.id, release.revision)],
    ['over', async () => world.hub.clock.advance(DAY)],
    ['of a bulletin that was withdrawn', async ({ id }) => withdraw(world.hub, world.author, await world.bulletin(world.author, id))],
    ['of a bulletin that was narrowed', async ({ id }) => data(await world.hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', {
      token: world.author.token, variables: { input: { id, expectedRevision: (await world.bulletin(world.author, id)).revision, audience: { organisationIds: [] } } } }))],
    ['of a bulletin that has expired', async () => world.hub.clock.advance(2 * HOUR)],
  ])('does not open where it is %s', async (what, change) => {
    const bulletin = await world.amber(what.endsWith('expired') ? { expiresAt: new Date(world.hub.clock.now().getTime() + HOUR).toISOString() } : {});
    const key = await ready(bulletin.id);
    await change(bulletin, key);
    expect((await open(key.address, key.code)).status).toBe(403);
    expect(await world.hub.recorded({ action: 'outside-release.opened', subject: bulletin.id })).toEqual([]);
  });

  it('is for editors of the bulletin alone, and never of what is marked RED or AMBER+STRICT', async () => {
    const { id } = await world.amber();
    const { id: strict } = await world.amber({ tlp: 'AMBER_STRICT' });
    expect(code(await propose(strict))).toBe('FORBIDDEN');
    const key = await ready(id);
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    expect(code(await propose(id, {}, world.asker))).toBe('FORBIDDEN');
    expect(code(await list(id, world.asker))).toBe('FORBIDDEN');
    for (const person of [world.third, world.stranger]) {
      expect((await propose(id, {}, person)).text).toBe((await propose(absent, {}, person)).text);
      expect((await list(id, person)).text).toBe((await list(absent, person)).text);
    }
    for (const person of [world.asker, world.third]) {
      expect((await revoke(key.release.id, 2, person)).text).toBe((await revoke(absent, 2, person)).text);
      expect((await approve(key.release.id, 2, person)).text).toBe((await approve(absent, 2, person)).text);
    }
  });

  it('is refused where it lasts too short or too long, and where nobody checked whether the reader may know of the person', async () => {
    const { id } = await world.amber({ personAtRisk: { basis: 'CONSENT', safetyChecks: [{ organisationId: world.asker.organisationId, outcome: 'MAY_KNOW' }] } });
    const at = (ms: number): object => ({ expiresAt: new Date(world.hub.clock.now().getTime() + ms).toISOString(), safetyCheck: 'Her own doctor' });
    for (const ms of [MINUTE, 31 * DAY]) expect((await propose(id, at(ms))).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.expiresAt' });
    expect((await propose(id)).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.safetyCheck' });
    expect(data(await propose(id, at(HOUR))).releaseOutside.release).toMatchObject({ safetyCheck: 'Her own doctor' });
  });
});

describe("an organisation's terms", () => {
  const SET = 'mutation ($input: SetReleaseTermsInput!) { setReleaseTerms(input: $input) { terms { ministryCountsAsItself ministry revision } } }';
  const terms = async (token: string | null, id: string): Promise<unknown> => data(await world.hub.graphql('query ($id: ID!) { organisation(id: $id) { releaseTerms { ministryCountsAsItself ministry revision } } }', { token, variables: { id } })).organisation.releaseTerms;

  it('say whether its sending ministry counts as itself, to everybody who might publish to it', async () => {
    const administrator = await addPerson(world.hub, world.third.organisationId, { roles: [Role.ADMINISTRATOR] });
    const set = (input: object, { token } = administrator): Promise<Answer> => world.hub.graphql(SET, { token, variables: { input } });
    expect(await terms(world.author.token, world.third.organisationId)).toEqual({ ministryCountsAsItself: false, ministry: null, revision: 0 });
    expect((await set({ expectedRevision: 0, ministryCountsAsItself: true })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.ministry' });
    expect(code(await set({ expectedRevision: 0, ministryCountsAsItself: true, ministry: 'Foreign Affairs' }, world.third))).toBe('FORBIDDEN');
    data(await set({ expectedRevision: 0, ministryCountsAsItself: true, ministry: 'Foreign Affairs' }));
    expect(await terms(world.author.token, world.third.organisationId)).toEqual({ ministryCountsAsItself: true, ministry: 'Foreign Affairs', revision: 1 });
    expect((await set({ expectedRevision: 0, ministryCountsAsItself: false })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    data(await set({ expectedRevision: 1, ministryCountsAsItself: false }));
    expect(await terms(world.stranger.token, world.third.organisationId)).toEqual({ ministryCountsAsItself: false, ministry: null, revision: 2 });
  });
});
