import { data, draft, pdf, publishNew } from '@hub/testing';
import { caseworkTexts } from '../../apps/console/src/languages/casework.en.js';
import { outgoing as outgoingEn, writing as writingEn } from '../../apps/console/src/languages/writing.en.js';
import { outgoing as outgoingJa, writing as writingJa } from '../../apps/console/src/languages/writing.ja.js';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { until } from './support/alert-socket.js';
import { browserPath, signInAs } from './support/browser.js';
import { consoleHub, LOCALES } from './support/console.js';
import { looksInTurn, OFFICER, SECOND, writersIn } from './support/writers.js';

const { recall } = caseworkTexts;
const TEXTS = { 'ja-JP': { ...writingJa, out: outgoingJa, next: '再試行' }, 'en-GB': { ...writingEn, out: outgoingEn, next: 'Try again' } };

const missing = browserPath() === null && !process.env['CI'];
if (missing) console.warn('No Chromium on this machine (apt-get install chromium): writing in the console is not tested in a browser.');

(missing ? describe.skip : describe)('writing a bulletin in a browser', () => {
  const here = consoleHub();
  const { as, read, saved, check, idIn, second, endSessions, reach } = writersIn(here);
  const { look, found } = looksInTurn();

  it.each(LOCALES)('goes from an officer over a second one to its recipient, each sure of who will see what (%s)', async (locale) => {
    const texts = TEXTS[locale];
    const title = `成田空港の件 ${locale}`;
    let page = await as(OFFICER, locale, '/bulletins/new');
    await page.locator('[name=title]').fill(title);
    await page.waitForURL(/\/edit$/);
    await saved(page);
    // The address has changed under the typing hands, and nothing else.
    expect(await page.evaluate('document.activeElement.name')).toBe('title');
    const address = page.url();
    await page.locator('.section-form textarea').first().fill('旅券を取り上げられた**女性**2名。');
    await saved(page);
    // The tab dies; a new one has it all.
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    page = await context.newPage();
    await page.goto(address);
    await page.locator('[name=title]').waitFor();
    expect(await page.locator('[name=title]').inputValue()).toBe(title);
    expect(await page.locator('.section-form textarea').first().inputValue()).toContain('女性');
    expect(await page.locator('.preview strong').textContent()).toBe('女性');
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain(title);

    // What the mark forbids can't be picked, and says why. Nobody is picked by itself.
    const forAll = page.getByRole('radio', { name: texts.everyone });
    expect(await forAll.isDisabled()).toBe(true);
    await page.getByText(texts.notForEveryone('TLP:AMBER')).waitFor();
    const who = page.locator('fieldset.audience');
    await who.getByText(texts.reachNobody).waitFor();
    await check(page, here.embassy).click();
    const name = (await check(page, here.embassy).locator('bdi').textContent()) ?? '';
    await who.locator('.audience-says', { hasText: texts.reachOrganisations(1, name) }).waitFor();

    // A section for nobody else yet: the recipient must not learn of it.
    await page.getByRole('button', { name: texts.addSection }).click();
    const extra = page.locator('.section-form').nth(1);
    await extra.locator('input').first().fill('内部');
    await extra.locator('textarea').fill('SECRET-INSIDE');
    await extra.getByRole('radio', { name: texts.sectionForSome }).check({ force: true });
    await extra.getByText(texts.reachOthers(1)).waitFor();
    await page.getByRole('button', { name: texts.checkAndSend }).click();
    await page.getByRole('alert').getByText(texts.problems.heading).waitFor();
    await page.locator('.section-form input').first().fill('概要');
    await page.getByRole('button', { name: texts.viewAs }).click();
    await page.locator('.preview select').selectOption(here.embassy);
    await page.getByRole('button', { name: texts.look, exact: true }).click();
    await page.getByText(texts.seesSections(name, 1, 2)).waitFor();
    expect(await page.locator('.preview').textContent()).not.toContain('SECRET-INSIDE');
    await page.locator('.preview select').selectOption('PUBLIC');
    await page.getByRole('button', { name: texts.look, exact: true }).click();
    await page.getByText(texts.seesNothing(texts.thePublic)).waitFor();
    await look(page, `the form (${locale})`);
    await page.getByRole('button', { name: texts.checkAndSend }).click();
    await page.locator('.recipients li').first().waitFor();
    expect(await page.locator('.recipients li').allTextContents()).toEqual([name]);
    await page.getByRole('button', { name: texts.submit }).click();
    await page.getByText(texts.submitted).waitFor();
    expect((await read(idIn(page))).state).toBe('IN_REVIEW');

    const { page: approver } = await here.open(locale);
    await approver.clock.install();
    await approver.goto('/');
    await signInAs(approver, SECOND, DEMO_PASSWORD);
    await approver.locator(`.need a[href="/bulletins/${idIn(page)}/review"]`).click();
    await approver.locator('.decide').waitFor();
    await look(approver, `the last look (${locale})`);
    const approve = async (): Promise<void> => {
      await approver.locator('.decide').getByRole('button', { name: texts.approve }).click();
      const dialog = approver.getByRole('alertdialog');
      expect(await dialog.locator('li').allTextContents()).toEqual([name]);
      await dialog.getByRole('button', { name: texts.approve }).click();
      await approver.locator('[data-outgoing=waiting]').waitFor();
    };
    await approve();
    here.hub.clock.advance(30_000);
    await approver.getByRole('button', { name: texts.out.takeBack }).click();
    await approver.locator('[data-outgoing]').waitFor({ state: 'detached' });
    here.hub.clock.advance(60_000);
    expect((await read(idIn(page))).state).toBe('IN_REVIEW');
    await approver.goto(`/bulletins/${idIn(page)}/review`);
    await approve();
    // The tab dies, and takes nothing with it: another one counts on, and it goes out by the hub's clock.
    const device = approver.context();
    await approver.close({ runBeforeUnload: false });
    const other = await device.newPage();
    await other.goto('/');
    await other.locator('[data-outgoing=waiting]', { hasText: title }).getByText(texts.out.heldByHub).waitFor();
    expect((await read(idIn(page))).state).toBe('SCHEDULED');
    here.hub.clock.advance(61_000);
    await other.clock.fastForward(61_000);
    await other.locator('[data-outgoing=sent]').waitFor();
    const { page: recipient } = await here.signedIn(locale, `/bulletins/${idIn(page)}`);
    await recipient.locator('.section').waitFor();
    expect(await recipient.locator('h1').textContent()).toBe(title);
    expect(await recipient.locator('main').textContent()).not.toContain('SECRET-INSIDE');
  });

  it('loses nothing that was typed when the session or the line is lost, and gives it to nobody else', async () => {
    const texts = TEXTS['en-GB'];
    const page = await as(OFFICER, 'en-GB', '/bulletins/new');
    await page.locator('[name=title]').fill('A farm in Gifu');
    await saved(page);
    await page.context().setOffline(true);
    await page.locator('[name=title]').fill('A farm in Gifu, by night');
    await page.getByText(texts.standing.offline).waitFor();
    await page.context().setOffline(false);
    await saved(page);
    expect((await read(idIn(page))).editable.title).toBe('A farm in Gifu, by night');

    // The session is ended elsewhere while somebody types.
    const id = idIn(page);
    await endSessions(OFFICER);
    await page.locator('.section-form textarea').first().fill('Nine men; nobody has their passports.');
    await page.locator('[name=email]').waitFor();
    expect((await read(id)).editable.sections[0].body).toBe('');
    await signInAs(page, OFFICER, DEMO_PASSWORD);
    await page.locator('.section-form textarea').first().waitFor();
    expect(await page.locator('.section-form textarea').first().inputValue()).toBe('Nine men; nobody has their passports.');
    await saved(page);

    // Again, and now somebody else signs in here: he finds a form of his own.
    await page.locator('.menu a[href="/bulletins"]').click();
    await page.locator('a[href="/bulletins/new"]').click();
    await page.locator('[name=title]').waitFor();
    await endSessions(OFFICER);
    await page.locator('[name=title]').fill('Not for others');
    await page.locator('[name=email]').waitFor();
    await signInAs(page, 'officer@embassy-br.example', DEMO_PASSWORD);
    await page.locator('[name=title]').waitFor();
    expect(await page.locator('[name=title]').inputValue()).toBe('');
    await page.locator('[name=title]').fill('My own');
    await page.waitForURL(/\/edit$/);
    await saved(page);
    const { rows } = await here.hub.superuser<{ title: string }>("SELECT title FROM hub.bulletin_versions WHERE title LIKE 'Not for others%'");
    expect(rows).toEqual([]);
  });

  it('puts together what two have written, shows both texts where they clash, and goes back and forth between them', async () => {
    const texts = TEXTS['en-GB'];
    const releaser = await second();
    const bulletin = await draft(here.hub, here.police, { tlp: 'AMBER', title: 'Title', audience: { organisationIds: [here.embassy] }, sections: [{ heading: 'What', body: 'Text' }] });
    const page = await as(OFFICER, 'en-GB', `/bulletins/${bulletin.id}/edit`);
    await page.locator('[name=title]').waitFor();
    data(await here.hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', { token: releaser.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, title: 'Title of the second', countries: ['PH'] } } }));
    await page.locator('[name=title]').fill('Title of the first');
    await page.locator('.section-form textarea').first().fill('Text of the first');
    const clashes = page.locator('.clashes');
    await clashes.waitFor();
    expect(await clashes.textContent()).toContain('Title of the second');
    expect(await clashes.textContent()).toContain('Title of the first');
    await look(page, 'a clash');
    await clashes.getByRole('radio', { name: texts.theirs }).check({ force: true });
    await clashes.getByRole('button', { name: texts.clashDone }).click();
    await saved(page);
    expect(await read(bulletin.id)).toMatchObject({ countries: ['PH'], editable: { title: 'Title of the second', sections: [{ body: 'Text of the first' }] } });

    // A file, for all recipients.
    await page.locator('input[type=file]').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one\ntwo\n') });
    await page.locator('.notice', { hasText: texts.fileRefused }).waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'list.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdf(3)) });
    await page.locator('#part-files ~ div .file-name', { hasText: 'list.pdf' }).waitFor();

    // Who wrote on it can't approve; a third one sends it back with a reason, which stands above the form.
    const { revision } = await read(bulletin.id);
    data(await here.hub.graphql('mutation ($input: BulletinRevisionInput!) { submitBulletin(input: $input) { bulletin { id } } }', { token: here.police.token, variables: { input: { id: bulletin.id, expectedRevision: revision } } }));
    const reviewing = await as(SECOND, 'en-GB', `/bulletins/${bulletin.id}/review`);
    await reviewing.getByText(texts.waitsForSecond).waitFor();
    await reviewing.locator('.send-back > summary').click();
    await reviewing.locator('.send-back textarea').fill('Leave out the airport.');
    await reviewing.locator('.send-back button').click();
    await until('it is a draft again', async () => (await read(bulletin.id)).state === 'DRAFT');
    await page.reload();
    await page.getByText('Leave out the airport.').waitFor();
  });

  it('can be written, sent, revised and withdrawn by keyboard alone; half a sentence never goes out', async () => {
    const texts = TEXTS['en-GB'];
    const { id } = await publishNew(here.hub, here.police, await second(), { tlp: 'GREEN', title: 'Whole', sections: [{ heading: 'What', body: 'Text' }] });
    const page = await as(OFFICER, 'en-GB', `/bulletins/${id}/edit`);
    await page.locator('[name=title]').waitFor();
    await reach(page, /^title$/);
    await page.keyboard.press('End');
    await page.keyboard.type(' and mor');
    await saved(page);
    const { data: public_ } = await here.hub.graphql('query ($id: ID!) { bulletin(id: $id) { title } }', { token: here.police.token, variables: { id } });
    expect(public_.bulletin.title).toBe('Whole');
    await page.keyboard.type('e');
    await saved(page);
    await reach(page, new RegExp(`^${texts.checkAndSend}`));
    await page.keyboard.press('Enter');
    await page.locator('.difference ins').first().waitFor();
    expect(await page.locator('.difference').textContent()).toContain('more');
    await reach(page, new RegExp(`^${texts.sendIt}`));
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await reach(page, new RegExp(`^${texts.sendIt}`));
    await page.keyboard.press('Enter');
    await page.locator('[data-outgoing=waiting]').waitFor();
    expect((await read(id)).version).toBe(1);
    await reach(page, new RegExp(`^${texts.out.now}`));
    await page.keyboard.press('Enter');
    await page.locator('[data-outgoing=sent]').waitFor();
    expect(await read(id)).toMatchObject({ version: 2, title: 'Whole and more' });

    await page.goto(`/bulletins/${id}/edit`);
    await page.getByRole('link', { name: texts.withdraw }).waitFor();
    await reach(page, new RegExp(`^${texts.withdraw}$`));
    await page.keyboard.press('Enter');
    await page.locator('.danger [name=reason]').waitFor();
    await reach(page, /^reason$/);
    await page.keyboard.type('The man was found.');
    await reach(page, new RegExp(`^${recall.withdraw}$`));
    await page.keyboard.press('Enter');
    await page.locator('[role=alert]', { hasText: recall.sureBody }).waitFor();
    await reach(page, new RegExp(`^${recall.withdrawNow}$`));
    await page.keyboard.press('Enter');
    // The form goes once it is withdrawn.
    await page.locator('.danger').waitFor({ state: 'detached' });
    expect(await read(id)).toMatchObject({ state: 'WITHDRAWN', withdrawalReason: 'The man was found.' });
  });

  it('stands in nobody’s way, and asks nobody but the hub', () => {
    expect(found).toEqual([]);
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });
});
