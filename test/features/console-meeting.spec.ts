import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { meeting as english } from '../../apps/console/src/languages/meeting/en.js';
import { meeting as japanese } from '../../apps/console/src/languages/meeting/ja.js';
import { browserPath, signInAs } from './support/browser.js';
import { consoleHub, OFFICIAL } from './support/console.js';

const COORDINATOR = 'coordinator@npa.example';
const HOUR = 3_600_000;
/** What the clock in Tokyo shows so many hours ahead, as a field takes it. */
const tokyo = (hours: number): string => new Date(Date.now() + (hours + 9) * HOUR).toISOString().slice(0, 16);
const missing = browserPath() === null && !process.env['CI'];

(missing ? describe.skip : describe)('the meeting in the console', () => {
  const here = consoleHub();
  let coordinator: Page, embassy: Page, edition: string;
  const press = (page: Page, name: string, within = 'main'): Promise<void> => page.locator(within).getByRole('button', { name, exact: true }).click();
  const stands = (page: Page, step: string): Promise<void> => page.locator('.steps-line li[aria-current=step]', { hasText: step }).waitFor();
  const go = async (page: Page, part = ''): Promise<void> => {
    await page.goto(`/meeting/${edition}${part && `/${part}`}`);
    await page.locator('.parts a[aria-current=page]').waitFor();
  };
  const fold = (page: Page, name: string): Promise<void> => page.locator('main summary', { hasText: name }).first().click();

  it('takes a coordinator (in Japanese) and an embassy (in English) from opening an edition over the poll to ranked answers, and loses nothing over a bad line', async () => {
    ({ page: coordinator } = await here.open('ja-JP'));
    await coordinator.goto('/meeting');
    await signInAs(coordinator, COORDINATOR, DEMO_PASSWORD);
    await coordinator.locator('[name=number]').fill('24');
    await press(coordinator, japanese.openEdition);
    await stands(coordinator, japanese.stepNames.PLANNING);
    edition = new URL(coordinator.url()).pathname.split('/')[2] ?? '';

    // Days are looked for, and the parties asked about those that were found.
    await coordinator.locator('.next').getByRole('link').click();
    await coordinator.locator('[name=from]').fill(tokyo(40 * 24).slice(0, 10));
    await coordinator.locator('[name=until]').fill(tokyo(61 * 24).slice(0, 10));
    await press(coordinator, japanese.find);
    await coordinator.locator('.slots-proposed li').nth(2).waitFor();
    expect(await coordinator.locator('details tbody tr').count()).toBeGreaterThanOrEqual(6);
    await coordinator.locator('[name=deadline]').fill(tokyo(20 * 24));
    await coordinator.locator('[name=quorum]').fill('2');
    await coordinator.getByRole('button', { name: /件の候補について尋ねる$/ }).click();
    await coordinator.locator('.poll-grid td').first().waitFor();

    // The embassy answers; what a bad line loses stays as it was filled in.
    ({ page: embassy } = await here.signedIn('en-GB', '/meeting'));
    await stands(embassy, english.stepNames.POLLING);
    await embassy.locator('.next').getByRole('link').click();
    await embassy.locator('.slots-said li').nth(0).locator('[value=NO]').check();
    await embassy.locator('.slots-said li').nth(1).locator('[value=YES]').check();
    await embassy.route('**/graphql', (route) => route.abort(), { times: 1 });
    await press(embassy, english.sendReply);
    await embassy.locator('.reply .notice').waitFor();
    expect(await embassy.locator('.slots-said input:checked[value=YES]').count()).toBe(1);
    await press(embassy, english.sendReply);
    await embassy.getByText(english.replySent).waitFor();
    expect(await embassy.locator('.ranking, .enter-reply').count()).toBe(0);

    // Another one comes by telephone. The day that suits both is best.
    await go(coordinator, 'schedule');
    await fold(coordinator, japanese.enterReply);
    await coordinator.locator('.enter-reply .slots-said li').nth(1).locator('[value=YES]').check();
    await press(coordinator, japanese.enter);
    await coordinator.getByText(japanese.entered).waitFor();
    expect(await coordinator.locator('.poll-grid td[data-answer=YES]').count()).toBe(2);
    expect(await coordinator.locator('.ranking li').first().textContent()).toContain(japanese.counts(2, 0, 0));
  }, 120_000);
});
