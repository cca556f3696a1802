// Every field and argument of the schema, declared by hand with the rule that it stands under. A field or argument that is
// not here fails the build: whoever adds one says here who may see it, or what it could be used for.

/**
 * What it takes to see a field:
 *   open       - nothing more than to have reached the object
 *   envelope   - to know of the bulletin
 *   content    - to read its content now (tombstones have none)
 *   editor     - to be one of its editors: a secret of columns, which only the application keeps
 *   working    - to be an editor of the working copy
 *   recipients - to be an editor, or a reader whom the originator lets see who else receives
 *   own        - the asker's own organisation's
 *   colleague  - to belong to the person's organisation
 *   named      - to belong to the person's organisation, or that it shows its people's names and the card is open to the asker
 *   signed     - to be signed in
 *   coordinator, ownOrCoordinator - by role
 *   self       - the asker's own account
 *   trail      - the asker's own organisation's record, as far as the asker may know what it is about
 *   result     - what only the one who asked gets back
 */
export type FieldRule =
  | 'open' | 'envelope' | 'content' | 'editor' | 'working' | 'recipients' | 'own' | 'colleague' | 'named' | 'signed' | 'coordinator' | 'ownOrCoordinator' | 'self' | 'trail' | 'result';

const fields = {
  Bulletin: {
    envelope: 'id reference kind language originator publishedAt expiresAt state tlp urgency version withdrawalReason title',
    content: 'acknowledgeBy countries documentNumber facts handling handlingNote sections versions publishedByException',
    editor: 'revision personAtRisk exceptionReason acknowledgements stages expiresOn',
    working: 'pending',
    recipients: 'audience',
    own: 'acknowledgement',
  },
  BulletinSection: { content: 'id heading body' },
  BulletinVersion: { content: 'version publishedAt' },
  CaseFacts: { content: 'potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures' },
  PendingVersion: { working: 'state title tlp sections audience needsApproval approvals editedBy returnedReason releaseAt releaseOn expiresOn stages' },
  BulletinStage: { editor: 'position at state endedAt audience leftOut' },
  LocalTime: { editor: 'at local zone' },
  // Through others' eyes: for editors, and no more than they read themselves.
  BulletinPreview: { editor: 'sees bulletin' },
  SeenBulletin: { editor: 'id reference documentNumber version kind state tlp urgency title language handling handlingNote originator publishedAt expiresAt withdrawalReason countries facts acknowledgeBy publishedByException sections versions audience' },
  Approval: { working: 'step approvedBy asStandIn approvedAt' },
  PersonAtRisk: { editor: 'basis reason safetyChecks' },
  SafetyCheck: { editor: 'organisation outcome note' },
  Audience: { recipients: 'everyone organisations circles persons' },
  Acknowledgement: { own: 'kind version organisation acknowledgedAt acknowledgedBy dueAt' },
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
    signed: 'contactPoint deputy dutyRole dutyTelephone',
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
} as const satisfies Record<string, Partial<Record<FieldRule, string>>>;

/** `Type.field` → rule. */
export const FIELDS: ReadonlyMap<string, FieldRule> = new Map(
  Object.entries(fields).flatMap(([type, rules]) => Object.entries(rules).flatMap(([rule, list]) => list.split(' ').map((field) => [`${type}.${field}`, rule as FieldRule] as const))),
);

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
  | 'bulletin' | 'section' | 'organisation' | 'person' | 'circle' | 'session' | 'invitation' | 'recovery' | 'entry' | 'erasure' | 'hold' | 'webhook' | 'delivery' | 'subject' | 'filter' | 'page' | 'revision' | 'secret' | 'text' | 'nested';

const content = 'kind language tlp urgency title documentNumber handling handlingNote countries acknowledgeBy releaseAt expiresAt recipientsVisible';
const args = {
  'Query.bulletin': { bulletin: 'id', filter: 'version' },
  'Query.bulletinAs': { bulletin: 'id', organisation: 'organisationId', person: 'personId', filter: 'anybody ofWorkingCopy version at' },
  'Query.bulletins': { page: 'first after last before', nested: 'filter' },
  'Query.webhookDeliveries': { webhook: 'webhookId', page: 'first after' },
  'Query.mailDeliveries': { person: 'personId', page: 'first after' },
  'Query.dutyCalls': { page: 'first after' },
  'Query.alerts': { page: 'first after', nested: 'filter' },
  'Subscription.alerts': { page: 'after', nested: 'filter' },
  AlertFilter: { filter: 'kinds urgencies countries exploitation' },
  'Query.importedBulletins': { filter: 'prefix', page: 'first after' },
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
      'requestAuditErasure requestRecovery returnBulletin reviewException reviseBulletin setApprovalRoute setAuditHold setContactPoint setDutyRota setRoles signIn submitBulletin suspendOrganisation suspendPerson ' +
      'updateCircle updateOrganisation updatePerson withdrawBulletin createWebhook updateWebhook updateMailSettings').split(' ').map((name) => [`Mutation.${name}`, { nested: 'input' }]),
  ),
  'Mutation.cancelRecovery': { recovery: 'id' },
  'Mutation.endSession': { session: 'id' },
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
  BulletinFilter: { filter: 'kinds states tlps urgencies countries exploitation publishedAfter publishedBefore text', organisation: 'originatorIds' },
  BulletinRevisionInput: { bulletin: 'id', revision: 'expectedRevision' },
  BulletinStageInput: { nested: 'audience at' },
  LocalTimeInput: { text: 'local zone' },
  BulletinSectionInput: { section: 'id', text: 'heading body', nested: 'audience' },
  CaseFactsInput: { text: 'potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures' },
  ChangePasswordInput: { secret: 'currentPassword newPassword' },
  ConfirmSecondFactorInput: { secret: 'code enrolmentToken' },
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
  PublishBulletinInput: { bulletin: 'id', revision: 'expectedRevision', nested: 'exception' },
  RecoverAccountInput: { secret: 'requestCode approvalCode newPassword', text: 'keepSecondFactor' },
  ReinstateOrganisationInput: { organisation: 'organisationId' },
  ReinviteOrganisationInput: { organisation: 'organisationId', text: 'email language roles' },
  RequestAuditErasureInput: { entry: 'entryId', text: 'reason' },
  RequestRecoveryInput: { organisation: 'organisationId', text: 'email' },
  ReturnBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: 'reason' },
  ReviewExceptionInput: { bulletin: 'id' },
  ReviseBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: content, nested: 'facts audience sections personAtRisk stages releaseOn expiresOn', person: 'approverIds' },
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
  WithdrawBulletinInput: { bulletin: 'id', revision: 'expectedRevision', text: 'reason' },
} as Record<string, Partial<Record<ArgumentKind, string>>>;

/** `Owner.argument` → what it is. */
export const ARGUMENTS: ReadonlyMap<string, ArgumentKind> = new Map(
  Object.entries(args).flatMap(([owner, kinds]) => Object.entries(kinds).flatMap(([kind, list]) => list.split(' ').map((name) => [`${owner}.${name}`, kind as ArgumentKind] as const))),
);
