import { ActionsDue, ReviewDue } from '@hub/meetings';
import { leafHash, rootOf } from '@hub/audit';
import { createTestHub, type TestHub, type TestPerson } from '@hub/testing';
import { ANSWER, asking, COMMENT, MINUTES, minuting, MOVE, NOTE, overviewed, refusalOf, RESPOND, SESSION, type Sitting, sitting } from './support/minuting.js';

const DAY = 86_400_000;
let world: Sitting;
let hub: TestHub;
let ask: ReturnType<typeof asking>;
beforeAll(async () => {
  world = await sitting();
  ({ hub } = world);
  ask = asking(hub);
});
afterAll(() => hub.close());

const refused = async (text: string, { token }: TestPerson, input: object): Promise<unknown> => refusalOf(await hub.graphql(text, { token, variables: { input } }));
const notes = (itemId: string, expectedRevision: number, body: string, language = 'EN'): object => ({ input: { itemId, language, expectedRevision, body } });
const minutesOf = async (person: TestPerson) => (await ask(MINUTES, person, { id: world.edition })).meetingEdition.minutes;
const sessionOf = async (person: TestPerson) => (await ask(SESSION, person, { id: world.edition })).meetingEdition.session;
const move = async (act: string): Promise<{ next: { id: string } | null }> => {
  const { revision } = (await ask('query ($id: ID!) { meetingEdition(id: $id) { revision } }', world.coordinator, { id: world.edition })).meetingEdition;
  return (await ask(MOVE, world.coordinator, { input: { id: world.edition, expectedRevision: revision, act } })).moveMeeting;
};
const TAKE = minuting('recordMeetingAction', 'RecordMeetingActionInput', 'action { id }');
const REPORT = minuting('reportMeetingAction', 'ReportMeetingActionInput', 'action { state revision reports { state body } }');
interface Action { id: string; texts: { text: string }[]; owner: { id: string }; state: string; overdue: boolean; carried: number; edition: { id: string } }
const actionsOf = async (person: TestPerson, edition = world.edition): Promise<Action[]> =>
  (await ask('query ($id: ID!) { meetingEdition(id: $id) { actions { id texts { text } owner { id } state overdue carried edition { id } } } }', person, { id: edition })).meetingEdition.actions;

describe('in the session', () => {
  it('everybody sees who is there, and whether there is a quorum, of a closed item among those whom it is open to', async () => {
    const { quorum, attendance } = await sessionOf(world.officer.iom);
    expect(quorum).toEqual({ present: 4, needed: 3, met: true });
    expect(attendance.map(({ presence }: { presence: string }) => presence).sort()).toEqual(['ABSENT', 'IN_PERSON', 'IN_PERSON', 'IN_PERSON', 'REMOTE']);
    const attend = minuting('recordMeetingAttendance', 'RecordMeetingAttendanceInput');
    await ask(attend, world.officer.ph, { input: { editionId: world.edition, itemId: world.item.closed, attendance: [{ organisationId: world.officer.br.organisationId, presence: 'ABSENT' }] } });
    expect((await sessionOf(world.officer.br)).items.map(({ quorum: one }: { quorum: object }) => one)).toEqual([{ present: 4, needed: 3, met: true }, { present: 1, needed: 2, met: false }]);
    expect(await refused(attend, world.coordinator, { editionId: world.edition, attendance: [{ organisationId: world.outsider.organisationId, presence: 'REMOTE' }] })).toEqual({ code: 'INVALID_INPUT', field: 'input.attendance' });
    expect(await refused(attend, world.officer.ph, { editionId: world.edition, itemId: world.item.closed, attendance: [{ organisationId: world.officer.iom.organisationId, presence: 'REMOTE' }] })).toEqual({ code: 'INVALID_INPUT', field: 'input.attendance' });
  });

  it('two secretaries write the same item at once, and both keep their lines', async () => {
    const secretary = world.contact.iom;
    expect(await refused(NOTE, secretary, { itemId: world.item.open, language: 'EN', expectedRevision: 0, body: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
    await ask(minuting('setMeetingSecretary', 'SetMeetingSecretaryInput'), world.coordinator, { input: { editionId: world.edition, personId: secretary.id } });
    await ask(NOTE, world.coordinator, notes(world.item.open, 0, 'The chair opened.'));
    const [first, second] = await Promise.all([ask(NOTE, world.coordinator, notes(world.item.open, 1, 'The chair opened.\nFive beds are free.')), ask(NOTE, secretary, notes(world.item.open, 1, 'The chair opened.\nIOM will help.'))]);
    expect([first.writeMeetingNotes.text.revision, second.writeMeetingNotes.text.revision].sort()).toEqual([2, 3]);
    const [text] = (await sessionOf(world.coordinator)).items[0].texts;
    expect(text.body.split('\n').sort()).toEqual(['Five beds are free.', 'IOM will help.', 'The chair opened.']);
  });

  it('where both change the same line nothing is taken, and the answer shows both', async () => {
    const [{ body }] = (await sessionOf(world.coordinator)).items[0].texts;
    await ask(NOTE, world.coordinator, notes(world.item.open, 3, body.replace('Five', 'Six')));
    expect(await refused(NOTE, world.contact.iom, { itemId: world.item.open, language: 'EN', expectedRevision: 3, body: body.replace('Five', 'Four') })).toEqual({
      code: 'CONFLICT', currentRevision: 4, text: body.replace('Five', 'Six'), differences: [{ line: body.split('\n').indexOf('Five beds are free.') + 1, before: 'Five beds are free.', theirs: 'Six beds are free.', yours: 'Four beds are free.' }],
    });
    expect((await sessionOf(world.coordinator)).items[0].texts[0].revision).toBe(4);
  });

  it('notes are the secretaries’ own; a decision is seen at once by who sees the item', async () => {
    await ask(minuting('recordMeetingDecision', 'RecordMeetingDecisionInput'), world.coordinator, { input: { itemId: world.item.open, texts: [{ language: 'EN', text: 'A list is kept.' }, { language: 'JA', text: '一覧を作成する。' }] } });
    const { items: [item] } = await sessionOf(world.officer.ngo);
    expect(item).toMatchObject({ writable: false, texts: [], decisions: [{ texts: [{ language: 'en', text: 'A list is kept.' }, { language: 'ja', text: '一覧を作成する。' }] }] });
  });

  it('of a closed item those who may not see it learn nothing, secretaries and coordinators among them', async () => {
    await ask(NOTE, world.officer.ph, notes(world.item.closed, 0, 'Ginza agency.'));
    await ask(minuting('recordMeetingDecision', 'RecordMeetingDecisionInput'), world.officer.ph, { input: { itemId: world.item.closed, texts: [{ language: 'EN', text: 'Raid on Monday.' }] } });
    for (const person of [world.coordinator, world.contact.iom, world.officer.ngo]) {
      expect(JSON.stringify(await sessionOf(person))).not.toMatch(new RegExp(`${world.item.closed}|Recruiters|Ginza|Raid`));
      expect(await refused(NOTE, person, { itemId: world.item.closed, language: 'EN', expectedRevision: 0, body: 'x' })).toEqual({ code: 'NOT_FOUND' });
    }
    expect((await sessionOf(world.officer.br)).items.map(({ title }: { title: string }) => title)).toEqual(['Shelters', 'Recruiters']);
    expect(refusalOf(await hub.graphql(SESSION, { token: world.outsider.token, variables: { id: world.edition } }))).toEqual({ code: 'NOT_FOUND' });
  });
});

describe('what an organisation takes on', () => {
  const take = (itemId: string, ownerId: string, text: string, dueOn = '2026-12-20'): object => ({ itemId, ownerId, dueOn, texts: [{ language: 'EN', text }] });

  it('is recorded where it is agreed, for who takes part there, by a day to come', async () => {
    const [ngo, ph, iom] = [world.officer.ngo.organisationId, world.officer.ph.organisationId, world.officer.iom.organisationId];
    expect(await refused(TAKE, world.officer.ngo, take(world.item.open, ngo, 'x'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(TAKE, world.coordinator, take(world.item.open, world.outsider.organisationId, 'x'))).toEqual({ code: 'INVALID_INPUT', field: 'input.ownerId' });
    expect(await refused(TAKE, world.officer.ph, take(world.item.closed, iom, 'x'))).toEqual({ code: 'INVALID_INPUT', field: 'input.ownerId' });
    expect(await refused(TAKE, world.coordinator, take(world.item.open, ngo, 'x', '2026-11-22'))).toEqual({ code: 'INVALID_INPUT', field: 'input.dueOn' });
    await ask(TAKE, world.coordinator, { input: take(world.item.open, ngo, 'Send the list.') });
    await ask(TAKE, world.coordinator, { input: take(world.item.open, iom, 'Translate it.', '2027-01-31') });
    await ask(TAKE, world.officer.ph, { input: take(world.item.closed, ph, 'Name the agency.') });
    for (const [person, texts] of [[world.officer.ngo, ['Send the list.', 'Translate it.']], [world.coordinator, ['Send the list.', 'Translate it.']], [world.officer.br, ['Send the list.', 'Translate it.', 'Name the agency.']]] as const) {
      expect((await actionsOf(person)).map(({ texts: [text] }) => text?.text).sort()).toEqual([...texts].sort());
    }
  });

  it('is reported on by its owner alone, and changed by who keeps the minutes', async () => {
    const [list] = (await actionsOf(world.officer.iom)).filter(({ owner }) => owner.id === world.officer.iom.organisationId) as [Action];
    const done = { id: list.id, expectedRevision: 1, state: 'DONE', body: 'In four languages.' };
    expect(await refused(REPORT, world.officer.ngo, done)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(REPORT, world.officer.iom, { ...done, expectedRevision: 2 })).toEqual({ code: 'CONFLICT', currentRevision: 1 });
    expect(await refused(REPORT, world.outsider, done)).toEqual({ code: 'NOT_FOUND' });
    await ask(REPORT, world.officer.iom, { input: done });
    expect(await refused(REPORT, world.officer.iom, { ...done, expectedRevision: 2 })).toMatchObject({ code: 'CONFLICT', allowed: ['REOPEN'] });
    const amend = minuting('amendMeetingAction', 'AmendMeetingActionInput', 'action { state dueOn revision }');
    const [open] = (await actionsOf(world.officer.ngo)).filter(({ owner }) => owner.id === world.officer.ngo.organisationId) as [Action];
    expect(await refused(amend, world.officer.ngo, { id: open.id, expectedRevision: 1, dueOn: '2027-03-01' })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(amend, world.coordinator, { input: { id: open.id, expectedRevision: 1, dueOn: '2026-12-15' } })).amendMeetingAction.action).toEqual({ state: 'OPEN', dueOn: '2026-12-15', revision: 2 });
  });
});

describe('the review', () => {
  const inDays = (n: number): string => new Date(hub.clock.now().getTime() + n * DAY).toISOString();

  it('opens until an announced day, and shows the draft to who sees the items', async () => {
    expect((await minutesOf(world.coordinator))).toBeNull();
    await move('END');
    const open = minuting('openMinutesReview', 'ReviewWindowInput');
    expect(await refused(open, world.coordinator, { editionId: world.edition, expectedRevision: 1, closesAt: inDays(1) })).toEqual({ code: 'INVALID_INPUT', field: 'input.closesAt' });
    expect(await refused(RESPOND, world.contact.br, { editionId: world.edition, response: 'APPROVED' })).toEqual({ code: 'CONFLICT', allowed: ['WRITE', 'OPEN_REVIEW'] });
    await ask(open, world.coordinator, { input: { editionId: world.edition, expectedRevision: 1, closesAt: inDays(10) } });
    const { layout } = await minutesOf(world.officer.ngo);
    expect(layout).toMatchObject({ status: 'Draft for review, not approved', markdown: expect.stringContaining('Six beds are free.') });
    expect(layout.markdown).not.toMatch(/Recruiters|Ginza|Raid/);
    expect((await minutesOf(world.officer.br)).layout.markdown).toMatch(/Recruiters[^]*Ginza agency\.[^]*Raid on Monday\./);
  });

  it('takes proposals up or declines them, for all to see who see the item', async () => {
    expect(await refused(COMMENT, world.officer.ngo, { editionId: world.edition, language: 'EN', body: 'We were not there.' })).toMatchObject({ code: 'FORBIDDEN' });
    const propose = { editionId: world.edition, itemId: world.item.open, language: 'EN', body: 'It was four.', passage: 'Six beds', proposal: 'Four beds' };
    expect(await refused(COMMENT, world.officer.ph, { ...propose, passage: 'Nine beds' })).toEqual({ code: 'INVALID_INPUT', field: 'input.passage' });
    await ask(RESPOND, world.contact.br, { input: { editionId: world.edition, response: 'APPROVED' } });
    hub.clock.advance(1000);
    await ask(COMMENT, world.officer.ph, { input: propose });
    hub.clock.advance(1000);
    await ask(COMMENT, world.officer.ph, { input: { editionId: world.edition, itemId: world.item.closed, language: 'EN', body: 'Name the street.' } });
    const [taken, closed] = (await minutesOf(world.officer.br)).comments;
    expect(await overviewed(world)).toMatchObject({ waits: [['COMMENT', world.item.open, 1]], missing: [['COMMENTS', 2], ['APPROVAL', 3]] });
    await ask(ANSWER, world.contact.iom, { input: { id: taken.id, outcome: 'TAKEN_UP' } });
    expect(await refused(ANSWER, world.contact.iom, { id: closed.id, outcome: 'DECLINED', answer: 'x' })).toEqual({ code: 'NOT_FOUND' });
    expect(await refused(ANSWER, world.officer.ph, { id: closed.id, outcome: 'DECLINED' })).toEqual({ code: 'INVALID_INPUT', field: 'input.answer' });
    await ask(ANSWER, world.officer.ph, { input: { id: closed.id, outcome: 'DECLINED', answer: 'It stays secret.' } });
    const seen = await minutesOf(world.officer.iom);
    expect(seen.layout.markdown).toContain('Four beds are free.');
    expect(seen.comments).toEqual([{ id: taken.id, itemId: world.item.open, organisation: { id: world.officer.ph.organisationId }, body: 'It was four.', outcome: 'TAKEN_UP', answer: null }]);
    // Whoever approved before is shown to have approved another text.
    expect(seen.responses).toEqual([expect.objectContaining({ response: 'APPROVED', textChangedSince: true })]);
  });

  it('is extended once, and only where somebody asked for it', async () => {
    const [extend, extension] = [minuting('extendMinutesReview', 'ReviewWindowInput'), minuting('askMinutesExtension', 'AskMinutesExtensionInput')];
    const longer = async (): Promise<object> => ({ editionId: world.edition, expectedRevision: (await minutesOf(world.coordinator)).revision, closesAt: inDays(20) });
    expect(await refused(extend, world.coordinator, await longer())).toMatchObject({ code: 'CONFLICT' });
    expect(await refused(extension, world.officer.ph, { editionId: world.edition, reason: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
    await ask(extension, world.contact.ph, { input: { editionId: world.edition, reason: 'Manila is asked.' } });
    expect(await refused(extension, world.contact.br, { editionId: world.edition, reason: 'x' })).toMatchObject({ code: 'CONFLICT' });
    await ask(extend, world.coordinator, { input: await longer() });
    expect(await refused(extend, world.coordinator, { ...(await longer()), closesAt: inDays(30) })).toMatchObject({ code: 'CONFLICT' });
    expect((await minutesOf(world.officer.ngo)).extension).toMatchObject({ organisation: { id: world.contact.ph.organisationId }, reason: 'Manila is asked.' });
  });

  it('is blocked by an objection until it is settled or noted, of a closed item too, and records silence as no objection received', async () => {
    const approve = minuting('approveMinutes', 'ApproveMinutesInput', 'edition { state }');
    const approving = async (): Promise<object> => ({ editionId: world.edition, expectedRevision: (await minutesOf(world.coordinator)).revision });
    expect(await refused(RESPOND, world.officer.ph, { editionId: world.edition, response: 'APPROVED' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(RESPOND, world.contact.ngo, { editionId: world.edition, response: 'APPROVED' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(RESPOND, world.contact.ph, { editionId: world.edition, response: 'OBJECTED' })).toEqual({ code: 'INVALID_INPUT', field: 'input.body' });
    expect(await refused(RESPOND, world.contact.ph, { editionId: world.edition, response: 'NO_OBJECTION_RECEIVED' })).toEqual({ code: 'INVALID_INPUT', field: 'input.response' });
    await ask(RESPOND, world.contact.ph, { input: { editionId: world.edition, response: 'APPROVED_WITH_RESERVATION', body: 'Subject to Manila.' } });
    await ask(RESPOND, world.contact.br, { input: { editionId: world.edition, itemId: world.item.closed, response: 'OBJECTED', body: 'We said Tuesday.' } });
    await ask(RESPOND, world.contact.br, { input: { editionId: world.edition, itemId: world.item.open, response: 'OBJECTED', body: 'Not four.' } });
    expect(await refused(approve, world.coordinator, await approving())).toEqual({ code: 'CONFLICT', allowed: ['ANSWER', 'NOTE'] });
    expect((await overviewed(world)).waits).toEqual([['OBJECTION', world.item.open, 1]]);
    await ask(RESPOND, world.contact.br, { input: { editionId: world.edition, itemId: world.item.open, response: 'APPROVED' } });
    // Of a closed item who coordinates learns that something stands in the way; not what, nor whose.
    expect(await overviewed(world)).toMatchObject({ waits: [['CLOSED', null, 1]], actions: ['Send the list.'] });
    expect(JSON.stringify(await minutesOf(world.coordinator))).not.toContain('Tuesday');
    const objection = (await minutesOf(world.officer.ph)).responses.find(({ response }: { response: string }) => response === 'OBJECTED');
    await ask(minuting('noteMinutesObjection', 'NoteMinutesObjectionInput'), world.officer.ph, { input: { id: objection.id, note: 'Brazil says Tuesday.' } });
    expect(await refused(approve, world.coordinator, await approving())).toEqual({ code: 'CONFLICT', allowed: ['ANSWER', 'NOTE'] });
    hub.clock.advance(18 * DAY);
    expect(await hub.hub.app.get(ReviewDue).run()).toBe(2); // NPA and IOM have not answered
    hub.clock.advance(3 * DAY);
    const others = [await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock }), await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock })];
    const told = await Promise.all([hub, ...others, hub].map((one) => one.hub.app.get(ReviewDue).run()));
    expect(told.sort()).toEqual([0, 0, 0, 4]);
    for (const other of others) await other.close();
    expect(await refused(RESPOND, world.contact.iom, { editionId: world.edition, response: 'OBJECTED', body: 'Late.' })).toMatchObject({ code: 'CONFLICT' });
    const general = (await minutesOf(world.coordinator)).responses.filter(({ itemId }: { itemId: null }) => itemId === null);
    expect(Object.fromEntries(general.map(({ organisation, response }: { organisation: { id: string }; response: string }) => [organisation.id, response]))).toEqual({
      [world.contact.ph.organisationId]: 'APPROVED_WITH_RESERVATION', [world.contact.br.organisationId]: 'APPROVED', [world.contact.iom.organisationId]: 'NO_OBJECTION_RECEIVED', [world.contact.npa.organisationId]: 'NO_OBJECTION_RECEIVED',
    });
    expect((await ask(approve, world.coordinator, { input: await approving() })).approveMinutes.edition.state).toBe('MINUTES_APPROVED');
  });
});

describe('approved minutes', () => {
  it('are fixed, and each reader verifies his own parts against the root in the audit log of his organisation', async () => {
    const [record] = await hub.recorded({ action: 'minutes.approved' });
    for (const [person, parts] of [[world.officer.br, 3], [world.officer.ngo, 2], [world.coordinator, 2]] as const) {
      const { seal, layout } = await minutesOf(person);
      const leaves = (seal.leaves as string[]).map((leaf) => Buffer.from(leaf, 'base64'));
      expect(rootOf(leaves).toString('base64')).toBe(record?.detail['root']);
      expect(seal.parts).toHaveLength(parts);
      for (const { part, salt, content } of seal.parts as { part: number; salt: string; content: string }[]) {
        expect(leafHash(Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(content)]))).toEqual(leaves[part]);
      }
      expect(layout.status).toBe('Approved');
      expect(/Ginza|Raid|Recruiters|Tuesday/.test(JSON.stringify([seal, layout]))).toBe(person === world.officer.br);
    }
    expect((await minutesOf(world.officer.br)).layout.markdown).toContain('Brazil: objected. “We said Tuesday.” Noted by the secretary: “Brazil says Tuesday.”');
    expect((await hub.recorded({ action: 'minutes.approved' })).map(({ holder }) => holder).sort()).toEqual(['npa', 'ph', 'br', 'iom'].map((one) => world.contact[one as 'npa'].organisationId).sort());
    expect(await refused(NOTE, world.coordinator, { itemId: world.item.open, language: 'EN', expectedRevision: 5, body: 'x' })).toEqual({ code: 'CONFLICT', allowed: [] });
    expect(await refused(RESPOND, world.contact.ph, { editionId: world.edition, response: 'APPROVED' })).toMatchObject({ code: 'CONFLICT' });
  });

  it('tell nobody of a closed item by an alert', async () => {
    const { rows } = await hub.superuser<{ readers: number[] }>(`SELECT array_agg(DISTINCT r::int) AS readers FROM hub.outbox_events e, jsonb_array_elements(e.payload->'tell') t, jsonb_array_elements(t->'readers') r
      WHERE t->>'change' IN ('MINUTES_COMMENT_ANSWERED', 'MINUTES_OBJECTION_NOTED')`);
    const { rows: open } = await hub.superuser<{ principal: number }>('SELECT reader_principal AS principal FROM hub.organisations WHERE id = ANY ($1)', [[world.officer.ph.organisationId, world.officer.br.organisationId]]);
    expect(rows[0]?.readers.sort()).toEqual(open.map(({ principal }) => principal).sort());
  });
});

describe('after the meeting', () => {
  it('owners are reminded and those above told once it is overdue, each once among many hubs, and of closed items nobody else', async () => {
    const changes: string[] = [];
    for (const at of ['2026-11-30T14:59:00Z', '2026-12-01T00:00:00Z', '2026-12-15T14:59:00Z', '2026-12-16T00:00:00Z', '2026-12-21T00:00:00Z', '2026-12-30T00:00:00Z', '2027-01-04T00:00:00Z']) {
      hub.clock.set(new Date(at));
      await Promise.all([hub, hub, hub].map((one) => one.hub.app.get(ActionsDue).run()));
      const { rows } = await hub.superuser<{ told: string }>(`SELECT (t->>'change') || ' ' || (o.names->>'en') AS told FROM hub.outbox_events e, jsonb_array_elements(e.payload->'tell') t JOIN hub.organisations o ON o.id = (t->>'organisationId')::uuid
        WHERE e.type = 'meeting.action-due' AND e.occurred_at = $1 ORDER BY 1`, [at]);
      changes.push(...rows.map(({ told }) => `${at.slice(5, 10)} ${told}`));
    }
    expect(changes).toEqual(['12-01 ACTION_DUE Harbour', '12-15 ACTION_DUE Philippines', '12-16 ACTION_OVERDUE Harbour', '12-21 ACTION_OVERDUE Philippines', '12-30 ACTION_OVERDUE Harbour', '12-30 ACTION_OVERDUE NPA', '01-04 ACTION_OVERDUE Philippines']);
  });

  it('what is open goes into the next edition as this one closes, with a progress report for each party', async () => {
    hub.clock.set(new Date('2026-12-22T00:00:00Z'));
    const next = (await move('CLOSE')).next?.id ?? '';
    const progress = async (person: TestPerson) => (await ask('query ($id: ID!) { meetingEdition(id: $id) { progressReport(language: EN) { total done open overdue own { state overdue carried } markdown } } }', person, { id: next })).meetingEdition.progressReport;
    expect((await actionsOf(world.officer.ngo, next)).map(({ texts: [text], overdue, carried, edition }) => [text?.text, overdue, carried, edition.id])).toEqual([['Send the list.', true, 1, world.edition]]);
    expect(await progress(world.officer.ngo)).toMatchObject({ total: 2, done: 1, open: 1, overdue: 1, own: [{ state: 'OPEN', overdue: true, carried: 1 }], markdown: expect.stringContaining('- Translate it. (IOM, done, due 2027-01-31)\n  2026-11-23: In four languages.') });
    expect(await progress(world.officer.ph)).toMatchObject({ total: 3, own: [{ state: 'OPEN', overdue: true, carried: 1 }] });
    expect((await progress(world.contact.npa)).markdown).not.toContain('Name the agency.');
    // Who was not in the edition before sees nothing of it in the next one.
    expect(await actionsOf(world.outsider, next)).toEqual([]);
  });
});
