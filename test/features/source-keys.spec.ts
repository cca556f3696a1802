import { Role } from '@hub/access';
import { addOrganisation, addPerson, createTestHub, data, draft, publish, type TestHub, type TestPerson } from '@hub/testing';

const IMPORTED = 'query ($prefix: String!, $first: Int, $after: String) { importedBulletins(prefix: $prefix, first: $first, after: $after) { sourceKey bulletin { id state title } } }';

describe('The key of a source’s row', () => {
  let hub: TestHub;
  let officer: TestPerson, colleague: TestPerson, stranger: TestPerson, reader: TestPerson;
  beforeAll(async () => {
    hub = await createTestHub();
    const [own, other] = [await addOrganisation(hub), await addOrganisation(hub)];
    officer = await addPerson(hub, own);
    colleague = await addPerson(hub, own);
    reader = await addPerson(hub, own, { roles: [Role.READER] });
    stranger = await addPerson(hub, other);
  });
  afterAll(() => hub.close());

  const tryDraft = (person: TestPerson, sourceKey: string, more: object = {}) => hub.graphql('mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } } }', {
    token: person.token,
    variables: { input: { kind: 'NOTICE', tlp: 'AMBER', title: 'x', language: 'en', audience: {}, sections: [], sourceKey, ...more } },
  });
  const codeOf = async (answer: ReturnType<typeof tryDraft>): Promise<string | undefined> => (await answer).errors?.[0]?.extensions.code;
  const keysOf = async (person: TestPerson | null, prefix: string, more: object = {}): Promise<string[] | string | undefined> => {
    const answer = await hub.graphql(IMPORTED, { token: person?.token ?? null, variables: { prefix, ...more } });
    return answer.errors ? answer.errors[0]?.extensions.code : (answer.data.importedBulletins as { sourceKey: string }[]).map(({ sourceKey }) => sourceKey);
  };

  it('is taken once in an organisation, and says nothing to another', async () => {
    await draft(hub, officer, { sourceKey: 'rows:1' });
    expect(await codeOf(tryDraft(officer, 'rows:1'))).toBe('CONFLICT');
    expect(await codeOf(tryDraft(colleague, 'rows:1'))).toBe('CONFLICT');
    expect(await keysOf(stranger, 'rows:')).toEqual([]);
    expect(await codeOf(tryDraft(stranger, 'rows:1'))).toBeUndefined();
    expect(await keysOf(stranger, 'rows:')).toEqual(['rows:1']);
  });

  it('is shown to officers, in pages, in the order of its bytes', async () => {
    for (const row of ['b', 'A', 'a', '10', '9']) await draft(hub, officer, { sourceKey: `page:${row}` });
    expect(await keysOf(colleague, 'page:')).toEqual(['page:10', 'page:9', 'page:A', 'page:a', 'page:b']);
    expect(await keysOf(colleague, 'page:', { first: 2 })).toEqual(['page:10', 'page:9']);
    expect(await keysOf(colleague, 'page:', { first: 2, after: 'page:9' })).toEqual(['page:A', 'page:a']);
    expect(await keysOf(colleague, 'page_')).toEqual([]);
    expect(await keysOf(colleague, '%')).toEqual([]);
    expect(await keysOf(colleague, 'page:', { first: 101 })).toBe('TOO_COMPLEX');
    expect(await keysOf(reader, 'page:')).toBe('FORBIDDEN');
    expect(await keysOf(null, 'page:')).toBe('UNAUTHENTICATED');
  });

  it('enters the ledger with what it shows', async () => {
    const { id } = await draft(hub, officer, { sourceKey: 'ledger:1' });
    await keysOf(colleague, 'ledger:');
    const records = (await hub.recorded({ subject: id })).filter(({ person }) => person === colleague.id);
    expect(records.map(({ action }) => action)).toEqual(['bulletin.listed']);
  });

  it.each(['figures', 'Figures:1', ':1', 'a:', 'a:b c', 'a:日本', `a:${'x'.repeat(151)}`])('is not "%s"', async (key) => {
    expect((await tryDraft(officer, key)).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: 'input.sourceKey' } }]);
  });

  it('is nothing for TLP:RED, whose drafts nobody else may meet', async () => {
    expect((await tryDraft(officer, 'red:1', { tlp: 'RED' })).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: 'input.sourceKey' } }]);
    const { id, revision } = await draft(hub, officer, { tlp: 'AMBER', audience: {}, sourceKey: 'red:2' });
    expect(await keysOf(colleague, 'red:')).toEqual(['red:2']);
    data(await hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', {
      token: officer.token, variables: { input: { id, expectedRevision: revision, tlp: 'RED', audience: { personIds: [officer.id] } } },
    }));
    expect(await keysOf(colleague, 'red:')).toEqual([]);
    expect(await codeOf(tryDraft(colleague, 'red:2'))).toBeUndefined();
  });

  it('stays with what is published, and goes when that becomes TLP:RED, not before', async () => {
    const bulletin = await draft(hub, officer, { sourceKey: 'published:1' });
    data(await publish(hub, officer, bulletin));
    expect(await keysOf(colleague, 'published:')).toEqual(['published:1']);
    expect(await keysOf(stranger, 'published:')).toEqual([]);

    const approver = await addPerson(hub, officer.organisationId);
    const { revision } = data(await hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { revision } } }', {
      token: officer.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, tlp: 'RED', audience: { personIds: [officer.id] }, approverIds: [approver.id] } },
    })).reviseBulletin.bulletin as { revision: number };
    // That a revision waits which the colleague may not see changes nothing that he sees.
    expect(await keysOf(colleague, 'published:')).toEqual(['published:1']);
    expect(await codeOf(tryDraft(colleague, 'published:1'))).toBe('CONFLICT');
    data(await publish(hub, officer, { id: bulletin.id, revision }));
    expect(data(await publish(hub, approver, { id: bulletin.id, revision })).publishBulletin.bulletin.state).toBe('PUBLISHED');
    expect(await keysOf(colleague, 'published:')).toEqual([]);
    expect(await codeOf(tryDraft(colleague, 'published:1'))).toBeUndefined();
  });
});
