import type { MeetingInterpretationLack } from '../../hub/enums.generated.js';

const rules = new Intl.PluralRules('en');
const count = (n: number, one: string, many: string): string => `${n} ${rules.select(n) === 'one' ? one : many}`;

/** What is said in English of changing items, of their documents and of interpretation. */
export const preparing = {
  itemChanges: {
    waitsAnew: 'It is on the agenda. Once you save, it comes off and waits for the coordinator again.', stays: 'It stays on the agenda.', nextVersion: 'The agenda is fixed: saving makes its next version, and all parties are told.', notWhom: 'Who sees it and what it is about are its proposer’s alone to change.',
    frozen: 'The agenda is fixed. Ask the coordinator for a change.', notWider: 'Nobody is let in on what was fixed, noted or filed while it was closed to him: where that would happen it is refused, and you propose a new item instead.',
  },
  documents: {
    title: 'Documents', none: 'Nothing has been filed.', count: (n: number) => count(n, 'document', 'documents'), file: 'File a document', fileFor: (title: string) => `File a document for “${title}”`, fileBody: 'Whoever sees the item sees it, and whoever interprets it; nobody else. Images, PDF and office documents, up to 100 MB each; what a file tells beside its content is taken out.', numbered: 'The agenda is fixed: each change has a number, and whoever sees the item is told.',
    mayBePublic: 'May be made public (TLP:CLEAR): guests with a personal link have it too, where the item is open to all parties and about nothing but TLP:CLEAR', marks: { true: 'For those concerned', false: 'TLP:CLEAR' }, language: 'Language of the document', choose: 'Choose files', chooseIn: (language: string) => `Choose files (${language})`, replace: 'Replace', oldStays: 'The new document is there; the old one could not be taken away', removeSure: (name: string) => `“${name}” is removed.`, removeBody: 'Nobody can open it any more, and it does not come back.', reason: 'Reason (optional)', reasonHelp: 'For the records of the organisations. Name nobody.',
    changeNo: (n: number) => `Change ${n}`, addedBy: (n: number) => `filed by change ${n}`, removed: (language: string) => `A document was removed: ${language}`, recorded: 'Each opening is recorded; your copy may bear your name.', lacks: (languages: string) => `No document in ${languages}, which somebody who comes needs.`, lacksBody: 'File a version in that language.',
  },
  interpreting: {
    signs: { jsl: 'Japanese Sign Language', ase: 'American Sign Language' } as Readonly<Record<string, string>>, both: (a: string, b: string) => `${a} ⇄ ${b}`,
    body: 'What is needed follows from the languages of the delegates who come and whom an item is open to.', allWell: 'Nothing is amiss with the items that you see.', amiss: 'What is amiss', lacksCount: (n: number) => `${n} amiss`, nothingYet: 'There is nothing to interpret yet', nothingYetBody: 'As soon as items are on the agenda, the languages that each needs stand here.', notOpen: 'Interpreters are assigned from when the agenda opens until the session ends.',
    items: 'By item', needed: 'Needed', noneNeeded: 'No interpretation is needed.', pair: (pair: string, stands: string) => `${pair}: ${stands}`, covered: 'covered', open: 'nobody yet', assigned: 'Who interprets', nobodyAssigned: 'Nobody yet.', notCounting: 'Does not count', endAssignment: 'End', endSure: (name: string) => `${name} no longer interprets this item.`,
    lacks: {
      NO_INTERPRETER: (languages: string) => `Nobody interprets ${languages}.`, DOCUMENT_LANGUAGE: (languages: string) => `There are documents, but none in ${languages}.`, DOUBLY_BOOKED: (languages: string, name: string) => `${name} interprets into several languages (${languages}), or elsewhere, at the same time.`,
      NOT_LET_IN: (languages: string, name: string) => `${name} (${languages}) is no longer let in, or no longer said to speak both: it does not count.`,
    } satisfies Record<MeetingInterpretationLack, (languages: string, name: string) => string>,
    assign: 'Assign somebody', assignFor: (title: string) => `Assign somebody to “${title}”`, interpreter: 'Interpreter', between: 'Between', nobodyToAssign: 'Nobody whom you may assign has been entered yet.', needsClearance: (name: string) => `${name} (needs the proposer’s clearance)`,
    clearances: 'Let in by the proposer', clear: 'Let in somebody of another organisation', clearFor: (title: string) => `Let somebody into “${title}”`, clearBody: 'Whoever is let in hears all of the item. It is recorded, and you can take it back at any time.', clearDo: 'Let in', clearSure: (name: string) => `${name} is let into this item.`, clearEnd: 'Take back', clearEndSure: (name: string) => `${name} is no longer let into this item, and interprets it no more.`, lettingIn: 'since',
    closed: 'Closed items', closedBody: 'You see neither which languages they need nor who is there. Their proposers see to it.', lacking: 'An interpreter is missing', notLacking: 'Nothing is missing',
    interpreters: 'Interpreters', nobody: 'No interpreter has been entered yet.', own: 'Yours', agency: 'Agency', agencyHelp: 'Empty: your organisation itself.', contact: 'How to reach him or her', contactHelp: 'For those who keep your interpreters, and the coordinator.', speaks: 'Languages (two at least)', twoLanguages: 'Choose at least two languages.', enter: 'Enter an interpreter', enterBody: 'You answer for your interpreters: they are let in where your organisation is, and elsewhere only where an item’s proposer lets them in.', entered: 'Entered.', languagesWarn: 'What he or she was to interpret in a language that you take out counts no more.',
    removeSure: (name: string) => `${name} is removed: let in nowhere, and his or her links end.`, busy: (times: string) => `Busy at ${times}, be it with what is closed to you.`,
    link: 'Make a link', linkFor: (name: string) => `Make a link for ${name}`, linkOf: (name: string) => `Link of ${name}`, linkBody: 'It shows the items that this person interprets, as far as your organisation sees them, and nothing else. Only your organisation sees that there is one.', links: 'Link', moreLinks: 'More links',
  },
};
