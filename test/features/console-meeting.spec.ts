import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { meeting as english } from '../../apps/console/src/languages/meeting/en.js';
import { tasks } from '../../apps/console/src/languages/home.en.js';
import { meeting as japanese } from '../../apps/console/src/languages/meeting/ja.js';
import { browserPath, signInAs } from './support/browser.js';
import { consoleHub } from './support/console.js';
import { COORDINATOR, meetingJourney, soon, tokyo } from './support/meeting.js';
import { interpretationOf } from './support/meeting.interpreting.js';
import { minutesOf } from './support/meeting.minutes.js';

const missing = browserPath() === null && !process.env['CI'];

(missing ? describe.skip : describe)('the meeting in the console', () => {
  const here = consoleHub({}, { keepsWindows: true });
  const journey = meetingJourney(here);
  const { on, press, sure, stands, go, turn, move, fold, fetched, looked, step } = journey;

  step('takes a coordinator (in Japanese) and an embassy (in English) from opening an edition over the poll to the day', async () => {
    ({ page: on.coordinator } = await here.open('ja-JP'));
    await on.coordinator.goto('/meeting');
    await signInAs(on.coordinator, COORDINATOR, DEMO_PASSWORD);
    await on.coordinator.locator('[name=number]').fill('24');
    await press(on.coordinator, japanese.openEdition);
    await stands(on.coordinator, japanese.stepNames.PLANNING);
    await on.coordinator.waitForURL(/\/meeting\/[0-9a-f-]{36}$/);
    on.edition = new URL(on.coordinator.url()).pathname.split('/')[2] ?? '';

    // Days are looked for, and the parties asked about those that were found.
    await on.coordinator.locator('.next').getByRole('link').click();
    await on.coordinator.locator('[name=from]').fill(tokyo(40 * 24).slice(0, 10));
    await on.coordinator.locator('[name=until]').fill(tokyo(61 * 24).slice(0, 10));
    await press(on.coordinator, japanese.find);
    await on.coordinator.locator('.slots-proposed li').nth(2).waitFor();
    expect(await on.coordinator.locator('details tbody tr').count()).toBeGreaterThanOrEqual(6);
    await on.coordinator.locator('[name=deadline]').fill(tokyo(20 * 24));
    await on.coordinator.locator('[name=quorum]').fill('2');
    await on.coordinator.getByRole('button', { name: /件の候補について尋ねる$/ }).click();
    await on.coordinator.locator('.poll-grid td').first().waitFor();

    // The embassy answers; what a bad line loses stays as it was filled in.
    ({ page: on.embassy } = await here.signedIn('en-GB', '/'));
    await on.embassy.locator('.need', { hasText: tasks.kinds.POLL() }).getByRole('link').click();
    await on.embassy.waitForURL(/\/schedule$/);
    for (const [slot, key] of [[0, 'ArrowLeft'], [1, 'ArrowRight']] as const) {
      await on.embassy.locator('.slots-said li').nth(slot).locator('input:checked').focus();
      await on.embassy.keyboard.press(key);
    }
    expect(await on.embassy.locator('.slots-said input:checked').evaluateAll((inputs) => inputs.slice(0, 2).map((input) => input.getAttribute('value')))).toEqual(['NO', 'YES']);
    await on.embassy.route('**/graphql', (route) => route.abort(), { times: 1 });
    await press(on.embassy, english.sendReply);
    await on.embassy.locator('.reply .notice').waitFor();
    expect(await on.embassy.locator('.slots-said input:checked[value=YES]').count()).toBe(1);
    await press(on.embassy, english.sendReply);
    await on.embassy.getByText(english.replySent).waitFor();
    expect(await on.embassy.locator('.ranking, .enter-reply').count()).toBe(0);

    // Another one comes by telephone. The day on which nobody must be missing is best, and the coordinator decides it.
    await looked('/schedule', on.coordinator);
    await turn(on.coordinator, japanese, 'stand');
    await turn(on.coordinator, japanese, 'schedule');
    await fold(on.coordinator, japanese.enterReply);
    await on.coordinator.locator('.enter-reply .slots-said li').nth(1).locator('[value=YES]').check();
    await press(on.coordinator, japanese.enter);
    await on.coordinator.getByText(japanese.entered).waitFor();
    expect(await on.coordinator.locator('.poll-grid td[data-answer=YES]').count()).toBe(2);
    expect(await on.coordinator.locator('.ranking li').first().textContent()).toContain(japanese.counts(2, 0, 0));
    // The overview is what coordinators see first.
    await on.coordinator.goto('/meeting');
    await on.coordinator.locator('.overview', { hasText: japanese.matters.POLL }).waitFor();
    expect(await on.coordinator.locator('.overview').textContent()).toContain(japanese.safeties.SAFE);
    expect(await on.embassy.locator('.overview').count()).toBe(0);
    await turn(on.coordinator, japanese, 'schedule');
    await on.coordinator.locator('.ranking li').first().getByRole('button').click();
    await press(on.coordinator, japanese.decideYes, '.dialog');
    await on.coordinator.locator('.notice[data-kind=good]').waitFor();
    // It is moved to the day after today, so that it can begin.
    await fold(on.coordinator, japanese.moveDay);
    await on.coordinator.locator('[name=startsLocal]').fill(soon());
    await press(on.coordinator, japanese.decide, 'details:has([name=startsLocal])');
    await on.coordinator.getByText(japanese.decidedNow).waitFor();
  });

  step('has the embassy name a delegate, papers be fetched, and a guest be given a link that is shown once and taken back', async () => {
    await turn(on.coordinator, japanese, 'people');
    await on.coordinator.locator('[name=delegates-deadline]').fill(tokyo(2));
    await press(on.coordinator, japanese.askForDelegates);
    await on.coordinator.locator('.due').waitFor();
    // Reminders stand as they were set, and another deadline leaves them.
    await fold(on.coordinator, japanese.reminders.change);
    await on.coordinator.locator('[name=before-start]').fill('3、x');
    await on.coordinator.getByText(japanese.reminders.wrong).waitFor();
    await on.coordinator.locator('[name=before-start]').fill('3、1');
    // The sentence that it was done stands there from the first time.
    const again = on.coordinator.waitForResponse((response) => response.request().postData()?.includes('InviteMeetingDelegatesInput') ?? false);
    await press(on.coordinator, japanese.otherDeadline);
    await again;
    await go(on.coordinator, 'people');
    expect([await on.coordinator.locator('[name=before-deadline]').inputValue(), await on.coordinator.locator('[name=before-start]').inputValue()]).toEqual(['7, 1', '3, 1']);
    await go(on.embassy, 'people');
    await press(on.embassy, english.nameDelegate);
    await press(on.embassy, english.nameDelegate);
    await on.embassy.getByText(english.fillIn).waitFor();
    await on.embassy.locator('[name=familyName]').fill('Santos');
    await on.embassy.locator('[name=givenName]').fill('Maria');
    await press(on.embassy, english.nameDelegate);
    await on.embassy.locator('.delegate', { hasText: 'Santos Maria' }).first().waitFor();

    await turn(on.coordinator, japanese, 'papers');
    for (const [name, value] of [['documentNumber', '警察庁丙発第12号'], ['datedOn', tokyo(0).slice(0, 10)], ['senderJa', '警察庁'], ['senderEn', 'National Police Agency']] as const) await on.coordinator.locator(`[name=${name}]`).fill(value);
    await press(on.coordinator, '保存');
    await on.coordinator.locator('summary', { hasText: japanese.letterChange }).waitFor();
    expect(await fetched(on.coordinator, japanese.of(japanese.papers.INVITATION_LETTER, 'PDF'))).toEqual({ name: '第24回コンタクトポイント会議 開催案内.pdf', begins: '%PDF' });
    await turn(on.embassy, english, 'papers');
    expect(await fetched(on.embassy, english.of(english.papers.ATTENDEES, 'XLSX'))).toEqual({ name: expect.stringMatching(/\.xlsx$/), begins: 'PK\u0003\u0004' });
    expect(await on.embassy.getByText(english.papers.GATE_LIST).count()).toBe(0);

    await turn(on.coordinator, japanese, 'people');
    await fold(on.coordinator, japanese.makeLink);
    await on.coordinator.locator('[name=holder]').fill('通訳 佐藤');
    await on.coordinator.locator('[name=expires]').fill(tokyo(30 * 24));
    await press(on.coordinator, japanese.makeLink);
    const address = await on.coordinator.getByLabel(japanese.address, { exact: true }).inputValue();
    const opens = async (): Promise<number> => (await fetch(`${here.hub.url}${new URL(address).pathname}`)).status;
    expect(await opens()).toBe(200);
    await turn(on.coordinator, japanese, 'stand');
    await turn(on.coordinator, japanese, 'people');
    await on.coordinator.getByText('通訳 佐藤').first().waitFor();
    expect(await on.coordinator.content()).not.toContain(new URL(address).pathname);
    await sure(on.coordinator, japanese.of(japanese.revoke, '通訳 佐藤'), japanese.yes(japanese.revoke));
    await on.coordinator.getByText(japanese.linkStates.REVOKED).waitFor();
    expect(await opens()).toBe(404);
    await looked('/people', on.coordinator);
  });

  step('takes items onto the agenda, one of them closed to the coordinator, orders them by keyboard and by drag, and fixes version 1', async () => {
    await move('OPEN_AGENDA');
    await stands(on.coordinator, japanese.stepNames.AGENDA_OPEN);
    const propose = async (page: Page, button: string, title: string, minutes: string): Promise<void> => {
      await page.locator('[name=titleEn]').fill(title);
      await page.locator('[name=itemMinutes]').fill(minutes);
      await press(page, button);
      await page.locator('.agenda-item', { hasText: title }).waitFor();
    };
    await go(on.embassy, 'agenda');
    await propose(on.embassy, english.propose, 'Shelters for families', '30');
    await on.embassy.locator('[name=audience][value=some]').check();
    await propose(on.embassy, english.propose, 'A recruiter in Ginza', '20');
    await go(on.coordinator, 'agenda');
    await propose(on.coordinator, japanese.propose, 'Hotline figures', '15');
    expect(await on.coordinator.content()).not.toContain('Ginza');
    for (const left of [2, 1, 0]) {
      await on.coordinator.locator('.waiting').getByRole('button', { name: japanese.accept }).first().click();
      if (left > 0) await on.coordinator.locator('.waiting .count-badge', { hasText: String(left) }).waitFor();
      else await on.coordinator.locator('.waiting').waitFor({ state: 'detached' });
    }
    const titles = async (of = '.order-title'): Promise<string[]> => (await on.coordinator.locator(of).allTextContents()).map((text) => /Shelters|Hotline|非公開/.exec(text)?.[0] ?? text);
    const before = await titles();
    expect(before).toHaveLength(3);
    await on.coordinator.locator('.handle').first().focus();
    await on.coordinator.keyboard.press('ArrowDown');
    await on.coordinator.keyboard.press('ArrowDown');
    expect(await titles()).toEqual([before[1], before[2], before[0]]);
    expect(await on.coordinator.evaluate('document.activeElement.className')).toBe('handle');
    await press(on.coordinator, japanese.saveOrder);
    await on.coordinator.getByText(japanese.orderUnsaved).waitFor({ state: 'detached' });
    expect(await titles('.timetable tr:is([data-kind=ITEM], [data-kind=CLOSED]) td:nth-child(2)')).toEqual([before[1], before[2], before[0]]);
    await on.coordinator.locator('.order li').nth(2).dragTo(on.coordinator.locator('.order li').nth(0));
    expect(await titles()).toEqual(before);
    await press(on.coordinator, japanese.saveOrder);
    await on.coordinator.getByText(japanese.orderUnsaved).waitFor({ state: 'detached' });
    // Breaks by keyboard: the day is laid out anew.
    const breaks = on.coordinator.locator('.breaks');
    await breaks.locator('summary').focus();
    await on.coordinator.keyboard.press('Enter');
    for (const [name, value] of [['breakMinutes', '5'], ['breakAfter', '30'], ['lunchMinutes', '0']] as const) {
      await breaks.locator(`[name=${name}]`).focus();
      await on.coordinator.keyboard.press('ControlOrMeta+A');
      await on.coordinator.keyboard.type(value);
    }
    await on.coordinator.keyboard.press('Enter');
    await breaks.locator('summary', { hasText: japanese.breaks.short(5, 30, 0, '12:00') }).waitFor();
    await on.coordinator.locator('.timetable tr[data-kind=BREAK]').first().waitFor();
    await looked('/agenda', on.coordinator);
    await go(on.embassy, 'agenda');
    await on.embassy.locator('.timetable', { hasText: 'A recruiter in Ginza' }).waitFor();
    await move('FREEZE_AGENDA');
    await stands(on.coordinator, japanese.stepNames.AGENDA_FROZEN);
  });

  interpretationOf(here, journey);
  minutesOf(here, journey);
});
