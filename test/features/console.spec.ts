import type { Page } from 'playwright-core';
import { data } from '@hub/testing';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { times } from '../faults/support/campaign.js';
import { until } from './support/alert-socket.js';
import { browserPath, looker, signInAs } from './support/browser.js';
import { consoleHub, LOCALES, OFFICIAL, WORDS } from './support/console.js';

const missing = browserPath() === null && !process.env['CI'];
if (missing) console.warn('No Chromium on this machine (apt-get install chromium): the console is not tested in a browser.');

(missing ? describe.skip : describe)('the console in a browser', () => {
  const here = consoleHub();

  it.each(LOCALES)('takes an embassy’s official through the day (%s): to do, search, reading, answering, an alert as it comes, a lost line, and out', async (locale) => {
    const words = WORDS[locale];
    const title = `羽田で保護した女性について ${locale}`;
    const { id } = await here.toEmbassy(title);
    const { page, context } = await here.open(locale);
    await page.goto('/bulletins');
    await page.locator('[name=email]').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(await page.evaluate('document.documentElement.lang')).toBe(words.lang);
    await signInAs(page, OFFICIAL, 'a wrong password of length');
    await page.getByRole('alert').waitFor();
    await signInAs(page, OFFICIAL, DEMO_PASSWORD);
    await page.locator('.bulletin-row').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/bulletins');

    // Home says what to do; what is done goes from there.
    await page.locator('.menu a[href="/"]').click();
    await page.getByRole('heading', { name: words.needs }).waitFor();
    await page.locator(`.need a[href="/bulletins/${id}"]`).waitFor();
    await page.locator('.menu a[href="/bulletins"]').click();
    await page.locator('[name=text]').fill('技能実習生');
    await page.keyboard.press('Enter');
    await page.locator('.bulletin-row mark').first().waitFor();
    expect(await page.locator('.bulletin-row mark').first().textContent()).toBe('技能実習生');
    await page.locator(`.bulletin-row a[href^="/bulletins/${id}"]`).click();
    await page.locator('.mark-band').waitFor();
    expect(await page.locator('h1').textContent()).toBe(title);
    expect(await page.locator('.mark-name').textContent()).toBe('TLP:AMBER');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.locator('.section mark').first().waitFor();
    await page.locator('.line[data-line=live]').waitFor();

    // Without a line nothing is sent, and the page says whom to telephone.
    await context.setOffline(true);
    await page.getByText(words.offline, { exact: true }).waitFor();
    await page.getByRole('button', { name: words.received, exact: true }).click();
    await page.getByText(words.notSent, { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: words.call }).first().getAttribute('href')).toBe('tel:110');
    expect(await page.locator('main .emergency a[href^="tel:"]').count()).toBeGreaterThan(2);
    // Once on a page, however much fails.
    expect(await page.locator('main .emergency').count()).toBe(1);
    await page.locator('main a[href="#emergency"]').waitFor();
    const meanwhile = await here.toEmbassy(`回線断の間 ${locale}`);
    await context.setOffline(false);
    await page.locator('.line[data-line=live]').waitFor();
    // What came meanwhile comes now, once.
    await page.locator(`.alert a[href="/bulletins/${meanwhile.id}"]`).waitFor();
    await page.getByRole('button', { name: words.received, exact: true }).click();
    await page.getByText(words.sent, { exact: true }).waitFor();
    const answer = data(await here.hub.graphql('query ($id: ID!) { bulletin(id: $id) { acknowledgements { kind organisation { id } } } }', { token: here.police.token, variables: { id } }));
    expect(answer.bulletin.acknowledgements).toContainEqual({ kind: 'RECEIVED', organisation: { id: here.embassy } });

    const live = await here.toEmbassy(`ただ今 ${locale}`);
    await page.locator(`.alert a[href="/bulletins/${live.id}"]`).waitFor();
    expect(await page.locator(`.alert a[href="/bulletins/${meanwhile.id}"]`).count()).toBe(1);
    expect(await page.locator('.alert-kind').first().textContent()).toContain(words.alert);

    await page.goBack();
    await page.locator('.bulletin-row mark').first().waitFor();
    expect(await page.locator('[name=text]').inputValue()).toBe('技能実習生');
    await page.getByRole('button', { name: words.out }).click();
    await page.getByText(words.signedOut).waitFor();
    expect(await page.evaluate('document.body.textContent')).not.toContain(title);
    // Nothing of the session is left, and nothing comes back by going back.
    await until('the cookie is gone', async () => (await context.cookies()).every(({ name }) => name !== 'hub_refresh'));
    await page.reload();
    await page.locator('[name=email]').waitFor();
  });

  it('keeps its tokens from scripts and from storage, carries a session over a reload, and ends it in every tab', async () => {
    const { page, context } = await here.signedIn('en-GB');
    const cookie = (await context.cookies()).find(({ name }) => name === 'hub_refresh');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toMatch(/eyJ|refresh|[\w-]{43}/);
    const other = await context.newPage();
    await other.goto('/settings');
    await other.locator('.sessions li').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await other.locator('[name=email]').waitFor();
    // What a form of another page could send is refused as such.
    const fromElsewhere = await other.evaluate<number>(`fetch('/graphql', { method: 'POST', credentials: 'include', headers: { 'content-type': 'text/plain' }, body: '{"query":"mutation { signOut }"}' }).then(({ status }) => status)`);
    expect(fromElsewhere).toBeGreaterThanOrEqual(400);
  });

  it('asks to sign in again where the session was ended elsewhere, and then goes on where it was', async () => {
    const { page } = await here.signedIn('en-GB', '/settings');
    await page.locator('.sessions li').first().waitFor();
    const { rows } = await here.hub.superuser<{ id: string }>('SELECT id FROM hub.persons WHERE email = $1', [OFFICIAL]);
    await here.hub.superuser('UPDATE hub.sessions SET ended_at = now(), end_reason = $2 WHERE person_id = $1 AND ended_at IS NULL', [rows[0]?.id, 'ended-by-person']).catch(async () => here.hub.superuser('DELETE FROM hub.sessions WHERE person_id = $1', [rows[0]?.id]));
    await page.locator('.menu a[href="/bulletins"]').click();
    await page.locator('[name=email]').waitFor();
    expect(page.url()).toContain('to=%2Fbulletins');
    await signInAs(page, OFFICIAL, DEMO_PASSWORD);
    await page.locator('.bulletin-row').first().waitFor();
  });

  it('signs out whoever has gone away, after a warning', async () => {
    const { page } = await here.open('en-GB');
    await page.clock.install();
    await page.goto('/');
    await signInAs(page, OFFICIAL, DEMO_PASSWORD);
    await page.locator('.who').waitFor();
    await page.clock.fastForward(14 * 60_000 + 20_000);
    await page.getByRole('alertdialog').waitFor();
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.clock.fastForward(16 * 60_000);
    await page.getByText(WORDS['en-GB'].idle).waitFor();
    expect(await page.locator('.who').count()).toBe(0);
  });

  it('checks the proof of an entry on the device, with the core of the log, and says so where one byte was changed', async () => {
    const { page } = await here.signedIn('en-GB', '/audit');
    await page.locator('.trail tbody tr').first().waitFor();
    const link = page.locator('.trail tbody tr', { has: page.locator('td.number', { hasText: /^\d+$/ }) }).locator('a[href^="/audit/entries/"]').first();
    const entry = await link.getAttribute('href');
    await link.click();
    await page.getByText(WORDS['en-GB'].holds, { exact: true }).waitFor();
    expect(await page.locator('.steps li[data-fits=true]').count()).toBeGreaterThanOrEqual(5);
    // Again: now with an earlier seal to compare.
    await page.reload();
    await page.getByText(WORDS['en-GB'].holds, { exact: true }).waitFor();
    expect(await page.locator('.steps li[data-fits=true]').count()).toBe(6);
    for (const forge of [
      (proof: Record<string, unknown>) => ({ ...proof, body: Buffer.from(`${Buffer.from(String(proof['body']), 'base64').toString()} `).toString('base64') }),
      (proof: Record<string, unknown>) => ({ ...proof, checkpoint: String(proof['checkpoint']).replace(/sealed 2/, 'sealed 3') }),
    ]) {
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('auditInclusionProof')) return route.continue();
        const answer = (await (await route.fetch()).json()) as { data: { auditInclusionProof: Record<string, unknown> } };
        return route.fulfill({ json: { data: { auditInclusionProof: forge(answer.data.auditInclusionProof) } } });
      });
      await page.goto(entry ?? '');
      await page.getByText(WORDS['en-GB'].fails, { exact: true }).waitFor();
      await page.unroute('**/graphql');
    }
  });

  it('shows what is hostile as text: script, direction controls, ten thousand characters', async () => {
    const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const long = 'W'.repeat(10_000);
    const { id } = await here.toEmbassy(`${script} abc\u202egpj.exe`.slice(0, 300), { sections: [{ heading: `${script} \u2066x\u2069`, body: `${script}\n\n![p](https://evil.example/p.png) [l](javascript:alert(1)) [w](https://evil.example/)\n\n${long}` }] }).catch(async (error: unknown) => {
      // What the hub itself refuses needs no showing; the rest does.
      expect(String(error)).toMatch(/INVALID_INPUT/);
      return here.toEmbassy(script, { sections: [{ heading: script, body: `${script}\n\n![p](https://evil.example/p.png) [l](javascript:alert(1)) [w](https://evil.example/)\n\n${long}` }] });
    });
    const { page } = await here.signedIn('en-GB', `/bulletins/${id}`, { viewport: { width: 360, height: 740 } });
    await page.locator('.section').waitFor();
    expect(await page.locator('h1').textContent()).toContain('<img src=x onerror=');
    expect(await page.locator('.section').textContent()).toContain('<script>document.title=2</script>');
    expect(await page.locator('main script, main .section img, main h1 img').count()).toBe(0);
    expect(await page.locator('.section a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(['https://evil.example/']);
    expect(await page.title()).not.toMatch(/^[12]$/);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('has no barrier that axe finds on any page, in Japanese and English, light and dark, and fits a phone', async () => {
    const { id } = await here.toEmbassy('検査用の情報');
    const found: string[] = [];
    const at = looker(times(1, 2));
    const look = async (page: Page, address: string, ready: string): Promise<void> => void found.push(...(await at(page, address, ready)));
    const { page } = await here.open('ja-JP');
    await look(page, '/sign-in', '[name=email]');
    await look(page, '/public', '.bulletin-row');
    await look(page, '/nowhere', '.notice');
    await page.goto('/sign-in');
    await signInAs(page, OFFICIAL, DEMO_PASSWORD);
    await page.locator('.who').waitFor();
    await look(page, '/', '.news-row');
    await look(page, '/bulletins?text=%E6%97%85%E5%88%B8&kinds=ALERT', '.bulletin-row, .empty');
    await look(page, `/bulletins/${id}`, '.acknowledge');
    await look(page, '/bulletins/00000000-0000-7000-8000-000000000000', '.notice');
    await look(page, '/audit', '.trail');
    await look(page, (await page.locator('a[href^="/audit/entries/"]').last().getAttribute('href')) ?? '', '.proof');
    await look(page, '/settings', '.sessions li');
    expect(found).toEqual([]);
  });

  it('prints with mark, reader and time', async () => {
    const { id } = await here.toEmbassy('印刷する情報');
    const { page } = await here.signedIn('ja-JP', `/bulletins/${id}`);
    await page.locator('.section').waitFor();
    await page.emulateMedia({ media: 'print' });
    const fixed = await page.evaluate(`[...document.querySelectorAll('.printed-mark, .printed')].map((line) => [getComputedStyle(line).position, getComputedStyle(line).display, line.textContent])`);
    expect(fixed).toEqual([['fixed', 'block', expect.stringMatching(/^TLP:AMBER · NPA-/)], ['fixed', 'block', expect.stringMatching(/SANTOS.*JST/)]]);
    expect(await page.locator('.head').isVisible()).toBe(false);
  });

  it('can be used by keyboard alone', async () => {
    const { id } = await here.toEmbassy('鍵盤で');
    const { page } = await here.open('en-GB');
    await page.goto(`/bulletins/${id}`);
    await page.locator('[name=email]').waitFor();
    await page.keyboard.type(OFFICIAL);
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.acknowledge').waitFor();
    await page.reload();
    await page.locator('.acknowledge').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const reach = async (name: RegExp): Promise<void> => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        await page.keyboard.press('Tab');
        if (name.test(await page.evaluate<string>('document.activeElement.textContent'))) return;
      }
      throw new Error(`${String(name)} is not reached by Tab.`);
    };
    await reach(/^We are acting/);
    await page.keyboard.press('Enter');
    await page.getByText(WORDS['en-GB'].sent, { exact: true }).waitFor();
    await reach(/^▸?Versions|Versions \(1\)/);
    await page.keyboard.press('Enter');
    await page.getByText('There is one version.').waitFor();
  });

  it('asks nobody but the hub, breaks no rule of its own policy, and throws nothing', () => {
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });
});
