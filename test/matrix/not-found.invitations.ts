// A delegate and a mail of an edition in which the triers take no part, and what names them.
import type { TestHub } from '@hub/testing';
import type { Cast } from './matrix.cast.js';
import { EDITION } from './not-found.meetings.js';
import type { Trial } from './not-found.threads.js';

const DELEGATE = '55555555-5555-4555-8555-555555555563';
const MAIL = '55555555-5555-4555-8555-555555555564';
const mutation = (text: string): string => `mutation { ${text} }`;

/** Both, of home. */
export async function hideInvitations(hub: TestHub, cast: Cast): Promise<void> {
  const at = hub.clock.now();
  await hub.superuser(`INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) VALUES ($1, 14, '17:00', '{}', $2, $3)`, [EDITION, at, cast.people.coordinator.id]);
  await hub.superuser(`INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, created_at, created_by) VALUES ($1, $2, $3, 'x', 'x', $4, $5)`, [DELEGATE, EDITION, cast.organisations['home'], at, cast.people.coordinator.id]);
  await hub.superuser(`INSERT INTO hub.meeting_delegate_details (delegate_id, edition_id, organisation_id, language) VALUES ($1, $2, $3, 'ja')`, [DELEGATE, EDITION, cast.organisations['home']]);
  await hub.superuser(`INSERT INTO hub.meeting_inbox (id, received_at, digest, raw, sender, subject, body, state, because) VALUES ($1, $2, '\\x00', '\\x00', '', '', '', 'KEPT', 'NO_REPLY')`, [MAIL, at]);
}

/** How each argument is tried. */
export function invitationTrials(): Record<string, Trial[]> {
  const edition = (name: string, more: string, answer: string): Trial[] => [{ by: 'outsider', hidden: () => [EDITION], send: (id) => mutation(`${name}(input: { editionId: "${id}", ${more} }) { ${answer} }`) }];
  const one = (hidden: string, name: string, more: string, answer: string): Trial[] => [{ by: 'outsider', hidden: () => [hidden], send: (id) => mutation(`${name}(input: { id: "${id}", ${more} }) { ${answer} }`) }];
  return {
    'InviteMeetingDelegatesInput.editionId': edition('inviteMeetingDelegates', 'expectedRevision: 1, deadlineLocal: "2027-01-01T10:00"', 'edition { id }'),
    'AnswerMeetingInvitationInput.editionId': edition('answerMeetingInvitation', `sendsNobody: true`, 'edition { id }'),
    'NameMeetingDelegateInput.editionId': edition('nameMeetingDelegate', `familyName: "x", givenName: "x"`, 'delegate { id }'),
    'UpdateMeetingDelegateInput.id': one(DELEGATE, 'updateMeetingDelegate', 'expectedRevision: 1', 'delegate { id }'),
    'RemoveMeetingDelegateInput.id': one(DELEGATE, 'removeMeetingDelegate', 'expectedRevision: 1', 'edition { id }'),
    'ResolveMeetingMailInput.id': one(MAIL, 'resolveMeetingMail', 'decision: DISMISS', 'mail { id }'),
    'ResolveMeetingMailInput.delegateId': [{ by: 'outsider', hidden: () => [DELEGATE], send: (id) => mutation(`resolveMeetingMail(input: { id: "${MAIL}", decision: APPLY, delegateId: "${id}" }) { mail { id } }`) }],
  };
}
