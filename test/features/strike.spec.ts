import { addOrganisation, addPerson, createTestHub, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute, read, to } from './support/alerting.js';
import { inDays, requestDestruction, requestsOf, standsIn, strikePassage, work } from './support/recalling.js';

const READ = 'query ($id: ID!, $version: Int) { bulletin(id: $id, version: $version) { title version documentNumber handlingNote facts { potentialVictims } sections { heading body } struck { id struckAt reason struckBy { id } places { kind } openings { version } } } }';
const SEARCH = 'query ($text: String!) { bulletins(filter: { text: $text }) { nodes { id } } }';
const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id revision pending { state title sections { heading body } } } } }';
let hub: TestHub;
let author: TestPerson, second: TestPerson, reader: TestPerson, part: TestPerson, silent: TestPerson, outsider: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  const [originator, ...others] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  author = await addPerson(hub, originator);
  second = await addPerson(hub, originator);
  [reader, part, silent, outsider] = await Promise.all(others.map((id) => addPerson(hub, id))) as [TestPerson, TestPerson, TestPerson, TestPerson];
});
afterAll(() => hub.close());

const see = async ({ token }: TestPerson, id: string, version?: number): ReturnType<TestHub['graphql']> => hub.graphql(READ, { token, variables: { id, ...(version ? { version } : {}) } });
const finds = async ({ token }: TestPerson, text: string): Promise<string[]> => data(await hub.graphql(SEARCH, { token, variables: { text } })).bulletins.nodes.map(({ id }: { id: string }) => id);
const revisionOf = async (id: string): Promise<number> => data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { revision } }', { token: author.token, variables: { id } })).bulletin.revision;
const strike = async (id: string, input: object, by = author): ReturnType<typeof strikePassage> => strikePassage(hub, by, { bulletinId: id, expectedRevision: await revisionOf(id), ...input });
const audience = (): object => to(reader.organisationId, part.organisationId, silent.organisationId);
const sent = (input: object = {}): Promise<{ id: string; revision: number }> => publishNew(hub, author, second, { tlp: 'AMBER', title: 'A case', ...audience(), ...input });
async function alerts({ token }: TestPerson, bulletinId: string): Promise<string[]> {
  await distribute(hub);
  return data(await hub.graphql('{ alerts(first: 100) { nodes { kind bulletinId } } }', { token })).alerts.nodes.filter((alert: { kind: string; bulletinId: string }) => alert.kind === 'STRUCK' && alert.bulletinId === bulletinId).map(({ kind }: { kind: string }) => kind);
}

describe('a name that should not have been sent', () => {
  it('is struck from every version, the working copy, search and every table at once, however it is written', async () => {
    const name = 'Rosalía Quintero';
    const { id, revision } = await sent({
      title: `About ROSALIA QUINTERO`, language: 'en', documentNumber: `X-${name}-1`, handling: ['OTHER'], handlingNote: `Ask ${name.normalize('NFD')}`,
      personAtRisk: { basis: 'LAWFUL_GROUND', reason: `${name} is in danger`, safetyChecks: [reader, part, silent].map(({ organisationId }) => ({ organisationId, outcome: 'MAY_KNOW', note: `asked ${name}` })) },
      sections: [{ heading: `${name}’s way`, body: `Ｒｏｓａｌｉａ　Ｑｕｉｎｔｅｒｏ went to Kobe. Rosalia\n  Quintero\u200b was seen in Osaka with Rosalinda Quinterona.` }],
    });
    const before = data(await see(reader, id)).bulletin.version;
    const { bulletin } = data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id, expectedRevision: revision, title: `Still about rosalia quintero` } } })).reviseBulletin;
    expect(bulletin.pending.title).toContain('rosalia');
    expect(await finds(reader, 'quintero')).toEqual([id]);
    expect(await standsIn(hub, 'rosalia quintero')).toContain('bulletin_sections.body');
    hub.clock.advance(1000);

    const struck = data(await strike(id, { text: ' rosalía  QUINTERO ' })).strikePassage;
    expect(struck.strike.places.map(({ kind, version }: { kind: string; version: number | null }) => `${kind} ${version}`)).toEqual(expect.arrayContaining(['TITLE 1', 'TITLE null', 'DOCUMENT_NUMBER 1', 'HANDLING_NOTE 1', 'HEADING 1', 'BODY 1', 'INTERNAL 1']));
    expect(await standsIn(hub, 'rosalia quintero')).toEqual([]);
    const { text } = await see(reader, id, 1);
    expect(text).not.toMatch(/quintero\b/i);
    expect(data(await see(reader, id)).bulletin).toMatchObject({
      version: before, title: 'About [struck]', documentNumber: 'X-[struck]-1', handlingNote: 'Ask [struck]',
      sections: [{ heading: '[struck]’s way', body: '[struck] went to Kobe. [struck] was seen in Osaka with Rosalinda Quinterona.' }],
      struck: [{ struckAt: hub.clock.now().toISOString(), reason: null, struckBy: null, places: null, openings: null }],
    });
    for (const person of [reader, author]) {
      for (const word of ['quintero', 'rosalia', 'Rosalía Quintero']) expect([word, await finds(person, word)]).toEqual([word, []]);
      for (const word of ['rosalinda', 'kobe', 'quinterona']) expect([word, await finds(person, word)]).toEqual([word, [id]]);
    }
    // No row of the index knows the word, under whatever principal.
    const { rowCount } = await hub.superuser(`SELECT 1 FROM hub.bulletin_terms t, generate_series(1, 100) p, unnest(ARRAY['w:rosalia', 'w:quintero']) w
      WHERE hub.term_hash(p, t.month, w) = ANY (t.terms || t.title_terms)`);
    expect(rowCount).toBe(0);
    const { content_hash: hash, computed } = (await hub.superuser('SELECT content_hash, hub.content_hash(bulletin_id, number) AS computed FROM hub.bulletin_versions WHERE bulletin_id = $1 AND number = 1', [id])).rows[0];
    expect(hash).toEqual(computed);
  });

  it('goes in Japanese too, and leaves what is written beside it to be found', async () => {
    const { id } = await sent({ language: 'ja', title: '山田花子さんの件', sections: [{ heading: '経緯', body: '山田　花子は神戸へ。ﾔﾏﾀﾞ ﾊﾅｺとも。山田花子の妹は大阪。' }] });
    data(await strike(id, { text: '山田花子' }));
    data(await strike(id, { text: 'ヤマダハナコ' }));
    expect(data(await see(reader, id)).bulletin).toMatchObject({ title: '［削除］さんの件', sections: [{ body: '［削除］は神戸へ。［削除］とも。［削除］の妹は大阪。' }] });
    for (const word of ['花子', '山田', 'ヤマダ']) expect([word, await finds(reader, word)]).toEqual([word, []]);
    for (const word of ['神戸', '大阪', '経緯']) expect([word, await finds(reader, word)]).toEqual([word, [id]]);
    expect(await standsIn(hub, '山田花子')).toEqual([]);
  });

  it('in a section for some is struck without a word to the others, by one who sees it', async () => {
    const { id } = await sent({ sections: [{ heading: 'For all', body: 'Harbour' }, { heading: 'For one', body: 'Tell Benedicta', audience: { organisationIds: [part.organisationId] } }] });
    const before = (await see(reader, id)).text;
    data(await strike(id, { text: 'Benedicta' }));
    expect((await see(reader, id)).text).toBe(before);
    expect(data(await see(part, id)).bulletin).toMatchObject({ sections: [{}, { body: 'Tell [struck]' }], struck: [{ places: null }] });
    expect([await alerts(part, id), await alerts(reader, id), await alerts(silent, id), await alerts(author, id)]).toEqual([['STRUCK'], [], [], ['STRUCK']]);
  });

  it('voids the approvals of a working copy, which then begins anew, and its striker is one who edited', async () => {
    const bulletin = await draft(hub, author, { tlp: 'AMBER', title: 'A draft on Ignatius Po', ...audience(), releaseAt: inDays(hub, 1) });
    data(await publish(hub, author, bulletin));
    data(await publish(hub, second, bulletin));
    data(await strike(bulletin.id, { text: 'Ignatius Po' }, second));
    const { bulletin: stands } = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { state title pending { state approvals { step } editedBy { id } } } }', { token: author.token, variables: { id: bulletin.id } }));
    expect(stands).toMatchObject({ state: 'DRAFT', title: 'A draft on [struck]', pending: { state: 'DRAFT', approvals: [] } });
    expect(stands.pending.editedBy.map(({ id }: { id: string }) => id).sort()).toEqual([author.id, second.id].sort());
  });

  it('leaves the originator who had opened it, and lets him ask them for their copies, and nobody else', async () => {
    const { id } = await sent({ title: 'On Casimir Vale' });
    await read(hub, reader, id);
    const { strike: made } = data(await strike(id, { text: 'Casimir Vale', confirmDestructionBy: inDays(hub, 2) })).strikePassage;
    await work(hub);
    expect(made.openings).toEqual([{ organisation: { id: reader.organisationId }, version: 1 }]);
    expect(await requestsOf(hub, reader, { bulletinId: id })).toMatchObject([{ cause: 'STRUCK', state: 'OPEN', bulletin: { title: 'On [struck]' } }]);
    expect(await requestsOf(hub, silent, { bulletinId: id })).toEqual([]);
    data(await requestDestruction(hub, author, { bulletinId: id, strikeId: made.id, confirmBy: inDays(hub, 2) }));
    await work(hub);
    expect(await requestsOf(hub, reader, { bulletinId: id })).toHaveLength(1);
    // Whoever reads now has never had it.
    hub.clock.advance(120_000);
    await read(hub, part, id);
    data(await requestDestruction(hub, author, { bulletinId: id, strikeId: made.id, confirmBy: inDays(hub, 2) }));
    await work(hub);
    expect(await requestsOf(hub, part, { bulletinId: id })).toEqual([]);
  });

  it('is in no record, and that it was struck is in the originator’s', async () => {
    const { id } = await sent({ title: 'On Leocadia Finch' });
    data(await strike(id, { text: 'Leocadia Finch', reason: 'Leocadia Finch asked for it.' }));
    const records = await hub.recorded({ action: 'bulletin.struck', subject: id });
    expect(records.map(({ holder, detail }) => [holder, Object.keys(detail).sort()])).toEqual([[author.organisationId, ['facts', 'strike', 'text']]]);
    expect(JSON.stringify(await hub.recorded({ subject: id }))).not.toContain('Leocadia');
    expect(await standsIn(hub, 'leocadia finch')).toEqual([]);
  });
});

describe('striking', () => {
  it('takes a section, or all coded facts', async () => {
    const { id } = await sent({ facts: { potentialVictims: 3, citizenships: ['VN'] }, sections: [{ heading: 'Keep', body: 'This' }, { heading: 'Lose', body: 'Warehouse nine' }] });
    const section = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id } } }', { token: author.token, variables: { id } })).bulletin.sections[1].id;
    data(await strike(id, { sectionId: section }));
    data(await strike(id, { facts: true }));
    expect(data(await see(reader, id)).bulletin).toMatchObject({ facts: null, sections: [{ body: 'This' }, { heading: '[struck]', body: '[struck]' }], struck: [{}, {}] });
    expect(await finds(reader, 'warehouse')).toEqual([]);
    expect(data(await hub.graphql('query { bulletins(filter: { countries: ["VN"] }) { nodes { id } } }', { token: reader.token })).bulletins.nodes).toEqual([]);
  });

  it('works on what was withdrawn, and the tombstone says nothing of it', async () => {
    const { id, revision } = await sent({ title: 'On Theodora Kline' });
    data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { state } } }', { token: author.token, variables: { input: { id, expectedRevision: revision, reason: 'Named Theodora Kline' } } }));
    data(await strike(id, { text: 'Theodora Kline' }));
    expect(await standsIn(hub, 'theodora kline')).toEqual([]);
    expect(data(await see(reader, id)).bulletin.struck).toEqual([]);
    expect(data(await see(author, id)).bulletin).toMatchObject({ title: 'On [struck]', struck: [{ reason: expect.any(String) }] });
  });

  it('is refused with a reason, changes nothing then, and is done once under one key', async () => {
    const { id } = await sent({ title: 'On Ambrose Tell' });
    const refused = async (input: object, by = author): Promise<object | undefined> => (await strike(id, input, by)).errors?.[0]?.extensions;
    expect(await refused({ text: 'Nobody Known' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.text' });
    expect(await refused({ text: 'e' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.text' });
    expect(await refused({ text: 'Struck' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.text' });
    expect(await refused({ text: '\u200b\u3000' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.text' });
    expect(await refused({})).toMatchObject({ code: 'INVALID_INPUT', field: 'input.text' });
    expect(await refused({ sectionId: id })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.sectionId' });
    expect(await refused({ facts: true })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.facts' });
    expect(await refused({ text: 'Ambrose', expectedRevision: 99 })).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    expect(await refused({ text: 'Ambrose', confirmDestructionBy: inDays(hub, -2) })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.confirmDestructionBy' });
    expect(await refused({ text: 'Ambrose' }, reader)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused({ text: 'Ambrose' }, outsider)).toMatchObject({ code: 'NOT_FOUND' });
    expect(data(await see(reader, id)).bulletin).toMatchObject({ title: 'On Ambrose Tell', struck: [] });
    const key = { 'idempotency-key': 'strike-once' };
    const [first, again] = [await strikePassage(hub, author, { bulletinId: id, expectedRevision: 1, text: 'Ambrose Tell' }, key), await strikePassage(hub, author, { bulletinId: id, expectedRevision: 1, text: 'Ambrose Tell' }, key)];
    expect(data(again).strikePassage).toEqual(data(first).strikePassage);
    expect(data(await see(reader, id)).bulletin.struck).toHaveLength(1);
  });

  it('of TLP:RED reaches a section that the editor does not see, and tells him nothing of it', async () => {
    const named = await addPerson(hub, author.organisationId);
    const bulletin = await publishNew(hub, author, second, { tlp: 'RED', title: 'Hidden Petronella Ash', audience: { personIds: [named.id] }, approverIds: [second.id],
      sections: [{ heading: 'For the author', body: 'Petronella Ash and Lazarus Moss', audience: { personIds: [] } }] });
    expect(data(await see(named, bulletin.id)).bulletin.sections).toEqual([]);
    expect((await strike(bulletin.id, { text: 'Lazarus Moss' }, named)).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    const { strike: made } = data(await strike(bulletin.id, { text: 'Petronella Ash' }, named)).strikePassage;
    expect(made.places.map(({ kind }: { kind: string }) => kind)).toEqual(['TITLE']);
    expect(data(await see(author, bulletin.id)).bulletin.sections).toEqual([{ heading: 'For the author', body: '[struck] and Lazarus Moss' }]);
    expect(data(await see(named, bulletin.id)).bulletin).toMatchObject({ title: 'Hidden [struck]', sections: [], struck: [{ places: [{ kind: 'TITLE' }] }] });
    expect(await standsIn(hub, 'petronella ash')).toEqual([]);
  });
});
