// Pictures of every page and state, in both languages and themes, to be looked at one by one: `npm run screenshots [-- NAME …]`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './folders.mjs';
import { meetingShots } from './pictures-meeting.mjs';
import { preparingShots } from './pictures-preparing.mjs';
import { addStage, chooseCases, chooseEra, holdAnswers, takeBack, toChart, toProof, unfoldHelp } from './pictures-steps.mjs';
import { takePictures } from './pictures-taking.mjs';

const PASSWORD = 'contact-point-demo-2026';
const only = process.argv.slice(2).filter((word) => !word.startsWith('-') && !word.endsWith('.mjs'));
const [PHILIPPINES, ADMINISTRATOR, READER, POLICE, AUDITOR] = ['officer@embassy-ph.example', 'second@embassy-ph.example', 'reader@embassy-ph.example', 'officer@npa.example', 'auditor@npa.example'];
const PHONE = { width: 390, height: 844 };

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const base = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), 'contact-point-screenshots-'));
const hub = spawn(process.execPath, [inRoot('apps', 'hub', 'launch', 'start.mjs')], { env: { ...process.env, PORT: String(port), HUB_DATA_DIR: data, HUB_SIGNIN_PER_ADDRESS: '10000', HUB_SIGNIN_PER_ACCOUNT: '1000' }, stdio: ['ignore', 'ignore', 'inherit'] });
for (let ready = false; !ready; ) {
  if (hub.exitCode !== null) throw new Error('The hub did not start.');
  await new Promise((resolve) => setTimeout(resolve, 300));
  ready = await fetch(`${base}/health/ready`).then(({ ok }) => ok, () => false);
}

/** Asks the hub by a token; one that has ended meanwhile is replaced. */
async function ask(token, query, variables = {}) {
  const answer = await fetch(`${base}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify({ query, variables }) });
  const { data: got, errors } = await answer.json();
  const email = Object.keys(tokens).find((each) => tokens[each] === token);
  if (errors?.[0]?.extensions.code === 'UNAUTHENTICATED' && email) {
    tokens[email] = await tokenOf(email);
    return ask(tokens[email], query, variables);
  }
  if (errors) throw new Error(JSON.stringify(errors));
  return got;
}
const tokenOf = async (email) => (await ask(null, 'mutation ($i: SignInInput!) { signIn(input: $i) { accessToken } }', { i: { email, password: PASSWORD } })).signIn.accessToken;
const tokens = {};
for (const email of [PHILIPPINES, POLICE, 'releaser@npa.example', 'coordinator@npa.example']) tokens[email] = await tokenOf(email);
const as = (email, query, variables) => ask(tokens[email], query, variables);
/** Sends a small picture as a file of somebody's. */
async function upload(email, name) {
  const bytes = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const { beginUpload: { upload: { id } } } = await as(email, 'mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { upload { id } } }', { input: { name, length: bytes.length } });
  await fetch(`${base}/uploads/${id}`, { method: 'PATCH', body: bytes, headers: { authorization: `Bearer ${tokens[email]}`, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
  for (let state = ''; state !== 'READY'; await new Promise((resolve) => setTimeout(resolve, 300))) ({ upload: { state } } = await as(email, 'query ($id: ID!) { upload(id: $id) { state } }', { id }));
  return id;
}
const find = async (email, filter, more = '') => (await ask(tokens[email], `query ($f: BulletinFilter) { bulletins(first: 50, filter: $f) { nodes { id title tlp versions { version } ${more} } } }`, { f: filter })).bulletins.nodes;

/** A new bulletin of the police to the embassy, published by two. */
async function publish(title) {
  const { viewer } = await ask(tokens[PHILIPPINES], '{ viewer { organisation { id } } }');
  const { draftBulletin: { bulletin: { id } } } = await ask(tokens[POLICE], 'mutation ($i: DraftBulletinInput!) { draftBulletin(input: $i) { bulletin { id } } }', { i: {
    kind: 'ALERT', tlp: 'AMBER', urgency: 'IMMEDIATE', language: 'ja', title, audience: { organisationIds: [viewer.organisation.id] }, acknowledgeBy: new Date(Date.now() + 2 * 3_600_000).toISOString(), handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    sections: [{ heading: '概要', body: '空港で保護を求めた女性2名。**旅券**は雇用主が保管している。\n\n1. 通訳（タガログ語）が必要\n2. 面談は女性職員が行う' }] } });
  for (const email of [POLICE, 'releaser@npa.example']) await ask(tokens[email], 'mutation ($i: PublishBulletinInput!) { publishBulletin(input: $i) { bulletin { state } } }', { i: { id, expectedRevision: 1 } });
  return id;
}
/** A draft of the police for two, with a section for one of them; and one that waits for approval. */
async function write() {
  const organisations = (await ask(tokens[POLICE], '{ organisations(first: 50) { nodes { id kind country } } }')).organisations.nodes;
  const [embassy, ngo] = [organisations.find(({ country }) => country === 'PH').id, organisations.find(({ kind }) => kind === 'NGO').id];
  const input = { kind: 'REQUEST_FOR_INFORMATION', tlp: 'AMBER', urgency: 'PRIORITY', language: 'ja', title: '静岡県内の農園で働く技能実習生について', audience: { organisationIds: [embassy, ngo] }, countries: ['PH', 'VN'], handling: ['PROTECTION_ONLY'], acknowledgeBy: new Date(Date.now() + 30 * 3_600_000).toISOString(),
    facts: { potentialVictims: 9, citizenships: ['PH'], exploitation: ['FORCED_LABOUR'], meansOfControl: ['WITHHOLDS_DOCUMENTS'], prefectures: ['22'] },
    sections: [{ heading: '概要', body: '農園主が実習生9名の**旅券**を保管している。\n\n- 夜間の外出が禁じられている\n- 賃金の支払いがない' }, { heading: '保護施設', body: '受入れ可能な施設の情報を求める。', audience: { organisationIds: [ngo] } }] };
  const { draftBulletin: { bulletin } } = await ask(tokens[POLICE], 'mutation ($i: DraftBulletinInput!) { draftBulletin(input: $i) { bulletin { id } } }', { i: input });
  return bulletin.id;
}
const [draft, submitted] = [await write(), await write()];
await ask(tokens[POLICE], 'mutation ($i: BulletinRevisionInput!) { submitBulletin(input: $i) { bulletin { id } } }', { i: { id: submitted, expectedRevision: 1 } });
/** A colleague writes in the title of the draft. */
async function reviseDraft() {
  const { bulletin: { revision } } = await ask(tokens['releaser@npa.example'], 'query ($id: ID!) { bulletin(id: $id) { revision } }', { id: draft });
  await ask(tokens['releaser@npa.example'], 'mutation ($i: ReviseBulletinInput!) { reviseBulletin(input: $i) { bulletin { id } } }', { i: { id: draft, expectedRevision: revision, title: `浜松市の農園で働く技能実習生について（第${revision}稿）` } });
}
const fresh = await publish('羽田空港で保護を求めた女性2名について');
const ofEmbassy = await find(PHILIPPINES, {});
const withVersions = (await find(PHILIPPINES, { states: ['PUBLISHED'] })).find(({ versions }) => versions.length > 1) ?? ofEmbassy[0];
const red = ofEmbassy.find(({ tlp }) => tlp === 'RED') ?? ofEmbassy[0];
const gone = (await find(PHILIPPINES, { states: ['WITHDRAWN'] }))[0] ?? ofEmbassy[0];
const [{ id: thread, bulletin: { id: threads } }] = (await ask(tokens[PHILIPPINES], '{ threads(first: 1) { nodes { id bulletin { id } } } }')).threads.nodes;
const [open] = await find(PHILIPPINES, { tlps: ['CLEAR'], kinds: ['NOTICE'] });
const own = (await find(POLICE, { states: ['PUBLISHED'] }))[0];

/** Name, who, where, what to wait for, and what to do before the picture. */
const SHOTS = [
  ['sign-in', null, '/sign-in', '[name=email]'],
  ['sign-in-wrong', null, '/sign-in', '[name=email]', async (page) => { await fill(page, PHILIPPINES, 'not the password at all'); await page.getByRole('alert').waitFor(); }],
  ['public', null, '/public', '.bulletin-row'],
  ['no-page', null, '/nowhere', '.notice'],
  ['public-bulletin', null, `/public/${open.id}`, '.section'],
  ['emergency', null, '/sign-in', '[name=email]', unfoldHelp],
  ['loading', PHILIPPINES, '/settings', '.sessions li', holdAnswers, { fullPage: false }],
  ['home', PHILIPPINES, '/', '.news-row'],
  ['home-without-reading', AUDITOR, '/', '.notice'],
  ['bulletins', PHILIPPINES, '/bulletins', '.bulletin-row'],
  ['bulletins-search', PHILIPPINES, '/bulletins?text=%E6%97%85%E5%88%B8', '.bulletin-row'],
  ['bulletins-filters', PHILIPPINES, '/bulletins?tlps=AMBER&kinds=ALERT', '.bulletin-row'],
  ['bulletins-nothing', PHILIPPINES, '/bulletins?text=zzzz', '.empty'],
  ['bulletin', PHILIPPINES, `/bulletins/${fresh}`, '.section'],
  ['bulletin-red', PHILIPPINES, `/bulletins/${red.id}`, '.mark-band'],
  ['bulletin-old', PHILIPPINES, `/bulletins/${withVersions.id}?version=1`, '.section'],
  ['bulletin-withdrawn', PHILIPPINES, `/bulletins/${gone.id}`, '.mark-band'],
  ['bulletin-versions', PHILIPPINES, `/bulletins/${withVersions.id}`, '.versions', async (page) => { await page.locator('details:has(.versions) > summary').click(); await page.locator('.versions button').first().click(); await page.locator('.difference').waitFor(); }],
  ['bulletin-threads', PHILIPPINES, `/bulletins/${threads}`, '.thread'],
  ['bulletin-readers', POLICE, `/bulletins/${own.id}`, '.section', async (page) => { await page.locator('details.fold > summary').last().click(); await page.locator('.fold table').last().waitFor(); }],
  ['not-found', PHILIPPINES, '/bulletins/00000000-0000-7000-8000-000000000000', '.notice'],
  ['alert', PHILIPPINES, '/', '.line[data-line=live]', async (page) => { await publish('関西空港に今夜到着する19歳の女性について'); await page.locator('.alert').first().waitFor(); }],
  ['offline', PHILIPPINES, `/bulletins/${fresh}`, '.line[data-line=live]', async (page, context) => { await page.locator('.answers button').first().waitFor(); await context.setOffline(true); await page.locator('main .emergency').first().waitFor(); await page.locator('.answers button').first().click(); await page.locator('.acknowledge .notice').waitFor(); await page.locator('main details summary').first().click(); }],
  ['failing', PHILIPPINES, '/sign-in', '.who, [name=email]', async (page) => { await page.route('**/graphql', (route) => route.fulfill({ json: { errors: [{ message: 'x', extensions: { code: 'INTERNAL', correlationId: '0193-example' } }] } })); await page.locator('.menu a[href="/audit"]').click(); await page.locator('main .notice[data-kind=bad]').first().waitFor(); }],
  ['write-forbidden', READER, '/bulletins/new', '.notice'],
  ['write-new', POLICE, '/bulletins/new', '[name=title]'],
  ['write', POLICE, `/bulletins/${draft}/edit`, '[name=title]'],
  ['write-problems', POLICE, '/bulletins/new', '[name=title]', async (page) => { await page.locator('.writing-form > .button-first').click(); await page.locator('.wrong').first().waitFor(); }],
  ['write-conflict', POLICE, `/bulletins/${draft}/edit`, '[name=title]', async (page) => { await reviseDraft(); await page.locator('[name=title]').fill('静岡県内の農園で働く実習生について（照会）'); await page.locator('.clashes').waitFor(); }, { fullPage: false }],
  ['write-offline', POLICE, `/bulletins/${draft}/edit`, '[name=title]', async (page, context) => { await context.setOffline(true); await page.locator('[name=title]').fill('静岡県内の農園で働く実習生について'); await page.locator('.saved-line[data-standing=offline]').waitFor(); }, { fullPage: false }],
  ['write-view-as', POLICE, `/bulletins/${draft}/edit`, '[name=title]', async (page) => { await page.locator('.preview .switch button').nth(1).click(); await page.locator('.preview select').selectOption({ index: 1 }); await page.locator('.preview .code-add button').click(); await page.locator('.preview .seen').waitFor(); }, { fullPage: false }],
  ['review', 'releaser@npa.example', `/bulletins/${submitted}/review`, '.decide'],
  ['review-confirm', 'releaser@npa.example', `/bulletins/${submitted}/review`, '.decide', async (page) => { await page.locator('.decide .button-first').click(); await page.getByRole('alertdialog').waitFor(); }, { fullPage: false }],
  ['outgoing', 'releaser@npa.example', `/bulletins/${submitted}/review`, '.decide', async (page) => { await page.locator('.decide .button-first').click(); await page.getByRole('alertdialog').locator('.button-first').click(); await page.locator('[data-outgoing=waiting]').waitFor(); }, { fullPage: false, after: takeBack }],
  ['phone-write', POLICE, `/bulletins/${draft}/edit`, '[name=title]', undefined, { viewport: PHONE }],
  ['phone-review', 'releaser@npa.example', `/bulletins/${submitted}/review`, '.decide', undefined, { viewport: PHONE }],
  ['write-stages', POLICE, `/bulletins/${draft}/edit`, '[name=title]', addStage],
  ['cases-import', POLICE, '/cases', '[name=cases]', chooseCases],
  ['cases-export', POLICE, '/cases/export', '.empty, .case-list > li'],
  ['translations', POLICE, `/bulletins/${own.id}/translations`, '.translate'],
  ['readings', POLICE, `/audit?subject=${own.id}`, '.trail', async (page) => { await page.locator('details.fold > summary').click(); await page.locator('.readings svg').waitFor(); }],
  ['figures', null, '/public', '.chart svg', toChart, { fullPage: false }],
  ['filters-kept', PHILIPPINES, '/bulletins?tlps=AMBER&country=PH', '.saved-filters', async (page) => { await page.locator('.saved-filters .button').click(); await page.locator('.saved-filters li').waitFor(); }],
  ['phone-cases', POLICE, '/cases', '[name=cases]', chooseCases, { viewport: PHONE }],
  ['phone-figures', null, '/public', '.chart svg', toChart, { viewport: PHONE, fullPage: false }],
  ['phone-translations', POLICE, `/bulletins/${own.id}/translations`, '.translate', undefined, { viewport: PHONE }],
  ['ask', PHILIPPINES, `/bulletins/${fresh}/questions/new`, '[name=subject]'],
  ['questions-nothing', PHILIPPINES, `/bulletins/${fresh}/questions`, '.empty'],
  ['question', PHILIPPINES, `/bulletins/${threads}/questions/${thread}`, '.message'],
  ['proposals-nothing', PHILIPPINES, `/bulletins/${fresh}/proposals`, '.empty'],
  ['releases-nothing', PHILIPPINES, `/bulletins/${fresh}/releases`, '.empty'],
  ['recalls', 'coordinator@npa.example', '/recalls', 'li.card'],
  ['propose', PHILIPPINES, `/bulletins/${fresh}/proposals/new`, '[name=title]', async (page) => { await page.locator('[name=title]').fill('羽田空港で保護を求めた女性3名について'); await page.locator('.difference').first().waitFor(); }],
  ['release-new', PHILIPPINES, `/bulletins/${fresh}/releases/new`, '[name=purpose]'],
  ['recall', POLICE, `/bulletins/${own.id}/recall`, '.danger'],
  ['strike', POLICE, `/bulletins/${own.id}/strike`, '[name=strike]'],
  ['phone-ask', PHILIPPINES, `/bulletins/${fresh}/questions/new`, '[name=subject]', undefined, { viewport: PHONE }],
  ['audit', PHILIPPINES, '/audit', '.trail'],
  ['proof', PHILIPPINES, '/audit', '.trail td.number:has-text("1")', toProof],
  ['proof-false', PHILIPPINES, '/audit', '.trail', async (page) => {
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('auditInclusionProof')) return route.continue();
      const answer = await (await route.fetch()).json();
      answer.data.auditInclusionProof.hashes.reverse();
      return route.fulfill({ json: answer });
    });
    await toProof(page);
  }],
  ['organisation', ADMINISTRATOR, '/organisation', '.people .card', async (page) => page.locator('.people summary').nth(1).click()],
  ['organisation-contact', ADMINISTRATOR, '/organisation/contact', '.attestation'],
  ['organisation-duty', ADMINISTRATOR, '/organisation/duty', '.empty, .rota li', async (page) => page.locator('form .button').first().click()],
  ['organisation-webhooks', ADMINISTRATOR, '/organisation/webhooks', '[name=webhook-url]', async (page) => { await page.locator('[name=webhook-url]').fill('https://hooks.example.jp/contact-point'); await page.locator('form .button-first').click(); await page.locator('.once').waitFor(); }],
  ['organisation-mail', ADMINISTRATOR, '/organisation/mail', '.empty'],
  ['organisation-forbidden', PHILIPPINES, '/organisation/webhooks', '.notice'],
  ['onboarding', 'coordinator@npa.example', '/organisation/onboarding', '.lines > li'],
  ['second-factor', READER, '/settings', '.sessions li', async (page) => { await page.locator('details.fold summary').first().click(); await page.locator('[name=factor-password]').fill(PASSWORD); await page.keyboard.press('Enter'); await page.locator('.qr').waitFor(); }],
  ['join', null, '/join#key-of-an-invitation', '[name=familyName]'],
  ['recover', null, '/recover', '[name=request-code]'],
  ['developers', null, '/developers', '.sample'],
  ['phone-organisation', ADMINISTRATOR, '/organisation', '.people .card', undefined, { viewport: PHONE }],
  ['phone-contact', ADMINISTRATOR, '/organisation/contact', '.attestation', undefined, { viewport: PHONE }],
  ['settings', READER, '/settings', '.sessions li'],
  ['idle', READER, '/settings', '.sessions li', async (page) => { await page.clock.fastForward(14.4 * 60_000); await page.getByRole('alertdialog').waitFor(); }, { clock: true, fullPage: false }],
  ['era', READER, '/settings', '.sessions li', chooseEra],
  ['phone-sign-in', null, '/sign-in', '[name=email]', undefined, { viewport: PHONE }],
  ['phone-bulletins', PHILIPPINES, '/bulletins', '.bulletin-row', undefined, { viewport: PHONE, fullPage: false }],
  ['phone-offline', PHILIPPINES, '/', '.line[data-line=live]', async (page, context) => { await context.setOffline(true); await page.locator('main .emergency').first().waitFor(); }, { viewport: PHONE, fullPage: false }],
  ['phone-home', PHILIPPINES, '/', '.news-row', undefined, { viewport: PHONE }],
  ['phone-bulletin', PHILIPPINES, `/bulletins/${fresh}`, '.section', undefined, { viewport: PHONE }],
  ['phone-audit', PHILIPPINES, '/audit', '.trail', undefined, { viewport: PHONE, fullPage: false }],
  ['home-tasks', 'coordinator@npa.example', '/', '.needs'],
  ['phone-home-tasks', ADMINISTRATOR, '/', '.needs', undefined, { viewport: PHONE }],
  ...(await meetingShots(as)),
// As sheets of paper.
  ['print', PHILIPPINES, `/bulletins/${withVersions.id}`, '.section', undefined, { pdf: true }],
  ['print-proof', PHILIPPINES, '/audit', '.trail td.number:has-text("1")', toProof, { pdf: true }],
  ['print-review', 'releaser@npa.example', `/bulletins/${submitted}/review`, '.decide', undefined, { pdf: true }],
  ['print-questions', PHILIPPINES, `/bulletins/${threads}/questions`, '.case-list > li', undefined, { pdf: true }],
];

async function fill(page, email, password) {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

const isWanted = ([name]) => only.length === 0 || only.includes(name);
const take = (shots) => takePictures({ base, shots: shots.filter(isWanted), signIn: async (page, who) => {
  await page.locator('[name=email]').waitFor();
  await fill(page, who, PASSWORD);
} });
let failed = 0;
try {
  failed += await take(SHOTS);
  // The year goes on, once what was before is taken.
  failed += await take(await preparingShots(as, upload));
} finally {
  hub.kill('SIGTERM');
  await new Promise((resolve) => hub.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
