import { OrganisationKind } from '@hub/access';
import { ReleaseJob, StageOpenings } from '@hub/bulletins';
import { addCircle, addOrganisation, addPerson, createTestHub, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';

const HOUR = 3_600_000;
const STAGES = 'stages { position state openedAt at { at local zone } audience { everyone organisations { id } } leftOut { id } }';
const READ = `query ($id: ID!) { bulletin(id: $id) { state title version publishedAt revision sections { heading } ${STAGES} expiresAt expiresOn { at local zone } pending { needsApproval releaseAt releaseOn { at local zone } ${STAGES} } } }`;
const REVISE = `mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { revision ${STAGES} pending { needsApproval ${STAGES} } } } }`;
const ALERTS = 'query { alerts(first: 100) { nodes { kind change bulletinId } } }';

describe('a bulletin in stages', () => {
  let hub: TestHub;
  let npa: string, embassy: string, iom: string, ngo: string, shelter: string;
  let author: TestPerson, second: TestPerson, attache: TestPerson, adviser: TestPerson, helper: TestPerson, outsider: TestPerson, warden: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    [iom, ngo, shelter] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
    author = await addPerson(hub, npa);
    second = await addPerson(hub, npa);
    [attache, adviser, helper, warden] = [await addPerson(hub, embassy), await addPerson(hub, iom), await addPerson(hub, ngo), await addPerson(hub, shelter)];
    outsider = await addPerson(hub, await addOrganisation(hub));
  });
  afterAll(() => hub.close());

  /** The wall clock of Tokyo so many hours from now. */
  const inHours = (hours: number): { local: string; zone: string } => ({ local: new Date(hub.clock.now().getTime() + (hours + 9) * HOUR).toISOString().slice(0, 16), zone: 'Asia/Tokyo' });
  const read = (person: TestPerson, id: string) => hub.graphql(READ, { token: person.token, variables: { id } });
  const sees = async (person: TestPerson, id: string): Promise<boolean> => (await read(person, id)).data?.bulletin != null;
  const job = (): Promise<number> => hub.hub.app.get(ReleaseJob).run();
  const refused = async (input: object): Promise<string> => {
    const { errors } = await hub.graphql('mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { kind: 'NOTICE', tlp: 'AMBER', title: 'X', language: 'en', audience: { organisationIds: [embassy] }, sections: [], ...input } } });
    return `${errors?.[0]?.extensions.code} ${String(errors?.[0]?.extensions['field'])}`;
  };
  const staged = (hours: number, more: object = {}) => ({
    tlp: 'AMBER', title: 'A restaurant in Yokohama', audience: { organisationIds: [embassy] }, stages: [{ audience: { organisationIds: [iom, ngo] }, at: inHours(hours) }],
    sections: [{ heading: 'For all', body: 'B' }, { heading: 'For the embassy', body: 'B', audience: { organisationIds: [embassy] } }, { heading: 'For the NGO', body: 'B', audience: { organisationIds: [ngo] } }], ...more,
  });
  const alertsOf = async (person: TestPerson, id: string): Promise<string[]> => {
    await distribute(hub);
    return (data(await hub.graphql(ALERTS, { token: person.token })).alerts.nodes as { kind: string; change: string | null; bulletinId: string }[]).filter(({ bulletinId }) => bulletinId === id).map(({ kind, change }) => change ?? kind);
  };
  const headings = async (person: TestPerson, id: string): Promise<string[]> => (data(await read(person, id)).bulletin.sections as { heading: string }[]).map(({ heading }) => heading);

  it('goes to the embassy first and to the others from the next day’s instant on, never earlier', async () => {
    const { id } = await publishNew(hub, author, second, staged(24));
    await distribute(hub);
    expect(await headings(attache, id)).toEqual(['For all', 'For the embassy']);
    for (const person of [adviser, helper, outsider]) expect(await sees(person, id)).toBe(false);
    expect(data(await read(author, id)).bulletin.stages).toMatchObject([{ position: 1, state: 'WAITING', openedAt: null, at: { zone: 'Asia/Tokyo' }, audience: { organisations: [{ id: iom }, { id: ngo }] } }]);
    const toWrite = async (person: TestPerson) => data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { editable { stages { at { local zone } audience { everyone organisationIds circleIds } } } } }', { token: person.token, variables: { id } })).bulletin.editable;
    expect(await toWrite(second)).toEqual({ stages: [{ at: inHours(24), audience: { everyone: false, organisationIds: [iom, ngo], circleIds: [] } }] });
    expect(await toWrite(attache)).toBeNull();

    hub.clock.advance(24 * HOUR - 60_000);
    expect(await job()).toBe(0);
    expect(await sees(adviser, id)).toBe(false);
    hub.clock.advance(60_000);
    expect(await job()).toBe(1);
    expect(await headings(adviser, id)).toEqual(['For all']);
    expect(await headings(helper, id)).toEqual(['For all', 'For the NGO']);
    expect(await headings(attache, id)).toEqual(['For all', 'For the embassy']);
    expect(await sees(outsider, id)).toBe(false);
    expect(data(await read(helper, id)).bulletin).toMatchObject({ version: 1, stages: null, expiresOn: null, pending: null });
    expect(data(await read(author, id)).bulletin.stages).toMatchObject([{ state: 'OPEN', openedAt: hub.clock.now().toISOString(), leftOut: [] }]);
    const asked = async (): Promise<string[]> => (data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { acknowledgements { organisation { id } } } }', { token: author.token, variables: { id } })).bulletin.acknowledgements as { organisation: { id: string } }[]).map(({ organisation }) => organisation.id).sort();
    expect(await asked()).toEqual([embassy, iom, ngo].sort());
    // Once: whoever came first has no second alert, and whoever comes has one.
    expect(await job()).toBe(0);
    expect([await alertsOf(attache, id), await alertsOf(adviser, id), await alertsOf(outsider, id)]).toEqual([['PUBLISHED'], ['PUBLISHED'], []]);
    expect(await hub.recorded({ action: 'bulletin.stage-opened', subject: id })).toMatchObject([{ holder: npa, person: null, detail: { number: 1, stage: 1 } }]);
    // It is found by whom it is open to.
    const found = async (person: TestPerson): Promise<number> => data(await hub.graphql('{ bulletins(filter: { text: "Yokohama" }) { nodes { id } } }', { token: person.token })).bulletins.nodes.filter((one: { id: string }) => one.id === id).length;
    expect([await found(adviser), await found(outsider)]).toEqual([1, 0]);
  });

  it('counts versions for whoever comes by a stage as for everybody else', async () => {
    const bulletin = await publishNew(hub, author, second, staged(3, { tlp: 'GREEN' }));
    const revised = data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, title: 'Two restaurants' } } })).reviseBulletin.bulletin;
    expect(revised.stages).toMatchObject([{ state: 'WAITING' }]);
    await distribute(hub);
    hub.clock.advance(3 * HOUR);
    expect(await job()).toBe(1);
    expect(data(await read(adviser, bulletin.id)).bulletin).toMatchObject({ version: 1, title: 'Two restaurants' });
    expect(data(await read(attache, bulletin.id)).bulletin).toMatchObject({ version: 2 });
    data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: revised.revision, title: 'Three restaurants' } } }));
    expect(data(await read(adviser, bulletin.id)).bulletin).toMatchObject({ version: 2, title: 'Three restaurants' });
    expect(await alertsOf(adviser, bulletin.id)).toEqual(['PUBLISHED', 'REVISED']);
  });

  it('binds approval to the stages: a changed stage voids it', async () => {
    const bulletin = await draft(hub, author, staged(30));
    data(await publish(hub, author, bulletin));
    const hash = async (): Promise<string> => (await hub.superuser('SELECT encode(content_hash, $2) AS hash FROM hub.bulletin_versions WHERE bulletin_id = $1', [bulletin.id, 'hex'])).rows[0].hash;
    const before = await hash();
    const { revision, pending } = data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, stages: [{ audience: { organisationIds: [iom, ngo] }, at: inHours(29) }] } } })).reviseBulletin.bulletin;
    expect(pending).toMatchObject({ needsApproval: true, stages: [{ state: 'PLANNED' }] });
    expect(await hash()).not.toBe(before);
    expect((await publish(hub, second, bulletin)).errors?.[0]?.extensions.code).toBe('CONFLICT');
    // The edit voided the submission too: the author submits anew.
    for (const person of [author, second]) data(await publish(hub, person, { id: bulletin.id, revision }));
    expect(data(await read(author, bulletin.id)).bulletin).toMatchObject({ state: 'PUBLISHED', stages: [{ state: 'WAITING' }] });
  });

  it('opens no stage of what was withdrawn, has expired, or was narrowed', async () => {
    const [withdrawn, expired, narrowed] = [await publishNew(hub, author, second, staged(5)), await publishNew(hub, author, second, staged(5, { expiresAt: new Date(hub.clock.now().getTime() + 6 * HOUR) })), await publishNew(hub, author, second, staged(5))];
    await distribute(hub);
    data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id: withdrawn.id, expectedRevision: withdrawn.revision, reason: 'X' } } }));
    // Narrowing needs one person.
    expect(data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id: narrowed.id, expectedRevision: narrowed.revision, stages: [], sections: [{ heading: 'For all', body: 'B' }] } } })).reviseBulletin.bulletin.pending).toMatchObject({ needsApproval: true });
    const { rows } = await hub.superuser('SELECT revision FROM hub.bulletins WHERE id = $1', [narrowed.id]);
    data(await publish(hub, second, { id: narrowed.id, revision: rows[0].revision }));
    await distribute(hub);
    hub.clock.advance(7 * HOUR);
    expect(await job()).toBe(0);
    for (const { id } of [withdrawn, expired, narrowed]) expect(await sees(adviser, id)).toBe(false);
    expect(data(await read(author, withdrawn.id)).bulletin.stages).toMatchObject([{ state: 'DROPPED' }]);
  });

  it('leaves out who is suspended by then, and tells the editors', async () => {
    const [partly, wholly] = [await publishNew(hub, author, second, staged(2, { stages: [{ audience: { organisationIds: [iom, shelter] }, at: inHours(2) }], sections: [] })), await publishNew(hub, author, second, staged(2, { stages: [{ audience: { organisationIds: [shelter] }, at: inHours(2) }], sections: [] }))];
    await distribute(hub);
    await hub.superuser('UPDATE hub.organisations SET suspended_at = $2 WHERE id = $1', [shelter, hub.clock.now()]);
    hub.clock.advance(2 * HOUR);
    expect(await job()).toBe(2);
    await hub.superuser('UPDATE hub.organisations SET suspended_at = NULL WHERE id = $1', [shelter]);
    expect([await sees(adviser, partly.id), await sees(warden, partly.id), await sees(warden, wholly.id)]).toEqual([true, false, false]);
    expect(data(await read(author, partly.id)).bulletin.stages).toMatchObject([{ state: 'OPEN', leftOut: [{ id: shelter }] }]);
    expect(data(await read(author, wholly.id)).bulletin.stages).toMatchObject([{ state: 'FAILED', leftOut: [{ id: shelter }] }]);
    expect([await alertsOf(author, partly.id), await alertsOf(author, wholly.id)]).toEqual([['PUBLISHED', 'STAGE_INCOMPLETE'], ['PUBLISHED', 'STAGE_FAILED']]);
    expect(await alertsOf(adviser, partly.id)).toEqual(['PUBLISHED']);
  });

  it('opens at once what has come before it is approved', async () => {
    const bulletin = await draft(hub, author, staged(1));
    data(await publish(hub, author, bulletin));
    hub.clock.advance(2 * HOUR);
    data(await publish(hub, second, bulletin));
    expect([await sees(attache, bulletin.id), await headings(helper, bulletin.id)]).toEqual([true, ['For all', 'For the NGO']]);
    expect([await alertsOf(helper, bulletin.id), await alertsOf(attache, bulletin.id)]).toEqual([['PUBLISHED'], ['PUBLISHED']]);
    expect(await job()).toBe(0);
  });

  it('widens to everyone, and to a circle as it was when it was written', async () => {
    const circle = await addCircle(hub, [iom]);
    const bulletin = await publishNew(hub, author, second, { tlp: 'GREEN', audience: { organisationIds: [embassy] }, stages: [{ audience: { circleIds: [circle] }, at: inHours(1) }, { audience: { everyone: true }, at: inHours(2) }] });
    await distribute(hub);
    await hub.superuser('INSERT INTO hub.circle_members (circle_id, organisation_id) VALUES ($1, $2)', [circle, ngo]);
    hub.clock.advance(HOUR);
    expect(await job()).toBe(1);
    expect([await sees(adviser, bulletin.id), await sees(helper, bulletin.id)]).toEqual([true, false]);
    hub.clock.advance(HOUR);
    expect(await job()).toBe(1);
    expect([await sees(helper, bulletin.id), await sees(outsider, bulletin.id)]).toEqual([true, true]);
    expect([await alertsOf(adviser, bulletin.id), await alertsOf(outsider, bulletin.id)]).toEqual([['PUBLISHED'], ['PUBLISHED']]);
  });

  it('takes no stage that the mark does not allow, and none at an impossible time', async () => {
    const stage = (audience: object, at: object = inHours(5)) => ({ stages: [{ audience, at }] });
    expect(await refused(stage({ organisationIds: [ngo] }, { local: '2026-02-30T09:00', zone: 'Asia/Tokyo' }))).toBe('INVALID_INPUT input.stages.0.at.local');
    expect(await refused(stage({ organisationIds: [ngo] }, { local: '2036-02-20T09:00', zone: '+09:00' }))).toBe('INVALID_INPUT input.stages.0.at.zone');
    expect(await refused(stage({ organisationIds: [ngo] }, inHours(-1)))).toBe('INVALID_INPUT input.stages.0.at');
    expect(await refused({ ...stage({ organisationIds: [ngo] }), releaseAt: new Date(hub.clock.now().getTime() + 6 * HOUR) })).toBe('INVALID_INPUT input.stages.0.at');
    expect(await refused({ ...stage({ organisationIds: [ngo] }), expiresAt: new Date(hub.clock.now().getTime() + 4 * HOUR) })).toBe('INVALID_INPUT input.stages.0.at');
    expect(await refused(stage({ everyone: true }))).toBe('INVALID_INPUT input.stages.0.audience.everyone');
    expect(await refused(stage({}))).toBe('INVALID_INPUT input.stages.0.audience');
    expect(await refused({ ...stage({ organisationIds: [ngo] }), recipientsVisible: true })).toBe('INVALID_INPUT input.recipientsVisible');
    expect(await refused({ ...stage({ organisationIds: [ngo] }), tlp: 'RED', audience: { personIds: [second.id] } })).toBe('INVALID_INPUT input.stages');
    expect(await refused({ releaseAt: new Date(hub.clock.now().getTime() + HOUR), releaseOn: inHours(1) })).toBe('INVALID_INPUT input.releaseOn');
    expect(await refused({ ...stage({ organisationIds: [ngo] }), sections: [{ heading: 'H', body: 'B', audience: { organisationIds: [iom] } }] })).toBe('INVALID_INPUT input.sections.0.audience');
  });

  it('keeps the wall clock where the rules of its zone change, and moves the instant', async () => {
    const on = { releaseOn: inHours(10), expiresOn: inHours(100) };
    const waiting = await draft(hub, author, staged(20, on));
    for (const person of [author, second]) data(await publish(hub, person, waiting));
    const published = await publishNew(hub, author, second, staged(20, { expiresOn: inHours(100) }));
    expect(data(await read(author, waiting.id)).bulletin.pending).toMatchObject({ releaseOn: on.releaseOn, releaseAt: new Date(Math.floor(hub.clock.now().getTime() / 60_000) * 60_000 + 10 * HOUR).toISOString() });
    const instants = async () => (await hub.superuser(`SELECT v.release_at, v.expires_at, b.expires_at AS ends, v.lapses_at, s.opens_at, encode(v.content_hash, 'hex') AS hash FROM hub.bulletin_versions v
      JOIN hub.bulletins b ON b.id = v.bulletin_id JOIN hub.bulletin_stages s ON s.bulletin_id = v.bulletin_id WHERE v.bulletin_id = ANY ($1) ORDER BY v.bulletin_id = $2`, [[waiting.id, published.id], published.id])).rows;
    const right = await instants();
    expect(await hub.hub.app.get(StageOpenings).reckon(null)).toBe(0);
    // As if the rules had been others when it was written.
    await hub.superuser(`UPDATE hub.bulletin_versions SET release_at = release_at - interval '10 hours', expires_at = expires_at - interval '1 hour' WHERE bulletin_id = ANY ($1)`, [[waiting.id, published.id]]);
    await hub.superuser(`UPDATE hub.bulletin_stages SET opens_at = $2 WHERE bulletin_id = ANY ($1)`, [[waiting.id, published.id], hub.clock.now()]);
    await hub.superuser(`UPDATE hub.bulletins SET expires_at = expires_at - interval '1 hour' WHERE id = $1`, [published.id]);
    // What seems due is reckoned before it is done: nothing is early.
    await distribute(hub);
    expect(await job()).toBe(0);
    expect([await sees(attache, waiting.id), await sees(adviser, published.id)]).toEqual([false, false]);
    await hub.hub.app.get(StageOpenings).reckon(null);
    expect(await instants()).toEqual(right);
    expect(data(await read(author, published.id)).bulletin.expiresOn).toMatchObject(on.expiresOn);
  });
});
