import { OrganisationKind, Role } from '@hub/access';
import { MeetingClocks, PollReminders } from '@hub/meetings';
import { addOrganisation, addPerson, appoint, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';

const DAY = 86_400_000;
const NOW = new Date('2027-01-04T01:00:00Z'); // Monday, ten o'clock in Tokyo
let hub: TestHub;
let npa: string;
let people: Record<'coordinator' | 'contact' | 'deputy' | 'officer' | 'br' | 'iom' | 'outsider', TestPerson>;
let orgs: Record<'ph' | 'br' | 'kh' | 'iom', string>;
let edition: string;
let next = 30;

beforeAll(async () => {
  hub = await createTestHub({ poolSize: 6 });
  hub.clock.set(NOW);
  npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
  const embassy = (country: string): Promise<string> => addOrganisation(hub, { kind: OrganisationKind.EMBASSY, country, name: `Embassy ${country}` });
  orgs = { ph: await embassy('PH'), br: await embassy('BR'), kh: await embassy('KH'), iom: await addOrganisation(hub) };
  people = {
    coordinator: await addPerson(hub, npa, { roles: [Role.COORDINATOR, Role.READER] }), contact: await addPerson(hub, orgs.ph, { roles: [Role.CONTACT_POINT] }), deputy: await addPerson(hub, orgs.ph),
    officer: await addPerson(hub, orgs.ph), br: await addPerson(hub, orgs.br, { roles: [Role.CONTACT_POINT] }), iom: await addPerson(hub, orgs.iom, { roles: [Role.ADMINISTRATOR, Role.READER] }),
    outsider: await addPerson(hub, await addOrganisation(hub), { roles: [Role.CONTACT_POINT] }),
  };
  await appoint(hub, orgs.ph, people.contact.id, people.deputy.id);
  await appoint(hub, orgs.br, people.br.id);
});
afterAll(() => hub.close());
beforeEach(async () => {
  hub.clock.set(NOW);
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'CANCELLED'`);
  edition = (await ask('coordinator', `mutation { openMeetingEdition(input: { year: 2027, number: ${(next += 1)}, organisationIds: ${JSON.stringify([npa, ...Object.values(orgs)])} }) { edition { id } } }`)).openMeetingEdition.edition.id;
});

const send = (by: keyof typeof people, text: string, variables: object = {}, headers = {}) => hub.graphql(text, { token: people[by].token, variables, headers });
const ask = async (by: keyof typeof people, text: string, variables: object = {}) => data(await send(by, text, variables));
const refusal = async (by: keyof typeof people, text: string, variables: object = {}): Promise<unknown> => (await send(by, text, variables)).errors?.[0]?.extensions;
const revision = async (): Promise<number> => (await ask('coordinator', `{ meetingEdition(id: "${edition}") { revision } }`)).meetingEdition.revision;

const REASONS = 'reasons { code decisive name(language: "en") organisation { id } }';
const PROPOSE = `query ($input: ProposeMeetingSlotsInput!) { proposeMeetingSlots(input: $input) { slots { startsLocal endsLocal startsAt ${REASONS} } excludedDays { date ${REASONS} } unknownCountries } }`;
const POLL = `id deadline closedAt quorum slots { id startsLocal startsAt ${REASONS} standing { rank yes ifNeedBe no open short mustAttendNo { id } mustAttendOpen { id } gains { id } losses { id } } }
  ranking { id } replies { organisation { id } guest answers { slotId answer } remark channel revision repliedBy { id } linkHolder } missing { id }`;
const OPEN = `mutation ($input: OpenMeetingPollInput!) { openMeetingPoll(input: $input) { poll { ${POLL} } } }`;
const UPDATE = `mutation ($input: UpdateMeetingPollInput!) { updateMeetingPoll(input: $input) { poll { ${POLL} } } }`;
const ANSWER = `mutation ($input: AnswerMeetingPollInput!) { answerMeetingPoll(input: $input) { poll { ${POLL} } } }`;
const ENTER = `mutation ($input: EnterMeetingPollAnswerInput!) { enterMeetingPollAnswer(input: $input) { poll { ${POLL} } } }`;
const DECIDE = 'mutation ($input: DecideMeetingSlotInput!) { decideMeetingSlot(input: $input) { edition { state startsLocal endsLocal startsAt endsAt zone revision } } }';
const LINK = 'mutation ($input: CreateMeetingLinkInput!) { createMeetingLink(input: $input) { link { id holder state organisation { id } expiresAt } address } }';
const SLOTS = [{ startsLocal: '2027-02-16T13:30', minutes: 150 }, { startsLocal: '2027-02-18T10:00', minutes: 150 }, { startsLocal: '2027-03-26T10:00', minutes: 150 }];

const poll = async (by: keyof typeof people = 'coordinator') => (await ask(by, `{ meetingEdition(id: "${edition}") { poll { ${POLL} } } }`)).meetingEdition.poll;
const open = async (input: object = {}) => (await ask('coordinator', OPEN, { input: { editionId: edition, expectedRevision: await revision(), slots: SLOTS, deadline: '2027-02-01T00:00:00Z', quorum: 3, ...input } })).openMeetingPoll.poll;
const answers = (slots: { id: string }[], ...said: (string | null)[]) => slots.flatMap(({ id }, n) => (said[n] ? [{ slotId: id, answer: said[n] }] : []));
const answer = (by: keyof typeof people, slots: { id: string }[], said: (string | null)[], expectedRevision = 0, more: object = {}) => send(by, ANSWER, { input: { editionId: edition, expectedRevision, answers: answers(slots, ...said), ...more } });
const link = async (input: object = {}): Promise<{ id: string; url: string }> => {
  const made = (await ask('coordinator', LINK, { input: { editionId: edition, holder: 'Ms. Sok, attaché', expiresAt: '2027-03-01T00:00:00Z', ...input } })).createMeetingLink;
  return { id: made.link.id, url: `${hub.url}${made.address.replace(/^https?:\/\/[^/]+/, '')}` };
};
const visit = async (url: string, form?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await fetch(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const hidden = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
async function told(): Promise<string[]> {
  const { rows } = await hub.superuser<{ change: string; readers: string[] }>(`
    SELECT t->>'change' AS change, (SELECT array_agg(coalesce(p.id::text, o.code) ORDER BY 1) FROM jsonb_array_elements_text(t->'readers') r LEFT JOIN hub.persons p ON p.principal = r::int LEFT JOIN hub.organisations o ON o.reader_principal = r::int) AS readers
    FROM hub.outbox_events e CROSS JOIN LATERAL jsonb_array_elements(e.payload::jsonb->'tell') t WHERE e.subject_id = $1 AND e.type IN ('meeting.poll-due', 'meeting.clock-moved') ORDER BY e.id`, [edition]);
  const names = new Map(Object.entries(people).map(([name, { id }]) => [id, name]));
  return rows.map(({ change, readers }) => `${change} ${readers.map((reader) => names.get(reader) ?? reader).sort().join('+')}`);
}

describe('Slots that the hub proposes', () => {
  const input = (more: object = {}): object => ({ input: { editionId: edition, from: '2027-03-15', until: '2027-04-09', minutes: 120, count: 20, mustAttend: [orgs.ph], ...more } });

  it('avoid weekends and holidays, and the hub says why a day fell out and whose holidays it does not know', async () => {
    const { slots, excludedDays, unknownCountries } = (await ask('coordinator', PROPOSE, input())).proposeMeetingSlots;
    expect(slots).toHaveLength(20);
    const why = Object.fromEntries(excludedDays.map(({ date, reasons }: { date: string; reasons: { code: string; decisive: boolean; name: string; organisation: { id: string } | null }[] }) =>
      [date, reasons.map(({ code, name, organisation }) => `${code} ${name} ${organisation?.id === orgs.ph ? 'PH' : organisation?.id === orgs.br ? 'BR' : ''}`.trim())]));
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
    expect((await ask('coordinator', PROPOSE, input(good))).proposeMeetingSlots).toMatchObject({ slots: [{ startsLocal: '2027-03-26T10:00', endsLocal: '2027-03-26T12:00', startsAt: '2027-03-26T01:00:00.000Z', reasons: [{ code: 'PUBLIC_HOLIDAY', decisive: false }, {}] }], excludedDays: [] });
    expect((await ask('coordinator', PROPOSE, input({ ...good, mustAttend: [orgs.br] }))).proposeMeetingSlots).toMatchObject({ slots: [], excludedDays: [{ date: '2027-03-26' }] });
  });

  it('lie where it is day for whoever takes part from afar', async () => {
    const remote = { remote: [{ organisationId: orgs.iom, zone: 'Europe/Geneva' }], from: '2027-02-16', until: '2027-02-16', count: 1, mustAttend: [] };
    expect(await refusal('coordinator', PROPOSE, input(remote))).toEqual({ code: 'INVALID_INPUT', field: 'input.remote.0.zone' });
    const there = { ...remote, remote: [{ organisationId: orgs.iom, zone: 'Europe/Zurich' }] };
    expect((await ask('coordinator', PROPOSE, input(there))).proposeMeetingSlots.slots[0]).toMatchObject({ startsLocal: '2027-02-16T15:00', reasons: [] });
    expect((await ask('coordinator', PROPOSE, input({ ...there, dailyUntil: '14:00', mustAttend: [orgs.iom] }))).proposeMeetingSlots).toMatchObject({ slots: [], excludedDays: [{ reasons: [{ code: 'NIGHT', decisive: true, organisation: { id: orgs.iom } }] }] });
  });

  it('are for who coordinates, and what can not be is said with its field', async () => {
    expect(await refusal('contact', PROPOSE, input())).toEqual({ code: 'FORBIDDEN' });
    for (const [more, field] of [
      [{ from: '2026-12-01', until: '2026-12-20' }, 'input.until'], [{ until: '2027-03-01' }, 'input.until'], [{ until: '2028-03-20' }, 'input.until'], [{ dailyFrom: '17:00', dailyUntil: '09:00' }, 'input.dailyUntil'],
      [{ minutes: 421 }, 'input.minutes'], [{ mustAttend: [people.outsider.organisationId] }, 'input.mustAttend'], [{ count: 61 }, 'input.count'],
    ] as const) expect([field, await refusal('coordinator', PROPOSE, input(more))]).toEqual([field, expect.objectContaining({ code: 'INVALID_INPUT', field })]);
  });
});

describe('A poll', () => {
  it('is opened by who coordinates, and its slots say what speaks against them; others see no standing and whose night it is only of themselves', async () => {
    const opened = await open({ mustAttend: [orgs.ph], remote: [{ organisationId: orgs.iom, zone: 'America/Lima' }] });
    expect(opened.slots.map(({ startsLocal, startsAt, reasons }: { startsLocal: string; startsAt: string; reasons: { code: string }[] }) => [startsLocal, startsAt, reasons.map(({ code }) => code)])).toEqual([
      ['2027-02-16T13:30', '2027-02-16T04:30:00.000Z', ['NIGHT']], ['2027-02-18T10:00', '2027-02-18T01:00:00.000Z', ['NIGHT']], ['2027-03-26T10:00', '2027-03-26T01:00:00.000Z', ['PUBLIC_HOLIDAY', 'PUBLIC_HOLIDAY', 'NIGHT']],
    ]);
    expect(opened.missing).toHaveLength(5);
    const codes = async (by: keyof typeof people) => (await poll(by)).slots.map(({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code).join());
    expect([await codes('contact'), await codes('iom')]).toEqual([['', '', 'PUBLIC_HOLIDAY,PUBLIC_HOLIDAY'], ['NIGHT', 'NIGHT', 'PUBLIC_HOLIDAY,PUBLIC_HOLIDAY,NIGHT']]);
    expect(await poll('contact')).toMatchObject({ missing: null, ranking: null, replies: [], slots: [{ standing: null }, { standing: null }, { standing: null }] });
    expect((await ask('contact', `{ meetingEdition(id: "${edition}") { state parties { mustAttend organisation { id } } } }`)).meetingEdition).toMatchObject({ state: 'POLLING', parties: expect.arrayContaining([{ mustAttend: true, organisation: { id: orgs.ph } }]) });
    expect(await refusal('outsider', `{ meetingEdition(id: "${edition}") { poll { id } } }`)).toEqual({ code: 'NOT_FOUND' });
    // The database reckons the same instants.
    expect((await hub.superuser(`SELECT count(*)::int AS n FROM hub.meeting_slots WHERE starts_at <> starts_local AT TIME ZONE 'Asia/Tokyo'`)).rows).toEqual([{ n: 0 }]);
  });

  it('does not take what can not be, and says what is allowed now', async () => {
    const bad = async (more: object): Promise<unknown> => refusal('coordinator', OPEN, { input: { editionId: edition, expectedRevision: await revision(), slots: SLOTS, deadline: '2027-02-01T00:00:00Z', quorum: 3, ...more } });
    for (const [more, field] of [
      [{ slots: [{ startsLocal: '2027-01-04T09:00', minutes: 60 }] }, 'input.slots.0.startsLocal'], [{ slots: [SLOTS[0], { startsLocal: '2027-02-18T23:00', minutes: 120 }] }, 'input.slots.1.startsLocal'],
      [{ slots: [SLOTS[0], SLOTS[0]] }, 'input.slots.1.startsLocal'], [{ slots: [{ startsLocal: '2027-02-30T10:00', minutes: 60 }] }, 'input.slots.0.startsLocal'], [{ slots: [] }, 'input.slots'],
      [{ deadline: '2027-01-01T00:00:00Z' }, 'input.deadline'], [{ deadline: '2027-02-17T00:00:00Z' }, 'input.deadline'], [{ quorum: 6 }, 'input.quorum'], [{ mustAttend: [people.outsider.organisationId] }, 'input.mustAttend'],
    ] as const) expect([field, await bad(more)]).toEqual([field, expect.objectContaining({ code: 'INVALID_INPUT', field })]);
    expect(await refusal('contact', OPEN, { input: { editionId: edition, expectedRevision: 1, slots: SLOTS, deadline: '2027-02-01T00:00:00Z', quorum: 3 } })).toEqual({ code: 'FORBIDDEN' });
    expect(await refusal('contact', ANSWER, { input: { editionId: edition, expectedRevision: 0, answers: [{ slotId: edition, answer: 'YES' }] } })).toEqual({ code: 'CONFLICT', allowed: ['openMeetingPoll'] });
    await open();
    expect(await bad({})).toEqual({ code: 'CONFLICT', allowed: ['updateMeetingPoll', 'decideMeetingSlot'] });
  });

  it('is answered by contact point, deputy and administrator for their organisation alone, and two at once never overwrite each other', async () => {
    const { slots } = await open();
    expect((await answer('officer', slots, ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await answer('outsider', slots, ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    const both = await Promise.all([answer('contact', slots, ['YES', 'NO']), answer('deputy', slots, ['IF_NEED_BE', 'YES'])]);
    const won = both.findIndex(({ errors }) => !errors);
    expect(both[1 - won]?.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', currentRevision: 1 });
    const { replies } = await poll('officer');
    expect(replies).toEqual([{ organisation: { id: orgs.ph }, guest: null, remark: null, channel: 'SIGNED_IN', revision: 1, repliedBy: { id: [people.contact, people.deputy][won]?.id }, linkHolder: null, answers: answers(slots, ...[['YES', 'NO'], ['IF_NEED_BE', 'YES']][won] ?? []) }]);
    expect((await answer('contact', slots, ['NO', 'NO', 'YES'], 1, { remark: '  Holy Week ' })).errors).toBeUndefined();
    expect((await poll('contact')).replies).toMatchObject([{ revision: 2, remark: 'Holy Week', answers: answers(slots, 'NO', 'NO', 'YES') }]);
    expect((await poll('br')).replies).toEqual([]);
    expect((await poll()).missing).toHaveLength(4);
    expect((await answer('br', [{ id: edition }], ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.answers.0.slotId' });
    expect((await answer('br', [slots[0], slots[0]], ['YES', 'NO'])).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.answers.1.slotId' });
    expect((await hub.recorded({ action: 'meeting.poll-answered', subject: edition })).map(({ holder }) => holder).sort()).toEqual([npa, orgs.ph, npa, orgs.ph].sort());
  });

  it('takes by telephone or on paper what the coordinator enters, also after the deadline, and it is marked so', async () => {
    const { slots } = await open();
    hub.clock.set(new Date('2027-02-01T00:00:00Z'));
    expect((await answer('br', slots, ['YES'])).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', allowed: [] });
    const enter = (by: keyof typeof people, more: object = {}) => send(by, ENTER, { input: { editionId: edition, organisationId: orgs.br, channel: 'TELEPHONE', expectedRevision: 0, answers: answers(slots, 'YES', 'YES', 'NO'), ...more } });
    expect((await enter('br')).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await enter('coordinator', { channel: 'LINK' })).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect((await enter('coordinator', { organisationId: people.outsider.organisationId })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.organisationId' });
    expect((await enter('coordinator')).errors).toBeUndefined();
    expect((await poll()).replies).toMatchObject([{ channel: 'TELEPHONE', revision: 1, repliedBy: { id: people.coordinator.id } }]);
    expect((await poll('br')).replies).toMatchObject([{ channel: 'TELEPHONE', revision: 1, answers: answers(slots, 'YES', 'YES', 'NO') }]);
    expect((await hub.recorded({ action: 'meeting.poll-answered', subject: edition })).map(({ holder, detail }) => [holder, detail['channel']]).sort()).toEqual([[npa, 'TELEPHONE'], [orgs.br, 'TELEPHONE']].sort());
  });

  it('is ranked for the coordinator, who sees what each choice costs, and decides', async () => {
    const { slots } = await open({ mustAttend: [orgs.ph] });
    for (const [by, said] of [['contact', ['NO', 'IF_NEED_BE', 'NO']], ['br', ['YES', 'YES', 'NO']], ['iom', ['YES', 'NO', 'YES']]] as const) data(await answer(by, slots, [...said]));
    const ids = slots.map(({ id }: { id: string }) => id);
    const { ranking, slots: ranked, missing } = await poll();
    // The must-attend first, though more could come on the first day.
    expect(ranking.map(({ id }: { id: string }) => ids.indexOf(id))).toEqual([1, 0, 2]);
    expect(ranked.map(({ standing }: { standing: object }) => standing)).toEqual([
      { rank: 2, yes: 2, ifNeedBe: 0, no: 1, open: 2, short: 1, mustAttendNo: [{ id: orgs.ph }], mustAttendOpen: [], gains: [{ id: orgs.iom }], losses: [{ id: orgs.ph }] },
      { rank: 1, yes: 1, ifNeedBe: 1, no: 1, open: 2, short: 1, mustAttendNo: [], mustAttendOpen: [], gains: [], losses: [] },
      { rank: 3, yes: 1, ifNeedBe: 0, no: 2, open: 2, short: 2, mustAttendNo: [{ id: orgs.ph }], mustAttendOpen: [], gains: [{ id: orgs.iom }], losses: expect.arrayContaining([{ id: orgs.ph }, { id: orgs.br }]) },
    ]);
    expect(missing.map(({ id }: { id: string }) => id).sort()).toEqual([npa, orgs.kh].sort());
    const decide = async (more: object): Promise<unknown> => refusal('coordinator', DECIDE, { input: { editionId: edition, expectedRevision: await revision(), ...more } });
    expect(await decide({})).toEqual({ code: 'INVALID_INPUT', field: 'input.slotId' });
    expect(await decide({ slotId: edition })).toEqual({ code: 'NOT_FOUND' });
    expect(await decide({ slot: { startsLocal: '2027-02-18T22:00', minutes: 180 } })).toEqual({ code: 'INVALID_INPUT', field: 'input.slot.startsLocal' });
    expect(await decide({ slotId: ids[0], expectedRevision: 1 })).toMatchObject({ code: 'CONFLICT', currentRevision: await revision() });
    expect(await refusal('contact', DECIDE, { input: { editionId: edition, expectedRevision: 1, slotId: ids[0] } })).toEqual({ code: 'FORBIDDEN' });
    const decided = (await ask('coordinator', DECIDE, { input: { editionId: edition, expectedRevision: await revision(), slotId: ids[0] } })).decideMeetingSlot.edition;
    expect(decided).toMatchObject({ state: 'SCHEDULED', startsLocal: '2027-02-16T13:30', endsLocal: '2027-02-16T16:00', startsAt: '2027-02-16T04:30:00.000Z', zone: 'Asia/Tokyo' });
    expect((await poll()).closedAt).toBe(hub.clock.now().toISOString());
    expect((await answer('contact', slots, ['YES'], 1)).errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', allowed: [] });
    // Another day, by no poll.
    expect((await ask('coordinator', DECIDE, { input: { editionId: edition, expectedRevision: decided.revision, slot: { startsLocal: '2027-02-19T09:00', minutes: 60 } } })).decideMeetingSlot.edition).toMatchObject({ state: 'SCHEDULED', startsLocal: '2027-02-19T09:00' });
    expect(await decide({ slot: { startsLocal: '2027-01-04T10:00', minutes: 60 } })).toEqual({ code: 'INVALID_INPUT', field: 'input.slot.startsLocal' });
  });

  it('gets further slots and a later deadline, and asks those who have replied again', async () => {
    const { slots } = await open();
    data(await answer('br', slots, ['YES', 'YES', 'YES']));
    const change = async (more: object) => send('coordinator', UPDATE, { input: { editionId: edition, expectedRevision: await revision(), ...more } });
    expect((await change({ addSlots: [SLOTS[1]] })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.addSlots.0.startsLocal' });
    expect((await change({ deadline: '2027-02-17T00:00:00Z' })).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'input.deadline' });
    const changed = data(await change({ addSlots: [{ startsLocal: '2027-02-17T10:00', minutes: 60 }], deadline: '2027-02-10T00:00:00Z', quorum: 4 })).updateMeetingPoll.poll;
    expect(changed).toMatchObject({ quorum: 4, deadline: '2027-02-10T00:00:00.000Z', slots: [{}, { startsLocal: '2027-02-17T10:00', standing: { open: 5 } }, {}, { standing: { open: 4 } }] });
    expect(changed.missing).toHaveLength(5);
  });

  it('reminds whoever answers for a party that has not replied, three days and a day before the deadline, and tells the coordinators when it is over', async () => {
    const { slots } = await open();
    data(await answer('br', slots, ['YES', 'YES', 'NO']));
    const run = async (at: string): Promise<void> => { hub.clock.set(new Date(at)); await hub.hub.app.get(PollReminders).run(); await hub.hub.app.get(PollReminders).run(); };
    await run('2027-01-28T23:59:00Z');
    expect(await told()).toEqual([]);
    await run('2027-01-29T00:00:00Z');
    expect(await told()).toEqual(['POLL_DUE contact+deputy']);
    data(await answer('contact', slots, ['YES', 'YES', null]));
    await run('2027-01-31T00:00:00Z');
    data(await answer('contact', slots, ['YES', 'YES', 'NO'], 1));
    await run('2027-02-01T00:00:00Z');
    expect(await told()).toEqual(['POLL_DUE contact+deputy', 'POLL_DUE contact+deputy', 'POLL_ENDED coordinator']);
    await distribute(hub);
    const alerts = (await ask('contact', '{ alerts(first: 100) { nodes { kind change subjectId } } }')).alerts.nodes.filter(({ subjectId }: { subjectId: string }) => subjectId === edition);
    expect(alerts.map(({ change }: { change: string }) => change)).toEqual(expect.arrayContaining(['POLL_OPENED', 'POLL_DUE']));
  });

  it('keeps what stands on the wall where the rules of the zone change, and moves the instants', async () => {
    const { slots } = await open();
    // As if the zone had had other rules when it was put.
    await hub.superuser(`UPDATE hub.meeting_slots SET starts_at = starts_at - interval '1 hour' WHERE id = $1`, [slots[0].id]);
    expect(await hub.hub.app.get(MeetingClocks).run()).toBe(1);
    expect((await poll()).slots[0]).toMatchObject({ startsLocal: '2027-02-16T13:30', startsAt: '2027-02-16T04:30:00.000Z' });
    await ask('coordinator', DECIDE, { input: { editionId: edition, expectedRevision: await revision(), slotId: slots[0].id } });
    await hub.superuser(`UPDATE hub.meeting_editions SET ends_at = ends_at + interval '1 hour', starts_at = starts_at + interval '1 hour' WHERE id = $1`, [edition]);
    expect([await hub.hub.app.get(MeetingClocks).run(), await hub.hub.app.get(MeetingClocks).run()]).toEqual([1, 0]);
    expect((await ask('contact', `{ meetingEdition(id: "${edition}") { startsLocal startsAt endsAt } }`)).meetingEdition).toEqual({ startsLocal: '2027-02-16T13:30', startsAt: '2027-02-16T04:30:00.000Z', endsAt: '2027-02-16T07:00:00.000Z' });
    expect((await told()).filter((line) => line.startsWith('CLOCK_MOVED'))).toHaveLength(5);
    expect(await hub.recorded({ action: 'meeting.clock-moved', subject: edition })).toHaveLength(5);
  });
});

describe('A personal link', () => {
  it('opens the poll for somebody without an account, who answers for the organisation that he speaks for', async () => {
    const { slots } = await open();
    const { id, url } = await link({ organisationId: orgs.kh, holder: 'Ms. <Sok>' });
    const page = await visit(url);
    expect(page.status).toBe(200);
    for (const part of ['コンタクトポイント会議', 'Contact Point Meeting 2027', 'Ms. &lt;Sok&gt;', 'Embassy KH', '2027年2月16日', 'Which dates suit?', 'Asia/Tokyo']) expect(page.text).toContain(part);
    expect(page.text).not.toMatch(/<script|Embassy (PH|BR)/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'/);
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy'), page.headers.get('x-robots-tag')]).toEqual(['no-store', 'no-referrer', 'noindex, nofollow, noarchive']);
    const form = { section: 'poll', poll: hidden(page.text, 'poll'), revision: hidden(page.text, 'revision'), [`slot.${slots[0].id}`]: 'YES', [`slot.${slots[2].id}`]: 'NO', remark: 'Pchum <Ben>' };
    const sent = await visit(url, form);
    expect([sent.status, sent.text]).toEqual([200, expect.stringMatching(/回答を受け付けました[\s\S]*Your answer is noted[\s\S]*Pchum &lt;Ben&gt;/)]);
    expect((await poll()).replies).toEqual([{ organisation: { id: orgs.kh }, guest: null, channel: 'LINK', revision: 1, repliedBy: null, linkHolder: 'Ms. <Sok>', remark: 'Pchum <Ben>', answers: answers(slots, 'YES', null, 'NO') }]);
    expect((await poll()).slots[0].standing).toMatchObject({ yes: 1 });
    // The same form again: somebody, though it be himself, has replied since. What he wrote stands in it.
    const late = await visit(url, { ...form, remark: 'Written twice' });
    expect([late.status, late.text]).toEqual([409, expect.stringMatching(/先に別の回答[\s\S]*Somebody else has replied[\s\S]*Written twice/)]);
    const records = await hub.recorded();
    expect(records.filter(({ action, subject }) => action === 'meeting.poll-answered' && subject === edition).map(({ holder, person, organisation, detail }) => [holder, person, organisation, detail['byLink']])).toEqual(expect.arrayContaining([[npa, null, orgs.kh, id], [orgs.kh, null, orgs.kh, id]]));
    expect(records.filter(({ action, subject }) => action === 'meeting.link-opened' && subject === id)).toHaveLength(2);
  });

  it('of a guest of no organisation counts for none, and he sees nobody else’s reply', async () => {
    const { slots } = await open();
    data(await answer('contact', slots, ['YES', 'NO', 'NO'], 0, { remark: 'Secret remark' }));
    const { url } = await link({ holder: 'Interpreter Tanaka' });
    const page = await visit(url);
    expect(page.text).not.toMatch(/Secret remark|selected/);
    expect((await visit(url, { section: 'poll', poll: hidden(page.text, 'poll'), revision: '0', [`slot.${slots[1].id}`]: 'IF_NEED_BE' })).status).toBe(200);
    const { replies, slots: standing } = await poll();
    expect(replies.find(({ guest }: { guest: string | null }) => guest !== null)).toMatchObject({ organisation: null, guest: 'Interpreter Tanaka', channel: 'LINK' });
    expect(standing[1].standing).toMatchObject({ yes: 0, ifNeedBe: 0, no: 1, open: 4 });
    expect((await poll('contact')).replies).toHaveLength(1);
  });

  it('does not open, in the same bytes, once it is revoked or expired, its edition is over, its organisation takes part no longer or is suspended, or it never was', async () => {
    await open();
    const nothing = await visit(`${hub.url}/meeting/${'A'.repeat(43)}`);
    expect([nothing.status, nothing.text]).toEqual([404, expect.stringMatching(/このリンクは無効です[\s\S]*does not open/)]);
    const shut = async (url: string): Promise<void> => { for (const one of [await visit(url), await visit(url, { section: 'poll' })]) expect([one.status, one.text]).toEqual([404, nothing.text]); };
    const revoked = await link({ organisationId: orgs.ph });
    const REVOKE = `mutation { revokeMeetingLink(id: "${revoked.id}") { link { state } address } }`;
    expect(await refusal('br', REVOKE)).toEqual({ code: 'NOT_FOUND' });
    expect(await refusal('officer', REVOKE)).toEqual({ code: 'NOT_FOUND' });
    expect((await ask('contact', REVOKE)).revokeMeetingLink).toEqual({ link: { state: 'REVOKED' }, address: null });
    expect(await refusal('contact', REVOKE)).toEqual({ code: 'CONFLICT', allowed: [] });
    await shut(revoked.url);
    const expiring = await link({ expiresAt: '2027-01-05T00:00:00Z' });
    const ofBr = await link({ organisationId: orgs.br });
    hub.clock.set(new Date('2027-01-05T00:00:00Z'));
    await shut(expiring.url);
    await hub.superuser('UPDATE hub.organisations SET suspended_at = now() WHERE id = $1', [orgs.br]);
    await shut(ofBr.url);
    await hub.superuser('UPDATE hub.organisations SET suspended_at = NULL WHERE id = $1', [orgs.br]);
    expect((await visit(ofBr.url)).status).toBe(200);
    await ask('coordinator', 'mutation ($input: SetMeetingPartyInput!) { setMeetingParty(input: $input) { edition { id } } }', { input: { editionId: edition, expectedRevision: await revision(), organisationId: orgs.br, takesPart: false } });
    await shut(ofBr.url);
    const good = await link();
    await ask('coordinator', 'mutation ($input: MoveMeetingInput!) { moveMeeting(input: $input) { edition { id } } }', { input: { id: edition, expectedRevision: await revision(), act: 'CANCEL', reason: 'x' } });
    await shut(good.url);
    expect(await refusal('coordinator', LINK, { input: { editionId: edition, holder: 'X', expiresAt: '2027-03-01T00:00:00Z' } })).toEqual({ code: 'CONFLICT', allowed: [] });
  });

  it('is made by who coordinates, its address shown once and kept as a hash; an organisation is shown those that speak for it', async () => {
    const key = { 'idempotency-key': `link-${next}` };
    const input = { input: { editionId: edition, holder: 'X', organisationId: orgs.ph, expiresAt: '2027-03-01T00:00:00Z' } };
    const made = data(await send('coordinator', LINK, input, key)).createMeetingLink;
    expect(made).toMatchObject({ link: { state: 'GOOD', organisation: { id: orgs.ph } }, address: expect.stringMatching(/\/meeting\/[\w-]{43}$/) });
    expect(data(await send('coordinator', LINK, input, key)).createMeetingLink).toEqual({ ...made, address: null });
    expect(JSON.stringify((await hub.superuser('SELECT * FROM hub.meeting_links')).rows)).not.toContain(made.address.split('/').at(-1));
    hub.clock.advance(1_000);
    await link({ holder: 'Guest of none' });
    const list = async (by: keyof typeof people): Promise<string[]> => (await ask(by, `{ meetingLinks(editionId: "${edition}") { nodes { holder } } }`)).meetingLinks.nodes.map(({ holder }: { holder: string }) => holder);
    expect([await list('coordinator'), await list('contact'), await list('officer'), await list('br')]).toEqual([['Guest of none', 'X'], ['X'], [], []]);
    expect(await refusal('outsider', `{ meetingLinks(editionId: "${edition}") { nodes { holder } } }`)).toEqual({ code: 'NOT_FOUND' });
    expect(await refusal('contact', LINK, input)).toEqual({ code: 'FORBIDDEN' });
    for (const [more, field] of [[{ organisationId: people.outsider.organisationId }, 'input.organisationId'], [{ expiresAt: NOW.toISOString() }, 'input.expiresAt'], [{ expiresAt: new Date(NOW.getTime() + 401 * DAY).toISOString() }, 'input.expiresAt']] as const) {
      expect(await refusal('coordinator', LINK, { input: { ...input.input, ...more } })).toEqual({ code: 'INVALID_INPUT', field });
    }
  });

  it('answers no more than sixty times a minute to one network', async () => {
    hub.clock.set(new Date(NOW.getTime() + 7 * DAY));
    const url = `${hub.url}/meeting/${'B'.repeat(43)}`;
    const statuses = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await visit(url)).status);
    expect(statuses).toEqual([...Array(60).fill(404), 429]);
    hub.clock.advance(60_000);
    expect((await visit(url)).status).toBe(404);
  });

  it('takes no form after the deadline, nor one of another poll, nor an answer that is none', async () => {
    const { slots } = await open();
    const { url } = await link({ organisationId: orgs.kh });
    const page = await visit(url);
    const form = { section: 'poll', poll: hidden(page.text, 'poll'), revision: '0', [`slot.${slots[0].id}`]: 'YES' };
    for (const more of [{ poll: edition }, { [`slot.${slots[0].id}`]: 'PERHAPS' }, { [`slot.${slots[0].id}`]: '' }, { remark: 'x'.repeat(501) }, { revision: '7' }] as Record<string, string>[]) expect([more, (await visit(url, { ...form, ...more })).status]).toEqual([more, 409]);
    hub.clock.set(new Date('2027-02-01T00:00:00Z'));
    const over = await visit(url, form);
    expect([over.status, over.text]).toEqual([409, expect.stringMatching(/回答期限が過ぎ[\s\S]*The deadline is over/)]);
    expect(over.text).not.toContain('<form');
    expect((await poll()).replies).toEqual([]);
  });
});
