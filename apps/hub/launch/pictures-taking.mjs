// Takes pictures of pages: each in both languages and themes, whole and at rest.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { inRoot } from './folders.mjs';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

/**
 * Takes each of `shots` (name, who, where, what to wait for, what to do before, how) with `signIn` for somebody; tells how many failed.
 * Each language has a browser of its own: fields for dates and times follow the browser's language, not the page's (Debian: where chromium-l10n is installed).
 */
export async function takePictures({ base, shots, signIn }) {
  const began = Date.now();
  let [taken, failed, told] = [0, 0, began];
  for (const locale of ['ja-JP', 'en-GB']) {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', `--lang=${locale}`], env: { ...process.env, LANGUAGE: locale.replace('-', '_') } });
    try {
      for (const colorScheme of ['light', 'dark']) {
        const folder = inRoot('apps', 'console', 'screenshots', `${locale.slice(0, 2)}-${colorScheme}`);
        mkdirSync(folder, { recursive: true });
        for (const shot of shots) {
          failed += (await takeOne({ browser, base, folder, shot, signIn, looks: { locale, colorScheme } })) ? 0 : 1;
          taken += 1;
          if (Date.now() - told < 15_000) continue;
          told = Date.now();
          process.stdout.write(`  ${taken} pictures, ${Math.round((told - began) / 1_000)} s\n`);
        }
        process.stdout.write(`${folder}\n`);
      }
    } finally {
      await browser.close();
    }
  }
  return failed;
}

async function takeOne({ browser, base, folder, shot: [name, who, address, ready, before, { viewport = { width: 1280, height: 900 }, fullPage = true, clock = false, pdf = false, after } = {}], signIn, looks }) {
  const context = await browser.newContext({ baseURL: base, viewport, reducedMotion: 'reduce', ...looks });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  try {
    if (clock) await page.clock.install();
    await page.goto(who ? `/sign-in?to=${encodeURIComponent(address)}` : address);
    if (who) await signIn(page, who);
    await page.locator(ready).first().waitFor({ state: 'attached' });
    await before?.(page, context);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.mouse.move(0, 0);
    if (fullPage && !pdf) await rest(page);
    if (pdf) await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4' });
    else await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
    await after?.(page);
    return true;
  } catch (error) {
    process.stdout.write(`${name} (${looks.locale}, ${looks.colorScheme}): ${error.message.split('\n')[0]}\n`);
    await page.screenshot({ path: join(folder, `${name}-failed.png`) }).catch(() => undefined);
    return false;
  } finally {
    await context.close();
  }
}

/** The page as it is from its top: nothing stuck half-way down, and no row left out because it is far off the screen. */
async function rest(page) {
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('.bulletin-row')) row.style.contentVisibility = 'visible';
    scrollTo(0, 0);
  });
}
