// The meeting on its way to the day, for the pictures: items with documents, some of them closed, and who interprets.
const [COORDINATOR, PHILIPPINES] = ['coordinator@npa.example', 'officer@embassy-ph.example'];
const HOUR = 3_600_000;
const tokyo = (hours) => new Date(Date.now() + (hours + 9) * HOUR).toISOString().slice(0, 16);
const PHONE = { width: 390, height: 844 };

/** Moves the edition that is open on, through the API, and gives the pictures of its pages. */
export async function preparingShots(as, upload) {
  const change = (email, name, input, gives, type = `${name[0].toUpperCase()}${name.slice(1)}Input`) => as(email, `mutation ($input: ${type}!) { ${name}(input: $input) { ${gives} } }`, { input });
  const { meetingEditions: { nodes: [{ id }] } } = await as(COORDINATOR, '{ meetingEditions(first: 1) { nodes { id } } }');
  const alone = async (more) => ({ expectedRevision: (await as(COORDINATOR, `{ meetingEdition(id: "${id}") { revision } }`)).meetingEdition.revision, ...more });
  const startsLocal = Array.from({ length: 20 }, (_, n) => tokyo(3 + n)).find((local) => Number(local.slice(11, 13)) < 20);
  await change(COORDINATOR, 'decideMeetingSlot', await alone({ editionId: id, slot: { startsLocal, minutes: 180 } }), 'edition { id }');
  await change(COORDINATOR, 'inviteMeetingDelegates', await alone({ editionId: id, deadlineLocal: tokyo(2) }), 'edition { id }');
  const delegate = (email, familyName, givenName, language, interpretation = null) => change(email, 'nameMeetingDelegate', { editionId: id, familyName, givenName, language, interpretation }, 'delegate { id }');
  await delegate(COORDINATOR, '田中', '一郎', 'ja');
  await delegate(PHILIPPINES, 'Santos', 'Maria', 'en', 'en');
  await delegate(PHILIPPINES, 'Reyes', 'Jose', 'fil', 'fil');
  await change(COORDINATOR, 'moveMeeting', await alone({ id, act: 'OPEN_AGENDA' }), 'edition { id }');
  const items = [];
  for (const [email, ja, en, purpose, minutes, more = {}] of [[COORDINATOR, '昨年の取組の報告', 'Report on last year', 'INFORMATION', 20], [PHILIPPINES, '家族のためのシェルター', 'Shelters for families', 'DISCUSSION', 45], [PHILIPPINES, '銀座の仲介業者', 'A recruiter in Ginza', 'DISCUSSION', 20, { audience: [] }]]) {
    const { proposeMeetingItem: { item } } = await change(email, 'proposeMeetingItem', { editionId: id, titles: [{ language: 'ja', text: ja }, { language: 'en', text: en }], purpose, minutes, ...more }, 'item { id }');
    await change(COORDINATOR, 'acceptMeetingItem', { id: item.id, expectedRevision: 1 }, 'item { id }', 'MeetingItemInput');
    items.push(item.id);
  }
  const file = async (email, itemId, name, language) => change(email, 'addMeetingDocument', { itemId, language, uploadId: await upload(email, name) }, 'item { documents { attachment { id } } }');
  await file(PHILIPPINES, items[1], 'shelters-2027.png', 'en');
  await change(COORDINATOR, 'moveMeeting', await alone({ id, act: 'FREEZE_AGENDA' }), 'edition { id }');
  const { addMeetingDocument: { item: { documents } } } = await file(PHILIPPINES, items[1], '空室の見取図.png', 'ja');
  await change(PHILIPPINES, 'removeMeetingDocument', { documentId: documents.at(-1).attachment.id }, 'item { id }');
  await file(PHILIPPINES, items[1], '空室の見取図（改訂版）.png', 'ja');
  const interpreter = async (email, familyName, givenName, latinFamilyName, latinGivenName, languages, agency) => (await change(email, 'enterMeetingInterpreter', { editionId: id, familyName, givenName, latinFamilyName, latinGivenName, languages, agency, contact: '03-5555-0142' }, 'interpreter { id }')).enterMeetingInterpreter.interpreter.id;
  const ours = await interpreter(COORDINATOR, '佐藤', '花子', 'Sato', 'Hanako', ['ja', 'en'], '東京通訳社');
  await interpreter(COORDINATOR, '鈴木', '健', 'Suzuki', 'Ken', ['ja', 'jsl'], '');
  await change(COORDINATOR, 'assignMeetingInterpreter', { itemId: items[0], interpreterId: ours, between: ['ja', 'en'] }, 'edition { id }');
  await change(COORDINATOR, 'assignMeetingInterpreter', { itemId: items[1], interpreterId: ours, between: ['ja', 'en'] }, 'edition { id }');
  await change(COORDINATOR, 'createMeetingInterpreterLink', { interpreterId: ours, expiresAt: new Date(Date.now() + 60 * 24 * HOUR).toISOString() }, 'link { id }');
  const unfold = async (page) => { for (const summary of await page.locator('main details.fold > summary').all()) await summary.click(); };
  const phone = { viewport: PHONE };
  const edit = async (page) => { await unfold(page); await page.locator('.agenda-item[data-state=ACCEPTED] .buttons > .button').first().waitFor(); };
  return [
    ['meeting-documents', PHILIPPINES, `/meeting/${id}/agenda`, '.timetable', unfold],
    ['meeting-documents-lead', COORDINATOR, `/meeting/${id}/agenda`, '.timetable', async (page) => { await page.locator('.accepted > summary').click(); }],
    ['meeting-item-change', COORDINATOR, `/meeting/${id}/agenda`, '.timetable', async (page) => { await edit(page); await page.locator('.agenda-item').first().locator('.buttons > .button').first().click(); await page.locator('.agenda-item .change-form').first().waitFor(); }],
    ['meeting-interpretation', COORDINATOR, `/meeting/${id}/interpretation`, '.interpreter'],
    ['meeting-interpretation-forms', COORDINATOR, `/meeting/${id}/interpretation`, '.interpreter', async (page) => { await unfold(page); await page.locator('.interpreter .button').first().click(); }],
    ['meeting-interpretation-party', PHILIPPINES, `/meeting/${id}/interpretation`, '.interpreter', unfold],
    ['meeting-interpreter-link', COORDINATOR, `/meeting/${id}/interpretation`, '.interpreter', async (page) => { await page.locator('.interpreter details > summary').last().click(); await page.locator('.interpreter [name=linkExpires]').last().fill(tokyo(48)); await page.locator('.interpreter .change-form .button').last().click(); await page.locator('.once').waitFor(); }],
    ['meeting-interpretation-failing', PHILIPPINES, `/meeting/${id}`, '.steps-line', async (page) => { await page.route('**/graphql', (route) => route.abort()); await page.locator(`.parts a[href$=interpretation]`).click(); await page.locator('main .emergency').waitFor(); }],
    ['phone-meeting-documents', PHILIPPINES, `/meeting/${id}/agenda`, '.timetable', unfold, phone],
    ['phone-meeting-interpretation', COORDINATOR, `/meeting/${id}/interpretation`, '.interpreter', unfold, phone],
  ];
}
