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
});
