// What can be asked of retention and legal demands, with the rule that it stands under.

/** Fields. */
export const RETENTION_FIELDS = {
  RetentionRule: { own: 'kind days isDefault setAt revision' },
  // For the originator's officers and contact points who may see the bulletin.
  Retention: { own: 'rule since purgeOn held holds things purged' },
  RetainedThing: { own: 'kind subjectId version rule since purgeOn' },
  LegalHold: { own: 'id reason reviewOn placedAt placedBy liftedAt liftedBy revision' },
  Purge: { envelope: 'kind subjectId purgedAt days since' },
  RetentionRulePayload: { result: 'rule' },
  LegalHoldPayload: { result: 'hold' },
  // Of the organisation that received it, for those who answer for it.
  LegalDemand: { own: 'id authority legalBasis reference receivedOn scope dueOn state secrecy bulletins answer registeredAt registeredBy answeredBy revision' },
  LegalSecrecy: { own: 'reason basis reviewOn' },
  LegalDemandBulletin: { envelope: 'bulletinId bulletin', own: 'versions' },
  LegalAnswer: { own: 'answeredAt handedTo text' },
  LegalDemandConnection: { own: 'edges nodes pageInfo' },
  LegalDemandEdge: { own: 'cursor node' },
  LegalDemandPayload: { result: 'demand' },
  // A message to the originator, of its own bulletin.
  LegalNotice: { own: 'id authority legalBasis reference receivedOn dueOn toldAt state versions handedTo answeredAt receiver', envelope: 'bulletinId bulletin' },
  LegalNoticeConnection: { own: 'edges nodes pageInfo' },
  LegalNoticeEdge: { own: 'cursor node' },
} as const;

/** Arguments. */
export const RETENTION_ARGUMENTS = {
  'Query.legalDemands': { page: 'first after', filter: 'states' },
  'Query.legalDemand': { demand: 'id' },
  'Query.legalNotices': { page: 'first after' },
  ...Object.fromEntries('setRetentionRule placeHold liftHold registerLegalDemand reviewLegalSecrecy answerLegalDemand'.split(' ').map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  SetRetentionRuleInput: { text: 'kind days', revision: 'expectedRevision' },
  PlaceHoldInput: { bulletin: 'bulletinId', text: 'reason reviewOn' },
  LiftHoldInput: { legalHold: 'id', revision: 'expectedRevision' },
  LegalSecrecyInput: { text: 'reason basis reviewOn' },
  RegisterLegalDemandInput: { bulletin: 'bulletinIds', text: 'authority legalBasis reference receivedOn scope dueOn', nested: 'secrecy' },
  ReviewLegalSecrecyInput: { demand: 'id', revision: 'expectedRevision', nested: 'secrecy' },
  HandedOverInput: { bulletin: 'bulletinId', filter: 'versions' },
  AnswerLegalDemandInput: { demand: 'id', revision: 'expectedRevision', text: 'handedTo text', nested: 'handedOver' },
} as const;
