import { AlertDistribution } from '@hub/alerts';
import { UnitOfWork } from '@hub/platform';
import { addAccount, addOrganisation, addPerson, createTestHub, data, publishNew, type TestAccount, type TestHub, type TestPerson } from '@hub/testing';

const MARKER = 'Rosalia Quintero';
let hub: TestHub;
let coordinator: TestAccount, embassy: TestAccount, reader: TestPerson, second: TestPerson, ngo: TestAccount, outsider: TestAccount;
let edition: string;

beforeAll(async () => {
  hub = await createTestHub();
  const role = (name: string): { roles: never[] } => ({ roles: [name as never] });
  coordinator = await addAccount(hub, await addOrganisation(hub, { kind: 'COORDINATOR' as never, code: 'NPA' }), role('COORDINATOR'));
  embassy = await addAccount(hub, await addOrganisation(hub, { code: 'PHL' }), role('OFFICER'));
  [second, reader] = [await addPerson(hub, embassy.organisationId), await addPerson(hub, embassy.organisationId)];
  ngo = await addAccount(hub, await addOrganisation(hub, { code: 'LAT' }), role('OFFICER'));
  await hub.superuser('UPDATE hub.organisations SET contact_point_id = $1 WHERE id = $2', [ngo.id, ngo.organisationId]);
  outsider = await addAccount(hub, await addOrganisation(hub, { code: 'OUT' }), role('OFFICER'));
  const organisationIds = [coordinator, embassy, ngo].map(({ organisationId }) => `"${organisationId}"`).join();
  edition = (await ask(coordinator, `mutation { openMeetingEdition(input: { year: 2027, organisationIds: [${organisationIds}] }) { edition { id } } }`)).openMeetingEdition.edition.id;
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'SCHEDULED', starts_local = '2027-03-04 13:30', ends_local = '2027-03-04 15:30', starts_at = '2027-03-04T04:30:00Z', ends_at = '2027-03-04T06:30:00Z' WHERE id = $1`, [edition]);
});
afterAll(() => hub.close());

type By = Pick<TestPerson, 'token' | 'organisationId'>;
const send = (by: By, text: string) => hub.graphql(text, { token: by.token });
const ask = async (by: By, text: string) => data(await send(by, text));
const failure = async (by: By, text: string): Promise<unknown> => (await send(by, text)).errors?.[0]?.extensions;
const propose = (title: string, minutes: number, more = ''): string =>
  `mutation { proposeMeetingItem(input: { editionId: "${edition}", titles: [{ language: "en", text: "${title}" }], purpose: DISCUSSION, minutes: ${minutes}, presenter: "${title}"${more} }) { item { id revision state } } }`;
const made = async (by: By, title: string, minutes: number, more = ''): Promise<string> => {
  // In the order in which they are made.
  hub.clock.advance(1000);
  return (await ask(by, propose(title, minutes, more))).proposeMeetingItem.item.id;
};
const move = async (act: string): Promise<void> => {
  const { revision } = (await ask(coordinator, `{ meetingEdition(id: "${edition}") { revision } }`)).meetingEdition;
  await ask(coordinator, `mutation { moveMeeting(input: { id: "${edition}", expectedRevision: ${revision}, act: ${act} }) { edition { id } } }`);
};
const judge = (name: string, id: string, revision: number, more = ''): string => `mutation { ${name}(input: { id: "${id}", expectedRevision: ${revision}${more} }) { item { id state } } }`;
const SLOTS = 'slots { kind startsLocal minutes ref title presenter purpose proposer { code } item { title } } overflowMinutes version versions';
const agenda = async (by: By, version: number | null = null) => (await ask(by, `{ meetingEdition(id: "${edition}") { agenda(version: ${version}) { ${SLOTS} } } }`)).meetingEdition.agenda;

describe('The agenda of a meeting', () => {
  let open: string, closed: string, linked: string;

  it('is proposed by the parties while it is open, each item no longer than the day', async () => {
    expect(await failure(embassy, propose('Early', 10))).toMatchObject({ code: 'CONFLICT' });
    await move('OPEN_AGENDA');
    open = await made(embassy, 'Screening at airports', 40);
    closed = await made(embassy, MARKER, 30, `, audience: ["${ngo.organisationId}"]`);
    // Who only coordinates is told too, and of nothing that is closed more than that.
    await hub.hub.app.get(AlertDistribution).run();
    const told = async (by: By): Promise<[string, string][]> => (await ask(by, '{ alerts(first: 50) { nodes { change subjectId } } }')).alerts.nodes.map(({ change, subjectId }: { change: string; subjectId: string }) => [change, subjectId]);
    expect((await told(coordinator)).slice(-3)).toEqual([['AGENDA_OPEN', edition], ['ITEM_PROPOSED', edition], ['ITEM_PROPOSED', edition]]);
    expect((await told(ngo)).map(([change]) => change)).not.toContain('ITEM_PROPOSED');
    expect(await failure(embassy, propose('Long', 121))).toEqual({ code: 'INVALID_INPUT', field: 'input.minutes' });
    expect(await failure(outsider, propose('Mine', 10))).toEqual({ code: 'NOT_FOUND' });
    expect(await failure(embassy, propose('Wide', 10, `, audience: ["${outsider.organisationId}"]`))).toEqual({ code: 'NOT_FOUND' });
  });

  it('hides what is about a bulletin from who may not read it, of whatever organisation', async () => {
    const { id } = await publishNew(hub, embassy, second, { tlp: 'RED', title: MARKER, audience: { personIds: [ngo.id] }, approverIds: [second.id] });
    expect(await failure(reader, propose('About it', 5, `, bulletinIds: ["${id}"]`))).toEqual({ code: 'NOT_FOUND' });
    hub.clock.advance(1000);
    linked = await made(embassy, `${MARKER} again`, 20, `, bulletinIds: ["${id}"]`);
    const seen = async (by: By): Promise<number> => (await ask(by, `{ meetingEdition(id: "${edition}") { items { id } } }`)).meetingEdition.items.length;
    expect(await Promise.all([embassy, ngo, reader, coordinator].map(seen))).toEqual([3, 3, 2, 1]);
    expect(await failure(reader, `{ meetingItem(id: "${linked}") { title } }`)).toEqual({ code: 'NOT_FOUND' });
  });

  it('enters the bulletins that an item is about in the log whenever the item is shown, on the timetable too', async () => {
    const { bulletinIds: [bulletin] } = (await ask(ngo, `{ meetingItem(id: "${linked}") { bulletinIds } }`)).meetingItem;
    const listed = async (): Promise<number> => (await hub.recorded({ action: 'bulletin.listed', subject: bulletin })).filter(({ holder }) => holder === embassy.organisationId).length;
    const before = await listed();
    await ask(ngo, `{ meetingEdition(id: "${edition}") { items { title } } }`);
    expect(await listed()).toBe(before + 1);
    await ask(reader, `{ meetingEdition(id: "${edition}") { items { title } agenda { slots { title } } } }`);
    expect(await listed()).toBe(before + 1);
  });

  it('is judged and ordered by who coordinates, who learns of what is closed to him whose it is and how long alone', async () => {
    const { closedItems } = (await ask(coordinator, `{ meetingEdition(id: "${edition}") { closedItems { id proposer { code } minutes state revision } } }`)).meetingEdition;
    expect(closedItems).toEqual([{ id: closed, proposer: { code: 'PHL' }, minutes: 30, state: 'PROPOSED', revision: 1 }, { id: linked, proposer: { code: 'PHL' }, minutes: 20, state: 'PROPOSED', revision: 1 }]);
    expect((await ask(ngo, `{ meetingEdition(id: "${edition}") { closedItems { id } } }`)).meetingEdition.closedItems).toEqual([]);
    for (const id of [open, closed, linked]) await ask(coordinator, judge('acceptMeetingItem', id, 1));
    expect(await failure(coordinator, judge('acceptMeetingItem', open, 2))).toMatchObject({ code: 'CONFLICT', allowed: ['declineMeetingItem', 'mergeMeetingItem', 'orderMeetingAgenda'] });
    expect(await failure(embassy, judge('acceptMeetingItem', open, 2))).toEqual({ code: 'FORBIDDEN' });
    const { revision } = (await ask(coordinator, `{ meetingEdition(id: "${edition}") { revision } }`)).meetingEdition;
    const order = (ids: string[]): string => `mutation { orderMeetingAgenda(input: { editionId: "${edition}", expectedRevision: ${revision}, itemIds: [${ids.map((id) => `"${id}"`).join()}] }) { agenda { ${SLOTS} } } }`;
    expect(await failure(coordinator, order([open, closed]))).toMatchObject({ code: 'CONFLICT' });
    await ask(coordinator, order([closed, open, linked]));
  });

  it('is for others an unnamed slot of its length', async () => {
    const nothing = { kind: 'CLOSED', title: null, presenter: null, purpose: null, item: null };
    expect((await agenda(ngo)).slots).toMatchObject([{ kind: 'ITEM', title: MARKER, startsLocal: '2027-03-04T13:30', minutes: 30 }, { title: 'Screening at airports' }, { kind: 'ITEM', title: `${MARKER} again` }]);
    expect((await agenda(reader)).slots[2]).toEqual({ ...nothing, startsLocal: '2027-03-04T14:40', minutes: 20, ref: null, proposer: null });
    expect((await agenda(coordinator)).slots[0]).toEqual({ ...nothing, startsLocal: '2027-03-04T13:30', minutes: 30, ref: closed, proposer: { code: 'PHL' } });
  });

  it('is merged only where nobody learns of anything by it', async () => {
    const mine = await made(ngo, 'Airports too', 10);
    const secret = await made(ngo, 'Ours alone', 10, ', audience: []');
    expect(await failure(coordinator, judge('mergeMeetingItem', secret, 1, `, intoId: "${open}"`))).toMatchObject({ code: 'CONFLICT' });
    expect(await failure(coordinator, judge('mergeMeetingItem', mine, 1, `, intoId: "${secret}"`))).toMatchObject({ code: 'CONFLICT' });
    await ask(coordinator, judge('mergeMeetingItem', mine, 1, `, intoId: "${open}"`));
    expect((await ask(reader, `{ meetingItem(id: "${open}") { sponsors { code } } meetingEdition(id: "${edition}") { items { title state mergedInto { id } } } }`))).toMatchObject({ meetingItem: { sponsors: [{ code: 'LAT' }] } });
    await ask(coordinator, judge('declineMeetingItem', secret, 1, ', reason: "Another time"'));
    expect((await ask(ngo, `{ meetingItem(id: "${secret}") { state reason } }`)).meetingItem).toEqual({ state: 'DECLINED', reason: 'Another time' });
  });

  it('is fixed as version 1 once it fits, and later changes are numbered and told', async () => {
    const long = await made(ngo, 'Too much', 60);
    await ask(coordinator, judge('acceptMeetingItem', long, 1));
    const { revision } = (await ask(coordinator, `{ meetingEdition(id: "${edition}") { revision } }`)).meetingEdition;
    expect(await failure(coordinator, `mutation { moveMeeting(input: { id: "${edition}", expectedRevision: ${revision}, act: FREEZE_AGENDA }) { edition { id } } }`)).toMatchObject({ code: 'CONFLICT', allowed: ['orderMeetingAgenda', 'declineMeetingItem'] });
    expect((await agenda(ngo)).overflowMinutes).toBe(40);
    await ask(coordinator, judge('declineMeetingItem', long, 2, ', reason: "No room"'));
    await move('FREEZE_AGENDA');
    expect(await agenda(ngo, 1)).toMatchObject({ version: 1, versions: 1, overflowMinutes: 0 });
    await ask(coordinator, judge('declineMeetingItem', linked, 2, ', reason: "Elsewhere"'));
    expect((await agenda(ngo)).versions).toBe(2);
    expect([(await agenda(reader, 1)).slots.length, (await agenda(reader, 2)).slots.length]).toEqual([3, 2]);
    expect(await failure(ngo, `{ meetingEdition(id: "${edition}") { agenda(version: 3) { version } } }`)).toEqual({ code: 'NOT_FOUND' });
  });

  it('is open by one rule, asked of one item or of many', async () => {
    const { rows: items } = await hub.superuser<{ id: string }>('SELECT id FROM hub.meeting_items ORDER BY id');
    const numbers: number[] = [];
    for (const { id } of [embassy, second, reader, ngo, coordinator, outsider]) {
      const { rows: [session] } = await hub.superuser<{ id: string; epoch: number }>('SELECT s.id, p.access_epoch AS epoch FROM hub.sessions s JOIN hub.persons p ON p.id = s.person_id WHERE p.id = $1 AND s.ended_at IS NULL LIMIT 1', [id]);
      const [row] = await hub.hub.app.get(UnitOfWork).read({ sessionId: session?.id ?? null, epoch: session?.epoch ?? 0, instant: hub.clock.now() }, (tx) => tx.query<{ many: string[]; each: string[] }>('seen', `
        SELECT ARRAY(SELECT x FROM unnest(hub.items_seen($1)) x ORDER BY x) AS many, ARRAY(SELECT x FROM unnest($1::uuid[]) x WHERE hub.sees_item(x) ORDER BY x) AS each`, [items.map((item) => item.id)]));
      expect(row?.many).toEqual(row?.each);
      numbers.push(row?.many.length ?? 0);
    }
    expect(numbers).toEqual([5, 5, 4, 6, 3, 0]);
  });

  it('tells an outsider, and who coordinates, no word of what is closed', async () => {
    const everything = `{ meetingEditions { nodes { id title history { reason } agenda { ${SLOTS} } first: agenda(version: 1) { ${SLOTS} } items { title presenter reason bulletinIds sponsors { code } audience { code } } closedItems { id minutes } } } alerts(first: 50) { nodes { kind change subjectId } } }`;
    for (const by of [coordinator, outsider]) {
      const { text } = await send(by, everything);
      expect(text).not.toContain(MARKER);
      expect(text).not.toContain('Ours alone');
    }
    expect((await send(outsider, everything)).text).not.toContain(edition);
    expect((await send(ngo, everything)).text).toContain(MARKER);
  });
});

describe('An item that is on the agenda', () => {
  const update = (id: string, revision: number, more: string): string => `mutation { updateMeetingItem(input: { id: "${id}", expectedRevision: ${revision}, ${more} }) { item { revision state minutes title } } }`;
  const found = async (by: By, text: string): Promise<{ id: string; revision: number; title: string } | undefined> => (await ask(by, `{ meetingEdition(id: "${edition}") { items { id revision title } } }`)).meetingEdition.items.find(({ title }: { title: string }) => title === text);
  let open: string;

  it('is changed by who coordinates once it is frozen, as the next version, of which all are told; what was fixed stays', async () => {
    const { id, revision } = await found(coordinator, 'Screening at airports') ?? { id: '', revision: 0 };
    open = id;
    expect(await failure(coordinator, update(id, 99, 'minutes: 30'))).toEqual({ code: 'CONFLICT', currentRevision: revision });
    expect(await failure(embassy, update(id, revision, 'minutes: 30'))).toEqual({ code: 'CONFLICT', allowed: [] });
    expect(await failure(ngo, update(id, revision, 'minutes: 30'))).toEqual({ code: 'NOT_FOUND' });
    expect(await failure(coordinator, update(id, revision, `audience: ["${ngo.organisationId}"]`))).toEqual({ code: 'INVALID_INPUT', field: 'input.audience' });
    expect(await failure(coordinator, update(id, revision, 'minutes: 121'))).toEqual({ code: 'INVALID_INPUT', field: 'input.minutes' });
    expect((await ask(coordinator, update(id, revision, 'minutes: 30, titles: [{ language: "en", text: "Screening at ports" }]'))).updateMeetingItem.item).toEqual({ revision: revision + 1, state: 'ACCEPTED', minutes: 30, title: 'Screening at ports' });
    const of = async (version: number) => (await agenda(ngo, version)).slots.find(({ ref }: { ref: string }) => ref === id);
    expect([await of(2), await of(3)]).toMatchObject([{ minutes: 40, title: 'Screening at airports' }, { minutes: 30, title: 'Screening at ports' }]);
    await hub.hub.app.get(AlertDistribution).run();
    const told = async (by: By): Promise<string[]> => (await ask(by, '{ alerts(first: 100) { nodes { change } } }')).alerts.nodes.map(({ change }: { change: string }) => change);
    expect([(await told(ngo)).filter((change) => change === 'AGENDA_CHANGED').length, (await told(embassy)).includes('ITEM_CHANGED'), (await told(ngo)).includes('ITEM_CHANGED')]).toEqual([2, true, false]);
    const acts = await hub.recorded({ action: 'meeting.item-changed', subject: id });
    expect(acts.map(({ holder }) => holder).sort()).toEqual([coordinator.organisationId, embassy.organisationId].sort());
  });

  it('waits anew where its proposer changes it before that, and is never opened to who would see by it what was fixed', async () => {
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_OPEN' WHERE id = $1`, [edition]);
    const { id, revision } = await found(ngo, MARKER) ?? { id: '', revision: 0 };
    expect(await failure(coordinator, update(id, revision, 'minutes: 20'))).toEqual({ code: 'NOT_FOUND' });
    expect(await failure(embassy, update(id, revision, 'audience: null'))).toEqual({ code: 'CONFLICT', allowed: ['proposeMeetingItem'] });
    expect((await ask(embassy, update(id, revision, 'minutes: 20'))).updateMeetingItem.item).toMatchObject({ state: 'PROPOSED', minutes: 20 });
    expect((await agenda(ngo)).slots.map(({ title }: { title: string }) => title)).toEqual(['Screening at ports']);
    expect((await agenda(ngo, 3)).slots[0]).toMatchObject({ title: MARKER, minutes: 30 });
    await ask(coordinator, judge('acceptMeetingItem', id, revision + 1));
    expect((await agenda(coordinator)).slots[1]).toMatchObject({ kind: 'CLOSED', minutes: 20 });
    // Narrowing is always possible; it takes effect at once.
    await ask(embassy, update(id, revision + 2, 'audience: []'));
    expect(await failure(ngo, `{ meetingItem(id: "${id}") { title } }`)).toEqual({ code: 'NOT_FOUND' });
    expect(await failure(ngo, `{ meetingItem(id: "${open}") { title } }`)).toBeUndefined();
  });

  it('without a past is opened and closed by its proposer alone, and linked to what he may read', async () => {
    const id = await made(embassy, 'Ours and theirs', 10, `, audience: ["${ngo.organisationId}"]`);
    const seen = async (): Promise<boolean[]> => Promise.all([embassy, reader, ngo, coordinator].map(async (by) => (await failure(by, `{ meetingItem(id: "${id}") { title } }`)) === undefined));
    expect(await seen()).toEqual([true, true, true, false]);
    await ask(embassy, update(id, 1, 'audience: null'));
    expect(await seen()).toEqual([true, true, true, true]);
    expect(await failure(embassy, update(id, 2, `audience: ["${outsider.organisationId}"]`))).toEqual({ code: 'NOT_FOUND' });
    const { id: red } = await publishNew(hub, embassy, second, { tlp: 'RED', title: MARKER, audience: { personIds: [ngo.id] }, approverIds: [second.id] });
    expect(await failure(reader, update(id, 2, `bulletinIds: ["${red}"]`))).toEqual({ code: 'NOT_FOUND' });
    await ask(embassy, update(id, 2, `bulletinIds: ["${red}"]`));
    expect(await seen()).toEqual([true, false, true, false]);
    expect(await failure(reader, update(id, 3, 'minutes: 1'))).toEqual({ code: 'NOT_FOUND' });
    await ask(embassy, update(id, 3, 'bulletinIds: []'));
    expect(await seen()).toEqual([true, true, true, true]);
  });
});

describe('Breaks', () => {
  const set = async (by: By, more: string, behind = 0): Promise<string> => {
    const { revision } = (await ask(coordinator, `{ meetingEdition(id: "${edition}") { revision } }`)).meetingEdition;
    return `mutation { setMeetingBreaks(input: { editionId: "${edition}", expectedRevision: ${revision - behind}, ${more} }) { agenda { versions breaks { afterMinutes minutes lunchFrom lunchMinutes } } } }`;
  };
  const pauses = async (version: number | null): Promise<[string, number][]> => (await agenda(ngo, version)).slots.map(({ kind, minutes }: { kind: string; minutes: number }) => [kind, minutes]);

  it('are set by who coordinates, edition by edition, within bounds; what can not be is said with its field', async () => {
    await hub.superuser(`UPDATE hub.meeting_editions SET ends_local = '2027-03-04 17:30', ends_at = '2027-03-04T08:30:00Z' WHERE id = $1`, [edition]);
    await ask(coordinator, judge('acceptMeetingItem', await made(embassy, 'Later', 80), 1));
    await move('FREEZE_AGENDA');
    expect(await failure(ngo, await set(ngo, 'minutes: 5'))).toEqual({ code: 'FORBIDDEN' });
    expect(await failure(coordinator, await set(coordinator, 'minutes: 5', 1))).toMatchObject({ code: 'CONFLICT', currentRevision: expect.any(Number) });
    for (const [field, value] of [['afterMinutes', '29'], ['minutes', '61'], ['lunchFrom', '"09:00"'], ['lunchMinutes', '-1']]) {
      expect(await failure(coordinator, await set(coordinator, `${field}: ${value}`))).toEqual({ code: 'INVALID_INPUT', field: `input.${field}` });
    }
  });

  it('of what is frozen are the next version, of which all are told; no version that was fixed moves by them', async () => {
    const { versions } = await agenda(ngo);
    const before = await agenda(ngo, versions);
    expect(before.slots.map(({ kind }: { kind: string }) => kind)).toContain('BREAK');
    const { agenda: after } = (await ask(coordinator, await set(coordinator, 'afterMinutes: 30, minutes: 5'))).setMeetingBreaks;
    expect(after).toEqual({ versions: versions + 1, breaks: { afterMinutes: 30, minutes: 5, lunchFrom: '12:00', lunchMinutes: 60 } });
    expect(await agenda(ngo, versions)).toEqual({ ...before, versions: versions + 1 });
    expect(await pauses(versions + 1)).toEqual(await pauses(null));
    expect((await pauses(null)).filter(([kind]) => kind === 'BREAK').map(([, minutes]) => minutes)).toEqual([5]);
    await hub.hub.app.get(AlertDistribution).run();
    expect((await ask(ngo, '{ alerts(first: 100) { nodes { change } } }')).alerts.nodes.at(-1)).toEqual({ change: 'AGENDA_CHANGED' });
    expect(await hub.recorded({ action: 'meeting.breaks-set' })).toMatchObject([{ holder: coordinator.organisationId, detail: { afterMinutes: 30, minutes: 5 } }]);
  });

  it('are not set so that what is frozen goes beyond the day, nor once it meets', async () => {
    await hub.superuser(`UPDATE hub.meeting_editions SET ends_local = '2027-03-04 15:30', ends_at = '2027-03-04T06:30:00Z' WHERE id = $1`, [edition]);
    expect(await failure(coordinator, await set(coordinator, 'minutes: 60'))).toEqual({ code: 'CONFLICT', allowed: ['orderMeetingAgenda', 'declineMeetingItem'] });
    expect((await pauses(null)).filter(([kind]) => kind === 'BREAK').map(([, minutes]) => minutes)).toEqual([5]);
    await ask(coordinator, await set(coordinator, 'minutes: 0'));
    expect((await pauses(null)).filter(([kind]) => kind === 'BREAK')).toEqual([]);
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'IN_SESSION' WHERE id = $1`, [edition]);
    expect(await failure(coordinator, await set(coordinator, 'minutes: 5'))).toMatchObject({ code: 'CONFLICT', allowed: expect.arrayContaining(['END']) });
  });
});
