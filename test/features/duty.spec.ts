import { Role } from '@hub/access';
import { WebhookDeliveries } from '@hub/alerts';
import { ReleaseJob } from '@hub/bulletins';
import { addPerson } from '@hub/testing';
import { follow } from './support/alert-socket.js';
import { distribute, page, revise, to, withdraw } from './support/alerting.js';
import { type DutyWorld, dutyWorld, MINUTE, TOKEN } from './support/duties.js';
import { startReceiver } from './support/receiver.js';

let world: DutyWorld;
beforeEach(async () => {
  world = await dutyWorld();
});
afterEach(() => world.close());

const NIGHT = { label: 'Night mobile', telephone: '090-1234-5678' };

describe('an IMMEDIATE bulletin that nobody has answered as acting', () => {
  it('goes to the person on duty after fifteen minutes, who is told to open the hub and nothing else', async () => {
    await world.rota([NIGHT]);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE - 1);
    await world.run();
    expect(world.gateway.received).toEqual([]);
    expect(await world.unanswered()).toEqual([]);
    world.hub.clock.advance(1);
    await world.run();
    expect(world.asked()).toEqual([{ id: expect.any(String), to: '+819012345678', channel: 'SMS', language: 'ja', text: 'ハブを開いてください。' }]);
    expect(world.gateway.received[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'idempotency-key': world.asked()[0]?.id });
    const everything = JSON.stringify(world.gateway.received);
    const { rows: [row] } = await world.hub.superuser<{ reference: string }>('SELECT reference FROM hub.bulletins');
    for (const secret of ['Secret matter', 'Akebonosugi', 'AMBER', 'IMMEDIATE', row?.reference, world.author.organisationId, world.recipient]) expect(everything).not.toContain(secret);
  });

  it('is told to the originator with the duty telephone, once, after the gateway was tried', async () => {
    await world.rota([NIGHT]);
    await world.hub.superuser(`UPDATE hub.organisations SET duty_telephone = '03-9999-0000' WHERE id = $1`, [world.recipient]);
    const { id } = await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    let before: unknown[] = [];
    world.gateway.onMessage = async () => { before = await world.unanswered(); };
    await world.run();
    expect(before).toEqual([]);
    expect(await world.unanswered()).toEqual([{ kind: 'UNANSWERED', bulletinId: id, unanswered: { organisation: { id: world.recipient }, dutyTelephone: '03-9999-0000', duty: 'CALLED' } }]);
    world.hub.clock.advance(60 * MINUTE);
    await world.run();
    expect(await world.unanswered()).toHaveLength(1);
    expect(world.gateway.received).toHaveLength(1);
  });

  it('is told to the officers of the originator alone: neither to its readers nor to recipients', async () => {
    const colleague = await addPerson(world.hub, world.author.organisationId, { roles: [Role.READER] });
    await world.immediate(to(world.recipient, world.elsewhere));
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect((await world.unanswered()).map(({ unanswered }) => unanswered?.organisation.id).sort()).toEqual([world.recipient, world.elsewhere].sort());
    expect(await world.unanswered(world.second)).toHaveLength(2);
    for (const other of [colleague, world.reader, world.other, world.administrator]) expect(await world.unanswered(other)).toEqual([]);
    expect((await page(world.hub, colleague)).nodes).toHaveLength(1);
  });

  it('comes over open sockets too, to those alone who see answers', async () => {
    const colleague = await addPerson(world.hub, world.author.organisationId, { roles: [Role.READER] });
    const [officer, reader] = [await follow(world.hub, world.author), await follow(world.hub, colleague)];
    await Promise.all([officer.has(1), reader.has(1)]);
    await world.immediate({ title: 'First' });
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    await officer.has(3);
    await world.immediate({ title: 'Next' });
    await world.run();
    await Promise.all([officer.has(4), reader.has(3)]);
    expect(officer.lines()).toEqual(['reset START', 'PUBLISHED First', 'UNANSWERED First', 'PUBLISHED Next']);
    expect(reader.lines()).toEqual(['reset START', 'PUBLISHED First', 'PUBLISHED Next']);
    for (const socket of [officer, reader]) socket.cut();
  });

  it('stays silent where somebody answers as acting in the fourteenth minute, and not where the answer is another one', async () => {
    await world.rota([NIGHT]);
    const [acting, unable, received] = [await world.immediate(), await world.immediate(), await world.immediate()];
    world.hub.clock.advance(14 * MINUTE);
    await world.answer(acting.id, 'ACTING');
    await world.answer(unable.id, 'UNABLE');
    await world.answer(received.id, 'RECEIVED');
    world.hub.clock.advance(60 * MINUTE);
    await world.run();
    expect((await world.unanswered()).map(({ bulletinId }) => bulletinId).sort()).toEqual([unable.id, received.id].sort());
    expect(world.gateway.received).toHaveLength(2);
  });

  it.each([
    ['withdrawn', (id: { id: string; revision: number }) => withdraw(world.hub, world.author, id)],
    ['narrowed', (id: { id: string; revision: number }) => revise(world.hub, world, id, to(world.elsewhere))],
    ['made less urgent', (id: { id: string; revision: number }) => revise(world.hub, world, id, { urgency: 'PRIORITY' })],
  ])('calls nobody of an organisation from which it was %s before', async (_what, change) => {
    await world.rota([NIGHT]);
    const bulletin = await world.immediate();
    await distribute(world.hub);
    world.hub.clock.advance(14 * MINUTE);
    await change(bulletin);
    world.hub.clock.advance(MINUTE);
    await world.run();
    expect(world.gateway.received).toEqual([]);
    expect(await world.unanswered()).toEqual([]);
  });

  it('calls nobody once it has expired', async () => {
    await world.rota([NIGHT]);
    await world.immediate({ expiresAt: new Date(world.hub.clock.now().getTime() + 15 * MINUTE).toISOString() });
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.gateway.received).toEqual([]);
    expect(await world.unanswered()).toEqual([]);
  });

  it('counts from when it became IMMEDIATE, or from when an organisation got it, and not anew with each revision', async () => {
    await world.rota([NIGHT]);
    const bulletin = await world.immediate({ urgency: 'ROUTINE' });
    await world.answer(bulletin.id, 'ACTING');
    world.hub.clock.advance(60 * MINUTE);
    const urgent = await revise(world.hub, world, bulletin, { urgency: 'IMMEDIATE' });
    world.hub.clock.advance(10 * MINUTE);
    await revise(world.hub, world, urgent, { title: 'Again', ...to(world.recipient, world.elsewhere) });
    world.hub.clock.advance(5 * MINUTE);
    await world.run();
    expect((await world.unanswered()).map(({ unanswered }) => unanswered?.organisation.id)).toEqual([world.recipient]);
    expect(world.gateway.received).toHaveLength(1);
    world.hub.clock.advance(10 * MINUTE);
    await world.run();
    expect((await world.unanswered()).map(({ unanswered }) => unanswered?.organisation.id)).toEqual([world.recipient, world.elsewhere]);
  });

  it('counts for whom a stage brings from when it came, and calls nobody whose time with it is over', async () => {
    const clock = (minutes: number): object => ({ local: new Date(world.hub.clock.now().getTime() + minutes * MINUTE).toISOString().slice(0, 16), zone: 'UTC' });
    const stages = [{ ...to(world.elsewhere), at: clock(60) }, { ...to(world.recipient), until: clock(10) }];
    await world.immediate({ audience: {}, stages });
    const after = async (minutes: number): Promise<(string | undefined)[]> => {
      world.hub.clock.advance(minutes * MINUTE);
      await world.hub.hub.app.get(ReleaseJob).run();
      await world.run();
      return (await world.unanswered()).map(({ unanswered }) => unanswered?.organisation.id);
    };
    await world.run();
    expect(await after(20)).toEqual([]);
    expect(await after(41)).toEqual([]);
    expect(await after(15)).toEqual([world.elsewhere]);
  });

  it('is told to the originator’s own systems without who it is, and passes filters as IMMEDIATE does', async () => {
    const hook = await startReceiver();
    const keeper = await addPerson(world.hub, world.author.organisationId, { roles: [Role.ADMINISTRATOR] });
    await world.call('mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }', { input: { url: hook.url } }, keeper);
    const { id } = await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    const jobs = world.hub.hub.app.get(WebhookDeliveries);
    await jobs.run();
    await jobs.settled();
    const told = hook.received.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(told.find(({ type }) => type === 'alert.unanswered')?.data).toEqual({ kind: 'UNANSWERED', cursor: expect.any(String), bulletinId: id });
    const seen = async (filter: object): Promise<string[]> => (await page(world.hub, world.author, { filter })).nodes.map(({ kind }) => kind);
    expect(await seen({ kinds: ['STATISTICS'] })).toContain('UNANSWERED');
    expect(await seen({ urgencies: ['ROUTINE'] })).toEqual([]);
    await hook.close();
  });

  it('is told at once where there is nobody to call, and where the hub has no gateway', async () => {
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect((await world.unanswered())[0]?.unanswered?.duty).toBe('NOBODY');
    const bare = await dutyWorld({});
    await bare.rota([NIGHT]);
    await bare.immediate();
    bare.hub.clock.advance(15 * MINUTE);
    await bare.run();
    expect((await bare.unanswered())[0]?.unanswered?.duty).toBe('NOBODY');
    await bare.close();
  });
});
