import { OrganisationKind, Role } from '@hub/access';
import { newId } from '@hub/kernel';
import { addOrganisation, addPerson, appoint, createTestHub, data, type Answer, type Layers, type TestHub, type TestPerson } from '@hub/testing';

const { READER, OFFICER, CONTACT_POINT, ADMINISTRATOR, COORDINATOR, AUDITOR } = Role;

describe.each<Layers>(['both', 'application'])('managing people, by %s', (layers) => {
  let hub: TestHub;
  let embassy: string, police: string;
  let chief: TestPerson, second: TestPerson, officer: TestPerson, foreigner: TestPerson;
  let coordinator: TestPerson, administrator: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub({ layers });
    police = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
    coordinator = await addPerson(hub, police, { roles: [COORDINATOR, ADMINISTRATOR] });
    administrator = await addPerson(hub, police, { roles: [ADMINISTRATOR] });
  });
  afterAll(() => hub.close());
  beforeEach(async () => {
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    chief = await addPerson(hub, embassy, { roles: [ADMINISTRATOR] });
    second = await addPerson(hub, embassy, { roles: [ADMINISTRATOR, OFFICER] });
    officer = await addPerson(hub, embassy, { roles: [OFFICER, READER] });
    foreigner = await addPerson(hub, await addOrganisation(hub), { roles: [OFFICER] });
  });

  const code = (answer: Answer): string => answer.errors?.[0]?.extensions.code ?? 'OK';
  const act = (who: TestPerson, mutation: string, personId: string) =>
    hub.graphql(`mutation ($id: ID!) { ${mutation}(input: { personId: $id }) { person { id state roles revision } } }`, { token: who.token, variables: { id: personId } });
  const setRoles = (who: TestPerson, personId: string, roles: Role[], expectedRevision = 1) =>
    hub.graphql('mutation ($input: SetRolesInput!) { setRoles(input: $input) { person { id roles revision } } }', { token: who.token, variables: { input: { personId, expectedRevision, roles } } });
  const update = (who: TestPerson, input: object) =>
    hub.graphql('mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { id familyName language title revision } } }', { token: who.token, variables: { input: { expectedRevision: 1, ...input } } });
  const people = (who: TestPerson, args = '') => hub.graphql(`{ people${args} { nodes { id state } edges { cursor } pageInfo { hasNextPage } } }`, { token: who.token });
  const alive = async (who: TestPerson): Promise<string> => code(await hub.graphql('{ circles { id } }', { token: who.token }));

  it('suspension takes effect at once, and ends with reinstatement', async () => {
    expect(await alive(officer)).toBe('OK');
    expect(data(await act(chief, 'suspendPerson', officer.id)).suspendPerson.person).toMatchObject({ state: 'SUSPENDED', revision: 2 });
    expect(await alive(officer)).toBe('UNAUTHENTICATED');
    expect(code(await act(chief, 'suspendPerson', officer.id))).toBe('CONFLICT');
    expect(data(await act(chief, 'reinstatePerson', officer.id)).reinstatePerson.person.state).toBe('ACTIVE');
    expect(await alive(officer)).toBe('OK');
  });

  it('whoever has left has left for ever, and the address is free', async () => {
    expect(data(await act(chief, 'endMembership', officer.id)).endMembership.person.state).toBe('ENDED');
    expect(await alive(officer)).toBe('UNAUTHENTICATED');
    for (const mutation of ['reinstatePerson', 'suspendPerson', 'endMembership']) expect(code(await act(chief, mutation, officer.id))).toBe('CONFLICT');
    expect(code(await setRoles(chief, officer.id, [READER], 2))).toBe('CONFLICT');
    await expect(addPerson(hub, embassy, { email: officer.email })).resolves.toMatchObject({ email: officer.email });
  });

  it('an address is taken within an organisation only', async () => {
    await expect(addPerson(hub, embassy, { email: ` ${officer.email.toUpperCase()}` })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(addPerson(hub, foreigner.organisationId, { email: officer.email })).resolves.toBeDefined();
  });

  it('who can not act is nobody’s contact point', async () => {
    await appoint(hub, embassy, officer.id, second.id);
    data(await act(chief, 'suspendPerson', officer.id));
    data(await act(chief, 'endMembership', second.id));
    const answer = await hub.graphql('query ($id: ID!) { organisation(id: $id) { contactPoint { id } deputy { id } } }', { token: foreigner.token, variables: { id: embassy } });
    expect(data(answer).organisation).toEqual({ contactPoint: null, deputy: null });
  });

  it('nobody acts on himself', async () => {
    for (const mutation of ['suspendPerson', 'reinstatePerson', 'endMembership']) expect(code(await act(chief, mutation, chief.id))).toBe('FORBIDDEN');
    expect(code(await setRoles(chief, chief.id, [ADMINISTRATOR, OFFICER]))).toBe('FORBIDDEN');
  });

  it('nobody acts across: another organisation’s person is not found, in the same bytes as one that never was', async () => {
    const mutations = ['suspendPerson', 'reinstatePerson', 'endMembership'];
    for (const who of [chief, coordinator]) {
      for (const mutation of mutations) {
        const [absent, hidden, nonsense] = [await act(who, mutation, newId()), await act(who, mutation, foreigner.id), await act(who, mutation, 'nobody')];
        expect(code(absent)).toBe('NOT_FOUND');
        expect(hidden.text).toBe(absent.text);
        expect(nonsense.text).toBe(absent.text);
      }
      expect((await setRoles(who, foreigner.id, [READER])).text).toBe((await setRoles(who, newId(), [READER])).text);
      expect((await update(who, { id: foreigner.id, familyName: 'X' })).text).toBe((await update(who, { id: newId(), familyName: 'X' })).text);
    }
    expect(await alive(foreigner)).toBe('OK');
  });

  it('nobody acts upward: only a coordinator acts on a coordinator, and makes one', async () => {
    for (const mutation of ['suspendPerson', 'endMembership']) expect(code(await act(administrator, mutation, coordinator.id))).toBe('FORBIDDEN');
    expect(code(await setRoles(administrator, coordinator.id, [READER]))).toBe('FORBIDDEN');
    expect(code(await update(administrator, { id: coordinator.id, familyName: 'X' }))).toBe('FORBIDDEN');
    const reader = await addPerson(hub, police, { roles: [READER] });
    expect(code(await setRoles(administrator, reader.id, [READER, COORDINATOR]))).toBe('FORBIDDEN');
    expect(code(await setRoles(coordinator, reader.id, [READER, COORDINATOR, AUDITOR]))).toBe('OK');
    expect(code(await setRoles(administrator, reader.id, [READER], 2))).toBe('FORBIDDEN');
    expect(code(await setRoles(coordinator, reader.id, [READER], 2))).toBe('OK');
  });

  it('COORDINATOR and AUDITOR exist in the coordinating organisation only', async () => {
    for (const role of [COORDINATOR, AUDITOR]) expect(code(await setRoles(chief, officer.id, [OFFICER, role]))).toBe('FORBIDDEN');
  });

  it('roles are effective at once on open sessions', async () => {
    const read = () => hub.graphql('{ approvalRoute { step } }', { token: officer.token });
    expect(code(await act(officer, 'suspendPerson', second.id))).toBe('FORBIDDEN');
    expect(data(await setRoles(chief, officer.id, [READER, ADMINISTRATOR, CONTACT_POINT])).setRoles.person).toEqual({ id: officer.id, roles: [READER, ADMINISTRATOR, CONTACT_POINT], revision: 2 });
    expect(code(await read())).toBe('OK');
    expect(code(await act(officer, 'suspendPerson', second.id))).toBe('OK');
  });

  it('an organisation keeps an administrator', async () => {
    expect(code(await setRoles(second, second.id, [OFFICER]))).toBe('OK');
    expect(code(await setRoles(chief, chief.id, [READER]))).toBe('FORBIDDEN');
    expect(code(await setRoles(chief, second.id, [OFFICER, ADMINISTRATOR], 2))).toBe('OK');
    data(await act(second, 'suspendPerson', chief.id));
    const lone = await addPerson(hub, await addOrganisation(hub), { roles: [ADMINISTRATOR, READER] });
    expect(code(await setRoles(lone, lone.id, [READER]))).toBe('CONFLICT');
  });

  it('two administrators who remove each other at the same moment leave one', async () => {
    const answers = await Promise.all([act(chief, 'suspendPerson', second.id), act(second, 'suspendPerson', chief.id)]);
    expect(answers.map(code).filter((c) => c === 'OK')).toHaveLength(1);
    expect([await alive(chief), await alive(second)].sort()).toEqual(['OK', 'UNAUTHENTICATED']);
  });

  it('everybody changes his own names and language; administrators those of colleagues', async () => {
    const mine = data(await update(officer, { id: officer.id, familyName: 'Ｒｅｙｅｓ', title: [{ language: 'en', text: 'Consul' }], language: 'ja' })).updatePerson.person;
    expect(mine).toEqual({ id: officer.id, familyName: 'Reyes', language: 'ja', title: 'Consul', revision: 2 });
    expect(data(await update(chief, { id: officer.id, expectedRevision: 2, familyName: 'Cruz' })).updatePerson.person).toMatchObject({ familyName: 'Cruz', revision: 3 });
    expect(code(await update(officer, { id: second.id, familyName: 'X' }))).toBe('FORBIDDEN');
    const stale = await update(officer, { id: officer.id, familyName: 'X' });
    expect(stale.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', currentRevision: 3 });
  });

  it('the list holds colleagues only; the suspended ones for administrators, those who left for nobody', async () => {
    data(await act(chief, 'suspendPerson', second.id));
    const left = await addPerson(hub, embassy);
    data(await act(chief, 'endMembership', left.id));
    expect(data(await people(officer)).people.nodes.map(({ id }: { id: string }) => id).sort()).toEqual([chief.id, officer.id].sort());
    expect(data(await people(chief)).people.nodes).toHaveLength(3);
    const first = data(await people(chief, '(first: 2)')).people;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = data(await people(chief, `(first: 2, after: "${first.edges[1].cursor}")`)).people;
    expect(rest.nodes).toHaveLength(1);
    expect(first.nodes.map(({ id }: { id: string }) => id)).not.toContain(rest.nodes[0].id);
    expect(code(await people(chief, '(after: "nonsense")'))).toBe('INVALID_INPUT');
  });

  it('each change leaves one record for the organisation and one event, without names', async () => {
    data(await act(chief, 'suspendPerson', officer.id));
    expect(await hub.recorded({ subject: officer.id })).toMatchObject([{ holder: embassy, person: chief.id, action: 'person.suspended', detail: {} }]);
    const events = await hub.superuser('SELECT type FROM hub.outbox_events WHERE subject_id = $1', [officer.id]);
    expect(events.rows).toEqual([{ type: 'person.suspended' }]);
  });

  it('a mutation under an Idempotency-Key takes effect once', async () => {
    const send = () => hub.graphql('mutation ($id: ID!) { suspendPerson(input: { personId: $id }) { person { id state } } }', { token: chief.token, variables: { id: officer.id }, headers: { 'idempotency-key': `once-${officer.id}` } });
    const first = await send();
    expect(data(first).suspendPerson.person.state).toBe('SUSPENDED');
    expect((await send()).text).toBe(first.text);
  });
});
