import type { Role } from '@hub/access';
import { hashPassword, setPasswordHash } from '@hub/identity';
import { TOTP } from 'otpauth';
import type { Answer, TestHub } from './test-hub.js';
import { addPerson, data, type TestPerson } from './world.js';

/** The password of every account of a test that doesn't choose another. */
export const TEST_PASSWORD = 'mossy lantern beside nine rivers';
let hash: Promise<string> | undefined;

/** Somebody who can sign in. */
export interface TestAccount extends TestPerson { password: string }

/** Adds a person with a password. */
export async function addAccount(hub: TestHub, organisationId: string, { password = TEST_PASSWORD, ...person }: { password?: string; roles?: Role[]; email?: string; familyName?: string; givenName?: string } = {}): Promise<TestAccount> {
  const added = await addPerson(hub, organisationId, person);
  const passwordHash = await (password === TEST_PASSWORD ? (hash ??= hashPassword(TEST_PASSWORD)) : hashPassword(password));
  await hub.uow.realm('identity', hub.clock.now(), (tx) => setPasswordHash(tx, added.id, passwordHash, hub.clock.now()));
  return { ...added, password };
}

/** What signIn and its like answer. */
export interface TestSession { accessToken: string; refreshToken: string; deviceToken: string; expiresAt: string; viewer: { person: { id: string } } }

const SESSION = 'accessToken expiresAt refreshToken deviceToken viewer { person { id } }';

/** Calls signIn. */
export async function trySignIn(hub: TestHub, input: object, headers: Record<string, string> = {}): Promise<Answer> {
  return hub.graphql(`mutation ($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`, { variables: { input }, headers });
}

/** Signs in. */
export async function signIn(hub: TestHub, { email, password }: TestAccount, more: object = {}): Promise<TestSession> {
  return data(await trySignIn(hub, { email, password, ...more })).signIn as TestSession;
}

/** Calls refreshSession. */
export async function tryRefresh(hub: TestHub, refreshToken: string | null, headers: Record<string, string> = {}): Promise<Answer> {
  return hub.graphql(`mutation ($refreshToken: String) { refreshSession(refreshToken: $refreshToken) { ${SESSION} } }`, { variables: { refreshToken }, headers });
}

/** The authenticator app's code at the hub's time, or so many steps of 30 seconds away from it. */
export const totpCode = (hub: TestHub, secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: hub.clock.now().getTime() + steps * 30_000 });

/** Enrols and confirms a second factor. Returns the secret and the recovery codes; the code of this time step is used up. */
export async function enrolTotp(hub: TestHub, { password }: TestAccount, token: string): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = data(await hub.graphql('mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret } }', { token, variables: { input: { password } } })).enrolSecondFactor as { secret: string };
  const { recoveryCodes } = data(await hub.graphql('mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }', {
    token, variables: { input: { code: totpCode(hub, secret) } },
  })).confirmSecondFactor as { recoveryCodes: string[] };
  return { secret, recoveryCodes };
}
