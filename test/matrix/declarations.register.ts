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
} as const;

export const REGISTER_ARGUMENTS = {
  'Query.register': { page: 'first after', filter: 'overdue' },
  'Query.attestations': { page: 'first after' },
  'Mutation.setContactHours': { nested: 'input' },
  'Mutation.attestRegister': { nested: 'input' },
  AttestRegisterInput: { revision: 'expectedRevision' },
  SetContactHoursInput: { revision: 'expectedRevision', nested: 'hours', text: 'closedDays languages' },
};
