import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createTestHub, FakeClock, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { DEMO_PASSWORD, seedDemoOnce } from '../../../apps/hub/src/demo/seed.js';
import { browserPath, openWindow, signInAs, startBrowser, type Watched } from './browser.js';

/** What the console says, as the tests look for it. */
export const WORDS = {
  'ja-JP': { lang: 'ja', signIn: 'サインイン', out: 'サインアウト', needs: '対応が必要なもの', received: '受領', sent: '回答を送信しました。', offline: 'システムに接続できません', call: '110番（警察）に電話', notSent: '回答は送信されていません', live: '接続中', alert: '新しい情報', signedOut: 'サインアウトしました。', idle: '一定時間操作がなかったため', holds: '証明は正しいです', fails: '証明は正しくありません' },
  'en-GB': { lang: 'en', signIn: 'Sign in', out: 'Sign out', needs: 'What needs you', received: 'Received', sent: 'Your answer was sent.', offline: 'There is no connection to the hub', call: 'Call 110 (police)', notSent: 'Your answer was not sent.', live: 'Live', alert: 'New bulletin', signedOut: 'You are signed out.', idle: 'You were signed out because nothing was done', holds: 'The proof holds', fails: 'The proof does not hold' },
} as const;
/** A browser's language. */
export type Locale = keyof typeof WORDS;
/** All of them. */
export const LOCALES = Object.keys(WORDS) as Locale[];
/** An official of the demo world's. */
export const OFFICIAL = 'officer@embassy-ph.example';

type Options = Parameters<typeof openWindow>[3];
interface Window { context: BrowserContext; page: Page }

/** A hub with the demo world, its pages, and a browser whose windows are watched. */
export interface ConsoleHub {
  hub: TestHub;
  police: TestPerson;
  embassy: string;
  readonly watched: Watched;
  /** A window of its own, signed in nowhere. */
  open(locale: Locale, options?: Options): Promise<Window>;
  /** A window in which the official is signed in, at an address. */
  signedIn(locale: Locale, address?: string, options?: Options): Promise<Window>;
  /** A bulletin of the police to the official's embassy, to be acknowledged within an hour. */
  toEmbassy(title: string, more?: object): Promise<{ id: string }>;
}

/** Makes one for the tests of a file. A journey of several tests keeps its windows from one to the next. */
export function consoleHub(env: Record<string, string> = {}, { keepsWindows = false, notifications = false } = {}): ConsoleHub {
  let browser: Browser;
  let second: TestPerson;
  const windows: BrowserContext[] = [];
  beforeAll(async () => {
    kept.hub = await createTestHub({ pages: true, clock: new FakeClock(new Date()), poolSize: 8, env: { HUB_ROLES: 'api,jobs,seal', HUB_SIGNIN_PER_ADDRESS: '1000', HUB_SIGNIN_PER_ACCOUNT: '1000', ...env } });
    await seedDemoOnce(kept.hub.hub, () => undefined);
    browser = await startBrowser(browserPath({ notifications }) ?? '/usr/bin/chromium');
    const person = async (email: string): Promise<TestPerson> => {
      const { rows: [row] } = await kept.hub.superuser<{ id: string; organisation_id: string }>('SELECT id, organisation_id FROM hub.persons WHERE email = $1', [email]);
      if (!row) throw new Error(email);
      return { id: row.id, organisationId: row.organisation_id, email, token: await kept.hub.tokenFor(row.id) };
    };
    [kept.police, second] = [await person('officer@npa.example'), await person('releaser@npa.example')];
    kept.embassy = (await person(OFFICIAL)).organisationId;
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await kept.hub?.close();
  });
  afterEach(async () => {
    if (!keepsWindows) await Promise.all(windows.splice(0).map((context) => context.close()));
  });
  const kept: ConsoleHub = Object.assign({} as ConsoleHub, {
    watched: { elsewhere: [], violations: [], faults: [] } satisfies Watched,
    async open(locale: Locale, options: Options = {}): Promise<Window> {
      const opened = await openWindow(browser, kept.hub.url, kept.watched, { locale, ...options });
      windows.push(opened.context);
      return opened;
    },
    async signedIn(locale: Locale, address = '/', options: Options = {}): Promise<Window> {
      const opened = await kept.open(locale, options);
      await opened.page.goto(address);
      await signInAs(opened.page, OFFICIAL, DEMO_PASSWORD);
      await opened.page.locator('.who').waitFor();
      return opened;
    },
    toEmbassy: (title: string, more: object = {}) => publishNew(kept.hub, kept.police, second, {
      title, tlp: 'AMBER', urgency: 'PRIORITY', kind: 'ALERT', language: 'ja', audience: { organisationIds: [kept.embassy] }, acknowledgeBy: new Date(Date.now() + 3_600_000).toISOString(),
      sections: [{ heading: '概要', body: '旅券を取り上げられた**技能実習生**2名。' }], ...more,
    }),
  });
  return kept;
}
