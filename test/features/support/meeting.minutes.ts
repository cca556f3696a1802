import { meeting as english } from '../../../apps/console/src/languages/meeting/en.js';
import { meeting as japanese } from '../../../apps/console/src/languages/meeting/ja.js';
import { minutesSeal as sealEnglish } from '../../../apps/console/src/languages/seal.en.js';
import { minutesSeal as sealJapanese } from '../../../apps/console/src/languages/seal.ja.js';
import { type ConsoleHub, OFFICIAL } from './console.js';
import { COORDINATOR, type meetingJourney, tokyo } from './meeting.js';

/** The journey's second half: the session, its minutes, and the end of the year. */
export function minutesOf(here: ConsoleHub, { on, press, sure, stands, go, turn, move, looked, lookedAt, step, asked }: ReturnType<typeof meetingJourney>): void {
  step('keeps both lines where two secretaries write into the same one, and what is decided and taken on', async () => {
    await move('BEGIN');
    await stands(on.coordinator, japanese.stepNames.IN_SESSION);
    await turn(on.coordinator, japanese, 'session');
    const there = on.coordinator.locator('.attendance').first();
    for (const name of [/フィリピン/, /警察庁/]) {
      await there.locator('li', { hasText: name }).first().locator('[value=IN_PERSON]').check();
    }
    await on.coordinator.getByText(japanese.presentOf(2, 2)).first().waitFor();
    const item = on.coordinator.locator('.session-item', { hasText: 'Shelters' });
    const notes = item.locator('textarea').first();
    await notes.fill('空室は6床');
    await item.getByRole('button', { name: japanese.saveNotes }).click();
    await item.getByText(japanese.savedAs(1)).waitFor();
    const { itemId } = (await asked(COORDINATOR, `{ meetingEdition(id: "${on.edition}") { session { items { itemId title(language: "en") } } } }`)).meetingEdition.session.items.find(({ title }: { title: string }) => title.startsWith('Shelters'));
    await asked(COORDINATOR, 'mutation ($input: WriteMeetingNotesInput!) { writeMeetingNotes(input: $input) { text { revision } } }', { itemId, language: 'JA', expectedRevision: 1, body: '空室は5床' });
    await notes.fill('空室は7床\n名簿を作る');
    await item.getByRole('button', { name: japanese.saveNotes }).click();
    await item.getByText(japanese.bothWrote).waitFor();
    expect(await notes.inputValue()).toBe('空室は5床\n空室は7床\n名簿を作る');
    // Whoever looks elsewhere before he has put it right finds it as it was.
    await turn(on.coordinator, japanese, 'agenda');
    await on.coordinator.locator('.timetable').waitFor();
    await turn(on.coordinator, japanese, 'session');
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
    await looked('/session', on.coordinator);
    await move('END');
    await stands(on.coordinator, japanese.stepNames.MINUTES_IN_REVIEW);
  });

  step('brings the minutes through comments and answers to approval, and has the embassy report on what it took on', async () => {
    await turn(on.coordinator, japanese, 'minutes');
    await on.coordinator.locator('[name=closesAt]').fill(tokyo(10 * 24));
    await press(on.coordinator, japanese.openReview);
    await on.coordinator.getByText(japanese.minutesStates.IN_REVIEW, { exact: true }).waitFor();

    await go(on.embassy, 'minutes');
    await on.embassy.getByText(english.onlyIn.JA).first().waitFor();
    const item = (await on.embassy.locator('.comment-form option', { hasText: 'Shelters' }).getAttribute('value')) ?? '';
    await on.embassy.locator('.comment-form select').selectOption(item);
    await on.embassy.getByLabel(english.commentText, { exact: true }).fill('Six, not five.');
    await on.embassy.getByLabel(english.passage).fill('空室は5床');
    await on.embassy.getByLabel(english.proposal).fill('空室は6床');
    await press(on.embassy, english.sendComment);
    await on.embassy.getByText(english.commentSent).waitFor();
    await asked(OFFICIAL, 'mutation ($input: CommentOnMinutesInput!) { commentOnMinutes(input: $input) { edition { id } } }', { editionId: on.edition, itemId: item, language: 'EN', body: 'The tea was cold.' });
    await on.embassy.locator('[value=OBJECTED]').check();
    await on.embassy.getByLabel(english.objection, { exact: true }).fill('The number of beds is wrong.');
    await press(on.embassy, english.sendResponse);
    await on.embassy.getByText(english.responseSent).waitFor();

    await go(on.coordinator, 'minutes');
    await sure(on.coordinator, japanese.approve, japanese.yes(japanese.approve));
    await on.coordinator.locator('.notice[role=alert]').waitFor();
    // Each comment is taken up or declined, for all to see.
    const [up, down] = ['Six, not five.', 'The tea was cold.'].map((text) => on.coordinator.locator('.comments > li', { hasText: text }));
    await up?.locator('summary').click();
    await up?.getByRole('button', { name: japanese.outcomesDo.TAKEN_UP }).click();
    await up?.locator('.label', { hasText: japanese.outcomes.TAKEN_UP }).waitFor();
    await on.coordinator.locator('.minutes-text', { hasText: '空室は6床' }).waitFor();
    await down?.locator('summary').click();
    await down?.locator('[value=DECLINED]').check();
    await down?.getByLabel(japanese.reason, { exact: true }).fill('議事ではない。');
    await down?.getByRole('button', { name: japanese.outcomesDo.DECLINED }).click();
    await down?.locator('.label', { hasText: japanese.outcomes.DECLINED }).waitFor();
    await on.coordinator.locator('[name=response][value=APPROVED]').check();
    await press(on.coordinator, japanese.sendResponse);
    await on.coordinator.getByText(japanese.responseSent).waitFor();
    await go(on.embassy, 'minutes');
    await on.embassy.locator('[name=response][value=APPROVED_WITH_RESERVATION]').check();
    await on.embassy.getByLabel(english.reservation, { exact: true }).fill('The beds are for families alone.');
    await press(on.embassy, english.changeResponse);
    await on.embassy.getByText(english.responseSent).waitFor();
    await looked('/minutes', on.embassy);
    await go(on.coordinator, 'minutes');
    await sure(on.coordinator, japanese.approve, japanese.yes(japanese.approve));
    await on.coordinator.getByRole('heading', { name: japanese.seal }).waitFor();
    expect(await on.coordinator.locator('.minutes-text').textContent()).toContain('名簿を毎月更新する。');
    await on.coordinator.getByText('The beds are for families alone.').first().waitFor();

    // The seal is checked on the device, up to the log's; of what is closed there is its fingerprint alone. Where one letter was changed, it says so.
    await on.coordinator.getByRole('link', { name: sealJapanese.check }).click();
    await on.coordinator.getByText(sealJapanese.holds, { exact: true }).waitFor();
    expect(await on.coordinator.locator('.steps li').evaluateAll((steps) => steps.filter((each) => each.getAttribute('data-fits') === 'true').length)).toBeGreaterThanOrEqual(8);
    expect(await on.coordinator.locator('.rows .label').allTextContents()).toEqual(expect.arrayContaining([sealJapanese.states.fits, sealJapanese.states.closed]));
    expect(await on.coordinator.content()).not.toContain('Ginza');
    await on.embassy.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('SealOfMinutes')) return route.continue();
      return route.fulfill({ body: (await (await route.fetch()).text()).replace('空室は6床', '空室は9床'), contentType: 'application/json' });
    });
    await on.embassy.goto(`/audit/minutes/${on.edition}`);
    await on.embassy.getByText(sealEnglish.fails, { exact: true }).waitFor();
    expect(await on.embassy.locator('.rows li', { hasText: 'Shelters' }).locator('.label').textContent()).toBe(sealEnglish.states.differs);
    await on.embassy.unroute('**/graphql');
    await lookedAt(`/audit/minutes/${on.edition}`, '.steps', on.coordinator);

    await looked('/actions', on.embassy);
    await turn(on.embassy, english, 'stand');
    await turn(on.embassy, english, 'actions');
    await on.embassy.getByLabel(english.reportText).fill('Sent to all parties.');
    await on.embassy.locator('[value=DONE]').check();
    await press(on.embassy, english.sendReport);
    await on.embassy.locator('.action[data-state=DONE]').waitFor();
  });

  step('closes the edition and stands at the next one, having asked nothing of anybody else', async () => {
    await looked('/papers', on.coordinator);
    await looked('', on.coordinator);
    await move('CLOSE');
    await on.coordinator.locator('.lead', { hasText: japanese.states.CLOSED }).waitFor();
    // What is over is read: of what was open there is nothing to do any more but reports, papers and the seal.
    const left: Record<string, string[]> = {};
    for (const part of ['schedule', 'people', 'agenda', 'interpretation', 'session', 'minutes', 'papers'] as const) {
      await turn(on.coordinator, japanese, part);
      await on.coordinator.locator('.parts ~ :not(.loading, .over)').first().waitFor();
      expect(await on.coordinator.locator('.over').textContent()).toBe(japanese.over.body.CLOSED);
      left[part] = await on.coordinator.locator('.page :is(button, form, .due, .overdue, .label-warning, .notice[data-kind=warning])').allTextContents();
    }
    expect(left).toEqual({ schedule: [], people: [], agenda: ['ダウンロード', '削除'], interpretation: [], session: [], minutes: ['印刷'], papers: expect.any(Array) });
    expect(new Set(left['papers'])).toEqual(new Set(['PDF', 'XLSX']));
    await on.coordinator.goto('/meeting');
    await stands(on.coordinator, japanese.stepNames.PLANNING);
    await on.coordinator.locator('a', { hasText: '第24回' }).waitFor();
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });
}
