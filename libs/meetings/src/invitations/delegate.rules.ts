import { conflict, invalid } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { MeetingState } from '../editions/edition.enums.js';
import { hasAddress } from './delegate.repository.js';
import { invitationOf, nextSequence, queueMessage, recipientsOf } from './invitation.repository.js';

/** Delegates of one organisation. */
export const MOST_DELEGATES = 50;
/** Delegates are named from the day's being decided until the end of the session. */
export const NAMING: readonly string[] = [MeetingState.SCHEDULED, MeetingState.AGENDA_OPEN, MeetingState.AGENDA_FROZEN, MeetingState.IN_SESSION];

/** Replies are told apart by the address that they come from. */
export async function requireFreeAddress(tx: Tx, editionId: string, organisationId: string, email: string | null, except: string): Promise<void> {
  if (email !== null && (await hasAddress(tx, editionId, organisationId, email, except))) {
    throw invalid('input.email', 'Another delegate of the organisation has this address: replies could not be told apart. / 同じアドレスの出席者がいるため、返信を区別できません。');
  }
}

/** Has the invitation sent to a delegate, where he has an address and the meeting takes place. */
export async function invited(tx: Tx, editionId: string, delegateId: string, at: Date): Promise<void> {
  const [invitation, [recipient]] = [await invitationOf(tx, editionId), await recipientsOf(tx, editionId, delegateId)];
  if (!invitation?.face.on || !recipient) return;
  const sequence = recipient.sequence === 0 ? 0 : await nextSequence(tx, delegateId, true);
  await queueMessage(tx, editionId, recipient, { method: 'REQUEST', sequence, whole: true, face: invitation.face, reason: null, at });
}

/** Tells a delegate that he is invited no more. */
export async function uninvited(tx: Tx, editionId: string, delegateId: string, at: Date): Promise<void> {
  const [invitation, [recipient]] = [await invitationOf(tx, editionId), await recipientsOf(tx, editionId, delegateId)];
  if (!invitation?.face.on || !recipient) return;
  await queueMessage(tx, editionId, recipient, { method: 'CANCEL', sequence: await nextSequence(tx, delegateId, true), whole: false, face: invitation.face, reason: null, at });
}

/** The organisation has named as many as may be. */
export const tooMany = (): Error => conflict(`An organisation sends at most ${MOST_DELEGATES} delegates. / 1組織の出席者は${MOST_DELEGATES}名までです。`, { allowed: [] });
