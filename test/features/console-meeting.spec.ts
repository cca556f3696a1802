import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { data } from '@hub/testing';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { meeting as english } from '../../apps/console/src/languages/meeting/en.js';
import { meeting as japanese } from '../../apps/console/src/languages/meeting/ja.js';
import { times } from '../faults/support/campaign.js';
import { browserPath, looker, signInAs } from './support/browser.js';
import { consoleHub, OFFICIAL } from './support/console.js';

const COORDINATOR = 'coordinator@npa.example';
const HOUR = 3_600_000;
/** What the clock in Tokyo shows so many hours ahead, as a field takes it. */
const tokyo = (hours: number): string => new Date(Date.now() + (hours + 9) * HOUR).toISOString().slice(0, 16);
/** A start within the next day that leaves an hour of that day. */
const soon = (): string => Array.from({ length: 20 }, (_, n) => tokyo(3 + n)).find((local) => Number(local.slice(11, 13)) < 20) ?? '';
const missing = browserPath() === null && !process.env['CI'];

(missing ? describe.skip : describe)('the meeting in the console', () => {
  const here = consoleHub({}, { keepsWindows: true });
  let coordinator: Page, embassy: Page, edition: string;
  const press = (page: Page, name: string, within = 'main'): Promise<void> => page.locator(within).getByRole('button', { name, exact: true }).click();
  const sure = async (page: Page, name: string, confirm: string, within = 'main'): Promise<void> => {
    await press(page, name, within);
    await press(page, confirm, '.dialog');
  };
  const stands = (page: Page, step: string): Promise<void> => page.locator('.steps-line li[aria-current=step]', { hasText: step }).waitFor();
  /** A part of the meeting, as it is now: loaded anew, for somebody else has changed it; */
  const go = async (page: Page, part: string): Promise<void> => {
    await page.goto(`/meeting/${edition}/${part}`);
    await page.locator('.parts a[aria-current=page]').waitFor();
  };
  /** or as one goes from part to part. */
  const turn = async (page: Page, words: typeof english, part: keyof typeof english.parts): Promise<void> => {
    await page.locator('.parts').getByRole('link', { name: words.parts[part], exact: true }).click();
    await page.locator('.parts a[aria-current=page]', { hasText: words.parts[part] }).waitFor();
  };
  /** A step of the year. */
  const move = async (act: keyof typeof japanese.sure): Promise<void> => {
    await turn(coordinator, japanese, 'stand');
    await sure(coordinator, japanese.acts[act], japanese.yes(japanese.acts[act]), '.next');
  };
  const fold = (page: Page, name: string): Promise<void> => page.locator('main summary', { hasText: name }).first().click();
  const fetched = async (page: Page, button: string): Promise<{ name: string; begins: string }> => {
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
    return { name: download.suggestedFilename(), begins: readFileSync(await download.path()).toString('latin1', 0, 4) };
  };
  /** What stands in somebody's way in a part, while there is something to do in it; in full, in that of both. Each goes on in his own language. */
  const look = looker(times(1, 2));
  const looked = async (part: string, who: Page): Promise<void> => {
    const found: string[] = [];
    for (const [page, lang] of [[coordinator, 'ja'], [embassy, 'en']] as const) {
      if (page !== who && times(0, 1) === 0) continue;
      found.push(...(await look(page, `/meeting/${edition}${part}`, '.parts ~ :not(.loading)')));
      await page.locator(`.head .switch button[lang=${lang}]`).click();
      await page.locator(`html[lang=${lang}]`).waitFor();
    }
    expect(found).toEqual([]);
  };

  // One year, told in one journey: the windows stay open from step to step, and what follows a step that failed is not tried.
  let broken = false;
  const step = (title: string, walk: () => Promise<void>): void => it(title, async () => {
    if (broken) throw new Error('A step before this one failed.');
    broken = true;
    await walk();
    broken = false;
  }, 120_000);

  step('takes a coordinator (in Japanese) and an embassy (in English) from opening an edition over the poll to the day', async () => {
    ({ page: coordinator } = await here.open('ja-JP'));
    await coordinator.goto('/meeting');
    await signInAs(coordinator, COORDINATOR, DEMO_PASSWORD);
    await coordinator.locator('[name=number]').fill('24');
    await press(coordinator, japanese.openEdition);
    await stands(coordinator, japanese.stepNames.PLANNING);
    await coordinator.waitForURL(/\/meeting\/[0-9a-f-]{36}$/);
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
    for (const [slot, key] of [[0, 'ArrowLeft'], [1, 'ArrowRight']] as const) {
      await embassy.locator('.slots-said li').nth(slot).locator('input:checked').focus();
      await embassy.keyboard.press(key);
    }
    expect(await embassy.locator('.slots-said input:checked').evaluateAll((inputs) => inputs.slice(0, 2).map((input) => input.getAttribute('value')))).toEqual(['NO', 'YES']);
    await embassy.route('**/graphql', (route) => route.abort(), { times: 1 });
    await press(embassy, english.sendReply);
    await embassy.locator('.reply .notice').waitFor();
    expect(await embassy.locator('.slots-said input:checked[value=YES]').count()).toBe(1);
    await press(embassy, english.sendReply);
    await embassy.getByText(english.replySent).waitFor();
    expect(await embassy.locator('.ranking, .enter-reply').count()).toBe(0);

    // Another one comes by telephone. The day on which nobody must be missing is best, and the coordinator decides it.
    await looked('/schedule', coordinator);
    await turn(coordinator, japanese, 'stand');
    await turn(coordinator, japanese, 'schedule');
    await fold(coordinator, japanese.enterReply);
    await coordinator.locator('.enter-reply .slots-said li').nth(1).locator('[value=YES]').check();
    await press(coordinator, japanese.enter);
    await coordinator.getByText(japanese.entered).waitFor();
    expect(await coordinator.locator('.poll-grid td[data-answer=YES]').count()).toBe(2);
    expect(await coordinator.locator('.ranking li').first().textContent()).toContain(japanese.counts(2, 0, 0));
    // The overview is what coordinators see first.
    await coordinator.goto('/meeting');
    await coordinator.locator('.overview', { hasText: japanese.matters.POLL }).waitFor();
    expect(await coordinator.locator('.overview').textContent()).toContain(japanese.safeties.SAFE);
    expect(await embassy.locator('.overview').count()).toBe(0);
    await turn(coordinator, japanese, 'schedule');
    await coordinator.locator('.ranking li').first().getByRole('button').click();
    await press(coordinator, japanese.decideYes, '.dialog');
    await coordinator.locator('.notice[data-kind=good]').waitFor();
    // It is moved to the day after today, so that it can begin.
    await fold(coordinator, japanese.moveDay);
    await coordinator.locator('[name=startsLocal]').fill(soon());
    await press(coordinator, japanese.decide, 'details:has([name=startsLocal])');
    await coordinator.getByText(japanese.decidedNow).waitFor();
  });

  step('has the embassy name a delegate, papers be fetched, and a guest be given a link that is shown once and taken back', async () => {
    await turn(coordinator, japanese, 'people');
    await coordinator.locator('[name=delegates-deadline]').fill(tokyo(2));
    await press(coordinator, japanese.askForDelegates);
    await coordinator.locator('.due').waitFor();
    await go(embassy, 'people');
    await press(embassy, english.nameDelegate);
    await press(embassy, english.nameDelegate);
    await embassy.getByText(english.fillIn).waitFor();
    await embassy.locator('[name=familyName]').fill('Santos');
    await embassy.locator('[name=givenName]').fill('Maria');
    await press(embassy, english.nameDelegate);
    await embassy.locator('.delegate', { hasText: 'Santos Maria' }).first().waitFor();

    await turn(coordinator, japanese, 'papers');
    for (const [name, value] of [['documentNumber', '警察庁丙発第12号'], ['datedOn', tokyo(0).slice(0, 10)], ['senderJa', '警察庁'], ['senderEn', 'National Police Agency']] as const) await coordinator.locator(`[name=${name}]`).fill(value);
    await press(coordinator, '保存');
    await coordinator.locator('summary', { hasText: japanese.letterChange }).waitFor();
    expect(await fetched(coordinator, japanese.of(japanese.papers.INVITATION_LETTER, 'PDF'))).toEqual({ name: '第24回コンタクトポイント会議 開催案内.pdf', begins: '%PDF' });
    await turn(embassy, english, 'papers');
    expect(await fetched(embassy, english.of(english.papers.ATTENDEES, 'XLSX'))).toEqual({ name: expect.stringMatching(/\.xlsx$/), begins: 'PK\u0003\u0004' });
    expect(await embassy.getByText(english.papers.GATE_LIST).count()).toBe(0);

    await turn(coordinator, japanese, 'people');
    await fold(coordinator, japanese.makeLink);
    await coordinator.locator('[name=holder]').fill('通訳 佐藤');
    await coordinator.locator('[name=expires]').fill(tokyo(30 * 24));
    await press(coordinator, japanese.makeLink);
    const address = await coordinator.getByLabel(japanese.address, { exact: true }).inputValue();
    const opens = async (): Promise<number> => (await fetch(`${here.hub.url}${new URL(address).pathname}`)).status;
    expect(await opens()).toBe(200);
    await turn(coordinator, japanese, 'stand');
    await turn(coordinator, japanese, 'people');
    await coordinator.getByText('通訳 佐藤').first().waitFor();
    expect(await coordinator.content()).not.toContain(new URL(address).pathname);
    await sure(coordinator, japanese.of(japanese.revoke, '通訳 佐藤'), japanese.yes(japanese.revoke));
    await coordinator.getByText(japanese.linkStates.REVOKED).waitFor();
    expect(await opens()).toBe(404);
    await looked('/people', coordinator);
  });

  step('takes items onto the agenda, one of them closed to the coordinator, orders them by keyboard and by drag, and fixes version 1', async () => {
    await move('OPEN_AGENDA');
    await stands(coordinator, japanese.stepNames.AGENDA_OPEN);
    const propose = async (page: Page, button: string, title: string, minutes: string): Promise<void> => {
      await page.locator('[name=titleEn]').fill(title);
      await page.locator('[name=itemMinutes]').fill(minutes);
      await press(page, button);
      await page.locator('.agenda-item', { hasText: title }).waitFor();
    };
    await go(embassy, 'agenda');
    await propose(embassy, english.propose, 'Shelters for families', '30');
    await embassy.locator('[name=audience][value=some]').check();
    await propose(embassy, english.propose, 'A recruiter in Ginza', '20');
    await go(coordinator, 'agenda');
    await propose(coordinator, japanese.propose, 'Hotline figures', '15');
    expect(await coordinator.content()).not.toContain('Ginza');
    for (const left of [2, 1, 0]) {
      await coordinator.locator('.waiting').getByRole('button', { name: japanese.accept }).first().click();
      if (left > 0) await coordinator.locator('.waiting .count-badge', { hasText: String(left) }).waitFor();
      else await coordinator.locator('.waiting').waitFor({ state: 'detached' });
    }
    const titles = async (of = '.order-title'): Promise<string[]> => (await coordinator.locator(of).allTextContents()).map((text) => /Shelters|Hotline|非公開/.exec(text)?.[0] ?? text);
    const before = await titles();
    expect(before).toHaveLength(3);
    await coordinator.locator('.handle').first().focus();
    await coordinator.keyboard.press('ArrowDown');
    await coordinator.keyboard.press('ArrowDown');
    expect(await titles()).toEqual([before[1], before[2], before[0]]);
    expect(await coordinator.evaluate('document.activeElement.className')).toBe('handle');
    await press(coordinator, japanese.saveOrder);
    await coordinator.getByText(japanese.orderUnsaved).waitFor({ state: 'detached' });
    expect(await titles('.timetable tr:is([data-kind=ITEM], [data-kind=CLOSED]) td:nth-child(2)')).toEqual([before[1], before[2], before[0]]);
    await coordinator.locator('.order li').nth(2).dragTo(coordinator.locator('.order li').nth(0));
    expect(await titles()).toEqual(before);
    await press(coordinator, japanese.saveOrder);
    await coordinator.getByText(japanese.orderUnsaved).waitFor({ state: 'detached' });
    await looked('/agenda', coordinator);
    await go(embassy, 'agenda');
    await embassy.locator('.timetable', { hasText: 'A recruiter in Ginza' }).waitFor();
    await move('FREEZE_AGENDA');
    await stands(coordinator, japanese.stepNames.AGENDA_FROZEN);
  });

  step('keeps both lines where two secretaries write into the same one, and what is decided and taken on', async () => {
    await move('BEGIN');
    await stands(coordinator, japanese.stepNames.IN_SESSION);
    await turn(coordinator, japanese, 'session');
    const there = coordinator.locator('.attendance').first();
    for (const name of [/フィリピン/, /警察庁/]) {
      await there.locator('li', { hasText: name }).first().locator('[value=IN_PERSON]').check();
    }
    await coordinator.getByText(japanese.presentOf(2, 2)).first().waitFor();
    const item = coordinator.locator('.session-item', { hasText: 'Shelters' });
    const notes = item.locator('textarea').first();
    await notes.fill('空室は6床');
    await item.getByRole('button', { name: japanese.saveNotes }).click();
    await item.getByText(japanese.savedAs(1)).waitFor();
    const { itemId } = (await asked(COORDINATOR, `{ meetingEdition(id: "${edition}") { session { items { itemId title(language: "en") } } } }`)).meetingEdition.session.items.find(({ title }: { title: string }) => title.startsWith('Shelters'));
    await asked(COORDINATOR, 'mutation ($input: WriteMeetingNotesInput!) { writeMeetingNotes(input: $input) { text { revision } } }', { itemId, language: 'JA', expectedRevision: 1, body: '空室は5床' });
    await notes.fill('空室は7床\n名簿を作る');
    await item.getByRole('button', { name: japanese.saveNotes }).click();
    await item.getByText(japanese.bothWrote).waitFor();
    expect(await notes.inputValue()).toBe('空室は5床\n空室は7床\n名簿を作る');
    // Whoever looks elsewhere before he has put it right finds it as it was.
    await turn(coordinator, japanese, 'agenda');
    await coordinator.locator('.timetable').waitFor();
    await turn(coordinator, japanese, 'session');
    expect(await notes.inputValue()).toBe('空室は5床\n空室は7床\n名簿を作る');
    await item.getByRole('button', { name: japanese.saveNotes }).click();
    await item.getByText(japanese.savedAs(3)).waitFor();

    await item.locator('summary', { hasText: japanese.addDecision }).click();
    await item.getByLabel(japanese.inJapanese(japanese.decision)).fill('名簿を毎月更新する。');
    await item.getByRole('button', { name: japanese.addDecision }).click();
    await item.locator('.decisions li', { hasText: '名簿を毎月更新する。' }).waitFor();
    await item.locator('summary', { hasText: japanese.addAction }).click();
    await item.getByLabel(japanese.inEnglish(japanese.actionText)).fill('Send the list of shelters.');
    await item.getByLabel(japanese.ownerName).selectOption({ value: here.embassy });
    await item.locator('[name=dueOn]').fill(tokyo(30 * 24).slice(0, 10));
    await item.getByRole('button', { name: japanese.addAction }).click();
    await item.locator('.taken-on li', { hasText: 'Send the list' }).waitFor();
    await looked('/session', coordinator);
    await move('END');
    await stands(coordinator, japanese.stepNames.MINUTES_IN_REVIEW);
  });

  step('brings the minutes through comments and answers to approval, and has the embassy report on what it took on', async () => {
    await turn(coordinator, japanese, 'minutes');
    await coordinator.locator('[name=closesAt]').fill(tokyo(10 * 24));
    await press(coordinator, japanese.openReview);
    await coordinator.getByText(japanese.minutesStates.IN_REVIEW, { exact: true }).waitFor();

    await go(embassy, 'minutes');
    await embassy.getByText(english.onlyIn.JA).first().waitFor();
    const item = (await embassy.locator('.comment-form option', { hasText: 'Shelters' }).getAttribute('value')) ?? '';
    await embassy.locator('.comment-form select').selectOption(item);
    await embassy.getByLabel(english.commentText, { exact: true }).fill('Six, not five.');
    await embassy.getByLabel(english.passage).fill('空室は5床');
    await embassy.getByLabel(english.proposal).fill('空室は6床');
    await press(embassy, english.sendComment);
    await embassy.getByText(english.commentSent).waitFor();
    await asked(OFFICIAL, 'mutation ($input: CommentOnMinutesInput!) { commentOnMinutes(input: $input) { edition { id } } }', { editionId: edition, itemId: item, language: 'EN', body: 'The tea was cold.' });
    await embassy.locator('[value=OBJECTED]').check();
    await embassy.getByLabel(english.objection, { exact: true }).fill('The number of beds is wrong.');
    await press(embassy, english.sendResponse);
    await embassy.getByText(english.responseSent).waitFor();

    await go(coordinator, 'minutes');
    await sure(coordinator, japanese.approve, japanese.yes(japanese.approve));
    await coordinator.locator('.notice[role=alert]').waitFor();
    // Each comment is taken up or declined, for all to see.
    const [up, down] = ['Six, not five.', 'The tea was cold.'].map((text) => coordinator.locator('.comments > li', { hasText: text }));
    await up?.locator('summary').click();
    await up?.getByRole('button', { name: japanese.outcomesDo.TAKEN_UP }).click();
    await up?.locator('.label', { hasText: japanese.outcomes.TAKEN_UP }).waitFor();
    await coordinator.locator('.minutes-text', { hasText: '空室は6床' }).waitFor();
    await down?.locator('summary').click();
    await down?.locator('[value=DECLINED]').check();
    await down?.getByLabel(japanese.reason, { exact: true }).fill('議事ではない。');
    await down?.getByRole('button', { name: japanese.outcomesDo.DECLINED }).click();
    await down?.locator('.label', { hasText: japanese.outcomes.DECLINED }).waitFor();
    await press(coordinator, japanese.sendResponse);
    await coordinator.getByText(japanese.responseSent).waitFor();
    await go(embassy, 'minutes');
    await embassy.locator('[name=response][value=APPROVED_WITH_RESERVATION]').check();
    await embassy.getByLabel(english.reservation, { exact: true }).fill('The beds are for families alone.');
    await press(embassy, english.changeResponse);
    await embassy.getByText(english.responseSent).waitFor();
    await looked('/minutes', embassy);
    await go(coordinator, 'minutes');
    await sure(coordinator, japanese.approve, japanese.yes(japanese.approve));
    await coordinator.getByRole('heading', { name: japanese.seal }).waitFor();
    expect(await coordinator.locator('.minutes-text').textContent()).toContain('名簿を毎月更新する。');
    await coordinator.getByText('The beds are for families alone.').first().waitFor();

    await looked('/actions', embassy);
    await turn(embassy, english, 'stand');
    await turn(embassy, english, 'actions');
    await embassy.getByLabel(english.reportText).fill('Sent to all parties.');
    await embassy.locator('[value=DONE]').check();
    await press(embassy, english.sendReport);
    await embassy.locator('.action[data-state=DONE]').waitFor();
  });

  step('closes the edition and stands at the next one, having asked nothing of anybody else', async () => {
    await looked('/papers', coordinator);
    await looked('', coordinator);
    await move('CLOSE');
    await coordinator.locator('.lead', { hasText: japanese.states.CLOSED }).waitFor();
    await coordinator.goto('/meeting');
    await stands(coordinator, japanese.stepNames.PLANNING);
    await coordinator.locator('a', { hasText: '第24回' }).waitFor();
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });

  /** Somebody's own words to the hub, past the console. */
  async function asked(email: string, text: string, input: object = {}): Promise<ReturnType<typeof data>> {
    const { rows: [row] } = await here.hub.superuser<{ id: string }>('SELECT id FROM hub.persons WHERE email = $1', [email]);
    return data(await here.hub.graphql(text, { token: await here.hub.tokenFor(row?.id ?? ''), variables: { input } }));
  }
});
