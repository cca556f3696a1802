import type { Locator, Page } from 'playwright-core';
import { meeting as english } from '../../../apps/console/src/languages/meeting/en.js';
import { meeting as japanese } from '../../../apps/console/src/languages/meeting/ja.js';
import { type ConsoleHub, OFFICIAL } from './console.js';
import { COORDINATOR, type meetingJourney, tokyo } from './meeting.js';

/** The smallest picture there is. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** The journey between the agenda and the session: documents, and who interprets. */
export function interpretationOf(here: ConsoleHub, { on, press, sure, go, fetched, looked, step, asked }: ReturnType<typeof meetingJourney>): void {
  step('has the embassy file a document and let an interpreter into its closed item, and the coordinator enter and assign him, give him a link, and change an item that is fixed', async () => {
    const { documents, interpreting } = english;
    for (const [email, language, interpretation] of [[COORDINATOR, 'ja', null], [OFFICIAL, 'en', 'en'], [OFFICIAL, 'fil', 'fil']] as const) await asked(email, 'mutation ($input: NameMeetingDelegateInput!) { nameMeetingDelegate(input: $input) { delegate { id } } }', { editionId: on.edition, familyName: 'Cruz', givenName: language, language, interpretation });
    await go(on.embassy, 'agenda');
    await on.embassy.locator('.accepted > summary').click();
    const shelters = (page: Page): Locator => page.locator('.agenda-item', { hasText: 'Shelters' });
    await shelters(on.embassy).getByText(english.itemChanges.frozen).waitFor();
    await shelters(on.embassy).locator('.item-documents summary').click();
    await shelters(on.embassy).locator('details input[type=file]').setInputFiles({ name: 'beds.png', mimeType: 'image/png', buffer: PIXEL });
    await shelters(on.embassy).locator('.label', { hasText: documents.changeNo(1) }).waitFor();
    await shelters(on.embassy).getByText(documents.lacks('Filipino')).waitFor();
    expect(await fetched(on.embassy, 'Download beds.png')).toEqual({ name: 'beds.png', begins: expect.stringContaining('PNG') });
    await shelters(on.embassy).locator('summary', { hasText: english.openings.title }).click();
    await shelters(on.embassy).locator('tr', { hasText: 'beds.png' }).filter({ hasText: 'Philippines' }).waitFor();

    // The coordinator enters somebody, and assigns him where he is let in.
    await go(on.coordinator, 'interpretation');
    await press(on.coordinator, japanese.interpreting.enter);
    await on.coordinator.locator('[name=familyName]').fill('佐藤');
    await on.coordinator.locator('[name=givenName]').fill('花子');
    await press(on.coordinator, japanese.interpreting.enter);
    await on.coordinator.getByText(japanese.interpreting.twoLanguages).waitFor();
    await on.coordinator.locator('.code-add select').selectOption('en');
    await on.coordinator.locator('.code-add button').click();
    await press(on.coordinator, japanese.interpreting.enter);
    await on.coordinator.locator('.interpreter', { hasText: '佐藤 花子' }).waitFor();
    const interpreted = on.coordinator.locator('.interpreted', { hasText: 'Shelters' });
    expect(await interpreted.textContent()).toContain(japanese.interpreting.lacks.DOCUMENT_LANGUAGE('フィリピノ語'));
    await interpreted.locator('summary').click();
    await interpreted.locator('select').first().selectOption({ label: '佐藤 花子' });
    await interpreted.getByRole('button', { name: japanese.interpreting.assign, exact: true }).click();
    await interpreted.locator('.label-good', { hasText: japanese.interpreting.covered }).waitFor();

    // Into what is closed its proposer lets him, and nobody else learns of it.
    await go(on.embassy, 'interpretation');
    const closed = on.embassy.locator('.interpreted', { hasText: 'Ginza' });
    await closed.locator('summary', { hasText: interpreting.clear }).click();
    await closed.locator('select').last().selectOption({ index: 1 });
    await closed.getByRole('button', { name: interpreting.clearDo, exact: true }).click();
    await press(on.embassy, english.yes(interpreting.clearDo), '.dialog');
    await closed.getByRole('heading', { name: interpreting.clearances }).waitFor();
    await go(on.coordinator, 'interpretation');
    await on.coordinator.getByRole('heading', { name: japanese.interpreting.closed }).waitFor();
    expect(await on.coordinator.content()).not.toContain('Ginza');

    await on.coordinator.locator('.interpreter summary').click();
    await on.coordinator.locator('[name=linkExpires]').fill(tokyo(48));
    await press(on.coordinator, japanese.interpreting.link, '.interpreter');
    const address = new URL(await on.coordinator.getByLabel(japanese.address, { exact: true }).inputValue()).pathname;
    const shown = async (): Promise<string> => (await fetch(here.hub.url + address)).text();
    expect(await shown()).toContain('Shelters');
    expect(await shown()).not.toContain('Ginza');
    await sure(on.coordinator, japanese.of(japanese.revoke, japanese.interpreting.linkOf('佐藤 花子')), japanese.yes(japanese.revoke));
    await on.coordinator.locator('.interpreter .label', { hasText: japanese.linkStates.REVOKED }).waitFor();
    expect(await shown()).not.toContain('Shelters');
    await looked('/interpretation', on.coordinator);

    await go(on.coordinator, 'agenda');
    await on.coordinator.locator('.accepted > summary').click();
    await shelters(on.coordinator).getByRole('button', { name: japanese.of(japanese.edit, 'Shelters for families') }).click();
    await shelters(on.coordinator).getByText(japanese.itemChanges.notWhom).waitFor();
    await shelters(on.coordinator).locator('[name=presenter]').fill('M. Santos');
    await shelters(on.coordinator).getByRole('button', { name: '保存', exact: true }).click();
    await on.coordinator.locator('.timetable', { hasText: 'M. Santos' }).waitFor();
    await on.coordinator.locator('option', { hasText: japanese.versionNo(2) }).waitFor({ state: 'attached' });
  });
}
