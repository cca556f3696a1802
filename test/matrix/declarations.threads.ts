// Fields and arguments of threads. `thread`: to see the thread, which takes the bulletin's content now and a place in it.
export const THREAD_FIELDS = {
  Thread: { thread: 'id subject state revision dueAt overdue openedAt changedAt messageCount askedBy participants allowed bulletin messages', own: 'unread assignee' },
  // Of citations each reader sees those that he may see.
  ThreadMessage: { thread: 'id number kind body language postedAt organisation author', envelope: 'citations', own: 'promotion' },
  PromotionConsent: { own: 'credit consentedAt' },
  ThreadConnection: { open: 'edges nodes pageInfo' },
  ThreadEdge: { open: 'cursor node' },
  ThreadMessageConnection: { open: 'edges nodes pageInfo' },
  ThreadMessageEdge: { open: 'cursor node' },
  ThreadPayload: { result: 'thread' },
} as const;

export const THREAD_ARGS = {
  'Query.thread': { thread: 'id' },
  'Query.threads': { page: 'first after', nested: 'filter' },
  'Thread.messages': { page: 'first after last before' },
  ...Object.fromEntries('openThread postMessage acceptAnswer reopenThread closeThread assignThread markThreadRead consentToPromotion promoteAnswer'.split(' ').map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  ThreadFilter: { bulletin: 'bulletinId', filter: 'states assignedToMe unread overdue toAnswer toAccept' },
  OpenThreadInput: { bulletin: 'bulletinId citedBulletinIds', organisation: 'organisationIds', text: 'subject kind body language dueAt recipientsKnowEachOther' },
  PostMessageInput: { thread: 'threadId', bulletin: 'citedBulletinIds', revision: 'expectedRevision', text: 'kind body language', nested: 'promotion' },
  ReopenThreadInput: { thread: 'threadId', bulletin: 'citedBulletinIds', revision: 'expectedRevision', text: 'body language dueAt' },
  ThreadRevisionInput: { thread: 'threadId', revision: 'expectedRevision' },
  AssignThreadInput: { thread: 'threadId', person: 'personId', revision: 'expectedAssigneeId' },
  MarkThreadReadInput: { thread: 'threadId', filter: 'upTo' },
  ConsentToPromotionInput: { message: 'messageId', text: 'consent credit' },
  PromotionConsentInput: { text: 'credit' },
  PromoteAnswerInput: { message: 'messageId', revision: 'expectedRevision', text: 'heading excerpt', nested: 'audience' },
};
