// The fields and arguments of interpretation, as in declarations.ts. What is of an item is there for who sees the item: `item`.

export const INTERPRETATION_FIELDS = {
  MeetingInterpreter: { attends: 'id organisation familyName givenName kana latinFamilyName latinGivenName languages agency revision', ownOrCoordinator: 'contact' },
  MeetingInterpretation: { attends: 'items warnings', coordinator: 'closed busy' },
  MeetingItemInterpretation: { item: 'item startsLocal endsLocal needed assignments clearances' },
  MeetingLanguagePair: { item: 'floor wanted covered' },
  MeetingInterpreterAssignment: { item: 'id interpreter between counts assignedAt' },
  MeetingInterpreterClearance: { item: 'interpreter givenAt' },
  MeetingInterpretationWarning: { item: 'lack item interpreter languages' },
  ClosedMeetingInterpretation: { coordinator: 'ref lacking' },
  MeetingInterpreterBusy: { coordinator: 'interpreter times' },
  MeetingInterpreterTime: { coordinator: 'startsLocal endsLocal' },
  MeetingInterpreterPayload: { result: 'interpreter' },
  MeetingInterpretationPayload: { result: 'edition' },
} as const;

const nested = ['enterMeetingInterpreter', 'updateMeetingInterpreter', 'removeMeetingInterpreter', 'assignMeetingInterpreter', 'clearMeetingInterpreter', 'revokeMeetingInterpreterClearance', 'createMeetingInterpreterLink'];
const face = 'familyName givenName kana latinFamilyName latinGivenName languages agency contact';

export const INTERPRETATION_ARGUMENTS = {
  ...Object.fromEntries(nested.map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  'Mutation.unassignMeetingInterpreter': { interpretation: 'id' },
  EnterMeetingInterpreterInput: { edition: 'editionId', text: face },
  UpdateMeetingInterpreterInput: { interpreter: 'id', revision: 'expectedRevision', text: face },
  RemoveMeetingInterpreterInput: { interpreter: 'id', revision: 'expectedRevision' },
  AssignMeetingInterpreterInput: { item: 'itemId', interpreter: 'interpreterId', text: 'between' },
  MeetingInterpreterClearanceInput: { item: 'itemId', interpreter: 'interpreterId' },
  CreateMeetingInterpreterLinkInput: { interpreter: 'interpreterId', text: 'expiresAt' },
} as const;
