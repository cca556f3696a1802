// Fields and arguments of recalls and strikes, declared by hand as in declarations.ts.

/** Who may see them. */
export const RECALL_FIELDS = {
  // Seen by whoever sees a place of it; what was struck is kept nowhere.
  Strike: { content: 'id struckAt', editor: 'reason struckBy places openings' },
  StrikePlace: { editor: 'version kind sectionId' },
  StrikePayload: { result: 'bulletin strike' },
  Recall: { editor: 'bulletin openings requests asking' },
  BulletinOpening: { editor: 'organisation version firstAt lastAt times' },
  // A message to the organisation: it stays with whom it was sent to, and shows of the bulletin what it still may.
  DestructionRequest: { own: 'id cause bulletinId reference organisation originator askedAt dueAt state confirmedAt remark revision', envelope: 'bulletin' },
  DestructionRequestConnection: { own: 'edges nodes pageInfo' },
  DestructionRequestEdge: { own: 'cursor node' },
  RecallPayload: { result: 'recall' },
  DestructionRequestPayload: { result: 'request' },
} as const;

/** What they are. */
export const RECALL_ARGUMENTS = {
  'Query.recall': { bulletin: 'bulletinId' },
  'Query.recalls': { page: 'first after', nested: 'filter' },
  RecallFilter: { filter: 'side states', bulletin: 'bulletinId' },
  'Mutation.strikePassage': { nested: 'input' },
  'Mutation.requestDestruction': { nested: 'input' },
  'Mutation.confirmDestruction': { nested: 'input' },
  ConfirmDestructionInput: { request: 'id', revision: 'expectedRevision', text: 'outcome remark' },
  RequestDestructionInput: { bulletin: 'bulletinId', strike: 'strikeId', text: 'confirmBy' },
  // What is struck is looked for where the asker sees it alone.
  StrikePassageInput: { bulletin: 'bulletinId', section: 'sectionId', revision: 'expectedRevision', filter: 'text facts', text: 'reason confirmDestructionBy' },
} as const;
