const rules = new Intl.PluralRules('en');
const count = (n: number, one: string, many: string): string => `${n} ${rules.select(n) === 'one' ? one : many}`;

/** What the console says in English of the seal of approved minutes. */
export const minutesSeal = {
  title: 'Seal of the minutes', lead: 'Your device has fetched the parts of the minutes that you may read, the fingerprints of all parts and the record of the approval in the log, and has calculated everything again by itself.', back: 'To the minutes', check: 'Check the seal on this device',
  none: 'These minutes have no seal yet', noneBody: 'They get one when they are approved.',
  holds: 'These are the minutes that were approved', holdsBody: (at: string) => `Each part that you may read is, to the letter, what was frozen at the approval. The record of it stood in the log at ${at} with the same fingerprint. If one letter were changed, or a part added or taken away, they would no longer fit.`,
  partly: 'The parts fit together. The record of the approval is not open to you', partlyBody: 'Each part that you may read belongs to the fingerprint of the whole that the hub gives. That this one stands in the log, somebody checks who may read the record of an organisation that attended: its administrators and contact points.',
  fails: 'The minutes do not fit their seal', failsBody: 'Do not rely on these minutes. Print this page, and tell your administrator and another party at once.',
  lost: (n: number) => `${count(n, 'part', 'parts')} can no longer be compared: something was struck from it since, or it was purged. Its fingerprint still counts in the whole. Compare the day below with what you were told.`,
  stepParts: (n: number) => `${count(n, 'part', 'parts')} that you may read: the text makes the fingerprint that was sealed`, stepRoot: (n: number) => `The fingerprints of all ${n} parts make that of the whole`, stepSays: 'The record of the approval says the same fingerprint, and as many parts', stepNoRecord: 'The record of the approval is not open to you, or was erased',
  pictureMinutes: 'From the parts to the record', pictureText: (all: number, fits: number) => `The minutes have ${count(all, 'part', 'parts')}; the text of ${fits} was compared here. The fingerprints of all make that of the whole, which stands in the record of the approval.`, pictureLog: 'From the record to the seal of the log', whole: 'All of it', record: 'Record of the approval', more: (n: number) => `+ ${n}`,
  sealed: 'What was sealed', sealedBody: 'The page of the minutes lays these parts out in your language. Here they stand as they were sealed.', common: 'What all parties know: the day, who attended, and answers to the whole', closedPart: 'An item that is closed to you', part: (n: number) => `Part ${n}`, asSealed: 'As it was sealed', asSealedOf: (title: string) => `As it was sealed: ${title}`,
  states: { fits: 'fits', differs: 'does not fit', struck: 'struck', purged: 'purged', closed: 'closed' }, since: (state: string, at: string) => `${state} ${at}`,
  limits: 'What this does not prove: what items say that are closed to you. Whoever may read them checks them in the same way.',
};
