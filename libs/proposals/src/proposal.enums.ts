import { registerEnumType } from '@nestjs/graphql';

/** How far a proposal has come. */
export enum ProposalState { OPEN = 'OPEN', TAKEN_UP = 'TAKEN_UP', DECLINED = 'DECLINED', WITHDRAWN = 'WITHDRAWN' }
/** How a part of a proposal stands to what the bulletin says now. */
export enum ProposalStanding { APPLIES = 'APPLIES', CONFLICTS = 'CONFLICTS', ALREADY_SO = 'ALREADY_SO' }
/** What a part of a proposal is about. */
export enum ProposalField {
  TITLE = 'TITLE', KIND = 'KIND', URGENCY = 'URGENCY', LANGUAGE = 'LANGUAGE', DOCUMENT_NUMBER = 'DOCUMENT_NUMBER', HANDLING = 'HANDLING', HANDLING_NOTE = 'HANDLING_NOTE', COUNTRIES = 'COUNTRIES',
  POTENTIAL_VICTIMS = 'POTENTIAL_VICTIMS', IDENTIFIED_VICTIMS = 'IDENTIFIED_VICTIMS', CITIZENSHIPS = 'CITIZENSHIPS', EXPLOITATION = 'EXPLOITATION', MEANS_OF_CONTROL = 'MEANS_OF_CONTROL', PREFECTURES = 'PREFECTURES',
  ACKNOWLEDGE_BY = 'ACKNOWLEDGE_BY', EXPIRES_AT = 'EXPIRES_AT', SECTION_HEADING = 'SECTION_HEADING', SECTION_BODY = 'SECTION_BODY', SECTION_ADDED = 'SECTION_ADDED', SECTION_REMOVED = 'SECTION_REMOVED',
}
/** A piece of a difference. */
export enum DifferenceKind { SAME = 'SAME', ADDED = 'ADDED', REMOVED = 'REMOVED' }

registerEnumType(ProposalState, { name: 'ProposalState', description: 'How far a proposal has come. It ends once.', valuesMap: {
  OPEN: { description: 'Waits for the originator.' }, TAKEN_UP: { description: "Wholly or in part in the originator's working copy; what becomes of that, publication shows." },
  DECLINED: { description: 'With a reason.' }, WITHDRAWN: { description: 'By the organisation that made it.' } } });
registerEnumType(ProposalStanding, { name: 'ProposalStanding', description: 'How a part stands to what the bulletin says now: for editors their working copy, for others the newest version that they see.', valuesMap: {
  APPLIES: { description: 'Nothing there has changed since, or what changed in a text lies elsewhere.' },
  CONFLICTS: { description: 'It has changed there since: a person must write what is right.' }, ALREADY_SO: { description: 'It says so already.' } } });
registerEnumType(ProposalField, { name: 'ProposalField', description: 'What a part of a proposal would change: a field of the bulletin or of its facts, or a section.' });
registerEnumType(DifferenceKind, { name: 'DifferenceKind', description: 'What became of a piece of text.' });
