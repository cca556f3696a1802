import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { data } from '@hub/testing';
import type { meeting as english } from '../../../apps/console/src/languages/meeting/en.js';
import { meeting as japanese } from '../../../apps/console/src/languages/meeting/ja.js';
import { times } from '../../faults/support/campaign.js';
import { looker } from './browser.js';
import type { ConsoleHub } from './console.js';

/** Who coordinates in the demo world. */
export const COORDINATOR = 'coordinator@npa.example';
const HOUR = 3_600_000;
/** What the clock in Tokyo shows so many hours ahead, as a field takes it. */
export const tokyo = (hours: number): string => new Date(Date.now() + (hours + 9) * HOUR).toISOString().slice(0, 16);
/** A start within the next day that leaves an hour of that day. */
export const soon = (): string => Array.from({ length: 20 }, (_, n) => tokyo(3 + n)).find((local) => Number(local.slice(11, 13)) < 20) ?? '';

/** A year of the meeting, told in one journey of a coordinator (in Japanese) and an embassy (in English). */
export interface Journey { coordinator: Page; embassy: Page; edition: string }

/** What the steps of the journey are made of; `on` is where it stands. */
export function meetingJourney(here: ConsoleHub) {
  const on = {} as Journey;
  const press = (page: Page, name: string, within = 'main'): Promise<void> => page.locator(within).getByRole('button', { name, exact: true }).click();
  const sure = async (page: Page, name: string, confirm: string, within = 'main'): Promise<void> => {
    await press(page, name, within);
    await press(page, confirm, '.dialog');
  };
  const stands = (page: Page, step: string): Promise<void> => page.locator('.steps-line li[aria-current=step]', { hasText: step }).waitFor();
  /** A part of the meeting, as it is now: loaded anew, for somebody else has changed it; */
  const go = async (page: Page, part: string): Promise<void> => {
    await page.goto(`/meeting/${on.edition}/${part}`);
    await page.locator('.parts a[aria-current=page]').waitFor();
  };
  /** or as one goes from part to part. */
  const turn = async (page: Page, words: typeof english, part: keyof typeof english.parts): Promise<void> => {
    await page.locator('.parts').getByRole('link', { name: words.parts[part], exact: true }).click();
    await page.locator('.parts a[aria-current=page]', { hasText: words.parts[part] }).waitFor();
  };
  /** A step of the year. */
  const move = async (act: keyof typeof japanese.sure): Promise<void> => {
    await turn(on.coordinator, japanese, 'stand');
    await sure(on.coordinator, japanese.acts[act], japanese.yes(japanese.acts[act]), '.next');
  };
  const fold = (page: Page, name: string): Promise<void> => page.locator('main summary', { hasText: name }).first().click();
  const fetched = async (page: Page, button: string): Promise<{ name: string; begins: string }> => {
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
    return { name: download.suggestedFilename(), begins: readFileSync(await download.path()).toString('latin1', 0, 4) };
  };
  /** What stands in somebody's way in a part, while there is something to do in it; in full, in that of both. Each goes on in his own language. */
  const look = looker(times(1, 2));
  const lookedAt = async (address: string, ready: string, who: Page): Promise<void> => {
    const found: string[] = [];
    for (const [page, lang] of [[on.coordinator, 'ja'], [on.embassy, 'en']] as const) {
      if (page !== who && times(0, 1) === 0) continue;
      found.push(...(await look(page, address, ready)));
      await page.locator(`.head .switch button[lang=${lang}]`).click();
      await page.locator(`html[lang=${lang}]`).waitFor();
    }
    expect(found).toEqual([]);
  };
  const looked = (part: string, who: Page): Promise<void> => lookedAt(`/meeting/${on.edition}${part}`, '.parts ~ :not(.loading)', who);

  // The windows stay open from step to step, and what follows a step that failed is not tried.
  let broken = false;
  const step = (title: string, walk: () => Promise<void>): void => it(title, async () => {
    if (broken) throw new Error('A step before this one failed.');
    broken = true;
    await walk();
    broken = false;
  }, 120_000);

  /** Somebody's own words to the hub, past the console. */
  async function asked(email: string, text: string, input: object = {}): Promise<ReturnType<typeof data>> {
    const { rows: [row] } = await here.hub.superuser<{ id: string }>('SELECT id FROM hub.persons WHERE email = $1', [email]);
    return data(await here.hub.graphql(text, { token: await here.hub.tokenFor(row?.id ?? ''), variables: { input } }));
  }
  return { on, press, sure, stands, go, turn, move, fold, fetched, looked, lookedAt, step, asked };
}
