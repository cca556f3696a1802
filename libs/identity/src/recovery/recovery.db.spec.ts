import { OrganisationKind, Role } from '@hub/access';
import { type Answer, addAccount, addOrganisation, appoint, createTestHub, data, enrolTotp, signIn, type TestAccount, type TestHub, trySignIn } from '@hub/testing';

const codeOf = (answer: Answer): string | undefined => answer.errors?.[0]?.extensions.code;
const refusal = (answer: Answer): object | undefined => answer.errors?.[0]?.extensions;
const PASSWORD = 'seventeen quiet herons crossing';
const DAY = 86_400_000;

describe('a recovery', () => {
  let hub: TestHub;
  let coordinator: TestAccount;
  let npa: string;
  let home: string;
  let administrator: TestAccount;
  let officer: TestAccount;
  let contact: TestAccount;
  let lost: TestAccount;

  beforeAll(async () => {
    hub = await createTestHub({ env: { HUB_SIGNIN_PER_ACCOUNT: '1000', HUB_SIGNIN_PER_ADDRESS: '1000' } });
    npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    coordinator = await addAccount(hub, npa, { roles: [Role.COORDINATOR] });
    home = await addOrganisation(hub);
    administrator = await addAccount(hub, home, { roles: [Role.ADMINISTRATOR] });
    officer = await addAccount(hub, home);
    contact = await addAccount(hub, home, { roles: [Role.CONTACT_POINT] });
    await appoint(hub, home, contact.id);
  });
  afterAll(() => hub.close());
  beforeEach(async () => {
    lost = await addAccount(hub, home, { roles: [Role.READER] });
  });

  const request = (who: TestAccount | null, input: object, headers = {}) =>
    hub.graphql('mutation ($input: RequestRecoveryInput!) { requestRecovery(input: $input) { code expiresAt } }', { token: who?.token, variables: { input }, headers });
  const approve = (who: TestAccount, input: object) => hub.graphql('mutation ($input: ApproveRecoveryInput!) { approveRecovery(input: $input) { code expiresAt } }', { token: who.token, variables: { input } });
  const recover = (requestCode: string, approvalCode: string, more = {}) =>
    hub.graphql('mutation ($input: RecoverAccountInput!) { recoverAccount(input: $input) }', { variables: { input: { requestCode, approvalCode, newPassword: PASSWORD, ...more } } });
  const cancel = (who: TestAccount, id: string) => hub.graphql('mutation ($id: ID!) { cancelRecovery(id: $id) }', { token: who.token, variables: { id } });
  const list = async (who: TestAccount): Promise<{ id: string; person: { id: string }; requestedBy: { id: string } | null; approvedBy: { id: string } | null }[]> =>
    data(await hub.graphql('{ recoveries { id person { id } requestedBy { id } requestedByOrganisation { code } approvedBy { id } approvedAt } }', { token: who.token })).recoveries;
  const requested = async (who: TestAccount, more = {}): Promise<string> => data(await request(who, { email: lost.email, ...more })).requestRecovery.code;
  const approved = async (who: TestAccount, input: object): Promise<string> => data(await approve(who, input)).approveRecovery.code;
  const idOf = async (): Promise<string> => (await list(administrator)).find(({ person }) => person.id === lost.id)?.id ?? '';
  const both = async (): Promise<[string, string]> => [await requested(officer), await approved(administrator, { id: await idOf() })];
  const signsIn = async (password: string): Promise<boolean> => codeOf(await trySignIn(hub, { email: lost.email, password })) === undefined;

  it('by two colleagues sets a new password, drops the factor and ends all sessions', async () => {
    const { accessToken, deviceToken } = await signIn(hub, lost);
    await enrolTotp(hub, lost, accessToken);
    const first = await requested(officer);
    const second = await approved(administrator, { id: await idOf() });
    expect(first).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(data(await recover(first.toLowerCase(), ` ${second.replace('-', '')} `)).recoverAccount).toBe(true);
    expect(codeOf(await hub.graphql('{ viewer { roles } }', { token: accessToken }))).toBe('UNAUTHENTICATED');
    expect(await signsIn(lost.password)).toBe(false);
    expect(await signsIn(PASSWORD)).toBe(true);
    expect(data(await trySignIn(hub, { email: lost.email, password: PASSWORD, deviceToken })).signIn.deviceToken).not.toBe(deviceToken);
    expect(codeOf(await recover(first, second))).toBe('NOT_FOUND');
    const acts = (await hub.recorded({ subject: lost.id })).filter(({ action }) => action.includes('recover'));
    expect(acts.map(({ action, holder, person }) => ({ action, holder, person }))).toEqual([
      { action: 'recovery.requested', holder: home, person: officer.id },
      { action: 'recovery.approved', holder: home, person: administrator.id },
      { action: 'account.recovered', holder: home, person: lost.id },
    ]);
    const notices = await hub.superuser('SELECT type FROM hub.outbox_events WHERE subject_id = $1', [lost.id]);
    expect(notices.rows.map(({ type }: { type: string }) => type)).toEqual(expect.arrayContaining(['account.recovery-requested', 'account.recovered']));
  });

  it('keeps the factor where only the password is lost', async () => {
    await enrolTotp(hub, lost, lost.token);
    const [first, second] = await both();
    data(await recover(first, second, { keepSecondFactor: true }));
    expect(refusal(await trySignIn(hub, { email: lost.email, password: PASSWORD }))).toMatchObject({ field: 'input.code' });
  });

  it('needs both codes of one recovery, and a second person', async () => {
    const first = await requested(officer);
    expect(codeOf(await recover(first, first))).toBe('NOT_FOUND');
    expect(codeOf(await recover(first, ''))).toBe('NOT_FOUND');
    const id = await idOf();
    expect(codeOf(await approve(officer, { id }))).toBe('FORBIDDEN');
    const second = await approved(administrator, { id });
    expect(codeOf(await approve(contact, { id }))).toBe('CONFLICT');
    const answers = [await recover(second, first), await recover(second, second), await recover('00000-00000', second), await recover(first, '00000-00000')];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(codeOf(await recover(first, second, { newPassword: 'short' }))).toBe('INVALID_INPUT');
    expect(codeOf(await recover(first, second))).toBeUndefined();
  });

  it('is used once where two come side by side', async () => {
    const [first, second] = await both();
    const answers = await Promise.all([recover(first, second), recover(first, second)]);
    expect(answers.map(codeOf).sort()).toEqual(['NOT_FOUND', undefined]);
  });

  it('is nobody’s own, and nobody else’s outside', async () => {
    expect(codeOf(await request(null, { email: lost.email }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await request(lost, { email: administrator.email }))).toBe('FORBIDDEN');
    expect(codeOf(await request(officer, { email: officer.email }))).toBe('FORBIDDEN');
    expect(codeOf(await request(officer, { email: 'nobody@example.example' }))).toBe('NOT_FOUND');
    const stranger = await addAccount(hub, await addOrganisation(hub), { roles: [Role.ADMINISTRATOR] });
    expect(codeOf(await request(stranger, { email: lost.email }))).toBe('NOT_FOUND');
    expect(codeOf(await request(stranger, { email: lost.email, organisationId: home }))).toBe('FORBIDDEN');
    await requested(officer);
    const id = await idOf();
    const [foreign, absent] = [await approve(stranger, { id }), await approve(stranger, { id: '4dbd11b6-3fb0-4e0c-a6ef-7c2a7d0bd7f5' })];
    expect(codeOf(foreign)).toBe('NOT_FOUND');
    expect(foreign.text).toBe(absent.text);
    expect(codeOf(await approve(lost, { id }))).toBe('NOT_FOUND');
    expect(codeOf(await cancel(stranger, id))).toBe('NOT_FOUND');
    expect(await list(stranger)).toEqual([]);
    expect((await list(lost)).map((recovery) => recovery.id)).toEqual([id]);
    for (const input of [{}, { id, email: lost.email }, { email: lost.email }, { organisationId: home }]) expect(codeOf(await approve(coordinator, input))).toBe('INVALID_INPUT');
  });

  it('by a coordinator and the contact point works either way round', async () => {
    for (const [ask, agree] of [
      [() => requested(coordinator, { organisationId: home }), async () => approved(contact, { id: await idOf() })],
      [() => requested(contact), () => approved(coordinator, { organisationId: home, email: lost.email })],
    ] as const) {
      const first = await ask();
      const second = await agree();
      expect(codeOf(await recover(first, second))).toBeUndefined();
    }
  });

  it('by a coordinator needs the contact point, and nobody less', async () => {
    const first = await requested(coordinator, { organisationId: home });
    const id = await idOf();
    for (const helper of [officer, administrator]) expect(codeOf(await approve(helper, { id }))).toBe('FORBIDDEN');
    expect(codeOf(await recover(first, 'ANYTHING00'))).toBe('NOT_FOUND');
    await requested(officer);
    const useless = await approved(coordinator, { organisationId: home, email: lost.email });
    expect(codeOf(await recover(first, useless))).toBe('NOT_FOUND');
    expect(await signsIn(lost.password)).toBe(true);
  });

  it('tells a coordinator nothing of persons', async () => {
    const shape = ({ text }: Answer): string => text.replace(/[0-9A-Z]{5}-[0-9A-Z]{5}/, 'CODE');
    const emails = [lost.email, 'nobody@example.example'];
    const asked = await Promise.all(emails.map((email) => request(coordinator, { email, organisationId: home })));
    expect(new Set(asked.map(shape)).size).toBe(1);
    expect(shape(asked[0] as Answer)).toContain('"CODE"');
    await requested(contact);
    const agreed = await Promise.all(emails.map((email) => approve(coordinator, { email, organisationId: home })));
    expect(new Set(agreed.map(shape)).size).toBe(1);
    expect(codeOf(await request(coordinator, { email: lost.email, organisationId: '4dbd11b6-3fb0-4e0c-a6ef-7c2a7d0bd7f5' }))).toBe('NOT_FOUND');
    expect(await list(coordinator)).toEqual([]);
    // Nor does the record that his own organisation holds.
    const acts = (await hub.recorded()).filter(({ holder, action, occurredAt }) => holder === npa && action.startsWith('recovery.') && occurredAt === hub.clock.now().toISOString());
    expect(new Set(acts.map(({ subject, detail }) => JSON.stringify({ subject, detail })))).toEqual(new Set([JSON.stringify({ subject: home, detail: {} })]));
  });

  it('ends after a day, when it is cancelled, and when a helper has left', async () => {
    const late = await both();
    hub.clock.advance(DAY);
    expect(codeOf(await recover(...late))).toBe('NOT_FOUND');

    const cancelled = await both();
    expect(data(await cancel(lost, await idOf())).cancelRecovery).toBe(true);
    expect(codeOf(await recover(...cancelled))).toBe('NOT_FOUND');

    const helper = await addAccount(hub, home);
    const first = await requested(helper);
    const second = await approved(administrator, { id: await idOf() });
    await hub.superuser('UPDATE hub.persons SET suspended_at = $2 WHERE id = $1', [helper.id, hub.clock.now()]);
    expect(codeOf(await recover(first, second))).toBe('NOT_FOUND');
    expect(await signsIn(lost.password)).toBe(true);
  });

  it('shows its code once, and keeps none', async () => {
    const headers = { 'idempotency-key': 'recovery-1' };
    const one = data(await request(officer, { email: lost.email }, headers)).requestRecovery;
    expect(data(await request(officer, { email: lost.email }, headers)).requestRecovery).toEqual({ code: null, expiresAt: one.expiresAt });
    const kept = await hub.superuser('SELECT (SELECT json_agg(i) FROM hub.idempotency_keys i)::text AS kept');
    expect(kept.rows[0].kept + JSON.stringify(await hub.recorded())).not.toContain(one.code);
  });
});
