import type { Locator, Page } from 'playwright-core';
import { data, type TestPerson } from '@hub/testing';
import { DEMO_PASSWORD } from '../../../apps/hub/src/demo/seed.js';
import { SOAK } from '../../faults/support/campaign.js';
import { barriers, signInAs } from './browser.js';
import type { ConsoleHub, Locale } from './console.js';

/** Who writes, and who approves. */
export const [OFFICER, SECOND] = ['officer@npa.example', 'releaser@npa.example'];
const EDITABLE = 'query ($id: ID!) { bulletin(id: $id) { state revision title version publishedAt withdrawalReason countries pending { state returnedReason } editable { title audience { organisationIds } sections { heading body audience { organisationIds } } } } }';

/** What tests of writing in the console do again and again. */
export function writersIn(here: ConsoleHub) {
  const as = async (email: string, locale: Locale, address: string): Promise<Page> => {
    const { page } = await here.open(locale);
    await page.goto(address);
    await signInAs(page, email, DEMO_PASSWORD);
    await page.locator('.who').waitFor();
    return page;
  };
  const read = async (id: string) => data(await here.hub.graphql(EDITABLE, { token: here.police.token, variables: { id } })).bulletin;
  const saved = (page: Page): Promise<void> => page.locator('.saved-line[data-standing=saved]').waitFor();
  const check = (page: Page, id: string): Locator => page.locator('fieldset.audience label.check', { has: page.locator(`input[value="${id}"]`) });
  const idIn = (page: Page): string => /bulletins\/([^/]+)\/(edit|review)/.exec(page.url())?.[1] ?? '';
  const second = async (): Promise<TestPerson> => {
    const { rows: [row] } = await here.hub.superuser<{ id: string; organisation_id: string }>('SELECT id, organisation_id FROM hub.persons WHERE email = $1', [SECOND]);
    if (!row) throw new Error(SECOND);
    return { id: row.id, organisationId: row.organisation_id, email: SECOND, token: await here.hub.tokenFor(row.id) };
  };
  const endSessions = (email: string) => here.hub.superuser("UPDATE hub.sessions SET ended_at = now(), end_reason = 'ended-by-person' WHERE ended_at IS NULL AND person_id = (SELECT id FROM hub.persons WHERE email = $1) AND id IN (SELECT session_id FROM hub.refresh_tokens)", [email]);
  /** Tabs to what is named so. */
  const reach = async (page: Page, name: RegExp): Promise<void> => {
    for (let pressed = 0; pressed < 120; pressed += 1) {
      await page.keyboard.press('Tab');
      if (name.test(await page.evaluate<string>("document.activeElement.name || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))) return;
    }
    throw new Error(`${String(name)} is not reached by Tab.`);
  };
  return { as, read, saved, check, idIn, second, endSessions, reach };
}

/** Looks at a page as it stands, in a theme, in both by the soak: what axe finds, and whether it is wider than a phone. */
export function looksInTurn() {
  const found: string[] = [];
  let looks = 0;
  const look = async (page: Page, what: string): Promise<void> => {
    // What was said while a button waited goes away after some seconds by itself.
    await page.evaluate("document.querySelectorAll('[data-live-announcer] [role=img]').forEach((said) => said.remove())");
    // One of them in the sample.
    const themes = ['light', 'dark'];
    for (const theme of SOAK ? themes : themes.splice(looks++ % 2, 1)) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      found.push(...(await barriers(page)).map((line) => `${what} ${theme}: ${line}`));
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (wide > 360) found.push(`${what} is ${wide} wide on a phone`);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  return { look, found };
}
