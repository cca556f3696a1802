import type { Page } from 'playwright-core';
import { data } from '@hub/testing';
import { DEMO_PASSWORD } from '../../../apps/hub/src/demo/seed.js';
import { signInAs } from './browser.js';
import type { ConsoleHub, Locale } from './console.js';

/** The police's officers of the demo world: one who writes, and the second pair of eyes. */
export const [POLICE, RELEASER] = ['officer@npa.example', 'releaser@npa.example'] as const;

/** What people of several organisations do in windows of their own, and what is asked beside them. */
export function workers(here: ConsoleHub) {
  const as = async (email: string, locale: Locale, address = '/') => {
    const opened = await here.open(locale);
    await opened.page.goto(address);
    await signInAs(opened.page, email, DEMO_PASSWORD);
    await opened.page.locator('.who').waitFor();
    return opened;
  };
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
  const follow = (page: Page, name: string | RegExp) => page.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name }).first().click();
  const ask = async (email: string, query: string, variables: object) => {
    const { rows: [row] } = await here.hub.superuser<{ id: string }>('SELECT id FROM hub.persons WHERE email = $1', [email]);
    return data(await here.hub.graphql(query, { token: await here.hub.tokenFor(row?.id ?? ''), variables }));
  };
  const revisionOf = async (id: string): Promise<number> => (await ask(POLICE, 'query ($id: ID!) { bulletin(id: $id) { revision } }', { id })).bulletin.revision;
  /** Publishes a working copy by two people. */
  const publishBy = async (id: string, ...emails: string[]): Promise<void> => {
    for (const email of emails) await ask(email, 'mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { state } } }', { input: { id, expectedRevision: await revisionOf(id) } });
  };
  return { as, press, follow, ask, publishBy };
}
