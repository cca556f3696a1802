// Fields and arguments of attachments, by hand, with the rule that each stands under.

/** Who sees them. */
export const ATTACHMENT_FIELDS = {
  // Of a document of a meeting: where its item is seen.
  Attachment: { content: 'id name type size sha256 removed state hasPreview struckAt' },
  Upload: { self: 'id name length received state url refusal reason type size sha256 removed' },
  AttachmentOpening: { editor: 'organisation person openedAt' },
  UploadPayload: { result: 'upload' },
  BulletinAttachmentPayload: { open: 'bulletin' },
  StrikeAttachmentPayload: { result: 'attachment openings' },
  AttachmentLinkPayload: { result: 'url expiresAt' },
} as const;

/** What could be tried with them. */
export const ATTACHMENT_ARGUMENTS = {
  'Query.upload': { upload: 'id' },
  'Query.attachmentOpenings': { attachment: 'attachmentId' },
  'Mutation.attachmentLink': { attachment: 'attachmentId', text: 'preview' },
  AttachFileInput: { bulletin: 'bulletinId', revision: 'expectedRevision', upload: 'uploadId', section: 'sectionId' },
  BeginUploadInput: { text: 'name length' },
  RemoveAttachmentInput: { bulletin: 'bulletinId', revision: 'expectedRevision', attachment: 'attachmentId' },
  StrikeAttachmentInput: { attachment: 'attachmentId', text: 'reason' },
} as const;
