/** What happened to a request, as an alert of the kind RELEASE says it. */
export type ReleaseChange = 'REQUESTED' | 'REMINDER' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | 'GRANT_ENDING' | 'ENDED' | 'OPENED_OUTSIDE'
  | 'OUTSIDE_REQUESTED' | 'OUTSIDE_REMINDER' | 'OUTSIDE_GRANTED' | 'OUTSIDE_REFUSED' | 'OUTSIDE_WITHDRAWN';

/** Somebody who is told. */
export interface Told { readonly change: ReleaseChange; readonly organisationId: string; readonly readers: readonly number[] }

/** The event of a change, with whom it tells. */
export const tellOf = (type: string, requestId: string, bulletinId: string, occurredAt: Date, told: readonly Told[]): { type: string; subjectId: string; payload: object; occurredAt: Date } => ({
  type, subjectId: requestId, occurredAt,
  payload: { tell: told.map(({ change, organisationId, readers }) => ({ kind: 'RELEASE', change, subjectId: requestId, bulletinId, organisationId, readers })) },
});
