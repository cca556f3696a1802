// Every argument and input field of the schema, declared by hand with what it could be used for. One that is not here fails the build.

import { THREAD_ARGS } from './declarations.threads.js';
import { PROPOSAL_ARGUMENTS } from './declarations.proposals.js';
import { RELEASE_ARGUMENTS } from './declarations.releases.js';
import { RETENTION_ARGUMENTS } from './declarations.retention.js';
import { RECALL_ARGUMENTS } from './declarations.recall.js';
import { INVITATION_ARGUMENTS } from './declarations.invitations.js';
import { MEETING_ARGUMENTS } from './declarations.meetings.js';
import { REGISTER_ARGUMENTS } from './declarations.register.js';
import { ATTACHMENT_ARGUMENTS } from './declarations.attachments.js';
import { CASE_ARGUMENTS } from './declarations.cases.js';

/**
 * What an argument or an input field is, and so which attack is tried on it:
 *   a kind of id  - hidden against absent, and ids swapped
 *   filter        - bisection
 *   page          - cursors and sizes: forged ones are refused
 *   revision      - a stale one is refused after the permission, never before
 *   secret        - proves something; attempts are counted
 *   text, nested  - content; checked where the operation is
 */
export type ArgumentKind =
  | 'bulletin' | 'section' | 'organisation' | 'person' | 'circle' | 'session' | 'apiToken' | 'invitation' | 'recovery' | 'entry' | 'erasure' | 'hold' | 'webhook' | 'delivery'
  | 'thread' | 'message' | 'subject' | 'filter' | 'page' | 'revision' | 'secret' | 'text' | 'nested' | 'proposal' | 'translation' | 'release' | 'request' | 'strike'
  | 'handover' | 'upload' | 'attachment' | 'caseExport' | 'edition' | 'delegate' | 'mail' | 'demand' | 'legalHold' | 'slot' | 'link' | 'item' | 'decision' | 'comment' | 'objection' | 'meetingAction'
  | 'interpreter' | 'interpretation';

const content = 'kind language tlp urgency title documentNumber handling handlingNote countries acknowledgeBy releaseAt expiresAt recipientsVisible';
const args = {
  ...RELEASE_ARGUMENTS,
  'Query.bulletin': { bulletin: 'id', filter: 'version' },
  ...PROPOSAL_ARGUMENTS,
  ...ATTACHMENT_ARGUMENTS,
  'Query.bulletinAs': { bulletin: 'id', organisation: 'organisationId', person: 'personId', filter: 'anybody ofWorkingCopy version at' },
  'Query.bulletins': { page: 'first after last before', nested: 'filter' },
  'Query.webhookDeliveries': { webhook: 'webhookId', page: 'first after' },
  'Query.mailDeliveries': { person: 'personId', page: 'first after' },
  ...RECALL_ARGUMENTS,
  ...RETENTION_ARGUMENTS,
  'Query.dutyCalls': { page: 'first after' },
  ...REGISTER_ARGUMENTS,
  ...MEETING_ARGUMENTS,
  ...INVITATION_ARGUMENTS,
  'Query.alerts': { page: 'first after', nested: 'filter' },
  'Subscription.alerts': { page: 'after', nested: 'filter' },
  AlertFilter: { filter: 'kinds urgencies countries exploitation' },
  'Query.importedBulletins': { filter: 'prefix', page: 'first after' },
  ...CASE_ARGUMENTS,
  'Query.organisation': { organisation: 'id' },
  'Query.organisations': { page: 'first after' },
  'Query.people': { page: 'first after' },
  'Query.auditTrail': { page: 'first after', nested: 'filter' },
  'Query.auditInclusionProof': { entry: 'entryId', filter: 'treeSize' },
  'Query.auditConsistencyProof': { filter: 'fromSize toSize' },
  'Query.auditExport': { filter: 'fromCounter treeSize', page: 'first' },
  'Query.auditHead': { filter: 'treeSize' },
  'Query.auditErasures': { page: 'first after' },
  AuditFilter: { filter: 'actions from to', subject: 'subjectId', organisation: 'organisationIds' },
  'Organisation.name': { text: 'language' },
  'Circle.name': { text: 'language' },
  'Person.displayName': { text: 'language' },
  'Person.title': { text: 'language' },
  ...Object.fromEntries(
    ('acceptInvitation acknowledgeBulletin approveBulletin approveRecovery changePassword confirmSecondFactor consentToAuditErasure createCircle disableSecondFactor draftBulletin endMembership ' +
      'enrolSecondFactor inviteOrganisation invitePerson liftAuditHold publishBulletin recoverAccount refuseAuditErasure reinstateOrganisation reinstatePerson reinviteOrganisation renewRecoveryCodes ' +
      'requestAuditErasure requestRecovery returnBulletin reviewException reviseBulletin setApprovalRoute setAuditHold setContactPoint setDutyRota setRoles signIn submitBulletin takeBackPublication suspendOrganisation suspendPerson ' +
      'updateCircle updateOrganisation updatePerson withdrawBulletin attachFile beginUpload removeAttachment strikeAttachment createWebhook updateWebhook updateMailSettings importCases requestCaseExport approveCaseExport').split(' ').map((name) => [`Mutation.${name}`, { nested: 'input' }]),
  ),
  'Mutation.cancelRecovery': { recovery: 'id' },
  'Mutation.endSession': { session: 'id' },
  'Mutation.createApiToken': { nested: 'input' },
  'Mutation.revokeApiToken': { apiToken: 'id' },
  'Mutation.refreshSession': { secret: 'refreshToken' },
  'Mutation.revokeInvitation': { invitation: 'id' },
  'Mutation.removeWebhook': { webhook: 'id' },
  'Mutation.rotateWebhookSecret': { webhook: 'id' },
  'Mutation.testWebhook': { webhook: 'id' },
  'Mutation.redeliverWebhook': { delivery: 'deliveryId' },

  AcceptInvitationInput: { secret: 'token password', text: 'familyName givenName kana latinFamilyName latinGivenName title language cookie' },
  AcknowledgeBulletinInput: { bulletin: 'id', filter: 'version', text: 'kind' },
  ApprovalStepInput: { person: 'approverIds standInIds' },
  ApproveRecoveryInput: { recovery: 'id', organisation: 'organisationId', text: 'email' },
  AuditErasureInput: { erasure: 'erasureId' },
  AudienceInput: { organisation: 'organisationIds', circle: 'circleIds', person: 'personIds', text: 'everyone' },
  BulletinFilter: { filter: 'kinds states tlps urgencies countries exploitation publishedAfter publishedBefore toAcknowledge toApprove text', organisation: 'originatorIds' },
  BulletinRevisionInput: { bulletin: 'id', revision: 'expectedRevision' },
  BulletinStageInput: { nested: 'audience at until' },
  LocalTimeInput: { text: 'local zone' },
  BulletinSectionInput: { section: 'id', text: 'heading body', nested: 'audience' },
  CaseFactsInput: { text: 'potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures' },
  ChangePasswordInput: { secret: 'currentPassword newPassword' },
  ConfirmSecondFactorInput: { secret: 'code enrolmentToken' },
  CreateApiTokenInput: { secret: 'password', text: 'name scope days' },
  CreateWebhookInput: { text: 'url description' },
  UpdateMailSettingsInput: { revision: 'expectedRevision', text: 'rhythm dailyAt quietFrom quietUntil zone language', nested: 'filter' },
  UpdateWebhookInput: { webhook: 'id', revision: 'expectedRevision', text: 'url description enabled' },
  CreateCircleInput: { text: 'code names', organisation: 'memberIds' },
  DutyHoursInput: { text: 'zone from until weekdays firstDay lastDay' },
  DutyShiftInput: { person: 'personId', text: 'label telephone channel language', nested: 'hours' },
  DraftBulletinInput: { text: `${content} sourceKey`, nested: 'facts audience sections personAtRisk stages releaseOn expiresOn', person: 'approverIds' },
  EnrolSecondFactorInput: { secret: 'password', text: 'email organisation' },
  InviteOrganisationInput: { text: 'code country dutyRole email kind language names roles' },
  InvitePersonInput: { text: 'email language roles' },
  LiftAuditHoldInput: { hold: 'holdId' },
  LocalisedTextInput: { text: 'language text' },
  PasswordAndCodeInput: { secret: 'password code' },
  PersonAtRiskInput: { text: 'basis reason', nested: 'safetyChecks' },
  PersonIdInput: { person: 'personId' },
  PublicationExceptionInput: { text: 'reason' },
  PublishBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: 'takeBackSeconds', nested: 'exception' },
  RecoverAccountInput: { secret: 'requestCode approvalCode newPassword', text: 'keepSecondFactor' },
  ReinstateOrganisationInput: { organisation: 'organisationId' },
  ReinviteOrganisationInput: { organisation: 'organisationId', text: 'email language roles' },
  RequestAuditErasureInput: { entry: 'entryId', text: 'reason' },
  RequestRecoveryInput: { organisation: 'organisationId', text: 'email' },
  ReturnBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: 'reason' },
  ReviewExceptionInput: { bulletin: 'id' },
  ReviseBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: `${content} hold`, nested: 'facts audience sections personAtRisk stages releaseOn expiresOn', person: 'approverIds' },
  SafetyCheckInput: { organisation: 'organisationId', text: 'outcome note' },
  SetDutyRotaInput: { revision: 'expectedRevision', nested: 'shifts' },
  SetApprovalRouteInput: { revision: 'expectedRevision', nested: 'steps' },
  // Any id may be put under hold: whether there is such a thing is told to nobody.
  SetAuditHoldInput: { entry: 'entryId', filter: 'subjectId', text: 'forHub reason' },
  SetContactPointInput: { person: 'contactPointId deputyId', revision: 'expectedRevision' },
  SetRolesInput: { person: 'personId', revision: 'expectedRevision', text: 'roles' },
  SignInInput: { secret: 'password code deviceToken', text: 'email organisation cookie' },
  SuspendOrganisationInput: { organisation: 'organisationId', text: 'reason' },
  UpdateCircleInput: { circle: 'id', organisation: 'memberIds', revision: 'expectedRevision', text: 'names' },
  UpdateOrganisationInput: { revision: 'expectedRevision', text: 'dutyRole dutyTelephone names' },
  UpdatePersonInput: { person: 'id', revision: 'expectedRevision', text: 'familyName givenName kana language latinFamilyName latinGivenName title' },
  ...THREAD_ARGS,
  WithdrawBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: 'reason confirmDestructionBy' },
} as Record<string, Partial<Record<ArgumentKind, string>>>;

/** `Owner.argument` → what it is. */
export const ARGUMENTS: ReadonlyMap<string, ArgumentKind> = new Map(
  Object.entries(args).flatMap(([owner, kinds]) => Object.entries(kinds).flatMap(([kind, list]) => list.split(' ').map((name) => [`${owner}.${name}`, kind as ArgumentKind] as const))),
);
