import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { createTestHub } from '@hub/testing';
import { caseWorld, type CaseWorld } from './support/casework.js';
import { hubctl } from './support/hubctl.js';

const HEADER = 'case_id,prs_FirstName,prs_Birthdate,con_Consent,prs_Citizenship,vic_TraffickingStatus,vic_TypeOfExploitation,cco_CaseComment';
const file = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const ANA = 'K-1,Ana,1999-01-02,true,PH,PossibleVictimOfTrafficking,ForcedLabour,Seen at the port';

let world: CaseWorld;
const folder = mkdtempSync(join(tmpdir(), 'cases-'));
beforeAll(async () => { world = await caseWorld(await createTestHub()); });
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.hub.close();
});
beforeEach(async () => { await world.hub.superuser('UPDATE hub.bulletins SET source_key = NULL'); });

const kept = async (): Promise<string> => JSON.stringify((await world.hub.superuser(`SELECT to_json(b), (SELECT json_agg(v) FROM hub.bulletin_versions v WHERE v.bulletin_id = b.id), (SELECT json_agg(s) FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id),
  (SELECT json_agg(c) FROM hub.case_records c WHERE c.bulletin_id = b.id), (SELECT json_agg(p) FROM hub.case_persons p WHERE p.bulletin_id = b.id) FROM hub.bulletins b WHERE source_key IS NOT NULL`)).rows);

describe('A file of cases', () => {
  it('becomes drafts for the own organisation alone, with the record beside the bulletin', async () => {
    const { rows, problems } = await world.imported(file(ANA));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ line: 2, outcome: 'ADDED', withheld: [], bulletin: { title: 'Case · possible victim · PH · Forced labour' } }]);
    const id = rows[0]?.bulletin?.id ?? '';
    const bulletin = (await world.call('query ($id: ID!) { bulletin(id: $id) { kind tlp state audience { everyone organisations { id } } facts { potentialVictims citizenships exploitation } personAtRisk { basis } sections { body } } }', world.officer, { id })).data.bulletin;
    expect(bulletin).toMatchObject({ kind: 'CASE_INFORMATION', tlp: 'AMBER_STRICT', state: 'DRAFT', audience: { everyone: false, organisations: [] }, facts: { potentialVictims: 1, citizenships: ['PH'], exploitation: ['FORCED_LABOUR'] }, personAtRisk: { basis: 'CONSENT' } });
    expect(bulletin.sections[0].body).not.toMatch(/Ana|1999|port/);
    expect(await world.record(id, world.officer)).toMatchObject({ caseId: 'K-1', person: [{ name: 'prs_FirstName', value: 'Ana' }, { name: 'prs_Birthdate', value: '1999-01-02' }, { name: 'cco_CaseComment', value: 'Seen at the port' }] });
    for (const stranger of [world.reader, world.administrator, world.other]) expect(await world.record(id, stranger)).toBeNull();
  });

  it('without consent leaves out whatever could name somebody, before anything is kept', async () => {
    const { rows } = await world.imported(file('K-2,Zenobia,1999-01-02,false,PH,PossibleVictimOfTrafficking,ForcedLabour,Zenobia at the port', 'K-3,Zenobia,,,PH,,,'));
    expect(rows.map(({ outcome, withheld }) => [outcome, withheld])).toEqual([['ADDED', ['prs_FirstName', 'prs_Birthdate', 'cco_CaseComment']], ['ADDED', ['prs_FirstName']]]);
    expect(await kept()).not.toMatch(/Zenobia|1999-01-02/);
    expect(JSON.stringify(await world.hub.recorded())).not.toMatch(/Zenobia/);
    expect((await world.record(rows[0]?.bulletin?.id ?? '', world.officer))?.person).toBeNull();
  });

  it('changes nothing the second time, with and without numbers', async () => {
    const text = `${file(ANA, 'K-4,,,,JP,,,')}\n,,,,TH,,SexualExploitation,\n,,,,TH,,SexualExploitation,`;
    expect((await world.imported(text)).rows.map(({ outcome }) => outcome)).toEqual(['ADDED', 'ADDED', 'ADDED', 'ADDED']);
    const before = await kept();
    expect((await world.imported(text)).rows.map(({ outcome }) => outcome)).toEqual(['PRESENT', 'PRESENT', 'PRESENT', 'PRESENT']);
    expect(await kept()).toBe(before);
  });

  it('revises the draft of a case that has changed, and keeps what somebody wrote in the hub', async () => {
    const { id, revision } = await world.one(file(ANA));
    await world.revise(id, revision, { title: 'Written by hand', sections: [{ heading: 'By hand', body: 'Text' }] });
    expect((await world.imported(file(ANA.replace('Ana', 'Anna').replace('PH,', 'PH;JP,')))).rows).toMatchObject([{ outcome: 'REVISED', bulletin: { id, title: 'Written by hand' } }]);
    const { data } = await world.call('query ($id: ID!) { bulletin(id: $id) { countries sections { heading } caseRecord { person { value } } } }', world.officer, { id });
    expect(data.bulletin).toMatchObject({ countries: ['PH', 'JP'], sections: [{ heading: 'By hand' }], caseRecord: { person: [{ value: 'Anna' }, {}, {}] } });
  });

  it('takes the name away where consent is taken back', async () => {
    const { id } = await world.one(file(ANA));
    expect((await world.imported(file(ANA.replace('true', 'false')))).rows).toMatchObject([{ outcome: 'REVISED', withheld: ['prs_FirstName', 'prs_Birthdate', 'cco_CaseComment'] }]);
    expect((await world.record(id, world.officer))?.person).toBeNull();
    expect(await kept()).not.toMatch(/Ana|1999/);
  });

  it('never changes what is published or waits for approval', async () => {
    const { id, revision } = await world.one(file(ANA));
    await world.publish(id, revision);
    const before = await kept();
    expect((await world.imported(file(ANA.replace('Ana', 'Anna')))).rows).toMatchObject([{ outcome: 'DIFFERS', bulletin: { id } }]);
    expect(await kept()).toBe(before);
    const next = await world.revise(id, revision, { title: 'A revision' });
    expect(await world.record(id, world.officer)).toMatchObject({ person: [{ value: 'Ana' }, {}, {}] });
    await world.publish(id, next);
    expect(await world.record(id, world.reader)).toMatchObject({ caseId: 'K-1', person: [{ value: 'Ana' }, {}, {}] });
  });

  it('reports a bad row with line, column, code and reason in two languages, and takes the others', async () => {
    const text = file(ANA, 'K-5,,31.12.1999,,ZZ,Victim,,', '"K-6,,,,,,,', 'K-1,,,,PH,,,', 'K-7,,,,,,,', 'K-8,,,,JP,,,');
    const { rows, problems } = await world.imported(text.replace('"K-6', 'K-6"x'));
    expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([[2, 'ADDED'], [7, 'ADDED']]);
    expect(problems).toEqual([
      { line: 3, column: 'prs_Birthdate', code: 'DATE_INVALID', reason: 'Dates are written 2024-05-31 or 2024/05/31. / 日付は 2024-05-31 または 2024/05/31 の形で記入してください。' },
      expect.objectContaining({ line: 3, column: 'prs_Citizenship', code: 'COUNTRY_UNKNOWN' }), expect.objectContaining({ line: 3, column: 'vic_TraffickingStatus', code: 'CODE_UNKNOWN' }),
      expect.objectContaining({ line: 4, column: '', code: 'ROW_MALFORMED' }), expect.objectContaining({ line: 5, column: 'case_id', code: 'CASE_TWICE' }), expect.objectContaining({ line: 6, code: 'ROW_EMPTY' }),
    ]);
  });

  it.each([
    ['a heading that is none', 'case_id,prs_Nickname\n1,x', 'HEADING_UNKNOWN', 'prs_Nickname'], ['a label of several fields', 'Longitude\n1', 'HEADING_AMBIGUOUS', 'Longitude'],
    ['a field twice', 'prs_Gender,Gender\nFeminine,Feminine', 'HEADING_TWICE', 'Gender'], ['no header', 'a,b\n1,2', 'HEADING_UNKNOWN', 'a'], ['nothing', ' ', 'HEADER_MISSING', ''],
  ])('with %s is refused as a whole', async (_, text, code, column) => {
    expect(await world.imported(text)).toMatchObject({ rows: [], problems: [{ line: 1, column, code }] });
  });

  it('is previewed without changing anything', async () => {
    const before = await kept();
    expect(await world.previewed(file(ANA, 'K-9,,bad,,,,,'))).toMatchObject({ rows: [{ outcome: 'ADDED', bulletin: null }], problems: [{ line: 3, column: 'prs_Birthdate' }] });
    expect(await kept()).toBe(before);
  });

  it('under an Idempotency-Key takes effect once and answers alike', async () => {
    const send = () => world.call('mutation ($input: CaseFileInput!) { importCases(input: $input) { rows { outcome } } }', world.officer, { input: { text: file(ANA) } }, { 'idempotency-key': 'cases-1' });
    expect([(await send()).text, (await send()).text]).toEqual(Array(2).fill('{"data":{"importCases":{"rows":[{"outcome":"ADDED"}]}}}'));
  });

  it('is for officers, of at most 500 rows, in one form', async () => {
    const input = async (person: typeof world.officer, given: object) => (await world.call('mutation ($input: CaseFileInput!) { importCases(input: $input) { rows { line } } }', person, { input: given })).errors?.[0]?.extensions;
    expect(await input(world.reader, { text: file(ANA) })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await input(world.officer, { text: file(...Array<string>(501).fill(',,,,JP,,,')) })).toMatchObject({ code: 'INVALID_INPUT', field: 'input' });
    expect(await input(world.officer, { text: 'x', base64: 'eA==' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input' });
    expect(await input(world.officer, { text: file(ANA), lines: [1, 2] })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.lines' });
  });
});

describe('A workbook', () => {
  const sheet = (data: string): string => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>prs_Gender</t></is></c><c r="B1" t="inlineStr"><is><t>hte_Date</t></is></c></row>${data}</sheetData></worksheet>`;
  const book = (data: string, extra: Record<string, Uint8Array> = {}): string => Buffer.from(zipSync({
    'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'), 'xl/worksheets/sheet1.xml': strToU8(sheet(data)), ...extra,
  })).toString('base64');
  const send = async (base64: string) => world.imported('', world.officer, { text: null, base64 });

  it('is read by texts, numbers and days; a formula is never believed', async () => {
    const answer = await send(book('<row r="2"><c r="A2" t="inlineStr"><is><r><t>Femi</t></r><r><t>nine</t></r></is></c><c r="B2"><v>45000</v></c></row><row r="3"><c r="A3" t="str"><f>"Mas"&amp;"culine"</f><v>Masculine</v></c></row><row r="4"><c r="B4" t="e"><v>#REF!</v></c></row>'));
    expect(answer).toMatchObject({ rows: [{ line: 2, outcome: 'ADDED' }], problems: [{ line: 3, column: 'prs_Gender', code: 'CELL_FORMULA' }, { line: 4, column: 'hte_Date', code: 'CELL_FORMULA' }] });
    expect((await world.record(answer.rows[0]?.bulletin?.id ?? '', world.officer))?.fields).toEqual([{ name: 'prs_Gender', value: 'Feminine' }, { name: 'hte_Date', value: '2023-03-15' }]);
  });

  it.each([
    ['unpacks to too much', () => book('', { 'xl/sharedStrings.xml': new Uint8Array(300_000_000) }), 'FILE_TOO_LARGE'],
    ['declares entities of its own', () => book('', { 'xl/sharedStrings.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>') }), 'FILE_UNREADABLE'],
    ['is broken off', () => book('').slice(0, 200), 'FILE_UNREADABLE'], ['is another archive', () => Buffer.from(zipSync({ a: strToU8('b') })).toString('base64'), 'FILE_UNREADABLE'],
  ])('that %s is refused', async (_, make, code) => {
    expect(await send(make())).toMatchObject({ rows: [], problems: [{ code }] });
  });
});

describe('hubctl import cases', () => {
  it('says what would happen, does it with progress, and says the same again', async () => {
    const path = join(folder, 'cases.csv');
    writeFileSync(path, `\ufeff${file(...Array.from({ length: 150 }, (_, n) => `N-${n},Name ${n},,${n % 2 ? 'true' : ''},PH,,,`), ',,,,BR,,,', ',,,,BR,,,', 'N-1,,,,,,,', 'bad,,never,,,,,')}`);
    const run = (...flags: string[]) => hubctl(world.hub, ['import', 'cases', path, ...flags], { token: world.officer.token });
    expect(await run('--dry-run')).toMatchObject({ code: 2, text: expect.stringMatching(/Dry run.*: 152 new 新規, 0 to revise 更新対象, 0 present 登録済み, 0 differ 相違, 2 bad 不備/) });
    const done = await run();
    expect(done.code).toBe(2);
    expect(done.text).toMatch(/Row 100 of 152/);
    expect(done.text).toMatch(/Result.*: 152 added 登録, 0 revised 更新, 0 present 登録済み, 0 differ 相違, 2 bad 不備/);
    expect(done.text).toMatch(/Of 75 rows without consent/);
    expect(done.text).toMatch(/154 +— +The row says nothing/);
    expect((await run()).text).toMatch(/0 added 登録, 0 revised 更新, 152 present/);
  });

  it('says what is wrong with a file that is none', async () => {
    expect(await hubctl(world.hub, ['import', 'cases', join(folder, 'none.csv')], { token: world.officer.token })).toMatchObject({ code: 1, text: expect.stringMatching(/can't be read: ENOENT/) });
  });
});
