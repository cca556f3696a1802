import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Role } from '@hub/access';
import { addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { hubctl } from './support/hubctl.js';
import { losingProxy } from './support/losing-proxy.js';

const REAL = '../shared/data/japan/npa-annual.csv';
const HEADER = 'year,scope,cases_cleared,persons_arrested,victims,victims_by_nationality,source';
const LIST = '{ bulletins(first: 100) { nodes { title kind tlp state publishedAt countries facts { identifiedVictims citizenships } sections { heading body } } } }';

interface Officers { first: TestPerson; second: TestPerson }
interface Figure { title: string; tlp: string; kind: string; state: string; countries: string[]; facts: { identifiedVictims: number | null; citizenships: string[] }; sections: { body: string }[] }

describe('Yearly figures', () => {
  let hub: TestHub;
  const folder = mkdtempSync(join(tmpdir(), 'figures-'));
  beforeAll(async () => {
    hub = await createTestHub();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await hub.close();
  });

  const office = async (): Promise<Officers> => {
    const organisation = await addOrganisation(hub);
    return { first: await addPerson(hub, organisation), second: await addPerson(hub, organisation) };
  };
  const fileOf = (...rows: string[]): string => {
    const path = join(folder, 'figures.csv');
    writeFileSync(path, [HEADER, ...rows].join('\n'));
    return path;
  };
  const importing = (person: TestPerson, file: string, more: Parameters<typeof hubctl>[2] & { flags?: string[] } = {}) =>
    hubctl(hub, ['import', 'figures', file, ...(more.flags ?? [])], { token: person.token, ...more });
  const publishing = (person: TestPerson, flags: string[], answers: string[] = []) => hubctl(hub, ['publish', 'figures', ...flags], { token: person.token, answers });
  const seenBy = async (person: TestPerson | null): Promise<Figure[]> => data(await hub.graphql(LIST, { token: person?.token ?? null })).bulletins.nodes as Figure[];
  const own = async ({ first }: Officers): Promise<{ key: string; state: string; id: string; revision: number }[]> =>
    (await hub.superuser('SELECT source_key AS key, state, id, revision FROM hub.bulletins WHERE originator_id = $1 ORDER BY 1', [first.organisationId])).rows as { key: string; state: string; id: string; revision: number }[];

  const realFile = existsSync(REAL) ? it : it.skip;
  realFile('of the NPA go in from the real file and out by a second person (skipped where ../shared is absent)', async () => {
    const npa = await office();
    const tried = await importing(npa.first, REAL, { flags: ['--dry-run'] });
    expect(tried.code).toBe(0);
    expect(tried.text).toMatch(/Dry run; nothing was changed.*: 25 new/);
    expect(await own(npa)).toEqual([]);

    const done = await importing(npa.first, REAL);
    expect(done.code).toBe(0);
    expect(done.text).toMatch(/Result.*: 25 added 登録, 0 submitted 提出, 0 present 登録済み, 0 differ 相違, 0 bad 不備/);
    expect((await own(npa)).map(({ state }) => state)).toEqual(Array(25).fill('IN_REVIEW'));
    expect(await seenBy(null)).toEqual([]);

    const alone = await publishing(npa.first, ['--yes']);
    expect(alone).toMatchObject({ code: 1, text: expect.stringMatching(/somebody else approves them/) });
    const declined = await publishing(npa.second, [], ['n']);
    expect(declined).toMatchObject({ code: 0, text: expect.stringMatching(/Nothing was published/) });
    const listed = await publishing(npa.second, ['--dry-run', '--text']);
    expect(listed.results).toMatch(/Waiting for approval \/ 承認待ち: 25[^]*2015年[^]*出典 \/ Source/);
    expect(await seenBy(null)).toEqual([]);

    const published = await publishing(npa.second, [], ['ｙ']);
    expect(published.code).toBe(0);
    expect(published.results).toMatch(/25 approved 承認, 0 left/);
    expect(await publishing(npa.second, ['--yes'])).toMatchObject({ code: 0, text: expect.stringMatching(/No figures wait/) });

    const figures = await seenBy(null);
    expect(figures).toHaveLength(25);
    for (const figure of figures) expect(figure).toMatchObject({ kind: 'STATISTICS', tlp: 'CLEAR', state: 'PUBLISHED', countries: ['JP'] });
    const of = (year: number, scope: string): Figure | undefined => figures.find(({ title }) => title.includes(`${year}年`) && title.includes(scope));
    expect(of(2015, '警察庁')?.facts).toEqual({ identifiedVictims: 49, citizenships: ['PH', 'JP', 'TH'] });
    expect(of(2015, '政府全体')?.facts).toEqual({ identifiedVictims: 54, citizenships: ['PH', 'JP', 'TH', 'LK'] });
    expect(of(2022, '政府全体')?.facts).toEqual({ identifiedVictims: 46, citizenships: [] });
    expect(of(2015, '警察庁')?.sections.at(-1)?.body).toContain('expydoc.com/doc/7815149');

    const again = await importing(npa.first, REAL);
    expect(again).toMatchObject({ code: 0, text: expect.stringMatching(/0 added 登録, .* 25 present/) });
    expect(await own(npa)).toHaveLength(25);
  });

  it('go in row by row: a bad one is told with line, column and reason', async () => {
    const people = await office();
    const file = fileOf('2019,NPA,57,39,44,JP:34;PH:10,a report', '2020,NPA,55,many,37,,a report', '2021,NPA,61,43,42,JP:31;PH:10;XX:1,a report', '2022,GOV,83,,46,,a report');
    const { code, results } = await importing(people.first, file);
    expect(code).toBe(2);
    expect(results).toMatch(/^3 +persons_arrested +many +must be a whole number/m);
    expect(results).toMatch(/^4 +victims_by_nationality .*XX/m);
    expect(results).toMatch(/^2 +2019 NPA +added 登録/m);
    expect(results).toMatch(/2 added .* 2 bad/);
    expect((await own(people)).map(({ key }) => key)).toEqual(['figures:2019:NPA', 'figures:2022:GOV']);

    const corrected = await importing(people.first, fileOf('2019,NPA,57,39,44,JP:34;PH:10,a report', '2020,NPA,55,58,37,,a report'));
    expect(corrected).toMatchObject({ code: 0, results: expect.stringMatching(/1 added .* 1 present/) });
  });

  it('that changed in the source are told, and not overwritten', async () => {
    const people = await office();
    await importing(people.first, fileOf('2021,NPA,61,43,42,,a report'));
    const { code, results } = await importing(people.first, fileOf('2021,NPA,61,43,47,,a report'));
    expect(code).toBe(2);
    expect(results).toMatch(/2021 NPA +differs 相違 .*victims 被害者 42 → 47/);
    const { rows } = await hub.superuser('SELECT v.identified_victims FROM hub.bulletin_versions v JOIN hub.bulletins b ON b.id = v.bulletin_id WHERE b.originator_id = $1', [people.first.organisationId]);
    expect(rows).toEqual([{ identified_victims: 42 }]);
  });

  it('that were withdrawn or returned are left to people', async () => {
    const people = await office();
    const file = fileOf('2020,NPA,55,58,37,,a report', '2021,NPA,61,43,42,,a report');
    await importing(people.first, file);
    const [withdrawn, returned] = await own(people);
    const act = (mutation: string, { id, revision } = { id: '', revision: 0 }) => hub.graphql(`mutation { ${mutation}(input: { id: "${id}", expectedRevision: ${revision}, reason: "A slip" }) { bulletin { id } } }`, { token: people.second.token });
    data(await hub.graphql(`mutation { publishBulletin(input: { id: "${withdrawn?.id}", expectedRevision: 1 }) { bulletin { state } } }`, { token: people.second.token }));
    data(await act('withdrawBulletin', withdrawn));
    data(await act('returnBulletin', returned));
    const { code, results } = await importing(people.first, file);
    expect(code).toBe(0);
    expect(results).toMatch(/2020 NPA +present 登録済み .*withdrawn/);
    expect(results).toMatch(/2021 NPA +returned 差戻し .*A slip/);
    expect((await own(people)).map(({ state }) => state)).toEqual(['WITHDRAWN', 'DRAFT']);
  });

  it('go in once though each answer gets lost, and though the import dies half way', async () => {
    const people = await office();
    const rows = [2001, 2002, 2003, 2004, 2005, 2006].map((year) => `${year},NPA,1,1,1,,a report`);
    const proxy = await losingProxy(hub.url);
    try {
      proxy.lose = 3;
      const lossy = await importing(people.first, fileOf(...rows.slice(0, 2)), { url: proxy.url });
      expect(lossy).toMatchObject({ code: 0, results: expect.stringMatching(/2 added/) });
      expect(proxy.lose).toBe(0);

      // Two mutations for each row, seven of them before: the third new row is drafted and not submitted when the line goes dead.
      proxy.diesAfter = 7 + 5;
      const dead = await importing(people.first, fileOf(...rows), { url: proxy.url });
      expect(dead.code).toBe(1);
      expect(dead.text).toMatch(/Stopped after 4 of 6 rows[^]*can't be reached/);
      expect((await own(people)).map(({ state }) => state)).toEqual([...Array(4).fill('IN_REVIEW'), 'DRAFT']);
    } finally {
      await proxy.close();
    }
    const { code, results } = await importing(people.first, fileOf(...rows));
    expect(code).toBe(0);
    expect(results).toMatch(/1 added 登録, 1 submitted 提出, 4 present/);
    expect((await own(people)).map(({ state }) => state)).toEqual(Array(6).fill('IN_REVIEW'));
  }, 60_000);

  it('go in once though two officers import them at the same moment', async () => {
    const people = await office();
    const file = fileOf(...[2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008].map((year) => `${year},NPA,1,1,1,,a report`));
    const both = await Promise.all([importing(people.first, file), importing(people.second, file)]);
    for (const { code, text } of both) expect([code, text]).toEqual([0, expect.stringMatching(/8 good rows/)]);
    expect(await own(people)).toHaveLength(8);
  });

  it('are drafted by officers only', async () => {
    const { first } = await office();
    const reader = await addPerson(hub, first.organisationId, { roles: [Role.READER] });
    const { code, text } = await importing(reader, fileOf('2021,NPA,61,43,42,,a report'));
    expect(code).toBe(1);
    expect(text).toMatch(/needs the role OFFICER[^]*→ Sign in as somebody with the right to it/);
  });
});
