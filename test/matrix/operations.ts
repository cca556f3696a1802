// Every operation of the schema, with a call that changes nothing, and how each actor must be answered: who may do it gets
// as far as the thing's own check (a stale revision, an id that is not there, a broken value), the others do not.
import { NOBODIES, roleOf, type ActorName, type Cast } from './matrix.cast.js';
import { invitationOperations } from './operations.invitations.js';
import { retentionOperations } from './operations.retention.js';
import { meetingOperations } from './operations.meetings.js';
import { threadOperations } from './operations.threads.js';

/** How one operation is tried. */
export interface Operation {
  /** The call; `$` stands for values of the cast. */
  readonly call: (cast: Cast, actor: ActorName) => string;
  /** The code of the answer, or `done`. */
  readonly answer: (actor: ActorName) => string;
  /** The one that tries it on bulletins of every mark and state. */
  readonly elsewhere?: string;
}

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
const PASSWORD = 'correct horse battery staple 9';
type Role = NonNullable<ReturnType<typeof roleOf>>;

/** The answer to whom the door is open; to others it stays shut. */
const by = (open: string, ...roles: Role[]) => (actor: ActorName): string => {
  if (actor === 'anonymous' || NOBODIES.includes(actor)) return 'UNAUTHENTICATED';
  return roles.length === 0 || roles.includes(roleOf(actor) as Role) ? open : 'FORBIDDEN';
};
/** Before a session there is one: the same for everybody, but for whose session has ended. */
const anybody = (open: string) => (actor: ActorName): string => (NOBODIES.includes(actor) ? 'UNAUTHENTICATED' : open);
const query = (text: string) => (): string => `{ ${text} }`;
const mutate = (text: string | ((cast: Cast, actor: ActorName) => string)) => (cast: Cast, actor: ActorName): string => `mutation { ${typeof text === 'string' ? text : text(cast, actor)} }`;
const ofBulletins = (call: string): Operation => ({ call: mutate(call), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT'), elsewhere: 'access-matrix.spec.ts' });
const bulletin = `{ bulletin { id } }`;

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(Object.entries({
  'Query.viewer': { call: query('viewer { person { id } organisation { id } roles language }'), answer: by('done') },
  'Query.bulletin': { call: query(`bulletin(id: "${ABSENT}") { id }`), answer: anybody('NOT_FOUND'), elsewhere: 'access-matrix.spec.ts' },
  'Query.bulletinAs': { call: query(`bulletinAs(id: "${ABSENT}", anybody: PUBLIC) { sees }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT'), elsewhere: 'previews.spec.ts' },
  'Query.bulletins': { call: query('bulletins(first: 1) { nodes { id } }'), answer: anybody('done'), elsewhere: 'access-matrix.spec.ts' },
  'Query.alerts': { call: query('alerts(first: 1) { nodes { cursor kind bulletinId } }'), answer: by('done') },
  // Over HTTP; over a WebSocket it is for whoever is signed in (test/features/alerts-live.spec.ts).
  'Subscription.alerts': { call: () => 'subscription { alerts { ... on AlertReset { cursor } } }', answer: anybody('BAD_USER_INPUT') },
  ...threadOperations({ query, mutate, by }),
  ...retentionOperations({ query, mutate, by }),
  ...meetingOperations({ query, mutate, by }),
  ...invitationOperations({ query, mutate, by }),
  'Query.recall': { call: query(`recall(bulletinId: "${ABSENT}") { asking }`), answer: by('NOT_FOUND') },
  'Query.recalls': { call: query('recalls(first: 1) { nodes { id } }'), answer: by('done') },
  'Mutation.requestDestruction': { call: mutate(`requestDestruction(input: { bulletinId: "${ABSENT}", confirmBy: "2030-01-01T00:00:00Z" }) { recall { asking } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.confirmDestruction': { call: mutate(`confirmDestruction(input: { id: "${ABSENT}", expectedRevision: 1, outcome: DESTROYED }) { request { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.strikePassage': ofBulletins(`strikePassage(input: { bulletinId: "${ABSENT}", expectedRevision: 1, text: "XX", reason: "X" }) ${bulletin}`),
  'Query.dutyRota': { call: query('dutyRota { shifts { id telephone } }'), answer: by('done', 'ADMINISTRATOR', 'CONTACT_POINT') },
  // Whoever was called sees the calls of himself.
  'Query.dutyCalls': { call: query('dutyCalls(first: 1) { nodes { id } }'), answer: by('done') },
  'Mutation.setDutyRota': { call: mutate('setDutyRota(input: { expectedRevision: 999, shifts: [] }) { rota { revision } }'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Query.releaseRequest': { call: query(`releaseRequest(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
  'Query.releaseRequests': { call: query('releaseRequests(first: 1) { nodes { id } }'), answer: by('done') },
  'Query.outsideReleases': { call: query(`outsideReleases(bulletinId: "${ABSENT}") { nodes { id } }`), answer: by('NOT_FOUND') },
  'Mutation.requestRelease': { call: mutate(`requestRelease(input: { bulletinId: "${ABSENT}", organisationId: "${ABSENT}", purpose: "X" }) { request { id } }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.withdrawReleaseRequest': { call: mutate(`withdrawReleaseRequest(id: "${ABSENT}") { request { id } }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT') },
  ...Object.fromEntries(['grantRelease', 'refuseRelease', 'endRelease'].map((name) => [`Mutation.${name}`, { call: mutate(`${name}(input: { id: "${ABSENT}", expectedRevision: 1 }) { request { id } }`), answer: by('NOT_FOUND') }])),
  'Mutation.releaseOutside': { call: mutate(`releaseOutside(input: { bulletinId: "${ABSENT}", readerName: "X", readerOrganisation: "X", purpose: "X", expiresAt: "2099-01-01T00:00:00Z" }) { release { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  ...Object.fromEntries(['approveOutsideRelease', 'revokeOutsideRelease'].map((name) => [`Mutation.${name}`, { call: mutate(`${name}(input: { id: "${ABSENT}", expectedRevision: 1 }) { release { id } }`), answer: by('NOT_FOUND') }])),
  'Query.outsideReleaseRequest': { call: query(`outsideReleaseRequest(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
  'Query.outsideReleaseRequests': { call: query('outsideReleaseRequests(first: 1) { nodes { id } }'), answer: by('done') },
  'Mutation.requestOutsideRelease': { call: mutate(`requestOutsideRelease(input: { bulletinId: "${ABSENT}", readerName: "X", readerOrganisation: "X", contact: "X", purpose: "X" }) { request { id } }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.withdrawOutsideReleaseRequest': { call: mutate(`withdrawOutsideReleaseRequest(id: "${ABSENT}") { request { id } }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.grantOutsideRelease': { call: mutate(`grantOutsideRelease(input: { id: "${ABSENT}", expectedRevision: 1, expiresAt: "2099-01-01T00:00:00Z" }) { request { id } }`), answer: by('NOT_FOUND') },
  'Mutation.refuseOutsideRelease': { call: mutate(`refuseOutsideRelease(input: { id: "${ABSENT}", expectedRevision: 1 }) { request { id } }`), answer: by('NOT_FOUND') },
  'Mutation.setReleaseTerms': { call: mutate('setReleaseTerms(input: { expectedRevision: 9, ministryCountsAsItself: false }) { terms { revision } }'), answer: by('CONFLICT', 'ADMINISTRATOR') },
  'Query.register': { call: query('register(first: 1) { nodes { dutyTelephone } }'), answer: by('done') },
  'Query.attestations': { call: query('attestations(first: 1) { nodes { id } }'), answer: by('done', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.setContactHours': { call: mutate('setContactHours(input: { expectedRevision: 999, hours: [], languages: [] }) { revision }'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.attestRegister': { call: mutate('attestRegister(input: { expectedRevision: 999 }) { attestation { id } }'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Query.departures': { call: query('departures { leavesAt }'), answer: by('done') },
  'Mutation.departOrganisation': { call: mutate('departOrganisation(input: { expectedRevision: 999, leavesAt: "2099-01-01T00:00:00Z" }) { departure { leavesAt } }'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.cancelDeparture': { call: mutate('cancelDeparture'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Query.handovers': { call: query('handovers { id }'), answer: by('done') },
  'Query.successorsAsked': { call: query('successorsAsked { author }'), answer: by('done') },
  'Query.leftBehind': { call: query('leftBehind { drafts }'), answer: by('done', 'ADMINISTRATOR', 'CONTACT_POINT') },
  // One's own is open to everybody.
  'Query.handoverOverview': { call: query(`handoverOverview(personId: "${ABSENT}") { drafts }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.planHandover': { call: mutate(`planHandover(input: { personId: "${ABSENT}", successorId: "${ABSENT}", reason: ROTATION }) { handover { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.endHandover': { call: mutate(`endHandover(id: "${ABSENT}") { handover { id } }`), answer: by('NOT_FOUND') },
  'Mutation.handOverAuthorship': ofBulletins(`handOverAuthorship(input: { id: "${ABSENT}", expectedRevision: 1, successorId: "${ABSENT}" }) ${bulletin}`),
  'Query.upload': { call: query(`upload(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR') },
  'Query.attachmentOpenings': { call: query(`attachmentOpenings(attachmentId: "${ABSENT}") { openedAt }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.beginUpload': { call: mutate('beginUpload(input: { name: "a.svg", length: 1 }) { upload { id } }'), answer: by('INVALID_INPUT', 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR') },
  'Mutation.attachFile': { call: mutate(`attachFile(input: { bulletinId: "${ABSENT}", expectedRevision: 1, uploadId: "${ABSENT}" }) ${bulletin}`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.removeAttachment': { call: mutate(`removeAttachment(input: { bulletinId: "${ABSENT}", expectedRevision: 1, attachmentId: "${ABSENT}" }) ${bulletin}`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.strikeAttachment': { call: mutate(`strikeAttachment(input: { attachmentId: "${ABSENT}", reason: "X" }) { attachment { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.attachmentLink': { call: mutate(`attachmentLink(attachmentId: "${ABSENT}") { url }`), answer: by('NOT_FOUND') },
  'Query.webhooks': { call: query('webhooks { id url lastResult }'), answer: by('done', 'ADMINISTRATOR') },
  'Query.webhookDeliveries': { call: query(`webhookDeliveries(webhookId: "${ABSENT}") { nodes { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.createWebhook': { call: mutate('createWebhook(input: { url: "https://10.0.0.1/" }) { secret }'), answer: by('INVALID_INPUT', 'ADMINISTRATOR') },
  'Mutation.updateWebhook': { call: mutate(`updateWebhook(input: { id: "${ABSENT}", expectedRevision: 1, enabled: true }) { webhook { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.removeWebhook': { call: mutate(`removeWebhook(id: "${ABSENT}")`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.rotateWebhookSecret': { call: mutate(`rotateWebhookSecret(id: "${ABSENT}") { secret }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.testWebhook': { call: mutate(`testWebhook(id: "${ABSENT}") { delivery { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.redeliverWebhook': { call: mutate(`redeliverWebhook(deliveryId: "${ABSENT}") { delivery { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Query.mailSettings': { call: query('mailSettings { rhythm revision }'), answer: by('done') },
  'Query.mailDeliveries': { call: query(`mailDeliveries(personId: "${ABSENT}") { nodes { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Query.mailFailures': { call: query('mailFailures { failingSince lastResult }'), answer: by('done', 'ADMINISTRATOR') },
  'Mutation.updateMailSettings': { call: mutate('updateMailSettings(input: { expectedRevision: 9, rhythm: OFF }) { settings { rhythm } }'), answer: by('CONFLICT') },
  'Query.proposals': { call: query('proposals(first: 1) { nodes { id } }'), answer: by('done') },
  'Query.proposal': { call: query(`proposal(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
  'Mutation.proposeCorrection': { call: mutate(`proposeCorrection(input: { bulletinId: "${ABSENT}", version: 1, title: "X" }) { proposal { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.takeUpProposal': { call: mutate(`takeUpProposal(input: { id: "${ABSENT}", expectedRevision: 1 }) { proposal { id } }`), answer: by('NOT_FOUND') },
  'Mutation.declineProposal': { call: mutate(`declineProposal(input: { id: "${ABSENT}", reason: "X" }) { proposal { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.withdrawProposal': { call: mutate(`withdrawProposal(id: "${ABSENT}") { proposal { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.addTranslation': { call: mutate(`addTranslation(input: { bulletinId: "${ABSENT}", version: 1, language: "en", heading: "X", label: HUMAN }) { translation { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.replaceTranslation': { call: mutate(`replaceTranslation(input: { id: "${ABSENT}", expectedRevision: 1, version: 1, heading: "X", label: HUMAN }) { translation { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.approveTranslation': { call: mutate(`approveTranslation(input: { id: "${ABSENT}", expectedRevision: 1 }) { translation { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.removeTranslation': { call: mutate(`removeTranslation(input: { id: "${ABSENT}", expectedRevision: 1 })`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Query.previewCaseImport': { call: query('previewCaseImport(input: { text: "prs_Gender" }) { problems { code } }'), answer: by('done', 'OFFICER') },
  'Mutation.importCases': { call: mutate('importCases(input: { text: "a", base64: "b" }) { rows { line } }'), answer: by('INVALID_INPUT', 'OFFICER') },
  'Query.caseExports': { call: query('caseExports(first: 1) { nodes { id } }'), answer: by('done', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.requestCaseExport': { call: mutate('requestCaseExport(input: { format: CSV, reason: "X", filter: { from: "2026-01-01T00:00:00Z", until: "2025-01-01T00:00:00Z" } }) { export { id } }'), answer: by('INVALID_INPUT', 'READER', 'OFFICER', 'CONTACT_POINT') },
  'Mutation.approveCaseExport': { call: mutate(`approveCaseExport(input: { id: "${ABSENT}", persons: 1 }) { export { id } }`), answer: by('NOT_FOUND', 'OFFICER') },
  'Query.bulletinsToTakeBack': { call: query('bulletinsToTakeBack { id }'), answer: by('done', 'OFFICER') },
  'Query.importedBulletins': { call: query('importedBulletins(prefix: "figures:") { sourceKey }'), answer: by('done', 'OFFICER') },
  'Query.organisation': { call: (cast) => `{ organisation(id: "${cast.organisations['outside']}") { id } }`, answer: by('done') },
  'Query.organisations': { call: query('organisations { nodes { id } }'), answer: by('done') },
  'Query.people': { call: query('people { nodes { id } }'), answer: by('done') },
  'Query.circles': { call: query('circles { id }'), answer: by('done') },
  'Query.approvalRoute': { call: query('approvalRoute { step }'), answer: by('done') },
  'Query.invitations': { call: query('invitations { id }'), answer: by('done', 'ADMINISTRATOR', 'COORDINATOR') },
  'Query.recoveries': { call: query('recoveries { id }'), answer: by('done') },
  'Query.secondFactor': { call: query('secondFactor { enrolled required recoveryCodesLeft }'), answer: by('done') },
  'Query.apiTokens': { call: query('apiTokens { id }'), answer: by('done') },
  'Query.sessions': { call: query('sessions { id }'), answer: by('done') },

  'Query.auditTrail': { call: query('auditTrail(first: 1) { nodes { id } }'), answer: by('done') },
  'Query.auditCheckpoint': { call: query('auditCheckpoint'), answer: by('done') },
  'Query.auditInclusionProof': { call: query(`auditInclusionProof(entryId: "${ABSENT}") { entryId }`), answer: by('NOT_FOUND') },
  'Query.auditConsistencyProof': { call: query('auditConsistencyProof(fromSize: "0", toSize: "1") { fromSize }'), answer: by('INVALID_INPUT') },
  'Query.auditExport': { call: query('auditExport(fromCounter: "1", treeSize: "1") { entryId }'), answer: by('INVALID_INPUT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Query.auditHead': { call: query('auditHead(treeSize: "1")'), answer: by('INVALID_INPUT', 'ADMINISTRATOR', 'CONTACT_POINT') },

  'Query.auditErasures': { call: query('auditErasures { nodes { id } }'), answer: by('done', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Query.auditHolds': { call: query('auditHolds { id }'), answer: by('done', 'ADMINISTRATOR', 'CONTACT_POINT', 'COORDINATOR') },

  'Mutation.requestAuditErasure': { call: mutate(`requestAuditErasure(input: { entryId: "${ABSENT}", reason: "X" }) { erasure { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.consentToAuditErasure': { call: mutate(`consentToAuditErasure(input: { erasureId: "${ABSENT}" }) { erasure { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.refuseAuditErasure': { call: mutate(`refuseAuditErasure(input: { erasureId: "${ABSENT}" }) { erasure { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.setAuditHold': { call: mutate((_, actor) => `setAuditHold(input: { entryId: "${ABSENT}", reason: "X", forHub: ${actor !== 'anonymous' && roleOf(actor) === 'COORDINATOR'} }) { hold { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'COORDINATOR') },
  'Mutation.liftAuditHold': { call: mutate(`liftAuditHold(input: { holdId: "${ABSENT}" }) { hold { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'COORDINATOR') },

  'Mutation.draftBulletin': { call: mutate(`draftBulletin(input: { kind: NOTICE, tlp: AMBER, title: "X", language: "en", audience: { everyone: true }, sections: [] }) ${bulletin}`), answer: by('INVALID_INPUT', 'OFFICER') },
  'Mutation.reviseBulletin': ofBulletins(`reviseBulletin(input: { id: "${ABSENT}", expectedRevision: 1 }) ${bulletin}`),
  'Mutation.publishBulletin': ofBulletins(`publishBulletin(input: { id: "${ABSENT}", expectedRevision: 1 }) ${bulletin}`),
  'Mutation.submitBulletin': ofBulletins(`submitBulletin(input: { id: "${ABSENT}", expectedRevision: 1 }) ${bulletin}`),
  'Mutation.approveBulletin': ofBulletins(`approveBulletin(input: { id: "${ABSENT}", expectedRevision: 1 }) ${bulletin}`),
  'Mutation.takeBackPublication': ofBulletins(`takeBackPublication(input: { id: "${ABSENT}", expectedRevision: 1 }) ${bulletin}`),
  'Mutation.returnBulletin': ofBulletins(`returnBulletin(input: { id: "${ABSENT}", expectedRevision: 1, reason: "X" }) ${bulletin}`),
  'Mutation.withdrawBulletin': ofBulletins(`withdrawBulletin(input: { id: "${ABSENT}", expectedRevision: 1, reason: "X" }) ${bulletin}`),
  'Mutation.reviewException': ofBulletins(`reviewException(input: { id: "${ABSENT}" }) ${bulletin}`),
  'Mutation.acknowledgeBulletin': ofBulletins(`acknowledgeBulletin(input: { id: "${ABSENT}", version: 1, kind: RECEIVED }) ${bulletin}`),

  'Mutation.createCircle': { call: mutate('createCircle(input: { code: "NEW", names: [{ language: "en", text: "X" }], memberIds: ["5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11"] }) { circle { id } }'), answer: by('NOT_FOUND', 'COORDINATOR') },
  'Mutation.updateCircle': { call: mutate(({ circle }) => `updateCircle(input: { id: "${circle}", expectedRevision: 999 }) { circle { id } }`), answer: by('CONFLICT', 'COORDINATOR') },
  'Mutation.updateOrganisation': { call: mutate('updateOrganisation(input: { expectedRevision: 999, dutyRole: true }) { organisation { id } }'), answer: by('CONFLICT', 'ADMINISTRATOR') },
  'Mutation.setContactPoint': { call: mutate('setContactPoint(input: { expectedRevision: 999 }) { organisation { id } }'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
  'Mutation.setApprovalRoute': { call: mutate('setApprovalRoute(input: { expectedRevision: 999, steps: [] }) { steps { step } }'), answer: by('CONFLICT', 'ADMINISTRATOR') },
  'Mutation.inviteOrganisation': { call: mutate(({ codes }) => `inviteOrganisation(input: { code: "${codes['home']}", kind: NGO, email: "x@x.example", names: [{ language: "en", text: "X" }] }) { token }`), answer: by('CONFLICT', 'COORDINATOR') },
  'Mutation.reinviteOrganisation': { call: mutate(`reinviteOrganisation(input: { organisationId: "${ABSENT}", email: "x@x.example" }) { token }`), answer: by('NOT_FOUND', 'COORDINATOR') },
  'Mutation.suspendOrganisation': { call: mutate(`suspendOrganisation(input: { organisationId: "${ABSENT}", reason: "X" }) { organisation { id } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
  'Mutation.reinstateOrganisation': { call: mutate(`reinstateOrganisation(input: { organisationId: "${ABSENT}" }) { organisation { id } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
  'Mutation.invitePerson': { call: mutate(({ people }, actor) => `invitePerson(input: { email: "${actor === 'anonymous' ? 'x@x.example' : people[actor].email}", roles: [READER] }) { token }`), answer: by('INVALID_INPUT', 'ADMINISTRATOR') },
  'Mutation.revokeInvitation': { call: mutate(`revokeInvitation(id: "${ABSENT}") { token }`), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'COORDINATOR') },
  'Mutation.setRoles': { call: mutate(`setRoles(input: { personId: "${ABSENT}", expectedRevision: 1, roles: [READER] }) { person { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.suspendPerson': { call: mutate(`suspendPerson(input: { personId: "${ABSENT}" }) { person { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.reinstatePerson': { call: mutate(`reinstatePerson(input: { personId: "${ABSENT}" }) { person { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.endMembership': { call: mutate(`endMembership(input: { personId: "${ABSENT}" }) { person { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },
  'Mutation.updatePerson': { call: mutate(`updatePerson(input: { id: "${ABSENT}", expectedRevision: 1 }) { person { id } }`), answer: by('NOT_FOUND', 'ADMINISTRATOR') },

  'Mutation.requestRecovery': { call: mutate('requestRecovery(input: { email: "nobody@x.example" }) { expiresAt }'), answer: by('NOT_FOUND', 'ADMINISTRATOR', 'CONTACT_POINT', 'OFFICER') },
  'Mutation.approveRecovery': { call: mutate(`approveRecovery(input: { id: "${ABSENT}" }) { expiresAt }`), answer: by('NOT_FOUND') },
  'Mutation.cancelRecovery': { call: mutate(`cancelRecovery(id: "${ABSENT}")`), answer: by('NOT_FOUND') },
  'Mutation.changePassword': { call: mutate(`changePassword(input: { currentPassword: "wrong", newPassword: "${PASSWORD}" })`), answer: () => 'UNAUTHENTICATED' },
  'Mutation.renewRecoveryCodes': { call: mutate('renewRecoveryCodes(input: { password: "wrong", code: "000000" }) { recoveryCodes }'), answer: () => 'UNAUTHENTICATED' },
  'Mutation.disableSecondFactor': { call: mutate('disableSecondFactor(input: { password: "wrong", code: "000000" })'), answer: () => 'UNAUTHENTICATED' },
  'Mutation.enrolSecondFactor': { call: mutate('enrolSecondFactor(input: { password: "wrong" }) { uri }'), answer: () => 'UNAUTHENTICATED' },
  'Mutation.confirmSecondFactor': { call: mutate('confirmSecondFactor(input: { code: "000000" }) { recoveryCodes }'), answer: by('INVALID_INPUT') },
  'Mutation.createApiToken': { call: mutate('createApiToken(input: { name: "x", password: "wrong" }) { token }'), answer: () => 'UNAUTHENTICATED' },
  'Mutation.revokeApiToken': { call: mutate(`revokeApiToken(id: "${ABSENT}")`), answer: by('NOT_FOUND') },
  'Mutation.endSession': { call: mutate(`endSession(id: "${ABSENT}")`), answer: by('NOT_FOUND') },
  'Mutation.endOtherSessions': { call: mutate('endOtherSessions'), answer: by('done') },

  'Mutation.signIn': { call: mutate((_, actor) => `signIn(input: { email: "${actor}@nowhere.example", password: "${PASSWORD}" }) { expiresAt }`), answer: () => 'UNAUTHENTICATED' },
  'Mutation.refreshSession': { call: mutate('refreshSession(refreshToken: "bogus") { expiresAt }'), answer: () => 'UNAUTHENTICATED' },
  'Mutation.acceptInvitation': { call: mutate(`acceptInvitation(input: { token: "bogus", familyName: "F", givenName: "G", password: "${PASSWORD}" }) { email }`), answer: anybody('NOT_FOUND') },
  'Mutation.recoverAccount': { call: mutate(`recoverAccount(input: { requestCode: "bogus", approvalCode: "bogus", newPassword: "${PASSWORD}" })`), answer: anybody('NOT_FOUND') },
  'Mutation.signOut': { call: mutate('signOut'), answer: by('done') },
} satisfies Record<string, Operation>));
