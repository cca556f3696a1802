import { ReleaseJob } from '@hub/bulletins';
import { ReleaseAnswers } from '@hub/releases';
import { picture } from '@hub/testing';
import { trailOf } from './support/audit-reading.js';
import { type Cast, type OneCase, oneCase } from './support/one-case.js';
import { inDays, recallOf, requestsOf, work } from './support/recalling.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const THREAD = 'thread { id revision state messages(first: 20) { nodes { id kind } } }';
const NAME = 'Rosalia Quintero';

// One story, told in order: each step begins where the one before has ended.
describe('A case that the police share', () => {
  let story: OneCase;
  let cast: Cast;
  let file = '';
  let thread: { id: string; revision: number; messages: { nodes: { id: string; kind: string }[] } };
  beforeAll(async () => {
    story = await oneCase();
    cast = story.cast;
  });
  afterAll(() => story.hub.close());
  const iso = (ms: number): string => new Date(story.hub.clock.now().getTime() + ms).toISOString();
  const sections = async (by = cast.npa) => (await story.sees(by))?.sections ?? [];
  const sectionId = async (heading: string): Promise<string> => (await sections()).find((section) => section.heading === heading)?.id ?? '';

  it('comes in from a file of theirs as a draft, which nobody else knows of', async () => {
    const text = `case_id,prs_FirstName,con_Consent,prs_Citizenship,vic_TraffickingStatus\nK-1,Rosa,true,PH,PossibleVictimOfTrafficking`;
    const { rows } = await story.act(cast.npa, 'importCases', { text }, 'rows { outcome bulletin { id } }', 'CaseFileInput');
    story.id = rows[0].bulletin.id;
    expect(rows[0].outcome).toBe('ADDED');
    expect(await story.five()).toMatchObject({ embassy: null, iom: null, harbour: null, kita: null });
  });

  it('is written up, and seen through the others’ eyes before it goes anywhere', async () => {
    await story.act(cast.npa, 'reviseBulletin', {
      id: story.id, expectedRevision: await story.revision(), tlp: 'AMBER', title: 'A resturant in Yokohama', language: 'en',
      audience: { organisationIds: [cast.embassy.organisationId] },
      stages: [{ audience: { organisationIds: [cast.iom.organisationId] }, at: { local: new Date(story.hub.clock.now().getTime() + 33 * HOUR).toISOString().slice(0, 16), zone: 'Asia/Tokyo' } }],
      personAtRisk: { basis: 'CONSENT', safetyChecks: [cast.embassy, cast.iom, cast.harbour].map(({ organisationId }) => ({ organisationId, outcome: 'MAY_KNOW' })) },
      sections: [{ heading: 'What happened', body: `Three women were found; ${NAME} speaks for them.` }, { heading: 'Passports', body: 'Taken away.', audience: { organisationIds: [cast.embassy.organisationId] } }, { heading: 'Beds', body: 'Two tonight.' }],
    }, 'bulletin { id }');
    file = await story.attach(cast.npa, 'house.png', await picture('png', 320, 200));
    const through = async (organisationId: string, at?: string) =>
      (await story.ask(cast.npa, 'query ($id: ID!, $organisationId: ID!, $at: DateTime) { bulletinAs(id: $id, organisationId: $organisationId, at: $at, ofWorkingCopy: true) { sees bulletin { sections { heading } } } }', { id: story.id, organisationId, at: at ?? null })).bulletinAs;
    expect((await through(cast.embassy.organisationId)).bulletin.sections).toHaveLength(3);
    expect((await through(cast.iom.organisationId)).sees).toBe(false);
    expect((await through(cast.iom.organisationId, iso(25 * HOUR))).bulletin.sections).toHaveLength(2);
    expect((await through(cast.kita.organisationId, iso(25 * HOUR))).sees).toBe(false);
  });

  it('needs a second pair of eyes, and then goes to the embassy first', async () => {
    const revision = await story.revision();
    await story.act(cast.npa, 'publishBulletin', { id: story.id, expectedRevision: revision }, 'bulletin { state }');
    expect(await story.refused(cast.npa, 'approveBulletin', { id: story.id, expectedRevision: revision }, 'bulletin { id }', 'BulletinRevisionInput')).toBe('FORBIDDEN');
    expect((await story.five()).embassy).toBeNull();
    await story.act(cast.approver, 'publishBulletin', { id: story.id, expectedRevision: revision }, 'bulletin { state }');
    expect(await story.five()).toEqual({ npa: ['What happened', 'Passports', 'Beds'], embassy: ['What happened', 'Passports', 'Beds'], iom: null, harbour: null, kita: null });
    expect([await story.told(cast.embassy), await story.told(cast.iom)]).toEqual([['PUBLISHED'], []]);
  });

  it('opens to IOM a day later by itself, without what is for the embassy alone', async () => {
    story.hub.clock.advance(DAY);
    expect(await story.hub.hub.app.get(ReleaseJob).run()).toBe(1);
    expect(await story.five()).toMatchObject({ iom: ['What happened', 'Beds'], harbour: null, kita: null });
    expect([await story.told(cast.embassy), await story.told(cast.iom), await story.told(cast.harbour), await story.told(cast.kita)]).toEqual([['PUBLISHED'], ['PUBLISHED'], [], []]);
  });

  it('is acknowledged by the embassy, which IOM is not told', async () => {
    await story.act(cast.embassy, 'acknowledgeBulletin', { id: story.id, version: 1, kind: 'ACTING' }, 'bulletin { id }');
    const answers = async (by: typeof cast.npa) => (await story.ask(by, 'query ($id: ID!) { bulletin(id: $id) { acknowledgements { organisation { id } kind } } }', { id: story.id })).bulletin.acknowledgements as { organisation: { id: string }; kind: string | null }[];
    expect(await answers(cast.npa)).toContainEqual({ organisation: { id: cast.embassy.organisationId }, kind: 'ACTING' });
    expect(JSON.stringify(await answers(cast.iom))).not.toContain(cast.embassy.organisationId);
  });

  it('carries a picture that each takes with his own mark, and that is on record as opened', async () => {
    const [theirs, ours] = [await story.download(cast.embassy, file), await story.download(cast.iom, file)];
    expect([theirs.status, ours.status, (await story.download(cast.harbour, file)).status, (await story.download(cast.kita, file)).status]).toEqual([200, 200, 404, 404]);
    expect(theirs.bytes.equals(ours.bytes)).toBe(false);
    const opened = await story.hub.recorded({ action: 'attachment.opened' });
    expect(opened.filter(({ holder }) => holder === cast.npa.organisationId).map(({ organisation }) => organisation).sort()).toEqual([cast.embassy.organisationId, cast.iom.organisationId].sort());
  });

  it('raises a question of the police to IOM, which answers in time, and the embassy sees nothing of it', async () => {
    ({ thread } = await story.act(cast.npa, 'openThread', { bulletinId: story.id, subject: 'Which language?', body: 'Which language do they speak?', language: 'en', organisationIds: [cast.iom.organisationId], dueAt: iso(2 * DAY) }, THREAD));
    expect((await story.ask(cast.iom, '{ threads(filter: { toAnswer: true }) { nodes { id } } }')).threads.nodes).toEqual([{ id: thread.id }]);
    ({ thread } = await story.act(cast.iom, 'postMessage', { threadId: thread.id, expectedRevision: thread.revision, kind: 'ANSWER', body: 'Cebuano, all three.', language: 'en', promotion: { credit: true } }, THREAD));
    for (const other of [cast.embassy, cast.harbour, cast.kita]) expect((await story.ask(other, '{ threads { nodes { id } } }')).threads.nodes).toEqual([]);
    expect(await story.told(cast.npa)).toContain('THREAD ANSWERED');
    expect((await story.told(cast.embassy)).join()).not.toContain('THREAD');
  });

  it('takes the answer in as a section of its own, for the embassy too', async () => {
    await story.act(cast.npa, 'promoteAnswer', { messageId: thread.messages.nodes.find(({ kind }) => kind === 'ANSWER')?.id, expectedRevision: await story.revision(), heading: 'Language' }, 'bulletin { id }');
    expect((await story.five()).embassy).not.toContain('Language');
    await story.goOut();
    expect(await story.five()).toEqual({
      npa: ['What happened', 'Passports', 'Beds', 'Language'], embassy: ['What happened', 'Passports', 'Beds', 'Language'], iom: ['What happened', 'Beds', 'Language'], harbour: null, kita: null,
    });
    ({ thread } = await story.act(cast.npa, 'acceptAnswer', { threadId: thread.id, expectedRevision: thread.revision }, THREAD, 'ThreadRevisionInput'));
  });

  it('is corrected by what the embassy proposes, of which IOM sees no more than the correction', async () => {
    const version = (await story.sees(cast.embassy))?.version;
    const { proposal } = await story.act(cast.embassy, 'proposeCorrection', { bulletinId: story.id, version, title: 'A restaurant in Yokohama', reason: 'Spelling.' }, 'proposal { id }');
    expect((await story.ask(cast.npa, '{ proposals { nodes { id } } }')).proposals.nodes).toEqual([{ id: proposal.id }]);
    expect((await story.ask(cast.iom, '{ proposals { nodes { id } } }')).proposals.nodes).toEqual([]);
    await story.act(cast.npa, 'takeUpProposal', { id: proposal.id, expectedRevision: await story.revision() }, 'proposal { state }');
    await story.goOut();
    expect([(await story.sees(cast.embassy))?.title, (await story.sees(cast.iom))?.title]).toEqual(['A restaurant in Yokohama', 'A restaurant in Yokohama']);
  });

  it('is translated, for whoever sees the original, once a second officer has read that too', async () => {
    const { translation } = await story.act(cast.npa, 'addTranslation', { bulletinId: story.id, version: (await story.sees(cast.npa))?.version, language: 'ja', label: 'HUMAN', heading: '横浜の飲食店' }, 'translation { id revision }');
    expect((await story.sees(cast.embassy))?.translations).toEqual([]);
    await story.act(cast.approver, 'approveTranslation', { id: translation.id, expectedRevision: translation.revision }, 'translation { id }', 'TranslationRevisionInput');
    for (const reader of [cast.embassy, cast.iom]) expect((await story.sees(reader))?.translations).toEqual([{ language: 'ja', heading: '横浜の飲食店' }]);
    expect(await story.sees(cast.kita)).toBeNull();
  });

  it('is released in part to a shelter that IOM asks for, on terms, and to no other', async () => {
    const { request } = await story.act(cast.iom, 'requestRelease', { bulletinId: story.id, organisationId: cast.harbour.organisationId, purpose: 'Beds tonight', terms: 'On the premises' }, 'request { id revision }');
    expect(await story.five()).toMatchObject({ harbour: null, kita: null });
    await story.act(cast.npa, 'grantRelease', { id: request.id, expectedRevision: 1, sectionIds: [await sectionId('Beds')], conditions: 'Not to be copied', namesAsker: false }, 'request { id }');
    await story.act(cast.approver, 'publishBulletin', { id: story.id, expectedRevision: await story.revision() }, 'bulletin { id }');
    await story.hub.hub.app.get(ReleaseAnswers).run();
    expect(await story.five()).toMatchObject({ harbour: ['Beds'], kita: null });
    expect((await story.sees(cast.harbour))?.releasedToUs).toEqual([{ conditions: 'Not to be copied' }]);
    expect((await story.sees(cast.embassy))?.releasedToUs).toEqual([]);
    const asked = await story.act(cast.npa, 'openThread', { bulletinId: story.id, subject: 'Until when?', body: 'Until when?', language: 'en', organisationIds: [cast.harbour.organisationId] }, THREAD);
    expect((await story.ask(cast.harbour, '{ threads { nodes { id } } }')).threads.nodes).toEqual([{ id: asked.thread.id }]);
  });

  it('is shown once to a doctor outside, with a code by telephone', async () => {
    const { release } = await story.act(cast.npa, 'releaseOutside', { bulletinId: story.id, readerName: 'Dr. Suzuki', readerOrganisation: 'Hospital', purpose: 'To treat her', expiresAt: iso(DAY), sectionIds: [await sectionId('Language')], safetyCheck: 'Asked her: yes.' }, 'release { id revision }');
    const { address, code } = await story.act(cast.approver, 'approveOutsideRelease', { id: release.id, expectedRevision: release.revision }, 'address code', 'OutsideReleaseInput');
    const open = async () => (await fetch(`${story.hub.url}${new URL(address).pathname}`, { method: 'POST', body: new URLSearchParams({ code }) })).text();
    const first = await open();
    expect(first).toContain('Cebuano');
    expect(first).not.toContain('Passports');
    expect(await open()).not.toContain('Cebuano');
  });

  it('passes to a colleague while its officer is on leave, and no right of anybody changes by it', async () => {
    const before = await story.five();
    await story.act(cast.npa, 'planHandover', { successorId: cast.successor.id, reason: 'LEAVE', until: iso(30 * DAY) }, 'handover { stands }');
    expect((await story.ask(cast.successor, '{ handovers { person { id } successor { id } } }')).handovers).toEqual([{ person: { id: cast.npa.id }, successor: { id: cast.successor.id } }]);
    for (const other of [cast.embassy, cast.iom]) expect((await story.ask(other, '{ handovers { person { id } } }')).handovers).toEqual([]);
    const { register } = await story.ask(cast.embassy, '{ register(first: 20) { nodes { organisation { id } } } }');
    expect(register.nodes.map(({ organisation }: { organisation: { id: string } }) => organisation.id)).toContain(cast.npa.organisationId);
    expect(await story.five()).toEqual(before);
  });

  it('loses a name that should not have stood there, at once and for all who see it', async () => {
    expect((await sections(cast.embassy))[0]?.body).toContain(NAME);
    await story.act(cast.npa, 'strikePassage', { bulletinId: story.id, expectedRevision: await story.revision(), text: NAME, reason: 'Sent by mistake.' }, 'strike { id }');
    for (const reader of [cast.npa, cast.embassy, cast.iom]) expect(JSON.stringify(await story.sees(reader))).not.toContain(NAME);
    expect((await story.sees(cast.embassy))?.struck).toHaveLength(1);
    expect((await story.ask(cast.embassy, 'query ($text: String!) { bulletins(filter: { text: $text }) { nodes { id } } }', { text: 'Quintero' })).bulletins.nodes).toEqual([]);
    expect(await story.sees(cast.kita)).toBeNull();
  });

  it('is taken back, and whoever had it confirms that its copies are destroyed', async () => {
    await story.act(cast.npa, 'withdrawBulletin', { id: story.id, expectedRevision: await story.revision(), reason: 'The women are at risk.', confirmDestructionBy: inDays(story.hub, 5) }, 'bulletin { state }');
    await work(story.hub);
    for (const reader of [cast.embassy, cast.iom]) {
      expect(await story.sees(reader)).toMatchObject({ state: 'WITHDRAWN', sections: [], attachments: [] });
      const [asked] = await requestsOf(story.hub, reader, { side: 'ASKED' });
      await story.act(reader, 'confirmDestruction', { id: asked?.id, expectedRevision: asked?.revision, outcome: 'DESTROYED' }, 'request { state }');
    }
    const { requests } = await recallOf(story.hub, cast.npa, story.id);
    const stateOf = (organisationId: string): string | undefined => requests.find(({ organisation }) => organisation.id === organisationId)?.state;
    expect([stateOf(cast.embassy.organisationId), stateOf(cast.iom.organisationId), stateOf(cast.harbour.organisationId), stateOf(cast.kita.organisationId)]).toEqual(['DESTROYED', 'DESTROYED', 'OPEN', undefined]);
    expect(await requestsOf(story.hub, cast.kita)).toEqual([]);
    expect((await story.download(cast.embassy, file)).status).toBe(404);
  });

  it('leaves a trail that shows each party its own part, and that proves itself', async () => {
    const actions = ['bulletin.published', 'bulletin.read', 'bulletin.previewed', 'bulletin.withdrawn', 'attachment.opened'];
    const trail = await trailOf(story.hub, cast.npa, { subjectId: story.id, actions });
    expect(new Set(trail.map(({ action }) => action))).toEqual(new Set(actions));
    const others = trail.filter(({ action, organisation }) => action === 'bulletin.read' && organisation?.id !== cast.npa.organisationId);
    expect(new Set(others.map(({ organisation }) => organisation?.id))).toEqual(new Set([cast.embassy, cast.iom, cast.harbour].map(({ organisationId }) => organisationId)));
    for (const { id } of others.slice(0, 3)) expect(await story.proves(cast.npa, id)).toBe(true);
    const theirs = await trailOf(story.hub, cast.embassy);
    expect(theirs.map(({ action }) => action)).toContain('proposal.made');
    for (const other of [cast.iom, cast.harbour]) expect(theirs.map(({ organisation }) => organisation?.id)).not.toContain(other.organisationId);
    expect((await trailOf(story.hub, cast.kita)).filter(({ subjectId }) => subjectId === story.id)).toEqual([]);
  });
});
