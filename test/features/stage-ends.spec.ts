import { StageOpenings } from '@hub/bulletins';
import { addPerson, data, draft, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';
import { Endings, instantOf, to } from './support/ending.js';
import { requestDestruction, requestsOf, inDays, work } from './support/recalling.js';
import { HOUR, type ReleaseWorld, releaseWorld } from './support/releasing.js';

describe('an audience whose access ends', () => {
  let world: ReleaseWorld;
  let colleague: TestPerson;
  let now: Endings['now'], inHours: Endings['inHours'], setTo: Endings['setTo'], job: Endings['job'], read: Endings['read'], sees: Endings['sees'], headings: Endings['headings'], states: Endings['states'];
  const endings = (): Endings => new Endings(world);
  beforeAll(async () => {
    world = await releaseWorld();
    ({ now, inHours, setTo, job, read, sees, headings, states } = endings());
  });
  beforeEach(async () => {
    await world.people();
    colleague = await addPerson(world.hub, world.third.organisationId);
  });
  afterAll(() => world.hub.close());

  it('has it until the wall clock’s instant and not a moment longer, whenever the job runs', async () => {
    const { author, asker, third, stranger, hub } = world;
    const until = inHours(24);
    const { id } = await world.amber({ stages: [{ audience: to(third), until }], sections: [{ heading: 'For all', body: 'B' }, { heading: 'For the third', body: 'B', audience: to(third) }] });
    await distribute(hub);
    expect(await read(third, id)).toMatchObject({ oursUntil: new Date(instantOf(until)).toISOString(), stages: null, sections: [{ heading: 'For all' }, { heading: 'For the third' }] });
    expect((await read(asker, id)).oursUntil).toBeNull();
    expect((await read(author, id)).stages).toMatchObject([{ state: 'OPEN', at: null, until: { ...until, at: new Date(instantOf(until)).toISOString() } }]);
    expect((await read(author, id)).editable.stages).toEqual([{ at: null, until, audience: { organisationIds: [third.organisationId] } }]);
    setTo(instantOf(until) - 1);
    expect([await job(), await sees(third, id)]).toEqual([0, true]);
    hub.clock.advance(1);
    // Nothing has run.
    expect([await sees(third, id), await sees(asker, id), await states(id)]).toEqual([false, true, ['ENDED']]);
    const bare = await endings().traces(stranger, id);
    expect(await endings().traces(third, id)).toBe(bare);
    expect(await job()).toBe(1);
    expect(await endings().traces(third, id)).toBe(bare);
    expect(await job()).toBe(0);
    expect(await hub.recorded({ action: 'bulletin.stage-ended', subject: id })).toMatchObject([{ holder: author.organisationId, person: null, detail: { number: 1, stage: 1 } }]);
    expect((await hub.superuser('SELECT FROM hub.release_ends WHERE bulletin_id = $1', [id])).rowCount).toBe(0);
    // Who has read it hears that it is gone, and nobody else of the organisation; a replay tells nothing more.
    for (let times = 0; times < 2; times++) expect([await endings().alertsOf(third, id), await endings().alertsOf(colleague, id), await endings().alertsOf(stranger, id), await endings().alertsOf(asker, id)]).toEqual([['ACCESS_LOST'], [], [], ['PUBLISHED']]);
    expect(await endings().alertsOf(author, id)).toEqual(['PUBLISHED', 'STAGE_ENDED']);
    // Its copies are asked back as after a narrowing: of whoever was shown it.
    data(await requestDestruction(hub, author, { bulletinId: id, confirmBy: inDays(hub, 3) }));
    await work(hub);
    expect([(await requestsOf(hub, third)).length, (await requestsOf(hub, asker)).length]).toEqual([1, 0]);
  });

  it('comes by a stage and goes by its end; another stage, or a revision, lets it have more', async () => {
    const { author, asker, third, hub } = world;
    const [first, last, again, over] = [inHours(2), inHours(4), inHours(3), inHours(9)];
    const { id } = await world.amber({ stages: [{ audience: to(third), at: first, until: last }, { audience: { organisationIds: [third.organisationId, asker.organisationId] }, at: again, until: over }] });
    await distribute(hub);
    setTo(instantOf(first));
    await job();
    expect((await read(third, id)).oursUntil).toBe(new Date(instantOf(last)).toISOString());
    setTo(instantOf(again));
    await job();
    // Who has it by both has it until the later end; who has it without one keeps it.
    expect([(await read(third, id)).oursUntil, (await read(asker, id)).oursUntil]).toEqual([new Date(instantOf(over)).toISOString(), null]);
    setTo(instantOf(last));
    await job();
    expect(await sees(third, id)).toBe(true);
    expect(await endings().alertsOf(third, id)).toEqual(['PUBLISHED']);
    setTo(instantOf(over));
    expect(await sees(third, id)).toBe(false);
    await job();
    expect([await sees(third, id), await sees(asker, id)]).toEqual([false, true]);
    // The next version's own ends count: what stood stays over, a later end is a widening.
    expect(await states(id)).toEqual(['ENDED', 'ENDED']);
    await endings().revise(id, { title: 'Secret matter, anew' });
    await endings().approved(id);
    expect([await sees(third, id), await states(id)]).toEqual([false, ['ENDED', 'ENDED']]);
    const later = inHours(5);
    await endings().revise(id, { stages: [{ audience: to(third), until: later }] });
    await endings().approved(id);
    expect(await read(third, id)).toMatchObject({ version: 2, title: 'Secret matter, anew' });
    setTo(instantOf(later));
    expect(await sees(third, id)).toBe(false);
    await job();
    expect([await sees(third, id), await sees(author, id)]).toEqual([false, true]);
    expect(await endings().alertsOf(third, id)).toEqual(['ACCESS_LOST', 'ACCESS_LOST']);
  });

  it('is told of an end that is moved by the end itself: the next version goes out, and is no new edition, as nothing that is read has changed', async () => {
    const [third, first, sooner, last] = [world.third, inHours(2), inHours(4), inHours(6)];
    const { id } = await world.amber({ stages: [{ audience: to(third), at: first, until: last }] });
    await distribute(world.hub).then(() => setTo(instantOf(first)));
    const { version } = await job().then(() => read(third, id));
    expect((await endings().revise(id, { stages: [{ audience: to(third), at: first, until: sooner }] })).pending).toBeNull();
    expect(await read(third, id)).toMatchObject({ version, oursUntil: new Date(instantOf(sooner)).toISOString() });
  });

  it('is widened by an end that is put later or given up, and narrowed by an earlier one; approval binds it', async () => {
    const { author, third, hub } = world;
    const stage = (hours: number | null): object => ({ stages: [{ audience: to(third), at: inHours(2), ...(hours === null ? {} : { until: inHours(hours) }) }] });
    const bulletin = await world.amber({ ...stage(10), tlp: 'GREEN' });
    const hash = async (): Promise<string> => (await hub.superuser(`SELECT encode(content_hash, 'hex') AS hash FROM hub.bulletin_versions WHERE bulletin_id = $1 ORDER BY number DESC LIMIT 1`, [bulletin.id])).rows[0].hash;
    const hashes = [await hash()];
    // Earlier: it goes out by one person.
    expect((await endings().revise(bulletin.id, stage(9))).pending).toBeNull();
    hashes.push(await hash());
    for (const hours of [11, null]) {
      expect((await endings().revise(bulletin.id, stage(hours))).pending).toMatchObject({ needsApproval: true });
      hashes.push(await hash());
    }
    expect(new Set(hashes).size).toBe(4);
    // To the audience itself, which has no end.
    expect((await endings().revise(bulletin.id, { stages: [], audience: { organisationIds: [world.asker.organisationId, third.organisationId] } })).pending).toMatchObject({ needsApproval: true });
    expect((await read(author, bulletin.id)).stages).toMatchObject([{ state: 'WAITING', until: { local: inHours(9).local } }]);
  });

  it('keeps what is released to it longer, and no more than that; a release outlasts its asker’s access', async () => {
    const { author, asker, third, hub } = world;
    const [ends, asking, released] = [inHours(10), inHours(20), new Date(now() + 30 * HOUR).toISOString()];
    const { id } = await world.amber({ audience: {}, stages: [{ audience: to(asker), until: asking }, { audience: to(third), until: ends }], sections: [{ heading: 'Route', body: 'R' }, { heading: 'House', body: 'H' }, { heading: 'Third', body: 'T', audience: to(third) }] });
    const request = await world.ask(id);
    const [route] = (await world.bulletin(author, id)).sections;
    await world.release(id, request.id, { sectionIds: [route?.id], until: released, namesAsker: true });
    await distribute(hub);
    expect([await headings(third, id), (await read(third, id)).oursUntil]).toEqual([['Route', 'House', 'Third'], released]);
    for (const run of [false, true]) {
      setTo(Math.max(now(), instantOf(ends)));
      if (run) await job();
      expect(await headings(third, id)).toEqual(['Route']);
    }
    expect(await endings().alertsOf(third, id)).not.toContain('ACCESS_LOST');
    for (const run of [false, true]) {
      setTo(Math.max(now(), instantOf(asking)));
      if (run) await job();
      expect([await sees(asker, id), await headings(third, id), await world.requests(asker)]).toEqual([false, ['Route'], []]);
    }
    for (const run of [false, true]) {
      setTo(Math.max(now(), Date.parse(released)));
      if (run) await world.run();
      expect([await sees(third, id), await states(id)]).toEqual([false, ['ENDED', 'ENDED']]);
    }
  });

  it('keeps what a stage gives it where a release ends first', async () => {
    const { author, third, hub } = world;
    const [ends, released] = [inHours(10), new Date(now() + 5 * HOUR).toISOString()];
    const { id } = await world.amber({ stages: [{ audience: to(third), until: ends }] });
    const request = await world.ask(id);
    const [route] = (await world.bulletin(author, id)).sections;
    await world.release(id, request.id, { sectionIds: [route?.id], until: released });
    hub.clock.advance(6 * HOUR);
    for (const run of [false, true]) {
      if (run) await world.run();
      expect([await headings(third, id), (await read(third, id)).oursUntil]).toEqual([['Route', 'House'], new Date(instantOf(ends)).toISOString()]);
    }
    expect(await endings().alertsOf(third, id)).not.toContain('ACCESS_LOST');
  });

  it('gets nothing that is for its stage alone before and after, whatever else was released to it', async () => {
    const { author, third } = world;
    const [from, until] = [inHours(5), inHours(9)];
    const { id } = await world.amber({ stages: [{ audience: to(third), at: from, until }], sections: [{ heading: 'Route', body: 'R' }, { heading: 'House', body: 'H' }, { heading: 'Third', body: 'T', audience: to(third) }] });
    const request = await world.ask(id);
    const [route] = (await world.bulletin(author, id)).sections;
    await world.release(id, request.id, { sectionIds: [route?.id] });
    await distribute(world.hub);
    expect(await headings(third, id)).toEqual(['Route']);
    for (const [at, expected] of [[from, ['Route', 'House', 'Third']], [until, ['Route']]] as const) {
      setTo(instantOf(at));
      await job();
      expect(await headings(third, id)).toEqual(expected);
    }
    // A revision changes nothing in that.
    await endings().revise(id, { title: 'Secret matter, anew' });
    await endings().approved(id);
    expect([await headings(third, id), (await read(third, id)).oursUntil]).toEqual([['Route'], null]);
  });

  it('is shown to its editors as it will be at an instant, before and after the publication', async () => {
    const { author, third, hub } = world;
    const [from, until] = [inHours(2), inHours(4)];
    const bulletin = await draft(hub, author, { tlp: 'AMBER', title: 'Secret matter', audience: {}, stages: [{ audience: to(third), at: from, until }], sections: [{ heading: 'A', body: 'a' }] });
    const seen = async (ofWorkingCopy: boolean, eyes: string): Promise<boolean[]> => Promise.all([instantOf(from), instantOf(until) - 1, instantOf(until)].map(async (at) =>
      data(await hub.graphql(`query ($id: ID!, $at: DateTime, $w: Boolean!) { bulletinAs(id: $id, ${eyes}, at: $at, ofWorkingCopy: $w) { sees } }`, { token: author.token, variables: { id: bulletin.id, at: new Date(at).toISOString(), w: ofWorkingCopy } })).bulletinAs.sees));
    await hub.superuser('UPDATE hub.organisations SET contact_point_id = $1 WHERE id = $2', [colleague.id, third.organisationId]);
    for (const eyes of [`organisationId: "${third.organisationId}"`, `personId: "${colleague.id}"`]) expect(await seen(true, eyes)).toEqual([true, true, false]);
    await endings().approved(bulletin.id);
    expect(await seen(false, `organisationId: "${third.organisationId}"`)).toEqual([true, true, false]);
    // Looked at, and not changed.
    expect([await states(bulletin.id), await sees(third, bulletin.id)]).toEqual([['WAITING'], false]);
  });

  it('loses the tombstone of what was withdrawn too, and is told nothing more', async () => {
    const { author, third, hub } = world;
    const until = inHours(3);
    const { id, revision } = await world.amber({ stages: [{ audience: to(third), until }] });
    await distribute(hub);
    expect(await sees(third, id)).toBe(true);
    data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id, expectedRevision: revision, reason: 'X' } } }));
    expect((await read(third, id)).state).toBe('WITHDRAWN');
    await distribute(hub);
    setTo(instantOf(until));
    expect(await sees(third, id)).toBe(false);
    await job();
    expect(await sees(third, id)).toBe(false);
    expect((await hub.superuser(`SELECT FROM hub.alerts WHERE bulletin_id = $1 AND kind = 'ACCESS_LOST'`, [id])).rowCount).toBe(0);
  });

  it('never comes where its end has come before it could open, and the editors hear so', async () => {
    const { author, third, hub } = world;
    const [from, until] = [inHours(2), inHours(3)];
    const stage = { stages: [{ audience: to(third), at: from, until }] };
    const [{ id }, late] = [await world.amber(stage), await draft(hub, author, { tlp: 'AMBER', title: 'Secret matter', audience: {}, sections: [], ...stage })];
    await distribute(hub);
    setTo(instantOf(until));
    await job();
    await endings().approved(late.id);
    expect([await states(id), await states(late.id), await sees(third, id), await sees(third, late.id)]).toEqual([['FAILED'], ['ENDED'], false, false]);
    expect(await endings().alertsOf(author, id)).toEqual(['PUBLISHED', 'STAGE_FAILED']);
    expect([await endings().alertsOf(third, id), await endings().alertsOf(third, late.id)]).toEqual([[], []]);
  });

  it('keeps the wall clock of its end where the rules of the zone change, and moves the instant', async () => {
    const { third, hub } = world;
    const until = inHours(10);
    const { id } = await world.amber({ stages: [{ audience: to(third), until }] });
    await hub.superuser(`UPDATE hub.bulletin_stages SET until_at = until_at + interval '1 hour' WHERE bulletin_id = $1`, [id]);
    expect(await hub.hub.app.get(StageOpenings).reckon(null)).toBe(1);
    expect((await read(third, id)).oursUntil).toBe(new Date(instantOf(until)).toISOString());
  });

  it('takes no end that can not be', async () => {
    const { author, third, hub } = world;
    const refused = async (stage: object, more: object = {}): Promise<string> => {
      const input = { kind: 'NOTICE', tlp: 'AMBER', title: 'X', language: 'en', audience: {}, sections: [], stages: [{ audience: to(third), ...stage }], ...more };
      const { errors } = await hub.graphql('mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input } });
      return `${errors?.[0]?.extensions.code} ${String(errors?.[0]?.extensions['field'])}`;
    };
    expect(await refused({})).toBe('INVALID_INPUT input.stages.0.at');
    expect(await refused({ until: inHours(-1) })).toBe('INVALID_INPUT input.stages.0.until');
    expect(await refused({ at: inHours(3), until: inHours(3) })).toBe('INVALID_INPUT input.stages.0.until');
    expect(await refused({ until: { local: '2036-02-30T09:00', zone: 'Asia/Tokyo' } })).toBe('INVALID_INPUT input.stages.0.until.local');
    expect(await refused({ until: { local: '2036-02-20T09:00', zone: '+09:00' } })).toBe('INVALID_INPUT input.stages.0.until.zone');
    expect(await refused({ until: inHours(3) }, { expiresAt: new Date(now() + 2 * HOUR) })).toBe('INVALID_INPUT input.stages.0.until');
    expect(await refused({ until: inHours(3) }, { releaseAt: new Date(now() + 4 * HOUR) })).toBe('INVALID_INPUT input.stages.0.until');
    expect(await refused({ until: inHours(3), audience: { everyone: true } }, { tlp: 'GREEN' })).toBe('INVALID_INPUT input.stages.0.until');
    expect(await refused({ until: inHours(3) }, { recipientsVisible: true })).toBe('INVALID_INPUT input.recipientsVisible');
    expect(await refused({ until: inHours(3) }, { tlp: 'RED', audience: { personIds: [world.second.id] } })).toBe('INVALID_INPUT input.stages');
  });
});
