// Fields and arguments of onward release; the words are those of declarations.ts.

export const RELEASE_FIELDS = {
  AudienceRelease: { editor: 'requestId organisation sectionIds until' },
  ReleaseRequest: { own: 'id state bulletin askedBy recipient sectionIds purpose terms askedAt answerBy answeredAt silent reason grant', editor: 'awaitsApproval revision' },
  ReleaseGrant: { own: 'sectionIds inPart conditions until', editor: 'namesAsker grantedBy' },
  ReleaseRequestConnection: { own: 'edges nodes pageInfo' },
  ReleaseRequestEdge: { own: 'cursor node' },
  ReleaseRequestPayload: { result: 'request' },
  ReceivedRelease: { own: 'id conditions until releasedAt askedBy' },
  OutsideRelease: { editor: 'id state bulletin readerName readerOrganisation purpose safetyCheck sectionIds expiresAt proposedAt approvedAt openedAt attempts revision proposedBy approvedBy' },
  OutsideReleaseConnection: { editor: 'edges nodes pageInfo' },
  OutsideReleaseEdge: { editor: 'cursor node' },
  OutsideReleasePayload: { result: 'release' },
  OutsideReleaseKeyPayload: { result: 'release address code' },
  ReleaseTerms: { signed: 'ministryCountsAsItself ministry setAt revision' },
  ReleaseTermsPayload: { result: 'terms' },
} as const;

export const RELEASE_ARGUMENTS = {
  'Query.releaseRequest': { release: 'id' },
  'Query.releaseRequests': { page: 'first after', nested: 'filter' },
  'Query.outsideReleases': { bulletin: 'bulletinId', filter: 'toApprove', page: 'first after' },
  'Mutation.withdrawReleaseRequest': { release: 'id' },
  ...Object.fromEntries('requestRelease grantRelease refuseRelease endRelease releaseOutside approveOutsideRelease revokeOutsideRelease setReleaseTerms'.split(' ').map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  RequestReleaseInput: { bulletin: 'bulletinId', organisation: 'organisationId', section: 'sectionIds', text: 'purpose terms answerBy' },
  GrantReleaseInput: { release: 'id', revision: 'expectedRevision', section: 'sectionIds', text: 'conditions until namesAsker' },
  RefuseReleaseInput: { release: 'id', revision: 'expectedRevision', text: 'reason' },
  EndReleaseInput: { release: 'id', revision: 'expectedRevision' },
  ReleaseRequestFilter: { bulletin: 'bulletinId', filter: 'states side' },
  ReleaseOutsideInput: { bulletin: 'bulletinId', section: 'sectionIds', text: 'readerName readerOrganisation purpose safetyCheck expiresAt' },
  OutsideReleaseInput: { release: 'id', revision: 'expectedRevision' },
  SetReleaseTermsInput: { revision: 'expectedRevision', text: 'ministryCountsAsItself ministry' },
};
