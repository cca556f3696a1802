import type { BulletinRow } from '@hub/bulletins';
import type { OutsideRequestRow } from './outside-request.repository.js';
import { type OutsideReleaseRequest, OutsideReleaseRequestState } from './outside-request.types.js';
import { outsideRequestAt } from './outside-request.workflow.js';

/** A request as it is shown at an instant. Who asked sees of a decision nothing before a second person has approved it. */
export function outsideRequestAsShown({ requestId, editor, ...row }: OutsideRequestRow, bulletin: BulletinRow, instant: Date): OutsideReleaseRequest {
  const state = outsideRequestAt(row, instant);
  const awaits = state === 'GRANTING';
  const lapsed = state === 'REFUSED' && row.state !== 'REFUSED';
  const silent = lapsed || (state === 'REFUSED' && row.decidedBy === null);
  const granted = state === 'GRANTED' || (editor && awaits);
  return {
    id: requestId, bulletin, state: awaits ? OutsideReleaseRequestState.ASKED : OutsideReleaseRequestState[state], awaitsApproval: editor && awaits,
    askerId: row.askerId, sectionIds: row.sectionIds, readerName: row.readerName, readerOrganisation: row.readerOrganisation, contact: row.contact, purpose: row.purpose, terms: row.terms,
    askedAt: row.askedAt, answerBy: row.answerBy, answeredAt: lapsed ? row.answerBy : row.answeredAt, silent, reason: state === 'REFUSED' && !silent ? row.reason : null,
    grant: granted && row.opensUntil ? { sectionIds: row.grantedSectionIds ?? [], inPart: row.inPart, opensUntil: row.opensUntil } : null,
    releaseId: editor ? row.releaseId : null, revision: editor ? row.revision : null,
  };
}
