// Three clients that ask for different things.
const reset = '... on AlertReset { cursor reason }';
export const DOCUMENTS = [
  `subscription Ticker { alerts { ${reset} ... on Alert { cursor kind occurredAt bulletinId bulletin { id reference title tlp urgency originator { name } } } } }`,
  `subscription Reader { alerts { ${reset} ... on Alert { cursor kind occurredAt bulletinId bulletin { id reference version state tlp urgency title language originator { id name } publishedAt sections { id heading body } } } } }`,
  `subscription Desk { alerts { ${reset} ... on Alert { cursor kind occurredAt bulletinId bulletin {
    id reference documentNumber version kind state tlp urgency title language handling handlingNote originator { id name } publishedAt expiresAt acknowledgeBy withdrawalReason
    countries facts { potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures } sections { id heading body } acknowledgement { kind dueAt } } } } }`,
];
