// Every field and argument of the schema, declared by hand with the rule that it stands under. A field or argument that is
// not here fails the build: whoever adds one says here who may see it, or what it could be used for.

import { THREAD_FIELDS } from './declarations.threads.js';
import { PROPOSAL_FIELDS } from './declarations.proposals.js';
import { RELEASE_FIELDS } from './declarations.releases.js';
import { RECALL_FIELDS } from './declarations.recall.js';
import { REGISTER_FIELDS } from './declarations.register.js';
import { ATTACHMENT_FIELDS } from './declarations.attachments.js';
import { RETENTION_FIELDS } from './declarations.retention.js';
import { CASE_FIELDS } from './declarations.cases.js';
import { INVITATION_FIELDS } from './declarations.invitations.js';
import { MEETING_FIELDS } from './declarations.meetings.js';

/**
 * What it takes to see a field:
 *   open       - nothing more than to have reached the object
 *   envelope   - to know of the bulletin
 *   content    - to read its content now (tombstones have none)
 *   identified - to read it as one of the originator's people, or of an organisation that may know whom it is about
 *   editor     - to be one of its editors: a secret of columns, which only the application keeps
 *   working    - to be an editor of the working copy
 *   writable   - to be an editor of the working copy, or where there is none of what is published
 *   recipients - to be an editor, or a reader whom the originator lets see who else receives
 *   own        - the asker's own organisation's
 *   colleague  - to belong to the person's organisation
 *   named      - to belong to the person's organisation, or that it shows its people's names and the card is open to the asker
 *   signed     - to be signed in
 *   coordinator, ownOrCoordinator - by role
 *   self       - the asker's own account
 *   trail      - the asker's own organisation's record, as far as the asker may know what it is about
 *   thread     - to see the thread: the bulletin's content now, and a part in it
 *   result     - what only the one who asked gets back
 *   item       - to see an item of its agenda; itemOrCoordinator: or to order it
 *   attends    - to take part in the edition of the meeting: see declarations.meetings.ts
 *   item       - to see the item of the meeting that it hangs on
 *   party, source - of proposals and translations: see declarations.proposals.ts
 */
export type FieldRule =
  | 'open' | 'envelope' | 'content' | 'editor' | 'working' | 'writable' | 'recipients' | 'own' | 'colleague' | 'named' | 'signed' | 'coordinator' | 'ownOrCoordinator' | 'self'
  | 'trail' | 'thread' | 'result' | 'party' | 'source' | 'identified' | 'attends' | 'item' | 'itemOrCoordinator';

const fields = {
  Bulletin: {
    envelope: 'id reference kind language originator publishedAt expiresAt state tlp urgency version withdrawalReason title purge',
    content: 'acknowledgeBy countries documentNumber facts handling handlingNote sections struck versions publishedByException attachments caseRecord',
    editor: 'revision personAtRisk exceptionReason acknowledgements stages expiresOn',
    working: 'pending',
    writable: 'editable',
    recipients: 'audience credits',
    source: 'translations',
    own: 'acknowledgement releasedToUs retention oursUntil',
  },
  BulletinSection: { content: 'id heading body attachments', source: 'translations' },
  ...PROPOSAL_FIELDS,
  BulletinVersion: { content: 'version publishedAt' },
  CaseFacts: { content: 'potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures' },
  ...ATTACHMENT_FIELDS,
  PendingVersion: { working: 'attachments state title tlp sections audience needsApproval approvals editedBy returnedReason releaseAt releaseOn expiresOn stages takeBackUntil takeBackSeconds' },
  EditableBulletin: { writable: 'complete kind tlp urgency language title documentNumber handling handlingNote countries facts audience recipientsVisible acknowledgeBy releaseAt releaseOn expiresAt expiresOn personAtRisk approvers sections stages' },
  EditableStage: { writable: 'at until audience' },
  // Of TLP:RED: for its author.
  EditableSection: { writable: 'id heading body audience' },
  WrittenAudience: { writable: 'everyone organisationIds circleIds personIds reach' },
  BulletinStage: { editor: 'position at until state openedAt audience leftOut' },
  LocalTime: { editor: 'at local zone' },
  // Through others' eyes: for editors, and no more than they read themselves.
  BulletinPreview: { editor: 'sees bulletin' },
  SeenBulletin: { editor: 'id reference documentNumber version kind state tlp urgency title language handling handlingNote originator publishedAt expiresAt withdrawalReason countries facts acknowledgeBy publishedByException sections versions audience' },
  Approval: { working: 'step approvedBy asStandIn approvedAt' },
  PersonAtRisk: { editor: 'basis reason safetyChecks' },
  SafetyCheck: { editor: 'organisation outcome note' },
  ...RELEASE_FIELDS,
  Audience: { recipients: 'everyone organisations circles persons', editor: 'releases' },
  Acknowledgement: { own: 'kind version organisation acknowledgedAt acknowledgedBy dueAt' },
  ...CASE_FIELDS,
  ...RETENTION_FIELDS,
  ImportedBulletin: { own: 'bulletin sourceKey' },
  BulletinConnection: { open: 'edges nodes pageInfo' },
  BulletinEdge: { open: 'cursor node' },
  BulletinPayload: { open: 'bulletin' },
  Alert: { envelope: 'cursor kind occurredAt bulletinId subjectId change bulletin', editor: 'unanswered' },
  Unanswered: { editor: 'organisation dutyTelephone duty' },
  DutyRota: { own: 'revision shifts' },
  DutyShift: { own: 'id person label telephone channel language hours' },
  DutyHours: { own: 'zone from until weekdays firstDay lastDay' },
  DutyRotaPayload: { result: 'rota' },
  // Nothing of these says what a call was about.
  DutyCall: { own: 'id person label channel state createdAt nextAttemptAt attempts' },
  DutyAttempt: { own: 'number beganAt endedAt status result' },
  DutyCallConnection: { own: 'edges nodes pageInfo' },
  DutyCallEdge: { own: 'cursor node' },
  ...RECALL_FIELDS,
  ...REGISTER_FIELDS,
  ...MEETING_FIELDS,
  ...INVITATION_FIELDS,
  // Where the stream of the own organisation stands.
  AlertReset: { own: 'cursor reason' },
  AlertConnection: { signed: 'edges nodes pageInfo' },
  AlertEdge: { signed: 'cursor node' },
  // Administering is no right to read: nothing of these says what a message is about.
  Webhook: { own: 'id url description enabled disabledBy disabledAt failingSince lastResult waiting previousSecretUntil createdAt revision' },
  WebhookDelivery: { own: 'id messageId type state createdAt nextAttemptAt attempts' },
  WebhookAttempt: { own: 'number beganAt endedAt status result' },
  WebhookDeliveryConnection: { own: 'edges nodes pageInfo' },
  WebhookDeliveryEdge: { own: 'cursor node' },
  WebhookPayload: { result: 'webhook' },
  WebhookSecretPayload: { result: 'webhook secret' },
  WebhookDeliveryPayload: { result: 'delivery' },
  MailSettings: { self: 'configured address rhythm dailyAt quietFrom quietUntil zone language filter failingSince heldUntil lastResult revision' },
  MailFilter: { self: 'kinds urgencies countries exploitation' },
  MailSettingsPayload: { result: 'settings' },
  // The own ones, or a colleague's for administrators; nothing of these says what a mail is about.
  MailDelivery: { own: 'id state createdAt nextAttemptAt attempts' },
  MailAttempt: { own: 'number beganAt endedAt status result' },
  MailDeliveryConnection: { own: 'edges nodes pageInfo' },
  MailDeliveryEdge: { own: 'cursor node' },
  MailFailure: { own: 'person failingSince heldUntil lastResult waiting' },
  PageInfo: { open: 'hasNextPage hasPreviousPage startCursor endCursor' },

  Organisation: {
    open: 'id kind code name names country',
    signed: 'contact contactPoint deputy dutyRole dutyTelephone releaseTerms',
    ownOrCoordinator: 'revision',
    coordinator: 'suspendedAt',
  },
  OrganisationConnection: { signed: 'edges nodes pageInfo' },
  OrganisationEdge: { signed: 'cursor node' },
  OrganisationPayload: { result: 'organisation' },
  Person: {
    open: 'id organisation',
    named: 'displayName familyName givenName kana latinFamilyName latinGivenName title',
    colleague: 'email language revision roles state',
  },
  PersonConnection: { own: 'edges nodes pageInfo' },
  PersonEdge: { own: 'cursor node' },
  PersonPayload: { result: 'person' },
  Circle: { signed: 'id code name names members', coordinator: 'revision' },
  CirclePayload: { result: 'circle' },
  LocalisedString: { open: 'language text' },
  ApprovalStep: { own: 'step approvers standIns' },
  ApprovalRoutePayload: { result: 'steps' },

  Viewer: { self: 'person organisation roles language' },
  Session: { result: 'accessToken expiresAt refreshToken deviceToken viewer' },
  OwnSession: { self: 'id createdAt expiresAt lastUsedAt current' },
  ApiToken: { self: 'id name scope createdAt expiresAt lastUsedAt current' },
  ApiTokenPayload: { result: 'apiToken token' },
  SecondFactor: { self: 'enrolled required recoveryCodesLeft' },
  SecondFactorEnrolment: { result: 'enrolmentToken expiresAt secret uri' },
  RecoveryCodeSet: { result: 'recoveryCodes' },
  AcceptedInvitation: { result: 'email session' },
  Invitation: { own: 'id email roles language organisation invitedBy createdAt expiresAt state' },
  InvitationPayload: { result: 'invitation token' },
  Recovery: { own: 'id person requestedBy requestedByOrganisation requestedAt approvedBy approvedAt expiresAt' },
  RecoveryHalf: { result: 'code expiresAt' },

  AuditEntry: { own: 'id index counter occurredAt action erased', trail: 'actor actors organisation subjectId detail' },
  AuditEntryConnection: { own: 'edges nodes pageInfo' },
  AuditEntryEdge: { own: 'cursor node' },
  AuditErasure: { own: 'id state entry reason requestedAt expiresAt endedAt ownConsent othersConsented underLegalHold askedBy' },
  AuditErasureConnection: { own: 'edges nodes pageInfo' },
  AuditErasureEdge: { own: 'cursor node' },
  AuditErasurePayload: { result: 'erasure' },
  AuditHold: { own: 'id entry subjectId forHub reason setAt' },
  AuditHoldPayload: { result: 'hold' },
  AuditInclusionProof: { own: 'entryId counter leaf link linkSalt bodyHash index treeSize hashes checkpoint', trail: 'body bodySalt' },
  AuditConsistencyProof: { signed: 'fromSize toSize hashes' },
  ...THREAD_FIELDS,
} as const satisfies Record<string, Partial<Record<FieldRule, string>>>;

/** `Type.field` → rule. */
export const FIELDS: ReadonlyMap<string, FieldRule> = new Map(
  Object.entries(fields).flatMap(([type, rules]) => Object.entries(rules).flatMap(([rule, list]) => list.split(' ').map((field) => [`${type}.${field}`, rule as FieldRule] as const))),
);
