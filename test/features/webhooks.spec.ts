import { Role } from '@hub/access';
import { DisclosureGate } from '@hub/audit';
import { addPerson, appoint } from '@hub/testing';
import { page, revise, to, withdraw } from './support/alerting.js';
import { HOUR, SECOND, hookWorld, type HookWorld } from './support/webhooking.js';

let world: HookWorld;
beforeEach(async () => {
  world = await hookWorld();
});
afterEach(() => world.close());

describe('an endpoint', () => {
  it('is told that something happened and where to read, signed by Standard Webhooks, and nothing of what it says', async () => {
    const { secret } = await world.create();
    const { id } = await world.amber();
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    const { nodes: [alert] } = await page(world.hub, world.reader);
    expect(world.verify(secret)).toEqual({ type: 'alert.published', timestamp: alert?.occurredAt, data: { kind: 'PUBLISHED', cursor: alert?.cursor, bulletinId: id } });
    expect(JSON.stringify(world.receiver.received)).not.toMatch(/Secret matter|Akebonosugi|AMBER/);
    expect((await page(world.hub, world.reader, { after: world.told()[0]?.data.cursor })).nodes).toEqual([]);
    expect(() => world.verify('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toThrow();
  });

  it('is told once the record of it is durable: the organisation reads, the hub acts', async () => {
    await world.create();
    const { id } = await world.amber();
    let before: unknown[] = [];
    world.receiver.onMessage = async () => { before = await world.listed(id); };
    await world.run();
    const originator = world.author.organisationId;
    expect((before as { holder: string }[]).map(({ holder }) => holder).sort()).toEqual([originator, world.recipient].sort());
    expect(before).toEqual(expect.arrayContaining([expect.objectContaining({ holder: originator, organisation: world.recipient, person: null, detail: { bulletins: [{ id, version: null, sections: [] }] } })]));
  });

  it('is told nothing where the record can not be written, and everything later', async () => {
    const { id } = await world.create();
    await world.amber();
    const gate = world.hub.hub.app.get(DisclosureGate);
    const release = gate.release.bind(gate);
    gate.release = async (leaving) => {
      if (leaving.actor.kind === 'organisation') throw new Error('shut');
      return release(leaving);
    };
    await world.run();
    expect(world.receiver.received).toEqual([]);
    expect((await world.deliveries(id))[0]).toMatchObject({ state: 'WAITING', attempts: [{ result: 'Nothing was sent: the record of disclosures could not be written. / 開示記録を書き込めないため送信しませんでした。' }] });
    gate.release = release;
    world.hub.clock.advance(6 * SECOND);
    await world.run();
    expect(world.told()).toHaveLength(1);
  });

  it('is never told of TLP:RED, nor of what is for persons alone', async () => {
    const { id } = await world.create();
    await appoint(world.hub, world.recipient, world.reader.id);
    const red = await world.bulletin({ tlp: 'RED', title: 'Red', audience: { personIds: [world.reader.id] }, approverIds: [world.second.id], acknowledgeBy: new Date(world.hub.clock.now().getTime() + HOUR).toISOString() });
    await world.run();
    expect((await page(world.hub, world.reader)).nodes).toHaveLength(1);
    world.hub.clock.advance(2 * HOUR);
    await world.run();
    await withdraw(world.hub, world.author, red);
    await world.run();
    expect(world.receiver.received).toEqual([]);
    expect(await world.deliveries(id)).toEqual([]);
  });

  it('is not told of what became RED, or was narrowed, before it could be sent', async () => {
    const { id } = await world.create();
    world.receiver.answer = 503;
    const one = await world.amber();
    await world.run();
    await revise(world.hub, world, one, to(world.elsewhere));
    world.hub.clock.advance(10 * SECOND);
    world.receiver.answer = 204;
    await world.run();
    // It was told of the bulletin by the first attempt, though that one failed: so it hears that it is lost, and of nothing else.
    expect(world.told().map(({ type }) => type)).toEqual(['alert.published', 'alert.access_lost']);
    expect((await world.deliveries(id)).map(({ state }) => state).sort()).toEqual(['DELIVERED', 'WITHHELD']);
  });

  it('is not told that something is lost of which it was never told', async () => {
    const { id } = await world.create('http://127.0.0.1:1/');
    const one = await world.amber();
    await world.run();
    expect((await world.deliveries(id))[0]?.attempts[0]?.result).toBe('The receiver could not be reached. / 受信側に接続できませんでした。');
    expect(await world.listed(one.id)).toEqual([]);
    await revise(world.hub, world, one, to(world.elsewhere));
    await world.update({ id, expectedRevision: 1, url: world.receiver.url });
    await world.run();
    expect(world.receiver.received).toEqual([]);
    expect((await world.deliveries(id)).map(({ state }) => state)).toEqual(['WITHHELD', 'WITHHELD']);
  });

  it('is not told where a revocation comes between reading and sending', async () => {
    const { id } = await world.create();
    const one = await world.amber();
    const gate = world.hub.hub.app.get(DisclosureGate);
    const release = gate.release.bind(gate);
    let narrowed = false;
    gate.release = async (leaving) => {
      if (leaving.actor.kind === 'organisation' && !narrowed) {
        narrowed = true;
        await revise(world.hub, world, one, to(world.elsewhere));
      }
      return release(leaving);
    };
    await world.run();
    expect(world.receiver.received).toEqual([]);
    expect((await world.deliveries(id))[0]?.state).toBe('WITHHELD');
    expect(await world.listed(one.id)).toEqual([]);
  });

  it('hears of a withdrawal, a revision and a reminder of what it may know of', async () => {
    await world.create();
    const one = await world.amber();
    await world.run();
    await revise(world.hub, world, one, { title: 'Other' });
    await world.run();
    const due = await world.bulletin({ tlp: 'AMBER', ...to(world.recipient), acknowledgeBy: new Date(world.hub.clock.now().getTime() + 2 * HOUR).toISOString() });
    await world.run();
    world.hub.clock.advance(HOUR);
    await world.run();
    await withdraw(world.hub, world.author, due);
    await world.run();
    expect(world.told().map(({ type }) => type)).toEqual(['alert.published', 'alert.revised', 'alert.published', 'alert.acknowledgement_due', 'alert.withdrawn']);
  });

  it('of another organisation hears nothing, and of a suspended one neither', async () => {
    const other = await addPerson(world.hub, world.elsewhere, { roles: [Role.ADMINISTRATOR] });
    await world.create(world.receiver.url, other);
    await world.amber();
    await world.run();
    expect(world.receiver.received).toEqual([]);
    await world.bulletin({ title: 'For all' });
    await world.hub.superuser('UPDATE hub.organisations SET suspended_at = now() WHERE id = $1', [world.elsewhere]);
    await world.run();
    expect(world.receiver.received).toEqual([]);
  });
});
