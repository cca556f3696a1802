import { createHmac, createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { type Answer, addAccount, addOrganisation, createTestHub, data, signIn, type TestAccount, type TestHub } from '@hub/testing';
import { Authenticator } from '../authenticator.js';

const secret = (byte: number): Buffer => Buffer.alloc(32, byte);
const key = (id: string, byte: number): string => `${id}:${secret(byte).toString('base64')}`;
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const codeOf = (answer: Answer): string | undefined => answer.errors?.[0]?.extensions.code;
const parts = (token: string): [Record<string, unknown>, Record<string, unknown>] => token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString())) as never;

/** A token made by hand: nothing of the hub's own code. */
function sign(header: object, claims: object, bytes: Buffer, hash = 'sha256'): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac(hash, bytes).update(text).digest('base64url')}`;
}

describe('an access token', () => {
  let hub: TestHub;
  let person: TestAccount;
  let token: string;
  let header: Record<string, unknown>;
  let claims: Record<string, unknown>;

  beforeAll(async () => {
    hub = await createTestHub({ env: { HUB_TOKEN_KEYS: `${key('new', 1)},${key('old', 2)}` } });
    person = await addAccount(hub, await addOrganisation(hub));
    token = (await signIn(hub, person)).accessToken;
    [header, claims] = parts(token);
  });
  afterAll(() => hub.close());

  const ask = (bearer: string) => hub.graphql('{ viewer { person { id } } }', { token: bearer });

  it('is signed by the first key, for the hub, the person and the session', () => {
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'new' });
    expect(claims).toMatchObject({ sub: person.id, iss: 'http://127.0.0.1:4000', aud: 'contact-point', sid: expect.any(String) });
    expect((claims['exp'] as number) - (claims['iat'] as number)).toBe(600);
    expect(token).toBe(sign(header, claims, secret(1)));
  });

  it('is good if an older key has signed it that still stands', async () => {
    expect(data(await ask(sign({ ...header, kid: 'old' }, claims, secret(2)))).viewer.person.id).toBe(person.id);
  });

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rs256 = (h: object, c: object): string => {
    const text = `${encode(h)}.${encode(c)}`;
    return `${text}.${createSign('sha256').update(text).sign(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), 'base64url')}`;
  };
  it.each<[string, () => string]>([
    ['another key under this id', () => sign(header, claims, secret(3))],
    ['an older key under the newer id', () => sign(header, claims, secret(2))],
    ['an unknown key id', () => sign({ ...header, kid: 'gone' }, claims, secret(1))],
    ['a key id that is no key', () => sign({ ...header, kid: '__proto__' }, claims, secret(1))],
    ['no key id', () => sign({ alg: 'HS256', typ: 'JWT' }, claims, secret(1))],
    ['no signature', () => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`],
    ['algorithm none with a signature', () => sign({ ...header, alg: 'none' }, claims, secret(1))],
    ['another algorithm with the right key', () => sign({ ...header, alg: 'HS512' }, claims, secret(1), 'sha512')],
    ['a public-key algorithm', () => rs256({ ...header, alg: 'RS256' }, claims)],
    ['another issuer', () => sign(header, { ...claims, iss: 'https://elsewhere.example' }, secret(1))],
    ['another audience', () => sign(header, { ...claims, aud: 'contact-point/second-factor' }, secret(1))],
    ['no audience', () => sign(header, { ...claims, aud: undefined }, secret(1))],
    ['no expiry', () => sign(header, { ...claims, exp: undefined }, secret(1))],
    ['an expiry that is text', () => sign(header, { ...claims, exp: '9999999999' }, secret(1))],
    ['no session', () => sign(header, { ...claims, sid: undefined }, secret(1))],
    ['a session that is none', () => sign(header, { ...claims, sid: 'x' }, secret(1))],
    ['another person than the session has', () => sign(header, { ...claims, sub: '4dbd11b6-3fb0-4e0c-a6ef-7c2a7d0bd7f5' }, secret(1))],
    ['other claims than were signed', () => token.replace(/\.[^.]+\./, `.${encode({ ...claims, sub: 'x' })}.`)],
    ['nonsense', () => 'x'],
    ['nothing', () => ''],
    ['two tokens', () => `${token} ${token}`],
  ])('with %s is refused, in the same words', async (_, make) => {
    const answer = await hub.graphql('{ viewer { person { id } } }', { headers: { authorization: `Bearer ${make()}` } });
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.[0]?.message).toBe('Please sign in. / サインインしてください。');
  });

  it('is asked for in no other scheme', async () => {
    for (const authorization of [token, `Basic ${token}`, `Bearer`]) {
      expect(codeOf(await hub.graphql('{ viewer { person { id } } }', { headers: { authorization } }))).toBe('UNAUTHENTICATED');
    }
    expect(codeOf(await hub.graphql('{ viewer { person { id } } }', { headers: { authorization: `bearer ${token}` } }))).toBeUndefined();
  });

  it('ends on the second, though it was good and known before', async () => {
    const { accessToken } = await signIn(hub, person);
    hub.clock.advance(600_000 - 1000);
    expect(codeOf(await ask(accessToken))).toBeUndefined();
    hub.clock.advance(1000);
    expect(codeOf(await ask(accessToken))).toBe('UNAUTHENTICATED');
  });

  it('asks the database nothing once it is known', async () => {
    const authenticator = hub.hub.app.get(Authenticator, { strict: false });
    const { accessToken } = await signIn(hub, person);
    const [authorization, instant] = [`Bearer ${accessToken}`, hub.clock.now()];
    const actor = await authenticator.authenticate(authorization, instant);
    expect(actor).toMatchObject({ kind: 'person', personId: person.id, instant });
    let connections = 0;
    hub.hub.database.pool.on('acquire', () => (connections += 1));
    for (let round = 0; round < 100; round++) expect(await authenticator.authenticate(authorization, instant)).toEqual(actor);
    expect(connections).toBe(0);
    await authenticator.refresh(actor);
    expect(connections).toBe(1);
  });
});
