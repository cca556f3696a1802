import { AuditLog } from '@hub/audit';
import { StartupError } from '@hub/kernel';
import { createTestHub, data, type TestHub, trySignIn } from '@hub/testing';
import { bootstrapFirstAdministrator, type FirstAdministrator } from './bootstrap.js';

const FIRST: FirstAdministrator = {
  organisation: { code: 'NPA', names: { en: 'National Police Agency', ja: '警察庁' } },
  person: { email: 'Ｆirst@npa.example', language: 'ja', familyName: '山田', givenName: '太郎', latinFamilyName: 'Yamada', latinGivenName: 'Taro' },
  password: 'seventeen quiet herons crossing',
};

describe('the first administrator', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await createTestHub();
  });
  afterAll(() => hub.close());
  const set = (more: Partial<FirstAdministrator> = {}) => bootstrapFirstAdministrator(hub.hub.database, hub.clock, hub.hub.app.get(AuditLog), { ...FIRST, ...more });

  it('needs a good password', async () => {
    await expect(set({ password: 'Yamada-Taro-2026' })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'password' } });
    expect((await hub.superuser('SELECT 1 FROM hub.organisations')).rowCount).toBe(0);
  });

  it('is made once, even by two at the same moment', async () => {
    const outcomes = await Promise.allSettled([set(), set(), set()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [late] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(late?.reason).toBeInstanceOf(StartupError);
    await expect(set({ organisation: { code: 'NPB', names: { en: 'Another' } } })).rejects.toThrow(/organisations already/);
    const { rows } = await hub.superuser('SELECT kind, code FROM hub.organisations');
    expect(rows).toEqual([{ kind: 'COORDINATOR', code: 'NPA' }]);
  });

  it('can sign in, coordinate and administer', async () => {
    const { viewer, accessToken } = data(await trySignIn(hub, { email: 'first@npa.example', password: FIRST.password })).signIn;
    const { rows } = await hub.superuser('SELECT id, roles FROM hub.persons');
    expect(rows).toEqual([{ id: viewer.person.id, roles: ['COORDINATOR', 'ADMINISTRATOR'] }]);
    const invited = await hub.graphql('mutation { inviteOrganisation(input: { kind: NGO, code: "KITA", names: [{ language: "en", text: "Kita" }], email: "a@kita.example" }) { token } }', { token: accessToken });
    expect(data(invited).inviteOrganisation.token).toHaveLength(43);
  });
});
