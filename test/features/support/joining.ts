import type { Page } from 'playwright-core';

/** What whoever joins chooses. */
export const NEW_PASSWORD = 'seven quiet herons over the weir';

/** Who is invited by a link makes the account. */
export async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('[name=familyName]').fill('REYES');
  expect(page.url()).not.toContain('#');
  await page.locator('[name=givenName]').fill('Ana');
  await page.locator('[name=password]').fill(NEW_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('.notice[data-kind=good]').waitFor();
}

/** Puts a secret away that is shown once: then it is nowhere on the page. */
export async function putAway(page: Page, name: string, secret: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.locator('.once').waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain(secret);
}
