import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, createTestHub, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';

const HOUR = 3_600_000;
const CONTENT = 'id title state version sections { id heading body } versions { version } audience { organisations { id } }';
const LOOK = `query ($id: ID!, $o: ID, $p: ID, $a: Anybody, $w: Boolean! = false, $v: Int, $at: DateTime) { bulletinAs(id: $id, organisationId: $o, personId: $p, anybody: $a, ofWorkingCopy: $w, version: $v, at: $at) { sees bulletin { ${CONTENT} } } }`;
const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { revision } } }';

describe('looking through the eyes of others', () => {
  let hub: TestHub;
  let npa: string, embassy: string, ngo: string;
  let author: TestPerson, second: TestPerson, colleague: TestPerson, attache: TestPerson, helper: TestPerson, consul: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    ngo = await addOrganisation(hub);
    [author, second, colleague] = [await addPerson(hub, npa), await addPerson(hub, npa), await addPerson(hub, npa, { roles: [Role.READER] })];
    attache = await addPerson(hub, embassy, { roles: [Role.OFFICER, Role.CONTACT_POINT] });
    consul = await addPerson(hub, embassy, { roles: [Role.READER] });
    helper = await addPerson(hub, ngo);
    await appoint(hub, embassy, attache.id);
  });
  afterAll(() => hub.close());

  const look = (person: TestPerson, id: string, variables: object) => hub.graphql(LOOK, { token: person.token, variables: { id, ...variables } });
  const view = async (id: string, variables: object, person = author) => data(await look(person, id, variables)).bulletinAs;
  const codeOf = async (person: TestPerson, id: string, variables: object): Promise<unknown> => (await look(person, id, variables)).errors?.[0]?.extensions.code;
  const own = async (person: TestPerson, id: string) => data(await hub.graphql(`query ($id: ID!) { bulletin(id: $id) { ${CONTENT} } }`, { token: person.token, variables: { id } })).bulletin;
  const parted = (more: object = {}) => ({ tlp: 'AMBER', title: 'A farm', audience: { organisationIds: [embassy, ngo] }, sections: [{ heading: 'All', body: 'A' }, { heading: 'NGO', body: 'N', audience: { organisationIds: [ngo] } }], ...more });

  it('shows before release what each will be shown, and after it what each is shown', async () => {
    const bulletin = await draft(hub, author, parted());
    expect(await view(bulletin.id, { o: embassy })).toEqual({ sees: false, bulletin: null });
    const before = { embassy: await view(bulletin.id, { o: embassy, w: true }), ngo: await view(bulletin.id, { o: ngo, w: true }) };
    expect(before.embassy.bulletin.sections.map(({ heading }: { heading: string }) => heading)).toEqual(['All']);
    expect(before.ngo.bulletin.sections.map(({ heading }: { heading: string }) => heading)).toEqual(['All', 'NGO']);
    expect(await view(bulletin.id, { a: 'PUBLIC', w: true })).toEqual({ sees: false, bulletin: null });
    // Looking published nothing.
    expect((await own(author, bulletin.id)).state).toBe('DRAFT');
    expect((await hub.graphql(`query ($id: ID!) { bulletin(id: $id) { id } }`, { token: attache.token, variables: { id: bulletin.id } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    for (const person of [author, second]) data(await publish(hub, person, bulletin));
    expect(before.embassy.bulletin).toEqual(await own(attache, bulletin.id));
    expect(before.ngo.bulletin).toEqual(await own(helper, bulletin.id));
    expect((await view(bulletin.id, { p: attache.id })).bulletin).toEqual(await own(attache, bulletin.id));
    expect((await view(bulletin.id, { p: colleague.id })).bulletin).toEqual(await own(colleague, bulletin.id));
  });

  it('keeps what is being written until it is sent out, and gives it back as it was written', async () => {
    const revising = (person: TestPerson, input: object) => hub.graphql(REVISE, { token: person.token, variables: { input } });
    const EDITABLE = 'query ($id: ID!) { bulletin(id: $id) { revision editable { complete title audience { organisationIds reach { organisations { id } } } sections { id heading body audience { organisationIds personIds } } } } }';
    const toWrite = async (person: TestPerson, id: string) => data(await hub.graphql(EDITABLE, { token: person.token, variables: { id } })).bulletin;
    const sections = [{ heading: 'All', body: 'A' }, { heading: 'NGO', body: 'N', audience: { organisationIds: [ngo] } }];
    const bulletin = await publishNew(hub, author, second, { kind: 'CASE_INFORMATION', tlp: 'AMBER', audience: { organisationIds: [embassy, ngo] }, title: 'A restaurant', sections });
    const { editable } = await toWrite(second, bulletin.id);
    expect(editable).toMatchObject({ complete: true, audience: { organisationIds: [embassy, ngo] }, sections: [{ heading: 'All', audience: null }, { heading: 'NGO', audience: { organisationIds: [ngo] } }] });
    expect((await toWrite(attache, bulletin.id)).editable).toBeNull();

    // A narrowing goes out at once, unless it is held: then nobody loses anything before it is sent.
    const { id, revision } = bulletin;
    const held = data(await revising(author, { id, expectedRevision: revision, hold: true, audience: { organisationIds: [ngo] } })).reviseBulletin.bulletin;
    expect(await own(attache, id)).toMatchObject({ version: 1 });
    expect((await toWrite(second, id)).editable.audience.organisationIds).toEqual([ngo]);
    // Sections written again with the audiences that they were given stay for those.
    const again = (await toWrite(author, id)).editable.sections as { id: string; heading: string; body: string; audience: { organisationIds: string[] } | null }[];
    const { revision: next } = data(await revising(author, { id, expectedRevision: held.revision, hold: true, sections: again.map(({ audience, ...section }) => ({ ...section, audience: audience && { organisationIds: audience.organisationIds } })) })).reviseBulletin.bulletin;
    expect((await toWrite(author, id)).editable.sections).toEqual(again);
    expect(data(await publish(hub, author, { id, revision: next })).publishBulletin.bulletin.state).toBe('PUBLISHED');
    expect((await hub.graphql('query ($id: ID!) { bulletin(id: $id) { id } }', { token: attache.token, variables: { id } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    // Of what anybody may send out alone, half a sentence goes out neither by itself nor with what a colleague does meanwhile.
    const open = await publishNew(hub, author, second, { tlp: 'GREEN', title: 'Whole' });
    const half = data(await revising(author, { id: open.id, expectedRevision: open.revision, hold: true, title: 'Hal' })).reviseBulletin.bulletin;
    const more = data(await revising(second, { id: open.id, expectedRevision: half.revision, countries: ['PH'] })).reviseBulletin.bulletin;
    expect(await own(consul, open.id)).toMatchObject({ title: 'Whole' });
    expect(data(await publish(hub, second, { id: open.id, revision: more.revision })).publishBulletin.bulletin.state).toBe('PUBLISHED');
    expect(await own(consul, open.id)).toMatchObject({ title: 'Hal' });
    const fields = (await hub.recorded({ subject: id })).filter(({ action }) => action === 'bulletin.revised').map(({ detail }) => detail['fields']);
    expect(fields).toEqual([['audience'], ['sections']]);

    // Who of TLP:RED's persons sees which section is told to its author alone.
    const red = await draft(hub, author, { tlp: 'RED', title: 'Secret', audience: { personIds: [attache.id, second.id] }, approverIds: [second.id], sections: [{ heading: 'One', body: 'O', audience: { personIds: [second.id] } }] });
    data(await publish(hub, author, red));
    expect((await toWrite(author, red.id)).editable).toMatchObject({ complete: true, sections: [{ audience: { personIds: [second.id] } }] });
    expect((await toWrite(second, red.id)).editable).toMatchObject({ complete: false, sections: [{ audience: null }] });
  });

  it('is recorded as a preview by the editor, and never as a reading of those', async () => {
    const { id } = await publishNew(hub, author, second, parted({ acknowledgeBy: new Date(hub.clock.now().getTime() + 48 * HOUR) }));
    await view(id, { o: embassy });
    await view(id, { p: attache.id });
    await view(id, { a: 'PUBLIC' });
    const records = await hub.recorded({ subject: id });
    const previews = records.filter(({ action }) => action === 'bulletin.previewed');
    expect(previews.map(({ holder, organisation, person }) => ({ holder, organisation, person }))).toEqual(Array(3).fill({ holder: npa, organisation: npa, person: author.id }));
    const shown = previews.map(({ detail }) => (detail['bulletins'] as { as: object; id: string; version: number | null; sections: string[] }[])[0]);
    expect(shown.map((one) => [one?.as, one?.version, one?.sections.length])).toEqual([[{ organisationId: embassy }, 1, 1], [{ personId: attache.id }, 1, 1], [{ anybody: 'PUBLIC' }, null, 0]]);
    expect(records.filter((one) => one.organisation === embassy || one.person === attache.id || one.holder === embassy)).toEqual([]);
    // Whoever never read it learns nothing when access is lost: looking through his eyes was not his reading.
    const { revision } = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { revision } }', { token: author.token, variables: { id } })).bulletin;
    data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id, expectedRevision: revision, audience: { organisationIds: [ngo] } } } }));
    await distribute(hub);
    const alerts = data(await hub.graphql('{ alerts(first: 100) { nodes { kind bulletinId } } }', { token: attache.token })).alerts.nodes as { kind: string; bulletinId: string }[];
    expect(alerts.filter(({ bulletinId }) => bulletinId === id)).toEqual([]);
  });

  it('answers an officer about versions, tombstones and who else receives as it answers those', async () => {
    const bulletin = await publishNew(hub, author, second, parted({ tlp: 'GREEN', recipientsVisible: true }));
    data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, title: 'Two farms' } } }));
    expect((await view(bulletin.id, { o: embassy })).bulletin).toEqual(await own(attache, bulletin.id));
    expect((await view(bulletin.id, { o: embassy, v: 1 }, second)).bulletin).toMatchObject({ title: 'A farm', version: 1 });
    expect(await codeOf(author, bulletin.id, { o: embassy, v: 3 })).toBe('NOT_FOUND');
    const revision = bulletin.revision + 1;
    data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: revision, reason: 'X' } } }));
    expect((await view(bulletin.id, { o: embassy })).bulletin).toEqual(await own(consul, bulletin.id));
    expect((await view(bulletin.id, { o: embassy })).bulletin).toMatchObject({ state: 'WITHDRAWN', sections: [], versions: [] });
  });

  it('shows what will be seen at an instant to come: stages opened, and expired', async () => {
    const now = hub.clock.now().getTime();
    const local = new Date(now + 5 * HOUR).toISOString().slice(0, 16);
    const bulletin = await draft(hub, author, { tlp: 'AMBER', title: 'A farm', audience: { organisationIds: [embassy] }, sections: [{ heading: 'NGO', body: 'N', audience: { organisationIds: [ngo] } }], stages: [{ audience: { organisationIds: [ngo] }, at: { local, zone: 'UTC' } }], expiresAt: new Date(now + 9 * HOUR) });
    const at = (hours: number) => new Date(now + hours * HOUR).toISOString();
    const seen = async (w: boolean): Promise<unknown[]> => Promise.all([0, 4, 5, 9].map(async (hours) => (await view(bulletin.id, { o: ngo, w, at: at(hours) })).bulletin).map(async (one) => (await one) && [(await one).state, (await one).sections.length]));
    const expected = [null, null, ['PUBLISHED', 1], ['EXPIRED', 0]];
    expect((await seen(true)).slice(0, 3)).toEqual(expected.slice(0, 3));
    for (const person of [author, second]) data(await publish(hub, person, bulletin));
    expect((await seen(false)).slice(0, 3)).toEqual(expected.slice(0, 3));
    // A stage that opens when it has expired already does not open: nothing is left of it.
    expect((await view(bulletin.id, { o: embassy, at: at(9) })).bulletin).toMatchObject({ state: 'EXPIRED', sections: [] });
    expect(await codeOf(author, bulletin.id, { o: ngo, at: at(-1) })).toBe('INVALID_INPUT');
    expect((await own(author, bulletin.id)).state).toBe('PUBLISHED');
    expect(data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { stages { state } } }', { token: author.token, variables: { id: bulletin.id } })).bulletin.stages).toEqual([{ state: 'WAITING' }]);
  });

  it('is for editors, with TLP:RED for its author, and through whom they may know alone', async () => {
    const amber = await publishNew(hub, author, second, parted());
    expect([await codeOf(colleague, amber.id, { o: ngo }), await codeOf(attache, amber.id, { o: ngo })]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await codeOf(author, amber.id, {})).toBe('INVALID_INPUT');
    expect(await codeOf(author, amber.id, { o: ngo, a: 'PUBLIC' })).toBe('INVALID_INPUT');
    // Neither contact point nor named: nobody known, as who never was.
    const [helpers, absent] = [await look(author, amber.id, { p: helper.id }), await look(author, amber.id, { p: '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11' })];
    expect(helpers.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect(helpers.text).toBe(absent.text);
    expect(await codeOf(author, amber.id, { o: ngo, w: true })).toBe('CONFLICT');
    const red = await draft(hub, author, { tlp: 'RED', title: 'Secret', audience: { personIds: [attache.id] }, approverIds: [second.id], sections: [] });
    data(await publish(hub, author, red));
    expect(await codeOf(second, red.id, { p: attache.id, w: true })).toBe('FORBIDDEN');
    expect(await view(red.id, { p: attache.id, w: true })).toMatchObject({ sees: true, bulletin: { title: 'Secret' } });
    expect(await view(red.id, { o: embassy, w: true })).toEqual({ sees: false, bulletin: null });
    expect(await view(red.id, { p: colleague.id, w: true })).toEqual({ sees: false, bulletin: null });
    data(await publish(hub, second, red));
    expect((await view(red.id, { p: attache.id })).bulletin).toEqual(await own(attache, red.id));
    expect(await codeOf(second, red.id, { p: attache.id })).toBe('FORBIDDEN');
  });
});
