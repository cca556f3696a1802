// A meeting for the pictures: one edition through its whole year, and the next one with a poll.
const [COORDINATOR, PHILIPPINES] = ['coordinator@npa.example', 'officer@embassy-ph.example'];
const HOUR = 3_600_000;
const tokyo = (hours) => new Date(Date.now() + (hours + 9) * HOUR).toISOString().slice(0, 16);
const PHONE = { width: 390, height: 844 };

/** Makes them through the API, and gives the pictures of their pages. `as` asks the hub as somebody. */
export async function meetingShots(as) {
  const lead = (query, input) => as(COORDINATOR, query, { input });
  const change = (name, type, gives) => `mutation ($input: ${type}!) { ${name}(input: $input) { ${gives} } }`;
  const read = async (id, what, email = COORDINATOR) => (await as(email, `{ meetingEdition(id: "${id}") { ${what} } }`)).meetingEdition;
  const alone = async (id, more) => ({ expectedRevision: (await read(id, 'revision')).revision, ...more });
  const move = async (id, act) => (await lead(change('moveMeeting', 'MoveMeetingInput', 'next { id }'), await alone(id, { id, act }))).moveMeeting;
  // The demo world's own edition makes room for one that goes through a whole year here.
  const { meetingEditions: { nodes: [demo] } } = await as(COORDINATOR, '{ meetingEditions(first: 1) { nodes { id revision year number } } }');
  await lead(change('moveMeeting', 'MoveMeetingInput', 'edition { id }'), { id: demo.id, act: 'CANCEL', expectedRevision: demo.revision, reason: '画面見本の作成のため' });
  const { openMeetingEdition: { edition: { id: past } } } = await lead(change('openMeetingEdition', 'OpenMeetingEditionInput', 'edition { id }'), { year: demo.year + 1, number: demo.number + 1 });
  const [{ viewer: { organisation: npa } }, { viewer: { organisation: embassy } }] = await Promise.all([COORDINATOR, PHILIPPINES].map((email) => as(email, '{ viewer { organisation { id } } }')));
  const startsLocal = Array.from({ length: 20 }, (_, n) => tokyo(3 + n)).find((local) => Number(local.slice(11, 13)) < 20);
  await lead(change('decideMeetingSlot', 'DecideMeetingSlotInput', 'edition { id }'), await alone(past, { editionId: past, slot: { startsLocal, minutes: 180 } }));
  await lead(change('inviteMeetingDelegates', 'InviteMeetingDelegatesInput', 'edition { id }'), await alone(past, { editionId: past, deadlineLocal: tokyo(2) }));
  for (const [familyName, givenName, kana] of [['Santos', 'Maria', 'サントス マリア'], ['Reyes', 'Jose', 'レイエス ホセ']]) await as(PHILIPPINES, change('nameMeetingDelegate', 'NameMeetingDelegateInput', 'delegate { id }'), { input: { editionId: past, familyName, givenName, kana, titles: [{ language: 'ja', text: '一等書記官' }, { language: 'en', text: 'First Secretary' }] } });
  await lead(change('setMeetingLetter', 'SetMeetingLetterInput', 'edition { id }'), { editionId: past, expectedRevision: 0, documentNumber: '警察庁丙発第12号', datedOn: tokyo(0).slice(0, 10), sender: [{ language: 'ja', text: '警察庁生活安全局長' }, { language: 'en', text: 'Director of the Community Safety Bureau, National Police Agency' }] });
  await move(past, 'OPEN_AGENDA');
  const items = [];
  for (const [email, ja, en, purpose, minutes] of [[COORDINATOR, '昨年の取組の報告', 'Report on last year', 'INFORMATION', 20], [PHILIPPINES, '家族のためのシェルター', 'Shelters for families', 'DISCUSSION', 45], [COORDINATOR, '夜間の連絡体制', 'Reaching one another at night', 'DECISION', 40]]) {
    const { proposeMeetingItem: { item } } = await as(email, change('proposeMeetingItem', 'ProposeMeetingItemInput', 'item { id }'), { input: { editionId: past, titles: [{ language: 'ja', text: ja }, { language: 'en', text: en }], purpose, minutes } });
    await lead(change('acceptMeetingItem', 'MeetingItemInput', 'item { id }'), { id: item.id, expectedRevision: 1 });
    items.push(item.id);
  }
  await as(PHILIPPINES, change('proposeMeetingItem', 'ProposeMeetingItemInput', 'item { id }'), { input: { editionId: past, titles: [{ language: 'en', text: 'A recruiter in two prefectures' }], purpose: 'DISCUSSION', minutes: 20, audience: [] } });
  await move(past, 'FREEZE_AGENDA');
  await move(past, 'BEGIN');
  await lead(change('recordMeetingAttendance', 'RecordMeetingAttendanceInput', 'edition { id }'), { editionId: past, attendance: [{ organisationId: npa.id, presence: 'IN_PERSON' }, { organisationId: embassy.id, presence: 'REMOTE' }] });
  await lead(change('writeMeetingNotes', 'WriteMeetingNotesInput', 'text { revision }'), { itemId: items[1], language: 'JA', expectedRevision: 0, body: '都内の空室は**6床**である。\n\n- 通訳の手配は各機関が行う\n- 名簿を作る' });
  await lead(change('recordMeetingDecision', 'RecordMeetingDecisionInput', 'edition { id }'), { itemId: items[1], texts: [{ language: 'JA', text: '名簿を毎月更新する。' }, { language: 'EN', text: 'The list is renewed every month.' }] });
  await lead(change('recordMeetingAction', 'RecordMeetingActionInput', 'action { id }'), { itemId: items[1], ownerId: embassy.id, dueOn: tokyo(30 * 24).slice(0, 10), texts: [{ language: 'JA', text: 'シェルターの一覧を送付する。' }, { language: 'EN', text: 'Send the list of shelters.' }] });
  await move(past, 'END');
  const revision = async () => (await read(past, 'minutes { revision }')).minutes.revision;
  await lead(change('openMinutesReview', 'ReviewWindowInput', 'edition { id }'), { editionId: past, expectedRevision: await revision(), closesAt: new Date(Date.now() + 10 * 24 * HOUR).toISOString() });
  await as(PHILIPPINES, change('respondToMinutes', 'RespondToMinutesInput', 'edition { id }'), { input: { editionId: past, response: 'APPROVED_WITH_RESERVATION', body: 'The number of beds was not agreed.' } });
  await lead(change('respondToMinutes', 'RespondToMinutesInput', 'edition { id }'), { editionId: past, response: 'APPROVED' });
  await lead(change('approveMinutes', 'ApproveMinutesInput', 'edition { id }'), { editionId: past, expectedRevision: await revision() });
  const { next: { id } } = await move(past, 'CLOSE');

  const period = { from: tokyo(60 * 24).slice(0, 10), until: tokyo(90 * 24).slice(0, 10) };
  const { proposeMeetingSlots: { slots } } = await as(COORDINATOR, 'query ($input: ProposeMeetingSlotsInput!) { proposeMeetingSlots(input: $input) { slots { startsLocal } } }', { input: { editionId: id, ...period, minutes: 150, count: 5 } });
  await lead(change('openMeetingPoll', 'OpenMeetingPollInput', 'poll { id }'), await alone(id, { editionId: id, deadline: new Date(Date.now() + 20 * 24 * HOUR).toISOString(), quorum: 8, mustAttend: [npa.id, embassy.id], slots: slots.map((slot) => ({ startsLocal: slot.startsLocal, minutes: 150 })) }));
  const { poll: { slots: asked, missing } } = await read(id, 'poll { slots { id } missing { id } }');
  for (const [n, party] of missing.slice(0, 9).entries()) {
    const answers = asked.map((slot, index) => ({ slotId: slot.id, answer: ['YES', 'IF_NEED_BE', 'NO'][(index * (n + 2) + n) % 3] }));
    await lead(change('enterMeetingPollAnswer', 'EnterMeetingPollAnswerInput', 'poll { id }'), { editionId: id, organisationId: party.id, channel: n % 2 === 0 ? 'TELEPHONE' : 'PAPER', expectedRevision: 0, answers });
  }
  await lead(change('createMeetingLink', 'CreateMeetingLinkInput', 'link { id }'), { editionId: id, holder: '通訳 佐藤', expiresAt: new Date(Date.now() + 60 * 24 * HOUR).toISOString() });
  const phone = { viewport: PHONE };
  return [
    ['meeting', COORDINATOR, '/meeting', '.overview .card'],
    ['meeting-party', PHILIPPINES, '/meeting', '.steps-line'],
    ['meeting-schedule', COORDINATOR, `/meeting/${id}/schedule`, '.poll-grid'],
    ['meeting-reply', PHILIPPINES, `/meeting/${id}/schedule`, '.reply'],
    ['meeting-people', COORDINATOR, `/meeting/${past}/people`, '.delegate'],
    ['meeting-agenda', COORDINATOR, `/meeting/${past}/agenda`, '.timetable'],
    ['meeting-agenda-empty', PHILIPPINES, `/meeting/${id}/agenda`, '.empty'],
    ['meeting-session', COORDINATOR, `/meeting/${past}/session`, '.session-item'],
    ['meeting-minutes', PHILIPPINES, `/meeting/${past}/minutes`, '.minutes-text'],
    ['minutes-seal', PHILIPPINES, `/audit/minutes/${past}`, '.proof'],
    ['phone-minutes-seal', PHILIPPINES, `/audit/minutes/${past}`, '.proof', undefined, phone],
    ['meeting-breaks', COORDINATOR, `/meeting/${id}/agenda`, '.breaks', (page) => page.locator('.breaks summary').click()],
    ['meeting-actions', PHILIPPINES, `/meeting/${past}/actions`, '.action'],
    ['meeting-papers', COORDINATOR, `/meeting/${past}/papers`, '.paper'],
    ['meeting-failing', PHILIPPINES, '/meeting', '.steps-line', async (page) => { await page.route('**/graphql', (route) => route.abort()); await page.locator('.parts a').nth(3).click(); await page.locator('main .notice .emergency').first().waitFor(); }],
    ['phone-meeting-overview', COORDINATOR, '/meeting', '.overview .card', undefined, phone],
    ['phone-meeting', PHILIPPINES, '/meeting', '.steps-line', undefined, phone],
    ['phone-meeting-schedule', COORDINATOR, `/meeting/${id}/schedule`, '.poll-grid', undefined, phone],
    ['print-minutes', PHILIPPINES, `/meeting/${past}/minutes`, '.minutes-text', undefined, { pdf: true }],
    ['phone-meeting-minutes', PHILIPPINES, `/meeting/${past}/minutes`, '.minutes-text', undefined, phone],
  ];
}
