import { data, publish } from '@hub/testing';
import { distribute } from './support/alerting.js';
import { DAY, HOUR, type ReleaseWorld, releaseWorld } from './support/releasing.js';

let world: ReleaseWorld;
beforeAll(async () => {
  world = await releaseWorld();
});
beforeEach(() => world.people());
afterAll(() => world.hub.close());

const iso = (ms: number): string => new Date(world.hub.clock.now().getTime() + ms).toISOString();
const code = (answer: { errors?: { extensions: { code: string; field?: string } }[] }): string | undefined => answer.errors?.[0]?.extensions.code;
/** What somebody is told of requests for release. */
const told = async (person: { token: string }): Promise<string[]> => {
  await distribute(world.hub);
  const { alerts } = data(await world.hub.graphql('{ alerts(first: 100, filter: {}) { nodes { kind change subjectId bulletinId } } }', { token: person.token }));
  return (alerts.nodes as { kind: string; change: string | null }[]).filter(({ kind }) => kind === 'RELEASE' || kind === 'ACCESS_LOST').map(({ kind, change }) => change ?? kind);
};

describe('a recipient of an AMBER bulletin', () => {
  it('asks the originator to release it to a third organisation, and both see the request', async () => {
    const { id } = await world.amber();
    const asked = await world.ask(id, { terms: 'Read on the premises' });
    expect(asked).toMatchObject({ state: 'ASKED', purpose: 'To find a bed tonight', terms: 'Read on the premises', sectionIds: null, grant: null, revision: null, answerBy: iso(14 * DAY) });
    expect(await world.requests(world.reader)).toEqual([asked]);
    const [ofUs] = await world.requests(world.author, { side: 'ASKED_OF_US', states: ['ASKED'] });
    expect(ofUs).toEqual({ ...asked, revision: 1 });
    expect(await told(world.author)).toEqual(['REQUESTED']);
    for (const other of [world.third, world.stranger]) {
      expect(await world.requests(other)).toEqual([]);
      expect((await world.tryRequest(asked.id, other)).text).toBe((await world.tryRequest('5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11', other)).text);
      expect(await told(other)).toEqual([]);
    }
  });

  it.each([
    ['RED', 'FORBIDDEN'], ['AMBER_STRICT', 'FORBIDDEN'], ['GREEN', 'CONFLICT'], ['CLEAR', 'CONFLICT'],
  ])('can ask for nothing that is marked %s: %s', async (tlp, expected) => {
    const { asker, second, hub } = world;
    await hub.superuser('UPDATE hub.organisations SET contact_point_id = $1 WHERE id = $2', [asker.id, asker.organisationId]);
    const audience = tlp === 'RED' ? { personIds: [asker.id, second.id] } : { organisationIds: [asker.organisationId] };
    const { id } = await world.amber({ tlp, audience, ...(tlp === 'RED' ? { approverIds: [second.id] } : {}) });
    expect(code(await world.tryAsk(id))).toBe(expected);
    expect(code(await world.tryAsk(id, {}, world.stranger))).toBe('NOT_FOUND');
  });

  it('learns of what it does not see what it learns of what is not there', async () => {
    const { id } = await world.amber();
    const { id: hidden } = await world.amber({ audience: { organisationIds: [] } });
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    expect((await world.tryAsk(hidden)).text).toBe((await world.tryAsk(absent)).text);
    const [route, own] = (await world.bulletin(world.author, (await world.amber({ sections: [{ heading: 'A', body: 'a' }, { heading: 'B', body: 'b', audience: { organisationIds: [] } }] })).id)).sections;
    for (const sectionId of [route?.id, own?.id, absent]) expect((await world.tryAsk(id, { sectionIds: [sectionId] })).text).toBe((await world.tryAsk(id, { sectionIds: [absent] })).text);
    expect(code(await world.tryAsk(id, { organisationId: absent }))).toBe('INVALID_INPUT');
    for (const organisationId of [world.asker.organisationId, world.author.organisationId]) expect(code(await world.tryAsk(id, { organisationId }))).toBe('INVALID_INPUT');
  });

  it('asks as an officer or contact point, once at a time, and takes the request back', async () => {
    const { id } = await world.amber();
    expect(code(await world.tryAsk(id, {}, world.reader))).toBe('FORBIDDEN');
    expect(code(await world.tryAsk(id, {}, world.author))).toBe('FORBIDDEN');
    const asked = await world.ask(id);
    expect(code(await world.tryAsk(id))).toBe('CONFLICT');
    expect(code(await world.tryTakeBack(asked.id, world.author))).toBe('NOT_FOUND');
    expect(code(await world.tryTakeBack(asked.id, world.stranger))).toBe('NOT_FOUND');
    await world.grant(asked.id);
    expect(data(await world.tryTakeBack(asked.id)).withdrawReleaseRequest.request).toMatchObject({ state: 'WITHDRAWN', grant: null });
    // What was granted meanwhile does not go out.
    expect((await world.bulletin(world.author, id)).pending?.audience.releases).toEqual([]);
    expect(code(await world.tryGrant(asked.id, { expectedRevision: 3 }))).toBe('CONFLICT');
    expect(await told(world.author)).toEqual(['REQUESTED', 'WITHDRAWN']);
  });
});

describe('the originator', () => {
  it('grants, and it goes out once a second person has approved exactly that', async () => {
    const { id } = await world.amber();
    const { id: request } = await world.ask(id);
    const granted = await world.grant(request, { conditions: 'Not to be copied', namesAsker: true });
    expect(granted).toMatchObject({ state: 'ASKED', awaitsApproval: true, grant: { inPart: false, conditions: 'Not to be copied', namesAsker: true, grantedBy: { id: world.author.id } } });
    expect(await world.request(request)).toMatchObject({ state: 'ASKED', awaitsApproval: false, grant: null });
    expect((await world.bulletin(world.author, id)).pending).toMatchObject({ needsApproval: true, audience: { releases: [{ requestId: request, organisation: { id: world.third.organisationId } }] } });
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    // Whoever granted can't approve.
    data(await publish(world.hub, world.author, await world.bulletin(world.author, id)));
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    await world.approve(id);
    await world.run();
    expect(await world.headings(world.third, id)).toEqual(['Route', 'House']);
    expect((await world.bulletin(world.third, id)).releasedToUs).toEqual([{ id: request, conditions: 'Not to be copied', until: null, askedBy: { id: world.asker.organisationId } }]);
    expect(await world.request(request)).toMatchObject({ state: 'GRANTED', grant: { inPart: false, conditions: 'Not to be copied', namesAsker: null, grantedBy: null } });
    const { audience } = await world.bulletin(world.author, id);
    expect(audience?.releases).toEqual([{ requestId: request, organisation: { id: world.third.organisationId }, sectionIds: expect.any(Array), until: null }]);
    expect(audience?.organisations.map((organisation) => organisation.id).sort()).toEqual([world.asker.organisationId, world.third.organisationId].sort());
    expect(await told(world.asker)).toEqual(['GRANTED']);
    expect(await told(world.third)).toEqual(['GRANTED']);
    expect((await world.bulletin(world.asker, id)).audience).toBeNull();
  });

  it('grants in part: the third organisation sees the sections named, and none that is written later', async () => {
    const { id } = await world.amber();
    const [route, house] = (await world.bulletin(world.asker, id)).sections;
    const { id: request } = await world.ask(id, { sectionIds: [route?.id, house?.id] });
    expect(code(await world.tryGrant(request, { sectionIds: ['5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11'] }))).toBe('INVALID_INPUT');
    await world.release(id, request, { sectionIds: [route?.id] });
    expect(await world.request(request)).toMatchObject({ state: 'GRANTED', grant: { inPart: true, sectionIds: [route?.id] } });
    expect(await world.headings(world.third, id)).toEqual(['Route']);
    expect((await world.bulletin(world.third, id)).releasedToUs).toMatchObject([{ askedBy: null }]);
    const { revision } = await world.bulletin(world.author, id);
    data(await world.hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', { token: world.author.token, variables: { input: {
      id, expectedRevision: revision, sections: [{ id: route?.id, heading: 'Route', body: 'By air' }, { id: house?.id, heading: 'House', body: 'Moved' }, { heading: 'Later', body: 'New' }] } } }));
    await world.approve(id);
    expect(await world.headings(world.third, id)).toEqual(['Route']);
    expect(await world.headings(world.asker, id)).toEqual(['Route', 'House', 'Later']);
  });

  it('refuses with or without a reason, also what was granted and has not gone out', async () => {
    const { id } = await world.amber();
    const { id: request } = await world.ask(id);
    await world.grant(request);
    expect(code(await world.tryRefuse(request))).toBe('CONFLICT');
    expect(data(await world.tryRefuse(request, { expectedRevision: 2, reason: 'Too early' })).refuseRelease.request).toMatchObject({ state: 'REFUSED', silent: false, reason: 'Too early' });
    expect(await world.request(request)).toMatchObject({ state: 'REFUSED', silent: false, reason: 'Too early', grant: null });
    const { revision, pending } = await world.bulletin(world.author, id);
    expect(pending?.audience.releases).toEqual([]);
    await publish(world.hub, world.second, { id, revision });
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    expect(await told(world.asker)).toEqual(['REFUSED']);
    const records = await world.hub.recorded({ action: 'release.refused', subject: id });
    expect(records.map(({ holder, person }) => [holder, person]).sort()).toEqual([[world.author.organisationId, world.author.id], [world.asker.organisationId, null]].sort());
  });

  it('is answered for by silence: reminded before, refused from the instant on, whenever the hub comes to write it down', async () => {
    const { id } = await world.amber();
    const { id: request, answerBy } = await world.ask(id, { answerBy: iso(4 * DAY) });
    await world.grant(request);
    await world.run();
    world.hub.clock.advance(3 * DAY);
    await world.run();
    await world.run();
    expect(await told(world.author)).toEqual(['REQUESTED', 'REMINDER']);
    world.hub.clock.advance(DAY);
    const before = await world.request(request);
    expect(before).toMatchObject({ state: 'REFUSED', silent: true, answeredAt: answerBy, grant: null });
    expect(await world.requests(world.asker, { states: ['ASKED'] })).toEqual([]);
    // Nothing goes out any more that was granted and not approved in time.
    expect(code(await publish(world.hub, world.second, await world.bulletin(world.author, id)))).toBe('CONFLICT');
    await world.run();
    expect(await world.request(request)).toEqual(before);
    expect((await world.bulletin(world.author, id)).pending?.audience.releases).toEqual([]);
    expect(await told(world.asker)).toEqual(['REFUSED']);
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
  });

  it('lets a release end at an instant: from then on it is gone, before any job has run, and the organisation hears that it lost it', async () => {
    const { id } = await world.amber();
    const { id: request } = await world.ask(id);
    const until = iso(10 * DAY);
    await world.release(id, request, { until });
    expect((await world.bulletin(world.third, id)).releasedToUs).toMatchObject([{ until }]);
    world.hub.clock.advance(9 * DAY);
    await world.run();
    expect(await told(world.third)).toEqual(['GRANTED', 'GRANT_ENDING']);
    world.hub.clock.advance(DAY - 1);
    expect(await world.headings(world.third, id)).toEqual(['Route', 'House']);
    world.hub.clock.advance(1);
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    expect(await world.listed(world.third)).toEqual([]);
    expect((await world.hub.graphql('{ bulletins(filter: { text: "harbour" }) { nodes { id } } }', { token: world.third.token })).data?.bulletins.nodes).toEqual([]);
    expect(await world.request(request)).toMatchObject({ state: 'ENDED' });
    await world.run();
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    expect(await told(world.third)).toEqual(['ACCESS_LOST']);
    expect((await world.bulletin(world.author, id)).audience?.organisations.map((organisation) => organisation.id)).toEqual([world.asker.organisationId]);
    expect(await world.headings(world.asker, id)).toEqual(['Route', 'House']);
    expect((await world.hub.superuser('SELECT FROM hub.release_ends WHERE bulletin_id = $1', [id])).rowCount).toBe(0);
  });

  it('takes by the end of a release only what the organisation had by it', async () => {
    const { id } = await world.amber({ sections: [{ heading: 'Route', body: 'By sea' }, { heading: 'House', body: 'At the harbour', audience: { organisationIds: [world.asker.organisationId] } }] }, world.third);
    expect(await world.headings(world.third, id)).toEqual(['Route']);
    const { id: request } = await world.ask(id);
    await world.release(id, request, { until: iso(HOUR) });
    expect(await world.headings(world.third, id)).toEqual(['Route', 'House']);
    world.hub.clock.advance(HOUR);
    expect(await world.headings(world.third, id)).toEqual(['Route']);
    await world.run();
    expect(await world.headings(world.third, id)).toEqual(['Route']);
    expect(await told(world.third)).not.toContain('ACCESS_LOST');
  });

  it('ends a release before its time, alone', async () => {
    const { id } = await world.amber();
    const { id: request } = await world.ask(id);
    await world.release(id, request);
    const { revision } = await world.request(request, world.author);
    expect(code(await world.tryEnd(request, revision ?? 0, world.asker))).toBe('FORBIDDEN');
    expect(data(await world.tryEnd(request, revision ?? 0)).endRelease.request).toMatchObject({ state: 'ENDED' });
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    expect(await told(world.asker)).toEqual(['GRANTED', 'ENDED']);
  });

  it('has no release any more where it raises the mark', async () => {
    const { id } = await world.amber();
    const { id: request } = await world.ask(id);
    await world.release(id, request);
    const { revision } = await world.bulletin(world.author, id);
    data(await world.hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id pending { state } } } }', { token: world.author.token, variables: { input: { id, expectedRevision: revision, tlp: 'AMBER_STRICT' } } }));
    await publish(world.hub, world.second, await world.bulletin(world.author, id));
    expect(code(await world.tryBulletin(world.third, id))).toBe('NOT_FOUND');
    await world.run();
    expect(await world.request(request)).toMatchObject({ state: 'ENDED' });
  });

  it('alone decides: swapped and foreign ids are not found, in the same bytes', async () => {
    const { id } = await world.amber();
    const { id: request } = await world.ask(id);
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    for (const person of [world.third, world.stranger]) {
      for (const attempt of [world.tryGrant, world.tryRefuse] as const) expect((await attempt.call(world, request, {}, person)).text).toBe((await attempt.call(world, absent, {}, person)).text);
      expect((await world.tryEnd(request, 1, person)).text).toBe((await world.tryEnd(absent, 1, person)).text);
      expect((await world.tryTakeBack(request, person)).text).toBe((await world.tryTakeBack(absent, person)).text);
    }
    for (const person of [world.asker, world.reader]) expect(code(await world.tryGrant(request, {}, person))).toBe('FORBIDDEN');
  });
});
