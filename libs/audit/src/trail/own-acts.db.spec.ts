import { OrganisationKind, Role } from '@hub/access';
import { type Answer, addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { ErasureRun } from '../erasure/erasure.run.js';

let hub: TestHub;
let npa: string;
let first: TestPerson;
let second: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  [first, second] = [await addPerson(hub, npa, { roles: [Role.COORDINATOR] }), await addPerson(hub, npa, { roles: [Role.COORDINATOR] })];
});
afterAll(() => hub.close());

const ask = (who: TestPerson, text: string): Promise<Answer> => hub.graphql(text, { token: who.token });
const circle = async (who: TestPerson, code: string): Promise<string> =>
  data(await ask(who, `mutation { createCircle(input: { code: "${code}", names: [{ language: "en", text: "Circle" }], memberIds: [] }) { circle { id } } }`)).createCircle.circle.id as string;
const own = async (who: TestPerson, more = ''): Promise<{ nodes: { id: string; subjectId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }> =>
  data(await ask(who, `{ auditTrail(first: 10, filter: { actions: ["circle.created"] } ${more}) { nodes { id subjectId } pageInfo { hasNextPage endCursor } } }`)).auditTrail;

it('everybody finds the own acts, and nobody a colleague’s', async () => {
  const mine = [await circle(first, 'OA'), await circle(first, 'OB')];
  const others = await circle(second, 'OC');
  expect((await own(first)).nodes.map(({ subjectId }) => subjectId)).toEqual([...mine].reverse());
  expect((await own(second)).nodes.map(({ subjectId }) => subjectId)).toEqual([others]);
  const [foreign] = (await own(second)).nodes;
  expect((await ask(first, `{ auditInclusionProof(entryId: "${foreign?.id}") { leaf } }`)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await ask(second, `{ auditInclusionProof(entryId: "${foreign?.id}") { leaf } }`)).errors).toBeUndefined();
});

it('no two acts of a person bear the same mark, so that the mark of an erased one tells nothing', async () => {
  await circle(first, 'OD');
  await hub.recorded();
  const marks = async (): Promise<{ n: string; apart: string }> => {
    const { rows } = await hub.superuser<{ n: string; apart: string }>('SELECT count(actor_tag)::text AS n, count(DISTINCT actor_tag)::text AS apart FROM hub.log_records');
    return rows[0] as { n: string; apart: string };
  };
  const { n, apart } = await marks();
  expect(Number(n)).toBeGreaterThan(3);
  expect(apart).toBe(n);
  const before = (await own(first)).nodes;
  const contact = await addPerson(hub, npa, { roles: [Role.CONTACT_POINT] });
  data(await ask(contact, `mutation { requestAuditErasure(input: { entryId: "${before[0]?.id}", reason: "X" }) { erasure { id } } }`));
  expect(await hub.hub.app.get(ErasureRun).run()).toMatchObject({ erased: 1 });
  expect((await own(first)).nodes.map(({ id }) => id)).toEqual(before.slice(1).map(({ id }) => id));
});

it('in an organisation that does much a page ends early, and its cursor goes on', async () => {
  const { rows: [row] } = await hub.superuser<{ counter: string }>('SELECT max(counter)::text AS counter FROM hub.log_records WHERE holder_id = $1', [npa]);
  await hub.superuser(
    `INSERT INTO hub.log_records (holder_id, counter, id, act_id, log_index, occurred_at, action, organisation_id, subject_ids, subject_versions, actor_tag, leaf, link_salt, body_hash, key_id)
     SELECT $1, $2::bigint + n, gen_random_uuid(), gen_random_uuid(), 0, now(), 'circle.created', $1, '{}', '{}', decode(md5(n::text), 'hex'), '', '', '', (SELECT id FROM hub.body_keys WHERE retired_at IS NULL LIMIT 1)
     FROM generate_series(1, 20500) n`, [npa, row?.counter]);
  const page = await own(first);
  expect(page.nodes).toEqual([]);
  expect(page.pageInfo.hasNextPage).toBe(true);
  const next = await own(first, `after: "${page.pageInfo.endCursor}"`);
  expect(next.nodes.length).toBeGreaterThan(1);
  expect(next.pageInfo.hasNextPage).toBe(false);
});
