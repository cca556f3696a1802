// Fields and arguments of proposals and translations, as in declarations.ts.

/** `party`: to belong to the proposing organisation or be an editor, and to see every section that it is about; `source`: to see what is translated. */
export const PROPOSAL_FIELDS = {
  Proposal: { party: 'id state bulletin version organisation proposedBy proposedAt reason credit stale parts endedAt decisionReason' },
  ProposalPart: { party: 'key field sectionId before proposed current difference standing result takenUp' },
  DifferencePiece: { party: 'kind text' },
  ProposalPayload: { result: 'proposal' },
  ProposalEdge: { party: 'cursor node' },
  ProposalConnection: { signed: 'edges nodes pageInfo' },
  Translation: { source: 'id language heading body label translator translatorName organisation sourceVersion stale awaitsApproval writtenAt revision' },
  TranslationPayload: { result: 'translation' },
} as const;

const text = 'version heading body label translatorName';
export const PROPOSAL_ARGUMENTS = {
  'Query.proposals': { page: 'first after', nested: 'filter' },
  'Query.proposal': { proposal: 'id' },
  'Mutation.withdrawProposal': { proposal: 'id' },
  ...Object.fromEntries('proposeCorrection takeUpProposal declineProposal addTranslation replaceTranslation approveTranslation removeTranslation'.split(' ').map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  'Bulletin.translations': { filter: 'language' },
  'BulletinSection.translations': { filter: 'language' },
  ProposalFilter: { bulletin: 'bulletinId', filter: 'states made' },
  ProposeCorrectionInput: { bulletin: 'bulletinId', filter: 'version', text: 'reason credit title kind urgency language documentNumber handling handlingNote countries acknowledgeBy expiresAt', nested: 'facts sections missingSections' },
  FactsCorrectionInput: { text: 'potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures' },
  SectionCorrectionInput: { section: 'id', text: 'heading body remove' },
  MissingSectionInput: { text: 'heading body' },
  TakeUpProposalInput: { proposal: 'id', revision: 'expectedRevision', text: 'parts' },
  DeclineProposalInput: { proposal: 'id', text: 'reason' },
  AddTranslationInput: { bulletin: 'bulletinId', section: 'sectionId', person: 'translatorId', text: `${text} language` },
  ReplaceTranslationInput: { translation: 'id', revision: 'expectedRevision', person: 'translatorId', text },
  TranslationRevisionInput: { translation: 'id', revision: 'expectedRevision' },
};
