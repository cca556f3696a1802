import { jest } from '@jest/globals';
import { noReads } from '@hub/access';
import type { DomainError } from '@hub/kernel';
import { type Answer, addAccount, addOrganisation, createTestHub, data, signIn, type TestAccount, type TestHub, tryRefresh, trySignIn } from '@hub/testing';
import { IdentityUpkeep } from '../identity-upkeep.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { SignInService } from '../sessions/sign-in.service.js';

const LIMIT = 5;
const WINDOW = 15 * 60_000;
const codeOf = (answer: Answer): string | undefined => answer.errors?.[0]?.extensions.code;
const WRONG = 'wrong but long enough';

describe('attempts to sign in', () => {
  let hub: TestHub;
  let organisationId: string;
  let hasher: PasswordHasher;
  let count = 0;

  beforeAll(async () => {
    hub = await createTestHub({ poolSize: 8, env: { HUB_SIGNIN_PER_ACCOUNT: String(LIMIT), HUB_SIGNIN_PER_ADDRESS: '20', HUB_TRUST_PROXY: 'loopback' } });
    organisationId = await addOrganisation(hub);
    hasher = hub.hub.app.get(PasswordHasher, { strict: false });
  });
  afterAll(() => hub.close());
  beforeEach(() => hub.clock.advance(WINDOW));
  afterEach(() => jest.restoreAllMocks());

  const newAccount = (): Promise<TestAccount> => addAccount(hub, organisationId, { email: `somebody${(count += 1)}@ngo.example` });
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
  const strangers = (n: number): Record<string, string> => from(`198.51.${n >> 8}.${n & 255}`);
  const guess = (email: string, n = 0): Promise<Answer> => trySignIn(hub, { email, password: WRONG }, strangers(n));

  /** A hundred sign-ins in one request. GraphQL itself ends a mutation at the first refusal of a field that can't be null. */
  const hundred = (email: string, headers = {}): Promise<Answer> => {
    const fields = Array.from({ length: 100 }, (_, n) => `a${n}: signIn(input: $input) { accessToken }`).join(' ');
    return hub.graphql(`mutation ($input: SignInInput!) { ${fields} }`, { variables: { input: { email, password: WRONG } }, headers });
  };

  it('are a hundred where one operation holds a hundred', async () => {
    const person = await newAccount();
    const verify = jest.spyOn(hasher, 'verify');
    const service = hub.hub.app.get(SignInService, { strict: false });
    const caller = { actor: { kind: 'anonymous', sessionId: null, epoch: 0, instant: hub.clock.now() }, reads: noReads(), idempotency: null, remoteAddress: '192.0.2.1', deviceToken: null } as const;
    const refusals = await Promise.all(Array.from({ length: 100 }, () => service.signIn({ email: person.email, password: WRONG }, caller).catch((error: DomainError) => error.code)));
    expect(refusals.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(LIMIT);
    expect(refusals.filter((code) => code === 'RATE_LIMITED')).toHaveLength(100 - LIMIT);
    expect(verify).toHaveBeenCalledTimes(2 * LIMIT);
    const { rows } = await hub.superuser('SELECT count FROM hub.attempts WHERE window_start = $1', [new Date(Math.floor(hub.clock.now().getTime() / WINDOW) * WINDOW)]);
    expect(rows).toEqual([{ count: 100 }, { count: 100 }]);
    // Even the right password, from anywhere, is refused now.
    expect(codeOf(await trySignIn(hub, { email: person.email, password: person.password }, strangers(1)))).toBe('RATE_LIMITED');
  });

  it('under a hundred aliases never go beyond the limit, however the request is executed', async () => {
    const person = await newAccount();
    const verify = jest.spyOn(hasher, 'verify');
    for (let request = 0; request < LIMIT + 5; request++) {
      const { errors = [] } = await hundred(person.email);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.at(-1)?.extensions.code).toBe(request < LIMIT && errors.length === 1 ? 'UNAUTHENTICATED' : 'RATE_LIMITED');
    }
    expect(verify).toHaveBeenCalledTimes(2 * LIMIT);
  });

  it('are as many where they come side by side', async () => {
    const person = await newAccount();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(person.email, n)));
    expect(answers.filter((answer) => codeOf(answer) === 'UNAUTHENTICATED')).toHaveLength(LIMIT);
    expect(answers.filter((answer) => codeOf(answer) === 'RATE_LIMITED')).toHaveLength(40 - LIMIT);
  });

  it('are answered and worked at alike, whether there is such an account or not', async () => {
    const person = await newAccount();
    const twice = await newAccount();
    await addAccount(hub, await addOrganisation(hub), { email: twice.email });
    const verify = jest.spyOn(hasher, 'verify');
    const texts: string[][] = [];
    const works: number[][] = [];
    for (const email of [person.email, twice.email, `nobody${count}@ngo.example`]) {
      const [text, work]: [string[], number[]] = [[], []];
      for (let n = 0; n < LIMIT + 3; n++) {
        verify.mockClear();
        text.push((await guess(email, n)).text);
        work.push(verify.mock.calls.length);
      }
      texts.push(text);
      works.push(work);
    }
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
    expect(texts[0]?.at(-1)).toContain('RATE_LIMITED');
    expect(works).toEqual(Array(3).fill([...Array(LIMIT).fill(2), 0, 0, 0]));
  });

  it('say when to come again, and are free again then', async () => {
    const person = await newAccount();
    for (let n = 0; n < LIMIT; n++) await guess(person.email, n);
    const answer = await guess(person.email);
    const seconds = answer.errors?.[0]?.extensions['retryAfterSeconds'] as number;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(WINDOW / 1000);
    hub.clock.advance((seconds - 1) * 1000);
    expect(codeOf(await trySignIn(hub, { email: person.email, password: person.password }, strangers(3)))).toBe('RATE_LIMITED');
    hub.clock.advance(1000);
    expect(codeOf(await trySignIn(hub, { email: person.email, password: person.password }, strangers(3)))).toBeUndefined();
  });

  it('count for the address that they come from, whatever accounts they are for', async () => {
    const person = await newAccount();
    const answers: Answer[] = [];
    for (let n = 0; n < 21; n++) answers.push(await trySignIn(hub, { email: `guess${n}@ngo.example`, password: WRONG }, from(`2001:db8:0:1:${n}::1`)));
    expect(answers.map(codeOf)).toEqual([...Array(20).fill('UNAUTHENTICATED'), 'RATE_LIMITED']);
    const right = { email: person.email, password: person.password };
    expect(codeOf(await trySignIn(hub, right, from('2001:db8:0:1:ffff::2')))).toBe('RATE_LIMITED');
    expect(codeOf(await trySignIn(hub, right, from('2001:db8:0:2::1')))).toBeUndefined();
  });

  it('from outside never lock out a device that has signed in before', async () => {
    const person = await newAccount();
    const { deviceToken } = await signIn(hub, person);
    const right = { email: person.email, password: person.password };
    for (let n = 0; n <= LIMIT; n++) await hundred(person.email);
    expect(codeOf(await trySignIn(hub, right))).toBe('RATE_LIMITED');
    expect(codeOf(await trySignIn(hub, { ...right, deviceToken }))).toBeUndefined();
    // By the browser's cookie too.
    expect(codeOf(await trySignIn(hub, right, { cookie: `hub_device=${deviceToken}`, 'hub-console': '1' }))).toBeUndefined();
    // Its own mistakes are its own: wrong, not limited, as long as it has attempts.
    for (let n = 0; n < LIMIT; n++) expect(codeOf(await trySignIn(hub, { ...right, password: WRONG, deviceToken }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await trySignIn(hub, { ...right, deviceToken }))).toBe('RATE_LIMITED');
  });

  it('of a known device begin anew after a success', async () => {
    const person = await newAccount();
    const { deviceToken } = await signIn(hub, person);
    const right = { email: person.email, password: person.password, deviceToken };
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < LIMIT - 1; n++) expect(codeOf(await trySignIn(hub, { ...right, password: WRONG }, strangers(round * 16 + n)))).not.toBe('RATE_LIMITED');
      const answer = data(await trySignIn(hub, right)).signIn;
      expect(answer.deviceToken).toBe(deviceToken);
    }
  });

  it("are not helped by another person's device", async () => {
    const [thief, victim] = [await newAccount(), await newAccount()];
    const { deviceToken } = await signIn(hub, thief);
    for (let n = 0; n < LIMIT; n++) await trySignIn(hub, { email: victim.email, password: WRONG, deviceToken }, strangers(n));
    expect(codeOf(await trySignIn(hub, { email: victim.email, password: WRONG, deviceToken }, strangers(50)))).toBe('RATE_LIMITED');
  });

  it('are not given back by an own account under the same address in another organisation', async () => {
    const victim = await newAccount();
    const OWN = 'brittle comet over seven harbours';
    const thief = await addAccount(hub, await addOrganisation(hub), { email: victim.email, password: OWN });
    const own = data(await trySignIn(hub, { email: thief.email, password: OWN }, strangers(0))).signIn;
    expect(own.viewer.person.id).toBe(thief.id);
    for (let n = 0; n < LIMIT; n++) {
      await trySignIn(hub, { email: victim.email, password: WRONG, deviceToken: own.deviceToken }, strangers(n));
      expect(codeOf(await trySignIn(hub, { email: thief.email, password: OWN, deviceToken: own.deviceToken }, strangers(n)))).toBeUndefined();
    }
    // The victim's password can not even be tried now; from the thief's own device that looks like a wrong one.
    const verify = jest.spyOn(hasher, 'verify');
    const answer = await trySignIn(hub, { email: victim.email, password: victim.password, deviceToken: own.deviceToken }, strangers(99));
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('that succeed are no guesses, however many there are', async () => {
    const person = await newAccount();
    for (let n = 0; n < 3 * LIMIT; n++) expect(codeOf(await trySignIn(hub, { email: person.email, password: person.password }))).toBeUndefined();
  });

  it('ask for the organisation only where the password is right for accounts in several', async () => {
    const one = await newAccount();
    const code = 'TWOAC';
    const two = await addAccount(hub, await addOrganisation(hub, { code }), { email: one.email });
    const both = { email: one.email, password: one.password };
    expect((await trySignIn(hub, both)).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.organisation' });
    expect(codeOf(await trySignIn(hub, { ...both, password: WRONG }))).toBe('UNAUTHENTICATED');
    expect(data(await trySignIn(hub, { ...both, organisation: 'ｔｗｏａｃ' })).signIn.viewer.person.id).toBe(two.id);
    expect(codeOf(await trySignIn(hub, { ...both, organisation: 'ZZZZ' }))).toBe('UNAUTHENTICATED');
  });

  it('by refresh token, invitation and recovery code are counted too', async () => {
    const address = from('203.0.113.7');
    const recover = () => hub.graphql('mutation { recoverAccount(input: { requestCode: "A", approvalCode: "B", newPassword: "x" }) }', { headers: address });
    const accept = () => hub.graphql('mutation { acceptInvitation(input: { token: "x", familyName: "A", givenName: "B", password: "x" }) { email } }', { headers: address });
    for (let n = 0; n < 10; n++) expect([codeOf(await recover()), codeOf(await accept())]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect([codeOf(await recover()), codeOf(await accept())]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    // Refreshing is what honest clients do all the time: ten times as often.
    await Promise.all(Array.from({ length: 200 }, () => tryRefresh(hub, 'x', address)));
    expect(codeOf(await tryRefresh(hub, 'x', address))).toBe('RATE_LIMITED');
    expect(codeOf(await tryRefresh(hub, 'x', strangers(1)))).toBe('UNAUTHENTICATED');
  });

  it('leave no address of anybody in the table', async () => {
    const { rows } = await hub.superuser('SELECT bucket FROM hub.attempts');
    expect(rows.length).toBeGreaterThan(10);
    for (const { bucket } of rows as { bucket: Buffer }[]) expect(bucket).toHaveLength(32);
  });

  it('are forgotten in time, and so are devices and tokens that are past', async () => {
    const person = await newAccount();
    const before = await signIn(hub, person);
    hub.clock.advance(179 * 86_400_000);
    const { deviceToken } = await signIn(hub, person, { deviceToken: before.deviceToken });
    expect(deviceToken).toBe(before.deviceToken);
    hub.clock.advance(86_400_000);
    await signIn(hub, person);
    await hub.hub.app.get(IdentityUpkeep, { strict: false }).run(hub.clock.now());
    const left = await hub.superuser(`SELECT (SELECT count(*)::int FROM hub.refresh_tokens) AS tokens, (SELECT count(*)::int FROM hub.devices) AS devices,
      (SELECT min(window_start) FROM hub.attempts) AS since`);
    expect(left.rows[0]).toMatchObject({ tokens: 2, devices: 2 });
    expect(hub.clock.now().getTime() - left.rows[0].since.getTime()).toBeLessThan(2 * 86_400_000 + WINDOW);
  });
});
