import { randomUUID } from 'node:crypto';
import { Role } from '@hub/access';
import { emit } from '@hub/audit';
import { addPerson, data, type TestHub, type TestPerson } from '@hub/testing';
import { UnitOfWork } from '@hub/platform';
import { distribute, revise, to, withdraw } from './support/alerting.js';
import { liveHub, amber } from './support/live-hub.js';
import { type HookWorld, hookWorld } from './support/webhooking.js';
import { type MailWorld, mailWorld, MINUTE } from './support/mailing.js';

interface Told { kind: string; change: string | null; subjectId: string | null; bulletinId: string | null; bulletin: { title: string } | null }
interface Tell { kind: string; change: string; subjectId: string; bulletinId: string | null; organisationId: string; readers: number[] }

/** Writes an event that tells these, as a capability does in the transaction of its change. */
async function tell(hub: TestHub, ...told: Tell[]): Promise<void> {
  await hub.hub.app.get(UnitOfWork).realm('worker', hub.clock.now(), (tx) => emit(tx, { type: 'trial.changed', subjectId: randomUUID(), payload: { tell: told }, occurredAt: hub.clock.now() }));
}

const principals = async (hub: TestHub, organisationId: string): Promise<{ reader: number; officer: number }> =>
  (await hub.superuser<{ reader: number; officer: number }>('SELECT reader_principal AS reader, officer_principal AS officer FROM hub.organisations WHERE id = $1', [organisationId])).rows[0] ?? { reader: 0, officer: 0 };

async function stream(hub: TestHub, { token }: TestPerson, filter: object | null = null): Promise<Told[]> {
  await distribute(hub);
  const { alerts } = data(await hub.graphql('query ($filter: AlertFilter) { alerts(first: 100, filter: $filter) { nodes { kind change subjectId bulletinId bulletin { title } } } }', { token, variables: { filter } }));
  return (alerts.nodes as Told[]).filter(({ subjectId }) => subjectId !== null);
}

describe('what hangs on a bulletin', () => {
  const live = liveHub({ oneHub: true });

  it('is told to whom the event names, with the bulletin as he may see it, live and in the list', async () => {
    const { recipient, reader, other } = live.world;
    const { id } = await live.newBulletin(amber('Case', recipient));
    const [{ reader: readers }, subjectId] = [await principals(live.hub, recipient), randomUUID()];
    await distribute(live.hub);
    const socket = await live.following(live.hub, reader);
    await socket.has(1);
    await tell(live.hub, { kind: 'THREAD', change: 'ANSWERED', subjectId, bulletinId: id, organisationId: recipient, readers: [readers] });
    await socket.has(2);
    expect(socket.lines()).toEqual(['reset START', 'THREAD Case']);
    expect(await stream(live.hub, reader)).toEqual([{ kind: 'THREAD', change: 'ANSWERED', subjectId, bulletinId: id, bulletin: { title: 'Case' } }]);
    expect(await stream(live.hub, other)).toEqual([]);
  });

  it('is for those among an organisation whom the event names', async () => {
    const { recipient, reader } = live.world;
    const onlyReader = await addPerson(live.hub, recipient, { roles: [Role.READER] });
    const { id } = await live.newBulletin(amber('Case', recipient));
    await tell(live.hub, { kind: 'PROPOSAL', change: 'MADE', subjectId: randomUUID(), bulletinId: id, organisationId: recipient, readers: [(await principals(live.hub, recipient)).officer] });
    expect(await stream(live.hub, reader)).toHaveLength(1);
    expect(await stream(live.hub, onlyReader)).toEqual([]);
  });

  it('is told to nobody who may not see the bulletin, whomever the event names, and no more once it is lost', async () => {
    const { recipient, elsewhere, reader, other } = live.world;
    const bulletin = await live.newBulletin(amber('Case', recipient));
    for (const organisationId of [recipient, elsewhere]) {
      await tell(live.hub, { kind: 'RELEASE', change: 'GRANTED', subjectId: randomUUID(), bulletinId: bulletin.id, organisationId, readers: [(await principals(live.hub, organisationId)).reader, 2] });
    }
    expect(await stream(live.hub, reader)).toHaveLength(1);
    expect(await stream(live.hub, other)).toEqual([]);
    await revise(live.hub, live.world, bulletin, to(elsewhere));
    expect(await stream(live.hub, reader)).toEqual([]);
    expect(await stream(live.hub, other)).toHaveLength(1);
  });

  it('passes a filter as the bulletin does, and what stands on none passes each', async () => {
    const { recipient, reader } = live.world;
    const { id } = await live.newBulletin(amber('Case', recipient));
    const { reader: readers } = await principals(live.hub, recipient);
    await tell(live.hub, { kind: 'THREAD', change: 'OPENED', subjectId: randomUUID(), bulletinId: id, organisationId: recipient, readers: [readers] },
      { kind: 'REGISTER', change: 'DUE', subjectId: randomUUID(), bulletinId: null, organisationId: recipient, readers: [readers] });
    expect((await stream(live.hub, reader)).map(({ kind }) => kind)).toEqual(['THREAD', 'REGISTER']);
    expect(await stream(live.hub, reader, { kinds: ['STATISTICS'] })).toEqual([{ kind: 'REGISTER', change: 'DUE', subjectId: expect.any(String), bulletinId: null, bulletin: null }]);
  });

  it('is, where it stands on none and names a person, for that person whatever the roles, live and in the list; what a bulletin stands behind is not', async () => {
    const { recipient, reader } = live.world;
    const [administrator, other] = [await addPerson(live.hub, recipient, { roles: [Role.ADMINISTRATOR] }), await addPerson(live.hub, recipient, { roles: [Role.ADMINISTRATOR] })];
    const { id } = await live.newBulletin(amber('Case', recipient));
    const { rows: [own] } = await live.hub.superuser<{ principal: number }>('SELECT principal FROM hub.persons WHERE id = $1', [administrator.id]);
    await distribute(live.hub);
    const sockets = [await live.following(live.hub, administrator), await live.following(live.hub, other), await live.following(live.hub, reader)];
    for (const socket of sockets) await socket.has(1);
    const readers = [own?.principal ?? 0];
    await tell(live.hub, { kind: 'REGISTER', change: 'OVERDUE', subjectId: randomUUID(), bulletinId: null, organisationId: recipient, readers },
      { kind: 'THREAD', change: 'ASSIGNED', subjectId: randomUUID(), bulletinId: id, organisationId: recipient, readers },
      // The last one is for everybody who reads: by then the others were handed out or never will be.
      { kind: 'REGISTER', change: 'ATTESTED', subjectId: randomUUID(), bulletinId: null, organisationId: recipient, readers: [...readers, (await principals(live.hub, recipient)).reader] });
    await sockets[0]?.has(3);
    await sockets[2]?.has(2);
    expect(sockets.map((socket) => socket.lines().slice(1))).toEqual([['REGISTER', 'REGISTER'], [], ['REGISTER']]);
    expect((await stream(live.hub, administrator)).map(({ change }) => change)).toEqual(['OVERDUE', 'ATTESTED']);
    expect(await stream(live.hub, other)).toEqual([]);
  });

  it('is told of a tombstone too, which shows no more than it did', async () => {
    const { recipient, reader, author } = live.world;
    const bulletin = await live.newBulletin(amber('Case', recipient));
    await withdraw(live.hub, author, bulletin);
    await tell(live.hub, { kind: 'RECALL', change: 'ASKED', subjectId: randomUUID(), bulletinId: bulletin.id, organisationId: recipient, readers: [(await principals(live.hub, recipient)).reader] });
    const [told] = await stream(live.hub, reader);
    expect(told).toMatchObject({ kind: 'RECALL', change: 'ASKED' });
    expect(told?.bulletin?.title).not.toContain('Case');
  });
});

describe('by mail', () => {
  let world: MailWorld;
  beforeEach(async () => { world = await mailWorld(); });
  afterEach(() => world.close());

  it('it says what kind of thing, of which bulletin, and of what stands on none only that something waits', async () => {
    const { id } = await world.amber();
    await world.run();
    const { reader: readers } = await principals(world.hub, world.recipient);
    await tell(world.hub, { kind: 'THREAD', change: 'OPENED', subjectId: randomUUID(), bulletinId: id, organisationId: world.recipient, readers: [readers] });
    await world.later(MINUTE);
    await tell(world.hub, { kind: 'REGISTER', change: 'DUE', subjectId: randomUUID(), bulletinId: null, organisationId: world.recipient, readers: [readers] });
    await world.later(MINUTE);
    const first = world.smtp.mails.map(({ text }) => text.split('\n')[0]);
    expect(first.slice(1)).toEqual([`- Question or answer: ${await world.reference(id)} (Notice, routine)`, 'Something waits for you in the hub.']);
  });
});

describe('by webhook', () => {
  let world: HookWorld;
  beforeEach(async () => { world = await hookWorld(); });
  afterEach(() => world.close());

  it('it says the kind and the cursor, where it is for the organisation as such', async () => {
    await world.create();
    const { id } = await world.amber();
    const { officer } = await principals(world.hub, world.recipient);
    const { rows: [person] } = await world.hub.superuser<{ principal: number }>('SELECT principal FROM hub.persons WHERE id = $1', [world.reader.id]);
    await tell(world.hub, { kind: 'THREAD', change: 'OPENED', subjectId: randomUUID(), bulletinId: id, organisationId: world.recipient, readers: [officer] },
      { kind: 'THREAD', change: 'ASSIGNED', subjectId: randomUUID(), bulletinId: id, organisationId: world.recipient, readers: [person?.principal ?? 0] },
      { kind: 'REGISTER', change: 'DUE', subjectId: randomUUID(), bulletinId: null, organisationId: world.recipient, readers: [officer] });
    await world.run();
    expect(world.told().map(({ type, data: { bulletinId } }) => [type, bulletinId]).sort()).toEqual([['alert.published', id], ['alert.register', null], ['alert.thread', id]]);
  });
});
