// Writing operations that are about no bulletin and nothing that hangs on one: why each is not in the model of writing, and what tries it. All of them stand in the access matrix
// (operations.*, rows.*) and, as far as they name something, in not-found.*.
const because = (reason: string, ...names: string[]): [string, string][] => names.map((name) => [name, reason]);

/** By name, with the reason. */
export const ELSEWHERE: Readonly<Record<string, string>> = Object.fromEntries([
  ...because('who somebody is, and by what he shows it: no rule of bulletins; libs/identity, test/matrix/rows.attempts.ts',
    'acceptInvitation', 'approveRecovery', 'cancelRecovery', 'changePassword', 'confirmSecondFactor', 'createApiToken', 'disableSecondFactor', 'endOtherSessions', 'endSession', 'enrolSecondFactor', 'recoverAccount', 'refreshSession',
    'renewRecoveryCodes', 'requestRecovery', 'revokeApiToken', 'signIn', 'signOut'),
  ...because('organisations, circles and people themselves: test/matrix/operations.spec.ts; what it takes from whom, test/faults/revocation.spec.ts',
    'createCircle', 'updateCircle', 'endMembership', 'inviteOrganisation', 'invitePerson', 'reinstateOrganisation', 'reinstatePerson', 'reinviteOrganisation', 'revokeInvitation', 'setApprovalRoute', 'setRoles', 'suspendOrganisation', 'suspendPerson',
    'updateOrganisation', 'updatePerson'),
  ...because('the audit log: test/features/erasure.spec.ts, test/faults/erasure.spec.ts', 'consentToAuditErasure', 'liftAuditHold', 'refuseAuditErasure', 'requestAuditErasure', 'setAuditHold'),
  ...because('how somebody is told: libs/alerts, test/matrix/rows.webhooks.ts, rows.mail.ts', 'createWebhook', 'redeliverWebhook', 'removeWebhook', 'rotateWebhookSecret', 'testWebhook', 'updateWebhook', 'updateMailSettings'),
  ...because('the year’s meeting, which hangs on no bulletin: test/matrix/operations.meetings.ts and its kin, not-found.meetings.ts',
    'acceptMeetingItem', 'addMeetingDocument', 'amendMeetingAction', 'answerMeetingInvitation', 'answerMeetingPoll', 'answerMinutesComment', 'approveMinutes', 'askMinutesExtension', 'assignMeetingInterpreter',
    'clearMeetingInterpreter', 'commentOnMinutes', 'createCalendarFeed', 'createMeetingInterpreterLink', 'createMeetingLink', 'decideMeetingSlot', 'declineMeetingItem', 'enterMeetingInterpreter', 'enterMeetingPollAnswer',
    'extendMinutesReview', 'inviteMeetingDelegates', 'meetingPaperLink', 'mergeMeetingItem', 'moveMeeting', 'nameMeetingDelegate', 'noteMinutesObjection', 'openMeetingEdition', 'openMeetingPoll', 'openMinutesReview',
    'orderMeetingAgenda', 'proposeMeetingItem', 'recordMeetingAction', 'recordMeetingAttendance', 'recordMeetingDecision', 'removeMeetingDelegate', 'removeMeetingDocument', 'removeMeetingInterpreter', 'reportMeetingAction',
    'resolveMeetingMail', 'respondToMinutes', 'revokeCalendarFeed', 'revokeMeetingDecision', 'revokeMeetingInterpreterClearance', 'revokeMeetingLink', 'setMeetingBreaks', 'setMeetingLetter', 'setMeetingParty',
    'setMeetingSecretary', 'sponsorMeetingItem', 'unassignMeetingInterpreter', 'updateMeetingDelegate', 'updateMeetingEdition', 'updateMeetingInterpreter', 'updateMeetingItem', 'updateMeetingPoll', 'withdrawMeetingItem',
    'writeMeetingNotes'),
]);
