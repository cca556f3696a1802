import type { OwnQuery } from './contact.generated.js';

/** The own organisation as it was read. */
export type Own = NonNullable<OwnQuery['organisation']>;
