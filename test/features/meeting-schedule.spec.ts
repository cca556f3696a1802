import { MeetingClocks, PollReminders } from '@hub/meetings';
import { data } from '@hub/testing';
import { distribute } from './support/alerting.js';
import { answers, DayWorld, DECIDE, ANSWER, ENTER, OPEN, REASONS, SLOTS, UPDATE, type Who } from './support/scheduling.js';

let world: DayWorld;
beforeAll(async () => { world = await DayWorld.make(); });
afterAll(() => world.hub.close());
beforeEach(() => world.next());

const PROPOSE = `query ($input: ProposeMeetingSlotsInput!) { proposeMeetingSlots(input: $input) { slots { startsLocal endsLocal startsAt ${REASONS} } excludedDays { date ${REASONS} } unknownCountries } }`;
async function told(): Promise<string[]> {
  const { rows } = await world.hub.superuser<{ change: string; readers: string[] }>(`
    SELECT t->>'change' AS change, (SELECT array_agg(coalesce(p.id::text, o.code) ORDER BY 1) FROM jsonb_array_elements_text(t->'readers') r LEFT JOIN hub.persons p ON p.principal = r::int LEFT JOIN hub.organisations o ON o.reader_principal = r::int) AS readers
    FROM hub.outbox_events e CROSS JOIN LATERAL jsonb_array_elements(e.payload::jsonb->'tell') t WHERE e.subject_id = $1 AND e.type IN ('meeting.poll-due', 'meeting.clock-moved') ORDER BY e.id`, [world.edition]);
  const names = new Map(Object.entries(world.people).map(([name, { id }]) => [id, name]));
  return rows.map(({ change, readers }) => `${change} ${readers.map((reader) => names.get(reader) ?? reader).sort().join('+')}`);
}

describe('Slots that the hub proposes', () => {
  const input = (more: object = {}): object => ({ input: { editionId: world.edition, from: '2027-03-15', until: '2027-04-09', minutes: 120, count: 20, mustAttend: [world.orgs.ph], ...more } });

  it('avoid weekends and holidays, and the hub says why a day fell out and whose holidays it does not know', async () => {
    const { slots, excludedDays, unknownCountries } = (await world.ask('coordinator', PROPOSE, input())).proposeMeetingSlots;
    expect(slots).toHaveLength(20);
    const why = Object.fromEntries(excludedDays.map(({ date, reasons }: { date: string; reasons: { code: string; decisive: boolean; name: string; organisation: { id: string } | null }[] }) =>
      [date, reasons.map(({ code, name, organisation }) => `${code} ${name} ${organisation?.id === world.orgs.ph ? 'PH' : organisation?.id === world.orgs.br ? 'BR' : ''}`.trim())]));
    expect(why).toMatchObject({
      '2027-03-20': ['WEEKEND Saturday or Sunday'], '2027-03-21': ['WEEKEND Saturday or Sunday', expect.stringMatching(/^JAPANESE_HOLIDAY Spring Equinox Day/)],
      '2027-03-22': [expect.stringMatching(/^JAPANESE_HOLIDAY Spring Equinox Day \(substitute day\)/)],
      // Easter: two countries, one of which must attend.
      '2027-03-25': [expect.stringMatching(/^PUBLIC_HOLIDAY Maundy Thursday.*PH$/)], '2027-03-26': expect.arrayContaining([expect.stringMatching(/^PUBLIC_HOLIDAY Good Friday.*PH$/), expect.stringMatching(/^PUBLIC_HOLIDAY Good Friday.*BR$/)]),
    });
    expect(unknownCountries).toEqual(['KH']);
    for (const { startsLocal } of slots) expect(Object.keys(why)).not.toContain(startsLocal.slice(0, 10));
  });

  it('count a holiday of somebody who need not attend against a day, and take it if need be', async () => {
    const good = { from: '2027-03-26', until: '2027-03-26', mustAttend: [], count: 1 };
    expect((await world.ask('coordinator', PROPOSE, input(good))).proposeMeetingSlots).toMatchObject({ slots: [{ startsLocal: '2027-03-26T10:00', endsLocal: '2027-03-26T12:00', startsAt: '2027-03-26T01:00:00.000Z', reasons: [{ code: 'PUBLIC_HOLIDAY', decisive: false }, {}] }], excludedDays: [] });
    expect((await world.ask('coordinator', PROPOSE, input({ ...good, mustAttend: [world.orgs.br] }))).proposeMeetingSlots).toMatchObject({ slots: [], excludedDays: [{ date: '2027-03-26' }] });
  });

  it('lie where it is day for whoever takes part from afar', async () => {
    const remote = { remote: [{ organisationId: world.orgs.iom, zone: 'Europe/Geneva' }], from: '2027-02-16', until: '2027-02-16', count: 1, mustAttend: [] };
    expect(await world.refusal('coordinator', PROPOSE, input(remote))).toEqual({ code: 'INVALID_INPUT', field: 'input.remote.0.zone' });
    const there = { ...remote, remote: [{ organisationId: world.orgs.iom, zone: 'Europe/Zurich' }] };
    expect((await world.ask('coordinator', PROPOSE, input(there))).proposeMeetingSlots.slots[0]).toMatchObject({ startsLocal: '2027-02-16T15:00', reasons: [] });
    expect((await world.ask('coordinator', PROPOSE, input({ ...there, dailyUntil: '14:00', mustAttend: [world.orgs.iom] }))).proposeMeetingSlots).toMatchObject({ slots: [], excludedDays: [{ reasons: [{ code: 'NIGHT', decisive: true, organisation: { id: world.orgs.iom } }] }] });
  });

  it('are for who coordinates, and what can not be is said with its field', async () => {
    expect(await world.refusal('contact', PROPOSE, input())).toEqual({ code: 'FORBIDDEN' });
    for (const [more, field] of [
      [{ from: '2026-12-01', until: '2026-12-20' }, 'input.until'], [{ until: '2027-03-01' }, 'input.until'], [{ until: '2028-03-20' }, 'input.until'], [{ dailyFrom: '17:00', dailyUntil: '09:00' }, 'input.dailyUntil'],
      [{ minutes: 421 }, 'input.minutes'], [{ mustAttend: [world.people.outsider.organisationId] }, 'input.mustAttend'], [{ count: 61 }, 'input.count'],
    ] as const) expect([field, await world.refusal('coordinator', PROPOSE, input(more))]).toEqual([field, expect.objectContaining({ code: 'INVALID_INPUT', field })]);
  });
});

describe('A poll', () => {
  it('is opened by who coordinates, and its slots say what speaks against them; others see no standing and whose night it is only of themselves', async () => {
    const opened = await world.open({ mustAttend: [world.orgs.ph], remote: [{ organisationId: world.orgs.iom, zone: 'America/Lima' }] });
    expect(opened.slots.map(({ startsLocal, startsAt, reasons }: { startsLocal: string; startsAt: string; reasons: { code: string }[] }) => [startsLocal, startsAt, reasons.map(({ code }) => code)])).toEqual([
      ['2027-02-16T13:30', '2027-02-16T04:30:00.000Z', ['NIGHT']], ['2027-02-18T10:00', '2027-02-18T01:00:00.000Z', ['NIGHT']], ['2027-03-26T10:00', '2027-03-26T01:00:00.000Z', ['PUBLIC_HOLIDAY', 'PUBLIC_HOLIDAY', 'NIGHT']],
    ]);
    expect(opened.missing).toHaveLength(5);
    const codes = async (by: Who) => (await world.poll(by)).slots.map(({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code).join());
    expect([await codes('contact'), await codes('iom')]).toEqual([['', '', 'PUBLIC_HOLIDAY,PUBLIC_HOLIDAY'], ['NIGHT', 'NIGHT', 'PUBLIC_HOLIDAY,PUBLIC_HOLIDAY,NIGHT']]);
    expect(await world.poll('contact')).toMatchObject({ missing: null, ranking: null, replies: [], slots: [{ standing: null }, { standing: null }, { standing: null }] });
    expect((await world.ask('contact', `{ meetingEdition(id: "${world.edition}") { state parties { mustAttend organisation { id } } } }`)).meetingEdition).toMatchObject({ state: 'POLLING', parties: expect.arrayContaining([{ mustAttend: true, organisation: { id: world.orgs.ph } }]) });
    expect(await world.refusal('outsider', `{ meetingEdition(id: "${world.edition}") { poll { id } } }`)).toEqual({ code: 'NOT_FOUND' });
    // The database reckons the same instants.
    expect((await world.hub.superuser(`SELECT count(*)::int AS n FROM hub.meeting_slots WHERE starts_at <> starts_local AT TIME ZONE 'Asia/Tokyo'`)).rows).toEqual([{ n: 0 }]);
  });

  it('does not take what can not be, and says what is allowed now', async () => {
    const bad = async (more: object): Promise<unknown> => world.refusal('coordinator', OPEN, { input: { editionId: world.edition, expectedRevision: await world.revision(), slots: SLOTS, deadline: '2027-02-01T00:00:00Z', quorum: 3, ...more } });
    for (const [more, field] of [
      [{ slots: [{ startsLocal: '2027-01-04T09:00', minutes: 60 }] }, 'input.slots.0.startsLocal'], [{ slots: [SLOTS[0], { startsLocal: '2027-02-18T23:00', minutes: 120 }] }, 'input.slots.1.startsLocal'],
      [{ slots: [SLOTS[0], SLOTS[0]] }, 'input.slots.1.startsLocal'], [{ slots: [{ startsLocal: '2027-02-30T10:00', minutes: 60 }] }, 'input.slots.0.startsLocal'], [{ slots: [] }, 'input.slots'],
      [{ deadline: '2027-01-01T00:00:00Z' }, 'input.deadline'], [{ deadline: '2027-02-17T00:00:00Z' }, 'input.deadline'], [{ quorum: 6 }, 'input.quorum'], [{ mustAttend: [world.people.outsider.organisationId] }, 'input.mustAttend'],
    ] as const) expect([field, await bad(more)]).toEqual([field, expect.objectContaining({ code: 'INVALID_INPUT', field })]);
    expect(await world.refusal('contact', OPEN, { input: { editionId: world.edition, expectedRevision: 1, slots: SLOTS, deadline: '2027-02-01T00:00:00Z', quorum: 3 } })).toEqual({ code: 'FORBIDDEN' });
    expect(await world.refusal('contact', ANSWER, { input: { editionId: world.edition, expectedRevision: 0, answers: [{ slotId: world.edition, answer: 'YES' }] } })).toEqual({ code: 'CONFLICT', allowed: ['openMeetingPoll'] });
    await world.open();
    expect(await bad({})).toEqual({ code: 'CONFLICT', allowed: ['updateMeetingPoll', 'decideMeetingSlot'] });
  });

  it('is answered by contact point, deputy and administrator for their organisation alone, and two at once never overwrite each other', async () => {
    const { slots } = await world.open();
    expect((await world.answer('officer', slots, ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await world.answer('outsider', slots, ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    const both = await Promise.all([world.answer('contact', slots, ['YES', 'NO']), world.answer('deputy', slots, ['IF_NEED_BE', 'YES'])]);
    const won = both.findIndex(({ errors }) => !errors);
    expect(both[1 - won]?.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', currentRevision: 1 });
    const { replies } = await world.poll('officer');
    expect(replies).toEqual([{ organisation: { id: world.orgs.ph }, guest: null, remark: null, channel: 'SIGNED_IN', revision: 1, repliedBy: { id: [world.people.contact, world.people.deputy][won]?.id }, linkHolder: null, answers: answers(slots, ...[['YES', 'NO'], ['IF_NEED_BE', 'YES']][won] ?? []) }]);
    expect((await world.answer('contact', slots, ['NO', 'NO', 'YES'], 1, { remark: '  Holy Week ' })).errors).toBeUndefined();
    expect((await world.poll('contact')).replies).toMatchObject([{ revision: 2, remark: 'Holy Week', answers: answers(slots, 'NO', 'NO', 'YES') }]);
    expect((await world.answer('deputy', slots, ['YES'], 1)).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', currentRevision: 2 });
    expect((await world.poll('br')).replies).toEqual([]);
    expect((await world.poll()).missing).toHaveLength(4);
    expect((await world.answer('br', [{ id: world.edition }], ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.answers.0.slotId' });
    expect((await world.answer('br', [slots[0], slots[0]], ['YES', 'NO'])).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.answers.1.slotId' });
    expect((await world.hub.recorded({ action: 'meeting.poll-answered', subject: world.edition })).map(({ holder }) => holder).sort()).toEqual([world.npa, world.orgs.ph, world.npa, world.orgs.ph].sort());
  });

  it('takes by telephone or on paper what the coordinator enters, also after the deadline, and it is marked so', async () => {
    const { slots } = await world.open();
    world.hub.clock.set(new Date('2027-02-01T00:00:00Z'));
    expect((await world.answer('br', slots, ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', allowed: [] });
    const enter = (by: Who, more: object = {}) => world.send(by, ENTER, { input: { editionId: world.edition, organisationId: world.orgs.br, channel: 'TELEPHONE', expectedRevision: 0, answers: answers(slots, 'YES', 'YES', 'NO'), ...more } });
    expect((await enter('br')).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await enter('coordinator', { channel: 'LINK' })).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect((await enter('coordinator', { organisationId: world.people.outsider.organisationId })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.organisationId' });
    expect((await enter('coordinator')).errors).toBeUndefined();
    expect((await world.poll()).replies).toMatchObject([{ channel: 'TELEPHONE', revision: 1, repliedBy: { id: world.people.coordinator.id } }]);
    expect((await world.poll('br')).replies).toMatchObject([{ channel: 'TELEPHONE', revision: 1, answers: answers(slots, 'YES', 'YES', 'NO') }]);
    expect((await world.hub.recorded({ action: 'meeting.poll-answered', subject: world.edition })).map(({ holder, detail }) => [holder, detail['channel']]).sort()).toEqual([[world.npa, 'TELEPHONE'], [world.orgs.br, 'TELEPHONE']].sort());
  });

  it('is ranked for the coordinator, who sees what each choice costs, and decides', async () => {
    const { slots } = await world.open({ mustAttend: [world.orgs.ph] });
    for (const [by, said] of [['contact', ['NO', 'IF_NEED_BE', 'NO']], ['br', ['YES', 'YES', 'NO']], ['iom', ['YES', 'NO', 'YES']]] as const) data(await world.answer(by, slots, [...said]));
    const ids = slots.map(({ id }: { id: string }) => id);
    const { ranking, slots: ranked, missing } = await world.poll();
    // The must-attend first, though more could come on the first day.
    expect(ranking.map(({ id }: { id: string }) => ids.indexOf(id))).toEqual([1, 0, 2]);
    expect(ranked.map(({ standing }: { standing: object }) => standing)).toEqual([
      { rank: 2, yes: 2, ifNeedBe: 0, no: 1, open: 2, short: 1, mustAttendNo: [{ id: world.orgs.ph }], mustAttendOpen: [], gains: [{ id: world.orgs.iom }], losses: [{ id: world.orgs.ph }] },
      { rank: 1, yes: 1, ifNeedBe: 1, no: 1, open: 2, short: 1, mustAttendNo: [], mustAttendOpen: [], gains: [], losses: [] },
      { rank: 3, yes: 1, ifNeedBe: 0, no: 2, open: 2, short: 2, mustAttendNo: [{ id: world.orgs.ph }], mustAttendOpen: [], gains: [{ id: world.orgs.iom }], losses: expect.arrayContaining([{ id: world.orgs.ph }, { id: world.orgs.br }]) },
    ]);
    expect(missing.map(({ id }: { id: string }) => id).sort()).toEqual([world.npa, world.orgs.kh].sort());
    const decide = async (more: object): Promise<unknown> => world.refusal('coordinator', DECIDE, { input: { editionId: world.edition, expectedRevision: await world.revision(), ...more } });
    expect(await decide({})).toEqual({ code: 'INVALID_INPUT', field: 'input.slotId' });
    expect(await decide({ slotId: world.edition })).toEqual({ code: 'NOT_FOUND' });
    expect(await decide({ slot: { startsLocal: '2027-02-18T22:00', minutes: 180 } })).toEqual({ code: 'INVALID_INPUT', field: 'input.slot.startsLocal' });
    expect(await decide({ slotId: ids[0], expectedRevision: 1 })).toMatchObject({ code: 'CONFLICT', currentRevision: await world.revision() });
    expect(await world.refusal('contact', DECIDE, { input: { editionId: world.edition, expectedRevision: 1, slotId: ids[0] } })).toEqual({ code: 'FORBIDDEN' });
    const decided = (await world.ask('coordinator', DECIDE, { input: { editionId: world.edition, expectedRevision: await world.revision(), slotId: ids[0] } })).decideMeetingSlot.edition;
    expect(decided).toMatchObject({ state: 'SCHEDULED', startsLocal: '2027-02-16T13:30', endsLocal: '2027-02-16T16:00', startsAt: '2027-02-16T04:30:00.000Z', zone: 'Asia/Tokyo' });
    expect((await world.poll()).closedAt).toBe(world.hub.clock.now().toISOString());
    expect((await world.answer('contact', slots, ['YES'], 1)).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', allowed: [] });
    // Another day, by no poll.
    expect((await world.ask('coordinator', DECIDE, { input: { editionId: world.edition, expectedRevision: decided.revision, slot: { startsLocal: '2027-02-19T09:00', minutes: 60 } } })).decideMeetingSlot.edition).toMatchObject({ state: 'SCHEDULED', startsLocal: '2027-02-19T09:00' });
    expect(await decide({ slot: { startsLocal: '2027-01-04T10:00', minutes: 60 } })).toEqual({ code: 'INVALID_INPUT', field: 'input.slot.startsLocal' });
  });

  it('gets further slots and a later deadline, and asks those who have replied again', async () => {
    const { slots } = await world.open();
    data(await world.answer('br', slots, ['YES', 'YES', 'YES']));
    const change = async (more: object) => world.send('coordinator', UPDATE, { input: { editionId: world.edition, expectedRevision: await world.revision(), ...more } });
    expect((await change({ addSlots: [SLOTS[1]] })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.addSlots.0.startsLocal' });
    expect((await change({ deadline: '2027-02-17T00:00:00Z' })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.deadline' });
    const changed = data(await change({ addSlots: [{ startsLocal: '2027-02-17T10:00', minutes: 60 }], deadline: '2027-02-10T00:00:00Z', quorum: 4 })).updateMeetingPoll.poll;
    expect(changed).toMatchObject({ quorum: 4, deadline: '2027-02-10T00:00:00.000Z', slots: [{}, { startsLocal: '2027-02-17T10:00', standing: { open: 5 } }, {}, { standing: { open: 4 } }] });
    expect(changed.missing).toHaveLength(5);
  });

  it('reminds whoever answers for a party that has not replied, three days and a day before the deadline, and tells the coordinators when it is over', async () => {
    const { slots } = await world.open();
    data(await world.answer('br', slots, ['YES', 'YES', 'NO']));
    const run = async (at: string): Promise<void> => { world.hub.clock.set(new Date(at)); await world.hub.hub.app.get(PollReminders).run(); await world.hub.hub.app.get(PollReminders).run(); };
    await run('2027-01-28T23:59:00Z');
    expect(await told()).toEqual([]);
    await run('2027-01-29T00:00:00Z');
    expect(await told()).toEqual(['POLL_DUE contact+deputy']);
    data(await world.answer('contact', slots, ['YES', 'YES', null]));
    await run('2027-01-31T00:00:00Z');
    data(await world.answer('contact', slots, ['YES', 'YES', 'NO'], 1));
    await run('2027-02-01T00:00:00Z');
    expect(await told()).toEqual(['POLL_DUE contact+deputy', 'POLL_DUE contact+deputy', 'POLL_ENDED coordinator']);
    await distribute(world.hub);
    const alerts = (await world.ask('contact', '{ alerts(first: 100) { nodes { kind change subjectId } } }')).alerts.nodes.filter(({ subjectId }: { subjectId: string }) => subjectId === world.edition);
    expect(alerts.map(({ change }: { change: string }) => change)).toEqual(expect.arrayContaining(['POLL_OPENED', 'POLL_DUE']));
  });

  it('keeps what stands on the wall where the rules of the zone change, and moves the instants', async () => {
    const { slots } = await world.open();
    // As if the zone had had other rules when it was put.
    await world.hub.superuser(`UPDATE hub.meeting_slots SET starts_at = starts_at - interval '1 hour' WHERE id = $1`, [slots[0].id]);
    expect(await world.hub.hub.app.get(MeetingClocks).run()).toBe(1);
    expect((await world.poll()).slots[0]).toMatchObject({ startsLocal: '2027-02-16T13:30', startsAt: '2027-02-16T04:30:00.000Z' });
    await world.ask('coordinator', DECIDE, { input: { editionId: world.edition, expectedRevision: await world.revision(), slotId: slots[0].id } });
    await world.hub.superuser(`UPDATE hub.meeting_editions SET ends_at = ends_at + interval '1 hour', starts_at = starts_at + interval '1 hour' WHERE id = $1`, [world.edition]);
    expect([await world.hub.hub.app.get(MeetingClocks).run(), await world.hub.hub.app.get(MeetingClocks).run()]).toEqual([1, 0]);
    expect((await world.ask('contact', `{ meetingEdition(id: "${world.edition}") { startsLocal startsAt endsAt } }`)).meetingEdition).toEqual({ startsLocal: '2027-02-16T13:30', startsAt: '2027-02-16T04:30:00.000Z', endsAt: '2027-02-16T07:00:00.000Z' });
    expect((await told()).filter((line) => line.startsWith('CLOCK_MOVED'))).toHaveLength(5);
    expect(await world.hub.recorded({ action: 'meeting.clock-moved', subject: world.edition })).toHaveLength(5);
  });
});
