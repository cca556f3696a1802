import type { OneThreadQuery } from './questions.generated.js';

/** A thread as it was read. */
export type Thread = NonNullable<OneThreadQuery['thread']>;
/** A message of it. */
export type Message = Thread['messages']['nodes'][number];
