import { Role } from '@hub/access';
import { addPerson, appoint, type TestPerson } from '@hub/testing';
import { distribute, revise } from './support/alerting.js';
import { type DutyWorld, dutyWorld, MINUTE } from './support/duties.js';

let world: DutyWorld;
beforeEach(async () => {
  world = await dutyWorld();
});
afterEach(() => world.close());

const GUARD = { label: 'Guard', telephone: '090-1234-5678' };
const SET = 'mutation ($input: SetDutyRotaInput!) { setDutyRota(input: $input) { rota { shifts { telephone } } } }';
const refused = async (shift: object, by: TestPerson = world.administrator): Promise<unknown> => {
  const { errors } = await world.hub.graphql(SET, { token: by.token, variables: { input: { expectedRevision: 1, shifts: [{ channel: 'SMS', ...shift }] } } });
  return errors?.[0]?.extensions;
};

describe('the rota', () => {
  it('is kept by administrators and contact points, with numbers in any width as E.164', async () => {
    const contact = await addPerson(world.hub, world.recipient, { roles: [Role.CONTACT_POINT] });
    await world.rota([{ personId: contact.id, telephone: '０９０－１２３４－５６７８' }, { label: '夜間当直', telephone: '+63 917 123 4567', channel: 'VOICE', language: 'en', hours: { from: '18:00', until: '08:30', weekdays: ['FRIDAY'] } }], contact);
    const { dutyRota } = await world.call('{ dutyRota { shifts { person { id } label telephone channel language hours { zone from until weekdays firstDay lastDay } } } }');
    expect(dutyRota.shifts).toEqual([
      { person: { id: contact.id }, label: null, telephone: '+819012345678', channel: 'SMS', language: 'ja', hours: null },
      { person: null, label: '夜間当直', telephone: '+639171234567', channel: 'VOICE', language: 'en', hours: { zone: 'Asia/Tokyo', from: '18:00', until: '08:30', weekdays: ['FRIDAY'], firstDay: null, lastDay: null } },
    ]);
    expect(await world.hub.recorded({ action: 'duty-rota.set' })).toEqual([expect.objectContaining({ holder: world.recipient, person: contact.id, subject: world.recipient })]);
    expect(JSON.stringify(await world.hub.recorded())).not.toMatch(/12345678|夜間当直/);
    const { rows } = await world.hub.superuser(`SELECT encode(telephone, 'escape') AS kept FROM hub.duty_shifts`);
    expect(JSON.stringify(rows)).not.toMatch(/12345678|9171234567/);
  });

  it('is nobody else’s to see or change, and neither is the log', async () => {
    await world.rota([GUARD]);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(await world.calls()).toHaveLength(1);
    const elsewhere = await addPerson(world.hub, world.elsewhere, { roles: [Role.ADMINISTRATOR] });
    expect((await world.call('{ dutyRota { shifts { id } } }', {}, elsewhere)).dutyRota.shifts).toEqual([]);
    for (const by of [elsewhere, world.author, world.reader]) expect(await world.calls(by)).toEqual([]);
    for (const { token } of [world.reader, world.author]) {
      expect((await world.hub.graphql('{ dutyRota { shifts { id } } }', { token })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await world.hub.graphql(SET, { token, variables: { input: { expectedRevision: 1, shifts: [] } } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('refuses what can not be dialled or is no time, naming the field', async () => {
    for (const telephone of ['110', 'call me', '03-1234-5678 ext. 9', '+81 1']) expect(await refused({ ...GUARD, telephone })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.shifts.0.telephone' });
    expect(await refused({ telephone: GUARD.telephone })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.shifts.0.label' });
    expect(await refused({ ...GUARD, personId: world.reader.id })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.shifts.0.label' });
    expect(await refused({ telephone: GUARD.telephone, personId: world.author.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ telephone: GUARD.telephone, personId: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ ...GUARD, language: 'fr' })).toMatchObject({ code: 'INVALID_INPUT' });
    const hours = { from: '18:00', until: '08:00' };
    expect(await refused({ ...GUARD, hours: { ...hours, zone: 'Asia/Edo' } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.shifts.0.hours.zone' });
    expect(await refused({ ...GUARD, hours: { ...hours, from: '24:00' } })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused({ ...GUARD, hours: { ...hours, firstDay: '2026-03-02', lastDay: '2026-03-01' } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.shifts.0.hours.lastDay' });
    const { revision } = (await world.call('{ dutyRota { revision } }')).dutyRota;
    expect((await world.hub.graphql(SET, { token: world.administrator.token, variables: { input: { expectedRevision: revision + 1, shifts: [] } } })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: revision });
  });

  it('says who is called: first those whose hours it is, then those without', async () => {
    const now = world.hub.clock.now().getTime() + 15 * MINUTE;
    const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
    const zone = 'Etc/UTC';
    await world.rota([
      { label: 'Otherwise', telephone: '+819000000001' },
      { label: 'Later', telephone: '+819000000002', hours: { zone, from: clock(now + MINUTE), until: clock(now + 60 * MINUTE) } },
      { label: 'Now', telephone: '+819000000003', hours: { zone, from: clock(now - MINUTE), until: clock(now + 30 * MINUTE) } },
    ]);
    world.gateway.answer = 500;
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.asked().map(({ to }) => to)).toEqual(['+819000000003', '+819000000001']);
  });

  it('leaves out whoever is suspended', async () => {
    await world.rota([{ personId: world.reader.id, telephone: '+819000000001' }, GUARD]);
    await world.hub.superuser('UPDATE hub.persons SET suspended_at = $2 WHERE id = $1', [world.reader.id, world.hub.clock.now()]);
    await world.immediate();
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.asked().map(({ to }) => to)).toEqual(['+819012345678']);
  });
});

describe('what is marked RED', () => {
  const red = (named: TestPerson): Promise<{ id: string; revision: number }> => world.immediate({ tlp: 'RED', audience: { personIds: [named.id] }, approverIds: [world.second.id], sections: [{ heading: 'H', body: 'B' }] });

  it('goes to nobody on the rota but who is named in it, at any hour', async () => {
    const contact = await addPerson(world.hub, world.recipient, { roles: [Role.CONTACT_POINT] });
    const deputy = await addPerson(world.hub, world.recipient, { roles: [Role.OFFICER] });
    await appoint(world.hub, world.recipient, contact.id, deputy.id);
    const never = { zone: 'Etc/UTC', from: '00:00', until: '23:59', lastDay: '2001-01-01' };
    await world.rota([GUARD, { personId: deputy.id, telephone: '+819000000001' }, { personId: world.reader.id, telephone: '+819000000002' }, { personId: contact.id, telephone: '+819000000003', hours: never }]);
    world.gateway.answer = 500;
    await red(contact);
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.asked().map(({ to }) => to)).toEqual(['+819000000003']);
    world.hub.clock.advance(10 * MINUTE);
    await world.run();
    expect(new Set(world.asked().map(({ to }) => to))).toEqual(new Set(['+819000000003']));
    expect(await world.unanswered(world.author)).toHaveLength(1);
    // The administrator learns neither whom nor that anybody was called; whoever was called does.
    expect(await world.calls()).toEqual([]);
    expect(await world.calls(deputy)).toEqual([]);
    expect(await world.calls(contact)).toHaveLength(1);
    expect((await world.hub.recorded({ action: 'duty.called' })).map(({ subject, detail }) => [subject, detail])).toEqual(Array(2).fill([null, {}]));
  });

  it('is told to the few who work on it alone, and calls nobody where the named have no number', async () => {
    const contact = await addPerson(world.hub, world.recipient, { roles: [Role.CONTACT_POINT] });
    const third = await addPerson(world.hub, world.author.organisationId);
    await appoint(world.hub, world.recipient, contact.id);
    await world.rota([GUARD]);
    await red(contact);
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(world.gateway.received).toEqual([]);
    expect((await world.unanswered(world.author)).map(({ unanswered }) => unanswered?.duty)).toEqual(['NOBODY']);
    expect(await world.unanswered(world.second)).toHaveLength(1);
    expect(await world.unanswered(third)).toEqual([]);
  });

  it('is not tried again with whom it may not go to any more: it became RED, or he is no more named', async () => {
    const contact = await addPerson(world.hub, world.recipient, { roles: [Role.CONTACT_POINT] });
    const deputy = await addPerson(world.hub, world.recipient, { roles: [Role.OFFICER] });
    await appoint(world.hub, world.recipient, contact.id, deputy.id);
    await world.rota([GUARD, { personId: contact.id, telephone: '+819000000003' }]);
    const audience = (...people: TestPerson[]): object => ({ tlp: 'RED', audience: { personIds: people.map(({ id }) => id) }, approverIds: [world.second.id] });
    world.gateway.answer = 500;
    const [raised, left] = [await world.immediate(), await red(contact)];
    world.hub.clock.advance(15 * MINUTE);
    await world.run();
    expect(new Set(world.asked().map(({ to }) => to))).toEqual(new Set(['+819012345678', '+819000000003']));
    const before = world.asked().length;
    await revise(world.hub, world, raised, audience(deputy));
    await revise(world.hub, world, left, audience(deputy));
    world.hub.clock.advance(10 * MINUTE);
    await world.run();
    expect(world.asked().slice(before)).toEqual([]);
  });

  it('goes to nobody else either where it became RED in between', async () => {
    const contact = await addPerson(world.hub, world.recipient, { roles: [Role.CONTACT_POINT] });
    await appoint(world.hub, world.recipient, contact.id);
    await world.rota([GUARD]);
    const bulletin = await world.immediate();
    await distribute(world.hub);
    world.hub.clock.advance(10 * MINUTE);
    await revise(world.hub, world, bulletin, { tlp: 'RED', audience: { personIds: [contact.id] }, approverIds: [world.second.id] });
    world.hub.clock.advance(5 * MINUTE);
    await world.run();
    expect(world.gateway.received).toEqual([]);
  });
});
