import { Role } from '@hub/access';
import { type Answer, addAccount, addOrganisation, createTestHub, data, enrolTotp, signIn, TEST_PASSWORD, type TestAccount, type TestHub, totpCode, tryRefresh, trySignIn } from '@hub/testing';

const codeOf = (answer: Answer): string | undefined => answer.errors?.[0]?.extensions.code;
const refusal = (answer: Answer): object | undefined => answer.errors?.[0]?.extensions;
const NEEDED = { code: 'INVALID_INPUT', field: 'input.code' };
const STATE = '{ secondFactor { enrolled required recoveryCodesLeft } }';

describe('a second factor', () => {
  let hub: TestHub;
  let organisationId: string;
  let person: TestAccount;
  let right: { email: string; password: string };

  beforeAll(async () => {
    hub = await createTestHub();
    organisationId = await addOrganisation(hub);
  });
  afterAll(() => hub.close());
  beforeEach(async () => {
    hub.clock.advance(16 * 60_000);
    person = await addAccount(hub, organisationId);
    right = { email: person.email, password: person.password };
  });

  const mutate = (name: string, type: string, input: object, token: string | null, fields = '', headers = {}): Promise<Answer> =>
    hub.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) ${fields} }`, { token, variables: { input }, headers });
  const confirm = (code: string, token: string | null, more = {}) => mutate('confirmSecondFactor', 'ConfirmSecondFactorInput', { code, ...more }, token, '{ recoveryCodes }');
  const enrol = (input: object, token: string | null, headers = {}) => mutate('enrolSecondFactor', 'EnrolSecondFactorInput', input, token, '{ secret uri enrolmentToken }', headers);
  const disable = (code: string, password = TEST_PASSWORD) => mutate('disableSecondFactor', 'PasswordAndCodeInput', { password, code }, person.token);

  it('is enrolled with the password, and counts once a code has confirmed it', async () => {
    expect(refusal(await enrol({ password: 'not the password' }, person.token))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.password' });
    const { secret, uri, enrolmentToken } = data(await enrol({ password: person.password }, person.token)).enrolSecondFactor;
    expect(uri).toBe(`otpauth://totp/Contact%20Point:${encodeURIComponent(person.email)}?issuer=Contact%20Point&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
    expect(enrolmentToken).toBeNull();
    expect(codeOf(await trySignIn(hub, right))).toBeUndefined();
    expect(refusal(await confirm(totpCode(hub, secret, 5), person.token))).toMatchObject(NEEDED);
    const { recoveryCodes } = data(await confirm(totpCode(hub, secret), person.token)).confirmSecondFactor;
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(data(await hub.graphql(STATE, { token: person.token })).secondFactor).toEqual({ enrolled: true, required: false, recoveryCodesLeft: 10 });
    expect(codeOf(await enrol({ password: person.password }, person.token))).toBe('CONFLICT');
  });

  it('is given the same secret again where the request is repeated under an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'enrol-1' };
    const [one, two] = [await enrol({ password: person.password }, person.token, headers), await enrol({ password: person.password }, person.token, headers)];
    expect(data(two).enrolSecondFactor.secret).toBe(data(one).enrolSecondFactor.secret);
  });

  it('is kept encrypted, and bound to its person', async () => {
    const { secret } = await enrolTotp(hub, person, person.token);
    const other = await addAccount(hub, organisationId);
    await enrolTotp(hub, other, other.token);
    const { rows } = await hub.superuser('SELECT secret FROM hub.totp_factors WHERE person_id = $1', [person.id]);
    expect(rows[0].secret).toHaveLength(12 + 16 + 20);
    expect(rows[0].secret.toString('hex')).not.toContain(Buffer.from(secret).toString('hex'));
    await hub.superuser('UPDATE hub.totp_factors SET secret = $2, last_step = 0 WHERE person_id = $1', [other.id, rows[0].secret]);
    expect(codeOf(await trySignIn(hub, { email: other.email, password: other.password, code: totpCode(hub, secret) }))).toBe('INTERNAL');
  });

  it('is asked for only after the password was right', async () => {
    const { secret } = await enrolTotp(hub, person, person.token);
    hub.clock.advance(30_000);
    expect(refusal(await trySignIn(hub, right))).toMatchObject(NEEDED);
    expect(refusal(await trySignIn(hub, { ...right, code: ' ' }))).toMatchObject(NEEDED);
    expect(refusal(await trySignIn(hub, { ...right, code: '000000' }))).toMatchObject(NEEDED);
    const [wrong, wrongWithCode, unknown] = [
      await trySignIn(hub, { ...right, password: 'not the password' }),
      await trySignIn(hub, { ...right, password: 'not the password', code: totpCode(hub, secret) }),
      await trySignIn(hub, { email: 'nobody@example.example', password: 'x', code: '123456' }),
    ];
    expect(codeOf(wrong)).toBe('UNAUTHENTICATED');
    expect(new Set([wrong.text, wrongWithCode.text, unknown.text]).size).toBe(1);
    expect(codeOf(await trySignIn(hub, { ...right, code: totpCode(hub, secret) }))).toBeUndefined();
  });

  it('takes a code once, from one step before to one after, and in full width', async () => {
    const { secret } = await enrolTotp(hub, person, person.token);
    const code = totpCode(hub, secret);
    expect(refusal(await trySignIn(hub, { ...right, code }))).toMatchObject(NEEDED); // it has confirmed the enrolment
    hub.clock.advance(90_000);
    const wide = totpCode(hub, secret, -1).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    expect(codeOf(await trySignIn(hub, { ...right, code: wide }))).toBeUndefined();
    expect(refusal(await trySignIn(hub, { ...right, code: totpCode(hub, secret, -1) }))).toMatchObject(NEEDED);
    expect(codeOf(await trySignIn(hub, { ...right, code: totpCode(hub, secret, 1) }))).toBeUndefined();
    // An earlier step than one already used: somebody may have seen it.
    expect(refusal(await trySignIn(hub, { ...right, code: totpCode(hub, secret) }))).toMatchObject(NEEDED);
    hub.clock.advance(90_000);
    expect(refusal(await trySignIn(hub, { ...right, code: totpCode(hub, secret, 2) }))).toMatchObject(NEEDED);
  });

  it('takes the same code once where two come side by side', async () => {
    const { secret } = await enrolTotp(hub, person, person.token);
    hub.clock.advance(30_000);
    const answers = await Promise.all(Array.from({ length: 4 }, () => trySignIn(hub, { ...right, code: totpCode(hub, secret) })));
    expect(answers.filter((answer) => codeOf(answer) === undefined)).toHaveLength(1);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { recoveryCodes } = await enrolTotp(hub, person, person.token);
    const typed = (recoveryCodes[0] ?? '').toLowerCase().replace('-', ' ');
    expect(codeOf(await trySignIn(hub, { ...right, code: typed }))).toBeUndefined();
    expect(refusal(await trySignIn(hub, { ...right, code: recoveryCodes[0] }))).toMatchObject(NEEDED);
    const other = await addAccount(hub, organisationId);
    await enrolTotp(hub, other, other.token);
    expect(refusal(await trySignIn(hub, { email: other.email, password: other.password, code: recoveryCodes[1] }))).toMatchObject(NEEDED);
    expect(data(await hub.graphql(STATE, { token: person.token })).secondFactor.recoveryCodesLeft).toBe(9);
    const renewed = data(await mutate('renewRecoveryCodes', 'PasswordAndCodeInput', { password: person.password, code: recoveryCodes[2] }, person.token, '{ recoveryCodes }')).renewRecoveryCodes.recoveryCodes;
    expect(refusal(await trySignIn(hub, { ...right, code: recoveryCodes[3] }))).toMatchObject(NEEDED);
    expect(codeOf(await trySignIn(hub, { ...right, code: renewed[0] }))).toBeUndefined();
  });

  it('can not be guessed', async () => {
    const { secret } = await enrolTotp(hub, person, person.token);
    hub.clock.advance(30_000);
    const { deviceToken } = await signIn(hub, person, { code: totpCode(hub, secret) });
    hub.clock.advance(30_000);
    for (let guess = 0; guess < 5; guess++) expect(refusal(await trySignIn(hub, { ...right, code: '000000' }))).toMatchObject(NEEDED);
    expect(codeOf(await trySignIn(hub, { ...right, code: totpCode(hub, secret) }))).toBe('RATE_LIMITED');
    // The known device has its own count.
    expect(codeOf(await trySignIn(hub, { ...right, deviceToken, code: totpCode(hub, secret) }))).toBeUndefined();
  });

  it('is given up with password and code only', async () => {
    const { secret } = await enrolTotp(hub, person, person.token);
    hub.clock.advance(30_000);
    expect(refusal(await disable(totpCode(hub, secret), 'not the password'))).toMatchObject({ field: 'input.password' });
    expect(refusal(await disable('000000'))).toMatchObject(NEEDED);
    expect(data(await disable(totpCode(hub, secret))).disableSecondFactor).toBe(true);
    expect(codeOf(await trySignIn(hub, right))).toBeUndefined();
    const acts = (await hub.recorded({ subject: person.id })).filter(({ action }) => action.startsWith('second_factor.'));
    expect(acts.map(({ action }) => action)).toEqual(['second_factor.enrolled', 'second_factor.confirmed', 'second_factor.disabled']);
  });
});

describe('a second factor that a role demands', () => {
  let hub: TestHub;
  let organisationId: string;
  let person: TestAccount;
  let right: { email: string; password: string };

  beforeAll(async () => {
    hub = await createTestHub({ env: { HUB_TOTP_ROLES: 'OFFICER,COORDINATOR' } });
    organisationId = await addOrganisation(hub);
  });
  afterAll(() => hub.close());
  beforeEach(async () => {
    person = await addAccount(hub, organisationId);
    right = { email: person.email, password: person.password };
  });

  const ENROL = 'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret enrolmentToken } }';
  const CONFIRM = 'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
  const begin = async (): Promise<{ secret: string; enrolmentToken: string }> => data(await hub.graphql(ENROL, { variables: { input: right } })).enrolSecondFactor;
  const confirm = (input: object) => hub.graphql(CONFIRM, { variables: { input } });

  it('is enrolled before the first session', async () => {
    expect(refusal(await trySignIn(hub, right))).toMatchObject({ code: 'FORBIDDEN', allowed: ['enrolSecondFactor', 'confirmSecondFactor'] });
    expect(codeOf(await hub.graphql(ENROL, { variables: { input: { ...right, password: 'not the password' } } }))).toBe('UNAUTHENTICATED');
    const { secret, enrolmentToken } = await begin();
    // The token opens nothing else.
    expect(codeOf(await hub.graphql('{ viewer { roles } }', { token: enrolmentToken }))).toBe('UNAUTHENTICATED');
    expect(refusal(await confirm({ code: '000000', enrolmentToken }))).toMatchObject(NEEDED);
    expect(data(await confirm({ code: totpCode(hub, secret), enrolmentToken })).confirmSecondFactor.recoveryCodes).toHaveLength(10);
    expect(refusal(await confirm({ code: totpCode(hub, secret, 1), enrolmentToken }))).toMatchObject(NEEDED);
    expect(codeOf(await hub.graphql(ENROL, { variables: { input: right } }))).toBe('CONFLICT');
    hub.clock.advance(30_000);
    const { accessToken } = await signIn(hub, person, { code: totpCode(hub, secret) });
    expect(data(await hub.graphql('{ viewer { roles } secondFactor { required } }', { token: accessToken }))).toEqual({ viewer: { roles: ['OFFICER'] }, secondFactor: { required: true } });
    hub.clock.advance(30_000);
    const off = await hub.graphql('mutation ($input: PasswordAndCodeInput!) { disableSecondFactor(input: $input) }', { token: accessToken, variables: { input: { password: person.password, code: totpCode(hub, secret) } } });
    expect(codeOf(off)).toBe('FORBIDDEN');
  });

  it('can be confirmed for ten minutes, and not after the password has changed', async () => {
    const first = await begin();
    hub.clock.advance(600_000);
    expect(codeOf(await confirm({ code: totpCode(hub, first.secret), enrolmentToken: first.enrolmentToken }))).toBe('UNAUTHENTICATED');
    const second = await begin();
    await hub.superuser(`UPDATE hub.credentials SET password_hash = 'changed' WHERE person_id = $1`, [person.id]);
    expect(codeOf(await confirm({ code: totpCode(hub, second.secret), enrolmentToken: second.enrolmentToken }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await confirm({ code: '123456', enrolmentToken: person.token }))).toBe('UNAUTHENTICATED');
  });

  it('ends sessions that have none, however they were opened', async () => {
    const reader = await addAccount(hub, organisationId, { roles: [Role.READER] });
    const { accessToken, refreshToken } = await signIn(hub, reader);
    const view = () => hub.graphql('{ viewer { roles } }', { token: accessToken });
    expect(codeOf(await view())).toBeUndefined();
    await hub.superuser(`UPDATE hub.persons SET roles = '{READER,OFFICER}' WHERE id = $1`, [reader.id]);
    expect(codeOf(await view())).toBe('UNAUTHENTICATED');
    expect(codeOf(await tryRefresh(hub, refreshToken))).toBe('UNAUTHENTICATED');
    await hub.superuser(`UPDATE hub.persons SET roles = '{READER}' WHERE id = $1`, [reader.id]);
    expect(codeOf(await view())).toBe('UNAUTHENTICATED');
  });

  it('is none of the business of those who need none', async () => {
    const reader = await addAccount(hub, organisationId, { roles: [Role.READER] });
    expect(codeOf(await trySignIn(hub, { email: reader.email, password: reader.password }))).toBeUndefined();
    expect(codeOf(await hub.graphql(ENROL, { variables: { input: { email: reader.email, password: reader.password } } }))).toBe('FORBIDDEN');
    expect(codeOf(await hub.graphql(ENROL, { variables: { input: { password: reader.password } } }))).toBe('UNAUTHENTICATED');
  });
});
