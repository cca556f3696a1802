import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium without windows and notifications: the same pages for half of the processor's time. */
const WITHOUT_WINDOWS = '/usr/bin/chromium-headless-shell';

/** Where this machine has a browser, one that knows notifications if they are wanted; null: nowhere. */
export const browserPath = ({ notifications = false } = {}): string | null => [...(notifications ? [] : [WITHOUT_WINDOWS]), ...PLACES].find((path) => existsSync(path)) ?? null;

/** Starts it. */
export const startBrowser = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });

/** What pages did that no page of the hub may do, and what broke in them. */
export interface Watched { readonly elsewhere: string[]; readonly violations: string[]; readonly faults: string[] }

/** A window of its own, whose pages are watched. */
export async function openWindow(browser: Browser, base: string, watched: Watched, options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(60_000);
  await context.addInitScript({ content: "document.addEventListener('securitypolicyviolation', (event) => console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))" });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob|ws:\/\/127\.0\.0\.1)/.test(request.url())) watched.elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (/^CSP: |Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) watched.violations.push(message.text());
  });
  page.on('pageerror', (error) => void watched.faults.push(error.stack ?? error.message));
  return { context, page };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page by WCAG 2.2 A and AA and its best practices, a line for each place. */
export async function barriers(page: Page): Promise<string[]> {
  // As the tools of a browser do: what the page's policy forbids its own scripts stands in no one else's way.
  await page.evaluate(axeSource);
  return page.evaluate<string[]>(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
    .then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + help + ': ' + html.slice(0, 160) + ' ' + failureSummary)))`);
}

/** Signs in as somebody would. */
export async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

/** Languages and themes in which a page is looked at. */
const SIGHTS = [['ja', 'light'], ['en', 'dark']] as const;

/** Looks at addresses with everything unfolded: what axe finds there, and whether they are wider than a phone. Each in so many languages and themes; where that is not all of them, they take turns. */
export function looker(sights: number): (page: Page, address: string, ready: string) => Promise<string[]> {
  let turn = 0;
  return async (page, address, ready) => {
    const found: string[] = [];
    await page.goto(address);
    await page.locator(ready).first().waitFor();
    for (const summary of await page.locator('main details:not(.help) > summary').all()) await summary.click();
    for (let sight = 0; sight < sights; sight += 1) {
      const [lang, theme] = SIGHTS[turn++ % SIGHTS.length] ?? SIGHTS[0];
      await page.locator(`.head .switch button[lang=${lang}]`).click();
      await page.locator(`html[lang=${lang}]`).waitFor();
      await page.locator(ready).first().waitFor();
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      found.push(...(await barriers(page)).map((line) => `${address} ${lang} ${theme}: ${line}`));
      await page.setViewportSize({ width: 360, height: 740 });
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > 360) found.push(`${address} is ${wide} wide on a phone (${lang})`);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    return found;
  };
}
