import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, type Answer, appoint, createTestHub, data, draft, publish, type TestHub, type TestPerson } from '@hub/testing';

const READ = 'query ($id: ID!, $version: Int) { bulletin(id: $id, version: $version) { tlp sections { id heading } pending { tlp sections { id heading } } } }';
const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id revision pending { tlp } } } }';

type Sections = { id: string; heading: string }[];
type Seen = { tlp: string; sections: Sections; pending: { tlp: string; sections: Sections } | null };

describe('A bulletin at TLP:RED with a section that is kept from one who works on it', () => {
  let hub: TestHub;
  let npa: string, embassy: string;
  let author: TestPerson, named: TestPerson, other: TestPerson, second: TestPerson, reader: TestPerson, attache: TestPerson, consul: TestPerson;
  beforeAll(async () => {
    hub = await createTestHub();
    [npa, embassy] = [await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR }), await addOrganisation(hub, { kind: OrganisationKind.EMBASSY })];
    [author, named, other, second] = [await addPerson(hub, npa), await addPerson(hub, npa), await addPerson(hub, npa), await addPerson(hub, npa)];
    reader = await addPerson(hub, npa, { roles: [Role.READER] });
    attache = await addPerson(hub, embassy, { roles: [Role.CONTACT_POINT] });
    consul = await addPerson(hub, embassy, { roles: [Role.READER] });
    await appoint(hub, embassy, attache.id);
  });
  afterAll(() => hub.close());

  const seen = async (person: TestPerson, id: string, version?: number): Promise<Seen | null> =>
    (await hub.graphql(READ, { token: person.token, variables: { id, ...(version ? { version } : {}) } })).data?.bulletin ?? null;
  const headings = (sections: Sections | undefined): string[] => (sections ?? []).map(({ heading }) => heading);
  const revise = (person: TestPerson, input: object): Promise<Answer> => hub.graphql(REVISE, { token: person.token, variables: { input } });
  const refused = async (answer: Promise<Answer>): Promise<unknown> => (await answer).errors?.[0]?.extensions;
  const sections = [{ heading: 'For all of them', body: 'The farm' }, { heading: 'For one', body: 'The informer', get audience() { return { personIds: [other.id, attache.id] }; } }];
  const red = (): object => ({ tlp: 'RED', title: 'A name', audience: { personIds: [named.id, other.id, attache.id] }, approverIds: [second.id], sections });
  const published = async (): Promise<string> => {
    const bulletin = await draft(hub, author, red());
    for (const person of [author, second]) data(await publish(hub, person, bulletin));
    expect(headings((await seen(named, bulletin.id))?.sections)).toEqual(['For all of them']);
    expect(headings((await seen(other, bulletin.id))?.sections)).toEqual(['For all of them', 'For one']);
    return bulletin.id;
  };
  const amber = (id: string, expectedRevision: number): object => ({ id, expectedRevision, tlp: 'AMBER', audience: { organisationIds: [embassy] } });

  it('is not lowered by that one, nor by any other than its author, as a draft or published; the answer is the same where nothing is kept from him', async () => {
    const open = await draft(hub, author, { ...red(), sections: [sections[0]] });
    const answers = [await refused(revise(named, amber(open.id, open.revision)))];
    const drafted = await draft(hub, author, red());
    answers.push(await refused(revise(named, amber(drafted.id, drafted.revision))));
    const id = await published();
    for (const person of [named, other]) {
      answers.push(await refused(revise(person, amber(id, 1))));
      answers.push(await refused(revise(person, { ...amber(id, 1), sections: [{ heading: 'Mine', body: 'Text' }] })));
    }
    expect(answers).toEqual(answers.map(() => ({ code: 'FORBIDDEN' })));
    for (const each of [open.id, drafted.id, id]) expect(await seen(reader, each)).toBeNull();
  });

  it('is revised by him at RED, and the section stays with those whom it names', async () => {
    const id = await published();
    data(await revise(named, { id, expectedRevision: 1, title: 'Another name' }));
    expect(headings((await seen(named, id))?.pending?.sections)).toEqual(['For all of them']);
    expect(headings((await seen(other, id))?.pending?.sections)).toEqual(['For all of them', 'For one']);
    for (const person of [second, author]) await publish(hub, person, { id, revision: 2 });
    expect(headings((await seen(attache, id))?.sections)).toEqual(['For all of them', 'For one']);
    for (const person of [reader, consul]) expect(await seen(person, id)).toBeNull();
  });

  it('is lowered by its author, who says of that section where it goes now', async () => {
    const id = await published();
    expect(await refused(revise(author, amber(id, 1)))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.sections' });
    const [first, forOne] = (await seen(author, id))?.sections ?? [];
    const given = [{ id: first?.id, heading: 'For all of them', body: 'The farm' }];
    data(await revise(author, { ...amber(id, 1), sections: given }));
    // Until it is published it is his alone, and seen by the few.
    expect(await refused(revise(named, { id, expectedRevision: 2, title: 'Wider', audience: { organisationIds: [] } }))).toEqual({ code: 'FORBIDDEN' });
    expect(await seen(reader, id)).toBeNull();
    data(await publish(hub, author, { id, revision: 2 }));
    data(await publish(hub, second, { id, revision: 2 }));
    for (const person of [reader, named, consul]) expect(headings((await seen(person, id))?.sections)).toEqual(['For all of them']);
    // What was for one is read by those whom it named, where it stood, and by nobody else.
    for (const person of [attache, other]) expect(headings((await seen(person, id, 1))?.sections)).toEqual(['For all of them', forOne?.heading]);
    for (const person of [named, reader, consul]) expect(headings((await seen(person, id, 1))?.sections)).not.toContain('For one');
  });

  it('keeps the section with those whom it names even where it came to be published with another mark', async () => {
    const id = await published();
    const { rows } = await hub.superuser<{ audience: object; section: string }>('SELECT audience, section_id AS section FROM hub.bulletin_sections WHERE bulletin_id = $1 AND audience IS NOT NULL', [id]);
    const given = (await seen(author, id))?.sections.map(({ id: section, heading }) => ({ id: section, heading, body: heading === 'For one' ? 'informer' : 'farm' }));
    data(await revise(author, { ...amber(id, 1), sections: given }));
    // As it stood where it had been carried over unseen.
    await hub.superuser('UPDATE hub.bulletin_sections SET audience = $3 WHERE bulletin_id = $1 AND number = 2 AND section_id = $2', [id, rows[0]?.section, rows[0]?.audience]);
    await hub.superuser('UPDATE hub.bulletin_versions SET content_hash = hub.content_hash($1, 2) WHERE bulletin_id = $1 AND number = 2', [id]);
    data(await publish(hub, author, { id, revision: 2 }));
    data(await publish(hub, second, { id, revision: 2 }));
    for (const person of [attache, other, author]) expect(headings((await seen(person, id))?.sections)).toEqual(['For all of them', 'For one']);
    for (const person of [reader, named, consul]) expect(headings((await seen(person, id))?.sections)).toEqual(['For all of them']);
    const finds = async (person: TestPerson, text: string): Promise<boolean> =>
      data(await hub.graphql('query ($text: String!) { bulletins(first: 50, filter: { text: $text }) { nodes { id } } }', { token: person.token, variables: { text } })).bulletins.nodes.some((one: { id: string }) => one.id === id);
    for (const person of [attache, reader]) expect([await finds(person, 'farm'), await finds(person, 'informer')]).toEqual([true, person === attache]);
  });

  it('needs a second person where one who lowers it can not read what is published, and so can not tell that it is lowered', async () => {
    const bulletin = await draft(hub, author, { ...red(), audience: { personIds: [] }, sections: [] });
    for (const person of [author, second]) data(await publish(hub, person, bulletin));
    const { id } = bulletin;
    data(await revise(author, { id, expectedRevision: 1, audience: { personIds: [named.id, other.id] } }));
    data(await revise(named, { id, expectedRevision: 2, title: 'By one who is new to it' }));
    data(await revise(author, { id, expectedRevision: 3, tlp: 'GREEN', audience: { everyone: true } }));
    const pending = async (): Promise<unknown> => data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { tlp sections { id } pending { state tlp needsApproval } } }', { token: named.token, variables: { id } })).bulletin;
    expect(await pending()).toMatchObject({ sections: [], pending: { tlp: 'GREEN', state: 'DRAFT', needsApproval: true } });
    data(await publish(hub, named, { id, revision: 4 }));
    expect(await pending()).toMatchObject({ pending: { tlp: 'GREEN', state: 'IN_REVIEW', needsApproval: true } });
    for (const person of [reader, consul]) expect(await seen(person, id)).toBeNull();
    data(await publish(hub, other, { id, revision: 4 }));
    for (const person of [reader, consul]) expect(await seen(person, id)).toMatchObject({ tlp: 'GREEN' });
  });
});
