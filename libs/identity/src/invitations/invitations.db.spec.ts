import { OrganisationKind, Role } from '@hub/access';
import { type Answer, addAccount, addOrganisation, createTestHub, data, type TestAccount, type TestHub, trySignIn } from '@hub/testing';

const codeOf = (answer: Answer): string | undefined => answer.errors?.[0]?.extensions.code;
const refusal = (answer: Answer): object | undefined => answer.errors?.[0]?.extensions;
const INVITATION = 'invitation { id email roles language state expiresAt organisation { id code } invitedBy { id } } token';
const PASSWORD = 'seventeen quiet herons crossing';
const DAY = 86_400_000;

describe('an invitation', () => {
  let hub: TestHub;
  let coordinator: TestAccount;
  let npaAdministrator: TestAccount;
  let home: string;
  let administrator: TestAccount;
  let count = 0;

  beforeAll(async () => {
    hub = await createTestHub({ env: { HUB_SIGNIN_PER_ADDRESS: '1000' } });
    const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    coordinator = await addAccount(hub, npa, { roles: [Role.COORDINATOR, Role.ADMINISTRATOR] });
    npaAdministrator = await addAccount(hub, npa, { roles: [Role.ADMINISTRATOR] });
    home = await addOrganisation(hub);
    administrator = await addAccount(hub, home, { roles: [Role.ADMINISTRATOR, Role.OFFICER] });
  });
  afterAll(() => hub.close());

  const newEmail = (): string => `newcomer${(count += 1)}@ngo.example`;
  const newCode = (): string => `ORG${[...String((count += 1))].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}`;
  const call = (name: string, type: string, fields: string) => (who: TestAccount | null, input: object, headers = {}): Promise<Answer> =>
    hub.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { token: who?.token, variables: { input }, headers });
  const invitePerson = call('invitePerson', 'InvitePersonInput', INVITATION);
  const inviteOrganisation = call('inviteOrganisation', 'InviteOrganisationInput', INVITATION);
  const reinvite = call('reinviteOrganisation', 'ReinviteOrganisationInput', INVITATION);
  const acceptWith = call('acceptInvitation', 'AcceptInvitationInput', 'email session { accessToken viewer { person { id displayName } organisation { id code contactPoint { id } } roles } }');
  const accept = (token: string, more = {}): Promise<Answer> => acceptWith(null, { token, familyName: '佐藤', givenName: '恵', password: PASSWORD, ...more });
  const revoke = (who: TestAccount, id: string): Promise<Answer> => hub.graphql(`mutation ($id: ID!) { revokeInvitation(id: $id) { ${INVITATION} } }`, { token: who.token, variables: { id } });
  const list = async (who: TestAccount): Promise<{ id: string; state: string; email: string }[]> => data(await hub.graphql('{ invitations { id state email organisation { code } invitedBy { id } } }', { token: who.token })).invitations;
  const invited = async (who = administrator, input: object = {}): Promise<{ token: string; invitation: { id: string; email: string } }> =>
    data(await invitePerson(who, { email: newEmail(), roles: ['OFFICER'], ...input })).invitePerson;
  const embassy = (more = {}): object => ({ kind: 'EMBASSY', code: newCode(), country: 'NP', names: [{ language: 'en', text: 'Embassy of Nepal' }], email: newEmail(), ...more });

  it('makes an account with a session, once', async () => {
    const { token, invitation } = await invited(administrator, { email: 'Ｎｅｗ＠ngo.example', roles: ['READER', 'OFFICER'], language: 'en' });
    expect(invitation).toMatchObject({ email: 'new@ngo.example', state: 'OPEN', roles: ['READER', 'OFFICER'], invitedBy: { id: administrator.id } });
    expect(token).toHaveLength(43);
    const accepted = data(await accept(token)).acceptInvitation;
    expect(accepted).toMatchObject({ email: 'new@ngo.example', session: { viewer: { person: { displayName: '佐藤 恵' }, organisation: { id: home }, roles: ['READER', 'OFFICER'] } } });
    expect(codeOf(await hub.graphql('{ viewer { language } }', { token: accepted.session.accessToken }))).toBeUndefined();
    expect(codeOf(await trySignIn(hub, { email: 'new@ngo.example', password: PASSWORD }))).toBeUndefined();
    expect(codeOf(await accept(token))).toBe('NOT_FOUND');
    expect(await list(administrator)).toContainEqual(expect.objectContaining({ id: invitation.id, state: 'ACCEPTED' }));
  });

  it('is used once where two come side by side', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { token } = await invited();
      const answers = await Promise.all(Array.from({ length: 6 }, () => accept(token)));
      expect(answers.map(codeOf).sort()).toEqual([...Array.from({ length: 5 }, () => 'NOT_FOUND'), undefined]);
    }
  });

  it('answers alike for a token that is unknown, used, revoked, replaced, or expired', async () => {
    const used = await invited();
    data(await accept(used.token));
    const revoked = await invited();
    expect(data(await revoke(administrator, revoked.invitation.id)).revokeInvitation.invitation.state).toBe('REVOKED');
    const replaced = await invited();
    await invited(administrator, { email: replaced.invitation.email });
    const expired = await invited();
    hub.clock.advance(7 * DAY - 1);
    const fresh = await invited();
    hub.clock.advance(1);
    const answers = await Promise.all(['x', used.token, revoked.token, replaced.token, expired.token].map((token) => accept(token)));
    expect(answers.map(codeOf)).toEqual(Array(5).fill('NOT_FOUND'));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(codeOf(await accept(fresh.token))).toBeUndefined();
    expect(await list(administrator)).toContainEqual(expect.objectContaining({ id: expired.invitation.id, state: 'EXPIRED' }));
    expect(codeOf(await revoke(administrator, expired.invitation.id))).toBe('CONFLICT');
  });

  it('stays open where the password is refused', async () => {
    const { token, invitation } = await invited();
    for (const password of ['short', '佐藤恵佐藤恵 2026 2026', `${invitation.email} 1`]) {
      expect(refusal(await accept(token, { password }))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.password' });
    }
    expect(codeOf(await accept(token))).toBeUndefined();
  });

  it('is worth nothing once its giver has lost the right to give it', async () => {
    const other = await addAccount(hub, home, { roles: [Role.ADMINISTRATOR] });
    const takeAway = ["roles = '{READER}'", 'suspended_at = now()', 'suspended_at = NULL, ended_at = now()'];
    for (const change of takeAway) {
      await hub.superuser(`UPDATE hub.persons SET roles = '{ADMINISTRATOR}' WHERE id = $1`, [other.id]);
      const { token } = await invited(other);
      await hub.superuser(`UPDATE hub.persons SET ${change} WHERE id = $1`, [other.id]);
      expect(codeOf(await accept(token))).toBe('NOT_FOUND');
      await hub.superuser(`UPDATE hub.persons SET suspended_at = NULL WHERE id = $1`, [other.id]);
    }
  });

  it('is given by administrators only, into their own organisation, and not upward', async () => {
    const officer = await addAccount(hub, home);
    const person = (roles: string[]) => ({ email: newEmail(), roles });
    expect(codeOf(await invitePerson(null, person(['OFFICER'])))).toBe('UNAUTHENTICATED');
    expect(codeOf(await invitePerson(officer, person(['OFFICER'])))).toBe('FORBIDDEN');
    expect(codeOf(await invitePerson(administrator, person(['ADMINISTRATOR'])))).toBeUndefined();
    for (const role of ['COORDINATOR', 'AUDITOR']) expect(codeOf(await invitePerson(administrator, person(['OFFICER', role])))).toBe('FORBIDDEN');
    expect(codeOf(await invitePerson(npaAdministrator, person(['COORDINATOR'])))).toBe('FORBIDDEN');
    expect(codeOf(await invitePerson(npaAdministrator, person(['AUDITOR'])))).toBeUndefined();
    expect(codeOf(await invitePerson(coordinator, person(['COORDINATOR'])))).toBeUndefined();
    expect(refusal(await invitePerson(administrator, { email: officer.email, roles: ['READER'] }))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.email' });
    expect(codeOf(await invitePerson(administrator, { email: coordinator.email, roles: ['READER'] }))).toBeUndefined();
    expect(refusal(await invitePerson(administrator, { email: 'no address', roles: ['READER'] }))).toMatchObject({ field: 'input.email' });
    expect(refusal(await invitePerson(administrator, person([])))).toMatchObject({ field: 'input.roles' });
  });

  it('is listed and revoked by those who answer for it', async () => {
    const { invitation } = await invited();
    const officer = await addAccount(hub, home);
    const stranger = await addAccount(hub, await addOrganisation(hub), { roles: [Role.ADMINISTRATOR] });
    expect(codeOf(await hub.graphql('{ invitations { id } }', { token: officer.token }))).toBe('FORBIDDEN');
    for (const other of [stranger, coordinator]) expect((await list(other)).map(({ id }) => id)).not.toContain(invitation.id);
    const [foreign, absent] = [await revoke(stranger, invitation.id), await revoke(stranger, '4dbd11b6-3fb0-4e0c-a6ef-7c2a7d0bd7f5')];
    expect(codeOf(foreign)).toBe('NOT_FOUND');
    expect(foreign.text).toBe(absent.text);
    expect(codeOf(await revoke(officer, invitation.id))).toBe('FORBIDDEN');
    expect(codeOf(await revoke(administrator, invitation.id))).toBeUndefined();
  });

  it('shows its token once, and the same invitation in a repetition', async () => {
    const [input, headers] = [{ email: newEmail(), roles: ['READER'] }, { 'idempotency-key': 'invite-1' }];
    const one = data(await invitePerson(administrator, input, headers)).invitePerson;
    const two = data(await invitePerson(administrator, input, headers)).invitePerson;
    expect(one.token).not.toBeNull();
    expect(two).toEqual({ ...one, token: null });
    const { rows } = await hub.superuser('SELECT id FROM hub.invitations WHERE email = $1', [input.email]);
    expect(rows).toHaveLength(1);
    const everything = await hub.superuser('SELECT (SELECT json_agg(i) FROM hub.idempotency_keys i)::text AS kept');
    expect(everything.rows[0].kept + JSON.stringify(await hub.recorded())).not.toContain(one.token);
  });

  it('onboards an organisation, whose first administrator becomes its contact point', async () => {
    const { token, invitation } = data(await inviteOrganisation(coordinator, embassy({ code: 'ｎｐｌ' }))).inviteOrganisation;
    expect(invitation).toMatchObject({ roles: ['ADMINISTRATOR', 'CONTACT_POINT'], organisation: { code: 'NPL' }, language: 'ja' });
    const { session } = data(await accept(token)).acceptInvitation;
    expect(session.viewer.organisation).toEqual({ id: invitation.organisation.id, code: 'NPL', contactPoint: { id: session.viewer.person.id } });
    const member = data(await hub.graphql('mutation { invitePerson(input: { email: "second@nepal.example", roles: [OFFICER] }) { token } }', { token: session.accessToken })).invitePerson;
    expect(data(await accept(member.token)).acceptInvitation.session.viewer.organisation.code).toBe('NPL');
    // Once somebody is there, the coordinator's hand is out of it.
    expect(codeOf(await reinvite(coordinator, { organisationId: invitation.organisation.id, email: newEmail() }))).toBe('FORBIDDEN');
    const mine = await list(coordinator);
    expect(mine).toContainEqual(expect.objectContaining({ id: invitation.id, state: 'ACCEPTED' }));
    expect(mine.map(({ email }) => email)).not.toContain('second@nepal.example');
  });

  it('into a new organisation can be given anew until somebody has joined', async () => {
    const first = data(await inviteOrganisation(coordinator, embassy())).inviteOrganisation;
    const organisationId = first.invitation.organisation.id as string;
    const second = data(await reinvite(coordinator, { organisationId, email: newEmail(), roles: ['ADMINISTRATOR', 'OFFICER'] })).reinviteOrganisation;
    expect(codeOf(await accept(first.token))).toBe('NOT_FOUND');
    const { session } = data(await accept(second.token)).acceptInvitation;
    expect(session.viewer).toMatchObject({ roles: ['ADMINISTRATOR', 'OFFICER'], organisation: { id: organisationId, contactPoint: null } });
    expect(codeOf(await reinvite(coordinator, { organisationId: '4dbd11b6-3fb0-4e0c-a6ef-7c2a7d0bd7f5', email: newEmail() }))).toBe('NOT_FOUND');
  });

  it.each([
    ['by somebody who is no coordinator', () => inviteOrganisation(npaAdministrator, embassy()), { code: 'FORBIDDEN' }],
    ['by an administrator elsewhere', () => inviteOrganisation(administrator, embassy()), { code: 'FORBIDDEN' }],
    ['by nobody', () => inviteOrganisation(null, embassy()), { code: 'UNAUTHENTICATED' }],
    ['for a second coordinating organisation', () => inviteOrganisation(coordinator, embassy({ kind: 'COORDINATOR', country: null })), { code: 'INVALID_INPUT', field: 'input.kind' }],
    ['for a code that is taken', () => inviteOrganisation(coordinator, embassy({ code: 'npa' })), { code: 'CONFLICT' }],
    ['for a code that is none', () => inviteOrganisation(coordinator, embassy({ code: 'TOOLONG' })), { code: 'INVALID_INPUT', field: 'input.code' }],
    ['for an embassy without a country', () => inviteOrganisation(coordinator, embassy({ country: null })), { code: 'INVALID_INPUT', field: 'input.country' }],
    ['without an English name', () => inviteOrganisation(coordinator, embassy({ names: [{ language: 'ja', text: 'ネパール大使館' }] })), { code: 'INVALID_INPUT', field: 'input.names' }],
    ['without an administrator', () => inviteOrganisation(coordinator, embassy({ roles: ['OFFICER'] })), { code: 'INVALID_INPUT', field: 'input.roles' }],
    ['with a coordinator', () => inviteOrganisation(coordinator, embassy({ roles: ['ADMINISTRATOR', 'COORDINATOR'] })), { code: 'FORBIDDEN' }],
  ])('into a new organisation is refused %s', async (_, ask, expected) => {
    const before = await hub.superuser('SELECT id FROM hub.organisations');
    expect(refusal(await ask())).toMatchObject(expected);
    expect((await hub.superuser('SELECT id FROM hub.organisations')).rowCount).toBe(before.rowCount);
  });

  it('opens no session where a role demands a second factor', async () => {
    const strict = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_TOTP_ROLES: 'OFFICER' } });
    try {
      const { token, invitation } = await invited();
      const answer = await strict.graphql('mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { email session { accessToken } } }', { variables: { input: { token, familyName: 'A', givenName: 'B', password: PASSWORD } } });
      expect(data(answer).acceptInvitation).toEqual({ email: invitation.email, session: null });
    } finally {
      await strict.close();
    }
  });
});
