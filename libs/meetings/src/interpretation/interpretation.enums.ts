import { registerEnumType } from '@nestjs/graphql';

/** What is amiss with interpretation. */
export enum MeetingInterpretationLack { NO_INTERPRETER = 'NO_INTERPRETER', NOT_LET_IN = 'NOT_LET_IN', DOUBLY_BOOKED = 'DOUBLY_BOOKED', DOCUMENT_LANGUAGE = 'DOCUMENT_LANGUAGE' }

registerEnumType(MeetingInterpretationLack, { name: 'MeetingInterpretationLack', description: 'What is amiss with interpretation.', valuesMap: {
  NO_INTERPRETER: { description: 'Somebody who comes needs interpretation between two languages, and nobody interprets between them.' },
  NOT_LET_IN: { description: 'Somebody was to interpret who is let into the item no more, or is no longer said to speak both languages: it does not count.' },
  DOUBLY_BOOKED: { description: 'Somebody interprets into two languages, or of two items, at the same time.' },
  DOCUMENT_LANGUAGE: { description: 'An item has documents, and none in a language that somebody who comes needs.' } } });
