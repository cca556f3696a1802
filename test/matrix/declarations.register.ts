// The fields and arguments of the register and of handovers, as in declarations.ts.

export const REGISTER_FIELDS = {
  // How to reach an organisation is known to whoever is signed in; of its people, the one who answers.
  Contact: { signed: 'organisation person standsIn dutyTelephone hours closedDays withinHours languages attestedOn voided dueOn overdue' },
  ContactConnection: { signed: 'edges nodes pageInfo' },
  ContactEdge: { signed: 'cursor node' },
  ContactPayload: { result: 'contact revision' },
  Attestation: { own: 'id attestedAt attestedBy voidedAt contactPoint deputy dutyTelephone hours closedDays languages' },
  AttestationConnection: { own: 'edges nodes pageInfo' },
  AttestationEdge: { own: 'cursor node' },
  AttestationPayload: { result: 'attestation contact' },
  // Numbers of what is not marked RED; the bulletins as far as the asker edits them.
  Handover: { own: 'id person successor reason from until stands endedAt' },
  HandoverPayload: { result: 'handover' },
  HandoverOverview: { own: 'person drafts published approvals answers', editor: 'bulletins' },
  LeftBehind: { own: 'person drafts published approvals answers' },
  // Of those that have left; of those that will to the own keepers and coordinators.
  Departure: { signed: 'organisation successor leavesAt leftAt' },
  DeparturePayload: { result: 'departure' },
  SuccessorAsked: { editor: 'bulletin person organisation askedAt author' },
} as const;

export const REGISTER_ARGUMENTS = {
  'Query.register': { page: 'first after', filter: 'overdue' },
  'Query.attestations': { page: 'first after' },
  'Mutation.setContactHours': { nested: 'input' },
  'Mutation.attestRegister': { nested: 'input' },
  'Query.handoverOverview': { person: 'personId' },
  'Mutation.planHandover': { nested: 'input' },
  'Mutation.endHandover': { handover: 'id' },
  'Mutation.handOverAuthorship': { nested: 'input' },
  PlanHandoverInput: { person: 'personId successorId', text: 'from until reason' },
  HandOverAuthorshipInput: { bulletin: 'id', person: 'successorId', revision: 'expectedRevision' },
  'Mutation.departOrganisation': { nested: 'input' },
  DepartOrganisationInput: { revision: 'expectedRevision', text: 'leavesAt', organisation: 'successorId' },
  AttestRegisterInput: { revision: 'expectedRevision' },
  SetContactHoursInput: { revision: 'expectedRevision', nested: 'hours', text: 'closedDays languages' },
};
