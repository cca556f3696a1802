// Operations of retention and legal demands, as in operations.ts.
import type { ActorName, Cast } from './matrix.cast.js';

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
type Role = 'READER' | 'OFFICER' | 'CONTACT_POINT' | 'ADMINISTRATOR';
/** How calls and answers are made there. */
interface Ways { query: (text: string) => () => string; mutate: (text: string) => Operation['call']; by: (open: string, ...roles: Role[]) => Operation['answer'] }

export function retentionOperations({ query, mutate, by }: Ways): Record<string, Operation> {
  const keepers = ['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'] as const;
  return {
    'Query.retentionRules': { call: query('retentionRules { kind days }'), answer: by('done', 'READER', 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR') },
    'Mutation.setRetentionRule': { call: mutate('setRetentionRule(input: { kind: BULLETIN, days: 99, expectedRevision: 999 }) { rule { days } }'), answer: by('CONFLICT', 'ADMINISTRATOR', 'CONTACT_POINT') },
    'Mutation.placeHold': { call: mutate(`placeHold(input: { bulletinId: "${ABSENT}", reason: "X", reviewOn: "2030-01-01" }) { hold { id } }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT') },
    'Mutation.liftHold': { call: mutate(`liftHold(input: { id: "${ABSENT}", expectedRevision: 1 }) { hold { id } }`), answer: by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT') },
    'Query.legalDemands': { call: query('legalDemands(first: 1) { nodes { id scope } }'), answer: by('done', ...keepers) },
    'Query.legalDemand': { call: query(`legalDemand(id: "${ABSENT}") { scope }`), answer: by('NOT_FOUND', ...keepers) },
    'Query.legalNotices': { call: query('legalNotices(first: 1) { nodes { id authority } }'), answer: by('done', 'OFFICER', 'CONTACT_POINT') },
    'Mutation.registerLegalDemand': { call: mutate(`registerLegalDemand(input: { authority: "X", legalBasis: "X", receivedOn: "2020-01-01", scope: "X", bulletinIds: ["${ABSENT}"] }) { demand { id } }`), answer: by('NOT_FOUND', ...keepers) },
    'Mutation.reviewLegalSecrecy': { call: mutate(`reviewLegalSecrecy(input: { id: "${ABSENT}", expectedRevision: 1 }) { demand { id } }`), answer: by('NOT_FOUND', ...keepers) },
    'Mutation.answerLegalDemand': { call: mutate(`answerLegalDemand(input: { id: "${ABSENT}", expectedRevision: 1, text: "X" }) { demand { id } }`), answer: by('NOT_FOUND', ...keepers) },
  };
}
