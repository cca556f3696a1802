import { type HubContext, OrganisationKind } from '@hub/access';
import { addOrganisation, addPerson, createTestHub, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { DisclosureGate } from './index.js';

let hub: TestHub;
let gate: DisclosureGate;
let bulletin: { id: string; originator: string; epoch: number };
let reader: TestPerson;
let batches: number[];
let toMetrics: (size: number) => void;
let publicRead: () => void;

beforeAll(async () => {
  hub = await createTestHub();
  gate = hub.hub.app.get<DisclosureGate>(DisclosureGate as never);
  [toMetrics, publicRead] = [gate.onBatch, gate.onPublicRead];
  const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  const { id } = await publishNew(hub, await addPerson(hub, npa), await addPerson(hub, npa), { tlp: 'CLEAR' });
  reader = await addPerson(hub, await addOrganisation(hub));
  const { rows: [row] } = await hub.superuser<{ epoch: number }>('SELECT access_epoch::int AS epoch FROM hub.bulletins WHERE id = $1', [id]);
  bulletin = { id, originator: npa, epoch: row?.epoch ?? 0 };
});
afterAll(() => hub.close());
beforeEach(() => {
  batches = [];
  gate.onBatch = (size) => {
    batches.push(size);
    toMetrics(size);
  };
});

/** An operation of nobody in particular that has read the public bulletin. */
const context = (): HubContext => ({
  actor: { kind: 'anonymous', sessionId: null, epoch: 0, instant: hub.clock.now() }, requestId: 'r', language: 'en', idempotency: null, selectedFields: null, remoteAddress: '127.0.0.1', deviceToken: null, refreshCookie: null,
  setCookie: () => undefined, giveReceipt: () => undefined,
  reads: { accessEpoch: 0, stale: false, disclosures: [{ bulletinId: bulletin.id, originatorId: bulletin.originator, number: 1, seen: 1, sectionIds: [], accessEpoch: bulletin.epoch, action: 'bulletin.read' }] },
});

describe('the gate', () => {
  it('commits at once for whoever reads alone', async () => {
    for (let n = 0; n < 3; n += 1) expect(await gate.release(context())).toBe('released');
    expect(batches).toEqual([1, 1, 1]);
  });

  it('has those share a commit who come while another is under way, and those who come right after it', async () => {
    let counted = 0;
    gate.onPublicRead = () => {
      counted += 1;
      publicRead();
    };
    const first = gate.release(context());
    const meanwhile = [gate.release(context()), gate.release(context())];
    // Whoever was answered asks again at once: the next commit has waited a moment for him.
    const next = first.then(() => gate.release(context()));
    expect(await Promise.all([first, ...meanwhile, next])).toEqual(['released', 'released', 'released', 'released']);
    expect(batches).toEqual([1, 3]);
    expect(counted).toBe(4);
    gate.onPublicRead = publicRead;
  });

  it('has many who read at the same time over HTTP share few commits', async () => {
    const read = async (): Promise<void> => {
      for (let n = 0; n < 20; n += 1) expect((await hub.graphql('query ($id: ID!) { bulletin(id: $id) { title } }', { token: reader.token, variables: { id: bulletin.id } })).errors).toBeUndefined();
    };
    await Promise.all(Array.from({ length: 8 }, read));
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(160);
    expect(batches.length).toBeLessThan(110);
  });

  describe('before what several people of one organisation are shown at once', () => {
    const leaving = async (person: TestPerson, seen: number): Promise<HubContext> => {
      const { rows: [found] } = await hub.superuser<{ session: string; epoch: number }>(
        'SELECT s.id AS session, p.access_epoch AS epoch FROM hub.sessions s JOIN hub.persons p ON p.id = s.person_id WHERE p.id = $1 ORDER BY s.created_at DESC LIMIT 1', [person.id]);
      const nobody = context();
      const actor = { ...nobody.actor, kind: 'person', sessionId: found?.session, epoch: found?.epoch, personId: person.id, organisationId: person.organisationId } as HubContext['actor'];
      return { ...nobody, actor, verifiedEpoch: seen, reads: { ...nobody.reads, accessEpoch: seen } };
    };
    const among = async ([first, ...others]: readonly TestPerson[]): Promise<[HubContext, HubContext[]]> => {
      const seen = await epochNow();
      return [await leaving(first as TestPerson, seen), await Promise.all(others.map((person) => leaving(person, seen)))];
    };
    const epochNow = async (): Promise<number> => (await hub.superuser<{ epoch: number }>('SELECT epoch::int FROM hub.access_state')).rows[0]?.epoch ?? 0;
    const entered = async (): Promise<(string | string[] | null)[]> =>
      (await hub.recorded({ subject: bulletin.id, action: 'bulletin.read' })).filter(({ holder }) => holder === reader.organisationId).map(({ person, persons }) => persons ?? person);

    it('one act names them all; once something was revoked each has his own, and who is refused has none', async () => {
      const people = [reader, await addPerson(hub, reader.organisationId), await addPerson(hub, reader.organisationId)];
      const before = (await entered()).length;
      const all = await among(people);
      const together = await gate.releaseAll(...all);
      expect(new Set(together)).toEqual(new Set([{ receipt: expect.stringMatching(/.{40}/) }]));
      expect([together.length, new Set(together).size]).toEqual([3, 1]);
      expect((await entered()).slice(before)).toEqual([people.map(({ id }) => id)]);

      const contexts = await among(people);
      await hub.graphql('mutation { signOut }', { token: people[1]?.token ?? '' });
      const [one, refused, other] = await gate.releaseAll(...contexts);
      expect(refused).toBeNull();
      expect((await entered()).slice(before + 1).sort()).toEqual([people[0]?.id, people[2]?.id].sort());
      expect(one?.receipt).not.toBe(other?.receipt);
    });

    it('those who ask for the same in other words are named by the same act, and nobody who is shown something else', async () => {
      const people = [reader, ...(await Promise.all([1, 2, 3].map(() => addPerson(hub, reader.organisationId))))];
      const before = (await entered()).length;
      const [[first, second], [third]] = [await among(people.slice(0, 2)), await among(people.slice(2, 3))];
      const [fourth] = await among(people.slice(3));
      const more = { ...fourth, reads: { ...fourth.reads, disclosures: fourth.reads.disclosures.map((shown) => ({ ...shown, sectionIds: [bulletin.id] })) } };
      // The first commit is under way while the others come.
      const alone = gate.release(context());
      const [one, two, three] = await Promise.all([gate.releaseAll(first, second), gate.releaseAll(third, []), gate.releaseAll(more, []), alone]);
      expect([one[0], one[1], two[0]].every((each) => each === one[0])).toBe(true);
      expect(three[0]?.receipt).not.toBe(one[0]?.receipt);
      expect((await entered()).slice(before)).toEqual(expect.arrayContaining([people.slice(0, 3).map(({ id }) => id), people[3]?.id]));
    });

    it('nobody of another organisation is among them', async () => {
      const other = await addPerson(hub, await addOrganisation(hub));
      const epoch = await epochNow();
      await expect(gate.releaseAll(await leaving(reader, epoch), [await leaving(other, epoch)])).rejects.toThrow('two organisations');
    });

    it('an act names so many at most', async () => {
      const before = (await entered()).length;
      const one = await leaving(reader, await epochNow());
      const contexts = Array.from({ length: 599 }, (_, n) => ({ ...one, actor: { ...one.actor, personId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` } as HubContext['actor'] }));
      expect((await gate.releaseAll(one, contexts)).filter((released) => released?.receipt)).toHaveLength(600);
      expect((await entered()).slice(before).map((persons) => persons?.length)).toEqual([250, 250, 100]);
    });
  });
});
