// What can be asked of cases, with the rule that it stands under.

/** Fields. */
export const CASE_FIELDS = {
  CaseRecordView: { content: 'fields', identified: 'person caseId' },
  CaseValue: { content: 'name label value' },
  CaseImportReport: { result: 'rows problems' },
  CaseImportRow: { result: 'line outcome withheld bulletin' },
  CaseFileProblem: { result: 'line column code reason' },
  // Of the own organisation, for those who may read.
  CaseExport: { own: 'id state format filter reason persons needsApproval requestedBy requestedAt approvedBy approvedAt expiresAt path purgeOn purgedAt' },
  CaseExportCondition: { own: 'ownOnly citizenships exploitation from until' },
  CaseExportPayload: { result: 'export' },
  CaseExportConnection: { own: 'edges nodes pageInfo' },
  CaseExportEdge: { own: 'cursor node' },
};

/** Arguments. */
export const CASE_ARGUMENTS = {
  'Query.previewCaseImport': { nested: 'input' },
  'Query.caseExports': { page: 'first after' },
  CaseFileInput: { text: 'text base64 lines occurrences' },
  CaseExportFilter: { filter: 'ownOnly citizenships exploitation from until' },
  RequestCaseExportInput: { text: 'format reason', nested: 'filter' },
  ApproveCaseExportInput: { caseExport: 'id', filter: 'persons' },
};
