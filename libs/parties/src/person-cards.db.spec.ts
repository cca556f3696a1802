import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, createTestHub, data, type Layers, publishNew, type TestHub, type TestPerson } from '@hub/testing';

const NAMES = 'id displayName familyName givenName kana latinFamilyName latinGivenName title email roles language state revision';

describe.each<Layers>(['both', 'rows', 'application'])('what other organisations see of a person, by %s', (layers) => {
  let hub: TestHub;
  let quiet: string;
  let head: TestPerson, deputy: TestPerson, officer: TestPerson, outsider: TestPerson, outsidersSecond: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub({ layers });
    quiet = await addOrganisation(hub, { kind: OrganisationKind.PREFECTURAL_POLICE, dutyRole: true });
    head = await addPerson(hub, quiet, { roles: [Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR], familyName: 'SECRET-HEAD', givenName: 'SECRET-GIVEN' });
    deputy = await addPerson(hub, quiet, { familyName: 'SECRET-DEPUTY' });
    officer = await addPerson(hub, quiet, { familyName: 'SECRET-OFFICER' });
    await appoint(hub, quiet, head.id, deputy.id);
    const other = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    outsider = await addPerson(hub, other);
    outsidersSecond = await addPerson(hub, other);
  });
  afterAll(() => hub.close());

  const contacts = (token: string, organisation = quiet) =>
    hub.graphql(`query ($id: ID!) { organisation(id: $id) { contactPoint { ${NAMES} } deputy { displayName(language: "ja") familyName givenName } } }`, { token, variables: { id: organisation } });

  it('is the duty role where the organisation prefers that, and nothing else', async () => {
    const answer = await contacts(outsider.token);
    expect(answer.text).not.toContain('SECRET');
    expect(data(answer).organisation).toEqual({
      contactPoint: {
        id: head.id, displayName: 'Contact point', familyName: 'Contact point', givenName: null, kana: null, latinFamilyName: null,
        latinGivenName: null, title: null, email: null, roles: null, language: null, state: null, revision: null,
      },
      deputy: { displayName: 'コンタクトポイント代理', familyName: 'Deputy contact point', givenName: null },
    });
  });

  it('is not what colleagues see: they have the names', async () => {
    const { contactPoint, deputy: second } = data(await contacts(officer.token)).organisation;
    expect(contactPoint).toMatchObject({ displayName: 'SECRET-GIVEN SECRET-HEAD', familyName: 'SECRET-HEAD', email: head.email, state: 'ACTIVE', revision: 1 });
    expect(second.familyName).toBe('SECRET-DEPUTY');
  });

  it('names whoever acknowledged by the duty role too', async () => {
    const { id } = await publishNew(hub, outsider, outsidersSecond);
    data(await hub.graphql('mutation ($id: ID!) { acknowledgeBulletin(input: { id: $id, version: 1, kind: RECEIVED }) { bulletin { id } } }', { token: officer.token, variables: { id } }));
    const answer = await hub.graphql(`query ($id: ID!) { bulletin(id: $id) { acknowledgements { acknowledgedBy { ${NAMES} } } } }`, { token: outsider.token, variables: { id } });
    expect(data(answer).bulletin.acknowledgements).toContainEqual({ acknowledgedBy: expect.objectContaining({ id: officer.id, displayName: 'Duty officer' }) });
    expect(answer.text).not.toContain('SECRET');
  });

  it('holds no name in the database that hub_app could read for another organisation', async () => {
    if (layers === 'application') return; // the tables are open here; what the API gives is looked at above
    const rows = await asOther((tx) => tx.query('spec-everything', `
      SELECT (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]') FROM hub.persons p WHERE p.organisation_id = $1) AS persons,
             (SELECT jsonb_agg(to_jsonb(c)) FROM hub.person_cards c WHERE c.organisation_id = $1) AS cards,
             (SELECT jsonb_agg(to_jsonb(o)) FROM hub.organisations o) AS organisations`, [quiet]));
    const [{ persons, cards }] = rows as [{ persons: unknown[]; cards: { person_id: string; card: object }[] }];
    expect(persons).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain('SECRET');
    expect(cards.map(({ person_id, card }) => [person_id, card])).toEqual(expect.arrayContaining([[head.id, { role: 'CONTACT_POINT' }], [deputy.id, { role: 'DEPUTY' }]]));
  });

  it('follows the organisation’s wish at once, both ways, and whoever is appointed', async () => {
    const wish = (dutyRole: boolean, expectedRevision: number) =>
      hub.graphql('mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { organisation { revision } } }', { token: head.token, variables: { input: { expectedRevision, dutyRole } } });
    const { revision } = data(await wish(false, 1)).updateOrganisation.organisation;
    expect(data(await contacts(outsider.token)).organisation.deputy.familyName).toBe('SECRET-DEPUTY');
    data(await wish(true, revision));
    await appoint(hub, quiet, officer.id, head.id);
    const answer = await contacts(outsider.token);
    expect(answer.text).not.toContain('SECRET');
    expect(data(answer).organisation).toMatchObject({ contactPoint: { id: officer.id, displayName: 'Contact point' }, deputy: { familyName: 'Deputy contact point' } });
  });

  it('is nothing for those who are not signed in', async () => {
    const answer = await hub.graphql('query ($id: ID!) { organisation(id: $id) { id } }', { variables: { id: quiet } });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  async function asOther<T>(work: Parameters<typeof hub.uow.read<T>>[1]): Promise<T> {
    const { rows: [session] } = await hub.superuser('SELECT s.id FROM hub.sessions s WHERE s.person_id = $1', [outsider.id]);
    return hub.uow.read({ sessionId: session.id, epoch: 1, instant: hub.clock.now() }, work);
  }
});
