import { ReleaseJob } from '@hub/bulletins';
import { OrganisationKind } from '@hub/access';
import { addOrganisation, addPerson, createTestHub, data, draft, type Answer, type TestHub, type TestPerson } from '@hub/testing';

const SEND = 'mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { state pending { takeBackSeconds takeBackUntil approvals { step } } } } }';
const TAKE_BACK = 'mutation ($input: BulletinRevisionInput!) { takeBackPublication(input: $input) { bulletin { state pending { approvals { step } } } } }';
const RETURN = 'mutation ($input: ReturnBulletinInput!) { returnBulletin(input: $input) { bulletin { id } } }';
interface Of { readonly id: string; readonly revision: number }

describe('a publication that waits', () => {
  let hub: TestHub;
  let embassy: string;
  let officer: TestPerson, second: TestPerson, attache: TestPerson, outsider: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    [officer, second] = [await addPerson(hub, npa), await addPerson(hub, npa)];
    attache = await addPerson(hub, embassy);
    outsider = await addPerson(hub, await addOrganisation(hub));
  });
  afterAll(() => hub.close());

  const amber = (): Promise<Of> => draft(hub, officer, { kind: 'CASE_INFORMATION', tlp: 'AMBER', audience: { organisationIds: [embassy] }, title: 'A restaurant in Yokohama' });
  const green = (more: object = {}): Promise<Of> => draft(hub, officer, { tlp: 'GREEN', audience: { everyone: true }, title: 'G', ...more });
  const act = (text: string, person: TestPerson, { id, revision }: Of, more: object = {}): Promise<Answer> => hub.graphql(text, { token: person.token, variables: { input: { id, expectedRevision: revision, ...more } } });
  const send = async (person: TestPerson, of: Of, more: object = { takeBackSeconds: 60 }) => data(await act(SEND, person, of, more)).publishBulletin.bulletin;
  const takenBack = async (person: TestPerson, of: Of) => data(await act(TAKE_BACK, person, of)).takeBackPublication.bulletin;
  const refused = async (person: TestPerson, of: Of): Promise<unknown> => (await act(TAKE_BACK, person, of)).errors?.[0]?.extensions.code;
  const waiting = async (person: TestPerson): Promise<string[]> => data(await hub.graphql('{ bulletinsToTakeBack { id } }', { token: person.token })).bulletinsToTakeBack.map(({ id }: Of) => id);
  const sees = async (person: TestPerson, { id }: Of): Promise<unknown> => (await hub.graphql('query ($id: ID!) { bulletin(id: $id) { state } }', { token: person.token, variables: { id } })).data?.bulletin?.state;
  const hash = async ({ id }: Of) => (await hub.superuser<{ hash: string }>(`SELECT encode(content_hash, 'hex') AS hash FROM hub.bulletin_versions WHERE bulletin_id = $1`, [id])).rows[0]?.hash;
  const job = (): Promise<number> => hub.hub.app.get(ReleaseJob).run();

  it('is taken back by who sent it alone, the approval with it, and goes out by the hub’s clock otherwise, never earlier', async () => {
    const of = await amber();
    expect(await send(officer, of)).toMatchObject({ state: 'IN_REVIEW', pending: { takeBackSeconds: null } });
    const bound = await hash(of);
    expect(await send(second, of)).toMatchObject({ state: 'SCHEDULED', pending: { takeBackSeconds: 60, takeBackUntil: new Date(hub.clock.now().getTime() + 60_000).toISOString(), approvals: [{ step: 1 }] } });
    hub.clock.advance(20_000);
    expect([await waiting(second), await waiting(officer), await job()]).toEqual([[of.id], [], 0]);
    expect([await refused(officer, of), await refused(outsider, of)]).toEqual(['CONFLICT', 'NOT_FOUND']);
    expect(await takenBack(second, of)).toEqual({ state: 'IN_REVIEW', pending: { approvals: [] } });
    hub.clock.advance(60_000);
    expect([await job(), await sees(attache, of), await waiting(second)]).toEqual([0, undefined, []]);

    expect((await send(second, of)).state).toBe('SCHEDULED');
    hub.clock.advance(59_999);
    expect(await job()).toBe(0);
    hub.clock.advance(1);
    expect(await refused(second, of)).toBe('CONFLICT');
    expect([await job(), await sees(attache, of), await hash(of)]).toEqual([1, 'PUBLISHED', bound]);
  });

  it('goes on at once where who sent it says so; what is immediate, and what nobody asked to wait for, never waits', async () => {
    const of = await green();
    expect((await send(officer, of)).state).toBe('SCHEDULED');
    expect((await takenBack(officer, of)).state).toBe('DRAFT');
    expect((await send(officer, of)).state).toBe('SCHEDULED');
    expect((await send(officer, of, {})).state).toBe('PUBLISHED');
    expect((await send(officer, await green({ urgency: 'IMMEDIATE' }))).state).toBe('PUBLISHED');
    expect((await send(officer, await green(), {})).state).toBe('PUBLISHED');
  });

  it('stops where another editor returns it; submitted again unchanged, it is approved anew', async () => {
    const of = await amber();
    await send(officer, of);
    await send(second, of);
    data(await act(RETURN, officer, of, { reason: 'Wait.' }));
    hub.clock.advance(60_000);
    expect([await job(), await sees(officer, of), await waiting(second)]).toEqual([0, 'DRAFT', []]);
    await send(officer, of);
    expect((await send(second, of, {})).state).toBe('PUBLISHED');
  });
});
