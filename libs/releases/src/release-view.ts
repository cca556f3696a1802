import type { BulletinRow } from '@hub/bulletins';
import type { RequestRow } from './release.repository.js';
import { type ReleaseGrant, type ReleaseRequest, ReleaseRequestState } from './release.types.js';
import { stateAt } from './release.workflow.js';

/**
 * A request as it is shown at an instant. Who asked sees of a decision nothing before it goes out, and nothing in it depends on who
 * receives already.
 */
export function requestAsShown({ requestId, editor, ...row }: RequestRow, bulletin: BulletinRow, instant: Date): ReleaseRequest {
  const state = stateAt(row, instant);
  const awaits = state === 'GRANTING';
  const lapsed = state === 'REFUSED' && row.state !== 'REFUSED';
  const silent = lapsed || (state === 'REFUSED' && row.decidedBy === null);
  const granted = state === 'GRANTED' || state === 'ENDED' || (editor && awaits);
  return {
    id: requestId, bulletin, state: awaits ? ReleaseRequestState.ASKED : ReleaseRequestState[state], awaitsApproval: editor && awaits,
    askerId: row.askerId, recipientId: row.recipientId, sectionIds: row.sectionIds, purpose: row.purpose, terms: row.terms, askedAt: row.askedAt, answerBy: row.answerBy,
    answeredAt: lapsed ? row.answerBy : row.answeredAt, silent, reason: state === 'REFUSED' && !silent ? row.reason : null,
    grant: granted ? grantOf(row, editor) : null, revision: editor ? row.revision : null,
  };
}

const grantOf = (row: Omit<RequestRow, 'requestId' | 'editor'>, editor: boolean): ReleaseGrant => ({
  sectionIds: row.grantedSectionIds ?? [], inPart: row.inPart, conditions: row.conditions, until: row.until,
  namesAsker: editor ? row.namesAsker : null, decidedBy: editor ? row.decidedBy : null,
});
