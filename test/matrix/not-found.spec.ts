import { createTestHub, type Answer, data, type TestHub } from '@hub/testing';
import { fileIn } from './rows.attachments.js';
import { ARGUMENTS, type ArgumentKind } from './declarations.arguments.js';
import { hideRows, DELIVERY, DESTRUCTION, EXPORT, HANDOVER, INVITATION, RECOVERY, REQUEST, STRIKE, UPLOAD, WEBHOOK } from './not-found.rows.js';
import { type Cast, type Fixture, makeCast, type PersonName, placeOf } from './matrix.cast.js';
import { hideInvitations, invitationTrials } from './not-found.invitations.js';
import { HIDDEN_DOCUMENTS, hideMeeting, meetingTrials } from './not-found.meetings.js';
import { hideMinutes, minutesTrials } from './not-found.minutes.js';
import { outsideTrials } from './not-found.outside.js';
import { retentionTrials } from './not-found.retention.js';
import { makeThread, type ThreadFixture, threadTrials, type Trial } from './not-found.threads.js';

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
let hub: TestHub;
let cast: Cast;
let sessions: Map<string, string>;
let [erasure, hold] = ['', ''];
let made: ThreadFixture;
let proposals: Record<'amber' | 'red', string>;
let translations: Record<'home' | 'receiver', string>;

beforeAll(async () => {
  hub = await createTestHub();
  cast = await makeCast(hub);
  const { rows } = await hub.superuser<{ id: string; person_id: string }>('SELECT id, person_id FROM hub.sessions');
  sessions = new Map(rows.map(({ id, person_id }) => [person_id, id]));
  const { administrator } = cast.people;
  await hideRows(hub, cast, { amber: fixture('AMBER', 'PUBLISHED').id, red: fixture('RED', 'PUBLISHED').id });
  for (const hide of [hideMeeting, hideInvitations, hideMinutes]) await hide(hub, cast);
  made = await makeThread(hub, cast, fixture('AMBER', 'PUBLISHED').id);
  const amber = fixture('AMBER', 'PUBLISHED').id;
  const ask = async (by: PersonName, text: string): Promise<Record<string, Record<string, { id: string }>>> => data(await hub.graphql(mutation(text), { token: cast.people[by].token }));
  const propose = async (by: PersonName, id: string): Promise<string> => (await ask(by, `proposeCorrection(input: { bulletinId: "${id}", version: 1, title: "X" }) { proposal { id } }`))['proposeCorrection']?.['proposal']?.id as string;
  const translate = async (by: PersonName): Promise<string> => (await ask(by, `addTranslation(input: { bulletinId: "${amber}", version: 1, language: "ja", heading: "X", label: HUMAN }) { translation { id } }`))['addTranslation']?.['translation']?.id as string;
  proposals = { amber: await propose('recipient', amber), red: await propose('named', fixture('RED', 'PUBLISHED').id) };
  translations = { home: await translate('author'), receiver: await translate('recipient') };
  await hub.recorded();
  const [entry] = await entriesOf('home');
  const done = async (text: string): Promise<{ requestAuditErasure: { erasure: { id: string } }; setAuditHold: { hold: { id: string } } }> => data(await hub.graphql(mutation(text), { token: administrator.token }));
  erasure = (await done(`requestAuditErasure(input: { entryId: "${entry}", reason: "X" }) { erasure { id } }`)).requestAuditErasure.erasure.id;
  hold = (await done(`setAuditHold(input: { entryId: "${entry}", reason: "X" }) { hold { id } }`)).setAuditHold.hold.id;
}, 300_000);
afterAll(() => hub.close());

const fixture = (mark: string, state: string): Fixture => cast.fixtures.find((one) => one.mark === mark && one.state === state) as Fixture;

const ofBulletin = (call: (id: string) => string): Trial[] => [
  { by: 'outsider', hidden: () => ['RED', 'AMBER', 'CLEAR'].flatMap((mark) => [fixture(mark, 'DRAFT').id, fixture(mark, 'PUBLISHED').id, fixture(mark, 'WITHDRAWN').id]), send: call },
  { by: 'recipient', hidden: () => [fixture('AMBER', 'DRAFT').id, fixture('RED', 'PUBLISHED').id, fixture('GREEN', 'IN_REVIEW').id], send: call },
  { by: 'editor', hidden: () => [fixture('RED', 'DRAFT').id, fixture('RED', 'PUBLISHED').id, fixture('RED', 'EXPIRED').id], send: call },
];
const mutation = (text: string): string => `mutation { ${text} }`;
const act = (name: string, more: string) => (id: string): string => mutation(`${name}(input: { id: "${id}", ${more} }) { bulletin { id } }`);
const people = (...names: PersonName[]) => (): string[] => names.map((name) => cast.people[name].id);
const strangers = people('outsider', 'recipient', 'coordinator', 'suspended');
const draft = (tlp: string, more: string): string => mutation(`draftBulletin(input: { kind: NOTICE, tlp: ${tlp}, title: "X", language: "en", ${more} }) { bulletin { state } }`);
const section = (id: string): string => `[{ id: "${id}", heading: "H", body: "B" }]`;
/** A bulletin of the trier's own, into which he puts what belongs to another. */
async function ownDraft(by: PersonName): Promise<{ id: string; revision: number }> {
  const { data } = await hub.graphql(mutation('draftBulletin(input: { kind: NOTICE, tlp: GREEN, title: "Own", language: "en", audience: { everyone: true }, sections: [{ heading: "A", body: "B" }] }) { bulletin { id revision } }'), { token: cast.people[by].token });
  return data.draftBulletin.bulletin;
}
const sectionsOf = async (...fixtures: Fixture[]): Promise<string[]> =>
  (await hub.superuser<{ section_id: string }>('SELECT section_id FROM hub.bulletin_sections WHERE bulletin_id = ANY ($1)', [fixtures.map(({ id }) => id)])).rows.map((row) => row.section_id);
const entriesOf = async (place: string): Promise<string[]> =>
  (await hub.superuser<{ id: string }>('SELECT id FROM hub.log_records WHERE holder_id = $1 ORDER BY counter LIMIT 3', [cast.organisations[place]])).rows.map(({ id }) => id);
const ofEntry = (call: (id: string) => string, ...others: PersonName[]): Trial[] =>
  (['administrator', ...others] as const).map((by) => ({ by, hidden: async () => [...(await entriesOf('receiver')), ...(await entriesOf(placeOf(by) === 'npa' ? 'home' : 'npa'))], send: call }));
/** The endpoint is home's; whoever administers elsewhere knows of none. */
const ofWebhook = (call: (id: string) => string, id = WEBHOOK): Trial[] => (['recipientAdministrator'] as const).map((by) => ({ by, hidden: () => [id], send: call }));
const ofRequest = (call: (id: string) => string): Trial[] => (['outsider', 'npaOfficer'] as const).map((by) => ({ by, hidden: () => [REQUEST], send: call }));
/** A file in every version of these. */
const filesOf = (marks: readonly string[], states: readonly string[]): string[] => marks.flatMap((mark) => states.map((state) => fileIn(fixture(mark, state).id, 'whole')));
const ofPerson = (call: (id: string) => string): Trial[] => [{ by: 'administrator', hidden: strangers, send: call }];

const ofProposal = (call: (id: string) => string): Trial[] => [
  { by: 'outsider', hidden: () => Object.values(proposals), send: call }, { by: 'sectionRecipient', hidden: () => Object.values(proposals), send: call },
  { by: 'recipient', hidden: () => [proposals.red], send: call }, { by: 'editor', hidden: () => [proposals.red], send: call }, { by: 'colleague', hidden: () => Object.values(proposals), send: call },
];
/** The originator's waits for its second person; the receiver's is its own. */
const ofTranslation = (call: (id: string) => string): Trial[] => [
  { by: 'author', hidden: () => [translations.receiver], send: call }, { by: 'sectionRecipient', hidden: () => Object.values(translations), send: call },
  { by: 'recipient', hidden: () => [translations.home], send: call }, { by: 'colleague', hidden: () => Object.values(translations), send: call },
];
const inAmber = (call: string): string => mutation(call.replace('@', fixture('AMBER', 'PUBLISHED').id));

/** Every argument that names something, and how it is tried. */
const TRIALS: Record<string, Trial[]> = {
  'Query.bulletin.id': ofBulletin((id) => `{ bulletin(id: "${id}") { id title } }`).concat(ofBulletin((id) => `{ bulletin(id: "${id}", version: 1) { id title } }`)),
  'Query.bulletinAs.id': ofBulletin((id) => `{ bulletinAs(id: "${id}", anybody: PUBLIC) { sees } }`).filter(({ by }) => by !== 'editor')
    .concat({ by: 'editor', hidden: () => [fixture('RED', 'DRAFT').id, fixture('RED', 'IN_REVIEW').id], send: (id) => `{ bulletinAs(id: "${id}", organisationId: "${cast.organisations['receiver']}", ofWorkingCopy: true) { sees } }` }),
  // Whom nothing lets the asker name is nobody.
  'Query.bulletinAs.personId': [{ by: 'editor', hidden: people('outsider', 'recipient', 'coordinator', 'suspended', 'movedBefore', 'moved', 'ofSuspended'), send: (id) => `{ bulletinAs(id: "${fixture('AMBER', 'PUBLISHED').id}", personId: "${id}") { sees } }` }],
  'AcknowledgeBulletinInput.id': ofBulletin(act('acknowledgeBulletin', 'version: 1, kind: RECEIVED')),
  'BulletinRevisionInput.id': ofBulletin(act('submitBulletin', 'expectedRevision: 1')).concat(ofBulletin(act('approveBulletin', 'expectedRevision: 1')), ofBulletin(act('takeBackPublication', 'expectedRevision: 1'))),
  'PublishBulletinInput.id': ofBulletin(act('publishBulletin', 'expectedRevision: 1')),
  'ReturnBulletinInput.id': ofBulletin(act('returnBulletin', 'expectedRevision: 1, reason: "X"')),
  'ReviewExceptionInput.id': ofBulletin(act('reviewException', '')),
  'ReviseBulletinInput.id': ofBulletin(act('reviseBulletin', 'expectedRevision: 1, title: "X"')),
  'WithdrawBulletinInput.id': ofBulletin(act('withdrawBulletin', 'expectedRevision: 1, reason: "X"')),
  ...outsideTrials({ ofBulletin, mutation, sectionsOf: (...marks) => sectionsOf(...marks.map(([mark, state]) => fixture(mark, state))), amberId: () => fixture('AMBER', 'PUBLISHED').id }),
  ...retentionTrials({ ofBulletin, mutation, redOf: (state) => fixture('RED', state).id }),
  'Query.recall.bulletinId': ofBulletin((id) => `{ recall(bulletinId: "${id}") { asking } }`),
  'RecallFilter.bulletinId': ofBulletin((id) => `{ recalls(filter: { bulletinId: "${id}" }) { nodes { id } pageInfo { hasNextPage } } }`),
  'RequestDestructionInput.bulletinId': ofBulletin((id) => mutation(`requestDestruction(input: { bulletinId: "${id}", confirmBy: "2030-01-01T00:00:00Z" }) { recall { asking } }`)),
  'StrikePassageInput.bulletinId': ofBulletin((id) => mutation(`strikePassage(input: { bulletinId: "${id}", expectedRevision: 1, text: "farm", reason: "X" }) { bulletin { id } }`)),
  'StrikePassageInput.sectionId': [{ by: 'editor', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) =>
    mutation(`strikePassage(input: { bulletinId: "${fixture('AMBER', 'DRAFT').id}", expectedRevision: 1, sectionId: "${id}", reason: "X" }) { bulletin { id } }`) }],
  'RequestDestructionInput.strikeId': [{ by: 'editor', hidden: () => [STRIKE], send: (id) =>
    mutation(`requestDestruction(input: { bulletinId: "${fixture('AMBER', 'PUBLISHED').id}", strikeId: "${id}", confirmBy: "${new Date(hub.clock.now().getTime() + 86_400_000).toISOString()}" }) { recall { asking } }`) }],
  'ConfirmDestructionInput.id': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [DESTRUCTION], send: (id) => mutation(`confirmDestruction(input: { id: "${id}", expectedRevision: 1, outcome: DESTROYED }) { request { id } }`) })),
  'BulletinSectionInput.id': [
    { by: 'outsider', hidden: () => sectionsOf(fixture('AMBER', 'PUBLISHED'), fixture('CLEAR everyone', 'PUBLISHED')), send: async (id) => {
      const own = await ownDraft('outsider');
      return mutation(`reviseBulletin(input: { id: "${own.id}", expectedRevision: ${own.revision}, sections: ${section(id)} }) { bulletin { title } }`);
    } },
    { by: 'editor', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) =>
      mutation(`reviseBulletin(input: { id: "${fixture('AMBER', 'DRAFT').id}", expectedRevision: 1, sections: ${section(id)} }) { bulletin { title } }`) },
  ],
  'AudienceInput.personIds': [{ by: 'outsider', hidden: people('author', 'second', 'recipient', 'coordinator', 'suspended', 'movedBefore'), send: (id) => draft('RED', `audience: { personIds: ["${id}"] }, sections: []`) }],
  'DraftBulletinInput.approverIds': [{ by: 'outsider', hidden: people('author', 'recipient'), send: (id) => draft('GREEN', `audience: { everyone: true }, sections: [], approverIds: ["${id}"]`) }],
  'ReviseBulletinInput.approverIds': [{ by: 'editor', hidden: strangers, send: (id) => mutation(`reviseBulletin(input: { id: "${fixture('AMBER', 'DRAFT').id}", expectedRevision: 999, approverIds: ["${id}"] }) { bulletin { title } }`) }],
  'ApprovalStepInput.approverIds': ofPerson((id) => mutation(`setApprovalRoute(input: { expectedRevision: 1, steps: [{ approverIds: ["${id}"] }] }) { steps { step } }`)),
  'ApprovalStepInput.standInIds': ofPerson((id) => mutation(`setApprovalRoute(input: { expectedRevision: 1, steps: [{ approverIds: ["${cast.people.second.id}"], standInIds: ["${id}"] }] }) { steps { step } }`)),
  'PersonIdInput.personId': ['suspendPerson', 'reinstatePerson', 'endMembership'].flatMap((name) => ofPerson((id) => mutation(`${name}(input: { personId: "${id}" }) { person { id } }`))),
  'SetContactPointInput.contactPointId': ofPerson((id) => mutation(`setContactPoint(input: { expectedRevision: 1, contactPointId: "${id}" }) { organisation { id } }`)),
  'SetContactPointInput.deputyId': ofPerson((id) => mutation(`setContactPoint(input: { expectedRevision: 1, deputyId: "${id}" }) { organisation { id } }`)),
  'SetRolesInput.personId': ofPerson((id) => mutation(`setRoles(input: { personId: "${id}", expectedRevision: 1, roles: [READER] }) { person { id } }`)),
  'UpdatePersonInput.id': ofPerson((id) => mutation(`updatePerson(input: { id: "${id}", expectedRevision: 1, givenName: "X" }) { person { id } }`)),
  'Query.auditInclusionProof.entryId': ofEntry((id) => `{ auditInclusionProof(entryId: "${id}") { leaf } }`, 'homeContact', 'author', 'auditor'),
  'AuditFilter.subjectId': ofBulletin((id) => `{ auditTrail(filter: { subjectId: "${id}" }) { nodes { id action } pageInfo { hasNextPage endCursor } } }`).concat((['recipientAdministrator', 'coordinator'] as const).map((by) => ({
    by, hidden: () => [fixture('RED', 'DRAFT').id, fixture('RED', 'IN_REVIEW').id], send: (id: string) => `{ auditTrail(filter: { subjectId: "${id}" }) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
  }))),
  'RequestAuditErasureInput.entryId': ofEntry((id) => mutation(`requestAuditErasure(input: { entryId: "${id}", reason: "X" }) { erasure { id } }`), 'homeContact', 'outsideContact'),
  'AuditErasureInput.erasureId': ['consentToAuditErasure', 'refuseAuditErasure'].flatMap((name) => (['outsideContact', 'recipientAdministrator', 'named'] as const).map((by) => ({
    by, hidden: () => [erasure], send: (id: string) => mutation(`${name}(input: { erasureId: "${id}" }) { erasure { id } }`),
  }))),
  'SetAuditHoldInput.entryId': [
    ...ofEntry((id) => mutation(`setAuditHold(input: { entryId: "${id}", reason: "X" }) { hold { id } }`)),
    { by: 'coordinator', hidden: () => entriesOf('home'), send: (id) => mutation(`setAuditHold(input: { entryId: "${id}", reason: "X", forHub: true }) { hold { id } }`) },
  ],
  'LiftAuditHoldInput.holdId': (['recipientAdministrator', 'coordinator'] as const).map((by) => ({ by, hidden: () => [hold], send: (id) => mutation(`liftAuditHold(input: { holdId: "${id}" }) { hold { id } }`) })),
  'Query.proposal.id': ofProposal((id) => `{ proposal(id: "${id}") { id } }`),
  'Mutation.withdrawProposal.id': ofProposal((id) => mutation(`withdrawProposal(id: "${id}") { proposal { id } }`)),
  'TakeUpProposalInput.id': ofProposal((id) => mutation(`takeUpProposal(input: { id: "${id}", expectedRevision: 1 }) { proposal { id } }`)),
  'DeclineProposalInput.id': ofProposal((id) => mutation(`declineProposal(input: { id: "${id}", reason: "X" }) { proposal { id } }`)),
  'ProposalFilter.bulletinId': ofBulletin((id) => `{ proposals(filter: { bulletinId: "${id}" }) { nodes { id } pageInfo { hasNextPage } } }`),
  'ProposeCorrectionInput.bulletinId': ofBulletin((id) => mutation(`proposeCorrection(input: { bulletinId: "${id}", version: 1, title: "X" }) { proposal { state } }`)),
  'SectionCorrectionInput.id': [{ by: 'recipient', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) => inAmber(`proposeCorrection(input: { bulletinId: "@", version: 1, sections: [{ id: "${id}", body: "X" }] }) { proposal { state } }`) }],
  'AddTranslationInput.bulletinId': ofBulletin((id) => mutation(`addTranslation(input: { bulletinId: "${id}", version: 1, language: "en", heading: "X", label: HUMAN }) { translation { heading } }`)),
  'AddTranslationInput.sectionId': [{ by: 'recipient', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) => inAmber(`addTranslation(input: { bulletinId: "@", sectionId: "${id}", version: 1, language: "en", heading: "X", body: "X", label: HUMAN }) { translation { heading } }`) }],
  'AddTranslationInput.translatorId': [{ by: 'recipient', hidden: people('author', 'outsider', 'suspended'), send: (id) => inAmber(`addTranslation(input: { bulletinId: "@", version: 1, language: "en", heading: "X", label: HUMAN, translatorId: "${id}" }) { translation { heading } }`) }],
  'ReplaceTranslationInput.id': ofTranslation((id) => mutation(`replaceTranslation(input: { id: "${id}", expectedRevision: 1, version: 1, heading: "X", label: HUMAN }) { translation { heading } }`)),
  'ReplaceTranslationInput.translatorId': [{ by: 'recipient', hidden: people('author', 'outsider', 'suspended'), send: (id) => mutation(`replaceTranslation(input: { id: "${translations.receiver}", expectedRevision: 1, version: 1, heading: "X", label: HUMAN, translatorId: "${id}" }) { translation { heading } }`) }],
  'TranslationRevisionInput.id': ofTranslation((id) => mutation(`approveTranslation(input: { id: "${id}", expectedRevision: 1 }) { translation { heading } }`)).concat(ofTranslation((id) => mutation(`removeTranslation(input: { id: "${id}", expectedRevision: 1 })`))),
  'Query.releaseRequest.id': ofRequest((id) => `{ releaseRequest(id: "${id}") { id } }`),
  'Mutation.withdrawReleaseRequest.id': ofRequest((id) => mutation(`withdrawReleaseRequest(id: "${id}") { request { id } }`)),
  ...Object.fromEntries((['grant', 'refuse', 'end'] as const).map((verb) => [`${verb[0]?.toUpperCase()}${verb.slice(1)}ReleaseInput.id`, ofRequest((id) => mutation(`${verb}Release(input: { id: "${id}", expectedRevision: 1 }) { request { id } }`))])),
  'GrantReleaseInput.sectionIds': [{ by: 'author', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) => mutation(`grantRelease(input: { id: "${REQUEST}", expectedRevision: 1, sectionIds: ["${id}"] }) { request { id } }`) }],
  'RequestReleaseInput.bulletinId': ofBulletin((id) => mutation(`requestRelease(input: { bulletinId: "${id}", organisationId: "${cast.organisations['outside']}", purpose: "X" }) { request { id } }`)).filter(({ by }) => by !== 'editor'),
  'RequestReleaseInput.sectionIds': [{ by: 'recipient', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('AMBER', 'DRAFT')), send: (id) => mutation(`requestRelease(input: { bulletinId: "${fixture('AMBER', 'PUBLISHED').id}", organisationId: "${cast.organisations['npa']}", purpose: "X", sectionIds: ["${id}"] }) { request { id } }`) }],
  'ReleaseRequestFilter.bulletinId': ofBulletin((id) => `{ releaseRequests(filter: { bulletinId: "${id}" }) { nodes { id } pageInfo { hasNextPage } } }`),
  'Query.outsideReleases.bulletinId': ofBulletin((id) => `{ outsideReleases(bulletinId: "${id}") { nodes { id } } }`),
  'ReleaseOutsideInput.bulletinId': ofBulletin((id) => mutation(`releaseOutside(input: { bulletinId: "${id}", readerName: "X", readerOrganisation: "X", purpose: "X", expiresAt: "2099-01-01T00:00:00Z" }) { release { id } }`)),
  'ReleaseOutsideInput.sectionIds': [{ by: 'author', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) =>
    mutation(`releaseOutside(input: { bulletinId: "${fixture('AMBER', 'PUBLISHED').id}", readerName: "X", readerOrganisation: "X", purpose: "X", expiresAt: "${new Date(hub.clock.now().getTime() + 3_600_000).toISOString()}", sectionIds: ["${id}"] }) { release { id } }`) }],
  'Query.mailDeliveries.personId': ofPerson((id) => `{ mailDeliveries(personId: "${id}") { nodes { id } } }`),
  'DutyShiftInput.personId': ofPerson((id) => mutation(`setDutyRota(input: { expectedRevision: 999, shifts: [{ personId: "${id}", telephone: "+819012345678", channel: SMS }] }) { rota { revision } }`)),
  'Query.handoverOverview.personId': ofPerson((id) => `{ handoverOverview(personId: "${id}") { drafts } }`),
  'PlanHandoverInput.personId': ofPerson((id) => mutation(`planHandover(input: { personId: "${id}", successorId: "${cast.people.second.id}", reason: ROTATION }) { handover { id } }`)),
  'PlanHandoverInput.successorId': ofPerson((id) => mutation(`planHandover(input: { personId: "${cast.people.author.id}", successorId: "${id}", reason: ROTATION }) { handover { id } }`)),
  'Mutation.endHandover.id': (['recipientAdministrator', 'outsider'] as const).map((by) => ({ by, hidden: () => [HANDOVER], send: (id) => mutation(`endHandover(id: "${id}") { handover { id } }`) })),
  'HandOverAuthorshipInput.id': ofBulletin((id) => mutation(`handOverAuthorship(input: { id: "${id}", expectedRevision: 1, successorId: "${ABSENT}" }) { bulletin { title } }`)),
  'HandOverAuthorshipInput.successorId': [{ by: 'outsider', hidden: people('author', 'second', 'recipient', 'coordinator'), send: async (id) => {
    const own = await ownDraft('outsider');
    return mutation(`handOverAuthorship(input: { id: "${own.id}", expectedRevision: ${own.revision}, successorId: "${id}" }) { bulletin { title } }`);
  } }],
  'Query.upload.id': (['editor', 'outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [UPLOAD], send: (id: string) => `{ upload(id: "${id}") { id } }` })),
  'AttachFileInput.uploadId': (['editor'] as const).map((by) => ({ by, hidden: () => [UPLOAD, ...filesOf(['AMBER', 'RED'], ['PUBLISHED'])], send: async (id: string) => {
    const own = await ownDraft(by);
    return mutation(`attachFile(input: { bulletinId: "${own.id}", expectedRevision: ${own.revision}, uploadId: "${id}" }) { bulletin { title } }`);
  } })),
  'AttachFileInput.bulletinId': ofBulletin((id) => mutation(`attachFile(input: { bulletinId: "${id}", expectedRevision: 1, uploadId: "${ABSENT}" }) { bulletin { title } }`)),
  'AttachFileInput.sectionId': [{ by: 'author', hidden: () => sectionsOf(fixture('GREEN', 'PUBLISHED')), send: async (id) => {
    await hub.superuser('UPDATE hub.attachments SET person_id = $2 WHERE id = $1', [UPLOAD, cast.people.author.id]);
    return mutation(`attachFile(input: { bulletinId: "${fixture('AMBER', 'DRAFT').id}", expectedRevision: 1, uploadId: "${UPLOAD}", sectionId: "${id}" }) { bulletin { title } }`);
  } }],
  'RemoveAttachmentInput.bulletinId': ofBulletin((id) => mutation(`removeAttachment(input: { bulletinId: "${id}", expectedRevision: 1, attachmentId: "${ABSENT}" }) { bulletin { title } }`)),
  'RemoveAttachmentInput.attachmentId': [{ by: 'editor', hidden: () => filesOf(['RED', 'GREEN', 'AMBER'], ['PUBLISHED', 'DRAFT']), send: async (id) => {
    const own = await ownDraft('editor');
    return mutation(`removeAttachment(input: { bulletinId: "${own.id}", expectedRevision: ${own.revision}, attachmentId: "${id}" }) { bulletin { title } }`);
  } }],
  ...Object.fromEntries(([['StrikeAttachmentInput.attachmentId', (id: string) => mutation(`strikeAttachment(input: { attachmentId: "${id}", reason: "X" }) { attachment { id } }`)],
    ['Query.attachmentOpenings.attachmentId', (id: string) => `{ attachmentOpenings(attachmentId: "${id}") { openedAt } }`],
    ['Mutation.attachmentLink.attachmentId', (id: string) => mutation(`attachmentLink(attachmentId: "${id}") { url }`)]] as const).map(([name, send]): [string, Trial[]] => [name, [
    { by: 'outsider', hidden: () => filesOf(['RED', 'AMBER'], ['DRAFT', 'PUBLISHED', 'WITHDRAWN']), send },
    { by: 'recipient', hidden: () => [...filesOf(['RED'], ['PUBLISHED']), ...filesOf(['AMBER'], ['DRAFT'])], send },
    { by: 'editor', hidden: () => filesOf(['RED'], ['DRAFT', 'PUBLISHED']), send },
    // No more is one of a meeting's documents, to whom its item is closed.
    ...(name === 'Mutation.attachmentLink.attachmentId' ? (['outsider', 'coordinator'] as const).map((by) => ({ by, hidden: () => HIDDEN_DOCUMENTS, send })) : []),
  ]])),
  'ApproveCaseExportInput.id': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [EXPORT], send: (id) => mutation(`approveCaseExport(input: { id: "${id}", persons: 1 }) { export { id } }`) })),
  'Query.webhookDeliveries.webhookId': ofWebhook((id) => `{ webhookDeliveries(webhookId: "${id}") { nodes { id } } }`),
  'UpdateWebhookInput.id': ofWebhook((id) => mutation(`updateWebhook(input: { id: "${id}", expectedRevision: 1, enabled: false }) { webhook { id } }`)),
  'Mutation.removeWebhook.id': ofWebhook((id) => mutation(`removeWebhook(id: "${id}")`)),
  'Mutation.rotateWebhookSecret.id': ofWebhook((id) => mutation(`rotateWebhookSecret(id: "${id}") { secret }`)),
  'Mutation.testWebhook.id': ofWebhook((id) => mutation(`testWebhook(id: "${id}") { delivery { id } }`)),
  'Mutation.redeliverWebhook.deliveryId': ofWebhook((id) => mutation(`redeliverWebhook(deliveryId: "${id}") { delivery { id } }`), DELIVERY),
  'Mutation.revokeApiToken.id': [{ by: 'outsider', hidden: () => [...people('author')(), ...people('outsider')()].map((id) => sessions.get(id) as string), send: (id) => mutation(`revokeApiToken(id: "${id}")`) }],
  'Mutation.endSession.id': [{ by: 'outsider', hidden: () => people('author', 'moved')().map((id) => sessions.get(id) as string), send: (id) => mutation(`endSession(id: "${id}")`) }],
  'Mutation.revokeInvitation.id': (['recipientAdministrator', 'coordinator'] as const).map((by) => ({ by, hidden: () => [INVITATION], send: (id) => mutation(`revokeInvitation(id: "${id}") { token }`) })),
  'Mutation.cancelRecovery.id': (['outsider', 'coordinator', 'recipientAdministrator'] as const).map((by) => ({ by, hidden: () => [RECOVERY], send: (id) => mutation(`cancelRecovery(id: "${id}")`) })),
  'ApproveRecoveryInput.id': (['outsider', 'coordinator', 'recipientAdministrator'] as const).map((by) => ({ by, hidden: () => [RECOVERY], send: (id) => mutation(`approveRecovery(input: { id: "${id}" }) { expiresAt }`) })),
  ...meetingTrials(() => [fixture('RED', 'PUBLISHED').id, fixture('AMBER', 'PUBLISHED').id, fixture('AMBER', 'DRAFT').id]),
  ...invitationTrials(),
  ...minutesTrials(people),
  ...threadTrials(() => made, ofBulletin, people, () => [fixture('RED', 'PUBLISHED').id, fixture('AMBER', 'DRAFT').id]),
};
/** Things that everybody signed in knows of. */
const KNOWN: readonly ArgumentKind[] = ['organisation', 'circle', 'filter', 'page', 'revision', 'secret', 'text', 'nested'];

it('every argument that names something is tried', () => {
  expect([...ARGUMENTS].filter(([, kind]) => !KNOWN.includes(kind)).map(([name]) => name).sort()).toEqual(Object.keys(TRIALS).sort());
});

it('what is hidden is answered in the same bytes as what never was', async () => {
  const found: string[] = [];
  let pairs = 0;
  const answer = async (trial: Trial, id: string): Promise<Answer> => hub.graphql(await trial.send(id), { token: cast.people[trial.by].token });
  for (const [name, trials] of Object.entries(TRIALS)) {
    for (const trial of trials) {
      for (const id of await trial.hidden()) {
        if (placeOf(trial.by) === 'home' && cast.people.administrator.id === id) continue;
        const [hidden, absent] = [await answer(trial, id), await answer(trial, ABSENT)];
        pairs += 1;
        if (hidden.text !== absent.text || hidden.status !== absent.status) found.push(`${name} by ${trial.by}: ${hidden.text} and ${absent.text}`);
        if (hidden.text.includes(id)) found.push(`${name} by ${trial.by} gives the id back: ${hidden.text}`);
      }
    }
  }
  expect(found).toEqual([]);
  expect(pairs).toBeGreaterThan(100);
}, 300_000);

it('an id that is none is answered as one that never was', async () => {
  for (const id of ['', 'nonsense', '0', `${ABSENT}x`, ABSENT.toUpperCase()]) {
    const [odd, absent] = await Promise.all([id, ABSENT].map((one) => hub.graphql('query ($id: ID!) { bulletin(id: $id) { id } }', { token: cast.people.outsider.token, variables: { id: one } })));
    expect([id, odd?.text, odd?.status]).toEqual([id, absent?.text, absent?.status]);
  }
});
