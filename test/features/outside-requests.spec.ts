import { type Answer, data, type TestPerson } from '@hub/testing';
import { distribute, revise } from './support/alerting.js';
import { DAY, HOUR, MINUTE, type ReleaseWorld, releaseWorld } from './support/releasing.js';

let world: ReleaseWorld;
beforeAll(async () => {
  world = await releaseWorld();
});
beforeEach(() => world.people());
afterAll(() => world.hub.close());

const REQUEST = `id state awaitsApproval sectionIds readerName readerOrganisation contact purpose terms askedAt answerBy answeredAt silent reason releaseId revision bulletin { id title } askedBy { id }
  grant { sectionIds inPart opensUntil }`;
const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
interface Seen { id: string; state: string; revision: number | null; releaseId: string | null }

const iso = (ms: number): string => new Date(world.hub.clock.now().getTime() + ms).toISOString();
const code = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;
const field = ({ errors }: Answer): unknown => errors?.[0]?.extensions.field;
const call = (name: string, type: string, more = '') => (input: object, { token }: TestPerson): Promise<Answer> =>
  world.hub.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { request { ${REQUEST} } ${more} } }`, { token, variables: { input } });
const tryGrant = call('grantOutsideRelease', 'GrantOutsideReleaseInput', 'release { id state revision sectionIds requestId }');
const tryRefuse = call('refuseOutsideRelease', 'RefuseOutsideReleaseInput');
const tryAsk = (bulletinId: string, input: object = {}, person = world.asker): Promise<Answer> => call('requestOutsideRelease', 'RequestOutsideReleaseInput')({
  bulletinId, readerName: 'Dr. Suzuki', readerOrganisation: 'Harbour Hospital', contact: 'suzuki@hospital.example, 03-0000-0000', purpose: 'To treat her tonight', ...input }, person);
const ask = async (bulletinId: string, input: object = {}): Promise<Seen> => data(await tryAsk(bulletinId, input)).requestOutsideRelease.request;
const grant = async (id: string, input: object = {}): Promise<{ request: Seen; release: { id: string; revision: number } }> =>
  data(await tryGrant({ id, expectedRevision: 1, expiresAt: iso(DAY), ...input }, world.author)).grantOutsideRelease;
const takeBack = (id: string, { token } = world.asker): Promise<Answer> => world.hub.graphql(`mutation ($id: ID!) { withdrawOutsideReleaseRequest(id: $id) { request { ${REQUEST} } } }`, { token, variables: { id } });
const approve = ({ id, revision }: { id: string; revision: number }, { token } = world.second): Promise<Answer> =>
  world.hub.graphql('mutation ($input: OutsideReleaseInput!) { approveOutsideRelease(input: $input) { address code } }', { token, variables: { input: { id, expectedRevision: revision } } });
const toApprove = async (): Promise<unknown> => data(await world.hub.graphql('{ outsideReleases(toApprove: true) { nodes { id } } }', { token: world.second.token })).outsideReleases.nodes;
const look = (id: string, { token } = world.asker): Promise<Answer> => world.hub.graphql(`query ($id: ID!) { outsideReleaseRequest(id: $id) { ${REQUEST} } }`, { token, variables: { id } });
const see = async (id: string, person = world.asker): Promise<Seen> => data(await look(id, person)).outsideReleaseRequest;
const list = async ({ token }: TestPerson, filter: object = {}): Promise<Seen[]> =>
  data(await world.hub.graphql(`query ($filter: OutsideReleaseRequestFilter) { outsideReleaseRequests(filter: $filter) { nodes { ${REQUEST} } } }`, { token, variables: { filter } })).outsideReleaseRequests.nodes;
const told = async ({ token }: TestPerson, id: string): Promise<string[]> => {
  await distribute(world.hub);
  const { alerts } = data(await world.hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } }', { token }));
  return (alerts.nodes as { kind: string; change: string; subjectId: string }[]).filter(({ kind, subjectId }) => kind === 'RELEASE' && subjectId === id).map(({ change }) => change);
};
const acts = async (bulletinId: string, holder: TestPerson): Promise<[string, string | null][]> =>
  (await world.hub.recorded({ subject: bulletinId })).filter(({ action, holder: by }) => by === holder.organisationId && action.startsWith('outside-release.')).map(({ action, person }) => [action, person]);

describe('a recipient', () => {
  it('asks the originator to show something to somebody outside, and both see the request, which nobody else does', async () => {
    const { id } = await world.amber();
    const asked = await ask(id, { terms: 'Read on the premises' });
    expect(asked).toMatchObject({ state: 'ASKED', readerName: 'Dr. Suzuki', contact: 'suzuki@hospital.example, 03-0000-0000', terms: 'Read on the premises', sectionIds: null, grant: null, releaseId: null, revision: null, answerBy: iso(14 * DAY) });
    expect(await list(world.reader)).toEqual([asked]);
    expect(await list(world.author, { side: 'ASKED_OF_US', states: ['ASKED'], bulletinId: id })).toEqual([{ ...asked, revision: 1 }]);
    expect(await list(world.author, { side: 'ASKED_BY_US' })).toEqual([]);
    expect(await told(world.author, asked.id)).toEqual(['OUTSIDE_REQUESTED']);
    for (const other of [world.third, world.stranger]) {
      expect(await list(other)).toEqual([]);
      expect((await look(asked.id, other)).text).toBe((await look(ABSENT, other)).text);
      expect(await told(other, asked.id)).toEqual([]);
    }
    // Who reads a request reads of its bulletin.
    expect((await world.hub.recorded({ action: 'bulletin.listed' })).filter(({ holder, detail }) => holder === world.author.organisationId && JSON.stringify(detail).includes(id)).map(({ person }) => person)).toContain(world.reader.id);
  });

  it.each([['RED', 'FORBIDDEN'], ['AMBER_STRICT', 'FORBIDDEN'], ['CLEAR', 'CONFLICT'], ['GREEN', 'ASKED']])('asks for what is marked %s and is answered: %s', async (tlp, expected) => {
    const { asker, second, hub } = world;
    await hub.superuser('UPDATE hub.organisations SET contact_point_id = $1 WHERE id = $2', [asker.id, asker.organisationId]);
    const { id } = await world.amber({ tlp, audience: tlp === 'RED' ? { personIds: [asker.id, second.id] } : { organisationIds: [asker.organisationId] }, ...(tlp === 'RED' ? { approverIds: [second.id] } : {}) });
    const answer = await tryAsk(id);
    expect(code(answer) ?? answer.data.requestOutsideRelease.request.state).toBe(expected);
    expect((await tryAsk(id, {}, world.stranger)).text).toBe((await tryAsk(ABSENT, {}, world.stranger)).text);
  });

  it('asks as an officer or contact point, once for a reader, and for sections that it sees', async () => {
    const { id } = await world.amber({ sections: [{ heading: 'A', body: 'a' }, { heading: 'B', body: 'b', audience: { organisationIds: [] } }] });
    const [, hidden] = (await world.bulletin(world.author, id)).sections;
    for (const person of [world.reader, world.author]) expect(code(await tryAsk(id, {}, person))).toBe('FORBIDDEN');
    expect((await tryAsk(id, { sectionIds: [hidden?.id] })).text).toBe((await tryAsk(id, { sectionIds: [ABSENT] })).text);
    for (const answerBy of [iso(MINUTE), iso(91 * DAY)]) expect(field(await tryAsk(id, { answerBy }))).toBe('input.answerBy');
    await ask(id);
    expect(code(await tryAsk(id, { readerName: 'DR. SUZUKI ' }))).toBe('CONFLICT');
    expect((await tryAsk(id, { readerName: ' ' })).errors?.[0]).toMatchObject({ message: expect.stringContaining('readerName is blank'), extensions: { code: 'INVALID_INPUT', field: 'input.readerName' } });
    for (let n = 1; n < 20; n += 1) await ask(id, { readerName: `Dr. ${n}` });
    expect(code(await tryAsk(id, { readerName: 'Dr. Sato' }))).toBe('CONFLICT');
  });

  it('takes it back, also what was granted and not approved, and can not tell whether it was', async () => {
    const texts: string[] = [];
    for (const granted of [false, true]) {
      const { id } = await world.amber();
      const { id: request } = await ask(id);
      const release = granted ? (await grant(request)).release : null;
      expect(await toApprove()).toEqual(release ? [{ id: release.id }] : []);
      for (const person of [world.author, world.stranger]) expect(code(await takeBack(request, person))).toBe('NOT_FOUND');
      texts.push((await takeBack(request)).text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'));
      if (release) expect([await toApprove(), code(await approve(release))]).toEqual([[], 'CONFLICT']);
      expect(code(await tryGrant({ id: request, expectedRevision: granted ? 3 : 2, expiresAt: iso(DAY) }, world.author))).toBe('CONFLICT');
      expect(await told(world.author, request)).toEqual(['OUTSIDE_REQUESTED', 'OUTSIDE_WITHDRAWN']);
    }
    expect(texts[0]).toContain('WITHDRAWN');
    expect(texts[1]).toBe(texts[0]);
  });

  it('that does not receive it any more sees no request, and nothing is granted to it', async () => {
    const bulletin = await world.amber();
    const { id: request } = await ask(bulletin.id);
    await revise(world.hub, { author: world.author, second: world.second }, await world.bulletin(world.author, bulletin.id), { audience: { organisationIds: [world.third.organisationId] } });
    expect((await look(request)).text).toBe((await look(ABSENT)).text);
    expect((await takeBack(request)).text).toBe((await takeBack(ABSENT)).text);
    expect(code(await tryGrant({ id: request, expectedRevision: 1, expiresAt: iso(DAY) }, world.author))).toBe('CONFLICT');
    data(await tryRefuse({ id: request, expectedRevision: 1 }, world.author));
    expect(await told(world.asker, request)).toEqual([]);
  });
});

describe('the originator', () => {
  it('grants in part, a second person approves and is shown the code that he gives by telephone, and only then is who asked told', async () => {
    const { id } = await world.amber();
    const [route, house] = (await world.bulletin(world.author, id)).sections;
    const { id: request } = await ask(id);
    expect(code(await tryGrant({ id: request, expectedRevision: 1, expiresAt: iso(DAY) }, world.asker))).toBe('FORBIDDEN');
    expect(code(await tryGrant({ id: request, expectedRevision: 2, expiresAt: iso(DAY) }, world.author))).toBe('CONFLICT');
    expect(field(await tryGrant({ id: request, expectedRevision: 1, expiresAt: iso(31 * DAY) }, world.author))).toBe('input.expiresAt');
    const { request: granted, release } = await grant(request, { sectionIds: [route?.id] });
    expect(granted).toMatchObject({ state: 'ASKED', awaitsApproval: true, releaseId: release.id, grant: { sectionIds: [route?.id], inPart: true, opensUntil: iso(DAY) } });
    expect(release).toMatchObject({ state: 'PROPOSED', requestId: request, sectionIds: [route?.id] });
    expect(await see(request)).toMatchObject({ state: 'ASKED', awaitsApproval: false, releaseId: null, grant: null, answeredAt: null });
    expect(await told(world.asker, request)).toEqual([]);
    expect(code(await approve(release, world.author))).toBe('FORBIDDEN');
    expect((await approve(release, world.asker)).text).toBe((await approve({ id: ABSENT, revision: 1 }, world.asker)).text);

    const key: { address: string; code: string } = data(await approve(release)).approveOutsideRelease;
    const seen = await look(request);
    expect(data(seen).outsideReleaseRequest).toMatchObject({ state: 'GRANTED', releaseId: null, revision: null, grant: { sectionIds: [route?.id], inPart: true, opensUntil: iso(DAY) } });
    for (const secret of [key.code, key.address, release.id]) expect(seen.text).not.toContain(secret);
    expect(await told(world.asker, request)).toEqual(['OUTSIDE_GRANTED']);
    const opened = await fetch(`${world.hub.url}${new URL(key.address).pathname}`, { method: 'POST', body: new URLSearchParams({ code: key.code }) });
    const text = await opened.text();
    for (const part of ['By sea', 'Dr. Suzuki', 'Harbour Hospital', 'To treat her tonight']) expect(text).toContain(part);
    for (const part of ['At the harbour', '03-0000-0000', house?.heading ?? '']) expect(text).not.toContain(part);

    // Who of the originator decided stands in its own records alone.
    expect(await acts(id, world.asker)).toEqual([['outside-release.requested', world.asker.id], ['outside-release.granted', null]]);
    expect((await acts(id, world.author)).sort()).toEqual([['outside-release.approved', world.second.id], ['outside-release.granted', world.author.id], ['outside-release.opened', null],
      ['outside-release.proposed', world.author.id], ['outside-release.requested', world.asker.id]]);
    expect(code(await takeBack(request))).toBe('CONFLICT');
  });

  it('grants no more than was asked for, and of a person at risk to nobody who was not checked', async () => {
    const { id } = await world.amber({ personAtRisk: { basis: 'CONSENT', safetyChecks: [{ organisationId: world.asker.organisationId, outcome: 'MAY_KNOW' }] } });
    const [route, house] = (await world.bulletin(world.author, id)).sections;
    const { id: request } = await ask(id, { sectionIds: [route?.id] });
    const granting = (input: object): Promise<Answer> => tryGrant({ id: request, expectedRevision: 1, expiresAt: iso(DAY), ...input }, world.author);
    expect(field(await granting({ sectionIds: [house?.id], safetyCheck: 'Her own doctor' }))).toBe('input.sectionIds');
    expect(field(await granting({}))).toBe('input.safetyCheck');
    expect(data(await granting({ safetyCheck: 'Her own doctor' })).grantOutsideRelease).toMatchObject({ request: { grant: { inPart: false } }, release: { sectionIds: [route?.id] } });
  });

  it('grants anew what was revised meanwhile: what was approved for another version is shown to nobody', async () => {
    const bulletin = await world.amber();
    const { id: request } = await ask(bulletin.id);
    const { release: old } = await grant(request);
    await revise(world.hub, { author: world.author, second: world.second }, await world.bulletin(world.author, bulletin.id), { title: 'Another matter' });
    expect(code(await approve(old))).toBe('CONFLICT');
    const { release } = await grant(request, { expectedRevision: 2 });
    expect(code(await approve(old))).toBe('CONFLICT');
    expect(data(await approve(release)).approveOutsideRelease.code).toMatch(/^\d{8}$/);
    expect(await see(request)).toMatchObject({ state: 'GRANTED' });
  });

  it('refuses with a reason, also what was granted and not approved, which is not approved then', async () => {
    const { id } = await world.amber();
    const { id: request } = await ask(id);
    const { release } = await grant(request);
    expect(code(await tryRefuse({ id: request, expectedRevision: 2 }, world.asker))).toBe('FORBIDDEN');
    data(await tryRefuse({ id: request, expectedRevision: 2, reason: 'Her doctor is another one' }, world.second));
    expect(await see(request)).toMatchObject({ state: 'REFUSED', silent: false, reason: 'Her doctor is another one', grant: null, revision: null });
    expect(code(await approve(release))).toBe('CONFLICT');
    expect(await told(world.asker, request)).toEqual(['OUTSIDE_REFUSED']);
    expect((await acts(id, world.asker)).at(-1)).toEqual(['outside-release.refused', null]);
  });

  it('is reminded, and its silence is a refusal from the instant on by which an answer was asked for', async () => {
    const { id } = await world.amber();
    const { id: request } = await ask(id, { answerBy: iso(4 * HOUR) });
    const { release } = await grant(request);
    await world.run();
    expect(await told(world.author, request)).toEqual(['OUTSIDE_REQUESTED']);
    world.hub.clock.advance(2 * HOUR);
    for (let n = 0; n < 2; n += 1) await world.run();
    expect(await told(world.author, request)).toEqual(['OUTSIDE_REQUESTED', 'OUTSIDE_REMINDER']);
    expect(await told(world.asker, request)).toEqual([]);
    world.hub.clock.advance(2 * HOUR);
    // Before the hub has written it down, and after.
    for (let n = 0; n < 2; n += 1) {
      expect(await see(request)).toMatchObject({ state: 'REFUSED', silent: true, reason: null, grant: null });
      expect(code(await approve(release))).toBe('CONFLICT');
      expect(await list(world.asker, { states: ['REFUSED'] })).toHaveLength(1);
      for (let m = 0; m < 2; m += 1) await world.run();
    }
    expect(await told(world.asker, request)).toEqual(['OUTSIDE_REFUSED']);
    expect(await told(world.author, request)).toEqual(['OUTSIDE_REQUESTED', 'OUTSIDE_REMINDER', 'OUTSIDE_REFUSED']);
    for (const person of [world.asker, world.author]) expect((await acts(id, person)).at(-1)).toEqual(['outside-release.refused', null]);
    await ask(id);
  });
});

it('whoever asks can not tell whether the originator has shown it to that reader already', async () => {
  const seen: string[][] = [];
  for (const already of [false, true]) {
    await world.people();
    const from = world.hub.clock.now().getTime();
    const { id } = await world.amber();
    if (already) {
      const { release } = data(await world.hub.graphql('mutation ($input: ReleaseOutsideInput!) { releaseOutside(input: $input) { release { id revision } } }', { token: world.author.token, variables: { input: {
        bulletinId: id, readerName: 'Dr. Suzuki', readerOrganisation: 'Harbour Hospital', purpose: 'To treat her tonight', expiresAt: iso(DAY) } } })).releaseOutside;
      data(await approve(release));
    }
    const texts: string[] = [];
    const note = (answer: Answer): unknown => texts.push(answer.text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => String(Date.parse(at) - from)));
    const asking = await tryAsk(id);
    note(asking);
    const { id: request } = data(asking).requestOutsideRelease.request as Seen;
    const { release } = await grant(request);
    note(await look(request));
    data(await approve(release));
    note(await look(request));
    await distribute(world.hub);
    note(await world.hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } outsideReleaseRequests { nodes { state grant { inPart opensUntil } bulletin { version title } } } }', { token: world.asker.token }));
    seen.push([...texts, JSON.stringify(await acts(id, world.asker)).replaceAll(world.asker.id, 'ASKER')]);
  }
  expect(seen[1]).toEqual(seen[0]);
});
