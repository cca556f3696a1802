import { OrganisationKind, Role } from '@hub/access';
import { addCircle, addOrganisation, addPerson, appoint, createTestHub, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';

const READ = `query ($id: ID!, $version: Int) { bulletin(id: $id, version: $version) {
  reference state tlp title version revision withdrawalReason countries facts { identifiedVictims } sections { heading body } versions { version } acknowledgeBy } }`;
const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id revision state title version pending { state title } } } }';
const WITHDRAW = 'mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { state } } }';

describe('a bulletin on its way', () => {
  let hub: TestHub;
  let npa: string, embassy: string, ngo: string, shelter: string;
  let officer: TestPerson, second: TestPerson, reader: TestPerson;
  let attache: TestPerson, consul: TestPerson, helper: TestPerson, outsider: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    ngo = await addOrganisation(hub);
    shelter = await addOrganisation(hub);
    officer = await addPerson(hub, npa);
    second = await addPerson(hub, npa);
    reader = await addPerson(hub, npa, { roles: [Role.READER] });
    attache = await addPerson(hub, embassy, { roles: [Role.OFFICER, Role.CONTACT_POINT] });
    consul = await addPerson(hub, embassy, { roles: [Role.READER] });
    helper = await addPerson(hub, ngo);
    outsider = await addPerson(hub, shelter);
    await appoint(hub, embassy, attache.id);
  });
  afterAll(() => hub.close());

  const read = (person: TestPerson | null, id: string, version?: number) =>
    hub.graphql(READ, { token: person?.token ?? null, variables: { id, ...(version ? { version } : {}) } });
  const sees = async (person: TestPerson | null, id: string) => data(await read(person, id)).bulletin;
  const codeFor = async (person: TestPerson | null, id: string, version?: number) => (await read(person, id, version)).errors?.[0]?.extensions.code;
  const revise = (person: TestPerson, input: object) => hub.graphql(REVISE, { token: person.token, variables: { input } });
  const amber = (more: object = {}) => ({ kind: 'CASE_INFORMATION', tlp: 'AMBER', audience: { organisationIds: [embassy, ngo] }, title: 'A restaurant in Yokohama', ...more });

  it('is nobody else’s while it is a draft, and then goes to those named', async () => {
    const { id, revision } = await draft(hub, officer, amber());
    expect((await sees(second, id)).state).toBe('DRAFT');
    for (const person of [reader, attache, helper, outsider, null]) expect(await codeFor(person, id)).toBe('NOT_FOUND');

    const submitted = data(await publish(hub, officer, { id, revision })).publishBulletin.bulletin;
    expect(submitted).toMatchObject({ state: 'IN_REVIEW', revision });
    expect(await codeFor(attache, id)).toBe('NOT_FOUND');

    expect(data(await publish(hub, second, { id, revision })).publishBulletin.bulletin.state).toBe('PUBLISHED');
    for (const person of [reader, attache, consul, helper]) expect(await sees(person, id)).toMatchObject({ state: 'PUBLISHED', version: 1, title: 'A restaurant in Yokohama' });
    for (const person of [outsider, null]) expect(await codeFor(person, id)).toBe('NOT_FOUND');
    expect(await sees(attache, id)).toMatchObject({ revision: null });
  });

  it('answers alike for what is hidden and for what never was', async () => {
    const { id } = await publishNew(hub, officer, second, amber());
    const hidden = await read(outsider, id);
    const absent = await read(outsider, '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11');
    const nonsense = await read(outsider, 'nonsense');
    expect(hidden.text).toBe(absent.text);
    expect(nonsense.text).toBe(absent.text);
    expect(hidden.status).toBe(absent.status);
  });

  it('needs a second person at AMBER, and any edit voids what was approved', async () => {
    const { id, revision } = await draft(hub, officer, amber());
    data(await publish(hub, officer, { id, revision }));
    const edited = data(await revise(second, { id, expectedRevision: revision, title: 'Another title' })).reviseBulletin.bulletin;
    expect(edited).toMatchObject({ state: 'DRAFT', revision: revision + 1 });
    expect((await publish(hub, second, { id, revision })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: revision + 1 });
    expect(data(await publish(hub, second, { id, revision: revision + 1 })).publishBulletin.bulletin.state).toBe('IN_REVIEW');
    expect((await publish(hub, officer, { id, revision: revision + 1 })).errors).toBeUndefined();
    expect((await sees(officer, id)).state).toBe('IN_REVIEW');
    const third = await addPerson(hub, npa);
    expect(data(await publish(hub, third, { id, revision: revision + 1 })).publishBulletin.bulletin.state).toBe('PUBLISHED');
  });

  it('shows a section to its part of the recipients only, and numbers versions for each reader by himself', async () => {
    const { id, revision } = await publishNew(hub, officer, second, amber({
      sections: [{ heading: 'All', body: 'For both' }, { heading: 'Embassy', body: 'For the embassy', audience: { organisationIds: [embassy] } }],
    }));
    expect((await sees(attache, id)).sections.map((section: { heading: string }) => section.heading)).toEqual(['All', 'Embassy']);
    expect((await sees(helper, id)).sections.map((section: { heading: string }) => section.heading)).toEqual(['All']);

    const mine = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id heading } } }', { token: officer.token, variables: { id } })).bulletin.sections;
    const sections = [
      { id: mine[0].id, heading: 'All', body: 'For both' },
      { id: mine[1].id, heading: 'Embassy', body: 'News for the embassy', audience: { organisationIds: [embassy] } },
    ];
    const pending = data(await revise(officer, { id, expectedRevision: revision, sections })).reviseBulletin.bulletin;
    expect(pending).toMatchObject({ state: 'PUBLISHED', version: 1, pending: { state: 'DRAFT' } });
    expect((await sees(attache, id)).sections[1].body).toBe('For the embassy');
    data(await publish(hub, second, { id, revision: revision + 1 }));

    expect(await sees(attache, id)).toMatchObject({ version: 2, versions: [{ version: 1 }, { version: 2 }] });
    expect(await sees(helper, id)).toMatchObject({ version: 1, versions: [{ version: 1 }] });
    expect(data(await read(attache, id, 1)).bulletin.sections[1].body).toBe('For the embassy');
    expect(data(await read(attache, id, 2)).bulletin.sections[1].body).toBe('News for the embassy');
    expect(await codeFor(helper, id, 2)).toBe('NOT_FOUND');
  });

  it('takes away at once from whom a narrowing leaves out, and gives a latecomer only what admitted him', async () => {
    const { id, revision } = await publishNew(hub, officer, second, amber());
    data(await revise(officer, { id, expectedRevision: revision, audience: { organisationIds: [embassy] } }));
    expect(await codeFor(helper, id)).toBe('NOT_FOUND');
    expect(await codeFor(helper, id, 1)).toBe('NOT_FOUND');
    expect((await sees(attache, id)).state).toBe('PUBLISHED');

    data(await revise(officer, { id, expectedRevision: revision + 1, audience: { organisationIds: [embassy, shelter] }, title: 'Now with the shelter' }));
    expect(await codeFor(outsider, id)).toBe('NOT_FOUND');
    data(await publish(hub, second, { id, revision: revision + 2 }));
    expect(await sees(outsider, id)).toMatchObject({ version: 1, title: 'Now with the shelter', versions: [{ version: 1 }] });
    expect(await sees(attache, id)).toMatchObject({ version: 2 });
  });

  it('leaves a tombstone when it is withdrawn, and one without a reason when it expires', async () => {
    const facts = { identifiedVictims: 2 };
    const { id, revision } = await publishNew(hub, officer, second, amber({ facts, countries: ['PH'] }));
    const { reference } = await sees(attache, id);
    data(await hub.graphql(WITHDRAW, { token: second.token, variables: { input: { id, expectedRevision: revision, reason: 'Wrong place' } } }));
    expect(await sees(attache, id)).toMatchObject({ state: 'WITHDRAWN', title: reference, withdrawalReason: 'Wrong place', sections: [], facts: null, countries: [], versions: [] });
    expect(await codeFor(attache, id, 1)).toBe('NOT_FOUND');
    expect(await codeFor(outsider, id)).toBe('NOT_FOUND');
    expect((await sees(officer, id)).sections).toHaveLength(1);
    expect((await revise(officer, { id, expectedRevision: revision, title: 'X' })).errors?.[0]?.extensions.code).toBe('CONFLICT');

    const expiring = await publishNew(hub, officer, second, amber({ expiresAt: new Date(hub.clock.now().getTime() + 3_600_000).toISOString(), facts }));
    expect(await sees(attache, expiring.id)).toMatchObject({ state: 'PUBLISHED', facts });
    hub.clock.advance(3_600_000);
    expect(await sees(attache, expiring.id)).toMatchObject({ state: 'EXPIRED', withdrawalReason: null, sections: [], facts: null, versions: [] });
  });

  it('is seen at TLP:RED by author, approvers and the persons named alone', async () => {
    const colleague = await addPerson(hub, npa);
    const red = { tlp: 'RED', title: 'A name', audience: { personIds: [attache.id] }, approverIds: [second.id] };
    const refusal = async (more: object) => (await hub.graphql('mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } } }', {
      token: officer.token, variables: { input: { kind: 'ALERT', language: 'en', sections: [], ...red, ...more } },
    })).errors?.[0]?.extensions;
    expect(await refusal({ audience: { personIds: [consul.id] } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.audience.personIds' });
    for (const person of [reader, attache]) expect(await refusal({ approverIds: [person.id] })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.approverIds' });
    const { id, revision } = await draft(hub, officer, red);
    expect(await codeFor(second, id)).toBe('NOT_FOUND');
    data(await publish(hub, officer, { id, revision }));
    expect((await sees(second, id)).state).toBe('IN_REVIEW');
    expect(await codeFor(colleague, id)).toBe('NOT_FOUND');
    data(await publish(hub, second, { id, revision }));
    expect((await sees(attache, id)).title).toBe('A name');
    for (const person of [consul, colleague, reader, helper, null]) expect(await codeFor(person, id)).toBe('NOT_FOUND');
  });

  it('may go out at night by one officer with a reason, and a second one reviews it', async () => {
    const { id, revision } = await draft(hub, officer, amber({ urgency: 'IMMEDIATE' }));
    const answer = data(await publish(hub, officer, { id, revision }, { reason: 'A locked flat' })).publishBulletin.bulletin;
    expect(answer.state).toBe('PUBLISHED');
    const shown = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { publishedByException exceptionReason } }', { token: attache.token, variables: { id } })).bulletin;
    expect(shown).toEqual({ publishedByException: true, exceptionReason: null });
    const REVIEW = 'mutation ($id: ID!) { reviewException(input: { id: $id }) { bulletin { exceptionReason } } }';
    expect((await hub.graphql(REVIEW, { token: officer.token, variables: { id } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(data(await hub.graphql(REVIEW, { token: second.token, variables: { id } })).reviewException.bulletin.exceptionReason).toBe('A locked flat');
    const routine = await draft(hub, officer, amber());
    expect((await publish(hub, officer, routine, { reason: 'x' })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.exception' });
  });

  it('keeps the members that a circle had at publication', async () => {
    const circleId = await addCircle(hub, [embassy]);
    const { id, revision } = await publishNew(hub, officer, second, amber({ audience: { circleIds: [circleId] } }));
    await hub.superuser('INSERT INTO hub.circle_members VALUES ($1, $2)', [circleId, ngo]);
    expect(await codeFor(helper, id)).toBe('NOT_FOUND');
    data(await revise(officer, { id, expectedRevision: revision, title: 'Again' }));
    data(await publish(hub, second, { id, revision: revision + 1 }));
    expect((await sees(attache, id)).title).toBe('Again');
    expect(await codeFor(helper, id)).toBe('NOT_FOUND');
    const later = await publishNew(hub, officer, second, amber({ audience: { circleIds: [circleId] } }));
    expect((await sees(helper, later.id)).state).toBe('PUBLISHED');
  });

  it('does a mutation once for an Idempotency-Key', async () => {
    const query = 'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } } }';
    const input = { kind: 'NOTICE', tlp: 'GREEN', title: 'Once', language: 'en', audience: {}, sections: [] };
    const send = (title: string) => hub.graphql(query, { token: officer.token, variables: { input: { ...input, title } }, headers: { 'idempotency-key': 'k1' } });
    const answers = await Promise.all([send('Once'), send('Once'), send('Once')]);
    expect(new Set(answers.map((answer) => data(answer).draftBulletin.bulletin.id)).size).toBe(1);
    expect((await send('Twice')).errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  it('takes acknowledgements of recipients, and shows them to the originator alone', async () => {
    const dueAt = new Date(hub.clock.now().getTime() + 7_200_000).toISOString();
    const { id } = await publishNew(hub, officer, second, amber({ acknowledgeBy: dueAt }));
    const OWN = 'query ($id: ID!) { bulletin(id: $id) { acknowledgement { kind version dueAt } acknowledgements { kind organisation { id } acknowledgedBy { displayName } } } }';
    const own = async (person: TestPerson) => data(await hub.graphql(OWN, { token: person.token, variables: { id } })).bulletin;
    expect(await own(attache)).toEqual({ acknowledgement: { kind: null, version: null, dueAt }, acknowledgements: null });
    const ACK = 'mutation ($input: AcknowledgeBulletinInput!) { acknowledgeBulletin(input: $input) { bulletin { acknowledgement { kind version } } } }';
    const acknowledge = (person: TestPerson, kind: string, version = 1) => hub.graphql(ACK, { token: person.token, variables: { input: { id, version, kind } } });
    expect(data(await acknowledge(attache, 'RECEIVED')).acknowledgeBulletin.bulletin.acknowledgement).toEqual({ kind: 'RECEIVED', version: 1 });
    expect(data(await acknowledge(consul, 'ACTING')).acknowledgeBulletin.bulletin.acknowledgement).toEqual({ kind: 'ACTING', version: 1 });
    expect((await acknowledge(attache, 'RECEIVED', 2)).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.version' });
    expect((await acknowledge(officer, 'RECEIVED')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await acknowledge(outsider, 'RECEIVED')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const seen = await own(officer);
    expect(seen.acknowledgement).toBeNull();
    expect(seen.acknowledgements.map(({ kind, organisation }: { kind: string; organisation: { id: string } }) => [organisation.id, kind])).toEqual([[embassy, 'ACTING'], [ngo, null]]);
    expect((await own(helper)).acknowledgements).toBeNull();
  });

  it('about an identifiable person goes only where a safety check lets it', async () => {
    const person = (ids: string[]) => ({ basis: 'CONSENT', safetyChecks: ids.map((organisationId) => ({ organisationId, outcome: 'MAY_KNOW' })) });
    const { id, revision } = await draft(hub, officer, amber({ personAtRisk: person([embassy]) }));
    expect((await publish(hub, officer, { id, revision })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.personAtRisk.safetyChecks' });
    data(await revise(officer, { id, expectedRevision: revision, personAtRisk: person([embassy, ngo]) }));
    data(await publish(hub, officer, { id, revision: revision + 1 }));
    data(await publish(hub, second, { id, revision: revision + 1 }));
    expect((await sees(helper, id)).state).toBe('PUBLISHED');
  });

  it('goes out when it falls due', async () => {
    const { ReleaseJob } = await import('@hub/bulletins');
    const releaseAt = new Date(hub.clock.now().getTime() + 60_000).toISOString();
    const { id } = await publishNew(hub, officer, second, amber({ releaseAt }));
    expect((await sees(officer, id)).state).toBe('SCHEDULED');
    expect(await hub.hub.app.get(ReleaseJob).run()).toBe(0);
    expect(await codeFor(attache, id)).toBe('NOT_FOUND');
    hub.clock.advance(60_000);
    expect(await hub.hub.app.get(ReleaseJob).run()).toBe(1);
    expect((await sees(attache, id)).state).toBe('PUBLISHED');
  });
});
