import { Role } from '@hub/access';
import { addAccount, addOrganisation, createTestHub, data, signIn, type TestAccount, type TestHub, tryRefresh, trySignIn } from '@hub/testing';

const VIEWER = '{ viewer { person { id email } organisation { id } roles language } }';
const codeOf = (answer: { errors?: { extensions: { code: string } }[] }): string | undefined => answer.errors?.[0]?.extensions.code;

describe('a session', () => {
  let hub: TestHub;
  let organisationId: string;
  let maria: TestAccount;

  beforeAll(async () => {
    hub = await createTestHub({ env: { HUB_SIGNIN_PER_ACCOUNT: '1000', HUB_SIGNIN_PER_ADDRESS: '1000' } });
    organisationId = await addOrganisation(hub);
    maria = await addAccount(hub, organisationId, { email: 'maria@ngo.example', roles: [Role.OFFICER, Role.READER] });
  });
  afterAll(() => hub.close());

  const view = (token: string) => hub.graphql(VIEWER, { token });
  const actionsOf = (action: string) => hub.recorded({ action });

  it('is opened by address and password, and says who is signed in', async () => {
    const { accessToken, viewer, expiresAt } = await signIn(hub, maria);
    expect(viewer.person.id).toBe(maria.id);
    expect(new Date(expiresAt).getTime() - hub.clock.now().getTime()).toBe(600_000);
    expect(data(await view(accessToken)).viewer).toEqual({
      person: { id: maria.id, email: 'maria@ngo.example' }, organisation: { id: organisationId }, roles: ['OFFICER', 'READER'], language: 'en',
    });
    expect(await actionsOf('session.opened')).toContainEqual(expect.objectContaining({ holder: organisationId, person: maria.id }));
  });

  it('takes an address in full width and any case, and a password in full width', async () => {
    const wide = (text: string): string => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　');
    const answer = await trySignIn(hub, { email: ` ${wide('Maria@NGO.example')} `, password: wide(maria.password) });
    expect(data(answer).signIn.viewer.person.id).toBe(maria.id);
  });

  it('is not opened by anything else, in the same words', async () => {
    const suspended = await addAccount(hub, organisationId, { email: 'suspended@ngo.example' });
    await hub.superuser('UPDATE hub.persons SET suspended_at = $2 WHERE id = $1', [suspended.id, hub.clock.now()]);
    const answers = await Promise.all([
      trySignIn(hub, { email: maria.email, password: 'wrong but long enough' }),
      trySignIn(hub, { email: 'nobody@ngo.example', password: maria.password }),
      trySignIn(hub, { email: suspended.email, password: suspended.password }),
      trySignIn(hub, { email: 'no address', password: '' }),
    ]);
    expect(answers.map(codeOf)).toEqual(Array(4).fill('UNAUTHENTICATED'));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('puts failures on record without the address', async () => {
    const before = new Set((await hub.recorded()).map(({ id }) => id));
    const coordinator = await addOrganisation(hub, { kind: 'COORDINATOR' as never, code: 'NPA' });
    await trySignIn(hub, { email: maria.email, password: 'wrong but long enough' });
    await trySignIn(hub, { email: 'unknown@nowhere.example', password: 'wrong but long enough' });
    const rows = (await hub.recorded()).filter(({ id }) => !before.has(id));
    expect(rows).toHaveLength(2);
    expect(rows.map(({ holder, subject }) => [holder, subject])).toEqual(
      expect.arrayContaining([[organisationId, maria.id], [coordinator, null]]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/maria@|unknown@|127\.0\.0\.1/);
  });

  it('is carried on by a refresh token that is good once', async () => {
    const first = await signIn(hub, maria);
    const second = data(await tryRefresh(hub, first.refreshToken)).refreshSession;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.viewer.person.id).toBe(maria.id);
    expect(data(await view(second.accessToken)).viewer.person.id).toBe(maria.id);
  });

  it('takes the same refresh token again within ten seconds, and gives a fresh pair of the same family', async () => {
    const { refreshToken, accessToken } = await signIn(hub, maria);
    const [one, two] = await Promise.all([tryRefresh(hub, refreshToken), tryRefresh(hub, refreshToken)]);
    hub.clock.advance(10_000);
    const three = await tryRefresh(hub, refreshToken);
    const tokens = [one, two, three].map((answer) => data(answer).refreshSession.refreshToken as string);
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens) expect(codeOf(await tryRefresh(hub, token))).toBeUndefined();
    expect(codeOf(await view(accessToken))).toBeUndefined();
  });

  it('ends with its whole family when a refresh token comes again later', async () => {
    const { refreshToken, accessToken } = await signIn(hub, maria);
    const next = data(await tryRefresh(hub, refreshToken)).refreshSession;
    expect(codeOf(await view(next.accessToken))).toBeUndefined();
    hub.clock.advance(10_001);
    expect(codeOf(await tryRefresh(hub, refreshToken))).toBe('UNAUTHENTICATED');
    // At once, though the actor of these tokens was known.
    for (const token of [accessToken, next.accessToken]) expect(codeOf(await view(token))).toBe('UNAUTHENTICATED');
    expect(codeOf(await tryRefresh(hub, next.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await actionsOf('session.ended')).toContainEqual(expect.objectContaining({ detail: { reason: 'refresh-token-reused' }, holder: organisationId }));
  });

  it('ends when it is not used, and after ninety days however much it is', async () => {
    const idle = await signIn(hub, maria);
    let used = await signIn(hub, maria);
    for (let day = 0; day < 90; day += 10) {
      hub.clock.advance(10 * 86_400_000 - 1);
      const answer = await tryRefresh(hub, used.refreshToken);
      expect(codeOf(answer)).toBeUndefined();
      used = data(answer).refreshSession;
      if (day === 10) expect(codeOf(await tryRefresh(hub, idle.refreshToken))).toBe('UNAUTHENTICATED');
    }
    hub.clock.advance(10);
    expect(codeOf(await tryRefresh(hub, used.refreshToken))).toBe('UNAUTHENTICATED');
    expect(codeOf(await view(used.accessToken))).toBe('UNAUTHENTICATED');
  });

  it('lives in HttpOnly cookies where a browser asks for it', async () => {
    const answer = await trySignIn(hub, { email: maria.email, password: maria.password, cookie: true });
    expect(data(answer).signIn).toMatchObject({ refreshToken: null, deviceToken: null });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toEqual([expect.stringMatching(/^hub_refresh=[\w-]{43}; .*HttpOnly; SameSite=Strict/), expect.stringMatching(/^hub_device=[\w-]{43}; .*HttpOnly; SameSite=Strict/)]);
    const cookie = cookies.map((text) => text.split(';')[0]).join('; ');
    // A page from elsewhere can make a browser send its cookies, but not the header, nor another origin than its own.
    for (const more of [{}, { 'hub-console': '1', origin: 'https://evil.example' }, { 'hub-console': '1', origin: 'null' }, { origin: hub.config.http.publicUrl }] as Record<string, string>[])
      expect([codeOf(await tryRefresh(hub, null, { cookie, ...more })), codeOf(await hub.graphql('mutation { signOut }', { headers: { cookie, ...more } }))]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    const next = await tryRefresh(hub, null, { cookie, 'hub-console': '1' });
    expect(data(next).refreshSession.refreshToken).toBeNull();
    const renewed = /^hub_refresh=[^;]+/.exec(next.headers.getSetCookie()[0] ?? '')?.[0] ?? '';
    // Without an access token the cookie's session ends.
    const out = await hub.graphql('mutation { signOut }', { headers: { cookie: renewed, 'hub-console': '1' } });
    expect(data(out).signOut).toBe(true);
    expect(out.headers.getSetCookie()[0]).toMatch(/^hub_refresh=; .*Max-Age=0/);
    expect(codeOf(await tryRefresh(hub, null, { cookie: renewed, 'hub-console': '1' }))).toBe('UNAUTHENTICATED');
  });

  it('is not carried on without any token', async () => {
    expect(codeOf(await tryRefresh(hub, null))).toBe('UNAUTHENTICATED');
    expect(codeOf(await tryRefresh(hub, 'nonsense'))).toBe('UNAUTHENTICATED');
    expect(codeOf(await hub.graphql('mutation { signOut }'))).toBe('UNAUTHENTICATED');
  });

  it('ends at sign-out, at once, and no other does', async () => {
    const [one, other] = [await signIn(hub, maria), await signIn(hub, maria)];
    expect(codeOf(await view(one.accessToken))).toBeUndefined();
    const { rows: [before] } = await hub.superuser('SELECT epoch FROM hub.access_state');
    expect(data(await hub.graphql('mutation { signOut }', { token: one.accessToken })).signOut).toBe(true);
    const { rows: [after] } = await hub.superuser('SELECT epoch FROM hub.access_state');
    expect(after.epoch).toBe(before.epoch + 1);
    expect(codeOf(await view(one.accessToken))).toBe('UNAUTHENTICATED');
    expect(codeOf(await tryRefresh(hub, one.refreshToken))).toBe('UNAUTHENTICATED');
    expect(codeOf(await view(other.accessToken))).toBeUndefined();
  });

  it('of a person suspended, or of an organisation, shows nothing from that moment on', async () => {
    const home = await addOrganisation(hub);
    const person = await addAccount(hub, home);
    const { accessToken, refreshToken } = await signIn(hub, person);
    expect(codeOf(await view(accessToken))).toBeUndefined();
    for (const [table, id] of [['persons', person.id], ['organisations', home]] as const) {
      await hub.superuser(`UPDATE hub.${table} SET suspended_at = $2 WHERE id = $1`, [id, hub.clock.now()]);
      expect(codeOf(await view(accessToken))).toBe('UNAUTHENTICATED');
      expect(codeOf(await tryRefresh(hub, refreshToken))).toBe('UNAUTHENTICATED');
      await hub.superuser(`UPDATE hub.${table} SET suspended_at = NULL WHERE id = $1`, [id]);
      expect(codeOf(await view(accessToken))).toBeUndefined();
    }
  });

  it('shows the rights of now, though they were known otherwise', async () => {
    const person = await addAccount(hub, organisationId);
    const { accessToken } = await signIn(hub, person);
    expect(data(await view(accessToken)).viewer.roles).toEqual(['OFFICER']);
    await hub.superuser(`UPDATE hub.persons SET roles = '{READER}' WHERE id = $1`, [person.id]);
    expect(data(await view(accessToken)).viewer.roles).toEqual(['READER']);
  });

  it('can be listed and ended one by one by its person only', async () => {
    const person = await addAccount(hub, organisationId);
    const [one, two, three] = [await signIn(hub, person), await signIn(hub, person), await signIn(hub, person)];
    const list = async (token: string) => data(await hub.graphql('{ sessions { id current createdAt lastUsedAt expiresAt } }', { token })).sessions as { id: string; current: boolean }[];
    const end = (token: string, id: string) => hub.graphql('mutation ($id: ID!) { endSession(id: $id) }', { token, variables: { id } });
    const idOf = async (token: string) => (await list(token)).find(({ current }) => current)?.id ?? '';
    const [idTwo, idThree] = [await idOf(two.accessToken), await idOf(three.accessToken)];
    const mine = await signIn(hub, maria);

    const [foreign, absent, nonsense] = [await end(mine.accessToken, idTwo), await end(mine.accessToken, '4dbd11b6-3fb0-4e0c-a6ef-7c2a7d0bd7f5'), await end(mine.accessToken, 'x')];
    expect(codeOf(foreign)).toBe('NOT_FOUND');
    expect(foreign.text).toBe(absent.text);
    expect(nonsense.text).toBe(absent.text);

    expect(data(await end(one.accessToken, idTwo)).endSession).toBe(true);
    expect(codeOf(await view(two.accessToken))).toBe('UNAUTHENTICATED');
    expect((await list(one.accessToken)).map(({ id }) => id)).not.toContain(idTwo);
    expect((await list(one.accessToken)).map(({ id }) => id)).toContain(idThree);
    // The session that the test opened for the person is one more.
    expect(data(await hub.graphql('mutation { endOtherSessions }', { token: one.accessToken })).endOtherSessions).toBe(2);
    expect(codeOf(await view(three.accessToken))).toBe('UNAUTHENTICATED');
    expect(await list(one.accessToken)).toEqual([expect.objectContaining({ current: true })]);
  });

  it('does not change hands in the middle of an operation', async () => {
    const other = await addAccount(hub, organisationId);
    const { accessToken } = await signIn(hub, maria);
    const answer = await hub.graphql('mutation ($id: ID!, $input: SignInInput!) { a: updatePerson(input: { id: $id, expectedRevision: 1, title: [] }) { person { id } } b: signIn(input: $input) { accessToken } }', {
      token: accessToken, variables: { id: maria.id, input: { email: other.email, password: other.password } },
    });
    expect(answer.errors?.map(({ path, extensions }) => [path?.[0], extensions.code])).toEqual([['b', 'CONFLICT']]);
  });
});

describe('a new password', () => {
  let hub: TestHub;
  let person: TestAccount;
  const NEXT = 'seventeen quiet herons crossing';
  const change = (token: string, input: object, headers = {}) => hub.graphql('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }', { token, variables: { input }, headers });

  beforeAll(async () => {
    hub = await createTestHub();
    person = await addAccount(hub, await addOrganisation(hub), { familyName: 'Yamamoto', givenName: 'Keiko' });
  });
  afterAll(() => hub.close());

  it.each([
    ['the current one is wrong', { currentPassword: 'not the current one', newPassword: NEXT }, 'input.currentPassword'],
    ['it is too short', { newPassword: 'short' }, 'input.newPassword'],
    ['it is a common one', { newPassword: 'correct horse battery staple' }, 'input.newPassword'],
    ["it is the person's name", { newPassword: 'Yamamoto-Keiko-2026' }, 'input.newPassword'],
    ['it is the old one', { newPassword: 'mossy lantern beside nine rivers' }, 'input.newPassword'],
  ])('is refused where %s', async (_, input, field) => {
    const { errors } = await change(person.token, { currentPassword: person.password, ...input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('ends the other sessions, and takes effect once under an Idempotency-Key', async () => {
    const here = await signIn(hub, person);
    const elsewhere = await signIn(hub, person);
    const input = { currentPassword: person.password, newPassword: NEXT };
    const headers = { 'idempotency-key': 'change-1' };
    expect(data(await change(here.accessToken, input, headers)).changePassword).toBe(true);
    expect(data(await change(here.accessToken, input, headers)).changePassword).toBe(true);
    expect(codeOf(await hub.graphql(VIEWER, { token: here.accessToken }))).toBeUndefined();
    for (const token of [elsewhere.accessToken, person.token]) expect(codeOf(await hub.graphql(VIEWER, { token }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await trySignIn(hub, { email: person.email, password: person.password }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await trySignIn(hub, { email: person.email, password: NEXT }))).toBeUndefined();
    expect(await hub.recorded({ action: 'password.changed' })).toHaveLength(1);
    expect((await hub.superuser(`SELECT 1 FROM hub.outbox_events WHERE type = 'account.password-changed'`)).rowCount).toBe(1);
  });

  it('can not be guessed at from inside a session', async () => {
    const thief = await signIn(hub, { ...person, password: NEXT });
    for (let guess = 0; guess < 10; guess++) expect(codeOf(await change(thief.accessToken, { currentPassword: `guess number ${guess}`, newPassword: NEXT }))).toBe('INVALID_INPUT');
    expect(codeOf(await change(thief.accessToken, { currentPassword: NEXT, newPassword: person.password }))).toBe('RATE_LIMITED');
    await hub.graphql('mutation { signOut }', { token: thief.accessToken });
    hub.clock.advance(16 * 60_000);
    // An ended session tells nothing of the password.
    expect(codeOf(await change(thief.accessToken, { currentPassword: NEXT, newPassword: person.password }))).toBe('UNAUTHENTICATED');
  });
});
