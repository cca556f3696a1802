import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeApprovalRoute } from '@hub/parties';
import { addAccount, addOrganisation, addPerson, createTestDatabase, createTestHub, data, enrolTotp, type TestHub, totpCode } from '@hub/testing';
import { hubctl, hubctlProcess } from './support/hubctl.js';

const PASSWORD = 'violet lantern over the harbour';

describe('hubctl', () => {
  let hub: TestHub;
  const folder = mkdtempSync(join(tmpdir(), 'hubctl-'));
  const file = join(folder, 'figures.csv');
  beforeAll(async () => {
    hub = await createTestHub();
    writeFileSync(file, 'year,scope,cases_cleared,persons_arrested,victims,source\n2021,NPA,61,43,42,a report\n2022,GOV,x,,46,a report\n');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await hub.close();
  });
  const liveSessions = async (personId: string): Promise<number> =>
    (await hub.superuser('SELECT count(*)::int AS n FROM hub.sessions WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2', [personId, hub.clock.now()])).rows[0]?.n as number;

  describe('as a process', () => {
    it('signs in with a token or a password, keeps results apart from progress, and says by its exit code how it went', async () => {
      const organisation = await addOrganisation(hub);
      const first = await addAccount(hub, organisation);
      const second = await addAccount(hub, organisation);
      const imported = await hubctlProcess(['import', 'figures', file], { HUB_URL: hub.url, HUB_TOKEN: first.token });
      expect(imported.code).toBe(2);
      expect(imported.results).toMatch(/3 +cases_cleared +x +must be a whole number/);
      expect(imported.results).toMatch(/1 added 登録, .* 1 bad 不備/);
      expect(imported.notes).toMatch(/Signed in as/);

      const before = await liveSessions(second.id);
      const published = await hubctlProcess(['publish', 'figures', '--yes', '--email', second.email, '--password-stdin'], { HUB_URL: hub.url }, `${second.password}\n`);
      expect(published).toMatchObject({ code: 0, results: expect.stringMatching(/published 公表 [^]*1 approved/) });
      expect(await liveSessions(second.id)).toBe(before);
      expect(published.text).not.toContain(second.password);
    }, 60_000);

    it.each([
      ['an address where nothing answers', { HUB_URL: 'http://127.0.0.1:9', HUB_TOKEN: 'x' }, /can't be reached[^]*→ Start it \(npm start\), or set HUB_URL/],
      ['a token that is not good', { HUB_TOKEN: 'x' }, /Please sign in[^]*→ Your session has ended or the token is not good/],
      ['a wrong password', { HUB_PASSWORD: 'wrong' }, /mail address or the password is wrong[^]*→ Check both/],
      ['nobody to ask', {}, /Nobody is signed in[^]*→ Set HUB_TOKEN/],
    ])('says what to do about %s', async (_, env, said) => {
      const { code, text } = await hubctlProcess(['publish', 'figures', ...('HUB_PASSWORD' in env ? ['--email', 'nobody@npa.example'] : [])], { HUB_URL: hub.url, ...env });
      expect(code).toBe(1);
      expect(text).toMatch(said);
      expect(text).not.toMatch(/\n\s+at /);
    }, 60_000);

    it('prints the schema that the hub serves, without a database', async () => {
      const { code, results } = await hubctlProcess(['schema'], {});
      expect(code).toBe(0);
      expect(results).toBe(readFileSync('apps/hub/schema.graphql', 'utf8'));
    }, 60_000);

    it('makes the first administrator of a fresh production hub, once', async () => {
      const database = await createTestDatabase();
      const { results: auditKey, text } = await hubctlProcess(['audit-key', 'hub.example.jp/audit'], {});
      expect(text).toMatch(/Verifier key[^]*hub\.example\.jp\/audit\+/);
      const env = { NODE_ENV: 'production', DATABASE_URL: database.url, HUB_AUDIT_KEY: auditKey.trim(), HUB_AUDIT_KEYRING: join(folder, 'audit-keyring.json') };
      const command = ['first-administrator', '--organisation-code', 'ＮＰＡ', '--organisation-name-en', 'National Police Agency', '--organisation-name-ja', '警察庁',
        '--email', 'k.sato@npa.example', '--family-name', '佐藤', '--given-name', '恵子', '--password-stdin'];
      try {
        expect(await hubctlProcess(['migrate'], env)).toMatchObject({ code: 0, results: expect.stringMatching(/Nothing to do/) });
        expect(await hubctlProcess(command, env, 'short\n')).toMatchObject({ code: 1, text: expect.stringMatching(/at least 15 characters[^]*→ Correct the password/) });
        expect(await hubctlProcess(command, env, `${PASSWORD}\n`)).toMatchObject({ code: 0, results: expect.stringMatching(/最初の管理者を登録しました/) });
        expect(await hubctlProcess(command, env, `${PASSWORD}\n`)).toMatchObject({ code: 1, text: expect.stringMatching(/was made before[^]*→ Sign in as an ADMINISTRATOR/) });
        expect(await hubctlProcess(['demo'], env)).toMatchObject({ code: 1, text: expect.stringMatching(/no place in production/) });
        expect(await hubctlProcess(['demo'], { ...env, NODE_ENV: 'development', HUB_DATA_DIR: folder })).toMatchObject({ code: 1, text: expect.stringMatching(/organisations that are not of the demo world/) });

        const fresh = await createTestHub({ databaseUrl: database.url, env: { HUB_AUDIT_KEY: env.HUB_AUDIT_KEY, HUB_AUDIT_KEYRING: env.HUB_AUDIT_KEYRING } });
        const { viewer } = data(await fresh.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { viewer { roles organisation { name(language: "ja") } } } }',
          { variables: { input: { email: 'k.sato@npa.example', password: PASSWORD } } })).signIn;
        expect(viewer).toEqual({ roles: expect.arrayContaining(['COORDINATOR', 'ADMINISTRATOR']), organisation: { name: '警察庁' } });
        await fresh.close();
      } finally {
        await database.drop();
      }
    }, 120_000);
  });

  it('asks for e-mail, password and the code of a second factor', async () => {
    const officer = await addAccount(hub, await addOrganisation(hub));
    const { secret } = await enrolTotp(hub, officer, officer.token);
    const wrong = await hubctl(hub, ['publish', 'figures'], { answers: [officer.email, officer.password, '000000'] });
    expect(wrong).toMatchObject({ code: 1, text: expect.stringMatching(/code is wrong/) });
    const right = await hubctl(hub, ['publish', 'figures'], { answers: [officer.email, officer.password, totpCode(hub, secret, 1)] });
    expect(right).toMatchObject({ code: 0, text: expect.stringMatching(/No figures wait/) });
  });

  it('asks for a new password twice', async () => {
    const database = await createTestDatabase();
    try {
      const { code, text } = await hubctl(hub, ['first-administrator', '--organisation-code', 'NPA', '--organisation-name-en', 'a', '--organisation-name-ja', 'b', '--email', 'a@b.example', '--family-name', 'c', '--given-name', 'd'],
        { answers: [PASSWORD, 'another'], env: { NODE_ENV: 'test', DATABASE_URL: database.url } });
      expect(code).toBe(1);
      expect(text).toMatch(/The two passwords are not the same/);
    } finally {
      await database.drop();
    }
  });

  it('follows the approval route of the organisation, step by step', async () => {
    const organisation = await addOrganisation(hub);
    const [author, chief, director] = [await addPerson(hub, organisation), await addPerson(hub, organisation), await addPerson(hub, organisation)];
    await hub.uow.realm('setup', hub.clock.now(), (tx) => writeApprovalRoute(tx, organisation, [{ approverIds: [chief.id], standInIds: [] }, { approverIds: [director.id], standInIds: [] }]));
    await hubctl(hub, ['import', 'figures', file], { token: author.token });
    const publish = (token: string) => hubctl(hub, ['publish', 'figures', '--yes'], { token });
    expect(await publish(director.token)).toMatchObject({ code: 2, results: expect.stringMatching(/left 未処理: It is not your turn/) });
    expect(await publish(chief.token)).toMatchObject({ code: 0, results: expect.stringMatching(/the next step of the route waits/) });
    expect(await publish(director.token)).toMatchObject({ code: 0, results: expect.stringMatching(/published 公表/) });
  });
});
