/** What asking for a view for somebody outside says in English. */
export const outsideTexts = {
  forOutside: {
    one: 'Request for somebody outside', requests: 'Asked for people outside the hub', lead: 'Only its originator shows this bulletin to somebody outside the hub: a lawyer, a hospital, a ministry at home. Ask for it here; without an answer in time it is refused.',
    leadOurs: 'Organisations that received this bulletin ask here that you show it to somebody outside.', ask: 'Ask for somebody outside', notAsked: 'This bulletin is not shown to people outside by asking.', reader: (name: string, organisation: string) => `${name}, ${organisation}`,
    askLead: (name: string) => `${name} reads what you write, and decides. If it grants this, it sends the reader an address and tells the code by telephone; your organisation is shown neither.`,
    contact: 'How the reader is reached', contactHelp: 'E-mail and telephone: there the originator sends the address and tells the code.', purposeHelp: 'Why this reader needs it, and why now. The originator and the reader see it.', terms: 'Terms that the reader would keep', send: 'Ask',
    grantBody: 'A second person of your organisation approves it, and is shown address and code. Whoever asked learns of it then.', again: 'Grant anew', againBody: 'What waits for approval gives way to this. Do so where the bulletin was revised meanwhile.',
    opensUntil: (at: string) => `Opens once, until ${at}.`, given: 'The originator sends the reader the address and tells the code by telephone.', awaitsBody: 'A second person approves it under “To people outside the hub”, and is shown address and code. Until then whoever asked sees no answer.', toApprove: 'To approving it',
    byRequest: 'The request, and how the reader is reached',
  },
};
