// Ids of views for people outside, and of requests for them: hidden against absent, as in not-found.spec.ts.
import { OUTSIDE_REQUEST, VIEW } from './not-found.rows.js';
import type { Trial } from './not-found.threads.js';

/** How they are tried. */
interface Tools {
  ofBulletin: (call: (id: string) => string) => Trial[]; mutation: (text: string) => string; sectionsOf: (...fixtures: [mark: string, state: string][]) => Promise<string[]>; amberId: () => string;
}

const ofRequest = (call: (id: string) => string): Trial[] => (['outsider', 'npaOfficer'] as const).map((by) => ({ by, hidden: () => [OUTSIDE_REQUEST], send: call }));
const ofView = (call: (id: string) => string): Trial[] => (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [VIEW], send: call }));
const GRANT = 'expectedRevision: 1, expiresAt: "2099-01-01T00:00:00Z"';
const READER = 'readerName: "X", readerOrganisation: "X", contact: "X", purpose: "X"';

/** Every argument of theirs that names something. */
export function outsideTrials({ ofBulletin, mutation, sectionsOf, amberId }: Tools): Record<string, Trial[]> {
  return {
    'OutsideReleaseInput.id': ['approveOutsideRelease', 'revokeOutsideRelease'].flatMap((name) => ofView((id) => mutation(`${name}(input: { id: "${id}", expectedRevision: 1 }) { release { id } }`))),
    'Query.outsideReleaseRequest.id': ofRequest((id) => `{ outsideReleaseRequest(id: "${id}") { id } }`),
    'Mutation.withdrawOutsideReleaseRequest.id': ofRequest((id) => mutation(`withdrawOutsideReleaseRequest(id: "${id}") { request { id } }`)),
    'RefuseOutsideReleaseInput.id': ofRequest((id) => mutation(`refuseOutsideRelease(input: { id: "${id}", expectedRevision: 1 }) { request { id } }`)),
    'GrantOutsideReleaseInput.id': ofRequest((id) => mutation(`grantOutsideRelease(input: { id: "${id}", ${GRANT} }) { request { id } }`)),
    'GrantOutsideReleaseInput.sectionIds': [{ by: 'author', hidden: () => sectionsOf(['RED', 'PUBLISHED'], ['GREEN', 'PUBLISHED']), send: (id) => mutation(`grantOutsideRelease(input: { id: "${OUTSIDE_REQUEST}", ${GRANT}, sectionIds: ["${id}"] }) { request { id } }`) }],
    // Whoever edits a bulletin asks nobody.
    'RequestOutsideReleaseInput.bulletinId': ofBulletin((id) => mutation(`requestOutsideRelease(input: { bulletinId: "${id}", ${READER} }) { request { id } }`)).filter(({ by }) => by !== 'editor'),
    'RequestOutsideReleaseInput.sectionIds': [{ by: 'recipient', hidden: () => sectionsOf(['RED', 'PUBLISHED'], ['AMBER', 'DRAFT']), send: (id) => mutation(`requestOutsideRelease(input: { bulletinId: "${amberId()}", ${READER}, sectionIds: ["${id}"] }) { request { id } }`) }],
    'OutsideReleaseRequestFilter.bulletinId': ofBulletin((id) => `{ outsideReleaseRequests(filter: { bulletinId: "${id}" }) { nodes { id } pageInfo { hasNextPage } } }`),
  };
}
