import { RecallJob } from '@hub/recall';
import { ReleaseAnswers } from '@hub/releases';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { times } from '../faults/support/campaign.js';
import { browserPath, looker, signInAs } from './support/browser.js';
import { consoleHub, OFFICIAL } from './support/console.js';
import { POLICE, RELEASER, workers } from './support/workers.js';

const missing = browserPath() === null && !process.env['CI'];

(missing ? describe.skip : describe)('working a case together in a browser', () => {
  const here = consoleHub();
  const { as, press, follow, ask, publishBy } = workers(here);

  it('takes a question from asking to its end: nothing typed is lost, each side is led to it from home, and what is unread says so', async () => {
    const { id } = await here.toEmbassy('質問のある情報');
    const { page, context } = await as(OFFICIAL, 'en-GB', `/bulletins/${id}`);
    await follow(page, 'Questions and answers');
    await follow(page, 'Ask a question');
    await press(page, 'Send');
    expect(await page.locator('[name=subject]').getAttribute('aria-invalid')).toBe('true');
    await page.locator('[name=subject]').fill('Which vessel?');
    await page.locator('[name=body]').fill('The **name** of the vessel, please.');
    await page.locator('[name=due]').fill('2099-01-01T12:00');
    await context.setOffline(true);
    await press(page, 'Send');
    await page.getByText('This was not sent', { exact: true }).waitFor();
    await context.setOffline(false);
    expect(await page.locator('[name=body]').inputValue()).toBe('The **name** of the vessel, please.');
    // The session ends while somebody writes: after signing in again it stands there still.
    await here.hub.superuser("UPDATE hub.sessions SET ended_at = now(), end_reason = 'ended-by-person' WHERE ended_at IS NULL AND person_id = (SELECT id FROM hub.persons WHERE email = $1)", [OFFICIAL]);
    await press(page, 'Send');
    await page.locator('[name=email]').waitFor();
    await signInAs(page, OFFICIAL, DEMO_PASSWORD);
    await page.locator('[name=subject]').waitFor();
    expect(await page.locator('[name=body]').inputValue()).toBe('The **name** of the vessel, please.');
    await press(page, 'Send');
    await page.locator('.message').waitFor();
    const thread = new URL(page.url()).pathname;

    await page.goto('/bulletins');
    const police = (await as(POLICE, 'ja-JP')).page;
    await police.locator(`.need a[href="${thread}"]`).click();
    await police.locator('.message').waitFor();
    expect(await police.locator('.message .label').textContent()).toBe('新着');
    await press(police, '変更');
    await police.getByLabel(/^担当者/).selectOption(here.police.id);
    await press(police, '保存');
    await police.locator('.assignee strong').waitFor();
    await police.locator('[name=body]').fill('第三七海丸です。');
    await press(police, '送信');
    await police.locator('.message[data-kind=ANSWER]').waitFor();
    expect(await police.locator('[name=body]').inputValue()).toBe('');

    await page.goto('/');
    await page.locator(`.need a[href="${thread}"]`).click();
    await page.locator('.message[data-kind=ANSWER]').waitFor();
    await press(page, 'Accept the answer');
    await page.locator('.thread-read .label', { hasText: 'Accepted' }).waitFor();
    await page.getByRole('radio', { name: 'Ask again' }).check({ force: true });
    await page.locator('[name=body]').fill('And the port?');
    await press(page, 'Send');
    await page.locator('.thread-read .label', { hasText: 'Reopened' }).waitFor();
    await press(page, 'Close the question');
    await press(page, 'Close the question');
    await page.getByText('This question is closed. Nothing more is written here.').waitFor();
    const { thread: seen } = await ask(OFFICIAL, 'query ($id: ID!) { thread(id: $id) { state unread messageCount } }', { id: thread.split('/').at(-1) });
    expect(seen).toEqual({ state: 'CLOSED', unread: 0, messageCount: 3 });
  });

  it('takes a correction from proposing to taking up a part, and shows what has changed since', async () => {
    const { id } = await here.toEmbassy('Two interns in Chiba', { language: 'en', sections: [{ heading: 'What is known', body: 'Two interns from Cebu.' }] });
    const { page } = await as(OFFICIAL, 'ja-JP', `/bulletins/${id}/proposals`);
    const propose = async (title: string): Promise<string> => {
      await page.goto(`/bulletins/${id}/proposals/new`);
      await press(page, '提案する');
      await page.getByText('まだ何も変更されていません。').waitFor();
      await page.locator('[name=title]').fill(title);
      await press(page, /を訂正する$/);
      await page.locator('[name=section]').fill('Three interns from Cebu.');
      expect(await page.locator('.difference ins').allTextContents()).toContain('Three');
      await press(page, '提案する');
      await page.locator('.part').first().waitFor();
      return new URL(page.url()).pathname;
    };
    const first = await propose('Three interns in Chiba');
    const second = await propose('Interns in Chiba City');

    const police = (await as(POLICE, 'en-GB')).page;
    await police.locator(`.need a[href="${first}"]`).click();
    await police.locator('.part').first().waitFor();
    await police.getByRole('checkbox', { name: /^Text of a section/ }).uncheck();
    await press(police, 'Take up 1 part');
    await police.getByText('It is in the working copy. Recipients see it once that is published.').waitFor();
    await publishBy(id, POLICE, RELEASER);

    await police.goto(second);
    await police.locator('.part[data-standing=CONFLICTS]').waitFor();
    expect(await police.locator('.now').first().textContent()).toBe('Three interns in Chiba');
    expect(await police.getByRole('checkbox', { name: /^Title/ }).isDisabled()).toBe(true);
    await press(police, 'Decline');
    await police.locator('[name=decline]').fill('The town is not certain.');
    await press(police, 'Decline');
    await police.getByText('Declined', { exact: true }).first().waitFor();
    await page.goto(second);
    await page.getByText('The town is not certain.').waitFor();
    const { bulletin } = await ask(OFFICIAL, 'query ($id: ID!) { bulletin(id: $id) { title sections { body } } }', { id });
    expect(bulletin).toEqual({ title: 'Three interns in Chiba', sections: [{ body: 'Two interns from Cebu.' }] });
  });

  it('asks for a release, grants it in part, refuses another, and shows a code for outside once', async () => {
    const { id } = await here.toEmbassy('第三者提供の情報', { sections: [{ heading: '概要', body: '…' }, { heading: '居所', body: '…' }] });
    const { page } = await as(OFFICIAL, 'en-GB', `/bulletins/${id}/releases`);
    const request = async (purpose: string, third: number): Promise<string> => {
      await page.goto(`/bulletins/${id}/releases/new`);
      await page.locator('[name=purpose]').fill(purpose);
      await page.getByLabel('Third organisation').selectOption({ index: third });
      await press(page, 'Ask');
      await page.locator('.facts').waitFor();
      return new URL(page.url()).pathname;
    };
    const granted = await request('A bed for tonight.', 2);
    const refused = await request('For our statistics.', 3);

    const police = (await as(POLICE, 'ja-JP')).page;
    await police.locator(`.need a[href="${granted}"]`).click();
    await police.getByRole('radio', { name: '一部', exact: true }).check({ force: true });
    await police.getByRole('checkbox', { name: '居所' }).uncheck({ force: true });
    await police.locator('[name=conditions]').fill('担当者2名のみ。');
    await press(police, '一部を許可する');
    await police.getByText('作業中の版へ').waitFor();
    await police.goto(refused);
    await police.locator('[name=refuse]').fill('統計には公表値を使用してください。');
    await press(police, '不許可とする');
    await police.locator('.label', { hasText: '不許可' }).waitFor();
    await publishBy(id, RELEASER);
    await here.hub.hub.app.get(ReleaseAnswers).run();
    await page.goto(granted);
    await page.getByText('Granted in part').waitFor();
    await page.getByText('担当者2名のみ。').waitFor();
    await page.goto(refused);
    await page.getByText('統計には公表値を使用してください。').waitFor();

    await police.goto(`/bulletins/${id}/releases`);
    await press(police, '外部への提供を起案する');
    await police.locator('[name=reader]').fill('山田 花子');
    await police.locator('[name=readerOrganisation]').fill('みなと総合病院');
    await police.locator('[name=purpose]').fill('診療のため。');
    await press(police, '別の担当者に回す');
    await police.locator('.label', { hasText: '承認待ち' }).waitFor();
    expect(await police.getByRole('button', { name: '承認してアドレスとコードを表示' }).count()).toBe(0);
    const second = (await as(RELEASER, 'ja-JP', `/bulletins/${id}/releases`)).page;
    await press(second, '承認してアドレスとコードを表示');
    await second.locator('.code-once').waitFor();
    expect(await second.locator('.code-once').textContent()).toMatch(/^\d{8}$/);
    const address = (await second.locator('.secret code').first().textContent()) ?? '';
    await second.reload();
    await second.locator('.label', { hasText: '未閲覧' }).waitFor();
    expect(await second.content()).not.toContain(address);
  });

  it('asks for somebody outside, grants it in part, and shows the code to whoever approves, alone', async () => {
    const { id } = await here.toEmbassy('病院へ提供する情報', { sections: [{ heading: '概要', body: '…' }, { heading: '居所', body: '…' }] });
    const { page } = await as(OFFICIAL, 'en-GB', `/bulletins/${id}/releases`);
    await follow(page, 'Ask for somebody outside');
    await page.locator('[name=reader]').fill('Dr. Hanako Yamada');
    await press(page, 'Ask');
    expect(await page.locator('[name=contact]').getAttribute('aria-invalid')).toBe('true');
    for (const [name, text] of [['readerOrganisation', 'Minato General Hospital'], ['contact', 'yamada@hospital.example, 03-0000-0000'], ['purpose', 'To treat her tonight.']] as const) await page.locator(`[name=${name}]`).fill(text);
    await press(page, 'Ask');
    await page.locator('.facts').waitFor();

    const police = (await as(POLICE, 'ja-JP')).page;
    await police.locator(`.need a[href="${new URL(page.url()).pathname}"]`).click();
    await police.getByRole('radio', { name: '一部', exact: true }).check({ force: true });
    await police.getByRole('checkbox', { name: '居所' }).uncheck({ force: true });
    await press(police, '一部を許可する');
    await police.getByRole('link', { name: '承認へ' }).waitFor();
    await page.reload();
    await page.locator('.facts').waitFor();
    expect(await page.locator('.labels .label').first().textContent()).toBe('Asked');

    const second = (await as(RELEASER, 'ja-JP', `/bulletins/${id}/releases`)).page;
    await follow(second, '申請の内容と、閲覧する人への連絡方法');
    await second.getByText('03-0000-0000').waitFor();
    await follow(second, '承認へ');
    await press(second, '承認してアドレスとコードを表示');
    await second.locator('.code-once').waitFor();
    const code = await second.locator('.code-once').textContent();
    await page.reload();
    await page.getByText('Granted in part').waitFor();
    expect(await page.content()).not.toContain(code);
  });

  it('takes a bulletin back: who opened it, a passage struck, withdrawn with copies to destroy, and the answer', async () => {
    const { id } = await here.toEmbassy('回収する情報', { sections: [{ heading: '概要', body: '連絡先は鈴木さん。' }] });
    const { page } = await as(OFFICIAL, 'en-GB', `/bulletins/${id}`);
    await page.locator('.section').waitFor();
    const police = (await as(POLICE, 'ja-JP', `/bulletins/${id}/recall`)).page;
    await police.locator('th', { hasText: 'フィリピン' }).waitFor();
    await follow(police, '削除の確認へ');
    await police.locator('[name=strike]').fill('鈴木');
    await police.locator('[name=reason]').fill('氏名は不要。');
    await press(police, '削除の確認へ');
    await press(police, '削除する');
    await police.getByRole('heading', { name: '削除した箇所' }).waitFor();
    const { bulletin } = await ask(OFFICIAL, 'query ($id: ID!) { bulletin(id: $id) { sections { body } } }', { id });
    expect(bulletin.sections[0].body).not.toContain('鈴木');

    await police.locator('[name=reason]').fill('誤って送信しました。');
    await press(police, '撤回の確認へ');
    await press(police, '撤回する');
    await police.getByText('この情報は撤回されました').waitFor();
    await here.hub.hub.app.get(RecallJob).run();
    await page.goto('/');
    await page.locator('.need a[href^="/recalls#"]').click();
    await page.locator('.card[data-open=true]').waitFor();
    await page.getByRole('radio', { name: 'Cannot be destroyed' }).check({ force: true });
    await press(page, 'Confirm to the originator');
    expect(await page.locator('[name=remark]').getAttribute('aria-invalid')).toBe('true');
    await page.locator('[name=remark]').fill('Kept for the court of Manila.');
    await press(page, 'Confirm to the originator');
    await page.locator('.card[data-open=false]').waitFor();
    await police.reload();
    await police.getByText('Kept for the court of Manila.').waitFor();
    expect(await police.locator('td', { hasText: '破棄できない' }).count()).toBe(1);
  });

  it('has no barrier that axe finds in the rooms of a case, and fits a phone', async () => {
    const { id } = await here.toEmbassy('検査用の情報');
    const found: string[] = [];
    const look = looker(times(1, 2));
    const { page } = await as(OFFICIAL, 'ja-JP');
    for (const [address, ready] of [['questions', '.empty'], ['questions/new', '[name=subject]'], ['proposals/new', '[name=title]'], ['releases/new', '[name=purpose]'], ['outside/new', '[name=purpose]']] as const) found.push(...await look(page, `/bulletins/${id}/${address}`, ready));
    found.push(...await look(page, '/recalls', '.card, .empty'));
    const police = (await as(POLICE, 'ja-JP')).page;
    for (const [address, ready] of [['recall', '.danger'], ['strike', '[name=strike]']] as const) found.push(...await look(police, `/bulletins/${id}/${address}`, ready));
    const { threads: { nodes: [thread] } } = await ask(POLICE, '{ threads(first: 1) { nodes { id bulletin { id } } } }', {});
    found.push(...await look(police, `/bulletins/${thread.bulletin.id}/questions/${thread.id}`, '.message'));
    const { outsideReleaseRequests: { nodes: [request] } } = await ask(POLICE, '{ outsideReleaseRequests(first: 1) { nodes { id bulletin { id } } } }', {});
    found.push(...await look(police, `/bulletins/${request.bulletin.id}/outside/${request.id}`, '.facts'));
    const { proposals: { nodes: [proposal] } } = await ask(OFFICIAL, '{ proposals(first: 1) { nodes { id bulletin { id } } } }', {});
    found.push(...await look(police, `/bulletins/${proposal.bulletin.id}/proposals/${proposal.id}`, '.part'));
    expect(found).toEqual([]);
  });

  it('asks nobody but the hub, breaks no rule of its own policy, and throws nothing', () => {
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });
});
