// What is done on a page before its picture is taken.
const CASES = 'case_id,prs_FirstName,con_Consent,prs_Citizenship,vic_TraffickingStatus\nK-1,Ana,true,PH,PossibleVictimOfTrafficking\nK-2,Lan,false,VN,PossibleVictimOfTrafficking\nK-3,,,Narnia,\n';
/** Chooses a file of cases. */
export const chooseCases = async (page) => { await page.locator('input[name=cases]').setInputFiles({ name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(CASES) }); await page.locator('.case-report').waitFor(); };
/** Scrolls to the figures' chart. */
export const toChart = async (page) => page.locator('#figures').scrollIntoViewIfNeeded().then(() => page.evaluate(() => document.querySelector('#figures').scrollIntoView()));
/** Opens the form of one more stage. */
export const addStage = async (page) => { await page.locator('[aria-labelledby=part-stages] > .button').click(); await page.locator('.stage-form').waitFor(); };
/** What is sent for a picture is taken back, so that the next one finds it. */
export const takeBack = async (page) => { await page.locator('.outgoing .button-first').click(); await page.locator('[data-outgoing]').waitFor({ state: 'detached' }); };
/** Opens what stands at the foot of each page for an emergency. */
export const unfoldHelp = async (page) => page.locator('.foot .help > summary').click();
/** Goes on to a page while the hub answers nothing. */
export const holdAnswers = async (page) => {
  await page.route('**/graphql', () => undefined);
  await page.locator('.menu a[href="/bulletins"]').click();
  await page.locator('main .loading').waitFor();
};
/** Has years written by era, and goes home. */
export const chooseEra = async (page) => {
  await page.locator('select:has(option[value=japanese])').selectOption('japanese');
  await page.locator('.menu a[href="/"]').click();
  await page.locator('.news-row').first().waitFor();
};
/** Goes from the record to the proof of its newest entry that is sealed. */
export const toProof = async (page) => {
  await page.locator('tr:has(td.number:text-matches("^[0-9]+$")) a[href^="/audit/entries/"]').first().click();
  await page.locator('.proof').waitFor();
};
