import { OrganisationKind, Role } from '@hub/access';
import { newId } from '@hub/kernel';
import { jest } from '@jest/globals';
import { addCircle, addOrganisation, addPerson, appoint, createTestHub, data, publishNew, type Answer, type TestHub, type TestPerson } from '@hub/testing';

const { READER, OFFICER, CONTACT_POINT, ADMINISTRATOR, COORDINATOR } = Role;

describe('organisations, circles and approval routes', () => {
  let hub: TestHub;
  let embassy: string, police: string, harbour: string;
  let chief: TestPerson, contact: TestPerson, officer: TestPerson, second: TestPerson, foreigner: TestPerson, coordinator: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    police = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA', name: 'National Police Agency' });
    coordinator = await addPerson(hub, police, { roles: [COORDINATOR, ADMINISTRATOR] });
    harbour = await addOrganisation(hub, { code: 'HBR', name: 'Harbour' });
    foreigner = await addPerson(hub, harbour, { roles: [OFFICER, ADMINISTRATOR] });
  });
  afterAll(() => hub.close());
  beforeEach(async () => {
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY, country: 'BR' });
    chief = await addPerson(hub, embassy, { roles: [ADMINISTRATOR] });
    contact = await addPerson(hub, embassy, { roles: [CONTACT_POINT] });
    officer = await addPerson(hub, embassy, { roles: [OFFICER] });
    second = await addPerson(hub, embassy, { roles: [OFFICER] });
  });

  const code = (answer: Answer): string => answer.errors?.[0]?.extensions.code ?? 'OK';
  const mutate = (who: TestPerson, name: string, type: string, input: object, fields: string) =>
    hub.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { token: who.token, variables: { input } });
  const updateOrganisation = (who: TestPerson, input: object) => mutate(who, 'updateOrganisation', 'UpdateOrganisationInput', { expectedRevision: 1, ...input }, 'organisation { id name names { language text } dutyTelephone revision }');
  const setContactPoint = (who: TestPerson, input: object) => mutate(who, 'setContactPoint', 'SetContactPointInput', { expectedRevision: 1, ...input }, 'organisation { contactPoint { id } deputy { id } revision }');
  const suspend = (who: TestPerson, organisationId: string) => mutate(who, 'suspendOrganisation', 'SuspendOrganisationInput', { organisationId, reason: 'closed' }, 'organisation { suspendedAt }');
  const reinstate = (who: TestPerson, organisationId: string) => mutate(who, 'reinstateOrganisation', 'ReinstateOrganisationInput', { organisationId }, 'organisation { suspendedAt }');
  const setRoute = (who: TestPerson, steps: object[], expectedRevision = 1) => mutate(who, 'setApprovalRoute', 'SetApprovalRouteInput', { expectedRevision, steps }, 'steps { step approvers { id } standIns { id } }');
  const createCircle = (who: TestPerson, input: object) => mutate(who, 'createCircle', 'CreateCircleInput', { names: [{ language: 'en', text: 'Ring' }, { language: 'ja', text: '輪' }], memberIds: [], ...input }, 'circle { id code name(language: "ja") revision members { id } }');
  const updateCircle = (who: TestPerson, input: object) => mutate(who, 'updateCircle', 'UpdateCircleInput', { expectedRevision: 1, ...input }, 'circle { id name revision members { id } }');

  it('are listed by English name to whoever is signed in, in pages', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { organisations } = data(await hub.graphql('query ($after: String) { organisations(first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }', { token: officer.token, variables: { after } }));
      seen.push(...organisations.nodes.map(({ name }: { name: string }) => name));
      after = organisations.pageInfo.hasNextPage ? organisations.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([...seen].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['Harbour', 'National Police Agency']));
    expect(code(await hub.graphql('{ organisations { nodes { id } } }'))).toBe('UNAUTHENTICATED');
  });

  it('have names in the language asked for, else the viewer’s, else English', async () => {
    const answer = await hub.graphql('query ($id: ID!) { organisation(id: $id) { country code kind a: name b: name(language: "ja-JP") c: name(language: "fr") } }', { token: foreigner.token, variables: { id: police } });
    expect(data(answer).organisation).toEqual({ country: null, code: 'NPA', kind: 'COORDINATOR', a: 'National Police Agency', b: '機関 NPA', c: 'National Police Agency' });
  });

  it('are not found in the same bytes, whatever the id', async () => {
    const one = (id: string) => hub.graphql('query ($id: ID!) { organisation(id: $id) { id } }', { token: officer.token, variables: { id } });
    const absent = await one(newId());
    expect(code(absent)).toBe('NOT_FOUND');
    expect((await one('nothing')).text).toBe(absent.text);
    expect((await one(officer.id)).text).toBe(absent.text);
  });

  it('show the public no contact point and no telephone', async () => {
    const author = await addPerson(hub, harbour);
    const approver = await addPerson(hub, harbour);
    await appoint(hub, harbour, author.id, approver.id);
    await hub.superuser(`UPDATE hub.organisations SET duty_telephone = '03-0000-0000' WHERE id = $1`, [harbour]);
    const { id } = await publishNew(hub, author, approver, { tlp: 'CLEAR' });
    const query = 'query ($id: ID!) { bulletin(id: $id) { originator { id name dutyTelephone dutyRole revision contactPoint { displayName } deputy { displayName } } } }';
    const { originator } = data(await hub.graphql(query, { variables: { id } })).bulletin;
    expect(originator).toEqual({ id: harbour, name: 'Harbour', dutyTelephone: null, dutyRole: null, revision: null, contactPoint: null, deputy: null });
    const known = data(await hub.graphql(query, { token: officer.token, variables: { id } })).bulletin.originator;
    expect(known).toMatchObject({ dutyTelephone: '03-0000-0000', dutyRole: false, revision: null, contactPoint: { displayName: 'Maria SANTOS' } });
  });

  it('are loaded with their contact points in batches, however many there are', async () => {
    for (let n = 0; n < 5; n++) {
      const organisation = await addOrganisation(hub);
      await appoint(hub, organisation, (await addPerson(hub, organisation)).id, (await addPerson(hub, organisation)).id);
    }
    const transactions = jest.spyOn(hub.hub.database, 'transaction');
    const statements = jest.spyOn(hub.hub.database, 'statement');
    const answer = await hub.graphql('{ organisations(first: 50) { nodes { contactPoint { displayName organisation { name deputy { displayName } } } deputy { displayName } } } }', { token: officer.token });
    expect(data(answer).organisations.nodes.length).toBeGreaterThan(6);
    expect(transactions.mock.calls.length + statements.mock.calls.length).toBeLessThanOrEqual(7);
    transactions.mockRestore();
    statements.mockRestore();
  });

  it('are changed by their own administrators only, on the revision that they saw', async () => {
    const answer = await updateOrganisation(chief, { names: [{ language: 'en', text: 'Ｅｍｂａｓｓｙ' }, { language: 'pt', text: 'Embaixada' }], dutyTelephone: '０３－１２３４－５６７８' });
    expect(data(answer).updateOrganisation.organisation).toEqual({ id: embassy, name: 'Embassy', names: [{ language: 'en', text: 'Embassy' }, { language: 'pt', text: 'Embaixada' }], dutyTelephone: '03-1234-5678', revision: 2 });
    expect((await updateOrganisation(chief, { dutyTelephone: null })).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', currentRevision: 2 });
    expect((await updateOrganisation(chief, { expectedRevision: 2, names: [{ language: 'ja', text: '大使館' }] })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.names' });
    for (const who of [officer, contact]) expect(code(await updateOrganisation(who, { dutyRole: true }))).toBe('FORBIDDEN');
  });

  it('name their contact point and deputy from their own active people', async () => {
    expect(data(await setContactPoint(chief, { contactPointId: contact.id })).setContactPoint.organisation).toEqual({ contactPoint: { id: contact.id }, deputy: null, revision: 2 });
    expect(data(await setContactPoint(contact, { expectedRevision: 2, deputyId: officer.id })).setContactPoint.organisation).toEqual({ contactPoint: { id: contact.id }, deputy: { id: officer.id }, revision: 3 });
    expect(data(await setContactPoint(contact, { expectedRevision: 3, contactPointId: officer.id, deputyId: contact.id })).setContactPoint.organisation).toMatchObject({ contactPoint: { id: officer.id }, deputy: { id: contact.id } });
    expect((await setContactPoint(chief, { expectedRevision: 4, deputyId: officer.id })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.deputyId' });
    expect(data(await setContactPoint(chief, { expectedRevision: 4, deputyId: null })).setContactPoint.organisation.deputy).toBeNull();
    expect(code(await setContactPoint(officer, { expectedRevision: 5, deputyId: null }))).toBe('FORBIDDEN');
    const absent = await setContactPoint(chief, { expectedRevision: 5, contactPointId: newId() });
    expect(code(absent)).toBe('NOT_FOUND');
    await hub.superuser('UPDATE hub.persons SET suspended_at = now() WHERE id = $1', [second.id]);
    for (const id of [foreigner.id, second.id, 'nobody']) expect((await setContactPoint(chief, { expectedRevision: 5, contactPointId: id })).text).toBe(absent.text);
    expect((await setContactPoint(contact, { expectedRevision: 5, deputyId: foreigner.id })).errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
  });

  it('are suspended and reinstated by coordinators, at once, with a record for both', async () => {
    expect(code(await suspend(chief, harbour))).toBe('FORBIDDEN');
    expect(data(await suspend(coordinator, embassy)).suspendOrganisation.organisation.suspendedAt).toBe(hub.clock.now().toISOString());
    expect(code(await hub.graphql('{ circles { id } }', { token: officer.token }))).toBe('UNAUTHENTICATED');
    const listed = async (who: TestPerson) => data(await hub.graphql('{ organisations(first: 100) { nodes { id } } }', { token: who.token })).organisations.nodes.some(({ id }: { id: string }) => id === embassy);
    expect([await listed(foreigner), await listed(coordinator)]).toEqual([false, true]);
    expect(code(await suspend(coordinator, embassy))).toBe('CONFLICT');
    data(await reinstate(coordinator, embassy));
    expect(code(await hub.graphql('{ circles { id } }', { token: officer.token }))).toBe('OK');
    const acts = await hub.recorded({ subject: embassy, action: 'organisation.suspended' });
    expect(acts.map(({ holder }) => holder).sort()).toEqual([embassy, police].sort());
    expect(code(await suspend(coordinator, newId()))).toBe('NOT_FOUND');
    expect(code(await suspend(coordinator, police))).toBe('INVALID_INPUT');
  });

  it('keep circles, through coordinators', async () => {
    const { circle } = data(await createCircle(coordinator, { code: 'ｒｉｎｇ', memberIds: [embassy, harbour, embassy] })).createCircle;
    expect(circle).toMatchObject({ code: 'RING', name: '輪', revision: 1 });
    expect(circle.members.map(({ id }: { id: string }) => id).sort()).toEqual([embassy, harbour].sort());
    expect(code(await createCircle(coordinator, { code: 'RING' }))).toBe('CONFLICT');
    expect(data(await updateCircle(coordinator, { id: circle.id, memberIds: [harbour], names: [{ language: 'en', text: 'One' }] })).updateCircle.circle).toEqual({ id: circle.id, name: 'One', revision: 2, members: [{ id: harbour }] });
    expect((await updateCircle(coordinator, { id: circle.id, memberIds: [] })).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', currentRevision: 2 });
    expect(code(await createCircle(chief, { code: 'MINE' }))).toBe('FORBIDDEN');
    expect(code(await updateCircle(coordinator, { id: newId(), memberIds: [harbour] }))).toBe('NOT_FOUND');
    expect(code(await updateCircle(coordinator, { id: circle.id, expectedRevision: 2, memberIds: [newId()] }))).toBe('NOT_FOUND');
    expect(code(await createCircle(coordinator, { code: 'BAD', memberIds: ['nothing'] }))).toBe('NOT_FOUND');
    const acts = await hub.recorded({ subject: circle.id, action: 'circle.updated' });
    expect(acts.map(({ holder }) => holder).sort()).toEqual([embassy, police].sort());
  });

  it('show circles and their members to whoever is signed in, without the revision', async () => {
    const id = await addCircle(hub, [embassy, harbour]);
    const circles = data(await hub.graphql('{ circles { id revision members { id name } } }', { token: officer.token })).circles;
    expect(circles.find((circle: { id: string }) => circle.id === id)).toMatchObject({ revision: null, members: expect.arrayContaining([{ id: harbour, name: 'Harbour' }]) });
    expect(code(await hub.graphql('{ circles { id } }'))).toBe('UNAUTHENTICATED');
  });

  it('set their approval route from their own officers', async () => {
    const steps = [{ approverIds: [officer.id], standInIds: [second.id] }, { approverIds: [second.id] }];
    expect(data(await setRoute(chief, steps)).setApprovalRoute.steps).toEqual([
      { step: 1, approvers: [{ id: officer.id }], standIns: [{ id: second.id }] },
      { step: 2, approvers: [{ id: second.id }], standIns: [] },
    ]);
    expect(data(await hub.graphql('{ approvalRoute { step approvers { id } } }', { token: contact.token })).approvalRoute).toHaveLength(2);
    expect(data(await hub.graphql('{ approvalRoute { step } }', { token: foreigner.token })).approvalRoute).toEqual([]);
    expect(code(await setRoute(chief, [], 1))).toBe('CONFLICT');
    expect(data(await setRoute(chief, [], 2)).setApprovalRoute.steps).toEqual([]);
    expect(code(await setRoute(officer, [], 3))).toBe('FORBIDDEN');
    const absent = await setRoute(chief, [{ approverIds: [newId()] }], 3);
    expect(code(absent)).toBe('NOT_FOUND');
    expect((await setRoute(chief, [{ approverIds: [officer.id], standInIds: [foreigner.id] }], 3)).text).toBe(absent.text);
    expect((await setRoute(chief, [{ approverIds: [contact.id] }], 3)).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.steps.0.approverIds' });
    expect((await setRoute(chief, [{ approverIds: [officer.id], standInIds: [officer.id] }], 3)).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.steps.0.standInIds' });
  });

  it('answer nobody’s readers differently: a READER may look at all that is said here', async () => {
    const reader = await addPerson(hub, embassy, { roles: [READER] });
    expect(code(await hub.graphql('{ people { nodes { id } } approvalRoute { step } circles { id } organisations { nodes { id } } }', { token: reader.token }))).toBe('OK');
  });
});
