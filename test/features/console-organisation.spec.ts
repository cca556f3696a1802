import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { WebhookDeliveries } from '@hub/alerts';
import { data } from '@hub/testing';
import { DEMO_PASSWORD } from '../../apps/hub/src/demo/seed.js';
import { ofOrganisation as english } from '../../apps/console/src/languages/en.organisation.js';
import { ofOrganisation as japanese } from '../../apps/console/src/languages/ja.organisation.js';
import { times, until } from '../faults/support/campaign.js';
import { browserPath, looker, signInAs } from './support/browser.js';
import { consoleHub, LOCALES, type Locale, WORDS } from './support/console.js';
import { join, NEW_PASSWORD, putAway } from './support/joining.js';
import { type Receiver, startReceiver } from './support/receiver.js';
import { ALLOW } from './support/webhooking.js';

const missing = browserPath() === null && !process.env['CI'];
const SAID = { 'ja-JP': japanese, 'en-GB': english } satisfies Record<Locale, typeof english>;
/** Administrator of an embassy, and of the hub. */
const [ADMINISTRATOR, COORDINATOR] = ['second@embassy-ph.example', 'coordinator@npa.example'];

(missing ? describe.skip : describe)('the console for whoever looks after an organisation', () => {
  const here = consoleHub(ALLOW);
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver?.close());

  /** A window in which somebody is signed in, at an address. */
  async function as(who: string, locale: Locale, address: string, password = DEMO_PASSWORD): Promise<Page> {
    const { page } = await here.open(locale);
    await page.goto(`/sign-in?to=${encodeURIComponent(address)}`);
    await signInAs(page, who, password);
    await page.locator('.who').waitFor();
    return page;
  }
  /** Presses something, and the same name in the dialog that asks once more. */
  async function confirm(page: Page, name: string, within = page.locator('main')): Promise<void> {
    await within.getByRole('button', { name, exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
  }

  it.each(LOCALES)('takes an administrator through a day (%s): inviting, roles, suspension, recovery, contact point, attestation', async (locale) => {
    const { organisation: words, once } = SAID[locale];
    const email = `${WORDS[locale].lang}-new@embassy-ph.example`;
    const page = await as(ADMINISTRATOR, locale, '/organisation');
    await page.locator('[name=invite-email]').fill('no address');
    await page.getByRole('button', { name: words.inviteDo }).click();
    await page.getByText(words.wrong.email).waitFor();
    // What was refused stays as it was typed.
    expect(await page.locator('[name=invite-email]').inputValue()).toBe('no address');
    await page.locator('[name=invite-email]').fill(email);
    await page.getByRole('button', { name: words.inviteDo }).click();
    const link = await page.getByLabel(words.inviteLink).inputValue();
    await putAway(page, once.done, link);

    const { page: joining } = await here.open(locale);
    await join(joining, link);
    const own = await as(email, locale, '/organisation', NEW_PASSWORD);
    await own.getByText(words.onlyAdministrators).waitFor();
    expect(await own.locator('[name=invite-email]').count()).toBe(0);

    await page.reload();
    const card = page.locator('.people > li', { hasText: email });
    await card.locator('summary').click();
    await card.locator('.check', { hasText: locale === 'ja-JP' ? '担当官' : 'Officer' }).click();
    await card.getByRole('button', { name: words.saveRoles }).click();
    await card.locator('.meta', { hasText: locale === 'ja-JP' ? '担当官' : 'Officer' }).waitFor();
    const { rows: [person] } = await here.hub.superuser<{ id: string; roles: string[] }>('SELECT id, roles FROM hub.persons WHERE email = $1', [email]);
    expect([...(person?.roles ?? [])].sort()).toEqual(['OFFICER', 'READER']);

    // A half of a key each, and neither is shown twice.
    await confirm(page, words.recover, card);
    const requestCode = await page.getByLabel(words.requestCode).inputValue();
    await page.getByRole('button', { name: once.done }).click();
    const colleague = await as('officer@embassy-ph.example', locale, '/organisation');
    await colleague.getByRole('button', { name: words.approve, exact: true }).click();
    const approvalCode = await colleague.getByLabel(words.approvalCode).inputValue();
    const { page: lost } = await here.open(locale);
    await lost.goto('/recover');
    await lost.locator('[name=request-code]').fill(requestCode);
    await lost.locator('[name=approval-code]').fill(approvalCode);
    await lost.locator('[name=new-password]').fill(`${NEW_PASSWORD} again`);
    await lost.locator('button[type=submit]').click();
    await lost.getByText(SAID[locale].join.recovered).waitFor();
    const back = await as(email, locale, '/bulletins', `${NEW_PASSWORD} again`);

    await confirm(page, words.suspend, card);
    await card.getByText(words.personStates.SUSPENDED).waitFor();
    await back.goto('/organisation');
    await back.locator('[name=email]').waitFor();
    await card.getByRole('button', { name: words.reinstate }).click();
    await card.getByText(words.personStates.SUSPENDED).waitFor({ state: 'detached' });

    await page.locator('.submenu a[href="/organisation/contact"]').click();
    const deputies = page.locator(`label.field:has(> span:text-is("${words.deputy}")) select`);
    const option = deputies.locator('option', { hasText: 'REYES' }).last();
    await option.waitFor({ state: 'attached' });
    await deputies.selectOption(person?.id ?? '');
    await page.getByRole('button', { name: words.appointDo }).click();
    await page.getByText(words.voided).waitFor();
    await page.getByRole('button', { name: words.attestDo }).click();
    await page.getByText(words.attestedNow).waitFor();
    await page.getByText(words.voided).waitFor({ state: 'detached' });
    const { register: { nodes } } = data(await here.hub.graphql('{ register(first: 100) { nodes { organisation { id deputy { id } } attestedOn voided } } }', { token: here.police.token }));
    const entry = (nodes as { organisation: { id: string; deputy: { id: string } }; attestedOn: string | null; voided: boolean }[]).find(({ organisation: { id } }) => id === here.embassy);
    expect(entry).toMatchObject({ organisation: { deputy: { id: person?.id } }, voided: false });
    expect(entry?.attestedOn).not.toBeNull();
  });

  it('sets a webhook up, shows its secret once, and lets its deliveries be looked at and sent again', async () => {
    const { organisation: words, once } = english;
    const deliver = async (): Promise<void> => {
      const jobs = here.hub.hub.app.get(WebhookDeliveries);
      // The hub's own turn may have one of them in hand.
      await until('nothing waits', async () => {
        await jobs.run();
        await jobs.settled();
        return (await here.hub.superuser("SELECT FROM hub.webhook_deliveries WHERE state = 'WAITING'")).rows.length === 0;
      });
    };
    const page = await as(ADMINISTRATOR, 'en-GB', '/organisation/webhooks');
    await page.locator('[name=webhook-url]').fill('ftp://hooks.example/plain');
    await page.getByRole('button', { name: words.addDo, exact: true }).click();
    await page.getByText(words.wrong.url).waitFor();
    await page.locator('[name=webhook-url]').fill(receiver.url);
    await page.locator('[name=webhook-description]').fill('Case system');
    await page.getByRole('button', { name: words.addDo, exact: true }).click();
    const secret = await page.getByLabel(words.secret, { exact: true }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await putAway(page, once.done, secret);
    await page.getByRole('button', { name: words.testOf(receiver.url) }).click();
    await page.getByText(words.tested).waitFor();
    await deliver();
    await page.locator(`summary[aria-label="${words.logOf(receiver.url)}"]`).click();
    await page.locator('.deliveries').getByText(words.deliveryStates.DELIVERED, { exact: true }).waitFor();
    expect(await page.locator('.attempts code').first().textContent()).toBe('204');
    await page.locator('.deliveries').getByRole('button').first().click();
    await page.getByText(words.redelivered).waitFor();
    await deliver();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([receiver.received[0]?.headers['webhook-id'], receiver.received[0]?.headers['webhook-id']]);
    await page.getByRole('button', { name: words.rotateOf(receiver.url) }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: words.rotate }).click();
    expect(await page.getByLabel(words.secret, { exact: true }).inputValue()).not.toBe(secret);
    await page.getByRole('button', { name: words.disableOf(receiver.url) }).click();
    await page.getByText(words.disabled, { exact: true }).waitFor();
  });

  it('enrols a second factor by a QR code that is drawn on the device, and asks for it at the next sign-in', async () => {
    const { factor: words, once } = english;
    const who = 'reader@embassy-ph.example';
    const page = await as(who, 'en-GB', '/settings');
    await page.getByText(words.setUp).click();
    await page.locator('[name=factor-password]').fill('not the password');
    await page.getByRole('button', { name: words.begin }).click();
    await page.getByText(words.wrongPassword).waitFor();
    await page.locator('[name=factor-password]').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: words.begin }).click();
    await page.locator('svg.qr').waitFor();
    const secret = (await page.locator('p:has(> code.long) code').textContent())?.replace(/\s/g, '') ?? '';
    const codeAt = (steps: number): string => new TOTP({ secret }).generate({ timestamp: here.hub.clock.now().getTime() + steps * 30_000 });
    await page.locator('[name=factor-code]').fill(codeAt(0));
    await page.getByRole('button', { name: words.confirm }).click();
    await page.locator('.recovery-codes').waitFor();
    expect(await page.locator('.recovery-codes li').count()).toBe(10);
    await page.getByRole('button', { name: once.done }).click();
    await page.getByText('It is set up.').or(page.getByText(words.change)).first().waitFor();
    const { page: other } = await here.open('en-GB');
    await other.goto('/sign-in');
    await signInAs(other, who, DEMO_PASSWORD);
    await other.locator('[name=code]').fill(codeAt(1));
    await other.locator('button[type=submit]').click();
    await other.locator('.who').waitFor();
  });

  it('makes an API token, shows it once, and revokes it', async () => {
    const { tokens: words, once } = english;
    const page = await as('officer@embassy-ph.example', 'en-GB', '/settings');
    await page.getByText(words.make, { exact: true }).click();
    await page.locator('[name=token-name]').fill('Case system');
    await page.locator('[name=token-password]').fill('not the password');
    await page.getByRole('button', { name: words.makeDo }).click();
    await page.getByText(english.factor.wrongPassword).waitFor();
    expect(await page.locator('[name=token-name]').inputValue()).toBe('Case system');
    await page.locator('[name=token-password]').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: words.makeDo }).click();
    const token = await page.getByLabel(words.token, { exact: true }).inputValue();
    await putAway(page, once.done, token);
    expect(data(await here.hub.graphql('{ viewer { organisation { id } } }', { token })).viewer.organisation.id).toBe(here.embassy);
    await page.getByRole('button', { name: words.revokeOf('Case system') }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: words.revoke, exact: true }).click();
    await page.getByText(words.none).waitFor();
    expect((await here.hub.graphql('{ viewer { roles } }', { token })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('lets a coordinator invite an organisation, whose administrator then joins and invites', async () => {
    const { organisation: words } = english;
    const page = await as(COORDINATOR, 'en-GB', '/organisation/onboarding');
    await page.locator('[name=party-country]').fill('ke');
    await page.locator('[name=party-code]').fill('NPA');
    await page.locator('[name=party-en]').fill('Embassy of Kenya');
    await page.locator('[name=party-email]').fill('first@embassy-ke.example');
    await page.getByRole('button', { name: words.inviteDo }).first().click();
    await page.getByText(words.codeTaken).waitFor();
    expect(await page.locator('[name=party-en]').inputValue()).toBe('Embassy of Kenya');
    await page.locator('[name=party-code]').fill('KEN');
    await page.getByRole('button', { name: words.inviteDo }).first().click();
    const link = await page.getByLabel(words.inviteLink).inputValue();
    const { page: joining } = await here.open('en-GB');
    await join(joining, link);
    const first = await as('first@embassy-ke.example', 'en-GB', '/organisation', NEW_PASSWORD);
    await first.locator('[name=invite-email]').waitFor();
    await first.goto('/organisation/onboarding');
    await first.locator('main .notice[data-kind=warning]').waitFor();
  });

  it('has no barrier that axe finds in any part, in Japanese and English, light and dark, and fits a phone', async () => {
    const found: string[] = [];
    const at = looker(times(1, 2));
    const look = async (page: Page, address: string, ready: string): Promise<void> => void found.push(...(await at(page, address, ready)));
    const { page: out } = await here.open('ja-JP');
    for (const address of ['/join', '/recover', '/sign-in/second-factor']) await look(out, address, 'form');
    await look(out, '/developers', '.sample');
    const page = await as(ADMINISTRATOR, 'ja-JP', '/');
    await look(page, '/organisation', '.people .card');
    await look(page, '/organisation/contact', '.attestation');
    await look(page, '/organisation/duty', '.empty, .rota');
    await look(page, '/organisation/webhooks', '.card .buttons');
    await look(page, '/organisation/mail', '.empty');
    await look(page, '/settings', '.sessions li');
    await look(await as(COORDINATOR, 'ja-JP', '/'), '/organisation/onboarding', '.lines > li');
    expect(found).toEqual([]);
  });

  it('asks nobody but the hub, breaks no rule of its own policy, and throws nothing', () => {
    expect(here.watched).toEqual({ elsewhere: [], violations: [], faults: [] });
  });
});
