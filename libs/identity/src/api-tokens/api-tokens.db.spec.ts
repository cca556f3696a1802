import { Role } from '@hub/access';
import { addAccount, addOrganisation, createTestHub, data, TEST_PASSWORD, type TestAccount, type TestHub } from '@hub/testing';

const DAY = 86_400_000;
let hub: TestHub;
let organisation: string;
let person: TestAccount;
beforeAll(async () => {
  hub = await createTestHub();
  organisation = await addOrganisation(hub);
});
beforeEach(async () => {
  person = await addAccount(hub, organisation, { roles: [Role.OFFICER, Role.ADMINISTRATOR] });
});
afterAll(() => hub.close());

const tryToMake = (input: object, token = person.token, headers = {}) =>
  hub.graphql('mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id name scope expiresAt lastUsedAt current } } }', { token, headers, variables: { input: { name: 'Case system', password: TEST_PASSWORD, ...input } } });
const make = async (input: object = {}): Promise<{ token: string; id: string }> => {
  const { token, apiToken } = data(await tryToMake(input)).createApiToken as { token: string; apiToken: { id: string } };
  return { token, id: apiToken.id };
};
const list = async (token = person.token) => data(await hub.graphql('{ apiTokens { id name scope lastUsedAt current } }', { token })).apiTokens as { id: string; lastUsedAt: string | null; current: boolean }[];
const who = (token: string) => hub.graphql('{ viewer { person { id } roles } }', { token });
const codeOf = ({ errors }: { errors?: { extensions: { code: string } }[] }): string => errors?.[0]?.extensions.code ?? 'done';
const rename = (token: string) => hub.graphql('mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { id } } }', { token, variables: { input: { id: person.id, expectedRevision: 1, familyName: 'Reyes' } } });
const revoke = (id: string, token = person.token) => hub.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) }', { token, variables: { id } });

describe('an API token', () => {
  it('asks in its person’s name, is shown once, kept as a hash, and noted when used', async () => {
    const { token, id } = await make();
    expect(token).toMatch(/^cpt_[\w-]{43}$/);
    expect(data(await who(token)).viewer.person.id).toBe(person.id);
    const [own] = await list();
    expect(own).toMatchObject({ id, name: 'Case system', scope: 'READ_ONLY', current: false });
    expect(own?.lastUsedAt).not.toBeNull();
    expect((await list(token))[0]?.current).toBe(true);
    const dump = JSON.stringify((await hub.superuser('SELECT * FROM hub.api_tokens')).rows) + JSON.stringify((await hub.superuser('SELECT * FROM hub.outbox_events')).rows);
    expect(dump).not.toContain(token);
    // It is listed as a token, and not among where its person is signed in.
    expect(JSON.stringify(data(await hub.graphql('{ sessions { id } }', { token: person.token })))).not.toContain(id);
    expect((await hub.recorded({ action: 'token.created' })).filter(({ subject }) => subject === id)).toEqual([expect.objectContaining({ holder: organisation, detail: expect.objectContaining({ scope: 'READ_ONLY' }) })]);
  });

  it('that may only read is refused every change; one in full is not', async () => {
    expect(codeOf(await rename((await make()).token))).toBe('FORBIDDEN');
    expect(codeOf(await rename((await make({ scope: 'FULL' })).token))).toBe('done');
  });

  it('may never do more than its person may now', async () => {
    const { token } = await make({ scope: 'FULL' });
    expect(codeOf(await hub.graphql('{ webhooks { id } }', { token }))).toBe('done');
    await hub.superuser(`UPDATE hub.persons SET roles = '{READER}', access_epoch = access_epoch + 1 WHERE id = $1`, [person.id]);
    expect(codeOf(await hub.graphql('{ webhooks { id } }', { token }))).toBe('FORBIDDEN');
    await hub.superuser(`UPDATE hub.persons SET suspended_at = now(), access_epoch = access_epoch + 1 WHERE id = $1`, [person.id]);
    expect(codeOf(await who(token))).toBe('UNAUTHENTICATED');
  });

  it('ends on its day, once it is revoked, and with a new password', async () => {
    const short = await make({ days: 1 });
    const revoked = await make({ days: 30 });
    const third = await make({ days: 30 });
    expect(codeOf(await revoke(revoked.id))).toBe('done');
    expect(codeOf(await who(revoked.token))).toBe('UNAUTHENTICATED');
    expect(codeOf(await revoke(revoked.id))).toBe('NOT_FOUND');
    expect(await hub.recorded({ action: 'token.revoked' })).toContainEqual(expect.objectContaining({ subject: revoked.id }));
    hub.clock.advance(DAY);
    expect(codeOf(await who(short.token))).toBe('UNAUTHENTICATED');
    expect(codeOf(await who(third.token))).toBe('done');
    await hub.graphql('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }', { token: await hub.tokenFor(person.id), variables: { input: { currentPassword: TEST_PASSWORD, newPassword: 'eleven slow barges under a bridge' } } });
    expect(codeOf(await who(third.token))).toBe('UNAUTHENTICATED');
  });

  it('is made by the password alone, and at most twenty times', async () => {
    const { token } = await make({ scope: 'FULL' });
    expect((await tryToMake({ password: 'a wrong one of some length' }, token)).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.password' });
    for (const days of [0, 366]) expect(codeOf(await tryToMake({ days }))).toBe('INVALID_INPUT');
    for (const name of ['', ' ', 'x'.repeat(101)]) expect(codeOf(await tryToMake({ name }))).toBe('INVALID_INPUT');
    await hub.superuser(`WITH s AS (INSERT INTO hub.sessions (id, person_id, created_at, expires_at) SELECT gen_random_uuid(), $1, now(), '2199-01-01' FROM generate_series(1, 19) RETURNING id)
      INSERT INTO hub.api_tokens (session_id, name, scope, token_hash) SELECT id, 'x', 'FULL', sha256(id::text::bytea) FROM s`, [person.id]);
    expect(codeOf(await tryToMake({}))).toBe('CONFLICT');
  });

  it('is made once under an Idempotency-Key, and shown once', async () => {
    const headers = { 'idempotency-key': 'make-one' };
    const first = data(await tryToMake({}, person.token, headers)).createApiToken as { token: string; apiToken: { id: string } };
    const again = data(await tryToMake({}, person.token, headers)).createApiToken as { token: string | null; apiToken: { id: string } };
    expect(again).toEqual({ ...first, token: null });
  });

  it('is nobody’s but its person’s', async () => {
    const other = await addAccount(hub, organisation, { roles: [Role.ADMINISTRATOR] });
    const { id } = await make();
    expect(await list(other.token)).toEqual([]);
    expect(codeOf(await revoke(id, other.token))).toBe('NOT_FOUND');
    for (const forged of [`cpt_${'x'.repeat(43)}`, 'cpt_', `cpt_${'x'.repeat(44)}`]) expect(codeOf(await who(forged))).toBe('UNAUTHENTICATED');
  });
});
