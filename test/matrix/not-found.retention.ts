// Ids of retention and legal demands: hidden against absent, as in not-found.spec.ts.
import { LEGAL } from './not-found.rows.js';
import type { Trial } from './not-found.threads.js';

/** How they are tried. */
interface Tools { ofBulletin: (call: (id: string) => string) => Trial[]; mutation: (text: string) => string; redOf: (state: string) => string }

const ofDemand = (call: (id: string) => string): Trial[] => (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [LEGAL], send: call }));

/** Every argument of theirs that names something. */
export function retentionTrials({ ofBulletin, mutation, redOf }: Tools): Record<string, Trial[]> {
  return {
    'PlaceHoldInput.bulletinId': ofBulletin((id) => mutation(`placeHold(input: { bulletinId: "${id}", reason: "X", reviewOn: "2026-12-01" }) { hold { id } }`)),
    // Of what is RED, by an officer whom it does not name.
    'LiftHoldInput.id': (['outsider', 'recipient', 'editor'] as const).map((by) => ({ by, hidden: () => [LEGAL], send: (id) => mutation(`liftHold(input: { id: "${id}", expectedRevision: 1 }) { hold { id } }`) })),
    'RegisterLegalDemandInput.bulletinIds': ofBulletin((id) => mutation(`registerLegalDemand(input: { authority: "X", legalBasis: "X", receivedOn: "2020-01-01", scope: "X", bulletinIds: ["${id}"] }) { demand { id } }`)),
    'Query.legalDemand.id': ofDemand((id) => `{ legalDemand(id: "${id}") { authority } }`),
    'ReviewLegalSecrecyInput.id': ofDemand((id) => mutation(`reviewLegalSecrecy(input: { id: "${id}", expectedRevision: 1 }) { demand { id } }`)),
    'AnswerLegalDemandInput.id': ofDemand((id) => mutation(`answerLegalDemand(input: { id: "${id}", expectedRevision: 1, text: "X" }) { demand { id } }`)),
    'HandedOverInput.bulletinId': [{ by: 'editor', hidden: () => [redOf('PUBLISHED'), redOf('DRAFT')], send: (id) =>
      mutation(`answerLegalDemand(input: { id: "${LEGAL}", expectedRevision: 1, handedTo: "X", handedOver: [{ bulletinId: "${id}", versions: [1] }] }) { demand { id } }`) }],
  };
}
