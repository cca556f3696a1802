import { newId } from '@hub/kernel';
import { type Answer, data, type TestHub, type TestPerson } from '@hub/testing';
import { figure, SOAK, times } from '../faults/support/campaign.js';
import { takeBack } from '../faults/support/interpreter-trial.js';
import { revise } from './support/alerting.js';
import { act, ASSIGN, CLEAR, ENTER, INTERPRETATION, type Known, linkOf, page, REVOKE, shutOutTold, toldOf } from './support/interpreting.js';
import { type InterpretingWorld, interpretingWorld } from './support/interpreting.world.js';
import { refusalOf } from './support/minuting.js';

const ROUNDS = times(9, 600);
const MARKER = 'Rosalia Quintero';
const EXPIRES = '2027-03-10T00:00:00Z';
let hub: TestHub;
let edition: string;
let { who, items }: Pick<InterpretingWorld, 'who' | 'items'> = {} as InterpretingWorld;
let interpreters: Record<'npa' | 'ph' | 'th', string>;
let bulletin: { id: string; revision: number };

const send = (by: TestPerson, text: string, input?: object): Promise<Answer> => hub.graphql(text, { token: by.token, ...(input ? { variables: { input } } : {}) });
const ask = async (by: TestPerson, text: string, input?: object): Promise<Known> => data(await send(by, text, input));
const refused = async (by: TestPerson, name: string, input: object): Promise<unknown> => refusalOf(await send(by, act(name), input));
const seen = async (by: TestPerson): Promise<Known> => (await ask(by, `{ meetingEdition(id: "${edition}") { ${INTERPRETATION} } }`)).meetingEdition.interpretation;
const itemOf = async (by: TestPerson, title: string): Promise<Known> => (await seen(by)).items.find(({ item }: Known) => item.title === title);
const warned = async (by: TestPerson): Promise<string[]> => (await seen(by)).warnings.map(({ lack, languages, item, interpreter }: Known) => [lack, item.title, languages.join('-'), interpreter?.familyName ?? ''].join(' ').trim());
const linkFor = (by: TestPerson, interpreterId: string): Promise<string> => linkOf(hub, by, interpreterId, EXPIRES);
const told = (by: TestPerson): Promise<string[]> => toldOf(hub, by, edition);

beforeAll(async () => {
  ({ hub, edition, who, items, bulletin } = await interpretingWorld(MARKER));
});
afterAll(() => hub.close());

describe('An interpreter', () => {
  it('is entered by the organisation that answers for him, for nobody else; all see his languages, how he is reached its own and who coordinates alone', async () => {
    const enter = async (by: TestPerson, familyName: string, languages: string[]): Promise<string> => {
      hub.clock.advance(1000);
      return (await ask(by, ENTER, { editionId: edition, familyName, givenName: 'X', languages, agency: 'Kotoba', contact: `${familyName} 03-1234` })).enterMeetingInterpreter.interpreter.id;
    };
    interpreters = { npa: await enter(who.coordinator, 'Sato', ['ja', 'en', 'pt-BR', 'th']), ph: await enter(who.ph, 'Reyes', ['en', 'pt']), th: await enter(who.th, 'Jaidee', ['th', 'ja']) };
    const input = { editionId: edition, familyName: 'X', givenName: 'X', languages: ['ja', 'th'] };
    expect([refusalOf(await send(who.phReader, ENTER, input)), refusalOf(await send(who.outsider, ENTER, input)), refusalOf(await send(who.ph, ENTER, { ...input, languages: ['ja'] }))]).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'NOT_FOUND' }, { code: 'INVALID_INPUT', field: 'input.languages' }]);
    const UPDATE = act('updateMeetingInterpreter', 'interpreter { agency revision contact }');
    expect(refusalOf(await send(who.coordinator, UPDATE, { id: interpreters.ph, expectedRevision: 1, agency: 'Y' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(who.ph, UPDATE, { id: interpreters.ph, expectedRevision: 1, agency: 'Tagapagsalin' })).updateMeetingInterpreter.interpreter).toEqual({ agency: 'Tagapagsalin', revision: 2, contact: 'Reyes 03-1234' });
    expect(refusalOf(await send(who.ph, UPDATE, { id: interpreters.ph, expectedRevision: 1, agency: 'Z' }))).toEqual({ code: 'CONFLICT', currentRevision: 2 });
    const list = async (by: TestPerson): Promise<unknown[]> => (await ask(by, `{ meetingEdition(id: "${edition}") { interpreters { familyName languages organisation { id } contact } } }`)).meetingEdition.interpreters.map(({ familyName, contact }: Known) => [familyName, contact]);
    expect(await list(who.coordinator)).toEqual([['Sato', 'Sato 03-1234'], ['Reyes', 'Reyes 03-1234'], ['Jaidee', 'Jaidee 03-1234']]);
    expect(await list(who.ph)).toEqual([['Sato', null], ['Reyes', 'Reyes 03-1234'], ['Jaidee', null]]);
    expect((await told(who.ph)).filter((change) => change.startsWith('INTERPRETER'))).toEqual(['INTERPRETER_ENTERED', 'INTERPRETER_CHANGED']);
  });
});

describe('An item', () => {
  it('needs interpretation from each language of the floor into each that somebody needs who comes and whom it is open to', async () => {
    const pairs = (one: Known): string[] => one.needed.map(({ floor, wanted }: Known) => `${floor}-${wanted}`).sort();
    expect(pairs(await itemOf(who.npa, 'Shelters'))).toEqual(['en-pt', 'en-th', 'ja-pt', 'ja-th']);
    expect(pairs(await itemOf(who.br, `${MARKER} of Ginza`))).toEqual(['en-pt']);
    await hub.superuser(`UPDATE hub.meeting_delegate_details SET partstat = 'DECLINED' WHERE organisation_id = $1`, [who.th.organisationId]);
    expect(pairs(await itemOf(who.npa, 'Shelters'))).toEqual(['en-pt', 'ja-pt']);
    await hub.superuser(`UPDATE hub.meeting_delegate_details SET partstat = 'ACCEPTED' WHERE organisation_id = $1`, [who.th.organisationId]);
    // Where everybody needs interpretation, all that is spoken is the floor.
    await hub.superuser(`UPDATE hub.meeting_delegate_details SET interpretation = 'en' WHERE organisation_id = $1`, [who.ph.organisationId]);
    expect(pairs(await itemOf(who.br, `${MARKER} of Ginza`))).toEqual(['en-pt', 'pt-en']);
    await hub.superuser(`UPDATE hub.meeting_delegate_details SET interpretation = NULL WHERE organisation_id = $1`, [who.ph.organisationId]);
    expect(await warned(who.npa)).toEqual(['NO_INTERPRETER Shelters en-pt', 'NO_INTERPRETER Shelters ja-pt', 'NO_INTERPRETER Shelters en-th', 'NO_INTERPRETER Shelters ja-th']);
  });

  it('with documents is to have one in each language that somebody needs who comes', async () => {
    const file = async (language: string): Promise<void> => {
      const id = newId();
      await hub.superuser(`INSERT INTO hub.attachments (id, organisation_id, person_id, item_id, section_id, name, length, received, state, type, size, sha256, created_at, touched_at)
        VALUES ($1, $2, $3, $4, '00000000-0000-0000-0000-000000000000', 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', now(), now())`, [id, who.ph.organisationId, who.ph.id, items.open]);
      await hub.superuser('INSERT INTO hub.meeting_documents (attachment_id, item_id, organisation_id, language, added_at) VALUES ($1, $2, $3, $4, now())', [id, items.open, who.ph.organisationId, language]);
    };
    const missing = async (): Promise<string[]> => (await warned(who.npa)).filter((line) => line.startsWith('DOCUMENT'));
    expect(await missing()).toEqual([]);
    await file('ja');
    expect(await missing()).toEqual(['DOCUMENT_LANGUAGE Shelters pt', 'DOCUMENT_LANGUAGE Shelters th']);
    await file('th-TH');
    expect(await missing()).toEqual(['DOCUMENT_LANGUAGE Shelters pt']);
    await file('pt');
    expect(await missing()).toEqual([]);
  });

  it('is interpreted by whom its audience brings along, and by nobody else whom its proposer has not cleared', async () => {
    const input = { itemId: items.closed, interpreterId: interpreters.npa, between: ['en', 'pt-PT'] };
    expect(await refused(who.br, 'assignMeetingInterpreter', input)).toEqual({ code: 'CONFLICT', allowed: ['clearMeetingInterpreter'] });
    expect(await refused(who.coordinator, 'assignMeetingInterpreter', input)).toEqual({ code: 'NOT_FOUND' });
    const clearance = { itemId: items.closed, interpreterId: interpreters.npa };
    expect([refusalOf(await send(who.ph, CLEAR, clearance)), refusalOf(await send(who.coordinator, CLEAR, clearance)), refusalOf(await send(who.br, CLEAR, { ...clearance, interpreterId: interpreters.ph }))]).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'NOT_FOUND' }, { code: 'CONFLICT', allowed: ['assignMeetingInterpreter'] }]);
    await ask(who.br, CLEAR, clearance);
    expect(refusalOf(await send(who.br, CLEAR, clearance))).toMatchObject({ code: 'CONFLICT' });
    await ask(who.br, ASSIGN, input);
    expect(await refused(who.br, 'assignMeetingInterpreter', input)).toEqual({ code: 'CONFLICT', allowed: ['unassignMeetingInterpreter'] });
    // PH's own needs none, and is said to speak no Japanese.
    expect([await refused(who.ph, 'assignMeetingInterpreter', { ...input, interpreterId: interpreters.ph, between: ['ja', 'pt'] }), await refused(who.ph, 'assignMeetingInterpreter', { ...input, interpreterId: interpreters.ph, between: ['pt-BR', 'pt-PT'] }),
      await refused(who.phReader, 'assignMeetingInterpreter', { ...input, interpreterId: interpreters.ph })]).toMatchObject([{ code: 'INVALID_INPUT', field: 'input.between' }, { code: 'INVALID_INPUT', field: 'input.between' }, { code: 'FORBIDDEN' }]);
    hub.clock.advance(1000);
    await ask(who.ph, ASSIGN, { ...input, interpreterId: interpreters.ph });
    await ask(who.coordinator, ASSIGN, { itemId: items.open, interpreterId: interpreters.npa, between: ['ja', 'th'] });
    const closed = await itemOf(who.phReader, `${MARKER} of Ginza`);
    expect(closed).toMatchObject({ needed: [{ floor: 'en', wanted: 'pt', covered: true }], clearances: [{ interpreter: { familyName: 'Sato' } }] });
    expect(closed.assignments.map(({ counts, between, interpreter }: Known) => [interpreter.familyName, between, counts])).toEqual([['Sato', ['en', 'pt'], true], ['Reyes', ['en', 'pt'], true]]);
  });

  it('tells who is not of its audience neither what it needs nor who interprets it; who coordinates that one is lacking, and who is busy', async () => {
    for (const by of [who.npa, who.th, who.coordinator]) {
      const { text } = await send(by, `{ meetingEdition(id: "${edition}") { interpreters { id familyName } ${INTERPRETATION} } meetingOverview(editionId: "${edition}") { interpretationLacks } alerts(first: 50) { nodes { change subjectId } } meetingLinks(editionId: "${edition}") { nodes { holder } } }`);
      expect(text).not.toContain(MARKER);
      expect(text).not.toMatch(/"wanted":"pt","covered":true/);
    }
    expect(await seen(who.th)).toMatchObject({ closed: [], busy: [] });
    const { closed, busy } = await seen(who.coordinator);
    expect(closed).toEqual([{ ref: items.closed, lacking: false }, { ref: items.amber, lacking: true }, { ref: items.strict, lacking: true }]);
    expect(busy).toEqual(expect.arrayContaining([{ interpreter: { familyName: 'Sato' }, times: [{ startsLocal: '2027-03-04T13:30', endsLocal: '2027-03-04T14:00' }, { startsLocal: '2027-03-04T14:00', endsLocal: '2027-03-04T14:30' }] }, { interpreter: { familyName: 'Reyes' }, times: [{ startsLocal: '2027-03-04T14:00', endsLocal: '2027-03-04T14:30' }] }]));
    expect((await ask(who.coordinator, `{ meetingOverview(editionId: "${edition}") { interpretationLacks } }`)).meetingOverview.interpretationLacks).toBe(5);
    // Of what is closed to TH its alerts say nothing; those of who coordinates that something changed.
    expect((await told(who.th)).filter((change) => /INTERPRETER/.test(change))).toEqual(['INTERPRETER_ENTERED']);
    expect((await told(who.npa)).filter((change) => /ASSIGNED|CLEARED/.test(change))).toEqual(['INTERPRETER_ASSIGNED']);
    expect((await told(who.coordinator)).filter((change) => /CLEARED/.test(change))).toEqual([]);
    expect((await told(who.br)).filter((change) => /INTERPRETER/.test(change)).sort()).toEqual(['INTERPRETER_ASSIGNED', 'INTERPRETER_ASSIGNED', 'INTERPRETER_CLEARED']);
  });

  it('about TLP:RED or TLP:AMBER+STRICT, or another’s bulletin, lets nobody in whom its audience does not bring along', async () => {
    const clear = async (by: TestPerson, itemId: string): Promise<unknown> => refusalOf(await send(by, CLEAR, { itemId, interpreterId: interpreters.npa }));
    expect(await clear(who.ph, items.strict)).toEqual({ code: 'CONFLICT', allowed: [] });
    expect(await refused(who.ph, 'assignMeetingInterpreter', { itemId: items.strict, interpreterId: interpreters.npa, between: ['ja', 'en'] })).toEqual({ code: 'CONFLICT', allowed: [] });
    await ask(who.ph, ASSIGN, { itemId: items.strict, interpreterId: interpreters.ph, between: ['en', 'pt'] });
    hub.clock.advance(1000);
    const { id } = (await ask(who.br, act('proposeMeetingItem', 'item { id }'), { editionId: edition, titles: [{ language: 'en', text: MARKER }], purpose: 'DISCUSSION', minutes: 10, bulletinIds: [bulletin.id] })).proposeMeetingItem.item;
    expect(await clear(who.br, id)).toEqual({ code: 'CONFLICT', allowed: [] });
  });
});

describe('An interpreter’s link', () => {
  let byBr: string, byCoordinator: string, byPh: string;

  it('shows him the items that he interprets, as far as they are open to who made it, each sight on record with its proposer', async () => {
    [byBr, byCoordinator, byPh] = [await linkFor(who.br, interpreters.npa), await linkFor(who.coordinator, interpreters.npa), await linkFor(who.ph, interpreters.ph)];
    expect(await page(byBr)).toMatch(/13:30–14:00[^]*Shelters[^]*日本語⇔タイ語[^]*14:00–14:30[^]*Rosalia Quintero of Ginza[^]*English⇔Portuguese/);
    const npas = await page(byCoordinator);
    expect(npas).toContain('Shelters');
    expect(npas).not.toMatch(/Rosalia|Ginza|⇔ポルトガル|⇔Portuguese|14:00–14:30/);
    const phs = await page(byPh);
    expect(phs).toMatch(/of Ginza[^]*of Kobe/);
    expect(phs).not.toMatch(/Shelters|of Osaka|Which dates suit/);
    const shown = (await hub.recorded({ action: 'meeting.item-shown' })).filter(({ subject }) => subject === items.closed);
    expect(shown.map(({ holder, organisation, person, detail }) => [holder, organisation, person, detail['interpreter']])).toEqual(expect.arrayContaining([[who.br.organisationId, who.br.organisationId, null, interpreters.npa], [who.br.organisationId, who.ph.organisationId, null, interpreters.ph], [who.ph.organisationId, who.ph.organisationId, null, interpreters.ph]]));
    expect(shown.filter(({ holder }) => holder === who.coordinator.organisationId)).toEqual([]);
    // The bulletin that an item is about is in its originator's log by that.
    expect((await hub.recorded({ action: 'meeting.item-shown' })).filter(({ holder }) => holder === who.ph.organisationId).length).toBeGreaterThan(2);
  });

  it('is known to the organisation that made it, and taken back by it alone; who coordinates does not learn that there is one', async () => {
    const list = async (by: TestPerson): Promise<string[]> => (await ask(by, `{ meetingLinks(editionId: "${edition}") { nodes { holder } } }`)).meetingLinks.nodes.map(({ holder }: Known) => holder);
    expect([await list(who.coordinator), await list(who.br), await list(who.ph), await list(who.th)]).toEqual([['Sato X, Kotoba'], ['Sato X, Kotoba'], ['Reyes X, Tagapagsalin'], []]);
    const { id } = (await ask(who.br, `{ meetingLinks(editionId: "${edition}") { nodes { id } } }`)).meetingLinks.nodes[0];
    const revoke = `mutation { revokeMeetingLink(id: "${id}") { link { state } } }`;
    expect(refusalOf(await send(who.coordinator, revoke))).toEqual({ code: 'NOT_FOUND' });
    expect((await ask(who.br, revoke)).revokeMeetingLink.link.state).toBe('REVOKED');
    expect((await fetch(byBr)).status).toBe(404);
    byBr = await linkFor(who.br, interpreters.npa);
    expect(refusalOf(await send(who.phReader, act('createMeetingInterpreterLink', 'address'), { interpreterId: interpreters.ph, expiresAt: EXPIRES }))).toEqual({ code: 'FORBIDDEN' });
  });

  it('shows nothing of an item that its proposer has narrowed; he is told that an interpreter is out, who coordinates that something changed, and whoever does not see it any more nothing', async () => {
    const { rows: [{ revision, position } = { revision: 0, position: 0 }] } = await hub.superuser<{ revision: number; position: number }>('SELECT revision, position FROM hub.meeting_items WHERE id = $1', [items.closed]);
    expect(await shutOutTold(hub, edition, [who.br, who.ph, who.coordinator], () => ask(who.br, act('updateMeetingItem', 'item { id }'), { id: items.closed, expectedRevision: revision, audience: [] }))).toEqual([['INTERPRETER_SHUT_OUT'], [], ['INTERPRETERS_CHANGED']]);
    expect(await page(byPh)).not.toContain('Ginza');
    await hub.superuser(`UPDATE hub.meeting_items SET state = 'ACCEPTED', position = $2, audience = $3 WHERE id = $1`, [items.closed, position, [who.br.organisationId, who.ph.organisationId]]);
  });

  it(`that is just opening shows and enters nothing of an item after the commit that takes it back, ${ROUNDS} rounds: a clearance, an assignment, an audience`, async () => {
    const { moments, ...outcome } = await takeBack({
      hub, item: items.closed, title: 'of Ginza', br: who.br, audience: [who.br.organisationId, who.ph.organisationId], between: ['en', 'pt'],
      cleared: { id: interpreters.npa, link: byBr }, narrowed: { id: interpreters.ph, link: byPh },
    }, ROUNDS);
    figure(`interpreters: ${ROUNDS} rounds (${moments}): ${outcome.shown} pages showed the item, ${outcome.entered} entries; after the commit: ${outcome.after}`);
    expect(outcome).toEqual({ shown: outcome.entered, entered: outcome.entered, after: 0, still: 0 });
  }, SOAK ? 1_200_000 : 60_000);

  it('shows nothing of an item from the moment its proposer takes the clearance back, and what he was to interpret counts no more', async () => {
    expect(await page(byBr)).toContain('of Ginza');
    await ask(who.br, REVOKE, { itemId: items.closed, interpreterId: interpreters.npa });
    const left = await page(byBr);
    expect(left).toContain('Shelters');
    expect(left).not.toMatch(/Ginza|⇔Portuguese/);
    expect(await warned(who.br)).toContain(`NOT_LET_IN ${MARKER} of Ginza en-pt Sato`);
    expect((await seen(who.coordinator)).busy.find(({ interpreter }: Known) => interpreter.familyName === 'Sato').times).toHaveLength(1);
  });

  it('shows nothing of an item from the moment a bulletin that it is about is narrowed, or marked more strictly than lets him in', async () => {
    await ask(who.ph, CLEAR, { itemId: items.amber, interpreterId: interpreters.th });
    await ask(who.ph, ASSIGN, { itemId: items.amber, interpreterId: interpreters.th, between: ['ja', 'th'] });
    const byPhForTh = await linkFor(who.ph, interpreters.th);
    const byThForTh = await linkFor(who.th, interpreters.th);
    expect(await page(byPhForTh)).toContain('of Osaka');
    expect(await page(byThForTh)).not.toContain('of Osaka');
    const brs = (await ask(who.br, ENTER, { editionId: edition, familyName: 'Silva', givenName: 'X', languages: ['en', 'pt'] })).enterMeetingInterpreter.interpreter.id;
    await ask(who.br, ASSIGN, { itemId: items.amber, interpreterId: brs, between: ['en', 'pt'] });
    const byBrForBr = await linkFor(who.br, brs);
    expect(await page(byBrForBr)).toContain('of Osaka');
    // Whose item it is hears that one is out, who coordinates that something changed, whoever does not see the item any more nothing; once.
    expect(await shutOutTold(hub, edition, [who.ph, who.br, who.coordinator], async () => { bulletin = await revise(hub, { author: who.ph, second: who.phSecond }, bulletin, { audience: { organisationIds: [who.th.organisationId] } }); })).toEqual([['INTERPRETER_SHUT_OUT'], [], ['INTERPRETERS_CHANGED']]);
    expect(await page(byBrForBr)).not.toContain('of Osaka');
    expect(await page(byPhForTh)).toContain('of Osaka');
    bulletin = await revise(hub, { author: who.ph, second: who.phSecond }, bulletin, { audience: { organisationIds: [who.br.organisationId] } });
    expect([await page(byPhForTh), await page(byBrForBr)]).toEqual([expect.stringContaining('of Osaka'), expect.stringContaining('of Osaka')]);
    // It is never passed on now: a clearance stands for nothing, and BR brings along whom it answers for.
    await revise(hub, { author: who.ph, second: who.phSecond }, bulletin, { tlp: 'AMBER_STRICT' });
    expect([await page(byPhForTh), await page(byBrForBr)]).toEqual([expect.not.stringContaining('of Osaka'), expect.stringContaining('of Osaka')]);
  });

  it('shows nothing once the audience leaves his organisation out, or it takes part no longer, and does not open once he is removed', async () => {
    expect(await page(byPh)).toContain('of Ginza');
    const audience = (...to: TestPerson[]): Promise<unknown> => hub.superuser('UPDATE hub.meeting_items SET audience = $2 WHERE id = $1', [items.closed, to.map(({ organisationId }) => organisationId)]);
    await audience(who.br);
    expect(await page(byPh)).not.toContain('Ginza');
    await audience(who.br, who.ph);
    await hub.superuser('DELETE FROM hub.meeting_parties WHERE edition_id = $1 AND organisation_id = $2', [edition, who.ph.organisationId]);
    expect(await page(byPh)).not.toMatch(/Ginza|Kobe/);
    await hub.superuser('INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ($1, $2)', [edition, who.ph.organisationId]);
    expect(await page(byPh)).toContain('of Ginza');
    const REMOVE = act('removeMeetingInterpreter');
    await ask(who.ph, REMOVE, { id: interpreters.ph, expectedRevision: 2 });
    expect((await fetch(byPh)).status).toBe(404);
    expect((await itemOf(who.br, `${MARKER} of Ginza`)).assignments.map(({ interpreter }: Known) => interpreter.familyName)).toEqual(['Sato']);
    expect(refusalOf(await send(who.ph, REMOVE, { id: interpreters.ph, expectedRevision: 3 }))).toEqual({ code: 'NOT_FOUND' });
    const [{ id }] = (await itemOf(who.br, `${MARKER} of Ginza`)).assignments;
    await ask(who.br, `mutation { unassignMeetingInterpreter(id: "${id}") { edition { id } } }`);
    expect((await itemOf(who.br, `${MARKER} of Ginza`)).assignments).toEqual([]);
  });

  it('shows nothing once the session is over', async () => {
    expect(await page(byCoordinator)).toContain('Shelters');
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'MINUTES_IN_REVIEW' WHERE id = $1`, [edition]);
    expect(await page(byCoordinator)).not.toContain('Shelters');
  });
});

it('How interpreters are reached is emptied as the edition closes', async () => {
  const contacts = async (): Promise<string[]> => (await ask(who.coordinator, `{ meetingEdition(id: "${edition}") { interpreters { contact } } }`)).meetingEdition.interpreters.map(({ contact }: Known) => contact);
  expect(await contacts()).toContain('Sato 03-1234');
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'MINUTES_APPROVED' WHERE id = $1`, [edition]);
  const { rows: [{ revision } = { revision: 0 }] } = await hub.superuser<{ revision: number }>('SELECT revision FROM hub.meeting_editions WHERE id = $1', [edition]);
  await ask(who.coordinator, act('moveMeeting'), { id: edition, act: 'CLOSE', expectedRevision: revision });
  expect([...new Set(await contacts())]).toEqual(['']);
});
