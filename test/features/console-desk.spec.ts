import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { figuresToBulletin, parseFigures } from '@hub/statistics';
import { data, draft, publishNew, type TestPerson } from '@hub/testing';
import { readingTexts } from '../../apps/console/src/languages/reading.en.js';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { times } from '../faults/support/campaign.js';
import { until } from './support/alert-socket.js';
import { browserPath, looker, signInAs } from './support/browser.js';
import { consoleHub, type Locale, OFFICIAL } from './support/console.js';
import { OFFICER, SECOND, writersIn } from './support/writers.js';

const missing = browserPath({ notifications: true }) === null && !process.env['CI'];
const CASES = 'case_id,prs_FirstName,con_Consent,prs_Citizenship,vic_TraffickingStatus\nD-1,Marikit,false,PH,PossibleVictimOfTrafficking\nD-2,Lan,true,VN,PossibleVictimOfTrafficking\nD-3,,,Narnia,\n';
const FIGURES = 'year,scope,cases_cleared,persons_arrested,victims,victims_by_nationality,source\n2022,NPA,44,38,46,,NPA\n2023,NPA,,,61,,NPA\n2024,NPA,50,40,63,,NPA\n2024,GOV,60,45,70,,GOV\n';

(missing ? describe.skip : describe)('an officer’s desk in a browser', () => {
  const here = consoleHub({ HUB_EXPORT_PERSONS: '1' }, { notifications: true });
  const { second, saved, reach } = writersIn(here);
  let other: TestPerson;
  beforeAll(async () => {
    other = await second();
  });
  const as = async (email: string, locale: Locale, address = '/', options: Parameters<typeof here.open>[1] = {}): Promise<Page> => {
    const { page } = await here.open(locale, options);
    await page.goto(address);
    await signInAs(page, email, DEMO_PASSWORD);
    await page.locator('.who').waitFor();
    return page;
  };
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first().click();
  const ask = async (email: string, query: string, variables: object) => {
    const { rows: [row] } = await here.hub.superuser<{ id: string }>('SELECT id FROM hub.persons WHERE email = $1', [email]);
    return data(await here.hub.graphql(query, { token: await here.hub.tokenFor(row?.id ?? ''), variables }));
  };

  it('brings cases in after a look at each row, and takes them out with a second person', async () => {
    const page = await as(OFFICER, 'en-GB', '/bulletins');
    await page.getByRole('link', { name: 'Cases from and into files' }).click();
    await page.getByText('npm run hubctl -- import cases FILE').waitFor();
    await page.locator('input[name=cases]').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.alloc(740_001, 'a') });
    await page.locator('.notice[role=alert]', { hasText: 'large.csv' }).getByText('npm run hubctl -- import cases FILE').waitFor();
    await page.locator('input[name=cases]').setInputFiles({ name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(CASES) });
    await page.getByRole('heading', { name: 'What would become of it' }).waitFor();
    expect(await page.locator('.case-report > ul').textContent()).toBe('2 cases would be drafted.1 row has errors and is left out.');
    expect(await page.locator('.case-report td', { hasText: 'prs_FirstName' }).count()).toBe(1);
    const drafted = async (): Promise<number> => (await here.hub.superuser("SELECT 1 FROM hub.case_records r JOIN hub.bulletins b ON b.id = r.bulletin_id WHERE b.author_id = $1 AND b.source_key IS NOT NULL", [here.police.id])).rows.length;
    const before = await drafted();
    await press(page, 'Bring in 2 cases');
    await page.getByText('The cases are in, as drafts').waitFor();
    expect(await drafted()).toBe(before + 2);
    expect(JSON.stringify((await here.hub.superuser('SELECT * FROM hub.case_persons')).rows)).not.toContain('Marikit');

    await page.getByRole('link', { name: 'Take out' }).click();
    await press(page, 'Ask');
    expect(await page.locator('[name=reason]').getAttribute('aria-invalid')).toBe('true');
    await page.locator('[name=reason]').fill('For the yearly report.');
    await press(page, 'Ask');
    await page.locator('.case-list .label-warning').waitFor();
    const colleague = await as(SECOND, 'ja-JP');
    await colleague.locator('.need a[href^="/cases/export#"]').click();
    await press(colleague, /の出力を承認$/);
    await colleague.locator('.case-list .label-good').waitFor();
    expect(await colleague.getByRole('button', { name: /^ファイルを取得/ }).count()).toBe(0);
    await page.reload();
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, /^Fetch the file/)]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('D-2');
    expect(text).not.toContain('Marikit');
    await page.getByText('The file is on this device.').waitFor();
  });

  it('leads a second person to what waits: a revision, a release outside, an answer to accept', async () => {
    const { id } = await here.toEmbassy('改訂される情報');
    data(await here.hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', { token: here.police.token, variables: { input: { id, expectedRevision: 1, title: '改訂された情報', hold: true } } }));
    const { bulletin: { revision } } = data(await here.hub.graphql('query ($id: ID!) { bulletin(id: $id) { revision } }', { token: here.police.token, variables: { id } }));
    data(await here.hub.graphql('mutation ($input: BulletinRevisionInput!) { submitBulletin(input: $input) { bulletin { id } } }', { token: here.police.token, variables: { input: { id, expectedRevision: revision } } }));
    data(await here.hub.graphql('mutation ($input: ReleaseOutsideInput!) { releaseOutside(input: $input) { release { id } } }', { token: here.police.token, variables: { input: { bulletinId: id, readerName: 'Dr. Suzuki', readerOrganisation: 'みなと総合病院', purpose: '診療', expiresAt: new Date(Date.now() + 7_200_000).toISOString() } } }));
    const { openThread: { thread } } = await ask(OFFICIAL, 'mutation ($input: OpenThreadInput!) { openThread(input: $input) { thread { id revision } } }', { input: { bulletinId: id, kind: 'QUESTION', subject: 'Which port?', body: '…', language: 'en' } });
    data(await here.hub.graphql('mutation ($input: PostMessageInput!) { postMessage(input: $input) { thread { id } } }', { token: here.police.token, variables: { input: { threadId: thread.id, expectedRevision: thread.revision, kind: 'ANSWER', body: '釧路港です。', language: 'ja' } } }));
    const page = await as(SECOND, 'en-GB');
    await page.locator(`[aria-labelledby=needs-approve] a[href="/bulletins/${id}/review"]`).waitFor();
    await page.locator(`[aria-labelledby=needs-outside] a[href="/bulletins/${id}/releases"]`).waitFor();
    const author = await as(OFFICER, 'en-GB');
    await author.locator('.news-row').first().waitFor();
    expect(await author.locator(`[aria-labelledby=needs-outside] a[href="/bulletins/${id}/releases"], [aria-labelledby=needs-approve] a[href="/bulletins/${id}/review"]`).count()).toBe(0);
    const official = await as(OFFICIAL, 'ja-JP');
    await official.locator(`[aria-labelledby=needs-accept] a[href="/bulletins/${id}/questions/${thread.id}"]`).click();
    await press(official, '回答を了承');
    await official.locator('.thread-read .label', { hasText: '了承済み' }).waitFor();
    await official.goto('/');
    await official.locator('.news-row').first().waitFor();
    expect(await official.locator(`[aria-labelledby=needs-accept] a[href$="${thread.id}"]`).count()).toBe(0);
  });

  it('puts an answer into the bulletin with its author’s consent, and translates beside the original', async () => {
    const { id } = await here.toEmbassy('船名を求める情報', { kind: 'REQUEST_FOR_INFORMATION' });
    const { openThread: { thread } } = await ask(OFFICIAL, 'mutation ($input: OpenThreadInput!) { openThread(input: $input) { thread { id } } }', { input: { bulletinId: id, kind: 'ANSWER', subject: 'The vessel', body: 'It is the Kaimaru. My brother told me.', language: 'en' } });
    const address = `/bulletins/${id}/questions/${thread.id}`;
    const police = await as(OFFICER, 'en-GB', address);
    await police.getByText('has not said that it may go into the bulletin').waitFor();
    const official = await as(OFFICIAL, 'en-GB', address);
    await press(official, 'Consent that it goes into the bulletin');
    await official.getByRole('button', { name: 'Take the consent back' }).waitFor();
    await police.reload();
    await police.locator('.message summary').click();
    await police.locator('[name=promoted-heading]').fill('The vessel');
    await police.locator('[name=excerpt]').fill('It is the Kaimaru!');
    await press(police, 'Put it into the working copy');
    await police.getByText('This does not stand in the answer word for word.').waitFor();
    await police.locator('[name=excerpt]').fill('It is the Kaimaru.');
    await press(police, 'Put it into the working copy');
    await police.getByText('It is in the working copy.').waitFor();
    const { bulletin } = await ask(OFFICER, 'query ($id: ID!) { bulletin(id: $id) { editable { sections { heading body } } } }', { id });
    expect(bulletin.editable.sections.at(-1)).toEqual({ heading: 'The vessel', body: 'It is the Kaimaru.' });

    await police.goto(`/bulletins/${id}/translations`);
    await police.locator('[data-source=title] [name=heading]').fill('Looking for a vessel');
    await press(police, 'Add the translation');
    await police.locator('.translate .label', { hasText: 'Waits for a second person' }).first().waitFor();
    await police.locator('[name=body]').fill('**Two interns** whose passports were taken.');
    await police.locator('form[data-source]:has([name=body]) [name=heading]').fill('What is known');
    await press(police, 'Add the translation');
    await until('both are there', async () => (await here.hub.superuser('SELECT 1 FROM hub.translations WHERE bulletin_id = $1', [id])).rows.length === 2);
    const colleague = await as(SECOND, 'ja-JP', `/bulletins/${id}/translations`);
    for (const name of ['翻訳「Looking for a vessel」を承認', '翻訳「What is known」を承認']) {
      await press(colleague, name);
      await colleague.getByRole('button', { name }).waitFor({ state: 'detached' });
    }
    await official.goto(`/bulletins/${id}`);
    await official.locator('.translated', { hasText: 'Two interns' }).waitFor();
    await official.locator('.section').getByRole('button', { name: 'Original (Japanese)' }).click();
    await official.locator('.section', { hasText: '旅券を取り上げられた' }).waitFor();
    const japanese = await as(OFFICIAL, 'ja-JP', `/bulletins/${id}`);
    await japanese.locator('.section', { hasText: '旅券を取り上げられた' }).waitFor();
  });

  it('writes a stage, from when until when, by the clock of a chosen zone; its recipient is told until when', async () => {
    const { id } = await draft(here.hub, here.police, { tlp: 'AMBER', title: '段階のある情報', language: 'ja', audience: { organisationIds: [here.embassy] } });
    const page = await as(OFFICER, 'en-GB', `/bulletins/${id}/edit`);
    await page.getByLabel('By the clock of').selectOption('America/New_York');
    await press(page, 'Add a stage');
    await page.locator('.stage-form input[type=datetime-local]').first().fill('2099-03-01T09:00');
    await page.locator('.stage-form input[type=datetime-local]').last().fill('2099-03-08T17:00');
    await page.locator('.stage-form label.check', { hasText: /NGO|Harbour|IOM|Ministry/ }).first().click();
    await saved(page);
    const stages = async () => (await ask(OFFICER, 'query ($id: ID!) { bulletin(id: $id) { pending { stages { at { local zone } until { local zone } audience { organisations { id } } } } } }', { id })).bulletin.pending.stages;
    await until('the stage is saved', async () => (await stages()).length === 1);
    expect(await stages()).toMatchObject([{ at: { local: '2099-03-01T09:00', zone: 'America/New_York' }, until: { local: '2099-03-08T17:00', zone: 'America/New_York' }, audience: { organisations: [{}] } }]);
    await page.reload();
    await page.locator('.stage-form').waitFor();
    await reach(page, /^Remove stage 1$/);
    await page.keyboard.press('Enter');
    await until('it is gone again', async () => (await stages()).length === 0);
    const lent = await here.toEmbassy('期間を限った情報', { audience: {}, stages: [{ audience: { organisationIds: [here.embassy] }, until: { local: '2099-03-08T17:00', zone: 'Asia/Tokyo' } }] });
    const official = await as(OFFICIAL, 'ja-JP', `/bulletins/${lent.id}`);
    await official.locator('.notice', { hasText: '閲覧できるのは2099年3月8日' }).waitFor();
  });

  it('keeps filters without the words, and notifies by wish alone, of TLP:AMBER without a reference', async () => {
    const { page, context } = await here.open('en-GB');
    await context.grantPermissions(['notifications'], { origin: here.hub.url });
    // The browser's own notifications, noted as they are made; a page under test never loses its focus by itself.
    await context.addInitScript({ content: 'globalThis.noted = []; globalThis.Notification = class extends Notification { constructor(title, options) { super(title, options); globalThis.noted.push(options.body); } }; document.hasFocus = () => false;' });
    await page.goto('/bulletins?text=Suzuki&tlps=AMBER&country=PH');
    await signInAs(page, OFFICIAL, DEMO_PASSWORD);
    await press(page, 'Keep these filters');
    await page.locator('.saved-filters a', { hasText: 'TLP:AMBER · Philippines' }).waitFor();
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('Suzuki');
    await page.goto('/bulletins');
    await page.locator('.saved-filters a').click();
    await until('it filters', () => new URL(page.url()).search === '?country=PH&tlps=AMBER');

    const noted = (): Promise<string[]> => page.evaluate<string[]>('globalThis.noted');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText(readingTexts.notify.ends).waitFor();
    await press(page, 'Show notifications');
    await page.getByText('On.', { exact: true }).waitFor();
    await page.locator('.line[data-line=live]').waitFor();
    await here.toEmbassy('秘密の題名');
    await until('it notifies', async () => (await noted()).length > 0);
    expect(await noted()).toEqual(['Something waits for you.']);
    const { id } = await publishNew(here.hub, here.police, other, { tlp: 'GREEN', title: 'Secret title' });
    const { bulletin: { reference } } = await ask(OFFICIAL, 'query ($id: ID!) { bulletin(id: $id) { reference } }', { id });
    await until('it notifies again', async () => (await noted()).includes(`New bulletin: ${reference}`));
    expect((await noted()).join()).not.toMatch(/題名|Secret/);
  });

  it('draws the yearly figures for everybody, and for a bulletin’s originator who read it, each beside its table', async () => {
    for (const row of parseFigures(FIGURES, { latestYear: 2026 }).rows) {
      const { key: _, ...input } = figuresToBulletin(row);
      await publishNew(here.hub, here.police, other, input);
    }
    const { page } = await here.open('ja-JP');
    await page.goto('/public');
    await page.locator('.chart svg').waitFor();
    const row = (year: string): Promise<string[]> => page.locator('tr', { has: page.locator(`th:text-is("${year}")`) }).locator('td').allTextContents();
    expect([await row('2022'), await row('2023'), await row('2024')]).toEqual([['44', '38', '46'], ['–', '–', '61'], ['50', '40', '63']]);
    await page.getByRole('button', { name: '政府全体' }).click();
    await page.locator('caption', { hasText: '政府全体' }).waitFor();
    expect(await row('2024')).toEqual(['60', '45', '70']);

    const { id } = await here.toEmbassy('閲覧の推移を見る情報');
    await as(OFFICIAL, 'en-GB', `/bulletins/${id}`).then((reader) => reader.locator('.section').waitFor());
    const police = await as(OFFICER, 'en-GB', `/audit?subject=${id}`);
    await police.getByText('Who read it over time').click();
    await police.locator('.readings .chart svg').waitFor();
    expect(await police.locator('.readings td', { hasText: 'Philippines' }).count()).toBeGreaterThan(0);
    expect(await police.locator('.readings svg').getAttribute('aria-label')).toMatch(/^Readings from .*Philippines/);
    // Of a long record the newest entries are drawn, which is said, and older ones where somebody asks.
    let pages = 0;
    await police.route('**/graphql', (route) => {
      if (!route.request().postData()?.includes('query Readings')) return route.continue();
      pages += 1;
      const nodes = Array.from({ length: 100 }, (_, entry) => ({ id: `${pages} ${entry}`, occurredAt: '2026-11-01T00:00:00Z', organisation: { id: 'long', name: 'Long' } }));
      return route.fulfill({ json: { data: { auditTrail: { nodes, pageInfo: { hasNextPage: pages < 22, endCursor: String(pages) } } } } });
    });
    await police.reload();
    await police.getByText('Who read it over time').click();
    await police.getByText(readingTexts.readings.cut('2,000')).waitFor();
    await police.locator('.readings').getByRole('button', { name: 'Show more' }).click();
    await police.locator('.readings td', { hasText: '2,200' }).waitFor();
    expect(await police.locator('.readings .notice').count()).toBe(0);
  });

  it('has no barrier that axe finds, and fits a phone', async () => {
    const { id } = await here.toEmbassy('検査用の情報');
    const found: string[] = [];
    const look = looker(times(1, 2));
    const page = await as(OFFICER, 'ja-JP');
    for (const [address, ready] of [['/', '.need, .empty'], ['/cases/import', '.submenu'], ['/cases/export', '.empty, .case-list > li'], [`/bulletins/${id}/translations`, '.translate'], [`/bulletins/${id}/edit`, '#part-stages'], ['/bulletins?tlps=AMBER', '.saved-filters'], [`/audit?subject=${id}`, '.fold'], ['/settings', '.card'], ['/public', '.chart svg']] as const) found.push(...await look(page, address, ready));
    expect(found).toEqual([]);
  });

  it('asks nobody but the hub, breaks no rule of its own policy, and throws nothing', () => {
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });
});
