// Ids of threads and messages, as they are tried: hidden, swapped with each other and with bulletins', and never there.
import { data, type TestHub } from '@hub/testing';
import type { Cast, PersonName } from './matrix.cast.js';

/** One way to name a thing: who tries, ids that are there and not his to know, and what he sends. */
export interface Trial {
  readonly by: PersonName;
  readonly hidden: () => string[] | Promise<string[]>;
  readonly send: (id: string) => string | Promise<string>;
}
/** A thread of the matrix, between home and the receiver. */
export interface ThreadFixture { readonly thread: string; readonly message: string; readonly bulletin: string }

/** Has the recipient ask about a bulletin. */
export async function makeThread(hub: TestHub, { people }: Cast, bulletin: string): Promise<ThreadFixture> {
  const { openThread: { thread } } = data(await hub.graphql(`mutation { openThread(input: { bulletinId: "${bulletin}", subject: "X", body: "X", language: "en" }) { thread { id messages { nodes { id } } } } }`, { token: people.recipient.token }));
  return { thread: thread.id, message: thread.messages.nodes[0].id, bulletin };
}

/** How each argument is tried. Another recipient of the same bulletin, a reader of the originator's and a stranger may know nothing of the thread. */
export function threadTrials(made: () => ThreadFixture, ofBulletin: (call: (id: string) => string) => Trial[], people: (...names: PersonName[]) => () => string[], secrets: () => string[]): Record<string, Trial[]> {
  const mutation = (text: string): string => `mutation { ${text} }`;
  const STRANGERS = ['outsider', 'sectionRecipient', 'colleague', 'administrator', 'coordinator'] as const;
  const call = (name: string, field: string, more: string, result = 'thread { id }') => (id: string): string => mutation(`${name}(input: { ${field}: "${id}"${more} }) { ${result} }`);
  const ofThread = (send: (id: string) => string): Trial[] => [
    ...STRANGERS.map((by): Trial => ({ by, hidden: () => [made().thread], send })),
    { by: 'recipient', hidden: () => [made().message, made().bulletin], send },
  ];
  const ofMessage = (send: (id: string) => string): Trial[] => [
    ...STRANGERS.map((by): Trial => ({ by, hidden: () => [made().message], send })),
    { by: 'recipient', hidden: () => [made().thread, made().bulletin], send },
    { by: 'editor', hidden: () => [made().thread, made().bulletin], send },
  ];
  const text = ', body: "X", language: "en"';
  const citing = (send: (id: string) => string): Trial[] => [{ by: 'recipient', hidden: secrets, send }];
  return {
    'Query.thread.id': ofThread((id) => `{ thread(id: "${id}") { id } }`),
    'ThreadFilter.bulletinId': ofBulletin((id) => `{ threads(filter: { bulletinId: "${id}" }) { nodes { id } pageInfo { hasNextPage endCursor } } }`),
    'OpenThreadInput.bulletinId': ofBulletin(call('openThread', 'bulletinId', `, subject: "X"${text}`)).concat([{ by: 'recipient', hidden: () => [made().thread], send: call('openThread', 'bulletinId', `, subject: "X"${text}`) }]),
    'OpenThreadInput.citedBulletinIds': citing((id) => mutation(`openThread(input: { bulletinId: "${made().bulletin}", subject: "X"${text}, citedBulletinIds: ["${id}"] }) { thread { id } }`)),
    'PostMessageInput.threadId': ofThread(call('postMessage', 'threadId', `, expectedRevision: 1, kind: REMARK${text}`)),
    'PostMessageInput.citedBulletinIds': citing((id) => mutation(`postMessage(input: { threadId: "${made().thread}", expectedRevision: 1, kind: REMARK${text}, citedBulletinIds: ["${id}"] }) { thread { id } }`)),
    'ThreadRevisionInput.threadId': ['acceptAnswer', 'closeThread'].flatMap((name) => ofThread(call(name, 'threadId', ', expectedRevision: 1'))),
    'ReopenThreadInput.threadId': ofThread(call('reopenThread', 'threadId', `, expectedRevision: 1${text}`)),
    'ReopenThreadInput.citedBulletinIds': citing((id) => mutation(`reopenThread(input: { threadId: "${made().thread}", expectedRevision: 1${text}, citedBulletinIds: ["${id}"] }) { thread { id } }`)),
    'AssignThreadInput.threadId': ofThread(call('assignThread', 'threadId', '')),
    'AssignThreadInput.personId': [{ by: 'recipient', hidden: people('author', 'outsider', 'recipientAdministrator', 'movedBefore', 'suspended'), send: (id) => mutation(`assignThread(input: { threadId: "${made().thread}", personId: "${id}" }) { thread { id } }`) }],
    'MarkThreadReadInput.threadId': ofThread(call('markThreadRead', 'threadId', ', upTo: 1')),
    'ConsentToPromotionInput.messageId': ofMessage(call('consentToPromotion', 'messageId', ', consent: true')),
    'PromoteAnswerInput.messageId': ofMessage(call('promoteAnswer', 'messageId', ', expectedRevision: 1, heading: "X"', 'bulletin { id }')),
  };
}
