// How operations on threads are tried: each names a thread that is not there.
import type { ActorName, Cast } from './matrix.cast.js';

interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
interface Tools {
  readonly query: (text: string) => Operation['call'];
  readonly mutate: (text: string) => Operation['call'];
  readonly by: (open: string, ...roles: ('READER' | 'OFFICER' | 'CONTACT_POINT')[]) => Operation['answer'];
}
const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. */
export function threadOperations({ query, mutate, by }: Tools): Record<string, Operation> {
  const writing = by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT');
  const on = (name: string, more: string): Operation => ({ call: mutate(`${name}(input: { ${more} }) { thread { id } }`), answer: writing });
  return {
    'Query.threads': { call: query('threads(first: 1) { nodes { id subject messages { nodes { body } } } }'), answer: by('done') },
    'Query.thread': { call: query(`thread(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
    'Mutation.openThread': on('openThread', `bulletinId: "${ABSENT}", subject: "X", body: "X", language: "en"`),
    'Mutation.postMessage': on('postMessage', `threadId: "${ABSENT}", expectedRevision: 1, kind: REMARK, body: "X", language: "en"`),
    'Mutation.acceptAnswer': on('acceptAnswer', `threadId: "${ABSENT}", expectedRevision: 1`),
    'Mutation.reopenThread': on('reopenThread', `threadId: "${ABSENT}", expectedRevision: 1, body: "X", language: "en"`),
    'Mutation.closeThread': on('closeThread', `threadId: "${ABSENT}", expectedRevision: 1`),
    'Mutation.assignThread': on('assignThread', `threadId: "${ABSENT}"`),
    'Mutation.consentToPromotion': on('consentToPromotion', `messageId: "${ABSENT}", consent: true`),
    'Mutation.markThreadRead': { call: mutate(`markThreadRead(input: { threadId: "${ABSENT}", upTo: 1 }) { thread { id } }`), answer: by('NOT_FOUND', 'READER', 'OFFICER', 'CONTACT_POINT') },
    'Mutation.promoteAnswer': { call: mutate(`promoteAnswer(input: { messageId: "${ABSENT}", expectedRevision: 1, heading: "X" }) { bulletin { id } }`), answer: by('NOT_FOUND', 'OFFICER') },
  };
}
